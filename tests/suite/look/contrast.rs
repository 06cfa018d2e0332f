//! Contrast of what is painted, as WCAG 2 defines it: of text at least 4.5, of signs and edges at least 3.

use egui::{Color32, FullOutput, Pos2, Theme};
use talkdesk_setup::ui::theme::palette_of;

use super::painted::{Painted, What, painted};

/// A filled area that is larger than this in either direction is a ground, not a sign. In points.
const LARGEST_SIGN: f32 = 26.0;

/// The contrast of two opaque colors, from 1 to 21.
pub(crate) fn contrast(one: Color32, other: Color32) -> f64 {
    let luminance = |color: Color32| {
        let [r, g, b] = [color.r(), color.g(), color.b()].map(|channel| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Panics where a text or sign of the page has too little contrast with what it was painted on.
pub(crate) fn check_contrast(page: &str, theme: Theme, output: &FullOutput) {
    let (checked, faults) = faults(theme, &painted(output));
    assert!(checked > 5, "{page}: only {checked} texts and signs found");
    assert_eq!(faults, Vec::<String>::new(), "{page}, {theme:?}");
}

fn faults(theme: Theme, painted: &[Painted]) -> (usize, Vec<String>) {
    let mut checked = 0;
    let mut faults = Vec::new();
    let palette = palette_of(theme);
    for (place, Painted { clip, what }) in painted.iter().enumerate() {
        let before = &painted[..place];
        let (name, color, points, least) = match what {
            What::Text { row, color, text } => {
                let ends = [row.left_center(), row.center(), row.right_center()];
                (format!("text {text:?}"), *color, ends.to_vec(), 4.5)
            }
            // Hairlines are decoration, and a line of the page's color is the gap inside the focus ring.
            What::Line { points, color } if ![palette.line, palette.bg].contains(color) => {
                let middles = points.windows(2).map(|pair| pair[0].lerp(pair[1], 0.5));
                let points = points.iter().copied().chain(middles).collect();
                ("a line".to_owned(), *color, points, 3.0)
            }
            What::Fill { area, color } if is_sign(area, &painted[place + 1..]) => (
                "a sign".to_owned(),
                *color,
                vec![area.bounds().center()],
                3.0,
            ),
            What::Line { .. } | What::Fill { .. } => continue,
        };
        if color.a() == 0 {
            continue;
        }
        let seen: Vec<Pos2> = points
            .into_iter()
            .filter(|point| clip.contains(*point))
            .collect();
        let on: Vec<Color32> = seen.iter().map(|p| ground(theme, before, *p)).collect();
        // Where a line ends in another of its color, the two are one sign.
        let is_joined = matches!(what, What::Line { .. }) && on.iter().any(|on| *on != color);
        for (point, ground) in seen.into_iter().zip(on) {
            checked += 1;
            if is_joined && ground == color {
                continue;
            }
            let seen = ground.blend(color);
            let found = contrast(seen, ground);
            if found < least {
                faults.push(format!(
                    "{name} at {point:?}: {found:.2} of {seen:?} on {ground:?}"
                ));
            }
        }
    }
    (checked, faults)
}

/// Whether an area is a small shape that means something by itself, since nothing is painted on it.
fn is_sign(area: &super::painted::Area, after: &[Painted]) -> bool {
    let bounds = area.bounds();
    let is_small = bounds.width() <= LARGEST_SIGN && bounds.height() <= LARGEST_SIGN;
    let carries = |what: &What| match what {
        What::Text { row, .. } => bounds.contains(row.center()),
        What::Line { points, .. } => points.iter().any(|point| bounds.contains(*point)),
        What::Fill { area, color } => color.a() > 0 && bounds.contains(area.bounds().center()),
    };
    is_small && !after.iter().any(|painted| carries(&painted.what))
}

/// The color at a point, of everything painted before.
fn ground(theme: Theme, before: &[Painted], point: Pos2) -> Color32 {
    before
        .iter()
        .filter(|painted| painted.clip.contains(point))
        .fold(palette_of(theme).bg, |ground, painted| {
            match &painted.what {
                What::Fill { area, color } if area.contains(point) => ground.blend(*color),
                _ => ground,
            }
        })
}

#[test]
fn a_planted_faint_text_and_a_faint_sign_are_found() {
    let clip = egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(100.0, 100.0));
    let row = egui::Rect::from_min_size(egui::pos2(10.0, 10.0), egui::vec2(50.0, 20.0));
    let gray = Color32::from_gray(0xC0);
    let text = |color| Painted {
        clip,
        what: What::Text {
            row,
            color,
            text: "faint".to_owned(),
        },
    };
    let sign = |y, color| Painted {
        clip,
        what: What::Fill {
            area: super::painted::Area::Circle {
                center: egui::pos2(80.0, y),
                radius: 6.0,
            },
            color,
        },
    };
    let card = Painted {
        clip,
        what: What::Fill {
            area: super::painted::Area::Rect(clip),
            color: Color32::WHITE,
        },
    };
    let (checked, found) = faults(
        Theme::Dark,
        &[
            card,
            text(Color32::BLACK),
            text(gray),
            sign(50.0, gray),
            sign(80.0, Color32::BLACK),
        ],
    );
    assert_eq!(checked, 8);
    assert_eq!(found.len(), 4, "{found:#?}");
    assert!(found[0].starts_with("text") && found[3].starts_with("a sign"));
}
