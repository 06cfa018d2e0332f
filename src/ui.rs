//! What the window shows: the theme, the widgets, the drawings, the pages made of them.

pub mod beside;
pub mod drawings;
pub mod first_size;
mod keys;
mod pages;
pub mod shortcuts;
pub mod theme;
pub mod widgets;
mod window;
pub mod words;

pub use window::show;
