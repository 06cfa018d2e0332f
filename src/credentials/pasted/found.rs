//! Gathering what a text names, and deciding once all of it is known.

use zeroize::Zeroizing;

use super::{Pasted, basic, form};
use crate::{
    characters::trim_ends,
    credentials::{ClientId, check_client_secret},
    secret::Secret,
    talkdesk::{Address, AddressError, read_address, region_named},
};

/// What a name in a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// `client_id`
    ClientId,
    /// `id`, which may be another thing's
    BareId,
    /// `client_secret` or `secret`
    ClientSecret,
    /// `account_name`, `subdomain`
    Account,
    /// `region`
    Region,
    /// `url`, `token_endpoint`, `host`
    Address,
    /// `Authorization`
    Authorization,
    /// `private_key`
    PrivateKey,
    /// `access_token`
    AccessToken,
}

impl Field {
    /// Reads a name, whatever its punctuation and case: `TALKDESK_CLIENT_ID`, `Client ID`, `clientId`.
    pub(super) fn of(name: &str) -> Option<Self> {
        const LONGEST: usize = 48;
        if name.len() > LONGEST {
            return None;
        }
        let mut plain = Zeroizing::new(String::with_capacity(LONGEST));
        plain.extend(
            name.chars()
                .filter(char::is_ascii_alphanumeric)
                .map(|c| c.to_ascii_lowercase()),
        );
        let ends = |endings: &[&str]| endings.iter().any(|ending| plain.ends_with(ending));
        match plain.as_str() {
            "id" => Some(Self::BareId),
            "secret" | "apisecret" | "appsecret" | "oauthsecret" => Some(Self::ClientSecret),
            "account"
            | "accountname"
            | "accountsubdomain"
            | "subdomain"
            | "talkdeskaccount"
            | "talkdeskaccountname"
            | "talkdesksubdomain" => Some(Self::Account),
            "region" | "accountregion" | "talkdeskregion" => Some(Self::Region),
            "authorization" | "authorizationheader" => Some(Self::Authorization),
            "accesstoken" => Some(Self::AccessToken),
            name if name.contains("privatekey") => Some(Self::PrivateKey),
            _ if ends(&["clientid", "clientidentifier"]) => Some(Self::ClientId),
            _ if ends(&["clientsecret"]) => Some(Self::ClientSecret),
            _ if ends(&["url", "uri", "host", "endpoint", "domain", "address"]) => {
                Some(Self::Address)
            }
            _ => None,
        }
    }
}

/// All that a text names, with repetitions left out.
#[derive(Default)]
pub(super) struct Found {
    ids: Vec<ClientId>,
    bare_ids: Vec<ClientId>,
    secrets: Vec<Secret>,
    addresses: Vec<Address>,
    regions: Vec<String>,
    several_clients: Option<usize>,
    access_token: bool,
    notes: Vec<String>,
}

impl Found {
    /// Takes a value for a field, if it can be one.
    pub(super) fn take(&mut self, field: Field, value: &str) {
        let trimmed = trim_ends(value).text;
        if trimmed.is_empty() {
            return;
        }
        if let Some(what) = field.credential()
            && is_placeholder(trimmed)
        {
            self.note(&format!("A placeholder stands where {what} should be."));
            return;
        }
        match field {
            Field::ClientId => self.take_id(value),
            Field::BareId => self.bare_ids.extend(ClientId::parse(value)),
            Field::ClientSecret => self.take_secret(value),
            Field::Account => self.take_account(trimmed),
            Field::Region => self.regions.push(trimmed.to_owned()),
            Field::Address => {
                self.take_address(trimmed);
            }
            Field::Authorization => {
                basic::read_authorization(trimmed, self);
            }
            Field::PrivateKey => self.private_key(),
            Field::AccessToken => self.access_token = true,
        }
    }

    /// Takes a Talkdesk address, and what its query holds; says whether it was one.
    pub(super) fn take_address(&mut self, text: &str) -> bool {
        match read_address(text) {
            Ok(address) if address.region.is_some() => {
                if let Some((_, query)) = text.split_once('?') {
                    form::read(query, self);
                }
                self.addresses.push(address);
                true
            }
            Err(AddressError::Api {
                region: Some(region),
                ..
            }) => {
                self.regions.push(region.to_owned());
                true
            }
            _ => false,
        }
    }

    /// Notes that the file holds several whole clients, of which none is taken.
    pub(super) fn several_clients(&mut self, count: usize) {
        self.several_clients = Some(count);
    }

    /// Notes that a private key was there.
    pub(super) fn private_key(&mut self) {
        self.note("A private key was in the text. It was not kept.");
    }

    /// Notes that an access token was there, which is of use only where nothing else is found.
    pub(super) fn access_token(&mut self) {
        self.access_token = true;
    }

    /// Adds a sentence, once.
    pub(super) fn note(&mut self, sentence: &str) {
        if !self.notes.iter().any(|note| note == sentence) {
            self.notes.push(sentence.to_owned());
        }
    }

