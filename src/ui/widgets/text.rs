//! Headings, paragraphs, hints and code.

use egui::text::LayoutJob;
use egui::{Color32, Id, Label, Response, Role, Sense, Ui, WidgetInfo};

use crate::ui::theme::{Text, palette, size, space};

/// The heading of a page. It never is a stop of the Tab key, but a new page can give it the focus
/// (`heading(…).request_focus()`), so that a screen reader reads it and Tab goes on from there.
pub fn heading(ui: &mut Ui, text: &str) -> Response {
    titled(ui, text, Text::Heading, 1)
}

/// The identity of the page heading with this text, to see whether it has the focus.
#[must_use]
pub fn heading_id(text: &str) -> Id {
    titled_id(text, 1)
}

/// Lets assistive technology say a text that has come, wherever the focus is.
pub fn say(ui: &Ui, text: &Response) {
    ui.ctx().accesskit_node_builder(text.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
}

/// Something that can only be heard, in the place of what has changed. It is said whenever the text is another one.
pub(super) fn heard_only(ui: &Ui, changed: &Response, text: &str) {
    let heard = ui.interact(changed.rect, changed.id.with("heard"), Sense::hover());
    heard.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    say(ui, &heard);
}

/// The heading of a part of a page.
pub fn subheading(ui: &mut Ui, text: &str) -> Response {
    titled(ui, text, Text::Subheading, 2)
}

/// What a page belongs to, in a line above its heading.
pub fn above_the_heading(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).accent;
    let response = prose(ui, text, Text::Label, color);
    ui.add_space(space::XXS);
    response
}

/// Running text. It wraps, can be selected, and is never wider than a column that one can read.
pub fn paragraph(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).text;
    prose(ui, text, Text::Body, color)
}

/// Running text of less importance.
pub fn muted(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).muted;
    prose(ui, text, Text::Body, color)
}

/// How something stands. Assistive technology reads it when it changes.
pub fn status(ui: &mut Ui, text: &str) -> Response {
    let response = muted(ui, text);
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_live(egui::accesskit::Live::Polite);
    });
    response
}

/// A hint or note. Web addresses in it are set as code.
pub fn hint(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).muted;
    let mut job = LayoutJob::default();
    for word in text.split_inclusive(' ') {
        let is_address = word.starts_with("https://") || word.starts_with("http://");
        let style = if is_address { Text::Code } else { Text::Hint };
        job.append(word, 0.0, style.format(color));
    }
    wrapped(ui, job)
}

/// Text that is read letter by letter: an address, an identifier.
pub fn code(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).text;
    prose(ui, text, Text::Code, color)
}

fn prose(ui: &mut Ui, text: &str, style: Text, color: Color32) -> Response {
    wrapped(ui, style.job(text, color))
}

fn wrapped(ui: &mut Ui, mut job: LayoutJob) -> Response {
    if ui.layout().main_wrap() {
        return ui.add(Label::new(job).selectable(true));
    }
    job.wrap.max_width = ui.available_width().min(size::COLUMN);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.add(Label::new(galley).selectable(true))
}

pub(super) fn titled(ui: &mut Ui, text: &str, style: Text, level: usize) -> Response {
    let id = titled_id(text, level);
    let galley = style.galley(ui, text, palette(ui).text, ui.available_width());
    let (rect, _) = ui.allocate_exact_size(galley.size(), Sense::hover());
    let has_focus = ui.memory(|memory| memory.has_focus(id));
    let sense = if has_focus {
        Sense::focusable_noninteractive()
    } else {
        Sense::hover()
    };
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, ui.is_enabled(), text));
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_level(level));
    ui.painter().galley(rect.min, galley, palette(ui).text);
    response
}

fn titled_id(text: &str, level: usize) -> Id {
    Id::unique(("heading", level, text))
}
