//! The icon of the real window, as a task bar reads it.

use super::window::Desktop;
use crate::session::{need, run};

#[test]
fn the_window_has_the_programs_icon_and_class() {
    need("xprop", "x11-utils");
    let desktop = Desktop::start();
    let window = desktop.open(&[], &[]);
    window.wait_for("heading", "Connect Talkdesk");

    let class = desktop.run("xprop", &["-name", "Talkdesk setup", "WM_CLASS"]);
    assert!(class.contains("\"talkdesk-setup\""), "{class}");

    let icon = desktop.run(
        "xprop",
        &[
            "-name",
            "Talkdesk setup",
            "-len",
            "1000000",
            "-f",
            "_NET_WM_ICON",
            "32c",
            "= $0+\\n",
            "_NET_WM_ICON",
        ],
    );
    let (_, numbers) = icon
        .split_once('=')
        .unwrap_or_else(|| panic!("no icon: {icon}"));
    let numbers: Vec<u32> = numbers
        .split(',')
        .map(|number| number.trim().parse().unwrap())
        .collect();
    assert_eq!(numbers[..2], [128, 128]);
    assert_eq!(numbers[2..], pixels_of_the_file());
}

/// The pixels of the file, alpha first, as the property has them.
fn pixels_of_the_file() -> Vec<u32> {
    let png = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/assets/icon/talkdesk-setup-128.png"
    );
    let text = run(std::process::Command::new("convert").args([png, "-depth", "8", "txt:-"]));
    text.lines()
        .filter_map(|line| {
            let hexadecimal = line.split_once('#')?.1.get(..8)?;
            let rgba = u32::from_str_radix(hexadecimal, 16).ok()?;
            Some(rgba.rotate_right(8))
        })
        .collect()
}
