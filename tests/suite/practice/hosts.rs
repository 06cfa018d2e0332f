//! Which hosts are answered, and whose forms are taken.

use talkdesk_setup::practice::Practice;

use super::wire::{between, create_client, exchange, get, send};

#[test]
fn names_of_this_computer_are_answered() {
    let practice = Practice::start().unwrap();
    for host in [
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost",
        "LocalHost:8080",
        "[::1]:80",
        "acme.localhost",
    ] {
        assert_eq!(get(&practice, host, "/admin/acme").status, 200, "{host}");
    }
}

#[test]
fn other_names_are_refused_whatever_they_resolve_to() {
    let practice = Practice::start().unwrap();
    for host in [
        "",
        "evil.example",
        "127.0.0.1.evil.example",
        "acme.localhost.evil.example",
        "evillocalhost",
        "a_b.localhost",
        ".localhost",
        "192.168.0.1",
        "evil.example\r\nHost: 127.0.0.1",
        "127.0.0.1\r\nHost: evil.example",
    ] {
        let answer = get(&practice, host, "/admin/acme");
        assert_eq!(answer.status, 421, "{host}");
        assert!(!answer.body.contains("Sign in"), "{host}");
    }
    let answer = send(&practice, "GET /admin/acme HTTP/1.0\r\n\r\n");
    assert_eq!(answer.status, 421);
}

#[test]
fn a_host_that_names_no_account_means_acme() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let basic = client.basic();
    let answer = send(
        &practice,
        &format!(
            "POST /oauth/token HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: {basic}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 29\r\n\
             Connection: close\r\n\r\ngrant_type=client_credentials"
        ),
    );
    assert_eq!(answer.status, 200);
}

#[test]
fn clients_belong_to_one_account() {
    let practice = Practice::start().unwrap();
    let client = create_client(&practice, "acme", &[]);
    let list = |account: &str| {
        let path = format!("/admin/{account}/builder/oauth-clients");
        get(&practice, "127.0.0.1", &path).body
    };

    assert!(list("acme").contains(&client.id));
    assert!(!list("globex").contains(&client.id));
    let answer = exchange(
        &practice,
        "globex",
        &client,
        "grant_type=client_credentials",
    );
    assert_eq!(answer.status, 401);
}

#[test]
fn the_first_page_is_that_of_the_hosts_account() {
    let practice = Practice::start().unwrap();
    let location = |host| get(&practice, host, "/").header("location").to_owned();

    assert_eq!(location("127.0.0.1"), "/admin/acme");
    assert_eq!(location("globex.localhost"), "/admin/globex");
    assert_eq!(get(&practice, "api.localhost", "/").status, 404);
}

#[test]
fn forms_of_other_pages_are_refused() {
    let practice = Practice::start().unwrap();
    for origin in [
        "",
        "Origin: null\r\n",
        "Origin: http://evil.example\r\n",
        "Origin: http://127.0.0.1:1\r\n",
        "Origin: https://127.0.0.1\r\n",
        "Origin: http://127.0.0.1\r\nOrigin: http://evil.example\r\n",
    ] {
        let answer = send(
            &practice,
            &format!(
                "POST /admin/acme/admin/integrations/api/new HTTP/1.1\r\nHost: 127.0.0.1\r\n\
                 {origin}Content-Type: application/x-www-form-urlencoded\r\n\
                 Content-Length: 6\r\nConnection: close\r\n\r\nname=x"
            ),
        );
        assert_eq!(answer.status, 403, "{origin}");
    }
    let list = get(&practice, "127.0.0.1", "/admin/acme/admin/integrations/api");
    assert_eq!(
        between(&list.body, r#"<div class="empty"><p>"#, "</p>"),
        "No OAuth app yet."
    );
}
