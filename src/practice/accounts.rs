//! The pretend accounts: their OAuth clients, and the tokens issued for these.

use std::{
    collections::{BTreeMap, HashMap},
    fmt, io,
};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::secret::Secret;

/// How long a token lives, in seconds, as Talkdesk's answers say.
pub(super) const TOKEN_LIFETIME: u64 = 599;

/// The grant that a client needs for an exchange without a person.
pub(super) const CLIENT_CREDENTIALS: &str = "client_credentials";

/// The grants that can be ticked: the protocol's word and Talkdesk's.
pub(super) const GRANTS: [(&str, &str); 3] = [
    ("authorization_code", "Authorization code"),
    (CLIENT_CREDENTIALS, "Client credentials"),
    ("refresh_token", "Refresh token"),
];

/// The scopes that can be granted, and what each is for.
pub(super) const SCOPES: [(&str, &str); 12] = [
    ("account:read", "Read the account's name and settings"),
    ("users:read", "Read users"),
    ("data-reports:read", "Download reports"),
    ("data-reports:write", "Start reports"),
    ("recordings:read", "Read recordings"),
    ("contacts:read", "Read contacts"),
    ("ring-groups:read", "Read ring groups"),
    ("attributes:read", "Read attributes"),
    ("live-queries:read", "Read live queries"),
    ("cases-public:read", "Read cases"),
    ("record-lists:manage", "Manage record lists"),
    ("events:read", "Read events"),
];

/// An account's name: what may stand as a label of a host, in lower case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Account(String);

impl Account {
    /// The account of a host that names none.
    pub(super) fn acme() -> Self {
        Self("acme".to_owned())
    }

    /// Reads a name, in whatever case.
    pub(super) fn parse(name: &str) -> Option<Self> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let fits = (1..=63).contains(&name.len()) && name.bytes().all(plain);
        let framed = !name.starts_with('-') && !name.ends_with('-');
        (fits && framed).then(|| Self(name.to_ascii_lowercase()))
    }

    /// What the API calls the account: 24 hexadecimal digits, always the same for the same name.
    pub(super) fn id(&self) -> String {
        hex(&fingerprint(&self.0)[..12])
    }
}

impl TryFrom<String> for Account {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name).ok_or("not an account's name")
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an administrator fills in to make a client.
#[derive(Clone, Debug, Default)]
pub(super) struct ClientForm {
    /// A name for people.
    pub(super) name: String,
    /// Of [`GRANTS`].
    pub(super) grants: Vec<&'static str>,
    /// Of [`SCOPES`].
    pub(super) scopes: Vec<&'static str>,
}

/// An OAuth client. Of its secret only the fingerprint stays.
#[derive(Debug)]
pub(super) struct Client {
    /// 32 lower-case hexadecimal digits.
    pub(super) id: String,
    /// What the administrator filled in.
    pub(super) form: ClientForm,
    fingerprint: Fingerprint,
    unseen: Option<Secret>,
}

impl Client {
    /// Whether `secret` is this client's.
    pub(super) fn has_secret(&self, secret: &str) -> bool {
        self.fingerprint == fingerprint(secret)
    }

    /// The secret, the first time that it is asked for.
    pub(super) fn show_secret(&mut self) -> Option<Secret> {
        self.unseen.take()
    }
}

/// What is known of a token that was issued.
#[derive(Clone, Debug)]
pub(super) struct Issued {
    /// The account whose data it opens.
    pub(super) account: Account,
    /// What it may do.
    pub(super) scopes: Vec<&'static str>,
    /// The Unix time, in seconds, from which on it is refused.
    pub(super) expires: u64,
}

/// All accounts.
#[derive(Debug, Default)]
pub(super) struct Accounts {
    clients: BTreeMap<Account, Vec<Client>>,
    tokens: HashMap<Fingerprint, Issued>,
}

impl Accounts {
    /// The clients of `account`, oldest first.
    pub(super) fn clients(&self, account: &Account) -> &[Client] {
        self.clients.get(account).map_or(&[], Vec::as_slice)
    }

    /// The client `id` of `account`.
    pub(super) fn client(&self, account: &Account, id: &str) -> Option<&Client> {
        self.clients(account).iter().find(|client| client.id == id)
    }

    /// The client `id` of `account`, to be changed.
    pub(super) fn client_mut(&mut self, account: &Account, id: &str) -> Option<&mut Client> {
        let clients = self.clients.get_mut(account)?;
        clients.iter_mut().find(|client| client.id == id)
    }

    /// Makes a client and answers its ID.
    ///
    /// # Errors
    /// When the system gives no random bytes.
    pub(super) fn create(&mut self, account: &Account, form: ClientForm) -> io::Result<String> {
        let id = hex(&random::<16>()?);
        let secret = Secret::from(URL_SAFE_NO_PAD.encode(random::<64>()?));
        self.clients
            .entry(account.clone())
            .or_default()
            .push(Client {
                id: id.clone(),
                form,
                fingerprint: fingerprint(secret.expose()),
                unseen: Some(secret),
            });
        Ok(id)
    }

    /// Gives a client other scopes. Tokens that it has already keep theirs.
    pub(super) fn grant(&mut self, account: &Account, id: &str, scopes: Vec<&'static str>) -> bool {
        let client = self.client_mut(account, id);
        client.map(|client| client.form.scopes = scopes).is_some()
    }

    /// Deletes a client. Its tokens live on until they expire, as Talkdesk documents.
    pub(super) fn delete(&mut self, account: &Account, id: &str) {
        if let Some(clients) = self.clients.get_mut(account) {
            clients.retain(|client| client.id != id);
        }
    }

    /// Remembers a token, and forgets those that expired before `now`.
    pub(super) fn issue(&mut self, token: &str, issued: Issued, now: u64) {
        self.tokens.retain(|_, issued| now < issued.expires);
        self.tokens.insert(fingerprint(token), issued);
    }

    /// What is known of `token`, if it was issued here and lives at `now`.
    pub(super) fn token(&self, token: &str, now: u64) -> Option<&Issued> {
        let issued = self.tokens.get(&fingerprint(token))?;
        (now < issued.expires).then_some(issued)
    }
}

type Fingerprint = [u8; 32];

fn fingerprint(text: &str) -> Fingerprint {
    Sha256::digest(text).into()
}

/// Random bytes from the system.
///
/// # Errors
/// When the system gives none.
pub(super) fn random<const LENGTH: usize>() -> io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// `bytes` in lower-case hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
    bytes.iter().flat_map(digits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_dies_when_its_time_is_over_and_not_before() {
        let mut accounts = Accounts::default();
        let issued = Issued {
            account: Account::acme(),
            scopes: vec!["account:read"],
            expires: 1_599,
        };
        accounts.issue("a.b.c", issued, 1_000);

        assert!(accounts.token("a.b.c", 1_598).is_some());
        assert!(accounts.token("a.b.c", 1_599).is_none());
        assert!(accounts.token("a.b.d", 1_000).is_none());
    }

    #[test]
    fn an_account_is_a_label_of_a_host() {
        let read = |name: &str| Account::parse(name).map(|account| account.to_string());

        assert_eq!(read("Acme-2").as_deref(), Some("acme-2"));
        for refused in ["", "-a", "a-", "a.b", "a_b", "ä", "<b>", &"a".repeat(64)] {
            assert_eq!(read(refused), None, "{refused}");
        }
    }
}
