//! The menu in the upper right corner of every page.

use egui::{
    Frame, Key, Margin, Popup, Pos2, Rect, RectAlign, Response, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, accesskit::HasPopup,
};

use super::focus;
use crate::ui::theme::{Text, palette, size, space};

/// Whether a page in a window of this width has a line at its top, beside whose end the menu stands. Else it stands in the margin.
pub(super) fn is_narrow(width: f32) -> bool {
    width < size::NARROW_BELOW
}

/// The button "Menu" in the upper right corner of `page`, in room that every page leaves free. Returns the place of the entry
/// that was chosen.
pub fn menu(ui: &mut Ui, page: Rect, entries: &[&str]) -> Option<usize> {
    let top = if is_narrow(page.width()) {
        (size::STEP_LINE - size::MENU) / 2.0
    } else {
        size::MENU_TOP
    };
    let corner = page.right_top() + Vec2::new(-size::MENU_SIDE, top);
    let place = Rect::from_min_max(
        Pos2::new(corner.x - size::MENU, corner.y),
        Pos2::new(corner.x, corner.y + size::MENU),
    );
    let button = button(ui, place);
    let mut chosen = None;
    let popup = Popup::menu(&button)
        .align(RectAlign::BOTTOM_END)
        .gap(space::XS)
        .frame(
            Frame::popup(ui.style())
                .inner_margin(Margin::from(space::XS))
                .corner_radius(size::RADIUS),
        );
    let is_open = popup.is_open();
    let closes = ui.input(|input| input.key_pressed(Key::Escape));
    if is_open && closes {
        button.request_focus();
    }
    popup.show(|ui| {
        for (place, name) in entries.iter().enumerate() {
            if entry(ui, name).clicked() {
                chosen = Some(place);
                ui.close();
            }
        }
    });
    ui.ctx().accesskit_node_builder(button.id, |node| {
        node.set_has_popup(HasPopup::Menu);
        node.set_expanded(is_open);
    });
    chosen
}

/// Three lines, as menus have them.
fn button(ui: &mut Ui, place: Rect) -> Response {
    let response = ui.allocate_rect(place, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), "Menu"));
    let palette = palette(ui);
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(place, size::RADIUS, palette.hover());
    }
    let lines = Rect::from_center_size(place.center(), Vec2::splat(size::MENU_SIGN));
    let stroke = Stroke::new(size::MARK_LINE, palette.text);
    for y in [lines.top() + 1.0, lines.center().y, lines.bottom() - 1.0] {
        painter.hline(lines.x_range(), y, stroke);
    }
    focus::ring(ui, &response, place, size::RADIUS);
    response.on_hover_text("Menu")
}

fn entry(ui: &mut Ui, name: &str) -> Response {
    let palette = palette(ui);
    let galley = Text::Body.galley(ui, name, palette.text, f32::INFINITY);
    let wanted = Vec2::new(
        size::MENU_WIDTH.max(galley.size().x + 2.0 * space::M),
        size::BUTTON,
    );
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, ui.is_enabled(), name));
    if response.hovered() || response.has_focus() {
        ui.painter()
            .rect_filled(rect, size::SMALL_RADIUS, palette.soft);
    }
    let start = Pos2::new(
        rect.left() + space::M,
        rect.center().y - galley.size().y / 2.0,
    );
    ui.painter().galley(start, galley, palette.text);
    response
}
