//! The browser bundles: compiled, bound, optimised, named by their content and compressed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, anyhow};

use crate::assets::{Assets, fingerprint};
use crate::command::{run, run_quietly, step};
use crate::{paths, setup, widget};

/// How much time is spent on a small bundle.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Finish {
    /// What is served.
    Small,
    /// Twice as large in a fraction of the time, to try a change: compiled without looking across crates, and not
    /// optimised afterwards.
    Draft,
}

impl Finish {
    /// Brotli's quality.
    fn compression(self) -> i32 {
        match self {
            Self::Small => 11,
            Self::Draft => 1,
        }
    }

    /// What cargo is told.
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Small => &[],
            Self::Draft => &[
                "--config",
                "profile.browser.lto='off'",
                "--config",
                "profile.browser.codegen-units=16",
                "--config",
                "profile.browser.incremental=true",
            ],
        }
    }
}

/// One wasm file with the module that starts it.
struct Bundle {
    /// Its name in the manifest: `NAME.js`, `NAME.wasm`, `NAME_boot.js`.
    name: &'static str,
    package: &'static str,
    /// What cargo calls the artefact.
    artefact: &'static str,
}

/// Packages whose pages exist in the browser alone. Their views need no types that match the server's: erased ones are
/// a tenth smaller.
const ERASED: [&str; 2] = ["administration", "desk"];
/// Has Leptos erase the types of views.
const ERASE: [&str; 2] = [
    "--config",
    "target.wasm32-unknown-unknown.rustflags=['--cfg', 'erase_components']",
];

const BUNDLES: [Bundle; 6] = [
    Bundle {
        name: "islands",
        package: "app",
        artefact: "app",
    },
    Bundle {
        name: "vault_citizen",
        package: "vault",
        artefact: "vault_citizen",
    },
    Bundle {
        name: "vault_desk",
        package: "vault",
        artefact: "vault_desk",
    },
    Bundle {
        name: "vault_office",
        package: "vault",
        artefact: "vault_office",
    },
    Bundle {
        name: "desk",
        package: "desk",
        artefact: "desk",
    },
    Bundle {
        name: "administration",
        package: "administration",
        artefact: "administration",
    },
];

const STYLE_SHEETS: [&str; 3] = ["public", "desk", "administration"];

/// Smallest code, with the features that every browser of the last years runs. Functions of one kind have like names: next to
/// each other they compress better, by a hundredth.
const WASM_OPTIONS: [&str; 12] = [
    "-Oz",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-simd",
];

/// For pages: what is called once stays a function of its own, which makes more code that compresses better, by a
/// twelfth. Not for vaults, which are to be fast.
const PAGE_OPTIONS: [&str; 3] = [
    "--one-caller-inline-max-function-size=0",
    "--always-inline-max-function-size=0",
    "--flexible-inline-max-function-size=0",
];

/// Builds everything into `target/site`; what has not changed is not done again.
pub(crate) fn build(finish: Finish) -> anyhow::Result<()> {
    let compiler = setup::wasm_compiler()?;
    // Two at once would remove each other's files.
    std::fs::create_dir_all(paths::target())?;
    let lock = std::fs::File::create(paths::target().join("bundles.lock"))?;
    lock.lock()?;
    // One package at a time: together, each would get the features that the others ask of what they share.
    for package in packages() {
        step(&format!("compiling {package} for the browser"), || {
            run(compiler
                .build()
                .args(specialities(package))
                .args(finish.arguments())
                .args([
                    "--quiet",
                    "--profile",
                    "browser",
                    "--package",
                    package,
                    "--target-dir",
                ])
                .arg(compiled())
                .current_dir(paths::root()))
        })?;
    }
    let mut assets = Assets::default();
    for bundle in &BUNDLES {
        add_bundle(&mut assets, bundle, finish)?;
    }
    for name in ["frame.js", "pin.js"] {
        let script = std::fs::read_to_string(paths::root().join("app/boot").join(name))?;
        assets.add(name, without_remarks(&script).as_bytes());
    }
    widget::add(&mut assets)?;
    for sheet in STYLE_SHEETS {
        let name = format!("{sheet}.css");
        assets.add(
            &name,
            minified_style_sheet(&paths::root().join("style").join(&name))?.as_bytes(),
        );
    }
    for entry in std::fs::read_dir(paths::root().join("style"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "svg")
            && let Some(name) = path.file_name().and_then(|name| name.to_str())
        {
            assets.add(name, &std::fs::read(&path)?);
        }
    }
    let compression = finish.compression();
    step("writing target/site", || {
        assets.write(&paths::site(), compression)
    })
}

/// The packages that bundles are made of.
pub(crate) fn packages() -> BTreeSet<&'static str> {
    BUNDLES.iter().map(|bundle| bundle.package).collect()
}

/// What cargo is told for a package besides.
pub(crate) fn specialities(package: &str) -> &'static [&'static str] {
    if ERASED.contains(&package) { &ERASE } else { &[] }
}

/// Where they are compiled.
pub(crate) fn compiled() -> PathBuf {
    paths::target().join("browser")
}

