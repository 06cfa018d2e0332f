//! The real program in a real window, driven over the accessibility bus and by keyboard as a person would.

mod accessibility;
mod before_you_start;
mod beside;
mod displays;
mod dragging;
mod elsewhere;
mod first_setup;
mod first_visits;
mod foreign_text;
mod hardening;
mod helper;
mod icon;
mod keyboard;
mod leaks;
mod odd_files;
mod portal;
mod practice;
mod real_portal;
mod rotation;
mod screen_reader;
mod screens;
mod second_start;
mod talkdesk;
mod trust;
mod window;
mod window_manager;
