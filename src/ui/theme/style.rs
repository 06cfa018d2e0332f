//! The two styles of egui, from the palettes and sizes.

use egui::style::{
    ScrollAnimation, ScrollStyle, Selection, TextCursorStyle, WidgetVisuals, Widgets,
};
use egui::{Color32, CornerRadius, Stroke, Style, TextStyle, Theme, Vec2, Visuals};

use super::{Palette, Text, palette_of, size, space};

/// How long a movement takes.
pub(super) const ANIMATION_SECONDS: f32 = 0.12;

pub(super) fn of(theme: Theme) -> Style {
    let mut style = theme.default_style();
    style.text_styles = [
        (TextStyle::Heading, Text::Heading),
        (TextStyle::Body, Text::Body),
        (TextStyle::Button, Text::Button),
        (TextStyle::Monospace, Text::Code),
        (TextStyle::Small, Text::Hint),
    ]
    .map(|(style, text)| (style, text.font()))
    .into();
    style.visuals = visuals(theme, palette_of(theme));
    style.spacing.item_spacing = Vec2::new(space::S, 0.0);
    style.spacing.button_padding = Vec2::new(size::BUTTON_PADDING, space::S);
    style.spacing.interact_size.y = size::BUTTON;
    style.spacing.scroll = ScrollStyle {
        floating_allocated_width: 0.0,
        dormant_background_opacity: 0.0,
        dormant_handle_opacity: 1.0,
        active_background_opacity: 0.0,
        active_handle_opacity: 1.0,
        interact_handle_opacity: 1.0,
        floating_width: space::XS,
        bar_width: space::S,
        bar_outer_margin: 2.0,
        ..ScrollStyle::thin()
    };
    style.interaction.tooltip_delay = 0.3;
    set_motion(&mut style, ANIMATION_SECONDS);
    style
}

pub(super) fn set_motion(style: &mut Style, seconds: f32) {
    style.animation_time = seconds;
    style.scroll_animation = if seconds > 0.0 {
        ScrollAnimation::duration(seconds)
    } else {
        ScrollAnimation::none()
    };
}

fn visuals(theme: Theme, palette: &Palette) -> Visuals {
    let radius = CornerRadius::same(whole(size::RADIUS));
    let state = |ground: Color32, edge: Color32, text: Color32| WidgetVisuals {
        bg_fill: ground,
        weak_bg_fill: ground,
        bg_stroke: Stroke::new(size::EDGE, edge),
        fg_stroke: Stroke::new(size::EDGE, text),
        corner_radius: radius,
        expansion: 0.0,
    };
    let inactive = state(palette.edge, palette.edge, palette.text);
    Visuals {
        widgets: Widgets {
            noninteractive: state(palette.bg, palette.line, palette.text),
            inactive,
            hovered: state(palette.muted, palette.muted, palette.text),
            active: state(palette.muted, palette.accent, palette.text),
            open: inactive,
        },
        selection: Selection {
            bg_fill: palette.selection(),
            stroke: Stroke::new(size::EDGE, palette.text),
        },
        text_cursor: TextCursorStyle {
            stroke: Stroke::new(size::FOCUS, palette.accent),
            ..TextCursorStyle::default()
        },
        hyperlink_color: palette.accent,
        weak_text_color: Some(palette.muted),
        extreme_bg_color: palette.field,
        faint_bg_color: palette.rail,
        code_bg_color: palette.rail,
        warn_fg_color: palette.warning,
        error_fg_color: palette.problem,
        window_fill: palette.card,
        window_stroke: Stroke::new(size::EDGE, palette.line),
        window_corner_radius: CornerRadius::same(whole(size::CARD_RADIUS)),
        menu_corner_radius: radius,
        panel_fill: palette.bg,
        ..match theme {
            Theme::Light => Visuals::light(),
            Theme::Dark => Visuals::dark(),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the sizes are small whole numbers"
)]
const fn whole(points: f32) -> u8 {
    points as u8
}
