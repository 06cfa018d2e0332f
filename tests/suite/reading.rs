//! Reading what a person types, pastes or downloads.

mod cases;
mod pasted;
mod properties;
mod saved;
