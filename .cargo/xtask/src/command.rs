use std::io::Write as _;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, bail};

/// Says what is being done and, at its end, how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> anyhow::Result<T>) -> anyhow::Result<T> {
    say(&format!("· {what}"));
    let started = Instant::now();
    let done = work().with_context(|| what.to_owned())?;
    let seconds = started.elapsed().as_secs_f32();
    if seconds >= 1.0 {
        say(&format!("  done in {seconds:.0} s"));
    }
    Ok(done)
}

/// A line for the person who waits.
pub(crate) fn say(line: &str) {
    let mut error = std::io::stderr().lock();
    // A closed terminal is no reason to stop the work.
    let _ = writeln!(error, "{line}");
}

/// Runs a command to its end with its output shown.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = describe(command);
    let status = command
        .status()
        .with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} ended with {status}");
    }
    Ok(())
}

/// Runs a command quietly; its output is shown only when it fails.
pub(crate) fn run_quietly(command: &mut Command) -> anyhow::Result<String> {
    let name = describe(command);
    let output = command
        .output()
        .with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!(
            "{name} ended with {}\n{}{}",
            output.status,
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a command can be started and ends well.
pub(crate) fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn describe(command: &Command) -> String {
    let arguments: Vec<_> = command
        .get_args()
        .map(|argument| argument.to_string_lossy())
        .collect();
    format!(
        "`{} {}`",
        command.get_program().to_string_lossy(),
        arguments.join(" ")
    )
}
