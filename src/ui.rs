//! What a person sees: the theme, the widgets and the pages.

pub mod theme;
pub mod widgets;
