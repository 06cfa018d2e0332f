//! The one integration test binary; each module has one subject.

mod child;
mod http;
mod oidc;
mod practice;
mod server;
