//! Tells the program from which commit and for which system it is built, and gives the program for Windows its icon, its
//! version and its manifest.

use std::{env, io, path::Path, process::Command};

const ICON: &str = "assets/icon/talkdesk-setup.ico";
const MANIFEST: &str = "assets/windows/talkdesk-setup.manifest";

fn main() -> io::Result<()> {
    // A package's own build has no repository; it can say the commit itself.
    println!("cargo::rerun-if-env-changed=TALKDESK_SETUP_COMMIT");
    for file in [".git/HEAD", ".git/logs/HEAD"] {
        if Path::new(file).exists() {
            println!("cargo::rerun-if-changed={file}");
        }
    }
    let commit = env::var("TALKDESK_SETUP_COMMIT")
        .ok()
        .or_else(commit)
        .unwrap_or_else(|| "no commit".to_owned());
    println!("cargo::rustc-env=TALKDESK_SETUP_COMMIT={commit}");
    let target = env::var("TARGET").unwrap_or_default();
    println!("cargo::rustc-env=TALKDESK_SETUP_TARGET={target}");
    resources()
}

/// The first digits of the commit that is checked out.
fn commit() -> Option<String> {
    let output = Command::new("git")
        .args(["rev-parse", "--short=12", "HEAD"])
        .output()
        .ok()?;
    let commit = String::from_utf8(output.stdout).ok()?;
    let commit = commit.trim();
    (output.status.success() && !commit.is_empty()).then(|| commit.to_owned())
}

/// What Windows reads in the program itself.
fn resources() -> io::Result<()> {
    for file in ["build.rs", ICON, MANIFEST] {
        println!("cargo::rerun-if-changed={file}");
    }
    // The system that the program is for, which need not be the one that builds it.
    if env::var_os("CARGO_CFG_WINDOWS").is_none() {
        return Ok(());
    }
    winresource::WindowsResource::new()
        .set_icon(ICON)
        .set_manifest_file(MANIFEST)
        .set("ProductName", "Talkdesk setup")
        .set("FileDescription", "Talkdesk setup")
        .set("OriginalFilename", "talkdesk-setup.exe")
        .set(
            "LegalCopyright",
            "The talkdesk-setup authors, MIT or Apache-2.0",
        )
        // English, United States.
        .set_language(0x0409)
        .compile()
}
