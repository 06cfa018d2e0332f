//! Room for everything: at six sizes and three scales no widget lies outside its parent or the window, none overlaps
//! another, and no text is cut off.

use egui::{Context, FullOutput, Id, Rect, Vec2};
use egui_kittest::Harness;

use super::painted::{What, painted};

/// From the least window to a screen of 3840 by 2160, in points.
const SIZES: [[f32; 2]; 6] = [
    [480.0, 360.0],
    [480.0, 1080.0],
    [760.0, 480.0],
    [920.0, 680.0],
    [1280.0, 720.0],
    [3840.0, 2160.0],
];
const SCALES: [f32; 3] = [1.0, 2.0, 3.0];

/// What is less than this is rounding, in points.
const ROUNDING: f32 = 1.0;

/// Lays the page in front out at every size and scale and panics where something has no room.
pub(crate) fn check_layout<State>(page: &str, harness: &mut Harness<'_, State>) {
    for size in SIZES {
        for scale in SCALES {
            // A pass with a new scale keeps the old size in pixels; a pass with a new size finds sizes for the next one.
            harness.set_pixels_per_point(scale).step();
            harness.set_size(size.into()).run_steps(2);
            let mut faults = misplaced(&harness.ctx, size.into());
            faults.extend(cut_texts(harness.output()));
            assert_eq!(
                faults,
                Vec::<String>::new(),
                "{page} at {size:?}, scale {scale}"
            );
        }
    }
}

/// A widget of the last pass.
struct Widget {
    id: Id,
    parent: Id,
    rect: Rect,
    seen: Rect,
    layer: egui::LayerId,
}

fn widgets(ctx: &Context) -> Vec<Widget> {
    ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        widgets
            .layers()
            .flat_map(|(_, widgets)| widgets)
            .filter(|widget| widget.visible)
            .map(|widget| Widget {
                id: widget.id,
                parent: widget.parent_id,
                rect: widget.rect,
                seen: widget.interact_rect,
                layer: widget.layer_id,
            })
            .collect()
    })
}

fn misplaced(ctx: &Context, window: Vec2) -> Vec<String> {
    let widgets = widgets(ctx);
    let mut faults: Vec<String> = Vec::new();
    let window = Rect::from_min_size(egui::Pos2::ZERO, window).expand(ROUNDING);
    let leaves: Vec<&Widget> = widgets
        .iter()
        .filter(|widget| is_seen(widget.seen))
        .filter(|widget| !widgets.iter().any(|other| other.parent == widget.id))
        // The shade behind a question.
        .filter(|widget| !widget.rect.contains_rect(window.shrink(2.0 * ROUNDING)))
        .collect();
    for widget in &leaves {
        let parent = widgets.iter().find(|other| other.id == widget.parent);
        let parent = parent.map_or(window, |parent| parent.rect.expand(ROUNDING));
        let within = |outer: Rect| {
            outer.x_range().contains(widget.rect.left())
                && outer.x_range().contains(widget.rect.right())
                && outer.contains_rect(widget.seen)
        };
        if !within(parent) || !within(window) {
            faults.push(format!(
                "{:?} lies outside of its parent {parent:?} or the window",
                widget.rect
            ));
        }
    }
    for (place, one) in leaves.iter().enumerate() {
        for other in &leaves[place + 1..] {
            let shared = one.seen.intersect(other.seen);
            // What holds the other whole is its ground: a card, a row that can be pressed.
            let is_ground = one.rect.expand(ROUNDING).contains_rect(other.rect)
                || other.rect.expand(ROUNDING).contains_rect(one.rect);
            if one.layer == other.layer && !is_ground && is_seen(shared.shrink(ROUNDING / 2.0)) {
                faults.push(format!("{:?} overlaps {:?}", one.rect, other.rect));
            }
        }
    }
    faults
}

fn is_seen(rect: Rect) -> bool {
    rect.width() > 0.0 && rect.height() > 0.0
}

/// Rows of text that are cut off at a side, or that run into each other.
fn cut_texts(output: &FullOutput) -> Vec<String> {
    let mut faults = Vec::new();
    let mut rows: Vec<(Rect, String)> = Vec::new();
    for painted in painted(output) {
        let (row, text) = match painted.what {
            What::Text { row, text, .. } => (row, text),
            What::Fill { area, color } if color.is_opaque() => {
                let covered = area.bounds().intersect(painted.clip);
                rows.retain(|(row, _)| !is_seen(row.intersect(covered)));
                continue;
            }
            What::Fill { .. } | What::Line { .. } => continue,
        };
        let seen = row.intersect(painted.clip);
        if !is_seen(seen) {
            continue;
        }
        let sides = painted.clip.expand(ROUNDING).x_range();
        if !sides.contains(row.left()) || !sides.contains(row.right()) || text.contains('\u{fffd}')
        {
            faults.push(format!("{text:?} is cut off at {:?}", painted.clip));
        }
        for (other, words) in &rows {
            if is_seen(other.intersect(seen).shrink(ROUNDING)) {
                faults.push(format!("{text:?} runs into {words:?}"));
            }
        }
        rows.push((seen, text));
    }
    faults
}

/// What is found on a page that is drawn by `draw` in a window of 200 by 100.
fn found_on(draw: impl FnMut(&mut egui::Ui)) -> Vec<String> {
    let size = [200.0, 100.0];
    let harness = crate::widgets::window(size, egui::Theme::Light, draw);
    let mut faults = misplaced(&harness.ctx, size.into());
    faults.extend(cut_texts(harness.output()));
    // The harness's own frame begins outside of the window.
    faults.retain(|fault| !fault.starts_with("[[-8.0 -8.0]"));
    faults
}

#[test]
fn planted_faults_are_found() {
    let at =
        |x: f32, y: f32, width: f32| Rect::from_min_size(egui::pos2(x, y), egui::vec2(width, 20.0));
    let good = found_on(move |ui| {
        ui.put(at(10.0, 10.0, 60.0), egui::Button::new("One"));
        ui.put(at(80.0, 10.0, 60.0), egui::Button::new("Two"));
    });
    assert_eq!(good, Vec::<String>::new());

    let outside = found_on(move |ui| {
        ui.put(at(150.0, 10.0, 80.0), egui::Button::new("One"));
    });
    assert!(outside[0].contains("lies outside"), "{outside:?}");

    let overlapping = found_on(move |ui| {
        ui.put(at(10.0, 10.0, 60.0), egui::Button::new("One"));
        ui.put(at(60.0, 15.0, 60.0), egui::Button::new("Two"));
    });
    assert!(overlapping[0].contains("overlaps"), "{overlapping:?}");

    let cut = found_on(move |ui| {
        ui.set_clip_rect(at(10.0, 10.0, 40.0));
        ui.put(
            at(10.0, 10.0, 40.0),
            egui::Label::new("Too long for this").extend(),
        );
    });
    assert!(
        cut.iter().any(|fault| fault.contains("is cut off")),
        "{cut:?}"
    );

    let into_each_other = found_on(move |ui| {
        for x in [10.0, 20.0] {
            let galley = ui.painter().layout_no_wrap(
                "Some text".to_owned(),
                egui::FontId::default(),
                ui.visuals().text_color(),
            );
            ui.painter()
                .galley(egui::pos2(x, 10.0), galley, ui.visuals().text_color());
        }
    });
    assert!(
        into_each_other[0].contains("runs into"),
        "{into_each_other:?}"
    );
}
