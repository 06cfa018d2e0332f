//! The menu of every page, Help and About.

use egui_kittest::kittest::NodeT as _;
use talkdesk_setup::program::OnThisComputer;

use super::*;

const ENTRIES: [&str; 4] = ["Settings", "Moving on", "Help", "About"];

#[test]
fn every_page_has_the_menu_and_comes_back_from_it_as_it_was() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    for entry in ENTRIES {
        window.open_page(entry).heading(entry);
        window.press("Back").heading("Connect Talkdesk");
    }
    window
        .walk_to_credentials()
        .type_into(Role::TextInput, "Client ID", ID);
    for entry in ENTRIES {
        window.open_page(entry).heading(entry);
        window
            .press("Back")
            .heading("Enter the client's credentials");
    }
    assert_eq!(
        window
            .harness
            .state()
            .program()
            .wizard
            .credentials
            .client_id,
        ID
    );
}

#[test]
fn the_menu_works_by_keys_and_escape_closes_it_alone() {
    let mut window = Window::new(Theme::Light, [920.0, 680.0], none());
    window.walk_to_account();
    let menu = window.harness.get_by_role_and_label(Role::Button, "Menu");
    menu.focus();
    window.harness.run_ok();
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    window.harness.get_by_role_and_label(Role::MenuItem, "Help");
    window.harness.key_press(egui::Key::Escape);
    window.harness.run_ok();
    window.heading("Which Talkdesk account?");
    let open = window
        .harness
        .query_by_role_and_label(Role::MenuItem, "Help");
    assert!(open.is_none());

    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    for _ in 0..3 {
        window.harness.key_press(egui::Key::ArrowDown);
        window.harness.run_ok();
    }
    window.harness.key_press(egui::Key::Enter);
    window.harness.run_ok();
    let headings = window.harness.query_all_by_role(Role::Heading);
    let names: Vec<_> = headings
        .filter_map(|heading| heading.accesskit_node().label())
        .collect();
    assert!(
        names.iter().any(|name| ENTRIES.contains(&name.as_str())),
        "{names:?}"
    );
}

#[test]
fn the_menu_is_open() {
    picture("menu", "Connect Talkdesk", &none(), |window| {
        window.press("Menu");
        for entry in ENTRIES {
            window.harness.get_by_role_and_label(Role::MenuItem, entry);
        }
    });
}

#[test]
fn help() {
    picture("help", "Help", &two_accounts(), |window| {
        window.open_page("Help");
        window
            .harness
            .get_by_role_and_label(Role::Heading, "When you are stuck");
        window.harness.get_by_label("Add account: Ctrl+N");
    });
}

#[test]
fn about_says_the_version_the_licenses_and_where_things_are_kept() {
    picture("about", "About", &two_accounts(), |window| {
        window.open_page("About");
        window.answer(Msg::MovingOn(MovingOnMsg::KeptListed {
            store: Store::System,
            kept: OnThisComputer {
                items: Ok(Vec::new()),
                folders: vec!["/home/ada/.config/talkdesk-setup".to_owned()],
            },
        }));
        for text in [
            concat!("Talkdesk setup, version ", env!("CARGO_PKG_VERSION")),
            "Client IDs and secrets: GNOME Keyring, one item an account",
            "Files without secrets: /home/ada/.config/talkdesk-setup",
            "This program: MIT or Apache-2.0, at your choice",
        ] {
            window.harness.get_by_label(text);
        }
    });
}
