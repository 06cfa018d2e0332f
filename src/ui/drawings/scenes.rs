//! What the program does, and pages on which there is nothing.

use egui::Align2;

use super::{
    Drawing,
    sketch::{Label, Place, Sketch},
};

/// The way of the credentials: from Talkdesk over this program into the keychain, ready for Nexla.
pub const WAY: Drawing = Drawing {
    description: "The way of the credentials: from Talkdesk they come into this program, which tries them and puts them into the keychain of this computer, ready for Nexla.",
    grid: (118, 33),
    paint: |sketch, _| {
        window_of(sketch, 0, "Talkdesk");
        sketch.button(Place(8, 15, 14, 5), Label::Bar(8));
        sketch.arrow((34, 13), (43, 13));
        sketch.disk((58, 13), 12);
        sketch.sign(Place(51, 6, 14, 14));
        sketch.quiet(
            Place(40, 27, 36, 6),
            "Tried and kept safe",
            Align2::CENTER_CENTER,
        );
        sketch.arrow((73, 13), (82, 13));
        window_of(sketch, 87, "Nexla");
        sketch.done((102, 16), 4);
    },
};

/// Somebody is asked.
pub const ASK: Drawing = Drawing {
    description: "A message that goes from one person to another.",
    grid: (60, 24),
    paint: |sketch, _| {
        person(sketch, 8);
        sketch.outline(Place(21, 3, 18, 12));
        sketch.line(&[(21, 4), (30, 10), (39, 4)]);
        sketch.arrow((21, 20), (39, 20));
        person(sketch, 52);
    },
};

/// A search without result.
pub const NOTHING_FOUND: Drawing = Drawing {
    description: "A magnifying glass above an empty list.",
    grid: (60, 26),
    paint: |sketch, _| {
        sketch.popup(Place(8, 3, 44, 20));
        sketch.bars(13, 6, &[20, 14, 18, 12]);
        sketch.disk((41, 13), 6);
        sketch.circle((41, 13), 6);
        sketch.line(&[(45, 17), (50, 22)]);
    },
};

fn window_of(sketch: &Sketch<'_>, left: u8, name: &str) {
    sketch.popup(Place(left, 2, 30, 22));
    sketch.bars(left + 3, 3, &[12]);
    sketch.bars(left + 3, 8, &[24]);
    sketch.quiet(Place(left, 27, 30, 6), name, Align2::CENTER_CENTER);
}

fn person(sketch: &Sketch<'_>, middle: u8) {
    sketch.disk((middle, 12), 8);
    sketch.circle((middle, 9), 3);
    sketch.line(&[
        (middle - 5, 18),
        (middle - 4, 15),
        (middle, 14),
        (middle + 4, 15),
        (middle + 5, 18),
    ]);
}
