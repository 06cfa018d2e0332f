//! Gathering what a text names, and deciding once all of it is known.

use super::{
    FoundClient, Pasted,
    judging::{Flaw, Role, flaw},
};
use crate::{
    characters::trim_ends,
    credentials::{ClientId, USUAL_SECRET_CHARS, client_id::looks_like_id},
    secret::Secret,
    talkdesk::{Address, AddressError, read_address, region_named},
};

/// How sure it is that a value is the client's, by what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// In a line that is a comment.
    Commented,
    /// Behind a name that says something else.
    Doubtful,
    /// Alone.
    Bare,
    /// Behind its name.
    Named,
    /// Behind its name and Talkdesk's.
    Talkdesk,
    /// In a header or an option, where it is quoted by other rules.
    Header,
}

/// A value that can be taken.
struct Candidate {
    role: Role,
    text: Secret,
    place: usize,
    standing: Standing,
    /// What tells its client from others, as `old` or `production`.
    distinction: Option<String>,
}

/// All that a text names.
#[derive(Default)]
pub(super) struct Found {
    candidates: Vec<Candidate>,
    flaws: Vec<(Role, Flaw, Standing)>,
    addresses: Vec<Address>,
    regions: Vec<String>,
    other_service: Option<&'static str>,
    other_thing: Option<&'static str>,
    pub(super) private_key: bool,
    pub(super) access_token: bool,
    notes: Vec<String>,
}

/// More different values than this are not told apart.
const MOST: usize = 100;

impl Found {
    /// Takes a value, if nothing is wrong with it.
    pub(super) fn take(
        &mut self,
        role: Role,
        text: &str,
        place: usize,
        standing: Standing,
        name: Option<String>,
    ) {
        let trimmed = trim_ends(text);
        let text = trimmed.text;
        if let Some(flaw) = flaw(role, text) {
            self.flaw(role, flaw, standing);
            return;
        }
        if trimmed.spaces {
            self.note(match role {
                Role::Id => "Spaces or line ends around the client ID were taken off.",
                Role::Secret => "Spaces or line ends around the client secret were taken off.",
            });
        }
        let same = self.candidates.iter_mut();
        let mut same = same.filter(|other| other.role == role && other.text.expose() == text);
        if let Some(same) = same.next() {
            same.standing = same.standing.max(standing);
            same.distinction = same.distinction.take().or(name);
        } else if self.candidates.len() < MOST {
            self.candidates.push(Candidate {
                role,
                text: Secret::from(text),
                place,
                standing,
                distinction: name,
            });
        }
    }

    /// Notes why a value is not taken.
    pub(super) fn flaw(&mut self, role: Role, flaw: Flaw, standing: Standing) {
        if self.flaws.len() < MOST {
            self.flaws.push((role, flaw, standing));
        }
    }

    /// Notes a value of another service's client, or of another thing.
    pub(super) fn other_service(&mut self, service: &'static str) {
        self.other_service.get_or_insert(service);
    }

    /// Notes that a value belongs to something that is no client.
    pub(super) fn other_thing(&mut self, thing: &'static str) {
        self.other_thing.get_or_insert(thing);
    }

