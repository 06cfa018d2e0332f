//! Servers for tests: real sockets, literal bytes, a thread for each connection. All of them stop when dropped.

mod connect_proxy;
mod http;
mod listener;
mod misbehaving;
mod private_ca;
mod socks_proxy;

pub(crate) use connect_proxy::ConnectProxy;
pub(crate) use http::{HttpServer, json, page};
pub(crate) use listener::read_head;
pub(crate) use misbehaving::{
    accepts_and, closed_port, drips, full_backlog, never_ends, resets, silent, unreachable_backlog,
};
pub(crate) use private_ca::{Leaf, PrivateCa};
pub(crate) use socks_proxy::SocksProxy;
