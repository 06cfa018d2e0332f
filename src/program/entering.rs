//! Step Credentials: what is typed, and what clipboard and files bring to the wizard that asked for it.

use super::{
    AskedFor, ClipboardState, CredentialsMsg, Effect, OnClipboard, PasteInto, Program, Screen,
    Step, Wizard,
};
use crate::{
    characters::trim_ends,
    credentials::{Pasted, read_pasted},
    secret::Secret,
};

impl Program {
    pub(super) fn update_credentials(&mut self, msg: CredentialsMsg) -> Vec<Effect> {
        let asked = self.asked_for();
        match msg {
            CredentialsMsg::Edited => self.credentials_edited(),
            CredentialsMsg::Left => self.wizard.credentials.left(),
            CredentialsMsg::UndoPutRight => self.wizard.credentials.undo_put_right(),
            CredentialsMsg::SecretTooLong => self.wizard.credentials.refuse_overlong(),
            CredentialsMsg::Paste => {
                let into = PasteInto::Credentials;
                return vec![Effect::ReadClipboard { into, asked }];
            }
            CredentialsMsg::PasteIntoFocus => {
                let into = PasteInto::Focus;
                return vec![Effect::ReadClipboard { into, asked }];
            }
            CredentialsMsg::ChooseFile => return vec![Effect::ChooseFile { asked }],
            CredentialsMsg::FileDropped(path) => {
                self.screen = Screen::Wizard;
                return vec![Effect::ReadFile { path, asked }];
            }
            CredentialsMsg::ChooseClient(place) => self.wizard.credentials.choose(place),
            CredentialsMsg::Pasted(text) => self.take_pasted(asked, &text),
            CredentialsMsg::ClipboardRead {
                into: PasteInto::Credentials,
                asked,
                result,
            } => match result {
                Ok(text) => self.take_pasted(asked, &text),
                Err(sentence) => self.say_to(asked, sentence),
            },
            CredentialsMsg::ClipboardRead {
                into: PasteInto::Focus | PasteInto::Pointer,
                result: Ok(_),
                ..
            } => {
                // The window has put it where the focus is.
            }
            CredentialsMsg::ClipboardRead {
                into: PasteInto::Focus,
                asked,
                result: Err(sentence),
            } => self.say_to(asked, sentence),
            CredentialsMsg::ClipboardRead {
                into: PasteInto::Pointer,
                result: Err(_),
                ..
            } => {
                // Nothing is selected anywhere, as is usual: a middle click was no wish to paste.
            }
            CredentialsMsg::FileRead {
                asked,
                path,
                result,
            } => match result {
                Ok(text) => {
                    self.take_text(asked, &text);
                    if let Some(wizard) = self.wizard_of(asked) {
                        wizard.credentials.file = path;
                    }
                }
                Err(sentence) => self.say_to(asked, sentence),
            },
        }
        Vec::new()
    }

    /// Says it where it is seen: beside the fields, or above the page in front.
    fn say_to(&mut self, asked: AskedFor, sentence: String) {
        let on_credentials = self.screen == Screen::Wizard
            && self.wizard.step == Step::Credentials
            && asked == self.asked_for();
        if on_credentials {
            self.wizard.credentials.say(sentence);
        } else {
            self.notice = Some(sentence);
        }
    }

    fn credentials_edited(&mut self) {
        let form = &self.wizard.credentials;
        let of_id = read_pasted(&form.client_id);
        let of_secret = read_pasted(form.client_secret.expose());
        let is_whole = |pasted: &Pasted| {
            (pasted.client_id.is_some() && pasted.client_secret.is_some())
                || !pasted.clients.is_empty()
        };
        let is_wrapped = of_secret
            .client_secret
            .as_ref()
            .is_some_and(|secret| secret.expose() != trim_ends(form.client_secret.expose()).text);
        if is_whole(&of_id) {
            self.wizard.take(of_id);
        } else if is_whole(&of_secret) || is_wrapped {
            self.wizard.take(of_secret);
        } else {
            self.wizard.credentials.edited();
            if !of_secret.has_credentials() {
                self.wizard.credentials.offered_file = of_secret.file;
                self.wizard.credentials.notes = of_secret.notes;
            }
        }
    }

    fn take_pasted(&mut self, asked: AskedFor, text: &Secret) {
        if self.take_text(asked, text) {
            self.comes_onto_the_clipboard(ClipboardState::Pasted(OnClipboard::Yes));
        }
    }

    /// Returns whether a secret was in it and was taken.
    fn take_text(&mut self, asked: AskedFor, text: &Secret) -> bool {
        let Some(wizard) = self.wizard_of(asked) else {
            return false;
        };
        if wizard.verify.is_running() {
            let sentence = "Press Cancel to end the verification, then paste again.";
            self.notice = Some(sentence.to_owned());
            return false;
        }
        let pasted = read_pasted(text.expose());
        let with_secret = pasted.client_secret.is_some() || !pasted.clients.is_empty();
        if wizard.take(pasted) && wizard.step != Step::Credentials {
            wizard.go_to(wizard.step_for_credentials());
            let waits = wizard.step < Step::Credentials;
            let summary = wizard.credentials.notes.first().cloned();
            let summary = summary.unwrap_or_default();
            if waits && with_secret && asked.store == self.store() {
                self.notice = Some(format!(
                    "{summary} Kept for Credentials: enter the account first."
                ));
            }
        }
        with_secret
    }
}

impl Wizard {
    /// Where credentials lead that came early: to the account first, where it is not known yet.
    fn step_for_credentials(&self) -> Step {
        if self.account.read().is_ok() {
            Step::Credentials
        } else {
            Step::Account
        }
    }
}
