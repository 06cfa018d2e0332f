//! The fields "Client ID" and "Client secret", and what is pasted or read into them.

use talkdesk_setup::{
    effects::chosen_file::read_file,
    program::{CredentialsForm, CredentialsMsg, Effect, Msg, Step, WizardMsg},
    secret::Secret,
    verification::VerifyRequest,
};

use super::{ID, SECRET, Typing};

/// Continue begins a verification with these, after saying `notes`.
fn check_taken(id: &str, secret: &str, expected: (&str, &str), notes: &[&str]) {
    let mut typing = Typing::credentials(id, secret);
    typing.send(Msg::Credentials(CredentialsMsg::Left));
    assert_eq!(typing.0.wizard.credentials.notes, notes);
    let request = verified(&mut typing);
    assert_eq!(request.client_id.as_str(), expected.0);
    assert_eq!(request.client_secret.expose(), expected.1);
}

fn verified(typing: &mut Typing) -> VerifyRequest {
    let effects = typing.send(Msg::Wizard(WizardMsg::Continue));
    assert_eq!(typing.0.wizard.step, Step::Verify);
    effects
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Verify { request, .. } => Some(request),
            _ => None,
        })
        .expect("a verification begins")
}

/// One field is refused with this sentence; both keep what was typed.
fn check_refused(id: &str, secret: &str, field: &str, sentence: &str) {
    let mut typing = Typing::credentials(id, secret);
    typing.refused();
    let form = &typing.0.wizard.credentials;
    assert_eq!(form.errors().list(), [(field, sentence)]);
    assert_eq!(
        (form.client_id.as_str(), form.client_secret.expose()),
        (id, secret)
    );
}

#[test]
fn row_73_line_ends_and_spaces_at_the_ends_are_taken_off_visibly() {
    let of_id = "Spaces or line ends around the client ID were taken off.";
    let of_secret = "Spaces or line ends around the client secret were taken off.";
    check_taken(
        &format!(" {ID}\r\n"),
        &format!("{SECRET}\n"),
        (ID, SECRET),
        &[of_id, of_secret],
    );
    check_taken(
        ID,
        &format!("\u{feff}\t{SECRET}\u{200b}"),
        (ID, SECRET),
        &[of_secret],
    );
    check_taken(ID, SECRET, (ID, SECRET), &[]);
}

#[test]
fn row_74_what_no_credential_has_inside_is_refused_and_named() {
    for (inside, name) in [
        ("\n", "a line end"),
        ("\0", "U+0000"),
        (" ", "a space"),
        ("é", "a letter or sign outside ASCII"),
        ("\u{2013}", "a typographic dash"),
    ] {
        let mut typing = Typing::credentials(ID, &format!("abcdef{inside}ghi"));
        typing.refused();
        let errors = typing.0.wizard.credentials.errors();
        let [(CredentialsForm::CLIENT_SECRET, sentence)] = errors.list()[..] else {
            panic!("{errors:?}")
        };
        assert!(
            sentence.contains(name) && sentence.contains("after the 6th character"),
            "{sentence}"
        );
        assert!(sentence.ends_with("Copy the secret once more, and only it."));
        assert!(!sentence.contains("abc") && !sentence.contains("ghi"));
    }
    check_refused(
        "23de 1fee",
        SECRET,
        CredentialsForm::CLIENT_ID,
        "There is a space in the client ID, after the 4th character. Copy the ID once more, and only it.",
    );
}

#[test]
fn row_76_more_than_1024_characters_are_refused_and_never_cut() {
    let longest = format!("{SECRET}{}", "a".repeat(1024 - SECRET.len()));
    check_taken(ID, &longest, (ID, &longest), &[]);
    check_refused(
        ID,
        &format!("{longest}a"),
        CredentialsForm::CLIENT_SECRET,
        "A client secret has at most 1024 characters. This text has 1025. Copy only the secret.",
    );
    check_refused(
        &"a".repeat(1025),
        SECRET,
        CredentialsForm::CLIENT_ID,
        "A client ID has 32 characters. This text has 1025. Copy only the ID.",
    );
}

/// Into the form by Paste.
fn paste(text: &str) -> Typing {
    let mut typing = Typing::credentials("", "");
    typing.send(Msg::Credentials(CredentialsMsg::Pasted(Secret::from(text))));
    typing
}

#[test]
fn row_77_a_web_page_a_header_and_a_file_are_read_as_what_they_are() {
    let mut typing = paste("<html><body>Sign in</body></html>");
    let notes = &typing.0.wizard.credentials.notes;
    assert!(
        notes
            .iter()
            .any(|note| note.starts_with("That is a web page.")),
        "{notes:?}"
    );
    assert!(typing.0.wizard.credentials.client_secret.is_empty());
    typing.refused();

    let pair = "MjNkZTFmZWVhMjRjNGMwZjhiNmZhOWQ2YjdhMDI1NDY6czNjcjN0LW9mLW1hbnktbGV0dGVycw==";
    let request = verified(&mut paste(&format!("Authorization: Basic {pair}")));
    assert_eq!(request.client_id.as_str(), ID);
    assert_eq!(request.client_secret.expose(), "s3cr3t-of-many-letters");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nexla-integration.json");
    std::fs::write(&file, format!(r#"[{{"id":"{ID}","secret":"{SECRET}"}}]"#)).unwrap();
    let mut typing = Typing::credentials("", "");
    let asked = typing.0.asked_for();
    typing.send(Msg::Credentials(CredentialsMsg::FileRead {
        asked,
        path: Some(file.clone()),
        result: read_file(&file).map_err(|error| error.sentence()),
    }));
    let form = &typing.0.wizard.credentials;
    assert_eq!(form.file.as_deref(), Some(file.as_path()));
    let request = verified(&mut typing);
    assert_eq!(request.client_id.as_str(), ID);
    assert_eq!(request.client_secret.expose(), SECRET);

    // A whole file in one of the fields goes to both.
    let request = verified(&mut Typing::credentials(
        "",
        &format!("{{\n  \"id\": \"{ID}\",\n  \"secret\": \"{SECRET}\"\n}}\n"),
    ));
    assert_eq!(request.client_secret.expose(), SECRET);
}

#[test]
fn row_78_swapped_or_equal_values_are_noticed() {
    let mut typing = Typing::credentials(SECRET, ID);
    let request = verified(&mut typing);
    assert_eq!(
        (request.client_id.as_str(), request.client_secret.expose()),
        (ID, SECRET)
    );
    check_refused(
        ID,
        ID,
        CredentialsForm::CLIENT_SECRET,
        "Client ID and client secret are the same text. Copy the secret from Talkdesk once more.",
    );
}
