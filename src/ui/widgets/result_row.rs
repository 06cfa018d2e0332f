//! A stage or check with its result, which arrives in its place.

use egui::{Pos2, Response, Role, Sense, Ui, Vec2, WidgetInfo, pos2};

use super::{Mark, paint_mark, say};
use crate::ui::theme::{Text, palette, size, space};

/// A row with a mark, a label and a figure at the right edge; the figure stands below where there is no room beside.
///
/// Assistive technology reads it as "Name found, done, 9 ms", again whenever the mark changes.
pub fn result_row(ui: &mut Ui, mark: Mark, label: &str, trailing: &str) -> Response {
    let row = row(ui, size::RESULT_ROW, mark, label, trailing);
    if !matches!(mark, Mark::Waiting | Mark::ToCome(_)) {
        say(ui, &row.response);
    }
    paint_mark(ui.painter(), row.mark, size::MARK / 2.0, mark, palette(ui));
    row.response
}

/// A row without its mark.
pub(super) struct Row {
    pub(super) response: Response,
    /// Where the mark's center belongs.
    pub(super) mark: Pos2,
}

/// The words and the figure of a row of at least this height; the caller paints the mark.
pub(super) fn row(ui: &mut Ui, least: f32, mark: Mark, label: &str, trailing: &str) -> Row {
    let palette = palette(ui);
    let indent = size::MARK + space::M;
    let width = ui.available_width();
    let (style, color) = match mark {
        Mark::Failed | Mark::Warning | Mark::Attention => (Text::Strong, palette.text),
        Mark::Waiting | Mark::ToCome(_) => (Text::Body, palette.muted),
        _ => (Text::Body, palette.text),
    };
    let room = width - indent;
    let one_line = Text::Hint.galley(ui, trailing, palette.muted, f32::INFINITY);
    let label_width = style.galley(ui, label, color, f32::INFINITY).size().x;
    let beside = trailing.is_empty() || label_width + space::L + one_line.size().x <= room;
    let label_galley = style.galley(ui, label, color, room);
    let trailing_galley = if beside {
        one_line
    } else {
        Text::Hint.galley(ui, trailing, palette.muted, room)
    };

    let padding = (least - style.line_height()) / 2.0;
    let below = if beside {
        0.0
    } else {
        trailing_galley.size().y
    };
    let height = label_galley.size().y + below + 2.0 * padding;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::hover());
    let spoken = spoken(mark, label, trailing);
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, ui.is_enabled(), &spoken));

    if ui.is_rect_visible(rect) {
        let start = rect.min + Vec2::new(indent, padding);
        let place = if beside {
            let lower = (style.line_height() - Text::Hint.line_height()) / 2.0;
            pos2(rect.right() - trailing_galley.size().x, start.y + lower)
        } else {
            start + Vec2::new(0.0, label_galley.size().y)
        };
        ui.painter().galley(start, label_galley, color);
        ui.painter().galley(place, trailing_galley, palette.muted);
    }
    let mark = rect.min + Vec2::new(size::MARK / 2.0, padding + style.line_height() / 2.0);
    Row { response, mark }
}

pub(super) fn spoken(mark: Mark, label: &str, trailing: &str) -> String {
    let state = match mark {
        Mark::Done | Mark::DoneStep => "done",
        Mark::Failed => "failed",
        Mark::Warning | Mark::Attention => "needs attention",
        Mark::Waiting | Mark::ToCome(_) => "waiting",
        Mark::Running | Mark::Current(_) => "running",
    };
    if trailing.is_empty() {
        format!("{label}, {state}")
    } else {
        format!("{label}, {state}, {trailing}")
    }
}
