mod child;
mod display;
mod server;
mod session;
mod vault;
