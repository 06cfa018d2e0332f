//! What a pasted text leaves to choose, and what was probably meant.

use egui::{Theme, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::{
    program::{CredentialsMsg, Msg},
    secret::Secret,
};

use super::{ID, SECRET, Window, none, picture};
use crate::look::check_contrast;

const CREDENTIALS: &str = "Enter the client's credentials";
const SIZE: [f32; 2] = [1000.0, 700.0];
const OTHER_ID: &str = "9f86d081884c7d659a2feaa0c55ad015";

fn pasted(window: &mut Window, text: &str) {
    window
        .walk_to_credentials()
        .answer(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(text))));
}

#[test]
fn one_of_two_clients_is_chosen() {
    picture("credentials-two-clients", CREDENTIALS, &none(), |window| {
        let other = SECRET.replace('a', "b");
        let text = format!(
            "name,client_id,client_secret\nstaging,{OTHER_ID},{other}\nproduction,{ID},{SECRET}\n"
        );
        pasted(window, &text);
        for label in [
            "Use 9f86d081…d015 (staging)",
            "Use 23de1fee…2546 (production)",
        ] {
            window.harness.get_by_role_and_label(Role::Button, label);
        }
    });
}

#[test]
fn a_pasted_path_offers_the_file() {
    picture("credentials-path", CREDENTIALS, &none(), |window| {
        pasted(window, "/home/pat/Downloads/Nexla Integration.json");
        window
            .harness
            .get_by_role_and_label(Role::Button, "Read the file");
    });
}

#[test]
fn a_path_offers_the_file_on_account_and_in_the_secrets_field_too() {
    const PATH: &str = "/home/pat/Downloads/Nexla Integration.json";
    let mut on_account = Window::new(Theme::Light, SIZE, none());
    on_account.walk_to_account();
    on_account.answer(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(PATH))));
    on_account
        .harness
        .get_by_role_and_label(Role::Button, "Read the file");
    let mut in_the_field = Window::new(Theme::Light, SIZE, none());
    in_the_field
        .walk_to_credentials()
        .type_into(Role::PasswordInput, "Client secret", PATH);
    in_the_field
        .harness
        .get_by_role_and_label(Role::Button, "Read the file");
}

#[test]
fn a_paste_into_nothing_is_answered_on_credentials() {
    let mut window = Window::new(Theme::Light, SIZE, none());
    window.walk_to_credentials();
    window
        .harness
        .event(egui::Event::Paste("hello world".to_owned()));
    window.harness.run_ok();
    window
        .harness
        .get_by_label_contains("Nothing in this text looks like credentials");
}

#[test]
fn what_was_not_taken_is_named() {
    picture("credentials-not-taken", CREDENTIALS, &none(), |window| {
        pasted(
            window,
            "client_id: 23de1feea24c4c0f8b6fa9d6b7a0\nclient_secret: ${{ secrets.TALKDESK }}\n",
        );
    });
}

#[test]
fn a_near_miss_is_offered() {
    picture(
        "account-near-miss",
        "Which Talkdesk account?",
        &none(),
        |window| {
            window
                .walk_to_account()
                .type_into(
                    Role::TextInput,
                    "Account name or Talkdesk address",
                    "acme.talkdeskid.co",
                )
                .press("Continue");
        },
    );
}

#[test]
fn files_that_hover_show_whether_they_are_taken() {
    let mut results = egui_kittest::SnapshotResults::new();
    for (theme, suffix) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        for (page, credentials) in [("credentials", true), ("welcome", false)] {
            let mut window = Window::new(theme, [920.0, 680.0], none());
            if credentials {
                window.walk_to_credentials();
            }
            let file = egui::HoveredFile {
                path: Some("/home/pat/nexla.json".into()),
                ..Default::default()
            };
            window.harness.input_mut().hovered_files = vec![file];
            window.harness.run_ok();
            results.add(
                window
                    .harness
                    .try_snapshot(format!("files-hover-{page}-{suffix}")),
            );
            check_contrast("files-hover", theme, window.harness.output());
        }
    }
}
