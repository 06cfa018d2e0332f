//! Reading what a person types, pastes or downloads.

mod pasted;
mod properties;
mod saved;
