//! What holds for every input of the readers. The suite tries it on generated inputs, the fuzz targets on mutated ones.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a property that does not hold panics"
)]

use talkdesk_setup::{
    account_api::read_account_answer,
    credentials::{
        ClientId, VisibleField, check_client_secret, is_for_the_reader, look_swapped, read_pasted,
        text_of, unwrap_text,
    },
    foreign_text::Redaction,
    secret::Secret,
    talkdesk::{Account, AccountName, Host, read_address},
    token::{Answer, read_token_answer},
    verification::HeaderScheme,
};

/// What was sent to the server that answers, and must not come back in any text.
pub const SENT: &str = "gA7-x9_Tq2LmV4nR8sWc1YzE6uKd3HfB5jPo0iQaXt";

/// Pieces of [`SENT`] of this length are looked for.
const PIECE: usize = 8;

/// Pasted text: what is taken is fit for its field, and what is not taken does no harm.
pub fn pasted_text(text: &str) {
    let pasted = read_pasted(text);
    if let Some(id) = &pasted.client_id {
        assert_eq!(ClientId::parse(id).expect("a client ID").as_str(), id);
    }
    if let Some(secret) = &pasted.client_secret {
        assert_eq!(
            check_client_secret(secret.expose()),
            Ok((secret.clone(), false))
        );
    }
    assert!(!pasted.summary().is_empty());
    for client in &pasted.clients {
        assert!(pasted.client_id.is_none() && pasted.client_secret.is_none());
        assert!(ClientId::parse(&client.client_id).is_ok());
        assert!(check_client_secret(client.client_secret.expose()).is_ok());
    }
    if pasted.client_secret.is_some() {
        for field in [
            VisibleField::ClientId,
            VisibleField::Account,
            VisibleField::Other,
        ] {
            assert!(
                is_for_the_reader(text, Some(field)),
                "a secret goes into {field:?}"
            );
        }
    }
    if let Ok(id) = ClientId::parse(text) {
        assert_eq!(ClientId::parse(id.as_str()), Ok(id));
    }
    if let Ok((secret, taken_off)) = check_client_secret(text) {
        assert_eq!(taken_off, secret.expose() != text);
        let noticed = look_swapped(text, &secret);
        assert_eq!(look_swapped(text, &secret), noticed);
        assert_eq!(check_client_secret(secret.expose()), Ok((secret, false)));
    }
}

/// Unwrapping: what comes out is clean and not endless, and a client's plain lines stay what they are.
pub fn unwrapping(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let plain = unwrap_text(&text);
    assert!(
        plain.expose().len() <= 64 * text.len() + 200_000,
        "{} bytes",
        plain.expose().len()
    );
    let is_odd = |c: char| c == '\r' || (c.is_control() && !c.is_whitespace());
    assert!(!plain.expose().contains(is_odd), "{:?}", plain.expose());
    if let Ok(decoded) = text_of(bytes) {
        pasted_text(decoded.expose());
    }
}

/// An address: an account that is found is a name, and its token address gives the same account again.
pub fn address(text: &str) {
    if let Ok(host) = Host::parse(text) {
        assert_eq!(Host::parse(&host.origin()), Ok(host));
    }
    let address = match read_address(text) {
        Ok(address) => address,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            if let Some(meant) = error.meant() {
                // What a button offers is taken as it stands.
                assert!(read_address(meant).is_ok(), "{meant}");
            }
            return;
        }
    };
    let name = address.account.clone();
    assert_eq!(AccountName::parse(name.as_str()), Ok(name.clone()));
    let Some(region) = address.region else { return };
    let account = Account {
        name: name.clone(),
        region: region.clone(),
    };
    let again = read_address(&account.endpoints().token_address()).unwrap();
    assert_eq!((again.account, again.region), (name, Some(region)));
}

/// A token answer: a token is one that a header can carry, and nothing shown holds what was sent.
pub fn token_answer(answer: &Answer) {
    let sent = Redaction::new([Secret::from(SENT)]);
    match read_token_answer(answer, &sent) {
        Ok(token) => {
            assert!((200..=299).contains(&answer.status));
            assert!(!token.access_token.is_empty());
            assert!(
                token
                    .access_token
                    .expose()
                    .bytes()
                    .all(|byte| byte.is_ascii_graphic())
            );
            shows_nothing(&format!("{token:?}"));
        }
        Err(refusal) => shows_nothing(&format!("{refusal:?}")),
    }
}

/// An error answer, of the token endpoint and of the API: no text that was sent, no control characters, no endless text.
pub fn error_answer(answer: &Answer) {
    let sent = Redaction::new([Secret::from(SENT)]);
    token_answer(answer);
    for scheme in [HeaderScheme::Bearer, HeaderScheme::Basic] {
        let outcome = format!("{:?}", read_account_answer(answer, scheme, &sent));
        shows_nothing(&outcome);
        assert!(outcome.len() < 4_000, "{} bytes", outcome.len());
    }
    let text = String::from_utf8_lossy(&answer.body);
    if let Some(shown) = sent.show(&text, 200) {
        assert!(
            shown.trim_end_matches('…').chars().count() <= 200,
            "{shown}"
        );
        assert!(!shown.chars().any(char::is_control), "{shown:?}");
        shows_nothing(&shown);
    }
}

/// An answer from bytes: the first two choose status and content type, the rest is the body.
#[must_use]
pub fn answer(bytes: &[u8]) -> Answer {
    const STATUSES: [u16; 12] = [200, 201, 302, 400, 401, 403, 404, 410, 429, 500, 503, 511];
    let choice = |place: usize| bytes.get(place).copied().map_or(0, usize::from);
    let kinds = [
        None,
        Some("application/json"),
        Some("text/html; charset=utf-8"),
    ];
    let headers = String::from_utf8_lossy(bytes.get(2..bytes.len().min(40)).unwrap_or_default());
    Answer {
        status: STATUSES[choice(0) % STATUSES.len()],
        content_type: kinds[choice(1) % kinds.len()].map(str::to_owned),
        content_encoding: [None, Some("gzip"), Some("deflate"), Some("br")]
            [choice(1) / kinds.len() % 4]
            .map(str::to_owned),
        www_authenticate: Some(headers.clone().into_owned()),
        from_filter: false,
        retry_after: Some(headers.clone().into_owned()),
        location: Some(headers.into_owned()),
        body: bytes.get(2..).unwrap_or_default().to_vec().into(),
    }
}

fn shows_nothing(shown: &str) {
    for piece in SENT.as_bytes().windows(PIECE) {
        let piece = str::from_utf8(piece).expect("ASCII");
        assert!(!shown.contains(piece), "{piece} stands in {shown}");
    }
}
