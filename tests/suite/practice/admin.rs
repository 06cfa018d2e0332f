//! The pages of the pretend Talkdesk, read as bytes.

use talkdesk_setup::practice::Practice;

use super::wire::{Credentials, between, create, create_client, exchange, get, post_form, token};

const API: &str = "/admin/acme/admin/integrations/api";
const CLIENTS: &str = "/admin/acme/builder/oauth-clients";

#[test]
fn every_page_says_that_it_is_practice_and_loads_nothing_from_elsewhere() {
    let practice = Practice::start().unwrap();
    let Credentials { id, .. } = create_client(&practice, "acme", &[]);
    for path in [
        "/admin/acme",
        "/admin/acme/home",
        "/admin/acme/admin",
        "/admin/acme/admin/integrations",
        API,
        &format!("{API}/new"),
        &format!("{API}/{id}/created"),
        &format!("{API}/{id}/delete"),
        &format!("{API}/{id}/edit"),
        "/admin/acme/builder",
        CLIENTS,
        &format!("{CLIENTS}/new"),
        &format!("{CLIENTS}/{id}/created"),
        &format!("{CLIENTS}/{id}/delete"),
    ] {
        let page = get(&practice, "127.0.0.1", path);
        assert_eq!(page.status, 200, "{path}");
        assert!(
            page.body
                .contains("Practice: a pretend Talkdesk on this computer"),
            "{path}"
        );
        assert!(page.body.contains("<h1"), "{path}");
        assert!(!page.body.contains("//"), "{path}: an address elsewhere");
        assert!(
            page.header("content-security-policy")
                .starts_with("default-src 'none'; style-src 'self'; script-src 'self';")
        );
        assert_eq!(page.header("cache-control"), "no-store");
    }
}

#[test]
fn styles_and_script_are_served() {
    let practice = Practice::start().unwrap();
    let style = get(&practice, "127.0.0.1", "/assets/practice.css");
    let script = get(&practice, "127.0.0.1", "/assets/practice.js");

    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.body.contains("prefers-color-scheme: dark"));
    assert_eq!(
        script.header("content-type"),
        "text/javascript; charset=utf-8"
    );
    assert!(script.body.contains("clipboard"));
}

#[track_caller]
fn check_shown_once(list: &str, form: &str, gone: &str) {
    let practice = Practice::start().unwrap();
    let Credentials { id, secret } = create(&practice, list, form);
    let lower_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let base64url = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    assert!(id.len() == 32 && id.bytes().all(lower_hex), "{id}");
    assert!(
        secret.len() == 86 && secret.bytes().all(base64url),
        "{secret}"
    );

    let again = get(&practice, "127.0.0.1", &format!("{list}/{id}/created"));
    assert!(again.body.contains(gone), "{}", again.body);
    assert!(!again.body.contains(&secret));
    for list in [API, CLIENTS] {
        let page = get(&practice, "127.0.0.1", list).body;
        assert!(page.contains(&id));
        assert!(!page.contains(&secret));
    }
    token(&practice, "acme", &Credentials { id, secret });
}

#[test]
fn the_secret_is_shown_once_by_either_way() {
    let gone = "The client secret was shown once";
    check_shown_once(API, "name=Nexla+Integration", gone);
    check_shown_once(CLIENTS, "name=Nexla&grant=client_credentials", gone);
}

#[test]
fn two_clients_differ_in_id_and_secret() {
    let practice = Practice::start().unwrap();
    let first = create_client(&practice, "acme", &[]);
    let second = create_client(&practice, "acme", &[]);

    assert_ne!(first.id, second.id);
    assert_ne!(first.secret, second.secret);
}

