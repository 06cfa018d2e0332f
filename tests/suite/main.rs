mod display;
mod session;
mod vault;
