use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use domain::EmailAddress;

/// The code in the newest invitation to `recipient`, read from the folder of mails as the person would read it.
pub(super) async fn invitation_code(folder: &Path, recipient: &EmailAddress) -> anyhow::Result<String> {
    for _ in 0..300 {
        if let Some(code) = newest(folder, recipient)? {
            return Ok(code);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("no invitation arrived in {} within 15 seconds", folder.display())
}

fn newest(folder: &Path, recipient: &EmailAddress) -> anyhow::Result<Option<String>> {
    let mut mails: Vec<_> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    mails.retain(|path| path.extension().is_some_and(|extension| extension == "eml"));
    mails.sort();
    for path in mails.iter().rev() {
        let mail = std::fs::read_to_string(path)?;
        let addressed = mail
            .lines()
            .take_while(|line| !line.is_empty())
            .any(|line| line.starts_with("To:") && line.contains(recipient.as_str()));
        if addressed && let Some(code) = mail.lines().find(|line| is_code(line)) {
            return Ok(Some(code.to_owned()));
        }
    }
    Ok(None)
}

/// 32 bytes in base64url, alone on a line.
fn is_code(line: &str) -> bool {
    line.len() == 43
        && line
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}
