//! Who may depend on whom. The core stays pure because its manifests leave it no other way.

use std::process::Command;

use serde_json::Value;

use crate::{none, source};

/// A package and what it may link of the project. Tests may link anything that comes before them here.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("cti-core", &[]),
    ("cti-phone", &["cti-core"]),
    ("cti-effect", &["cti-core"]),
    ("cti-engine", &["cti-core", "cti-effect"]),
    ("cti-flow", &["cti-core", "cti-effect", "cti-engine"]),
    ("cti-presence", &["cti-core"]),
    ("cti-ports", &["cti-core"]),
    ("cti-connect", &["cti-core", "cti-ports"]),
    ("cti-hosts", &["cti-core", "cti-ports"]),
    ("connect-cti", &["cti-core", "cti-flow", "cti-presence", "cti-ports", "cti-connect", "cti-hosts"]),
    ("cti-gallery", &["connect-cti", "cti-core", "cti-flow", "cti-presence", "cti-ports"]),
    ("cti-studio", &["cti-core", "cti-flow", "cti-presence", "cti-ports"]),
    ("cti-cli", &["cti-core", "cti-phone", "cti-flow", "cti-presence", "cti-ports"]),
    // On purpose nothing: a mistake of ours cannot be on both sides of a test.
    ("cti-sandbox", &[]),
    ("cti-engine-bench", &["cti-core", "cti-flow"]),
    ("cti-tests", &["cti-core", "cti-phone", "cti-flow", "cti-presence", "cti-ports", "cti-cli"]),
    ("xtask", &[]),
];

/// The packages that live in a browser; the others may not even name one.
const IN_BROWSER: [&str; 6] =
    ["cti-connect", "cti-hosts", "cti-studio", "connect-cti", "cti-gallery", "cti-engine-bench"];
const BROWSER: [&str; 8] = [
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "wasm-bindgen-futures",
    "serde-wasm-bindgen",
    "gloo",
    "yew",
    "console_error_panic_hook",
];

#[derive(Debug)]
struct Dependency {
    package: String,
    on: String,
    dev: bool,
    /// Such as `cfg(target_arch = "wasm32")`; empty for every platform.
    platform: String,
}

fn packages() -> Vec<Value> {
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let mut command = Command::new(cargo);
    command.args(["metadata", "--format-version", "1", "--no-deps"]).current_dir(source::root());
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn dependencies() -> Vec<Dependency> {
    let packages = packages();
    let each = packages.iter().flat_map(|package| {
        package["dependencies"].as_array().unwrap().iter().map(|dependency| Dependency {
            package: text(&package["name"]),
            on: text(&dependency["name"]),
            dev: text(&dependency["kind"]) == "dev",
            platform: text(&dependency["target"]),
        })
    });
    each.collect()
}

fn place(package: &str) -> Option<usize> {
    DIRECTIONS.iter().position(|(name, _)| *name == package)
}

#[test]
fn every_package_has_its_place() {
    let strangers: Vec<_> = packages()
        .iter()
        .map(|package| text(&package["name"]))
        .filter(|name| place(name).is_none())
        .collect();
    none(
        "Give the new package a row in DIRECTIONS in tests/tidy/manifests.rs, below what it links:",
        &strangers,
    );
}

#[test]
fn a_package_is_named_after_its_folder() {
    let wrong: Vec<_> = packages()
        .iter()
        .filter_map(|package| {
            let manifest = text(&package["manifest_path"]).replace('\\', "/");
            let (_, below) = manifest.rsplit_once("/crates/")?;
            let wanted = format!("cti-{}", below.split('/').next()?);
            (package["name"] != wanted.as_str()).then(|| format!("{below}: should be `{wanted}`"))
        })
        .collect();
    none("Name a package of crates/ `cti-` and its folder:", &wrong);
}

#[test]
fn dependencies_point_one_way() {
    let wrong: Vec<_> = dependencies()
        .iter()
        .filter(|dependency| {
            let (Some(from), Some(to)) = (place(&dependency.package), place(&dependency.on)) else {
                return false;
            };
            let allowed = DIRECTIONS[from].1.contains(&dependency.on.as_str());
            // Tests may borrow what is linked no later than they are, their own package's test features too.
            !(allowed || dependency.dev && to <= from)
        })
        .map(|dependency| format!("{} -> {}", dependency.package, dependency.on))
        .collect();
    none(
        "Turn the dependency round: put the shared type in cti-core, or a trait in cti-ports that the root fills in:",
        &wrong,
    );
}

#[test]
fn only_the_edge_links_the_browser() {
    let wrong: Vec<_> = dependencies()
        .iter()
        .filter(|dependency| {
            let exempt = IN_BROWSER.contains(&dependency.package.as_str())
                // Its one export, for the browser only.
                || (dependency.package == "cti-phone" && dependency.platform.contains("wasm32"));
            !exempt && BROWSER.iter().any(|name| dependency.on == *name || dependency.on.starts_with("gloo-"))
        })
        .map(|dependency| format!("{} -> {}", dependency.package, dependency.on))
        .collect();
    none(
        "Move what needs the browser to crates/connect, crates/hosts or src/browser/, behind a port:",
        &wrong,
    );
}

#[test]
fn versions_are_exact() {
    let manifest = std::fs::read_to_string(source::root().join("Cargo.toml")).unwrap();
    let all = std::iter::once(("Cargo.toml".to_owned(), manifest)).chain(
        source::files()
            .into_iter()
            .filter(|file| file.path.ends_with("/Cargo.toml"))
            .map(|file| (file.path, file.text)),
    );
    let loose: Vec<_> = all
        .flat_map(|(path, text)| {
            let lines = dependency_lines(&text).into_iter().filter(|line| !is_exact(line));
            lines.map(move |line| format!("{path}: {line}")).collect::<Vec<_>>()
        })
        .collect();
    none("Pin the dependency with `=`, in the workspace's table where two crates use it:", &loose);
}

fn dependency_lines(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.trim_end_matches(']').ends_with("dependencies");
        } else if inside && line.contains('=') {
            found.push(line.to_owned());
        }
    }
    found
}

fn is_exact(line: &str) -> bool {
    line.contains("\"=") || line.contains("path = ") || line.contains("workspace = true")
}

#[test]
fn a_loose_version_is_noticed() {
    let lines =
        dependency_lines("[package]\nname = \"a\"\n[dev-dependencies]\nb = \"1.0\"\nc = \"=1.0.0\"\n");
    assert_eq!(lines.iter().map(|line| is_exact(line)).collect::<Vec<_>>(), [false, true]);
}
