//! The one integration test binary; each module has one subject.

mod child;
mod server;