fn add_bundle(assets: &mut Assets, bundle: &Bundle, finish: Finish) -> anyhow::Result<()> {
    let input = compiled()
        .join("wasm32-unknown-unknown/browser")
        .join(format!("{}.wasm", bundle.artefact));
    let (script, wasm) = bound(bundle, &input, finish)?;
    let wasm_name = assets.add(&format!("{}.wasm", bundle.name), &wasm);
    // wasm-bindgen's own default path is never used, but must not name a file that does not exist.
    let script = without_remarks(&script).replace(&format!("{}_bg.wasm", bundle.name), &wasm_name);
    let script_name = assets.add(&format!("{}.js", bundle.name), script.as_bytes());
    let boot_source = paths::root().join("app/boot").join(format!("{}.js", bundle.name));
    let boot = std::fs::read_to_string(&boot_source).with_context(|| boot_source.display().to_string())?;
    let boot = boot
        .replace(&format!("./{}.js", bundle.name), &format!("./{script_name}"))
        .replace(&format!("./{}.wasm", bundle.name), &format!("./{wasm_name}"));
    assets.add(&format!("{}_boot.js", bundle.name), boot.as_bytes());
    Ok(())
}

/// The script without indentation and without comments that have lines of their own: a tenth of what travels.
fn without_remarks(script: &str) -> String {
    let mut kept = String::with_capacity(script.len());
    let mut in_remark = false;
    for line in script.lines().map(str::trim) {
        in_remark |= line.starts_with("/**");
        if !in_remark && !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
        in_remark &= !line.ends_with("*/");
    }
    kept
}

/// The bound script and the optimised wasm of a bundle, from the last time if its input is the same.
fn bound(bundle: &Bundle, input: &Path, finish: Finish) -> anyhow::Result<(String, Vec<u8>)> {
    let source = std::fs::read(input).with_context(|| input.display().to_string())?;
    let options = if bundle.package == "vault" {
        [].as_slice()
    } else {
        &PAGE_OPTIONS
    };
    // Other options give another bundle.
    let made_of = [
        source.as_slice(),
        format!("{WASM_OPTIONS:?}{options:?}").as_bytes(),
    ]
    .concat();
    let folder = paths::target()
        .join("bundles")
        .join(format!("{}-{}", bundle.name, fingerprint(&made_of)));
    let script = folder.join(format!("{}.js", bundle.name));
    let optimised = folder.join(format!("{}.wasm", bundle.name));
    if !optimised.exists() {
        step(&format!("binding and optimising {}", bundle.name), || {
            wasm_bindgen_cli_support::Bindgen::new()
                .input_path(input)
                .out_name(bundle.name)
                .web(true)
                .and_then(|bindgen| bindgen.typescript(false).generate(&folder))
                .map_err(|error| anyhow!("{error:#}"))?;
            // Renamed at the end, so that a run that was stopped half way is not taken for a finished one.
            let unfinished = folder.join("unfinished.wasm");
            let bound = folder.join(format!("{}_bg.wasm", bundle.name));
            if finish == Finish::Draft {
                std::fs::rename(&bound, &optimised)?;
                return Ok(());
            }
            run_quietly(
                Command::new("node")
                    .arg(paths::e2e().join("node_modules/.bin/wasm-opt"))
                    .args(WASM_OPTIONS)
                    .args(options)
                    .arg(&bound)
                    .arg("-o")
                    .arg(&unfinished),
            )?;
            std::fs::rename(&unfinished, &optimised)?;
            Ok(())
        })?;
    }
    Ok((std::fs::read_to_string(&script)?, std::fs::read(&optimised)?))
}

fn minified_style_sheet(path: &Path) -> anyhow::Result<String> {
    use lightningcss::bundler::{Bundler, FileProvider};
    use lightningcss::stylesheet::{ParserOptions, PrinterOptions};
    use lightningcss::targets::{Browsers, Targets};

    let files = FileProvider::new();
    let sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(path)
        .map_err(|error| anyhow!("{}: {error}", path.display()))?;
    // The first versions with wasm SIMD and `:has()`: older ones cannot seal and get the telephone instead.
    let browsers = Browsers {
        chrome: Some(105 << 16),
        edge: Some(105 << 16),
        firefox: Some(121 << 16),
        safari: Some((16 << 16) | (4 << 8)),
        ios_saf: Some((16 << 16) | (4 << 8)),
        ..Browsers::default()
    };
    let targets = Targets {
        browsers: Some(browsers),
        ..Targets::default()
    };
    let printed = sheet
        .to_css(PrinterOptions {
            minify: true,
            targets,
            ..PrinterOptions::default()
        })
        .map_err(|error| anyhow!("{}: {error}", path.display()))?;
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_are_left_out_of_scripts_and_code_is_not() {
        let script = "/**\n * What it does.\n */\nexport function f() {\n    /** @type {number} */\n    // why\n    \
                      return g(\"http://a\"); // here\n}\n";
        assert_eq!(
            without_remarks(script),
            "export function f() {\nreturn g(\"http://a\"); // here\n}\n"
        );
    }
}
