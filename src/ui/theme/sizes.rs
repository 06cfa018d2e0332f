//! Distances and sizes, in points.

/// Distances. Nothing stands between two widgets by itself: a page adds what belongs there.
pub mod space {
    /// Between a title and the line below that belongs to it.
    pub const XXS: f32 = 2.0;
    /// Between things that are one.
    pub const XS: f32 = 4.0;
    /// Between neighbors.
    pub const S: f32 = 8.0;
    /// Between rows of buttons and the text above them.
    pub const M: f32 = 12.0;
    /// Between paragraphs and blocks.
    pub const L: f32 = 16.0;
    /// The sides of a narrow page.
    pub const XL: f32 = 24.0;
    /// Between parts of a page.
    pub const XXL: f32 = 32.0;
    /// The sides of a page.
    pub const HUGE: f32 = 48.0;
    /// From a label to its field and from a field to its hint.
    pub const LABEL_TO_FIELD: f32 = 6.0;
    /// From one group to the next.
    pub const GROUP: f32 = 22.0;
    /// Above a page's heading.
    pub const PAGE_TOP: f32 = 40.0;
}

/// Sizes.
pub mod size {
    /// The width of a page's column.
    pub const COLUMN: f32 = 600.0;
    /// The width of a column beside which no rail stands.
    pub const WIDE_COLUMN: f32 = 824.0;
    /// The width of a question above a page.
    pub const MODAL: f32 = 440.0;
    /// The width of the rail.
    pub const RAIL: f32 = 224.0;
    /// The height of a step in the rail.
    pub const STEP: f32 = 40.0;
    /// The height of the line of steps that a narrow window has instead of the rail.
    pub const STEP_LINE: f32 = 40.0;
    /// The width and height of a dot in the line of steps.
    pub const STEP_DOT: f32 = 8.0;
    /// The width of the dot where the person is.
    pub const STEP_HERE: f32 = 14.0;
    /// The height of the footer.
    pub const FOOTER: f32 = 64.0;
    /// The width of the names in a list of facts.
    pub const FACT_NAME: f32 = 152.0;
    /// The height of a field.
    pub const FIELD: f32 = 40.0;
    /// From a field's edge to its text.
    pub const FIELD_PADDING: f32 = 12.0;
    /// The height of a button.
    pub const BUTTON: f32 = 36.0;
    /// From a button's edge to its label.
    pub const BUTTON_PADDING: f32 = 16.0;
    /// Width of a field that opens a list.
    pub const DROP_DOWN: f32 = 280.0;
    /// The least height of anything that can be pressed.
    pub const TARGET: f32 = 28.0;
    /// The corners of fields and buttons.
    pub const RADIUS: f32 = 8.0;
    /// The corners of cards and banners.
    pub const CARD_RADIUS: f32 = 12.0;
    /// From a card's edge to what is on it.
    pub const CARD_PADDING: f32 = 18.0;
    /// The width of the bar at the left of a problem.
    pub const BAR: f32 = 4.0;
    /// The width and height of a step's mark.
    pub const STEP_MARK: f32 = 22.0;
    /// The width and height of a result's mark.
    pub const MARK: f32 = 18.0;
    /// The width and height of a radio button's ring.
    pub const RADIO: f32 = 16.0;
    /// The width and height of a check box.
    pub const CHECK: f32 = 20.0;
    /// The corners of a check box.
    pub const CHECK_RADIUS: f32 = 5.0;
    /// The height of a result's row.
    pub const RESULT_ROW: f32 = 30.0;
    /// The height of a stage in a timeline.
    pub const TIMELINE_ROW: f32 = 40.0;
    /// The height of the bar that says how far something is.
    pub const PROGRESS: f32 = 4.0;
    /// The width of a card in which all its buttons stand in one row, with the last at the right edge.
    pub const CARD_ROW: f32 = 620.0;
    /// The height of a chip.
    pub const CHIP: f32 = 24.0;
    /// From a chip's edge to its text.
    pub const CHIP_PADDING: f32 = 10.0;
    /// The corners of what is small or lies inside a field.
    pub const SMALL_RADIUS: f32 = 4.0;
    /// The width and height of the program's sign in the rail.
    pub const SIGN: f32 = 26.0;
    /// The width and height of the program's sign in the line of steps.
    pub const SMALL_SIGN: f32 = 20.0;
    /// The width of an edge.
    pub const EDGE: f32 = 1.0;
    /// The width of the edge of a field with an error.
    pub const ERROR_EDGE: f32 = 2.0;
    /// The width of the ring around what has the focus.
    pub const FOCUS: f32 = 2.0;
    /// The gap between what has the focus and its ring.
    pub const FOCUS_GAP: f32 = 2.0;
    /// The width of the lines that marks are drawn with.
    pub const MARK_LINE: f32 = 1.75;
    /// The width and height of one of the dots that stand for a secret.
    pub const SECRET_DOT: f32 = 6.0;
    /// The dot of a result that is not there yet.
    pub const WAITING_DOT: f32 = 6.0;
    /// The unit of the grid that drawings are made on.
    pub const DRAWING_UNIT: f32 = 4.0;
    /// How much a drawing may grow where there is room.
    pub const DRAWING_GROWTH: f32 = 1.15;
    /// The width of the ring around what has to be clicked in a drawing, and of a drawing's other lines.
    pub const RING: f32 = 2.0;
    /// The gap between what has to be clicked and its ring.
    pub const RING_GAP: f32 = 2.0;
    /// The width and height of the menu's button.
    pub const MENU: f32 = 32.0;
    /// From the window's side to the menu's button: the bar that scrolls the page stands there.
    pub const MENU_SIDE: f32 = 12.0;
    /// From the top of a wide page to the menu's button.
    pub const MENU_TOP: f32 = 8.0;
    /// The least width of the menu.
    pub const MENU_WIDTH: f32 = 160.0;
    /// The width and height of the lines on the menu's button.
    pub const MENU_SIGN: f32 = 14.0;
    /// A window narrower than this has no room for the rail.
    pub const NARROW_BELOW: f32 = 760.0;
}
