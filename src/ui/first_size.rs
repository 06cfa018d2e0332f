//! The window's first size: the one that it likes, or what the screen has room for.

use std::time::Duration;

use egui::{Context, Vec2, ViewportCommand};

/// What a panel, dock or task bar takes of a screen, in points. No desktop tells a window which part is free.
const PANEL: f32 = 64.0;

/// For how long after the start a window manager may still put its frame around the window, in seconds. It does so only once
/// the window is shown, which is after its first picture.
const FRAME_COMES_WITHIN: f64 = 5.0;
const NEXT_LOOK: Duration = Duration::from_millis(100);

/// Makes the window smaller where its buttons would be off the screen. Returns whether screen and frame are known, so that this
/// is done.
#[must_use]
pub fn fit(ctx: &Context) -> bool {
    let (screen, outer, inner) = ctx.input(|input| {
        let viewport = input.viewport();
        (
            viewport.monitor_size,
            viewport.outer_rect,
            viewport.inner_rect,
        )
    });
    let Some(screen) = screen else {
        return false;
    };
    let size = inner.map_or(ctx.content_rect().size(), |inner| inner.size());
    let frame = match (outer, inner) {
        (Some(outer), Some(inner)) => Some(outer.size() - inner.size()),
        // Wayland tells no window where it is.
        _ => None,
    };
    let fitting = fitting(size, screen, frame);
    if fitting != size {
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(fitting));
    }
    let frame_may_come =
        frame == Some(Vec2::ZERO) && ctx.input(|input| input.time) < FRAME_COMES_WITHIN;
    if frame_may_come {
        ctx.request_repaint_after(NEXT_LOOK);
    }
    !frame_may_come
}

/// The size that fits beside the window's `frame`, where it is known; a window without any is on a bare screen.
fn fitting(size: Vec2, screen: Vec2, frame: Option<Vec2>) -> Vec2 {
    const TITLE_BAR: Vec2 = Vec2::new(0.0, 36.0);
    let frame = frame.unwrap_or(TITLE_BAR);
    if frame == Vec2::ZERO {
        return size.min(screen);
    }
    size.min(screen - frame - Vec2::new(0.0, PANEL))
}

#[cfg(test)]
mod tests;
