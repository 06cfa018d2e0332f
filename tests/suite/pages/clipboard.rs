//! What the pages say of the clipboard, of the downloaded file and of the next rotation.

use std::path::PathBuf;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::{
    program::{
        ClipboardMsg, CredentialsMsg, Effect, HandoverMsg, HandoverValue, Msg, PasteInto, SaveMsg,
        Store, VerifyMsg,
    },
    secret::Secret,
};

use super::{SECRET, Window, none, picture};

fn paste_into_secret(window: &mut Window) {
    window.walk_to_credentials();
    window
        .harness
        .get_by_role_and_label(Role::PasswordInput, "Client secret")
        .focus();
    window.harness.run_ok();
    window
        .harness
        .event(egui::Event::Paste(format!("{SECRET}\n")));
    window.harness.run_ok();
}

fn copy_client_id(window: &mut Window) {
    window.walk_to_use_it();
    window.asked();
    window.press("Copy client ID");
    let asked = window.asked();
    let [
        Effect::CopyValue {
            copy,
            account,
            client_id,
            ..
        },
    ] = &asked[..]
    else {
        panic!("asked for {asked:?}")
    };
    window.answer(Msg::Handover(HandoverMsg::Copied {
        copy: *copy,
        value: HandoverValue::ClientId,
        account: account.clone(),
        client_id: client_id.clone(),
        result: Ok(()),
    }));
}

#[test]
fn a_pasted_secret_is_offered_to_be_cleared_from_the_clipboard() {
    picture(
        "credentials-pasted",
        "Enter the client's credentials",
        &none(),
        |window| {
            paste_into_secret(window);
            window.asked();
            window
                .harness
                .get_by_label("The secret is still on the clipboard.");
        },
    );
    let mut window = Window::new(egui::Theme::Light, [920.0, 680.0], none());
    paste_into_secret(&mut window);
    window.asked();
    window.press("Clear the clipboard");
    assert_eq!(window.asked(), [Effect::ClearPasted]);
    window.answer(Msg::Clipboard(ClipboardMsg::PastedCleared(Ok(()))));
    window
        .harness
        .get_by_label("The secret is no longer on the clipboard.");
    assert!(
        window
            .harness
            .query_by_label("Clear the clipboard")
            .is_none()
    );
}

#[test]
fn a_typed_secret_is_on_no_clipboard() {
    let mut window = Window::new(egui::Theme::Light, [920.0, 680.0], none());
    window
        .walk_to_credentials()
        .type_into(Role::PasswordInput, "Client secret", SECRET);
    assert!(
        window
            .harness
            .query_by_label("Clear the clipboard")
            .is_none()
    );
}

#[test]
fn copied_values_say_when_they_are_cleared() {
    picture("use-it-copied", "Ready to use", &none(), |window| {
        copy_client_id(window);
        window
            .harness
            .get_by_label("Copied. The clipboard is cleared in 30 seconds.");
        // Only to be heard.
        window.harness.get_by_label("Client ID copied");
    });
    let mut window = Window::new(egui::Theme::Light, [920.0, 680.0], none());
    copy_client_id(&mut window);
    window.asked();
    window.bring_into_view("Clear now").press("Clear now");
    assert_eq!(window.asked(), [Effect::ClearCopied]);
    let sentence = "This system did not let the clipboard be cleared. Copy something else over it.";
    window.answer(Msg::Clipboard(ClipboardMsg::CopiedCleared(Err(
        sentence.to_owned()
    ))));
    window.harness.get_by_label_contains(sentence);
}

