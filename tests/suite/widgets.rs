//! The widgets by their accessible names, and their pictures.

mod behavior;
mod colors;
mod gallery;
mod page_behavior;
mod pages;
mod results;
mod secret_field;
mod secret_shown;
mod timeline;
mod undo;

pub(crate) use gallery::sheet;

use egui::{Theme, Ui, UiBuilder};
use egui_kittest::{Harness, SnapshotResults};
use talkdesk_setup::ui::theme;

/// A window of `size` that shows `ui`.
pub(crate) fn window<'a>(
    size: [f32; 2],
    theme: Theme,
    mut ui: impl FnMut(&mut Ui) + 'a,
) -> Harness<'a> {
    let whole_window = move |outer: &mut Ui| {
        let rect = outer.ctx().content_rect();
        outer.scope_builder(UiBuilder::new().max_rect(rect), |inner| {
            inner.set_clip_rect(rect);
            ui(inner);
        });
    };
    let mut harness = Harness::builder()
        .with_size(size)
        .with_theme(theme)
        .with_context_setup(theme::install)
        .build_ui(whole_window);
    harness.run();
    harness
}

/// Compares pictures of `ui` in both themes with the kept ones; `prepare` brings the window into the wanted state.
/// A test has one `results` for all its pictures.
fn pictures(
    results: &mut SnapshotResults,
    name: &str,
    size: [f32; 2],
    mut ui: impl FnMut(&mut Ui),
    prepare: impl Fn(&mut Harness<'_>),
) {
    for theme in [Theme::Light, Theme::Dark] {
        let mut harness = window(size, theme, &mut ui);
        prepare(&mut harness);
        let suffix = if theme == Theme::Light {
            "light"
        } else {
            "dark"
        };
        results.add(harness.try_snapshot(format!("widgets/{name}_{suffix}")));
    }
}
