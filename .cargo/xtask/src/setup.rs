//! What building and testing need beyond Rust and Node. Each tool is looked for first and installed only where it
//! is missing; where that is not possible the error names the command that installs it.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::command::{run_quietly, say, step, works};
use crate::paths;

const WASM_TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_WASM_LINKER: &str = "/usr/lib/llvm-22/bin/wasm-ld";
const DEBIAN_STD_SOURCES: &str = "/usr/lib/rustlib/src";

/// Has the standard library built along with the program.
const BUILD_STD: &str = "-Zbuild-std=std,panic_abort";
/// Has a panic stop a program without putting it into words first, which nobody would read: the code for that is a
/// twentieth of a bundle. It takes a standard library that is built the same way.
const SILENCE: [&str; 2] = [
    "--config",
    "target.wasm32-unknown-unknown.rustflags=['-Zunstable-options', '-Cpanic=immediate-abort']",
];

/// How the browser bundles are compiled on this machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum WasmCompiler {
    /// The toolchain in use has the target.
    Toolchain,
    /// Debian's Rust with its sources builds the standard library too.
    Debian,
}

impl WasmCompiler {
    /// `cargo`, ready to take a subcommand.
    pub(crate) fn cargo(self) -> Command {
        match self {
            Self::Toolchain => Command::new("cargo"),
            Self::Debian => {
                let mut cargo = Command::new("/usr/bin/cargo");
                // Debian's cargo must find Debian's compiler and linter, whatever toolchain runs this program.
                let path = std::env::var("PATH").unwrap_or_default();
                cargo
                    .env("PATH", format!("/usr/bin:{path}"))
                    .env("RUSTC_BOOTSTRAP", "1")
                    .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", DEBIAN_WASM_LINKER)
                    .env_remove("CARGO")
                    .env_remove("RUSTC")
                    .env_remove("RUSTUP_TOOLCHAIN");
                cargo
            }
        }
    }

    /// Arguments that go behind the subcommand.
    pub(crate) fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Toolchain => &["--target", WASM_TARGET],
            Self::Debian => &["--target", WASM_TARGET, BUILD_STD],
        }
    }

    /// `cargo build` for what is served, ready to be told what. Where the standard library's sources are missing the
    /// bundles work as well, and are larger.
    pub(crate) fn build(self) -> Command {
        let mut cargo = self.cargo();
        cargo.arg("build").args(self.arguments());
        match self {
            Self::Toolchain if toolchain_has_sources() => {
                cargo.env("RUSTC_BOOTSTRAP", "1").arg(BUILD_STD).args(SILENCE);
            }
            Self::Toolchain => {}
            Self::Debian => {
                cargo.args(SILENCE);
            }
        }
        cargo
    }
}

/// Installs what the bundles need.
pub(crate) fn for_bundles() -> anyhow::Result<()> {
    if wasm_compiler()? == WasmCompiler::Toolchain && !toolchain_has_sources() {
        let added = works(Command::new("rustup").args(["component", "add", "rust-src"]));
        if !added || !toolchain_has_sources() {
            say(
                "  bundles get a twentieth larger than they could be: the standard library's sources are missing",
            );
        }
    }
    node_packages()
}

/// Installs what the tests need, bundles included.
pub(crate) fn for_tests() -> anyhow::Result<()> {
    for_bundles()?;
    wasm_linter(wasm_compiler()?)?;
    debian_program("chromium", Path::new("/usr/bin/chromium"), &["chromium"])?;
    if postgres_programs().is_none() {
        install_debian("PostgreSQL's server programs", &["postgresql"])?;
    }
    mail_server()?;
    cargo_deny()
}

/// Finds or installs a compiler for the browser.
pub(crate) fn wasm_compiler() -> anyhow::Result<WasmCompiler> {
    if toolchain_has_wasm() {
        return Ok(WasmCompiler::Toolchain);
    }
    if debian_has_wasm() {
        return Ok(WasmCompiler::Debian);
    }
    if works(Command::new("rustup").args(["target", "add", WASM_TARGET])) && toolchain_has_wasm() {
        return Ok(WasmCompiler::Toolchain);
    }
    install_debian(
        "a Rust compiler for the browser",
        &["rustc-web", "cargo-web", "rust-web-src", "lld-22"],
    )?;
    if debian_has_wasm() {
        return Ok(WasmCompiler::Debian);
    }
    bail!("no compiler for {WASM_TARGET}: install one with `rustup target add {WASM_TARGET}`")
}

