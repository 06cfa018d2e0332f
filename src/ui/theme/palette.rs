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

const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

static LIGHT: Palette = Palette {
    bg: rgb(0xFF_FF_FF),
    rail: rgb(0xF4_F7_F7),
    card: rgb(0xFF_FF_FF),
    field: rgb(0xFF_FF_FF),
    text: rgb(0x10_18_1B),
    muted: rgb(0x51_60_6A),
    line: rgb(0xDC_E3_E6),
    edge: rgb(0x7F_8D_96),
    accent: rgb(0x0F_76_6E),
    on_accent: rgb(0xFF_FF_FF),
    soft: rgb(0xE6_F4_F1),
    success: rgb(0x15_80_3D),
    success_ground: rgb(0xEA_F6_EE),
    warning: rgb(0x8A_4B_08),
    warning_ground: rgb(0xFD_F3_E3),
    problem: rgb(0xB4_23_18),
    problem_ground: rgb(0xFD_ED_EB),
};

static DARK: Palette = Palette {
    bg: rgb(0x14_19_1C),
    rail: rgb(0x0E_12_14),
    card: rgb(0x19_1F_23),
    field: rgb(0x0F_14_16_u32),
    text: rgb(0xE9_EF_F1),
    muted: rgb(0x9D_AB_B3),
    line: rgb(0x29_31_36),
    edge: rgb(0x6E_7C_85),
    accent: rgb(0x2D_D4_BF),
    on_accent: rgb(0x04_21_1D),
    soft: rgb(0x12_30_2D),
    success: rgb(0x5B_D6_8A),
    success_ground: rgb(0x13_29_1C),
    warning: rgb(0xF5_B7_4E),
    warning_ground: rgb(0x2E_24_10),
    problem: rgb(0xFF_9A_8F),
    problem_ground: rgb(0x36_1A_17),
};
