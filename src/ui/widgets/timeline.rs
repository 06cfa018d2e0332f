//! Stages that follow each other, with what came of each.

use egui::{Id, Pos2, Role, Stroke, Ui, UiBuilder, lerp, vec2};

use super::result_row::{row, spoken};
use super::{Mark, heard_only, paint_mark};
use crate::ui::theme::{palette, size, space};

/// A stage of a timeline.
#[derive(Debug)]
pub struct TimelineRow<'a> {
    /// How far it is.
    pub mark: Mark,
    /// What it is, or what came of it.
    pub label: &'a str,
    /// A figure at the right edge.
    pub trailing: String,
}

impl TimelineRow<'_> {
    /// Whether the way leads on from here.
    fn is_passed(&self) -> bool {
        matches!(self.mark, Mark::Done | Mark::Warning)
    }

    fn has_arrived(&self) -> bool {
        self.is_passed() || self.mark == Mark::Failed
    }
}

/// The stages below each other, their marks joined by a line that grows to the next stage when one is passed. Every row
/// is in its place from the start. `name` is what assistive technology calls the list.
///
/// While it is `under_way`, assistive technology reads the first stage, then the one that has ended last: what several lines say at once comes in
/// any order. In the end the caller says the result.
pub fn timeline(ui: &mut Ui, name: &str, rows: &[TimelineRow<'_>], under_way: bool) {
    let list = UiBuilder::new()
        .accessibility_role(Role::List)
        .accessibility_label(name);
    ui.scope_builder(list, |ui| {
        let id = ui.scope_id().with(name);
        let mut above: Option<(Pos2, Id, bool)> = None;
        let mut first = None;
        for (place, each) in rows.iter().enumerate() {
            let id = id.with(place);
            let row = row(
                ui,
                size::TIMELINE_ROW,
                each.mark,
                each.label,
                &each.trailing,
            );
            first.get_or_insert(row.response);
            if let Some((from, id, passed)) = above.replace((row.mark, id, each.is_passed())) {
                join(ui, id, from, row.mark, passed);
            }
            let arrived = ui
                .ctx()
                .animate_bool_responsive(id.with("mark"), each.has_arrived());
            let grown = if each.has_arrived() {
                lerp(0.6..=1.0, arrived)
            } else {
                1.0
            };
            let radius = size::MARK / 2.0 * grown;
            paint_mark(ui.painter(), row.mark, radius, each.mark, palette(ui));
        }
        let last = rows.iter().rfind(|row| row.has_arrived()).or(rows.first());
        if let (Some(first), Some(last), true) = (first, last, under_way) {
            heard_only(ui, &first, &spoken(last.mark, last.label, ""));
        }
    });
}

/// The line from one mark to the next: a hairline, over which the way grows once the stage is passed.
fn join(ui: &Ui, id: Id, from: Pos2, to: Pos2, passed: bool) {
    let palette = palette(ui);
    let gap = vec2(0.0, size::MARK / 2.0 + space::XXS);
    let (top, bottom) = (from + gap, to - gap);
    let painter = ui.painter();
    let hairline = Stroke::new(size::MARK_LINE, palette.line);
    painter.line_segment([top, bottom], hairline);
    let grown = ui.ctx().animate_bool_responsive(id.with("way"), passed);
    if grown > 0.0 {
        let way = Stroke::new(size::MARK_LINE, palette.success);
        painter.line_segment([top, top + (bottom - top) * grown], way);
    }
}
