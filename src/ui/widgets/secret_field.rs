//! A field for a secret.

use egui::text_selection::visuals::paint_text_cursor;
use egui::{
    CursorIcon, EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo, accesskit,
    pos2, vec2,
};

use super::secret_input::{SecretEdit, SecretInput, late_edits};
use super::{field, focus};
use crate::secret::Secret;
use crate::ui::theme::{Text, palette, size, space};

/// How many bytes a secret field takes. More is refused, never cut.
pub const SECRET_CAPACITY: usize = 4096;

/// How long a secret stays on show, in seconds.
const SHOWN_SECONDS: f64 = 10.0;

/// How many dots stand for a secret, whatever its length.
const DOTS: u8 = 12;

/// A field for a secret, with its label above and its hint or error below.
///
/// What is typed or pasted goes to `value` and nowhere else: no undo, no copy, no selection but of everything, no value
/// in the accessibility tree. Text is taken as it comes, line ends included, so that the caller can take off the ends
/// and say so.
#[derive(Debug)]
pub struct SecretField<'a> {
    /// What [`field_id`](super::field_id) turns into the identity of the field.
    pub id: &'static str,
    /// The label, which is the accessible name too.
    pub label: &'a str,
    /// The secret.
    pub value: &'a mut Secret,
    /// What stands below.
    pub hint: Option<&'a str>,
    /// What stands below instead of the hint, while there is an error.
    pub error: Option<&'a str>,
}

/// What happened in a [`SecretField`].
#[derive(Debug)]
pub struct SecretResponse {
    /// The field itself.
    pub response: Response,
    /// Whether the secret has changed.
    pub changed: bool,
    /// Whether something was refused because more than [`SECRET_CAPACITY`] bytes would have been in the field.
    pub refused_overlong: bool,
}

impl SecretField<'_> {
    /// Shows the field as wide as there is room, with its button "Show secret" inside.
    pub fn show(self, ui: &mut Ui) -> SecretResponse {
        ui.vertical(|ui| self.contents(ui)).inner
    }

    fn contents(self, ui: &mut Ui) -> SecretResponse {
        let Self {
            id,
            label,
            value,
            hint,
            error,
        } = self;
        let id = field::field_id(id);
        let label = field::label(ui, label, id);
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), size::FIELD), Sense::hover());
        let response = ui.interact(rect, id, Sense::click());

        let mut state = State::load(ui, id);
        let edited = edit(ui, &response, value, &mut state);
        let mut button = show_button_place(ui, rect);
        button.min.x = button.min.x.max(rect.left());
        paint(ui, &response, button.left(), value, &state, error.is_some());
        let toggle = show_button(ui, id, button, &mut state);
        state.expire(ui, &response, &toggle);
        state.store(ui, id);

        response.widget_info(|| WidgetInfo::new(Role::PasswordInput));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.add_action(accesskit::Action::SetValue);
            node.add_action(accesskit::Action::ReplaceSelectedText);
        });
        let entered = if value.is_empty() { "empty" } else { "entered" };
        field::describe(&response, Some(entered), hint, error);
        field::below(ui, hint, error);
        let response = response
            .labelled_by(label.id)
            .on_hover_cursor(CursorIcon::Text);
        SecretResponse {
            response,
            changed: edited.changed,
            refused_overlong: edited.refused_overlong,
        }
    }
}

/// What a field remembers from one picture to the next.
#[derive(Clone, Copy, Default)]
struct State {
    all_selected: bool,
    shown_until: Option<f64>,
    last_edit: f64,
}

impl State {
    fn load(ui: &Ui, id: Id) -> Self {
        ui.data(|data| data.get_temp(id)).unwrap_or_default()
    }

    fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    /// Hides the secret when its time is over or the focus has left.
    fn expire(&mut self, ui: &Ui, field: &Response, toggle: &Response) {
        let Some(until) = self.shown_until else {
            return;
        };
        let rest = until - ui.input(|input| input.time);
        if rest <= 0.0 || !(field.has_focus() || toggle.has_focus()) {
            self.shown_until = None;
            ui.request_repaint();
        } else {
            ui.request_repaint_after(std::time::Duration::from_secs_f64(rest));
        }
    }
}

#[derive(Default)]
struct Edited {
    changed: bool,
    refused_overlong: bool,
}

fn edit(ui: &Ui, response: &Response, value: &mut Secret, state: &mut State) -> Edited {
    let id = response.id;
    let plugin = ui.plugin_or_default::<SecretInput>();
    let mut edits = {
        let mut plugin = plugin.lock();
        plugin.place(id, response.interact_rect);
        plugin.take(id)
    };
    if response.clicked() && ui.input(|input| input.pointer.any_click()) {
        response.request_focus();
        state.all_selected = false;
    }
    if response.double_clicked() {
        edits.push(SecretEdit::SelectAll);
    }
    if response.has_focus() {
        edits.extend(late_edits(ui.ctx(), id));
        let filter = EventFilter {
            horizontal_arrows: true,
            vertical_arrows: true,
            ..EventFilter::default()
        };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            response.surrender_focus();
        }
    } else {
        state.all_selected = false;
    }

    let mut edited = Edited::default();
    if !edits.is_empty() {
        state.last_edit = ui.input(|input| input.time);
    }
    for edit in edits {
        if matches!(edit, SecretEdit::InsertAndFocus(_)) {
            response.request_focus();
        }
        apply(edit, value, state, &mut edited);
    }
    edited
}

