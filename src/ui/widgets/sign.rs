//! The program's sign: a key that is a check mark, the same as in `assets/icon/icon.svg`.

use egui::{Painter, Pos2, Rect, Shape, Stroke, epaint::PathShape, pos2};

use crate::ui::theme::Palette;

/// The width and height of the drawing that the numbers below are taken from.
const GRID: f32 = 512.0;
const CORNER: f32 = 112.0;
const LINE: f32 = 52.0;
const BOW: (Pos2, f32) = (pos2(344.0, 192.0), 72.0);
const SHAFT: [Pos2; 3] = [pos2(288.0, 248.0), pos2(168.0, 368.0), pos2(104.0, 304.0)];
const BIT: [Pos2; 2] = [pos2(244.0, 292.0), pos2(204.0, 252.0)];

/// Paints the sign into the square `rect`, in the colors of the theme.
pub(in crate::ui) fn paint_sign(painter: &Painter, rect: Rect, palette: &Palette) {
    let scale = rect.width() / GRID;
    let at = |point: Pos2| rect.min + point.to_vec2() * scale;
    painter.rect_filled(rect, CORNER * scale, palette.accent);
    let stroke = Stroke::new(LINE * scale, palette.on_accent);
    painter.circle_stroke(at(BOW.0), BOW.1 * scale, stroke);
    for line in [SHAFT.as_slice(), &BIT] {
        let points: Vec<Pos2> = line.iter().map(|point| at(*point)).collect();
        painter.add(Shape::Path(PathShape::line(points.clone(), stroke)));
        for end in points {
            painter.circle_filled(end, stroke.width / 2.0, stroke.color);
        }
    }
}
