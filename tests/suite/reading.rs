//! Reading what a person types, pastes or downloads.

mod addresses;
mod answers;
mod cases;
mod pasted;
mod properties;
mod saved;
