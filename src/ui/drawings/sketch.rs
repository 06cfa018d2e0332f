//! The words that drawings are made of: windows, menus, buttons, fields, lists, rings.

use egui::text::TextWrapping;
use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2,
};

use crate::ui::{
    theme::{Palette, Text, palette, size},
    widgets::{Mark, paint_mark, paint_sign},
};

/// A place on the grid: left, top, width and height in units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place(pub(super) u8, pub(super) u8, pub(super) u8, pub(super) u8);

/// What stands in a menu, on a button, beside a box.
#[derive(Clone, Copy, Debug)]
pub(super) enum Label<'a> {
    /// A word that has to be found.
    Word(&'a str),
    /// A word of the place where one is.
    Here(&'a str),
    /// A gray bar this many units wide.
    Bar(u8),
}

/// Something to draw on, divided into units.
pub struct Sketch<'a> {
    painter: &'a Painter,
    palette: &'static Palette,
    origin: Pos2,
    unit: f32,
}

impl<'a> Sketch<'a> {
    /// The size of a drawing of so many units where there is `room`.
    pub(super) fn size_of(grid: (u8, u8), room: f32) -> Vec2 {
        let drawn = Vec2::new(f32::from(grid.0), f32::from(grid.1)) * size::DRAWING_UNIT;
        drawn * (room / drawn.x).min(size::DRAWING_GROWTH)
    }

    pub(super) fn new(ui: &'a Ui, grid: (u8, u8), rect: Rect) -> Self {
        Self {
            painter: ui.painter(),
            palette: palette(ui),
            origin: rect.min,
            unit: rect.width() / f32::from(grid.0),
        }
    }

    /// A window with its title bar, in which `title` stands; what is in the window is drawn after it.
    pub(super) fn window(&self, place: Place, title: &str) {
        let rect = self.rect(place);
        let edge = Stroke::new(size::EDGE, self.palette.edge);
        let painter = &self.painter;
        painter.rect_filled(rect, self.radius(), self.palette.card);
        let bar = self.rect(Place(place.0, place.1, place.2, TITLE_BAR));
        let top = CornerRadius {
            sw: 0,
            se: 0,
            ..CornerRadius::from(self.radius())
        };
        painter.rect_filled(bar, top, self.palette.rail);
        painter.hline(bar.x_range(), bar.bottom(), self.hairline());
        for dot in [3, 6, 9] {
            let center = self.at(place.0 + dot, place.1) + Vec2::new(0.0, bar.height() / 2.0);
            painter.circle_stroke(center, self.unit * 0.8, self.hairline());
        }
        let address = Place(place.0 + 12, place.1 + 1, place.2 - 14, TITLE_BAR - 2);
        painter.rect_filled(self.rect(address), self.radius(), self.palette.card);
        self.text(
            Place(address.0 + 2, address.1, address.2 - 3, address.3),
            title,
            Text::Hint,
            self.palette.muted,
            Align2::LEFT_CENTER,
        );
        painter.rect_stroke(rect, self.radius(), edge, StrokeKind::Inside);
    }

    /// A window of this program.
    pub(super) fn own_window(&self, place: Place) {
        let rect = self.rect(place);
        let edge = Stroke::new(size::EDGE, self.palette.edge);
        self.painter
            .rect_filled(rect, self.radius(), self.palette.bg);
        self.painter
            .rect_stroke(rect, self.radius(), edge, StrokeKind::Inside);
        self.sign(Place(place.0 + 3, place.1 + 3, 5, 5));
    }

    /// The program's sign.
    pub(super) fn sign(&self, place: Place) {
        paint_sign(self.painter, self.rect(place), self.palette);
    }

    /// A pop-up above the rest.
    pub(super) fn popup(&self, place: Place) {
        let edge = Stroke::new(size::EDGE, self.palette.edge);
        let ground = self.palette.field;
        self.painter.rect(
            self.rect(place),
            self.radius(),
            ground,
            edge,
            StrokeKind::Inside,
        );
    }

