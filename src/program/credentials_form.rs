//! Step Credentials: what is typed, pasted or read from a file.

use std::path::PathBuf;

use super::{AskedFor, ClipboardProblem, Compared, Draft, FileProblem, PasteInto};
use crate::{
    credentials::{ClientId, FoundClient, Pasted, Swap, check_client_secret, look_swapped},
    secret::Secret,
    talkdesk::{Account, Endpoints},
    verification::VerifyRequest,
};

/// Room for the secret field: more than any secret, so that a whole file pasted into it can still be read.
const SECRET_CAPACITY: usize = 8192;

/// What a person does on Credentials, and what clipboard and files bring.
#[derive(Clone, Debug)]
pub enum CredentialsMsg {
    /// The credentials' fields changed.
    Edited,
    /// One of the credentials' fields lost the focus.
    Left,
    /// "Undo", after the two have changed places.
    UndoPutRight,
    /// "Paste".
    Paste,
    /// "Paste" in a field's menu.
    PasteIntoFocus,
    /// More was typed or pasted into the secret's field than it takes.
    SecretTooLong,
    /// "Choose file…".
    ChooseFile,
    /// A file was dropped on the window.
    FileDropped(PathBuf),
    /// "Use …", for one of several clients in a text, by its place.
    ChooseClient(usize),
    /// Text was pasted that is to be read, and not to be put where the focus is.
    Pasted(Secret),
    /// The clipboard's text.
    ClipboardRead {
        /// For what.
        into: PasteInto,
        /// By which wizard.
        asked: AskedFor,
        /// The text.
        result: Result<Secret, ClipboardProblem>,
    },
    /// A file's content; `path` is `None` where the person chose none.
    FileRead {
        /// By which wizard it was asked for.
        asked: AskedFor,
        /// The file.
        path: Option<PathBuf>,
        /// Its content.
        result: Result<Secret, FileProblem>,
    },
}

/// The form. The view edits the texts in place and sends `CredentialsEdited`.
#[derive(Clone, Debug)]
pub struct CredentialsForm {
    /// The field "Client ID".
    pub client_id: String,
    /// The field "Client secret".
    pub client_secret: Secret,
    /// The field "Scopes to ask for", under Advanced.
    pub scopes: String,
    /// Whether Advanced is open.
    pub advanced: bool,
    /// The file the credentials were read from, which still holds the secret.
    pub file: Option<PathBuf>,
    /// Clients that were found together, of which the person chooses one.
    pub clients: Vec<FoundClient>,
    /// A file whose path was pasted instead of what is in it.
    pub offered_file: Option<PathBuf>,
    /// What was taken, taken off or noticed, as sentences.
    pub notes: Vec<String>,
    /// Whether errors are shown: from the first Continue on.
    pub checked: bool,
    /// What is not new of what was entered, until something changes.
    not_new: Option<Compared>,
    /// What was done about values in each other's field.
    order: Order,
}

/// What was done about a client ID and a secret that stood in each other's field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    /// Nothing.
    #[default]
    AsEntered,
    /// They have changed places; Undo takes it back.
    PutRight,
    /// The person took it back: it is not done again before something changes.
    Meant,
}

/// The credentials step's errors, each beside its field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CredentialsErrors {
    /// For "Client ID".
    pub client_id: Option<String>,
    /// For "Client secret".
    pub client_secret: Option<String>,
}

impl CredentialsForm {
    /// The client ID field's name.
    pub const CLIENT_ID: &'static str = "client id";
    /// The client secret field's name.
    pub const CLIENT_SECRET: &'static str = "client secret";
    /// The scopes field's name.
    pub const SCOPES: &'static str = "scopes";

    pub(super) fn new(draft: &Draft) -> Self {
        Self {
            client_id: draft.client_id.clone(),
            client_secret: Secret::with_capacity(SECRET_CAPACITY),
            scopes: draft.scopes.clone(),
            advanced: !draft.scopes.is_empty(),
            file: None,
            clients: Vec::new(),
            offered_file: None,
            notes: Vec::new(),
            checked: false,
            not_new: None,
            order: Order::default(),
        }
    }

