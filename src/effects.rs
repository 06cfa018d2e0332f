//! Everything that touches the world.

pub mod http;
pub mod index_file;
pub mod memory_vault;
pub mod vault;
