//! What a pasted text leaves to choose, and what was probably meant.

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use talkdesk_setup::{
    program::{CredentialsMsg, Msg},
    secret::Secret,
};

use super::{ID, SECRET, Window, none, picture};

const CREDENTIALS: &str = "Enter the client's credentials";
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
