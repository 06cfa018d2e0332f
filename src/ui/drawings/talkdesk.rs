//! What the screens of both ways have in common.

use super::{
    Drawing, Shown,
    sketch::{Label, Place, Sketch},
};

/// Width and height of a drawing of a screen.
pub(super) const SCREEN: (u8, u8) = (90, 45);

/// The menu at the top of Talkdesk's window.
pub(super) const MENU: Place = Place(1, 7, 88, 7);

/// The browser, with Talkdesk in it.
pub(super) fn browser(sketch: &Sketch<'_>, shown: &Shown<'_>) {
    sketch.window(Place(0, 0, SCREEN.0, SCREEN.1), shown.address);
}

/// The menu at the top, with nothing in it that has to be found.
pub(super) fn plain_menu(sketch: &Sketch<'_>) {
    let entries = [10, 24, 40, 54].map(|left| (left, Label::Bar(9)));
    sketch.top_menu(MENU, &entries);
}

/// The permissions to choose, in two columns, and what one leaves alone.
pub(super) fn scopes(sketch: &Sketch<'_>, left: u8, top: u8, shown: &Shown<'_>) {
    let mut place = Place(left, top, 38, 5);
    for row in 0..3 {
        for column in 0..2 {
            let scope = shown.scopes.get(row * 2 + column);
            let label = scope.map_or(Label::Bar(16), |scope| Label::Word(scope));
            sketch.tick(place, scope.is_some(), label);
            place.0 += place.2 + 1;
        }
        place.0 = left;
        place.1 += place.3;
    }
}

pub(super) const SIGN_IN: Drawing = Drawing {
    description: "Talkdesk's sign-in page in your browser: two fields in the middle and below them a button, which is marked.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        sketch.popup(Place(27, 10, 36, 32));
        sketch.bar(Place(31, 12, 16, 4));
        sketch.field(Place(31, 18, 28, 6), Label::Bar(15));
        sketch.field(Place(31, 26, 28, 6), Label::Bar(0));
        sketch.dots(Place(33, 26, 20, 6), 7);
        let button = Place(31, 34, 28, 5);
        sketch.button(button, Label::Bar(10));
        sketch.ring(button, None);
    },
};

pub(super) const KEEP_OPEN: Drawing = Drawing {
    description: "Talkdesk's window, which still shows the secret, is marked: leave it open. Beside it is this program, which says Saved.",
    grid: SCREEN,
    paint: |sketch, shown| {
        let window = Place(2, 2, 54, 37);
        sketch.window(window, shown.address);
        sketch.bars(6, 13, &[24, 17]);
        sketch.popup(Place(8, 22, 36, 14));
        sketch.label(Place(10, 23, 20, 6), Label::Word("Client secret"));
        sketch.dots(Place(10, 29, 30, 5), 14);
        sketch.ring(window, None);
        sketch.own_window(Place(48, 10, 40, 33));
        sketch.bars(58, 13, &[22]);
        sketch.success(Place(52, 21, 30, 6), "Saved");
        sketch.bars(52, 29, &[31, 26, 29]);
    },
};
