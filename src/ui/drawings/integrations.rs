//! The way by Admin > Integrations: a drawing a step.

use egui::Align2;

use super::{
    Drawing, Shown,
    sketch::{Label, Place, Sketch},
    talkdesk::{KEEP_OPEN, MENU, SCREEN, SIGN_IN, browser, plain_menu, scopes},
};

/// The drawings of the steps under Admin > Integrations, in their order.
pub const INTEGRATIONS: [Drawing; 8] = [
    SIGN_IN, ADMIN_MENU, SECTIONS, CREATE_APP, FORM, CREATE, SHOWN_ONCE, KEEP_OPEN,
];

const ADMIN_MENU: Drawing = Drawing {
    description: "Talkdesk's window. First marked: Admin in the menu at the top. Second: Integrations in the list that opens below it.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        let entries = [
            (6, Label::Bar(9)),
            (20, Label::Bar(9)),
            (36, Label::Here("Admin")),
            (55, Label::Bar(9)),
        ];
        sketch.top_menu(MENU, &entries);
        sketch.bars(6, 18, &[22, 18, 24]);
        sketch.popup(Place(33, 15, 30, 27));
        let list = [
            Label::Bar(14),
            Label::Bar(18),
            Label::Word("Integrations"),
            Label::Bar(12),
        ];
        sketch.menu(Place(34, 16, 28, 24), &list);
        sketch.ring(Place(35, 8, 14, 5), Some(1));
        sketch.ring(Place(35, 28, 26, 5), Some(2));
    },
};

const SECTIONS: Drawing = Drawing {
    description: "The page Integrations. In the list at its left the sections API and OAuth are marked; your account has one of them.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        plain_menu(sketch);
        heading(sketch, &["Admin", "Integrations"]);
        let list = [
            Label::Bar(15),
            Label::Word("API"),
            Label::Word("OAuth"),
            Label::Bar(12),
        ];
        sketch.menu(Place(3, 20, 22, 24), &list);
        sketch.bars(32, 21, &[40, 48, 44, 36]);
        sketch.ring(Place(4, 26, 20, 12), None);
    },
};

const CREATE_APP: Drawing = Drawing {
    description: "The section API. Marked: the button Create OAuth App, or Register Application where your account has that one.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        plain_menu(sketch);
        heading(sketch, &["Admin", "Integrations", "API"]);
        sketch.bars(6, 23, &[34, 28, 31]);
        sketch.button(Place(48, 22, 36, 6), Label::Word("Create OAuth App"));
        sketch.quiet(Place(48, 28, 36, 5), "or", Align2::CENTER_CENTER);
        sketch.button(Place(48, 33, 36, 6), Label::Word("Register Application"));
        sketch.ring(Place(47, 21, 38, 19), None);
    },
};

const FORM: Drawing = Drawing {
    description: "The form for the app. First marked: the field for its name. Second: the permissions to tick.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        name_and_permissions(sketch, shown);
        sketch.ring(Place(6, 13, 78, 6), Some(1));
        sketch.ring(Place(6, 27, 78, 16), Some(2));
    },
};

const CREATE: Drawing = Drawing {
    description: "The end of the form. Marked: the button Create, or Register where your account has that one.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        plain_menu(sketch);
        sketch.field(Place(6, 17, 78, 6), Label::Word(shown.client_name));
        sketch.bars(6, 25, &[50, 38]);
        sketch.button(Place(6, 36, 18, 6), Label::Word("Create"));
        sketch.quiet(Place(24, 36, 8, 6), "or", Align2::CENTER_CENTER);
        sketch.button(Place(32, 36, 18, 6), Label::Word("Register"));
        sketch.ring(Place(5, 35, 46, 8), None);
    },
};

const SHOWN_ONCE: Drawing = Drawing {
    description: "A pop-up with the client's data. Marked, one after the other: the copy signs beside Client ID and Client secret.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        plain_menu(sketch);
        sketch.bars(6, 18, &[14, 12, 14, 10]);
        sketch.popup(Place(12, 10, 66, 32));
        sketch.bar(Place(17, 12, 26, 4));
        sketch.label(Place(17, 17, 40, 5), Label::Word("Client ID"));
        sketch.field(Place(17, 22, 46, 6), Label::Bar(36));
        sketch.label(Place(17, 29, 40, 5), Label::Word("Client secret"));
        sketch.field(Place(17, 34, 46, 6), Label::Bar(0));
        sketch.dots(Place(19, 34, 40, 6), 18);
        for (turn, top) in [(1, 22), (2, 34)] {
            sketch.copy_sign(Place(67, top, 6, 6));
            sketch.ring(Place(67, top, 6, 6), Some(turn));
        }
    },
};

fn heading(sketch: &Sketch<'_>, way: &[&str]) {
    let words = way.join(" > ");
    sketch.label(Place(5, 14, 80, 6), Label::Here(&words));
}

fn name_and_permissions(sketch: &Sketch<'_>, shown: &Shown<'_>) {
    sketch.label(Place(6, 7, 40, 6), Label::Word("Name"));
    sketch.field(Place(6, 13, 78, 6), Label::Word(shown.client_name));
    sketch.label(Place(6, 20, 40, 5), Label::Word("Permissions"));
    scopes(sketch, 7, 27, shown);
}
