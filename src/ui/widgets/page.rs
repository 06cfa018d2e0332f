//! The layout of a page: rail, column and footer.

use egui::{Align, Key, Layout, Rect, ScrollArea, Stroke, Ui, UiBuilder, Vec2, pos2};

use super::{RailStep, hint, menu::is_narrow, rail, step_line, step_line::title_line};
use crate::ui::theme::{palette, size, space};

/// A page in all of `ui`: the rail (steps and note) at its left, or a line of steps above where the window is narrow;
/// the column, which scrolls; the footer, which stays.
///
/// `footer` gets the left and the right side of the footer. The text of a quiet button on the left stands on the
/// column's edge. Widgets on the right come from the right: the primary button first. The Tab key visits body, left,
/// right.
pub fn page<F, R>(
    ui: &mut Ui,
    rail: Option<(&[RailStep<'_>], &str)>,
    footer: impl FnOnce(&mut Ui, &mut Ui) -> F,
    body: impl FnOnce(&mut Ui) -> R,
) -> (F, R) {
    let frame = PageFrame::of(ui, rail);
    let (above, bar) = frame
        .content
        .split_top_bottom_at_y(frame.content.bottom() - size::FOOTER);
    let shown = frame.body(ui, above, body);
    (frame.footer(ui, bar, footer), shown)
}

/// A page without a footer.
pub fn page_without_footer<R>(
    ui: &mut Ui,
    rail: Option<(&[RailStep<'_>], &str)>,
    body: impl FnOnce(&mut Ui) -> R,
) -> R {
    let frame = PageFrame::of(ui, rail);
    frame.body(ui, frame.content, body)
}

/// Where the parts of a page stand.
struct PageFrame {
    content: Rect,
    side: f32,
    top: f32,
    column: f32,
    /// Which step the page belongs to: each begins at its top.
    step: Option<usize>,
    /// What the steps had no room for.
    note: Option<String>,
}

impl PageFrame {
    /// Draws the ground and the steps, and finds the place of the rest.
    fn of(ui: &mut Ui, rail: Option<(&[RailStep<'_>], &str)>) -> Self {
        let whole = ui.max_rect();
        let narrow = is_narrow(whole.width());
        ui.painter().rect_filled(whole, 0.0, palette(ui).bg);
        let (content, note) = match rail {
            Some((steps, note)) if narrow => narrow_steps(ui, whole, steps, note),
            Some((steps, note)) => (wide_steps(ui, whole, steps, note), None),
            None if narrow => (title_line(ui, whole), None),
            None => (whole, None),
        };
        let (side, top) = if narrow {
            (space::XL, space::XL)
        } else {
            (space::HUGE, space::PAGE_TOP)
        };
        let step = rail.and_then(|(steps, _)| steps.iter().position(RailStep::is_here));
        let most = if rail.is_some() {
            size::COLUMN
        } else {
            size::WIDE_COLUMN
        };
        Self {
            content,
            side,
            top,
            column: most.min(content.width() - 2.0 * side),
            step,
            note,
        }
    }

    fn body<R>(&self, ui: &mut Ui, rect: Rect, body: impl FnOnce(&mut Ui) -> R) -> R {
        ui.scope_builder(
            UiBuilder::new()
                .max_rect(rect)
                .layout(Layout::top_down(Align::Min)),
            |ui| {
                ui.set_clip_rect(rect.intersect(ui.clip_rect()));
                let mut area = ScrollArea::vertical()
                    .id_salt(("page", self.step))
                    .auto_shrink(false);
                if comes_to_the_front(ui, self.step) {
                    area = area.vertical_scroll_offset(0.0);
                }
                area.show(ui, |ui| {
                    scroll_by_keys(ui, rect.height());
                    ui.add_space(self.top);
                    let start = pos2(rect.left() + self.side, ui.cursor().top());
                    let column = Rect::from_min_size(start, Vec2::new(self.column, f32::INFINITY));
                    let column = UiBuilder::new()
                        .max_rect(column)
                        .layout(Layout::top_down(Align::Min));
                    let shown = ui.scope_builder(column, |ui| {
                        ui.set_width(self.column);
                        let shown = body(ui);
                        if let Some(note) = &self.note {
                            ui.add_space(space::GROUP);
                            hint(ui, note);
                        }
                        shown
                    });
                    ui.add_space(space::XXL);
                    shown.inner
                })
                .inner
            },
        )
        .inner
    }

    fn footer<F>(&self, ui: &mut Ui, bar: Rect, footer: impl FnOnce(&mut Ui, &mut Ui) -> F) -> F {
        let line = Stroke::new(size::EDGE, palette(ui).line);
        ui.painter()
            .hline(bar.x_range(), bar.top() + size::EDGE / 2.0, line);
        let column = Rect::from_x_y_ranges(
            bar.left() + self.side..=bar.left() + self.side + self.column,
            bar.y_range(),
        );
        let mut from_left = column;
        from_left.min.x -= size::BUTTON_PADDING;
        let left = UiBuilder::new()
            .max_rect(from_left)
            .layout(Layout::left_to_right(Align::Center));
        let right = UiBuilder::new()
            .max_rect(column)
            .layout(Layout::right_to_left(Align::Center));
        let mut left = ui.new_child(left.id_salt("left"));
        let mut right = ui.new_child(right.id_salt("right"));
        footer(&mut left, &mut right)
    }
}

/// Whether the page was not in the picture before: then it begins at its top.
fn comes_to_the_front(ui: &Ui, step: Option<usize>) -> bool {
    let id = ui.scope_id().with(("last picture of the page", step));
    let picture = ui.ctx().cumulative_frame_nr();
    let last = ui.data_mut(|data| {
        let last = data.get_temp::<u64>(id);
        data.insert_temp(id, picture);
        last
    });
    last.is_none_or(|last| picture - last > 1)
}

/// Page Up and Page Down, and Home and End where no text is being typed.
fn scroll_by_keys(ui: &Ui, height: f32) {
    if egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let (page, all) = (height - space::HUGE, f32::from(u16::MAX));
    let mut down = 0.0;
    for (key, by) in [(Key::PageDown, page), (Key::PageUp, -page)] {
        if pressed(key) {
            down += by;
        }
    }
    for (key, by) in [(Key::End, all), (Key::Home, -all)] {
        if pressed(key) && !ui.ctx().text_edit_focused() {
            down += by;
        }
    }
    if down != 0.0 {
        ui.scroll_with_delta(Vec2::new(0.0, -down));
    }
}

/// Draws the rail and returns what is left of the window.
fn wide_steps(ui: &mut Ui, whole: Rect, steps: &[RailStep<'_>], note: &str) -> Rect {
    let (left, content) = whole.split_left_right_at_x(whole.left() + size::RAIL);
    ui.scope_builder(UiBuilder::new().max_rect(left), |ui| rail(ui, steps, note));
    content
}

/// Draws the line of steps and returns what is left of the window, and the note where the line has no room for it.
fn narrow_steps(
    ui: &mut Ui,
    whole: Rect,
    steps: &[RailStep<'_>],
    note: &str,
) -> (Rect, Option<String>) {
    let (top, content) = whole.split_top_bottom_at_y(whole.top() + size::STEP_LINE);
    let shown = ui
        .scope_builder(UiBuilder::new().max_rect(top), |ui| {
            step_line(ui, steps, note)
        })
        .inner;
    (content, (!shown).then(|| note.to_owned()))
}
