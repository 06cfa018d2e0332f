//! The colors: enough contrast, and one home.

use std::fs;
use std::path::Path;

use egui::{Color32, Theme};
use talkdesk_setup::ui::theme::palette_of;

use crate::look::contrast;

fn check(theme: Theme, name: &str, color: Color32, grounds: &[Color32], least: f64) {
    for ground in grounds {
        let found = contrast(color, *ground);
        assert!(
            found >= least,
            "{theme:?}: {name} has {found:.2} on {ground:?}"
        );
    }
}

#[test]
fn every_color_has_enough_contrast_on_its_grounds() {
    for theme in [Theme::Light, Theme::Dark] {
        let p = palette_of(theme);
        let banners = [p.success_ground, p.warning_ground, p.problem_ground, p.soft];
        let grounds = [p.bg, p.rail, p.card, p.field];
        for (name, color) in [("text", p.text), ("muted", p.muted)] {
            check(theme, name, color, &grounds, 4.5);
            check(theme, name, color, &banners, 4.5);
        }
        check(
            theme,
            "accent",
            p.accent,
            &[p.bg, p.card, p.field, p.rail, p.soft],
            4.5,
        );
        check(
            theme,
            "on accent",
            p.on_accent,
            &[p.accent, p.accent_hover(), p.accent_pressed()],
            4.5,
        );
        check(
            theme,
            "success",
            p.success,
            &[p.bg, p.card, p.success_ground],
            4.5,
        );
        check(
            theme,
            "warning",
            p.warning,
            &[p.bg, p.card, p.warning_ground],
            4.5,
        );
        check(
            theme,
            "problem",
            p.problem,
            &[p.bg, p.card, p.problem_ground, p.soft],
            4.5,
        );
        check(theme, "bg on problem", p.bg, &[p.problem], 4.5);
        check(
            theme,
            "edge",
            p.edge,
            &[
                p.bg,
                p.rail,
                p.card,
                p.field,
                p.problem_ground,
                p.warning_ground,
            ],
            3.0,
        );
        check(theme, "text on selection", p.text, &[p.selection()], 4.5);
    }
}

#[test]
fn the_contrasts_of_the_design_hold() {
    for (theme, text, muted, edge, accent) in [
        (Theme::Light, "18.0", "6.5", "3.4", "5.5"),
        (Theme::Dark, "15.3", "7.5", "4.1", "9.5"),
    ] {
        let p = palette_of(theme);
        let found = [p.text, p.muted, p.edge, p.accent]
            .map(|color| format!("{:.1}", contrast(color, p.bg)));
        assert_eq!(found, [text, muted, edge, accent], "{theme:?}");
    }
}

/// Every source file of the views, but for the theme, with its path.
fn views() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.ends_with("tests.rs") {
                continue;
            }
            if !path.is_dir() {
                let source = fs::read_to_string(&path).unwrap();
                found.push((path.display().to_string(), source));
            } else if !path.ends_with("src/ui/theme") {
                folders.push(path);
            }
        }
    }
    assert!(found.len() > 20, "only {} files read", found.len());
    found
}

#[test]
fn colors_have_one_home() {
    for (path, source) in views() {
        for literal in [
            "from_rgb",
            "from_gray",
            "from_rgba",
            "from_hex",
            "Color32::BLACK",
            "Color32::WHITE",
        ] {
            assert!(!source.contains(literal), "{path}: {literal}");
        }
    }
}

/// The numbers with a decimal point in a line of code.
fn numbers(line: &str) -> impl Iterator<Item = f64> {
    line.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '_'))
        .filter(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))
        .filter_map(|word| word.parse().ok())
}

/// Whether a line has a size in points that is not named: fractions, halves and doubles are proportions, and so are
/// parts of a full turn.
fn has_a_nameless_size(line: &str) -> bool {
    let line = line.trim();
    let is_code = !line.starts_with("//");
    let names = line.starts_with("const ") || line.starts_with("pub const ");
    let is_angle = line.contains("TAU");
    is_code && !names && !is_angle && numbers(line).any(|number| number > 2.0)
}

#[test]
fn sizes_have_one_home() {
    assert!(has_a_nameless_size("    ui.add_space(12.0);"));
    assert!(!has_a_nameless_size("    ui.add_space(space::M / 2.0);"));
    assert!(!has_a_nameless_size("const ASSUMED: f32 = 132.0;"));
    // Drawings are on a grid of their own.
    let views = views();
    for (path, source) in views
        .iter()
        .filter(|(path, _)| !path.contains("/drawings/"))
    {
        for line in source.lines() {
            assert!(!has_a_nameless_size(line), "{path}: {line}");
        }
    }
}
