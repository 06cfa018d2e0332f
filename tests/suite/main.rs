//! Everything that needs more than one module, or the real world: sockets, keychains, browsers, windows.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that fails by panicking is doing its work"
)]

mod before_you_start;
mod child;
mod clipboard_flows;
mod command;
mod commands;
mod desktop;
mod display;
mod drawings;
mod flows;
mod flows_of_stages;
mod formatting;
mod house;
mod http;
mod icon;
mod index_file;
mod lasting;
mod look;
mod many_accounts;
mod oidc;
mod own_process;
mod pages;
mod practice;
#[expect(
    unreachable_pub,
    reason = "the fuzz targets use this file as a library"
)]
#[path = "../properties.rs"]
mod properties;
mod reading;
mod remove_all;
mod report;
mod server;
mod services;
mod session;
mod session_bus;
mod settings_file;
mod simulation;
mod stopped_drive;
mod told;
mod typed;
mod vault;
mod waiting;
mod widgets;
