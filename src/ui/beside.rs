//! The window beside a browser: narrow, at the right edge of the screen, and as it was again afterwards.

use egui::{Context, Pos2, Vec2, ViewportCommand, WindowLevel, pos2};

use crate::program::Beside;

/// The width beside a browser, in points: a step with its picture can be read, and half of a small screen is left.
const WIDTH: f32 = 500.0;

/// How the window stands, and how it stood before.
#[derive(Debug, Default)]
pub struct WindowBeside {
    shown: Option<Beside>,
    before: Option<Before>,
}

#[derive(Clone, Copy, Debug)]
struct Before {
    size: Vec2,
    /// Where it stood; Wayland tells no window that.
    place: Option<Pos2>,
    maximized: bool,
}

impl WindowBeside {
    /// Makes the window stand as it is to.
    pub fn follow(&mut self, ctx: &Context, wish: Option<Beside>) {
        let shown = std::mem::replace(&mut self.shown, wish);
        let level = |beside: Option<Beside>| beside.is_some_and(|beside| beside.on_top);
        if level(shown) != level(wish) {
            ctx.send_viewport_cmd(ViewportCommand::WindowLevel(if level(wish) {
                WindowLevel::AlwaysOnTop
            } else {
                WindowLevel::Normal
            }));
        }
        match (shown, wish) {
            (None, Some(_)) => self.before = Some(narrow(ctx)),
            (Some(_), None) => {
                if let Some(before) = self.before.take() {
                    give_back(ctx, before);
                }
            }
            (None, None) | (Some(_), Some(_)) => {}
        }
    }
}

fn narrow(ctx: &Context) -> Before {
    let viewport = ctx.input(|input| input.viewport().clone());
    let inner = viewport.inner_rect;
    let size = inner.map_or(ctx.content_rect().size(), |inner| inner.size());
    let before = Before {
        size,
        place: viewport.outer_rect.map(|outer| outer.min),
        maximized: viewport.maximized == Some(true),
    };
    if before.maximized {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(false));
    }
    ctx.send_viewport_cmd(ViewportCommand::InnerSize(Vec2::new(WIDTH, size.y)));
    if let (Some(outer), Some(screen)) = (viewport.outer_rect, viewport.monitor_size) {
        let width = WIDTH + outer.width() - size.x;
        // The size of the screen that the window is on is known, and not where that begins.
        let is_on_the_first = outer.left() >= 0.0 && outer.right() <= screen.x;
        let right = if is_on_the_first {
            screen.x
        } else {
            outer.right()
        };
        let place = pos2(right - width, outer.top());
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(place));
    }
    before
}

fn give_back(ctx: &Context, before: Before) {
    ctx.send_viewport_cmd(ViewportCommand::InnerSize(before.size));
    if let Some(place) = before.place {
        ctx.send_viewport_cmd(ViewportCommand::OuterPosition(place));
    }
    if before.maximized {
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}
