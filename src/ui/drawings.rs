//! Drawings: of Talkdesk's screens, and of what the program does. All are shapes in the colors of the theme.
//!
//! A drawing of a screen is schematic: gray bars stand for text, real words only for what has to be found, an accent ring
//! is around what has to be clicked.

mod builder;
mod integrations;
mod scenes;
mod sketch;
mod talkdesk;

use egui::{Response, Role, Sense, Ui, WidgetInfo};

pub use builder::BUILDER;
pub use integrations::INTEGRATIONS;
pub use scenes::{ASK, NOTHING_FOUND, WAY};
pub use sketch::Sketch;

/// A drawing.
#[derive(Clone, Copy, Debug)]
pub struct Drawing {
    /// What is to be seen, for those who do not see it.
    pub description: &'static str,
    /// Width and height, in units of the grid.
    grid: (u8, u8),
    paint: fn(&Sketch<'_>, &Shown<'_>),
}

/// The real words in a drawing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'a> {
    /// The address of Talkdesk's sign-in page, without `https://`.
    pub address: &'a str,
    /// The name to give the client.
    pub client_name: &'a str,
    /// The permissions to choose.
    pub scopes: &'a [&'a str],
}

/// Shows a drawing as large as there is room, at most a little larger than it was drawn. `name` is its accessible name.
pub fn drawing(ui: &mut Ui, name: &str, drawing: &Drawing, shown: &Shown<'_>) -> Response {
    let sketch_size = Sketch::size_of(drawing.grid, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(sketch_size, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, ui.is_enabled(), name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(drawing.description);
    });
    if ui.is_rect_visible(rect) {
        (drawing.paint)(&Sketch::new(ui, drawing.grid, rect), shown);
    }
    response
}