    /// A menu at the top, from the place's left on, below it a hairline.
    pub(super) fn top_menu(&self, place: Place, entries: &[(u8, Label<'_>)]) {
        for (left, label) in entries {
            let width = label.width();
            if matches!(label, Label::Here(_)) {
                self.chosen(Place(
                    place.0 + left - 2,
                    place.1 + 1,
                    width + 4,
                    place.3 - 2,
                ));
            }
            self.label(Place(place.0 + left, place.1, width, place.3), *label);
        }
        let line = self.rect(place);
        self.painter
            .hline(line.x_range(), line.bottom(), self.hairline());
    }

    /// A list of entries below each other, as in a side menu or a menu that has opened.
    pub(super) fn menu(&self, place: Place, entries: &[Label<'_>]) {
        let mut row = Place(place.0, place.1, place.2, ROW);
        for label in entries {
            if matches!(label, Label::Here(_)) {
                self.chosen(row);
            }
            self.label(Place(row.0 + 2, row.1, row.2 - 3, row.3), *label);
            row.1 += ROW;
        }
    }

    /// A button.
    pub(super) fn button(&self, place: Place, label: Label<'_>) {
        let edge = Stroke::new(size::EDGE, self.palette.edge);
        self.painter.rect(
            self.rect(place),
            self.small_radius(),
            self.palette.card,
            edge,
            StrokeKind::Inside,
        );
        match label {
            Label::Word(word) | Label::Here(word) => {
                let color = self.palette.text;
                self.text(place, word, Text::StrongHint, color, Align2::CENTER_CENTER);
            }
            Label::Bar(width) => {
                let left = place.0 + (place.2 - width) / 2;
                self.bar(Place(left, place.1, width, place.3));
            }
        }
    }

    /// A field with what stands in it.
    pub(super) fn field(&self, place: Place, value: Label<'_>) {
        let edge = Stroke::new(size::EDGE, self.palette.edge);
        let ground = self.palette.field;
        self.painter.rect(
            self.rect(place),
            self.small_radius(),
            ground,
            edge,
            StrokeKind::Inside,
        );
        self.label(Place(place.0 + 2, place.1, place.2 - 3, place.3), value);
    }

    /// A box to tick, with its label at the right.
    pub(super) fn tick(&self, place: Place, ticked: bool, label: Label<'_>) {
        let line = self.rect(Place(place.0, place.1, 3, place.3));
        let square = Rect::from_center_size(line.center(), Vec2::splat(3.0 * self.unit));
        let radius = self.small_radius() / 2.0;
        if ticked {
            let center = square.center();
            self.painter
                .rect_filled(square, radius, self.palette.accent);
            let points = [(-0.8, 0.1), (-0.2, 0.6), (0.8, -0.6)]
                .map(|(x, y)| center + Vec2::new(x, y) * self.unit)
                .to_vec();
            let stroke = Stroke::new(size::MARK_LINE, self.palette.on_accent);
            self.painter.add(Shape::line(points, stroke));
        } else {
            let edge = Stroke::new(size::EDGE, self.palette.edge);
            self.painter
                .rect_stroke(square, radius, edge, StrokeKind::Inside);
        }
        self.label(Place(place.0 + 5, place.1, place.2 - 5, place.3), label);
    }

    /// A word that has to be found, or a gray bar.
    pub(super) fn label(&self, place: Place, label: Label<'_>) {
        match label {
            Label::Word(word) => {
                let color = self.palette.text;
                self.text(place, word, Text::Hint, color, Align2::LEFT_CENTER);
            }
            Label::Here(word) => {
                let color = self.palette.text;
                self.text(place, word, Text::StrongHint, color, Align2::LEFT_CENTER);
            }
            Label::Bar(width) => self.bar(Place(place.0, place.1, width, place.3)),
        }
    }

    /// A word of little weight.
    pub(super) fn quiet(&self, place: Place, word: &str, align: Align2) {
        self.text(place, word, Text::Hint, self.palette.muted, align);
    }

    /// A gray bar in the middle of the place's height, as long as the place is wide; none where it has no
    /// width.
    pub(super) fn bar(&self, place: Place) {
        if place.2 == 0 {
            return;
        }
        let rect = self.rect(place);
        let stroke = Stroke::new(self.unit * 1.4, self.palette.line);
        self.painter
            .line_segment([rect.left_center(), rect.right_center()], stroke);
    }

    /// Gray bars below each other, each of its width.
    pub(super) fn bars(&self, left: u8, top: u8, widths: &[u8]) {
        let mut place = Place(left, top, 0, ROW - 2);
        for width in widths {
            self.bar(Place(place.0, place.1, *width, place.3));
            place.1 += place.3;
        }
    }

    /// The dots that stand for a secret.
    pub(super) fn dots(&self, place: Place, count: u8) {
        let line = self.rect(place);
        for dot in 0..count {
            let right = self.unit * (1.0 + 2.0 * f32::from(dot));
            let center = line.left_center() + Vec2::new(right, 0.0);
            self.painter
                .circle_filled(center, self.unit * 0.6, self.palette.muted);
        }
    }

    /// The sign on a button that copies: two sheets.
    pub(super) fn copy_sign(&self, place: Place) {
        let edge = Stroke::new(size::EDGE, self.palette.text);
        let sheet = Vec2::splat(2.6 * self.unit);
        let shift = Vec2::splat(0.6 * self.unit);
        let center = self.rect(place).center();
        for center in [center - shift, center + shift] {
            let sheet = Rect::from_center_size(center, sheet);
            let ground = self.palette.field;
            let radius = self.small_radius() / 2.0;
            self.painter
                .rect(sheet, radius, ground, edge, StrokeKind::Inside);
        }
    }

    /// The mark of success, with a word beside it.
    pub(super) fn success(&self, place: Place, word: &str) {
        let line = self.rect(Place(place.0, place.1, 4, place.3));
        self.mark(line.center(), 2.2, Mark::Done);
        let beside = Place(place.0 + 6, place.1, place.2 - 6, place.3);
        let color = self.palette.success;
        self.text(beside, word, Text::StrongHint, color, Align2::LEFT_CENTER);
    }

    /// A mark of this radius in units.
    fn mark(&self, center: Pos2, radius: f32, mark: Mark) {
        paint_mark(self.painter, center, radius * self.unit, mark, self.palette);
    }

    /// The ring around what has to be clicked; `turn` says which comes first where there are two.
    pub(super) fn ring(&self, place: Place, turn: Option<u8>) {
        let rect = self.rect(place).expand(size::RING_GAP);
        let radius = self.small_radius() + size::RING_GAP;
        let stroke = Stroke::new(size::RING, self.palette.accent);
        self.painter
            .rect_stroke(rect, radius, stroke, StrokeKind::Outside);
        if let Some(turn) = turn {
            let radius = 1.9 * self.unit;
            let center = rect.left_center() - Vec2::new(0.6 * radius, 0.0);
            self.painter
                .circle_filled(center, radius, self.palette.accent);
            let font = self.font(Text::Mark);
            let color = self.palette.on_accent;
            self.painter
                .text(center, Align2::CENTER_CENTER, turn, font, color);
        }
    }

    /// A line from one place on the grid to another, with an arrow's head at its end.
    pub(super) fn arrow(&self, from: (u8, u8), to: (u8, u8)) {
        let (from, to) = (self.at(from.0, from.1), self.at(to.0, to.1));
        let stroke = Stroke::new(size::RING, self.palette.accent);
        self.painter.line_segment([from, to], stroke);
        let back = (from - to).normalized() * self.unit * 1.6;
        for side in [back.rot90(), -back.rot90()] {
            self.painter.line_segment([to, to + back + side], stroke);
        }
    }

    /// A disk of the theme's soft color.
    pub(super) fn disk(&self, center: (u8, u8), radius: u8) {
        let center = self.at(center.0, center.1);
        self.painter
            .circle_filled(center, f32::from(radius) * self.unit, self.palette.soft);
    }

    /// A line in the accent, through these points of the grid.
    pub(super) fn line(&self, points: &[(u8, u8)]) {
        let stroke = Stroke::new(size::RING, self.palette.accent);
        let points = points.iter().map(|(x, y)| self.at(*x, *y)).collect();
        self.painter.add(Shape::line(points, stroke));
    }

    /// A circle in the accent.
    pub(super) fn circle(&self, center: (u8, u8), radius: u8) {
        let center = self.at(center.0, center.1);
        let stroke = Stroke::new(size::RING, self.palette.accent);
        self.painter
            .circle_stroke(center, f32::from(radius) * self.unit, stroke);
    }

    /// A rectangle in the accent.
    pub(super) fn outline(&self, place: Place) {
        let stroke = Stroke::new(size::RING, self.palette.accent);
        let ground = self.palette.card;
        self.painter.rect(
            self.rect(place),
            self.small_radius(),
            ground,
            stroke,
            StrokeKind::Inside,
        );
    }

    /// A check mark in a disk, with its center here.
    pub(super) fn done(&self, center: (u8, u8), radius: u8) {
        let center = self.at(center.0, center.1);
        self.mark(center, f32::from(radius), Mark::DoneStep);
    }

    fn chosen(&self, place: Place) {
        self.painter
            .rect_filled(self.rect(place), self.small_radius(), self.palette.soft);
    }

    fn text(&self, place: Place, text: &str, style: Text, color: Color32, align: Align2) {
        let rect = self.rect(place);
        let mut format = style.format(color);
        format.font_id = self.font(style);
        format.line_height = None;
        let mut job = egui::text::LayoutJob::single_section(text.to_owned(), format);
        job.wrap = TextWrapping::truncate_at_width(rect.width());
        let galley = self.painter.ctx().fonts_mut(|fonts| fonts.layout_job(job));
        let start = align.align_size_within_rect(galley.size(), rect).min;
        self.painter.galley(start, galley, color);
    }

    /// A font that grows with the drawing.
    fn font(&self, style: Text) -> FontId {
        let font = style.font();
        FontId::new(font.size * self.unit / size::DRAWING_UNIT, font.family)
    }

    fn hairline(&self) -> Stroke {
        Stroke::new(size::EDGE, self.palette.line)
    }

    fn radius(&self) -> f32 {
        size::RADIUS * self.unit / size::DRAWING_UNIT
    }

    fn small_radius(&self) -> f32 {
        size::SMALL_RADIUS * self.unit / size::DRAWING_UNIT
    }

    fn at(&self, x: u8, y: u8) -> Pos2 {
        self.origin + Vec2::new(f32::from(x), f32::from(y)) * self.unit
    }

    fn rect(&self, place: Place) -> Rect {
        let size = Vec2::new(f32::from(place.2), f32::from(place.3)) * self.unit;
        Rect::from_min_size(self.at(place.0, place.1), size)
    }
}

/// The height of a window's title bar, in units.
pub(super) const TITLE_BAR: u8 = 7;

/// The height of an entry in a list, in units.
pub(super) const ROW: u8 = 6;

impl Label<'_> {
    /// The width that it takes in a menu, in units.
    fn width(self) -> u8 {
        match self {
            Self::Word(word) | Self::Here(word) => {
                u8::try_from(2 * word.chars().count()).unwrap_or(u8::MAX)
            }
            Self::Bar(width) => width,
        }
    }
}
