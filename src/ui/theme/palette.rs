//! The colors of both themes, with the contrast that each was chosen for.

use egui::{Color32, Theme, Ui};

/// The colors of one theme. All text has a contrast of at least 4.5 on its ground, all shapes at least 3.
#[derive(Debug, PartialEq, Eq)]
pub struct Palette {
    /// The page.
    pub bg: Color32,
    /// The rail.
    pub rail: Color32,
    /// Cards.
    pub card: Color32,
    /// Fields.
    pub field: Color32,
    /// Text.
    pub text: Color32,
    /// Hints and what is less important.
    pub muted: Color32,
    /// Hairlines; decoration only.
    pub line: Color32,
    /// Edges of fields and buttons.
    pub edge: Color32,
    /// The primary button, focus, the current step.
    pub accent: Color32,
    /// Text on the accent.
    pub on_accent: Color32,
    /// The ground of the current step and of the chosen option.
    pub soft: Color32,
    /// Success.
    pub success: Color32,
    /// The ground of success.
    pub success_ground: Color32,
    /// A warning.
    pub warning: Color32,
    /// The ground of a warning.
    pub warning_ground: Color32,
    /// A problem.
    pub problem: Color32,
    /// The ground of a problem.
    pub problem_ground: Color32,
}

impl Palette {
    /// The ground of something without a ground of its own while the pointer is over it.
    #[must_use]
    pub fn hover(&self) -> Color32 {
        self.text.gamma_multiply(0.06)
    }

    /// The ground of something without a ground of its own while it is pressed.
    #[must_use]
    pub fn pressed(&self) -> Color32 {
        self.text.gamma_multiply(0.12)
    }

    /// The accent while the pointer is over it.
    #[must_use]
    pub fn accent_hover(&self) -> Color32 {
        self.accent.lerp_to_gamma(self.text, 0.12)
    }

    /// The accent while it is pressed.
    #[must_use]
    pub fn accent_pressed(&self) -> Color32 {
        self.accent.lerp_to_gamma(self.text, 0.24)
    }

    /// The ground of selected text.
    #[must_use]
    pub fn selection(&self) -> Color32 {
        self.bg.lerp_to_gamma(self.accent, 0.28)
    }
}

/// The palette of the theme that `ui` is drawn in.
#[must_use]
pub fn palette(ui: &Ui) -> &'static Palette {
    palette_of(if ui.visuals().dark_mode {
        Theme::Dark
    } else {
        Theme::Light
    })
}

/// The palette of `theme`.
#[must_use]
pub fn palette_of(theme: Theme) -> &'static Palette {
    match theme {
        Theme::Light => &LIGHT,
        Theme::Dark => &DARK,
    }
}

static LIGHT: Palette = Palette {
    bg: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    rail: Color32::from_rgb(0xF4, 0xF7, 0xF7),
    card: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    field: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    text: Color32::from_rgb(0x10, 0x18, 0x1B),
    muted: Color32::from_rgb(0x51, 0x60, 0x6A),
    line: Color32::from_rgb(0xDC, 0xE3, 0xE6),
    edge: Color32::from_rgb(0x7F, 0x8D, 0x96),
    accent: Color32::from_rgb(0x0F, 0x76, 0x6E),
    on_accent: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    soft: Color32::from_rgb(0xE6, 0xF4, 0xF1),
    success: Color32::from_rgb(0x15, 0x80, 0x3D),
    success_ground: Color32::from_rgb(0xEA, 0xF6, 0xEE),
    warning: Color32::from_rgb(0x8A, 0x4B, 0x08),
    warning_ground: Color32::from_rgb(0xFD, 0xF3, 0xE3),
    problem: Color32::from_rgb(0xB4, 0x23, 0x18),
    problem_ground: Color32::from_rgb(0xFD, 0xED, 0xEB),
};

static DARK: Palette = Palette {
    bg: Color32::from_rgb(0x14, 0x19, 0x1C),
    rail: Color32::from_rgb(0x0E, 0x12, 0x14),
    card: Color32::from_rgb(0x19, 0x1F, 0x23),
    field: Color32::from_rgb(0x0F, 0x14, 0x16),
    text: Color32::from_rgb(0xE9, 0xEF, 0xF1),
    muted: Color32::from_rgb(0x9D, 0xAB, 0xB3),
    line: Color32::from_rgb(0x29, 0x31, 0x36),
    edge: Color32::from_rgb(0x6E, 0x7C, 0x85),
    accent: Color32::from_rgb(0x2D, 0xD4, 0xBF),
    on_accent: Color32::from_rgb(0x04, 0x21, 0x1D),
    soft: Color32::from_rgb(0x12, 0x30, 0x2D),
    success: Color32::from_rgb(0x5B, 0xD6, 0x8A),
    success_ground: Color32::from_rgb(0x13, 0x29, 0x1C),
    warning: Color32::from_rgb(0xF5, 0xB7, 0x4E),
    warning_ground: Color32::from_rgb(0x2E, 0x24, 0x10),
    problem: Color32::from_rgb(0xFF, 0x9A, 0x8F),
    problem_ground: Color32::from_rgb(0x36, 0x1A, 0x17),
};
