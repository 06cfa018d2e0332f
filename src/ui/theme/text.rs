//! The styles of text.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontFamily, FontId, Galley, Ui};

use super::fonts;

/// A style of text: font, size and height of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    /// The heading of a page.
    Heading,
    /// The heading of a part of a page.
    Subheading,
    /// The cause of a problem, the title of a banner.
    Cause,
    /// Running text.
    Body,
    /// Running text that stands out.
    Strong,
    /// The label above a field.
    Label,
    /// Hints, figures, notes.
    Hint,
    /// A hint that stands out, such as an error.
    StrongHint,
    /// Addresses, identifiers and what else is read letter by letter.
    Code,
    /// The label of a button.
    Button,
    /// The number in a step's mark.
    Mark,
}

impl Text {
    /// The font and its size.
    #[must_use]
    pub fn font(self) -> FontId {
        let (size, family) = match self {
            Self::Heading => (24.0, fonts::semibold()),
            Self::Cause => (16.0, fonts::semibold()),
            Self::Subheading | Self::Strong => (14.0, fonts::semibold()),
            Self::Body => (14.0, FontFamily::Proportional),
            Self::Label => (13.0, fonts::semibold()),
            Self::Hint => (12.5, FontFamily::Proportional),
            Self::StrongHint => (12.5, fonts::semibold()),
            Self::Code => (12.5, FontFamily::Monospace),
            Self::Button => (13.5, fonts::semibold()),
            Self::Mark => (11.0, fonts::semibold()),
        };
        FontId::new(size, family)
    }

    /// The height of a line.
    #[must_use]
    pub fn line_height(self) -> f32 {
        match self {
            Self::Heading => 32.0,
            Self::Cause => 22.0,
            Self::Subheading | Self::Strong | Self::Body => 20.0,
            Self::Label | Self::Hint | Self::StrongHint | Self::Code | Self::Button => 18.0,
            Self::Mark => 14.0,
        }
    }

    /// The style in `color`, for a part of a longer text.
    #[must_use]
    pub fn format(self, color: Color32) -> TextFormat {
        TextFormat {
            font_id: self.font(),
            line_height: Some(self.line_height()),
            extra_letter_spacing: if self == Self::Heading { -0.3 } else { 0.0 },
            color,
            ..TextFormat::default()
        }
    }

    /// `text` in this style, ready for a label.
    #[must_use]
    pub fn job(self, text: &str, color: Color32) -> LayoutJob {
        LayoutJob::single_section(text.to_owned(), self.format(color))
    }

    /// `text` in this style, laid out in lines of at most `width`; a word that is longer is broken.
    #[must_use]
    pub fn galley(self, ui: &Ui, text: &str, color: Color32, width: f32) -> Arc<Galley> {
        let mut job = self.job(text, color);
        job.wrap.max_width = width;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}
