//! The ring of a radio button, with its dot.

use egui::{Painter, Pos2, Stroke};

use crate::ui::theme::{Palette, size};

/// Paints the ring around `center`, with a dot in it for what is chosen.
pub(super) fn paint(painter: &Painter, center: Pos2, chosen: bool, palette: &Palette) {
    let radius = size::RADIO / 2.0;
    let color = if chosen { palette.accent } else { palette.edge };
    let width = if chosen { size::MARK_LINE } else { size::EDGE };
    painter.circle(
        center,
        radius - width / 2.0,
        palette.field,
        Stroke::new(width, color),
    );
    if chosen {
        painter.circle_filled(center, radius / 2.0, palette.accent);
    }
}
