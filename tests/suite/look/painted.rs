//! What a page paints, in the order in which it is painted.

use egui::{Color32, FullOutput, Pos2, Rect, Shape, epaint::ColorMode};

/// Something painted.
pub(super) struct Painted {
    /// Outside of this nothing is seen.
    pub(super) clip: Rect,
    pub(super) what: What,
}

pub(super) enum What {
    /// An area of one color.
    Fill { area: Area, color: Color32 },
    /// A line or an outline.
    Line { points: Vec<Pos2>, color: Color32 },
    /// A row of text of one color.
    Text {
        row: Rect,
        color: Color32,
        text: String,
    },
}

pub(super) enum Area {
    Rect(Rect),
    Circle { center: Pos2, radius: f32 },
    Polygon(Vec<Pos2>),
}

impl Area {
    pub(super) fn bounds(&self) -> Rect {
        match self {
            Self::Rect(rect) => *rect,
            Self::Circle { center, radius } => {
                Rect::from_center_size(*center, egui::Vec2::splat(2.0 * radius))
            }
            Self::Polygon(points) => Rect::from_points(points),
        }
    }

    pub(super) fn contains(&self, point: Pos2) -> bool {
        match self {
            Self::Rect(rect) => rect.contains(point),
            Self::Circle { center, radius } => center.distance(point) <= *radius,
            Self::Polygon(points) => is_inside(points, point),
        }
    }
}

/// Whether a ray from `point` to the right crosses the outline an odd number of times.
fn is_inside(points: &[Pos2], point: Pos2) -> bool {
    let next = points.iter().cycle().skip(1);
    points
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.y > point.y) != (b.y > point.y))
        .filter(|(a, b)| point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
        .count()
        % 2
        == 1
}

/// Everything that the last pass painted.
pub(super) fn painted(output: &FullOutput) -> Vec<Painted> {
    let mut found = Vec::new();
    for clipped in &output.shapes {
        collect(&clipped.shape, clipped.clip_rect, &mut found);
    }
    found
}

fn collect(shape: &Shape, clip: Rect, found: &mut Vec<Painted>) {
    let mut push = |what| found.push(Painted { clip, what });
    match shape {
        Shape::Vec(shapes) => {
            for shape in shapes {
                collect(shape, clip, found);
            }
        }
        Shape::Rect(shape) => {
            let area = Area::Rect(shape.rect);
            let color = shape.fill;
            push(What::Fill { area, color });
            if shape.stroke.width > 0.0 {
                let rect = shape.rect;
                let points = vec![
                    rect.left_top(),
                    rect.right_top(),
                    rect.right_bottom(),
                    rect.left_bottom(),
                ];
                let color = shape.stroke.color;
                push(What::Line { points, color });
            }
        }
        Shape::Circle(shape) => {
            let (center, radius) = (shape.center, shape.radius);
            let area = Area::Circle { center, radius };
            let color = shape.fill;
            push(What::Fill { area, color });
            if shape.stroke.width > 0.0 {
                let side = egui::vec2(radius, 0.0);
                let points = vec![center - side, center + side];
                let color = shape.stroke.color;
                push(What::Line { points, color });
            }
        }
        Shape::Path(shape) => {
            let area = Area::Polygon(shape.points.clone());
            let color = shape.fill;
            push(What::Fill { area, color });
            if let (true, ColorMode::Solid(color)) = (shape.stroke.width > 0.0, &shape.stroke.color)
            {
                let (points, color) = (shape.points.clone(), *color);
                push(What::Line { points, color });
            }
        }
        Shape::LineSegment { points, stroke } => {
            let (points, color) = (points.to_vec(), stroke.color);
            push(What::Line { points, color });
        }
        Shape::Text(shape) => {
            for row in &shape.galley.rows {
                let glyphs = row.visuals.glyph_vertex_range.clone();
                let Some(first) = row.visuals.mesh.vertices[glyphs].first() else {
                    continue;
                };
                let own = (first.color != Color32::PLACEHOLDER).then_some(first.color);
                let color = shape
                    .override_text_color
                    .or(own)
                    .unwrap_or(shape.fallback_color)
                    .gamma_multiply(shape.opacity_factor);
                let text = row.text();
                if !text.trim().is_empty() {
                    let row = row.rect().translate(shape.pos.to_vec2());
                    push(What::Text { row, color, text });
                }
            }
        }
        Shape::Noop
        | Shape::Ellipse(_)
        | Shape::Band(_)
        | Shape::Mesh(_)
        | Shape::QuadraticBezier(_)
        | Shape::CubicBezier(_)
        | Shape::Callback(_) => {}
    }
}