fn apply(edit: SecretEdit, value: &mut Secret, state: &mut State, edited: &mut Edited) {
    let all = std::mem::take(&mut state.all_selected);
    match edit {
        SecretEdit::Insert(text) | SecretEdit::InsertAndFocus(text) if all => {
            replace(value, &text, edited);
        }
        SecretEdit::Replace(text) => replace(value, &text, edited),
        SecretEdit::Insert(text) | SecretEdit::InsertAndFocus(text) => append(value, &text, edited),
        SecretEdit::Backspace if !all => {
            edited.changed |= !value.is_empty();
            value.pop();
        }
        SecretEdit::Clear | SecretEdit::Backspace => clear(value, edited),
        SecretEdit::Delete if all => clear(value, edited),
        SecretEdit::SelectAll => state.all_selected = !value.is_empty(),
        SecretEdit::Delete | SecretEdit::Unselect => {}
    }
}

fn clear(value: &mut Secret, edited: &mut Edited) {
    edited.changed |= !value.is_empty();
    value.clear();
}

fn replace(value: &mut Secret, text: &Secret, edited: &mut Edited) {
    let mut fresh = Secret::with_capacity(SECRET_CAPACITY);
    append(&mut fresh, text, edited);
    if !fresh.is_empty() || text.is_empty() {
        *value = fresh;
        edited.changed = true;
    }
}

/// Appends all of `text` or nothing. A secret that came with a smaller buffer moves to one of full size first.
fn append(value: &mut Secret, text: &Secret, edited: &mut Edited) {
    if text.is_empty() {
        return;
    }
    if value.expose().len() + text.expose().len() > SECRET_CAPACITY {
        edited.refused_overlong = true;
        return;
    }
    if !value.push_str(text.expose()) {
        let mut roomy = Secret::with_capacity(SECRET_CAPACITY);
        let fits = roomy.push_str(value.expose()) && roomy.push_str(text.expose());
        if !fits {
            edited.refused_overlong = true;
            return;
        }
        *value = roomy;
    }
    edited.changed = true;
}

fn paint(ui: &Ui, response: &Response, right: f32, value: &Secret, state: &State, error: bool) {
    let rect = response.rect;
    ui.painter()
        .add(field::frame(ui, rect, response.hovered(), error));
    let inside = Rect::from_min_max(
        pos2(rect.left() + size::FIELD_PADDING, rect.top()),
        pos2(right - space::XS, rect.bottom()),
    );
    let end = if state.shown_until.is_some() {
        paint_text(ui, inside, value)
    } else {
        paint_dots(ui, inside, value, state.all_selected)
    };
    if response.has_focus() {
        let caret = Rect::from_center_size(end, vec2(0.0, Text::Body.line_height()));
        let since = ui.input(|input| input.time) - state.last_edit;
        if ui.input(|input| input.focused) {
            paint_text_cursor(ui, &ui.painter_at(rect), caret, since);
        }
    }
    focus::ring(ui, response, rect, size::RADIUS);
}

/// Paints the text itself, in up to two lines, and returns where the caret stands.
fn paint_text(ui: &Ui, inside: Rect, value: &Secret) -> egui::Pos2 {
    let color = palette(ui).text;
    let mut job = Text::Code.job(value.expose(), color);
    job.wrap.max_width = inside.width();
    job.wrap.max_rows = 2;
    job.wrap.break_anywhere = true;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let place = egui::Align2::LEFT_CENTER.align_size_within_rect(galley.size(), inside);
    let caret = galley
        .pos_from_cursor(galley.end())
        .translate(place.min.to_vec2());
    ui.painter_at(inside.expand(space::XS))
        .galley(place.min, galley, color);
    caret.center()
}

/// Paints the dots and returns where the caret stands.
fn paint_dots(ui: &Ui, inside: Rect, value: &Secret, all_selected: bool) -> egui::Pos2 {
    let start = inside.left_center();
    if value.is_empty() {
        return start;
    }
    let palette = palette(ui);
    let step = size::SECRET_DOT + space::XS;
    let end = start + vec2(f32::from(DOTS) * step, 0.0);
    if all_selected {
        let ground =
            Rect::from_min_max(start, end).expand2(vec2(0.0, Text::Body.line_height() / 2.0));
        ui.painter().rect_filled(ground, 2.0, palette.selection());
    }
    for dot in 0..DOTS {
        let center = start + vec2((f32::from(dot) + 0.5) * step, 0.0);
        ui.painter()
            .circle_filled(center, size::SECRET_DOT / 2.0, palette.text);
    }
    end
}

fn show_button_place(ui: &Ui, field: Rect) -> Rect {
    let width = ["Show", "Hide"]
        .map(|text| {
            Text::Label
                .galley(ui, text, palette(ui).accent, f32::INFINITY)
                .size()
                .x
        })
        .into_iter()
        .fold(0.0, f32::max)
        + 2.0 * space::M;
    let inset = space::XS + 1.0;
    Rect::from_min_max(
        pos2(field.right() - inset - width, field.top() + inset),
        field.right_bottom() - Vec2::splat(inset),
    )
}

fn show_button(ui: &Ui, id: Id, rect: Rect, state: &mut State) -> Response {
    let palette = palette(ui);
    let response = ui.interact(rect, id.with("show"), Sense::click());
    if response.clicked() {
        state.shown_until = match state.shown_until {
            None => Some(ui.input(|input| input.time) + SHOWN_SECONDS),
            Some(_) => None,
        };
        if !response.has_focus() {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
    let (visible, name) = match state.shown_until {
        None => ("Show", "Show secret"),
        Some(_) => ("Hide", "Hide secret"),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let radius = space::XS;
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover());
    }
    let galley = Text::Label.galley(ui, visible, palette.accent, f32::INFINITY);
    let place = egui::Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, palette.accent);
    focus::ring(ui, &response, rect, radius);
    response
}
