//! Tells the program from which commit and for which system it is built.

use std::{env, path::Path, process::Command};

fn main() {
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
