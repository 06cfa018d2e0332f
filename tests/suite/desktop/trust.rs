//! What is written elsewhere leads the real program nowhere.

use std::{thread, time::Duration};

use super::{
    elsewhere::{Elsewhere, TOKEN},
    talkdesk::Talkdesk,
    window::Desktop,
};
use crate::{server::silent, session::wait_until};

/// The list names another API host than the keychain: the command and every button of the window send nothing, say so, and
/// lead back to what the keychain holds.
#[test]
fn a_changed_list_leads_no_token_to_another_host() {
    let elsewhere = Elsewhere::start();
    let desktop = Desktop::start();
    elsewhere.save(&desktop);
    elsewhere.list(&desktop, &elsewhere.foreign);
    let differs = format!(
        "The list of accounts does not agree with GNOME Keyring about acme (localhost:{}): the list has the API host \
         https://localhost:{}, GNOME Keyring has the API host https://localhost:{}.",
        elsewhere.tokens.port(),
        elsewhere.foreign.port(),
        elsewhere.api.port()
    );

    let (code, said) = elsewhere.command(&desktop, &["verify", "acme"]);
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains(&differs), "{said}");
    let (code, said) = elsewhere.command(&desktop, &["list"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("kept in GNOME Keyring, which holds something else than this list"),
        "{said}"
    );

    let ca = elsewhere.ca();
    let window = desktop.open(&[], &[("SSL_CERT_FILE", &ca)]);
    for button in [
        "Verify acme",
        "Verify all",
        "Replace credentials for acme",
        "Leaked? acme",
    ] {
        window.press(button).wait_for_text(&differs);
        window.wait_for("heading", "Your Talkdesk accounts");
    }
    assert_eq!(
        elsewhere.foreign.accepted(),
        0,
        "nobody came to the foreign host"
    );
    assert_eq!(elsewhere.tokens.accepted(), 0, "no token was asked for");

    window
        .press("Take what GNOME Keyring holds for acme")
        .wait_for_text("acme, Other, Never verified");
    window.wait_for_text(&format!(
        "At localhost:{} (this computer) and localhost:{} (this computer)",
        elsewhere.tokens.port(),
        elsewhere.api.port()
    ));
    window
        .press("Verify acme")
        .wait_for_text("acme, Other, Accepted");
    let bearer = format!("authorization: Bearer {TOKEN}\r\n");
    let asked = elsewhere.api.requests();
    assert!(
        asked.iter().any(|asked| asked.contains(&bearer)),
        "{asked:?}"
    );
    assert_eq!(elsewhere.foreign.accepted(), 0);
    drop(window);
    let (code, said) = elsewhere.command(&desktop, &["list"]);
    assert!(
        code == Some(0) && !said.contains("something else"),
        "{said}"
    );
}

/// Signs in the password of a proxy end it for other readers. Here nothing of it is shown, nothing is sent, and the person
/// hears how to write it.
#[test]
fn a_proxy_shows_nothing_of_its_password() {
    let desktop = Desktop::start();
    let proxy = silent();
    let elsewhere = Elsewhere::start();
    Elsewhere::save_for_talkdesk(&desktop);
    for (password, how) in [
        ("Winter@ProxySecret2026", "@ as %40"),
        (
            "Winter/47:11#ProxySecret2026",
            "# as %23, / as %2F and : as %3A",
        ),
    ] {
        let address = format!("127.0.0.1:{}", proxy.port());
        let variable = format!("http://mary:{password}@{address}");
        let variables = [("HTTPS_PROXY", variable.as_str())];
        let problem = format!(
            "The login for the proxy http://{address} cannot be read as it stands in HTTPS_PROXY."
        );
        let shows_nothing = |text: &str| {
            for part in ["Winter", "47:11", "ProxySecret2026", "mary"] {
                assert!(!text.contains(part), "{part} in {text}");
            }
        };

        let (code, said) = elsewhere.command_with(&desktop, &["verify", "acme@us"], &variables);
        assert_eq!(code, Some(4), "{said}");
        assert!(said.contains(&problem), "{said}");
        shows_nothing(&said);

        let window = desktop.open(&[], &variables);
        window
            .press("Add account")
            .wait_for("heading", "Which Talkdesk account?");
        window.type_into("text field", "Account name or Talkdesk address", "zeta");
        window.key("Tab").wait_for_text(&problem);
        assert!(window.shows(how), "{how}");
        shows_nothing(&desktop.everything_read_aloud());
        window.press("Back").press("Verify acme");
        window.wait_for_text(&problem);
        shows_nothing(&desktop.everything_read_aloud());
    }
    assert_eq!(proxy.accepted(), 0, "the proxy was not asked");
}

/// What stands in Other's fields is asked about before the program turns to it, and what is shown says whose it is.
#[test]
fn a_host_outside_talkdesks_domains_hears_nothing_before_the_person_says_yes() {
    let host = "acme.talkdeskid.com.evil-login.example";
    let talkdesk = Talkdesk::start();
    let desktop = Desktop::start();
    let variables = talkdesk.variables();
    let variables = variables
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let window = desktop.open(&[], &variables);
    window
        .press("Set up an account")
        .wait_for("heading", "Which Talkdesk account?");
    window.type_into("text field", "Account name or Talkdesk address", "acme");
    window.wait_for("radio button", "Other").press();
    window.type_into("text field", "Token host", host);
    window
        .type_into("text field", "API host", "api.talkdeskapp.com")
        .key("Return");
    window.wait_for_text(&format!("{host} is not one of Talkdesk's hosts"));
    window.wait_for_text(&format!(
        "{host} looks like one, but belongs to whoever owns evil-login.example."
    ));
    window.wait_for_focus("button", "Change it");
    window
        .key("Return")
        .wait_for_focus("text field", "Token host");
    thread::sleep(Duration::from_secs(1));
    assert_eq!(talkdesk.asked_for(), [""; 0], "nobody was asked");

    window
        .press("Use this host")
        .wait_for("heading", "Create an OAuth client in Talkdesk");
    window.wait_for_text(&format!("Opens https://{host}"));
    wait_until("the host is asked", || {
        talkdesk.asked_for().contains(&format!("{host}:443"))
    });
}
