//! The look of the program. This file and the ones below it are the only home of colors, fonts and sizes.

mod fonts;
mod palette;
mod sizes;
mod style;
mod text;

pub use palette::{Palette, palette, palette_of};
pub use sizes::{size, space};
pub use text::Text;

use std::time::Duration;

use egui::{Context, Id, Theme};

/// Gives a context the program's fonts and both themes; where the system names no theme, light.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_style_of(theme, style::of(theme));
    }
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
}

/// Says whether the system asks for less motion. Nothing moves from then on, the marks of running work included.
pub fn set_reduced_motion(ctx: &Context, reduced: bool) {
    ctx.data_mut(|data| data.insert_temp(reduced_motion_id(), reduced));
    let seconds = if reduced {
        0.0
    } else {
        style::ANIMATION_SECONDS
    };
    ctx.all_styles_mut(|style| style::set_motion(style, seconds));
}

/// Whether the system asks for less motion.
#[must_use]
pub fn reduced_motion(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(reduced_motion_id()))
        .unwrap_or(false)
}

/// The time between two pictures of something that moves while it runs.
pub const FRAME: Duration = Duration::from_millis(33);

fn reduced_motion_id() -> Id {
    Id::unique("reduced motion")
}
