//! Gives the program for Windows its icon, its version and its manifest. Elsewhere there is nothing to do.

use std::{env, io};

const ICON: &str = "assets/icon/talkdesk-setup.ico";
const MANIFEST: &str = "assets/windows/talkdesk-setup.manifest";

fn main() -> io::Result<()> {
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
