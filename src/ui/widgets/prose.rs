//! Text of a particular use: the cause of a problem, notes, lists, quotations, facts.

use egui::{
    Frame, Label, Margin, Response, Role, Sense, Ui, UiBuilder, WidgetInfo, accesskit,
    text::LayoutJob, vec2,
};

use crate::ui::theme::{Text, palette, size, space};

/// The cause of a problem, below a banner's title.
pub fn cause(ui: &mut Ui, text: &str) -> Response {
    let galley = Text::Cause.galley(ui, text, palette(ui).text, ui.available_width());
    let response = ui.add(Label::new(galley).selectable(true));
    ui.add_space(space::XS);
    response
}

/// Something that was noticed or done, said at once to assistive technology.
pub fn note(ui: &mut Ui, text: &str) -> Response {
    ui.add_space(space::LABEL_TO_FIELD);
    let response = super::hint(ui, text);
    ui.ctx()
        .accesskit_node_builder(response.id, |node| node.set_live(accesskit::Live::Polite));
    response
}

/// One line of a list.
pub fn bullet(ui: &mut Ui, text: &str) -> Response {
    let palette = palette(ui);
    let indent = size::RADIO;
    let galley = Text::Body.galley(ui, text, palette.text, ui.available_width() - indent);
    ui.add_space(space::LABEL_TO_FIELD);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, ui.is_enabled(), text));
    let dot = rect.min + vec2(size::FOCUS, Text::Body.line_height() / 2.0);
    ui.painter().circle_filled(dot, size::FOCUS, palette.accent);
    ui.painter()
        .galley(rect.min + vec2(indent, 0.0), galley, palette.text);
    response
}

/// Running text that stands out.
pub fn strong(ui: &mut Ui, text: &str) -> Response {
    let galley = Text::Strong.galley(ui, text, palette(ui).text, ui.available_width());
    ui.add(Label::new(galley).selectable(true))
}

/// One of several possibilities in their order: what it is, something about it, and whatever `add` puts below. The only
/// one has no number.
pub fn numbered(
    ui: &mut Ui,
    number: Option<usize>,
    title: &str,
    text: &str,
    add: impl FnOnce(&mut Ui),
) {
    ui.add_space(space::M);
    let indent = number.map_or(0.0, |_| size::MARK + space::S);
    let item = UiBuilder::new().accessibility_role(Role::ListItem);
    ui.scope_builder(item, |ui| {
        let top = ui.cursor().min;
        if let Some(number) = number {
            let galley = Text::Strong.galley(ui, &format!("{number}."), palette(ui).muted, indent);
            ui.painter().galley(top, galley, palette(ui).muted);
        }
        let frame = Frame::NONE.inner_margin(Margin {
            left: Margin::from(indent).left,
            ..Margin::ZERO
        });
        frame.show(ui, |ui| {
            strong(ui, title);
            super::paragraph(ui, text);
            add(ui);
        });
    });
}

/// A text to be sent to somebody, set off from the rest.
pub fn quotation(ui: &mut Ui, text: &str) {
    set_off(ui, |ui| super::paragraph(ui, text));
}

/// The same for lines that a program wrote.
pub fn code_quotation(ui: &mut Ui, text: &str) {
    set_off(ui, |ui| super::code(ui, text.trim_end()));
}

fn set_off(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) {
    let palette = palette(ui);
    let frame = Frame::NONE
        .fill(palette.rail)
        .corner_radius(size::RADIUS)
        .inner_margin(Margin::from(space::M));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui);
    });
}

/// A hint that ends with an address or identifier.
pub fn hint_with_code(ui: &mut Ui, hint: &str, code: &str) -> Response {
    ui.add_space(space::LABEL_TO_FIELD);
    let palette = palette(ui);
    let mut job = LayoutJob::default();
    job.append(&format!("{hint} "), 0.0, Text::Hint.format(palette.muted));
    job.append(code, 0.0, Text::Code.format(palette.text));
    laid_out(ui, job)
}

/// An identifier, and something about it.
pub fn code_with_hint(ui: &mut Ui, code: &str, hint: &str) -> Response {
    let palette = palette(ui);
    let mut job = LayoutJob::default();
    job.append(code, 0.0, Text::Code.format(palette.text));
    // The space parts the two where they are read aloud.
    job.append(
        &format!(" {hint}"),
        space::S,
        Text::Hint.format(palette.muted),
    );
    laid_out(ui, job)
}

/// A technical fact: what it is, and its value.
pub fn fact(ui: &mut Ui, what: &str, value: &str) -> Response {
    let palette = palette(ui);
    let mut job = LayoutJob::default();
    job.append(&format!("{what}: "), 0.0, Text::Hint.format(palette.muted));
    job.append(value, 0.0, Text::Code.format(palette.text));
    let response = laid_out(ui, job);
    ui.add_space(space::XS);
    response
}

fn laid_out(ui: &mut Ui, mut job: LayoutJob) -> Response {
    job.wrap.max_width = ui.available_width();
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.add(Label::new(galley).selectable(true))
}
