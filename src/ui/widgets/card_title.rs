//! The first line of an account's card.

use egui::{Align2, Response, Role, Sense, Ui, WidgetInfo, accesskit, vec2};

use super::{Mark, paint_mark};
use crate::ui::theme::{Text, palette, size, space};

/// The account's name, its region in a lighter tone, and at the right edge how the last verification ended; below where
/// there is no room beside.
pub fn card_title(ui: &mut Ui, name: &str, region: &str, mark: Mark, result: &str) -> Response {
    let palette = palette(ui);
    let width = ui.available_width();
    let indent = size::MARK + space::S;
    let name_galley = Text::Cause.galley(ui, name, palette.text, width);
    let region_galley = Text::Body.galley(ui, region, palette.muted, width);
    let result_galley = Text::Hint.galley(ui, result, palette.muted, width - indent);
    let title_width = name_galley.size().x + space::M + region_galley.size().x;
    let beside = title_width + space::XL + indent + result_galley.size().x <= width;
    let region_beside = title_width <= width;

    let line = Text::Cause.line_height();
    let lower = if region_beside {
        0.0
    } else {
        region_galley.size().y
    };
    let title_height = name_galley.size().y + lower;
    let height = title_height + if beside { 0.0 } else { space::XS + line };
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(
            Role::Heading,
            ui.is_enabled(),
            format!("{name}, {region}, {result}"),
        )
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(2);
        node.set_live(accesskit::Live::Polite);
    });

    let region_place = if region_beside {
        let start = rect.min + vec2(name_galley.size().x + space::M, line / 2.0);
        Align2::LEFT_CENTER
            .anchor_size(start, region_galley.size())
            .min
    } else {
        rect.min + vec2(0.0, name_galley.size().y)
    };
    let result_start = if beside {
        egui::pos2(rect.right() - indent - result_galley.size().x, rect.top())
    } else {
        rect.min + vec2(0.0, title_height + space::XS)
    };
    let center = result_start + vec2(size::MARK, line) / 2.0;
    paint_mark(ui.painter(), center, size::MARK / 2.0, mark, palette);
    let result_place = Align2::LEFT_CENTER.anchor_size(
        result_start + vec2(indent, line / 2.0),
        result_galley.size(),
    );
    ui.painter().galley(rect.min, name_galley, palette.text);
    ui.painter()
        .galley(region_place, region_galley, palette.muted);
    ui.painter()
        .galley(result_place.min, result_galley, palette.muted);
    response
}
