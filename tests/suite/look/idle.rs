//! Rest: a page on which nothing moves asks for no new picture.

use std::time::Duration;

use egui::ViewportId;
use egui_kittest::Harness;
use talkdesk_setup::ui::theme::set_reduced_motion;

/// What comes later than this is a countdown or waits for something, and does not repaint for nothing.
const SOON: Duration = Duration::from_millis(500);

/// Panics where the page in front, which has settled, asks for another picture soon. Where the system asks for
/// reduced motion, this holds while work runs too.
pub(crate) fn check_idle<State>(page: &str, harness: &mut Harness<'_, State>) {
    set_reduced_motion(&harness.ctx, true);
    // Time passes with every step, so that whatever was about to move has moved.
    harness.run_steps(4);
    let next = harness.output().viewport_output[&ViewportId::ROOT].repaint_delay;
    assert!(
        next >= SOON,
        "{page} asks for a new picture after {next:?} although nothing moves; causes: {:?}",
        harness.ctx.repaint_causes()
    );
}

#[test]
#[should_panic(expected = "planted asks for a new picture")]
fn what_repaints_for_nothing_is_found() {
    let mut harness = Harness::new_ui(|ui| {
        ui.ctx().request_repaint_after(Duration::from_millis(250));
    });
    check_idle("planted", &mut harness);
}
