//! The real program in a real window, driven over the accessibility bus and by keyboard as a person would.

mod accessibility;
mod before_you_start;
mod first_setup;
mod hardening;
mod helper;
mod icon;
mod keyboard;
mod leaks;
mod portal;
mod practice;
mod rotation;
mod screen_reader;
mod second_start;
mod talkdesk;
mod window;
mod window_manager;