    /// Whether there is anything that [`finish`](Self::finish) could give or say.
    pub(super) fn is_something(&self) -> bool {
        let Self {
            ids,
            bare_ids,
            secrets,
            addresses,
            regions,
            several_clients,
            access_token,
            notes,
        } = self;
        let values = ids.len()
            + bare_ids.len()
            + secrets.len()
            + addresses.len()
            + regions.len()
            + notes.len();
        values > 0 || several_clients.is_some() || *access_token
    }

    /// Decides: one value for a thing is taken, two different ones are not.
    pub(super) fn finish(mut self, shape: Option<&'static str>) -> Pasted {
        let (client_id, client_secret) = self.credentials();
        let address = self.address();
        if self.access_token && client_id.is_none() && client_secret.is_none() {
            self.note("That is an access token, which lives for minutes. Copy the client ID and the client secret.");
        }
        let taken = client_id.is_some() || client_secret.is_some() || address.is_some();
        Pasted {
            client_id: client_id.map(|id| id.as_str().to_owned()),
            client_secret,
            address,
            shape: shape.filter(|_| taken),
            notes: self.notes,
        }
    }

    fn take_id(&mut self, value: &str) {
        match ClientId::parse(value) {
            Ok(id) => {
                if id.as_str().len() < value.len() {
                    self.note("Spaces or line ends around the client ID were taken off.");
                }
                self.ids.push(id);
            }
            Err(error) => self.note(&format!("The client ID was not taken. {error}")),
        }
    }

    fn take_secret(&mut self, value: &str) {
        match check_client_secret(value) {
            Ok((secret, taken_off)) => {
                if taken_off {
                    self.note("Spaces or line ends around the client secret were taken off.");
                }
                self.secrets.push(secret);
            }
            Err(error) => self.note(&format!("The client secret was not taken. {error}")),
        }
    }

    fn take_account(&mut self, text: &str) {
        if !self.take_address(text)
            && let Ok(address) = read_address(text)
        {
            self.addresses.push(address);
        }
    }

    fn credentials(&mut self) -> (Option<ClientId>, Option<Secret>) {
        let mut secrets = distinct(std::mem::take(&mut self.secrets));
        let mut ids = distinct(std::mem::take(&mut self.ids));
        if ids.is_empty() {
            ids = distinct(std::mem::take(&mut self.bare_ids));
            ids.retain(|id| !secrets.is_empty() || id.looks_usual());
        }
        if let Some(count) = self.several_clients {
            self.note(&format!("The file holds {count} clients. Copy the client ID and the secret of the one you want."));
            return (None, None);
        }
        for (count, what) in [(ids.len(), "client IDs"), (secrets.len(), "client secrets")] {
            if count > 1 {
                self.note(&format!(
                    "The text holds {count} different {what}. None was taken."
                ));
            }
        }
        if ids.len() > 1 || secrets.len() > 1 {
            (None, None)
        } else {
            (ids.pop(), secrets.pop())
        }
    }

    fn address(&mut self) -> Option<Address> {
        let addresses = std::mem::take(&mut self.addresses);
        let first = addresses.first()?.account.clone();
        if let Some(other) = addresses.iter().find(|address| address.account != first) {
            self.note(&format!(
                "The text names two accounts, {} and {}. Neither was taken.",
                first.as_str(),
                other.account.as_str()
            ));
            return None;
        }
        let named = self
            .regions
            .iter()
            .filter_map(|word| region_named(word, &first));
        let mut regions = distinct(
            addresses
                .into_iter()
                .filter_map(|address| address.region)
                .chain(named)
                .collect(),
        );
        if regions.len() > 1 {
            self.note("The text names two regions. Choose the region yourself.");
            regions.clear();
        }
        Some(Address {
            account: first,
            region: regions.pop(),
            notes: Vec::new(),
        })
    }
}

impl Field {
    /// What a credential is called in a note.
    fn credential(self) -> Option<&'static str> {
        match self {
            Self::ClientId | Self::BareId => Some("the client ID"),
            Self::ClientSecret => Some("the client secret"),
            _ => None,
        }
    }
}

fn distinct<T: PartialEq>(values: Vec<T>) -> Vec<T> {
    let mut kept = Vec::with_capacity(values.len());
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}

/// Whether a value is no value, but says where one belongs: `<client_id>`, `YOUR_CLIENT_ID`, `$CLIENT_ID`, `••••`.
fn is_placeholder(value: &str) -> bool {
    let within = |open, close| value.starts_with(open) && value.ends_with(close);
    let is_variable = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase())
            && name
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
    };
    within("<", ">")
        || within("{", "}")
        || within("${", "}")
        || value.strip_prefix('$').is_some_and(is_variable)
        || value
            .strip_prefix('%')
            .and_then(|rest| rest.strip_suffix('%'))
            .is_some_and(is_variable)
        || value.get(..5).is_some_and(|start| {
            start.eq_ignore_ascii_case("your_") || start.eq_ignore_ascii_case("your-")
        })
        || value
            .chars()
            .all(|c| matches!(c, '*' | '•' | '●' | '.' | '…'))
        || value.chars().all(|c| matches!(c, 'x' | 'X'))
}
