mod command;
mod display;
mod own_process;
mod services;
mod session_bus;