#[test]
fn the_download_is_a_file_with_id_and_secret() {
    let practice = Practice::start().unwrap();
    let Credentials { id, secret } = create(&practice, API, "name=Nexla");

    let path = format!("{API}/{id}/download");
    let file = post_form(&practice, &path, &format!("secret={secret}"));

    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), "application/json");
    assert_eq!(
        file.header("content-disposition"),
        "attachment; filename=\"oauth-client.json\""
    );
    assert_eq!(file.body, format!(r#"{{"id":"{id}","secret":"{secret}"}}"#));
    let wrong = post_form(&practice, &path, "secret=guessed");
    assert_eq!((wrong.status, wrong.body.as_str()), (404, ""));
}

#[test]
fn markup_in_a_name_is_text() {
    let practice = Practice::start().unwrap();
    let name = "%3Cscript%3Ealert(1)%3C/script%3E%22%27%26";
    let escaped = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;'&amp;";
    let Credentials { id, .. } = create(&practice, API, &format!("name={name}"));
    let refused = post_form(
        &practice,
        &format!("{CLIENTS}/new"),
        &format!("name={name}"),
    );

    for page in [
        get(&practice, "127.0.0.1", API).body,
        get(&practice, "127.0.0.1", &format!("{API}/{id}/delete")).body,
        refused.body,
    ] {
        assert!(page.contains(escaped), "{page}");
        assert!(!page.contains("<script>"), "{page}");
    }
}

#[track_caller]
fn check_missing(list: &str, form: &str, texts: &[&str]) {
    let practice = Practice::start().unwrap();
    let page = post_form(&practice, &format!("{list}/new"), form);
    assert_eq!(page.status, 400);
    let summary = between(&page.body, "role=\"alert\"", "</div>");
    let lines: Vec<&str> = summary
        .split("</a>")
        .filter_map(|line| line.rsplit_once('>'))
        .map(|(_, text)| text)
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(lines, texts);
}

#[test]
fn a_form_that_lacks_something_says_what() {
    let name = "Enter a name";
    let grant = "Tick a grant type. Programs like Nexla need Client credentials";
    check_missing(API, "name=+", &[name]);
    check_missing(CLIENTS, "name=Nexla", &[grant]);
    check_missing(CLIENTS, "grant=nonsense", &[name, grant]);
}

#[test]
fn what_was_filled_in_stays_when_something_is_missing() {
    let practice = Practice::start().unwrap();
    let form = "name=Nexla&scope=users:read";
    let page = post_form(&practice, &format!("{CLIENTS}/new"), form).body;

    assert!(page.contains(r#"name="name" value="Nexla""#), "{page}");
    assert!(page.contains(r#"value="users:read" checked>"#), "{page}");
    assert_eq!(page.matches(" checked>").count(), 1);
}

#[test]
fn permissions_can_be_added_and_taken_away_later() {
    let practice = Practice::start().unwrap();
    for list in [API, CLIENTS] {
        let form = "name=Nexla&grant=client_credentials&scope=users:read";
        let client = create(&practice, list, form);
        let path = format!("{list}/{}/edit", client.id);
        let page = get(&practice, "127.0.0.1", &path).body;
        assert_eq!(between(&page, "<h1>", "</h1>"), "Edit Nexla");
        assert!(page.contains(r#"value="users:read" checked>"#), "{page}");
        assert_eq!(page.matches(" checked>").count(), 1);

        let changed = post_form(&practice, &path, "scope=contacts:read&scope=account:read");

        assert_eq!(changed.header("location"), format!("{list}?changed=1"));
        let page = get(&practice, "127.0.0.1", changed.header("location")).body;
        assert!(page.contains("Saved. Tokens issued from now on"), "{page}");
        let answer = exchange(&practice, "acme", &client, "grant_type=client_credentials");
        assert_eq!(
            between(&answer.body, r#""scope":""#, "\""),
            "openid account:read contacts:read"
        );
    }
    let nobody = format!("{API}/nobody/edit");
    assert_eq!(get(&practice, "127.0.0.1", &nobody).status, 404);
    assert_eq!(post_form(&practice, &nobody, "").status, 404);
}

#[test]
fn a_deleted_client_is_gone_from_the_list() {
    let practice = Practice::start().unwrap();
    let Credentials { id, .. } = create(&practice, API, "name=Old");
    let question = get(&practice, "127.0.0.1", &format!("{API}/{id}/delete"));
    assert_eq!(between(&question.body, "<h1>", "</h1>"), "Delete Old?");

    let deleted = post_form(&practice, &format!("{API}/{id}/delete"), "");

    assert_eq!(deleted.header("location"), format!("{API}?deleted=1"));
    let list = get(&practice, "127.0.0.1", deleted.header("location")).body;
    assert!(list.contains("Deleted."));
    assert!(!list.contains(&id));
    for page in ["created", "delete"] {
        let path = format!("{API}/{id}/{page}");
        assert_eq!(get(&practice, "127.0.0.1", &path).status, 404);
    }
}

#[test]
fn a_path_whose_account_is_no_name_is_refused() {
    let practice = Practice::start().unwrap();
    for account in ["a.b", "-a", "%3Cb%3E", &"a".repeat(64)] {
        let answer = get(&practice, "127.0.0.1", &format!("/admin/{account}"));
        assert_eq!(answer.status, 400, "{account}");
    }
}
