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

#[test]
fn colors_have_one_home() {
    let mut read = 0;
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("src/ui/theme") {
                    folders.push(path);
                }
                continue;
            }
            read += 1;
            let source = fs::read_to_string(&path).unwrap();
            for literal in [
                "from_rgb",
                "from_gray",
                "from_rgba",
                "from_hex",
                "Color32::BLACK",
                "Color32::WHITE",
            ] {
                assert!(!source.contains(literal), "{}: {literal}", path.display());
            }
        }
    }
    assert!(read > 20, "only {read} files read");
}