    /// What is shown beside the fields: nothing before the first Continue.
    #[must_use]
    pub fn errors(&self) -> CredentialsErrors {
        if self.checked {
            self.read_errors()
        } else {
            CredentialsErrors::default()
        }
    }

    /// Whether the two have changed places, which Undo takes back.
    #[must_use]
    pub fn was_put_right(&self) -> bool {
        self.order == Order::PutRight
    }

    /// Positive hint below the client ID.
    #[must_use]
    pub fn client_id_hint(&self) -> &'static str {
        match ClientId::parse(&self.client_id) {
            Ok(id) if id.looks_usual() => "That looks like a Talkdesk client ID.",
            Ok(_) => {
                "Talkdesk's own are 32 characters of 0–9 and a–f. Others are tried as they are."
            }
            Err(_) => "32 characters of 0–9 and a–f.",
        }
    }

    /// What is verified, if both fields can be read.
    pub(super) fn request(&self, account: Account, endpoints: Endpoints) -> Option<VerifyRequest> {
        let client_id = ClientId::parse(&self.client_id).ok()?;
        let (client_secret, _) = check_client_secret(self.client_secret.expose()).ok()?;
        let scope = self.scopes.split_whitespace().collect::<Vec<_>>().join(" ");
        let scope = (!scope.is_empty()).then_some(scope);
        Some(VerifyRequest {
            account,
            endpoints,
            client_id,
            client_secret,
            scope,
        })
    }

    pub(super) fn check(&mut self) -> bool {
        self.checked = true;
        self.not_new = None;
        self.read_errors() == CredentialsErrors::default()
    }

    /// Says from now on, until something changes, that what was entered is saved already.
    pub(super) fn not_new(&mut self, compared: Compared) {
        self.not_new = Some(compared);
    }

    pub(super) fn edited(&mut self) {
        self.not_new = None;
        self.order = Order::AsEntered;
        self.forget_found();
    }

    /// A field was left. Whoever has filled only one goes on to the other, so that both stay where they are.
    pub(super) fn left(&mut self) {
        if !self.client_id.is_empty() && !self.client_secret.is_empty() {
            self.put_right();
        }
        self.take_off_ends();
    }

    /// Puts values that stand in each other's field into their own, takes off what does not belong to the ends of either
    /// field, and says so.
    pub(super) fn tidy(&mut self) {
        self.put_right();
        self.take_off_ends();
    }

    fn take_off_ends(&mut self) {
        if let Ok(id) = ClientId::parse(&self.client_id)
            && id.as_str() != self.client_id
        {
            id.as_str().clone_into(&mut self.client_id);
            self.say("Spaces or line ends around the client ID were taken off.".to_owned());
        }
        if let Ok((secret, true)) = check_client_secret(self.client_secret.expose()) {
            self.set_secret(&secret);
            self.say("Spaces or line ends around the client secret were taken off.".to_owned());
        }
    }

    fn put_right(&mut self) {
        let swapped = look_swapped(&self.client_id, &self.client_secret) == Some(Swap::Swapped);
        if !swapped || self.order == Order::Meant {
            return;
        }
        let sentence = if self.client_secret.is_empty() {
            "That is a client secret, so it went to its own field."
        } else if self.client_id.is_empty() {
            "That is a client ID, so it went to its own field."
        } else {
            "Client ID and client secret stood in each other's field, so they changed places."
        };
        self.change_places();
        self.order = Order::PutRight;
        self.notes = vec![sentence.to_owned()];
    }

    /// Undo, after the two have changed places.
    pub(super) fn undo_put_right(&mut self) {
        if self.order == Order::PutRight {
            self.change_places();
            self.order = Order::Meant;
            self.notes.clear();
        }
    }

    fn change_places(&mut self) {
        self.not_new = None;
        let id = Secret::from(std::mem::take(&mut self.client_id));
        self.client_secret.expose().clone_into(&mut self.client_id);
        self.set_secret(&id);
    }

    /// Fills the fields with what was found. Returns whether it was credentials.
    pub(super) fn take(&mut self, pasted: Pasted) -> bool {
        self.not_new = None;
        self.order = Order::AsEntered;
        let found = pasted.has_credentials();
        let (has_id, has_secret) = (!self.client_id.is_empty(), !self.client_secret.is_empty());
        self.notes = vec![pasted.summary_beside(has_id, has_secret)];
        self.notes.extend(pasted.notes);
        self.clients = pasted.clients;
        self.offered_file = pasted.file;
        if let Some(id) = pasted.client_id {
            self.client_id = id;
        }
        if let Some(secret) = pasted.client_secret {
            self.set_secret(&secret);
        }
        found
    }

    pub(super) fn say(&mut self, sentence: String) {
        if !self.notes.contains(&sentence) {
            self.notes.push(sentence);
        }
    }

    pub(super) fn forget_secret(&mut self) {
        self.client_secret.clear();
        self.not_new = None;
        self.order = Order::AsEntered;
        self.checked = false;
        self.forget_found();
    }

    /// Fills the fields with one of the clients that were found together.
    pub(super) fn choose(&mut self, place: usize) {
        if place < self.clients.len() {
            let client = self.clients.swap_remove(place);
            self.order = Order::AsEntered;
            self.forget_found();
            self.set_secret(&client.client_secret);
            self.notes = vec![format!("Client ID and secret of {} taken.", client.label())];
            self.client_id = client.client_id;
        }
    }

    fn forget_found(&mut self) {
        self.notes.clear();
        self.clients.clear();
        self.offered_file = None;
    }

    fn set_secret(&mut self, secret: &Secret) {
        self.client_secret.clear();
        if !self.client_secret.push_str(secret.expose()) {
            self.refuse_overlong();
        }
    }

    pub(super) fn refuse_overlong(&mut self) {
        self.say("That is longer than any client secret, so it was not taken.".to_owned());
    }

    pub(super) fn read_errors(&self) -> CredentialsErrors {
        let client_secret = match check_client_secret(self.client_secret.expose()) {
            Err(error) => Some(error.to_string()),
            Ok(_) if look_swapped(&self.client_id, &self.client_secret) == Some(Swap::Equal) => Some(
                "Client ID and client secret are the same text. Copy the secret from Talkdesk once more.".to_owned(),
            ),
            Ok(_) if self.not_new == Some(Compared::SecretOfAnother) => Some(
                "This secret belongs to a client that is saved already. Copy the new client's secret from Talkdesk."
                    .to_owned(),
            ),
            Ok(_) => None,
        };
        let client_id = match (ClientId::parse(&self.client_id), self.not_new) {
            (Err(error), _) => Some(error.to_string()),
            (Ok(_), Some(Compared::InUse)) => Some(
                "These are the credentials that are saved already. Create a new client in Talkdesk and enter its client \
                 ID and secret."
                    .to_owned(),
            ),
            (Ok(_), Some(Compared::Replaced)) => Some(
                "These are the old credentials, which are still kept. Enter the new client's, or go back to the old ones \
                 on Retire old."
                    .to_owned(),
            ),
            (Ok(_), _) => None,
        };
        CredentialsErrors {
            client_id,
            client_secret,
        }
    }
}

impl CredentialsErrors {
    /// The errors in the order of the fields, each with the field's name.
    #[must_use]
    pub fn list(&self) -> Vec<(&'static str, &str)> {
        [
            (CredentialsForm::CLIENT_ID, &self.client_id),
            (CredentialsForm::CLIENT_SECRET, &self.client_secret),
        ]
        .into_iter()
        .filter_map(|(field, error)| Some((field, error.as_deref()?)))
        .collect()
    }
}
