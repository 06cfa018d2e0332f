//! What a page explains on the first visits, which are counted in the settings file.

use std::fs;

use super::{
    elsewhere::{store, write},
    talkdesk::{ID, SECRET},
    window::Desktop,
};
use crate::session::wait_until;

#[test]
fn what_one_can_do_is_explained_three_times_and_a_damaged_settings_file_stays_as_it_is() {
    let desktop = Desktop::start();
    let members = format!(
        r#""account":"acme","region":"us","token_host":"https://acme.talkdeskid.com","api_host":"https://api.talkdeskapp.com","client_id":"{ID}","created_at":"2026-11-03T09:30:00Z""#
    );
    let envelope = format!(r#"{{"version":1,{members},"client_secret":"{SECRET}"}}"#);
    store(&desktop, &envelope, "acme@us");
    let index = format!(r#"{{"version":1,"accounts":[{{{members},"keychain":"GNOME Keyring"}}]}}"#);
    write(&desktop, "accounts.json", &index);
    let settings = desktop.home().join(".config/talkdesk-setup/settings.json");
    for visit in 1..=5 {
        let window = desktop.open(&[], &[]);
        window.wait_for("button", "Use acme");
        assert_eq!(window.shows("What you can do"), visit <= 3, "visit {visit}");
        let counted = format!(r#""visits": {}"#, visit.min(4));
        wait_until("the visit is kept", || {
            fs::read_to_string(&settings).is_ok_and(|text| text.contains(&counted))
        });
    }
    let kept = fs::read_to_string(&settings).unwrap();
    assert!(
        !kept.contains("acme") && !kept.contains(&SECRET[..12]),
        "{kept}"
    );

    write(&desktop, "settings.json", "damaged");
    let window = desktop.open(&[], &[]);
    window.wait_for("button", "Use acme");
    window.wait_for_text("The settings are damaged.");
    window.close();
    assert_eq!(fs::read_to_string(&settings).unwrap(), "damaged");
}