    /// Takes a Talkdesk address; says whether it was one.
    pub(super) fn take_address(&mut self, text: &str) -> bool {
        match read_address(text) {
            Ok(address) if address.region.is_some() => {
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

    /// Takes an account's name or address.
    pub(super) fn take_account(&mut self, text: &str) {
        if !self.take_address(text)
            && let Ok(address) = read_address(text)
        {
            self.addresses.push(address);
        }
    }

    pub(super) fn take_region(&mut self, text: &str) {
        self.regions.push(text.to_owned());
    }

    /// Adds a sentence, once.
    pub(super) fn note(&mut self, sentence: &str) {
        if !self.notes.iter().any(|note| note == sentence) {
            self.notes.push(sentence.to_owned());
        }
    }

    pub(super) fn has_a(&self, role: Role) -> bool {
        self.of(role).next().is_some()
    }

    /// Whether a value was found in a surer place already.
    pub(super) fn knows(&self, role: Role, text: &str) -> bool {
        self.of(role)
            .any(|known| known.standing >= Standing::Named && known.text.expose() == text)
    }

    fn of(&self, role: Role) -> impl Iterator<Item = &Candidate> {
        self.candidates
            .iter()
            .filter(move |candidate| candidate.role == role)
    }

    /// Decides: one value for a thing is taken, two different ones are not.
    pub(super) fn finish(mut self) -> Pasted {
        self.keep_the_surest();
        let address = self.address();
        let count = |role| self.of(role).count();
        let (ids, secrets) = (count(Role::Id), count(Role::Secret));
        let mut clients = Vec::new();
        if ids > 1 || secrets > 1 {
            clients = self.clients();
            let all_ids: Vec<&Secret> = self.of(Role::Id).map(|id| &id.text).collect();
            let sentence = several(&all_ids, secrets, &clients);
            self.note(&sentence);
            self.candidates.clear();
        }
        let mut text_of = |role| {
            let place = self
                .candidates
                .iter()
                .position(|candidate| candidate.role == role)?;
            Some(self.candidates.swap_remove(place).text)
        };
        let (client_id, client_secret) = (text_of(Role::Id), text_of(Role::Secret));
        if clients.is_empty() && ids <= 1 && secrets <= 1 {
            self.explain(client_id.as_ref(), client_secret.as_ref());
        }
        Pasted {
            client_id: client_id.map(|id| id.expose().to_owned()),
            client_secret,
            address,
            clients,
            file: None,
            notes: self.notes,
        }
    }

    /// Leaves out values beside which surer ones stand, and doubtful ones where the named value has a flaw.
    fn keep_the_surest(&mut self) {
        for role in [Role::Id, Role::Secret] {
            let of_role = self
                .candidates
                .iter()
                .filter(|candidate| candidate.role == role);
            let Some(surest) = of_role.map(|candidate| candidate.standing).max() else {
                continue;
            };
            let named_flaw = self
                .flaws
                .iter()
                .any(|(other, _, standing)| *other == role && *standing >= Standing::Named);
            let is_out = surest == Standing::Doubtful && named_flaw;
            let is_commented_out = surest > Standing::Commented
                && self
                    .of(role)
                    .any(|candidate| candidate.standing == Standing::Commented);
            if is_commented_out {
                self.note(&format!("A commented-out {} was left out.", role.name()));
            }
            self.candidates.retain(|candidate| {
                candidate.role != role || (candidate.standing == surest && !is_out)
            });
        }
    }

    /// The clients of a text, where each ID stands beside one secret, in one order.
    fn clients(&mut self) -> Vec<FoundClient> {
        self.candidates.sort_by_key(|candidate| candidate.place);
        if let Some(clients) = self.secrets_of_one_client() {
            return clients;
        }
        let (pairs, []) = self.candidates.as_chunks::<2>() else {
            return Vec::new();
        };
        let first = pairs.first().map(|[one, other]| (one.role, other.role));
        if pairs
            .iter()
            .any(|[one, other]| one.role == other.role || Some((one.role, other.role)) != first)
        {
            return Vec::new();
        }
        let mut clients: Vec<FoundClient> = pairs
            .iter()
            .map(|[one, other]| {
                let (id, secret) = if one.role == Role::Id {
                    (one, other)
                } else {
                    (other, one)
                };
                let distinction = id.distinction.as_ref().or(secret.distinction.as_ref());
                FoundClient {
                    client_id: id.text.expose().to_owned(),
                    client_secret: secret.text.clone(),
                    distinction: distinction.cloned(),
                }
            })
            .collect();
        if let Some((first, others)) = clients.split_first_mut()
            && others
                .iter()
                .any(|other| other.distinction == first.distinction)
        {
            for client in others {
                client.distinction = None;
            }
            first.distinction = None;
        }
        clients
    }

    /// One client with several secrets, each of which is called by a name of its own, as `old` and `new`.
    fn secrets_of_one_client(&self) -> Option<Vec<FoundClient>> {
        let mut ids = self.of(Role::Id);
        let (Some(id), None) = (ids.next(), ids.next()) else {
            return None;
        };
        let mut clients: Vec<FoundClient> = Vec::new();
        for secret in self.of(Role::Secret) {
            let distinction = secret.distinction.as_ref()?;
            if clients
                .iter()
                .any(|other| other.distinction.as_ref() == Some(distinction))
            {
                return None;
            }
            clients.push(FoundClient {
                client_id: id.text.expose().to_owned(),
                client_secret: secret.text.clone(),
                distinction: Some(distinction.clone()),
            });
        }
        Some(clients)
    }

    /// Says what is missing and why, and what is unusual about what was taken.
    fn explain(&mut self, id: Option<&Secret>, secret: Option<&Secret>) {
        let mut sentences = Vec::new();
        for (role, taken) in [(Role::Id, id), (Role::Secret, secret)] {
            let flaws = self
                .flaws
                .iter()
                .filter(|(other, ..)| *other == role && taken.is_none());
            // What is empty or missing in one place may stand in another.
            let is_silent = |flaw: &Flaw| matches!(flaw, Flaw::Missing | Flaw::Empty);
            let said = flaws.clone().find(|(_, flaw, _)| !is_silent(flaw));
            let key_instead = role == Role::Secret && self.private_key && id.is_some();
            match said
                .or_else(|| flaws.clone().find(|(_, flaw, _)| *flaw == Flaw::Empty))
                .or_else(|| flaws.clone().next())
            {
                Some((_, flaw, _)) if !key_instead => sentences.push(flaw.sentence(role)),
                _ => {}
            }
        }
        if let Some(id) = id
            && !looks_like_id(id.expose())
        {
            sentences.push(
                "The client ID was taken by its name: it does not look like Talkdesk's own, which have 32 characters of \
                 0–9 and a–f."
                    .to_owned(),
            );
        }
        if let Some(secret) = secret
            && !USUAL_SECRET_CHARS.contains(&secret.expose().len())
        {
            let chars = secret.expose().len();
            sentences.push(format!(
                "The client secret has {chars} characters, Talkdesk's own about 86. See that all of it was copied."
            ));
        }
        if self.private_key {
            sentences.push(if id.is_some() && secret.is_none() {
                "This client has a key instead of a secret. Nexla needs a client with a secret: create one with Client \
                 credentials. The key was not kept."
                    .to_owned()
            } else {
                "A private key was in the text. It was not kept.".to_owned()
            });
        }
        let found_nothing = id.is_none() && secret.is_none();
        if self.access_token && found_nothing {
            sentences.push(
                "That is an access token, not a client: it lives for minutes. Copy the client ID and the client secret."
                    .to_owned(),
            );
        } else if let (Some(service), true) = (self.other_service, id.is_none() || secret.is_none())
        {
            sentences.push(format!(
                "A client of {service} is in the text. It was left out: Talkdesk's is needed."
            ));
        } else if let (Some(thing), true) = (self.other_thing, sentences.is_empty()) {
            let missing = match (id, secret) {
                (None, None) => Some("no client ID and no client secret"),
                (None, Some(_)) => Some("no client ID"),
                (Some(_), None) => Some("no client secret"),
                (Some(_), Some(_)) => None,
            };
            sentences.extend(
                missing.map(|missing| format!("There is {thing} in the text, but {missing}.")),
            );
        }
        for sentence in sentences {
            self.note(&sentence);
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
        let mut regions = Vec::new();
        for region in addresses
            .into_iter()
            .filter_map(|address| address.region)
            .chain(named)
        {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
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

/// Names what competes: the clients, or the IDs where it is not certain which secret belongs to which.
fn several(ids: &[&Secret], secrets: usize, clients: &[FoundClient]) -> String {
    const MOST: usize = 5;
    let list = |names: Vec<String>| names.join(" and ");
    if clients.is_empty() {
        let named = ids
            .iter()
            .take(MOST)
            .map(|id| shortened(id.expose()))
            .collect();
        let what = match ids {
            [] | [_] => format!("{secrets} different client secrets"),
            ids => format!("{} different client IDs, {}", ids.len(), list(named)),
        };
        return format!(
            "The text holds {what}. None was taken. Copy the client ID and the secret of one client."
        );
    }
    let named = clients.iter().take(MOST).map(FoundClient::label).collect();
    let what = if ids.len() > 1 {
        "clients"
    } else {
        "secrets of one client"
    };
    format!(
        "The text holds {} {what}: {}. Choose the one that you want.",
        clients.len(),
        list(named)
    )
}

fn shortened(id: &str) -> String {
    ClientId::parse(id).map_or_else(|_| String::new(), |id| id.shortened())
}

impl FoundClient {
    /// What tells it from the others.
    #[must_use]
    pub fn label(&self) -> String {
        let id =
            ClientId::parse(&self.client_id).map_or_else(|_| String::new(), |id| id.shortened());
        match &self.distinction {
            Some(distinction) => format!("{id} ({distinction})"),
            None => id,
        }
    }
}
