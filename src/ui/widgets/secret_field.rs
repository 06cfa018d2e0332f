//! A field for a secret.

use egui::{
    Align2, CursorIcon, Id, Rect, Response, Role, Sense, Ui, Vec2, ViewportCommand, WidgetInfo,
    accesskit, pos2, vec2,
};

use super::secret_edit::edit;
use super::secret_paint::{height_shown, inside, paint};
use super::{field, focus};
use crate::secret::Secret;
use crate::ui::theme::{Text, palette, size, space};

/// How many bytes a secret field takes. More is refused, never cut.
pub const SECRET_CAPACITY: usize = 4096;

/// How long a secret stays on show, in seconds.
const SHOWN_SECONDS: f64 = 10.0;

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
    /// Whether text came into it from the clipboard.
    pub pasted: bool,
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
        let mut state = State::load(ui, id);
        let (rect, button) = places(ui, &state, value);
        let response = ui.interact(rect, id, Sense::click());

        field::take_focus(&response);

        state.all_selected |= field::was_reached_by_tab(&response) && !value.is_empty();
        let edited = edit(ui, &response, value, &mut state);
        state.held = is_held(ui, id);
        paint(ui, &response, button.left(), value, &state, error.is_some());
        let toggle = show_button(ui, id, button, &mut state);
        state.expire(ui, &response, &toggle);
        protect_from_capture(ui, &mut state);
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
            pasted: edited.pasted,
            refused_overlong: edited.refused_overlong,
        }
    }
}

/// What a field remembers from one picture to the next.
#[derive(Clone, Copy, Default)]
pub(super) struct State {
    pub(super) all_selected: bool,
    /// Until when it is shown, after a click on its button.
    shown_until: Option<f64>,
    /// Whether its button is held down.
    held: bool,
    /// Whether the window was taken out of pictures of the screen.
    protected: bool,
    pub(super) last_edit: f64,
}

impl State {
    fn load(ui: &Ui, id: Id) -> Self {
        ui.data(|data| data.get_temp(id)).unwrap_or_default()
    }

    fn store(self, ui: &Ui, id: Id) {
        ui.data_mut(|data| data.insert_temp(id, self));
    }

    pub(super) fn is_shown(self) -> bool {
        self.held || self.shown_until.is_some()
    }

    /// Hides the secret when its time is over, or the focus has left the field or the window.
    fn expire(&mut self, ui: &Ui, field: &Response, toggle: &Response) {
        let Some(until) = self.shown_until else {
            return;
        };
        let rest = until - ui.input(|input| input.time);
        let here = ui.input(|input| input.focused) && (field.has_focus() || toggle.has_focus());
        if rest <= 0.0 || !here {
            self.shown_until = None;
            ui.request_repaint();
        } else {
            ui.request_repaint_after(std::time::Duration::from_secs_f64(rest));
        }
    }
}

/// Where the field stands, with room for the whole secret while that is shown, and its button in its first line.
fn places(ui: &mut Ui, state: &State, value: &Secret) -> (Rect, Rect) {
    let usual = vec2(ui.available_width(), size::FIELD);
    let button = show_button_place(ui, Rect::from_min_size(ui.cursor().min, usual));
    let mut size = usual;
    if state.is_shown() {
        let room = inside(Rect::from_min_size(ui.cursor().min, usual), button.left()).width();
        size.y = height_shown(ui, room, value);
    }
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    (rect, button)
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
    let inset = space::XS + size::EDGE;
    Rect::from_min_max(
        pos2(field.right() - inset - width, field.top() + inset),
        field.right_bottom() - Vec2::splat(inset),
    )
}

fn button_id(field: Id) -> Id {
    field.with("show")
}

/// Whether the button was held down when it was drawn last.
fn is_held(ui: &Ui, field: Id) -> bool {
    ui.ctx()
        .read_response(button_id(field))
        .is_some_and(|button| button.is_pointer_button_down_on())
}

/// While a secret is shown, Windows and macOS leave the window out of pictures and recordings of the screen.
fn protect_from_capture(ui: &Ui, state: &mut State) {
    let shown = state.is_shown();
    if std::mem::replace(&mut state.protected, shown) != shown {
        ui.ctx()
            .send_viewport_cmd(ViewportCommand::ContentProtected(shown));
    }
}

fn show_button(ui: &Ui, id: Id, rect: Rect, state: &mut State) -> Response {
    let palette = palette(ui);
    let response = ui.interact(rect, button_id(id), Sense::click());
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
    let radius = size::SMALL_RADIUS;
    if response.hovered() {
        ui.painter().rect_filled(rect, radius, palette.hover());
    }
    let galley = Text::Label.galley(ui, visible, palette.accent, f32::INFINITY);
    let place = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, palette.accent);
    focus::ring(ui, &response, rect, radius);
    response
}
