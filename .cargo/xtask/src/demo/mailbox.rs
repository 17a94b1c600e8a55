use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use domain::EmailAddress;

/// The code in the newest invitation to `recipient`, read from the folder of mails as the person would read it.
pub(super) async fn invitation_code(folder: &Path, recipient: &EmailAddress) -> anyhow::Result<String> {
    wait_for(folder, recipient, is_invitation).await
}

/// The code that proves the address of `recipient`.
pub(super) async fn founding_code(folder: &Path, recipient: &EmailAddress) -> anyhow::Result<String> {
    wait_for(folder, recipient, is_founding_code).await
}

async fn wait_for(
    folder: &Path,
    recipient: &EmailAddress,
    is_code: fn(&str) -> bool,
) -> anyhow::Result<String> {
    for _ in 0..300 {
        if let Some(code) = newest(folder, recipient, is_code)? {
            return Ok(code);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    bail!("no mail arrived in {} within 15 seconds", folder.display())
}

fn newest(
    folder: &Path,
    recipient: &EmailAddress,
    is_code: fn(&str) -> bool,
) -> anyhow::Result<Option<String>> {
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
fn is_invitation(line: &str) -> bool {
    line.len() == 43
        && line
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// Two groups of four characters, alone on a line.
fn is_founding_code(line: &str) -> bool {
    line.len() == 9
        && line.bytes().enumerate().all(|(at, byte)| {
            if at == 4 {
                byte == b'-'
            } else {
                byte.is_ascii_digit() || byte.is_ascii_uppercase()
            }
        })
}