fn toolchain_has_wasm() -> bool {
    toolchain_has(&format!("{WASM_TARGET}/lib"))
}

fn toolchain_has_sources() -> bool {
    toolchain_has("src/rust/library")
}

fn toolchain_has(folder: &str) -> bool {
    let sysroot = run_quietly(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_ok_and(|sysroot| {
        Path::new(sysroot.trim())
            .join("lib/rustlib")
            .join(folder)
            .is_dir()
    })
}

/// Installs the linter that goes with the compiler for the browser.
pub(crate) fn wasm_linter(compiler: WasmCompiler) -> anyhow::Result<()> {
    match compiler {
        WasmCompiler::Toolchain => Ok(()),
        WasmCompiler::Debian => debian_program(
            "a linter for the browser's code",
            Path::new("/usr/bin/cargo-clippy"),
            &["rust-web-clippy"],
        ),
    }
}

fn debian_has_wasm() -> bool {
    [
        DEBIAN_WASM_LINKER,
        DEBIAN_STD_SOURCES,
        "/usr/bin/cargo",
        "/usr/bin/rustc",
    ]
    .iter()
    .all(|path| Path::new(path).exists())
}

/// Installs the packages of `tests/e2e/package-lock.json` unless they are there.
fn node_packages() -> anyhow::Result<()> {
    let lock = paths::e2e().join("package-lock.json");
    let installed = paths::e2e().join("node_modules/.package-lock.json");
    let modified = |path: &Path| path.metadata().and_then(|metadata| metadata.modified()).ok();
    if modified(&installed) >= modified(&lock) && modified(&installed).is_some() {
        return Ok(());
    }
    step("installing the Node packages for bundling and testing", || {
        run_quietly(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
                .current_dir(paths::e2e()),
        )
        .map(drop)
        .context("Node.js 20 or later with npm is needed: `apt-get install nodejs npm`")
    })
}

/// The folder of `initdb` and `pg_ctl`, of the newest version that is installed.
fn postgres_programs() -> Option<PathBuf> {
    let mut folders: Vec<_> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|folder| folder.join("initdb").exists())
        .collect();
    folders.sort();
    folders.pop()
}

/// A Python environment with a real SMTP server for the mail tests.
fn mail_server() -> anyhow::Result<()> {
    let environment = paths::tools().join("python");
    let python = environment.join("bin/python3");
    if works(Command::new(&python).args(["-c", "import aiosmtpd"])) {
        return Ok(());
    }
    step("installing an SMTP server for the mail tests", || {
        if !works(Command::new("python3").args(["-c", "import venv, ensurepip"])) {
            install_debian("Python's venv", &["python3-venv"])?;
        }
        run_quietly(Command::new("python3").args(["-m", "venv"]).arg(&environment))?;
        run_quietly(Command::new(&python).args(["-m", "pip", "install", "--quiet", "aiosmtpd==1.4.6"]))
            .map(drop)
    })
}

fn cargo_deny() -> anyhow::Result<()> {
    if works(Command::new("cargo").args(["deny", "--version"])) {
        return Ok(());
    }
    step("installing cargo-deny (a minute, once)", || {
        run_quietly(Command::new("cargo").args([
            "install",
            "cargo-deny",
            // Compiled in a third of the time; what it does takes three seconds.
            "--debug",
            "--locked",
            "--no-default-features",
            "--version",
            "0.20.2",
        ]))
        .map(drop)
    })
}

fn debian_program(name: &str, path: &Path, packages: &[&str]) -> anyhow::Result<()> {
    if path.exists() {
        Ok(())
    } else {
        install_debian(name, packages)
    }
}

/// Installs Debian packages where that is allowed, else names the command that does.
fn install_debian(what: &str, packages: &[&str]) -> anyhow::Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    if !works(Command::new("apt-get").arg("--version")) {
        bail!("{what} is missing; on Debian 12 install it with `{by_hand}`");
    }
    let root = run_quietly(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    if !root {
        bail!("{what} is missing; install it with `sudo {by_hand}`");
    }
    step(&format!("installing {what}: {by_hand}"), || {
        let install = || {
            run_quietly(
                Command::new("apt-get")
                    .env("DEBIAN_FRONTEND", "noninteractive")
                    .args(["install", "-y", "-q", "--no-install-recommends"])
                    .args(packages),
            )
        };
        if install().is_err() {
            say("  the package list is old, updating it");
            run_quietly(Command::new("apt-get").args(["update", "-q"]))?;
            install()?;
        }
        Ok(())
    })
}
