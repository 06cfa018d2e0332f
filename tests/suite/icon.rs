//! The icon for every system, as it lies in `assets`, and its place in a desktop's menu.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const SIZES: [u32; 8] = [16, 24, 32, 48, 64, 128, 256, 512];

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

fn png(size: u32) -> PathBuf {
    assets().join(format!("icon/talkdesk-setup-{size}.png"))
}

/// Width and height, from the header of a PNG.
fn size_of(png: &[u8]) -> (u32, u32) {
    assert_eq!(png.get(..8), Some(b"\x89PNG\r\n\x1a\n".as_slice()));
    assert_eq!(png.get(12..16), Some(b"IHDR".as_slice()));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_png_has_the_size_in_its_name() {
    for size in SIZES {
        assert_eq!(size_of(&fs::read(png(size)).unwrap()), (size, size));
    }
}

#[test]
fn the_icon_for_windows_holds_its_sizes() {
    let ico = fs::read(assets().join("icon/talkdesk-setup.ico")).unwrap();
    assert_eq!(ico[..4], [0, 0, 1, 0]);
    let entries = usize::from(ico[4]);
    let sizes: Vec<(u8, u8)> = (0..entries)
        .map(|entry| (ico[6 + 16 * entry], ico[7 + 16 * entry]))
        .collect();
    // 256 does not fit into the byte and is written as 0.
    assert_eq!(sizes, [16, 24, 32, 48, 64, 0].map(|size| (size, size)));
}

#[test]
fn the_icon_for_macos_holds_its_sizes() {
    let icns = fs::read(assets().join("icon/talkdesk-setup.icns")).unwrap();
    assert_eq!(&icns[..4], b"icns");
    let number = |at: usize| u32::from_be_bytes(icns[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(number(4), icns.len());
    let mut kinds = Vec::new();
    let mut at = 8;
    while at < icns.len() {
        kinds.push(String::from_utf8(icns[at..at + 4].to_vec()).unwrap());
        at += number(at + 4);
    }
    for kind in ["is32", "il32", "ih32", "it32", "ic08", "ic09"] {
        assert!(kinds.iter().any(|each| each == kind), "{kind} of {kinds:?}");
    }
}

#[test]
fn the_menu_gets_an_entry_with_the_icon_and_loses_it_again() {
    let home = tempfile::tempdir().unwrap();
    let script = assets().join("add-to-menu.sh");
    let run = |arguments: &[&str]| {
        let done = Command::new("sh")
            .arg(&script)
            .args(arguments)
            .env("XDG_DATA_HOME", home.path())
            .status()
            .unwrap();
        assert!(done.success(), "{arguments:?}");
    };
    run(&[]);
    let entry = home.path().join("applications/talkdesk-setup.desktop");
    let text = fs::read_to_string(&entry).unwrap();
    // Wayland finds the icon where the file's name is the window's app_id; X11 by its class.
    for line in [
        "Exec=talkdesk-setup",
        "Icon=talkdesk-setup",
        "StartupWMClass=talkdesk-setup",
    ] {
        assert!(text.lines().any(|each| each == line), "{line}");
    }
    for size in SIZES {
        let installed = home.path().join(format!(
            "icons/hicolor/{size}x{size}/apps/talkdesk-setup.png"
        ));
        assert_eq!(
            fs::read(installed).unwrap(),
            fs::read(png(size)).unwrap(),
            "{size}"
        );
    }
    let scalable = home
        .path()
        .join("icons/hicolor/scalable/apps/talkdesk-setup.svg");
    assert!(scalable.is_file());

    run(&["--remove"]);
    assert!(!entry.exists());
    assert!(!scalable.exists());
}
