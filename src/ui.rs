//! What the window shows: the theme, the widgets, the pages made of them.

mod pages;
pub mod shortcuts;
pub mod theme;
pub mod widgets;
mod window;
pub mod words;

pub use window::show;