#[test]
fn the_downloaded_file_is_pointed_out() {
    let path = PathBuf::from("/home/pat/Downloads/Nexla Integration.json");
    let with_file = |window: &mut Window| {
        window.walk_to_credentials();
        let asked = window.harness.state().program().asked_for();
        window.answer(Msg::Credentials(CredentialsMsg::FileRead {
            asked,
            path: Some(path.clone()),
            result: Ok(Secret::from(format!(
                r#"{{"client_id": "{}", "client_secret": "{SECRET}"}}"#,
                super::ID
            ))),
        }));
        let attempt = window.press("Continue").attempt();
        window.answer(Msg::Verify(VerifyMsg::Verified {
            attempt,
            result: Ok(super::proof()),
        }));
        let attempt = window.press("Save").attempt();
        window.answer(Msg::Save(SaveMsg::Saved {
            store: Store::System,
            attempt,
            result: Ok(Box::new(super::saved_entry())),
        }));
        // The file is pointed out below the values.
        let banner = window.harness.get_by_label("Move to trash");
        banner.scroll_to_me();
        window.harness.run_ok();
    };
    picture("use-it-file", "Ready to use", &none(), with_file);

    let mut window = Window::new(egui::Theme::Light, [920.0, 1200.0], none());
    with_file(&mut window);
    window.asked();
    window.press("Show in folder");
    assert_eq!(window.asked(), [Effect::ShowInFolder(path.clone())]);
    window.press("Move to trash").press("Move to trash");
    assert_eq!(window.asked(), [Effect::MoveToTrash(path.clone())]);
    let sentence = "The file could not be moved to the trash. Delete it yourself, by its path.";
    window.answer(Msg::Handover(HandoverMsg::MovedToTrash {
        path: path.clone(),
        result: Err(sentence.to_owned()),
    }));
    window.harness.get_by_label_contains(sentence);
    window.press("Move to trash");
    window.answer(Msg::Handover(HandoverMsg::MovedToTrash {
        path: path.clone(),
        result: Ok(()),
    }));
    window
        .harness
        .get_by_label_contains("The file is in the trash");
    assert!(window.harness.query_by_label("Move to trash").is_none());
}

#[test]
fn the_next_rotation_can_be_saved_to_a_calendar() {
    let mut window = Window::new(egui::Theme::Light, [920.0, 1200.0], none());
    window.walk_to_use_it();
    window.asked();
    window
        .harness
        .get_by_label_contains("On February 21, 2027. Nothing stops then.");
    window.press("Save calendar file");
    let asked = window.asked();
    let [Effect::SaveReminder { asked, reminder }] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(
        reminder.file_name,
        "Replace Talkdesk credentials of acme.ics"
    );
    let path = PathBuf::from("/home/pat/Downloads").join(&reminder.file_name);
    window.answer(Msg::Handover(HandoverMsg::ReminderSaved {
        asked: *asked,
        result: Ok(path.clone()),
    }));
    window.press("Show calendar file");
    assert_eq!(window.asked(), [Effect::ShowInFolder(path)]);
}

#[test]
fn the_right_button_pastes_into_either_field() {
    for (role, name) in [
        (Role::TextInput, "Client ID"),
        (Role::PasswordInput, "Client secret"),
    ] {
        let mut window = Window::new(egui::Theme::Light, [920.0, 680.0], none());
        window.walk_to_credentials();
        window.asked();
        window
            .harness
            .get_by_role_and_label(role, name)
            .click_secondary();
        window.harness.run_ok();
        // The first Paste is the page's button, the second the menu's.
        let menu = window.harness.get_all_by_label("Paste").last();
        menu.expect("a menu").click();
        window.harness.run_ok();
        let into = PasteInto::Focus;
        let asked = window.harness.state().program().asked_for();
        assert_eq!(
            window.asked(),
            [Effect::ReadClipboard { into, asked }],
            "{name}"
        );
        assert!(
            window
                .harness
                .get_by_role_and_label(role, name)
                .is_focused(),
            "{name}"
        );
    }
}

#[test]
fn more_than_the_field_takes_is_refused_with_a_sentence() {
    let mut window = Window::new(egui::Theme::Light, [920.0, 680.0], none());
    window.walk_to_credentials();
    window
        .harness
        .get_by_role_and_label(Role::PasswordInput, "Client secret")
        .focus();
    window.harness.run_ok();
    window.harness.event(egui::Event::Paste("x".repeat(5000)));
    window.harness.run_ok();
    window
        .harness
        .get_by_label("That is longer than any client secret, so it was not taken.");
    assert!(
        window
            .harness
            .query_by_label("Clear the clipboard")
            .is_none()
    );
}

#[test]
fn putting_right_leaves_no_secret_in_the_undo_of_the_other_field() {
    let mut window = Window::new(egui::Theme::Light, [920.0, 900.0], none());
    window
        .walk_to_credentials()
        .type_into(Role::TextInput, "Client ID", SECRET)
        .type_into(Role::PasswordInput, "Client secret", super::ID)
        .press("Paste");
    window
        .harness
        .get_by_label_contains("stood in each other's field");
    window.harness.get_by_role_and_label(Role::Button, "Undo");
    let field = |window: &Window| {
        let credentials = &window.harness.state().program().wizard.credentials;
        credentials.client_id.clone()
    };
    assert_eq!(field(&window), super::ID);
    window
        .harness
        .get_by_role_and_label(Role::TextInput, "Client ID")
        .focus();
    window.harness.run_ok();
    for _ in 0..5 {
        window
            .harness
            .key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.harness.run_ok();
        assert!(!field(&window).contains(&SECRET[..8]));
    }
}
