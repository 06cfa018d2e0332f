//! The way by Builder > OAuth Clients: a drawing a step.

use super::{
    Drawing,
    sketch::{Label, Place},
    talkdesk::{KEEP_OPEN, MENU, SCREEN, SIGN_IN, browser, plain_menu, scopes},
};

/// The drawings of the steps under Builder > OAuth Clients, in their order.
pub const BUILDER: [Drawing; 7] = [
    SIGN_IN,
    BUILDER_APP,
    NEW_CLIENT,
    GRANT_TYPES,
    ADD_SCOPES,
    CREATE,
    KEEP_OPEN,
];

const BUILDER_APP: Drawing = Drawing {
    description: "Talkdesk's window. First marked: the app Builder. Second: OAuth Clients in Builder's list at the left.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        let entries = [
            (6, Label::Bar(9)),
            (21, Label::Here("Builder")),
            (44, Label::Bar(9)),
            (60, Label::Bar(9)),
        ];
        sketch.top_menu(MENU, &entries);
        let list = [
            Label::Bar(14),
            Label::Bar(17),
            Label::Word("OAuth Clients"),
            Label::Bar(12),
        ];
        sketch.menu(Place(5, 18, 34, 24), &list);
        sketch.bars(46, 20, &[30, 36, 27, 33]);
        sketch.ring(Place(20, 8, 18, 5), Some(1));
        sketch.ring(Place(6, 30, 30, 6), Some(2));
    },
};

const NEW_CLIENT: Drawing = Drawing {
    description: "The page OAuth Clients. First marked: the button New OAuth Client at the top right. Second: the field for the name.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        sketch.label(Place(6, 11, 40, 6), Label::Here("OAuth Clients"));
        let button = Place(51, 11, 33, 6);
        sketch.button(button, Label::Word("New OAuth Client"));
        sketch.popup(Place(4, 22, 82, 20));
        sketch.label(Place(9, 25, 40, 5), Label::Word("Name"));
        let field = Place(9, 31, 72, 6);
        sketch.field(field, Label::Word(shown.client_name));
        sketch.ring(button, Some(1));
        sketch.ring(field, Some(2));
    },
};

const GRANT_TYPES: Drawing = Drawing {
    description: "The grant types of the client. Marked and ticked: Client credentials. All others stay without a tick.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        sketch.popup(Place(4, 10, 82, 32));
        sketch.label(Place(9, 12, 40, 5), Label::Here("Grant types"));
        sketch.tick(Place(9, 19, 60, 6), false, Label::Bar(26));
        sketch.tick(Place(9, 27, 60, 6), true, Label::Word("Client credentials"));
        sketch.tick(Place(9, 35, 60, 6), false, Label::Bar(20));
        sketch.ring(Place(8, 27, 44, 6), None);
    },
};

const ADD_SCOPES: Drawing = Drawing {
    description: "The scopes of the client. First marked: the button Add Scopes. Second: the permissions to tick.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        sketch.bars(36, 11, &[40]);
        let button = Place(7, 10, 24, 6);
        sketch.button(button, Label::Word("Add Scopes"));
        sketch.popup(Place(4, 21, 82, 21));
        scopes(sketch, 7, 24, shown);
        sketch.ring(button, Some(1));
        sketch.ring(Place(6, 24, 78, 15), Some(2));
    },
};

const CREATE: Drawing = Drawing {
    description: "First marked: the button Create below the form. Second: the button Download in the pop-up that shows Client ID and Client secret.",
    grid: SCREEN,
    paint: |sketch, shown| {
        browser(sketch, shown);
        plain_menu(sketch);
        sketch.bars(6, 17, &[18, 14, 20]);
        let create = Place(6, 34, 18, 6);
        sketch.button(create, Label::Word("Create"));
        sketch.popup(Place(32, 11, 54, 31));
        sketch.label(Place(36, 13, 24, 5), Label::Word("Client ID"));
        sketch.bar(Place(62, 13, 20, 5));
        sketch.label(Place(36, 20, 26, 5), Label::Word("Client secret"));
        sketch.dots(Place(62, 20, 20, 5), 9);
        sketch.bars(36, 26, &[30]);
        let download = Place(56, 34, 26, 6);
        sketch.button(download, Label::Word("Download"));
        sketch.ring(create, Some(1));
        sketch.ring(download, Some(2));
    },
};
