//! Every check there is, one after the other, and one summary at the end.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitCode, Stdio};

use anyhow::Context as _;

use crate::command::{say, step};
use crate::{bundles, paths, setup};

/// What was counted so far.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
    failures: Vec<String>,
}

/// Runs everything; `only` picks the checks whose name contains it.
pub(crate) fn run(only: Option<&str>) -> anyhow::Result<ExitCode> {
    setup::for_tests()?;
    let mut tally = Tally::default();
    let wanted = |name: &str| only.is_none_or(|only| name.contains(only));
    if wanted("format") {
        tally.check("format", &mut cargo(&["fmt", "--all", "--check"]));
    }
    if wanted("bans, licences and sources") {
        let checks = [
            "deny",
            "--locked",
            "check",
            "--hide-inclusion-graph",
            "bans",
            "licenses",
            "sources",
        ];
        tally.check("bans, licences and sources", &mut cargo(&checks));
    }
    if wanted("lints") {
        let mut lints = cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ]);
        tally.check("lints", &mut lints);
    }
    if wanted("lints") {
        let compiler = setup::wasm_compiler()?;
        for package in bundles::packages() {
            let mut lints = compiler.cargo();
            lints
                .arg("clippy")
                .args(compiler.arguments())
                .args(bundles::specialities(package))
                .args(["--locked", "--quiet", "--package", package, "--target-dir"])
                .arg(bundles::compiled())
                .args(["--", "-D", "warnings"])
                .current_dir(paths::root());
            tally.check(&format!("lints of {package} for the browser"), &mut lints);
        }
    }
    if wanted("documentation") {
        let mut documentation = cargo(&["doc", "--workspace", "--no-deps", "--locked", "--quiet"]);
        tally.check("documentation", documentation.env("RUSTDOCFLAGS", "-D warnings"));
    }
    bundles::build(bundles::Finish::Small)?;
    if wanted("unit, contract and API tests") {
        tally.cargo_tests()?;
    }
    if wanted("journeys") {
        tally.journeys()?;
    }
    let Tally {
        passed,
        failed,
        skipped,
        failures,
    } = tally;
    // The runner's own summary is the last line of standard output.
    println!();
    for failure in failures {
        println!("failed: {failure}");
    }
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(if failed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

impl Tally {
    fn check(&mut self, name: &str, command: &mut Command) {
        match step(name, || crate::command::run(command)) {
            Ok(()) => self.passed += 1,
            Err(error) => self.fail(format!("{name}: {error:#}")),
        }
    }

    fn fail(&mut self, what: String) {
        self.failed += 1;
        self.failures.push(what);
    }

    /// Runs the workspace's tests and adds up the runner's summaries.
    fn cargo_tests(&mut self) -> anyhow::Result<()> {
        let mut command = cargo(&["test", "--workspace", "--locked", "--no-fail-fast"]);
        command.env("SIEGELPOST_SITE", paths::site());
        let before = self.failed;
        let well = self.stream("unit, contract and API tests", &mut command, |tally, line| {
            if let Some(counts) = line.strip_prefix("test result: ") {
                tally.passed += count(counts, " passed");
                tally.failed += count(counts, " failed");
                tally.skipped += count(counts, " ignored");
            } else if line.starts_with("test ") && line.ends_with("FAILED") {
                tally.failures.push(line.to_owned());
            } else if line.starts_with("test ") && line.contains("... ignored") {
                say(&format!("  skipped: {line}"));
            }
        })?;
        if !well && self.failed == before {
            self.fail("the tests do not compile or a test program crashed".to_owned());
        }
        Ok(())
    }

    /// Runs the browser journeys against servers of their own.
    fn journeys(&mut self) -> anyhow::Result<()> {
        step("building the server for the journeys", || {
            crate::command::run(&mut cargo(&[
                "build",
                "--quiet",
                "--locked",
                "--package",
                "server",
                "--package",
                "tests",
                "--bins",
            ]))
        })?;
        let mut command = Command::new("node");
        command
            .arg(paths::e2e().join("node_modules/@playwright/test/cli.js"))
            .arg("test")
            .env("SIEGELPOST_TARGET", paths::target())
            .current_dir(paths::e2e());
        let before = self.failed;
        let well = self.stream("browser journeys", &mut command, |tally, line| {
            // Playwright's list reporter ends with lines such as `  3 failed`, `  1 skipped`, `  40 passed (2.1m)`;
            // below the first stand the names, one a line: `    journeys/log.spec.mjs:53:3 › a title ───`.
            if tally.failed > before && line.trim_start().starts_with("journeys/") {
                tally.failures.push(line.trim_matches([' ', '─']).to_owned());
            }
            let mut words = line.split_whitespace();
            let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse::<u64>), words.next()) else {
                return;
            };
            match what {
                "passed" => tally.passed += number,
                "failed" | "interrupted" => tally.failed += number,
                "flaky" => tally.failed += number,
                "skipped" | "did" => tally.skipped += number,
                _ => {}
            }
        })?;
        if !well && self.failed == before {
            self.fail("the browser journeys did not run to their end".to_owned());
        }
        Ok(())
    }

    /// Runs a command, shows its output as it comes, and has each line looked at. Answers whether it ended well.
    fn stream(
        &mut self,
        name: &str,
        command: &mut Command,
        mut look: impl FnMut(&mut Self, &str),
    ) -> anyhow::Result<bool> {
        step(name, || {
            let mut child = command
                .stdout(Stdio::piped())
                .spawn()
                .context("could not be started")?;
            let output = child.stdout.take().context("no output")?;
            for line in BufReader::new(output).lines() {
                let line = line?;
                println!("{line}");
                look(self, &line);
            }
            Ok(child.wait()?.success())
        })
    }
}

fn count(counts: &str, what: &str) -> u64 {
    counts
        .split([';', '.'])
        .find_map(|part| part.trim().strip_suffix(what.trim()))
        .and_then(|number| number.trim().parse().ok())
        .unwrap_or(0)
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(paths::root());
    command
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn the_runners_summary_is_read() {
        let line = "ok. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";
        assert_eq!(
            (
                count(line, " passed"),
                count(line, " failed"),
                count(line, " ignored")
            ),
            (12, 3, 1)
        );
    }
}
