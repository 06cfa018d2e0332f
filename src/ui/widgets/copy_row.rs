//! A value with the button that copies it.

use egui::{Align, Label, Layout, Response, Ui, UiBuilder};

use super::button::button_of_width;
use super::{ButtonKind, Mark};
use crate::ui::theme::{Text, palette, size, space};

/// What is known of a value's copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CopyMark {
    /// Whether the clipboard holds it: the button says "Copied", and assistive technology says it once.
    pub is_on_clipboard: bool,
    /// Whether it was copied before: a tick stands beside the label.
    pub was_copied: bool,
}

/// A row with `label`, the value as it may be `shown`, and a button "Copy" whose accessible name is `button_name`. The
/// response is the button's.
pub fn copy_row(
    ui: &mut Ui,
    label: &str,
    shown: &str,
    button_name: &str,
    copied: CopyMark,
) -> Response {
    let CopyMark {
        is_on_clipboard: copied,
        was_copied,
    } = copied;
    let color = palette(ui).text;
    let button_width = ["Copy", "Copied"]
        .map(|text| Text::Button.galley(ui, text, color, f32::INFINITY).size().x)
        .into_iter()
        .fold(0.0, f32::max)
        + 2.0 * size::BUTTON_PADDING;
    let top = ui.cursor().min;
    let width = ui.available_width();
    let value_width = width - button_width - space::L;

    let text = egui::Rect::from_min_size(top, egui::vec2(value_width, 0.0));
    let text = ui.scope_builder(
        UiBuilder::new()
            .max_rect(text)
            .layout(Layout::top_down(Align::Min)),
        |ui| {
            ui.spacing_mut().interact_size.y = size::MARK;
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::XS;
                ui.add(Label::new(Text::Label.job(label, color)).selectable(false));
                if was_copied {
                    super::mark(ui, Mark::Done);
                }
            });
            ui.add_space(space::XXS);
            let mut job = Text::Code.job(shown, color);
            job.wrap.max_width = value_width;
            job.wrap.break_anywhere = true;
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.add(Label::new(galley).selectable(true));
        },
    );
    let height = text.response.rect.height().max(size::BUTTON);
    let place = egui::Rect::from_min_size(top, egui::vec2(width, height));
    ui.scope_builder(
        UiBuilder::new()
            .max_rect(place)
            .layout(Layout::right_to_left(Align::Center)),
        |ui| {
            let visible = if copied { "Copied" } else { "Copy" };
            let response = button_of_width(ui, ButtonKind::Secondary, visible, button_width)
                .accessible_name(button_name);
            if copied {
                ui.ctx()
                    .accesskit_node_builder(response.id, |node| node.set_description("Copied"));
                super::heard_only(ui, &response, &format!("{label} copied"));
            }
            response
        },
    )
    .inner
}
