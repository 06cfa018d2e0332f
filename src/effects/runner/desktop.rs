//! What the desktop gives and takes: the clipboard and chosen files.

use std::path::{Path, PathBuf};

use super::Runner;
use crate::{
    connection::CaFile,
    credentials::ClientId,
    diagnosis::about_ca_file,
    effects::{
        chosen_file::read_file,
        clipboard::ClipboardError,
        file_chooser::{ChosenFile, FileKind, NO_DIALOG_FOR_CA_FILE, UNAVAILABLE},
        http::check_ca_file,
    },
    keychain::Keychain as _,
    program::{
        AskedFor, AttemptId, COPIED_FOR, CaFileMsg, ClipboardMsg, CredentialsMsg, FileProblem,
        HandoverMsg, HandoverValue, Msg, PasteInto, Store,
    },
    receiver::{self, Credentials},
    saved::Envelope,
    secret::Secret,
    talkdesk::Account,
};

impl Runner {
    /// Copies a value of the pair that the page shows. Nothing is copied of any other.
    pub(super) fn copy(
        &self,
        copy: AttemptId,
        value: HandoverValue,
        store: Store,
        account: Account,
        client_id: ClientId,
    ) {
        let vault = self.vault(store);
        let clipboard = self.clipboard.clone();
        let post = self.post.clone();
        self.in_background(move || {
            let shown = client_id.clone();
            let copied = move |account: Account, result| {
                Msg::Handover(HandoverMsg::Copied {
                    copy,
                    value,
                    account,
                    client_id: shown,
                    result,
                })
            };
            match vault.load_pair(&account, &client_id) {
                Ok(envelope) => {
                    clipboard.write(text(value, &envelope), move |written| {
                        let result = written.map_err(|error| error.sentence().to_owned());
                        let is_there = result.is_ok();
                        post.send(copied(account, result));
                        if is_there {
                            std::thread::spawn(move || {
                                std::thread::sleep(COPIED_FOR.unsigned_abs());
                                post.send(Msg::Clipboard(ClipboardMsg::TimeIsUp { copy }));
                            });
                        }
                    });
                    None
                }
                Err(error) => Some(copied(account, Err(error.what_happened_and_what_to_do()))),
            }
        });
    }

    pub(super) fn clear_copied(&self) {
        let post = self.post.clone();
        self.clipboard.clear_if_ours(move |cleared| {
            let result = cleared.map_err(|error| error.sentence().to_owned());
            post.send(Msg::Clipboard(ClipboardMsg::CopiedCleared(result)));
        });
    }

    pub(super) fn clear_pasted(&self) {
        let post = self.post.clone();
        self.clipboard.clear_what_was_read(move |cleared| {
            let result = cleared.map_err(|error| error.sentence().to_owned());
            post.send(Msg::Clipboard(ClipboardMsg::PastedCleared(result)));
        });
    }

    pub(super) fn copy_text(&self, text: String) {
        let post = self.post.clone();
        self.clipboard.write_plain(text.clone(), move |written| {
            post.send(match written {
                Ok(()) => Msg::TextCopied(text),
                Err(error) => Msg::Notice(error.sentence().to_owned()),
            });
        });
    }

    pub(super) fn read_clipboard(&self, into: PasteInto, asked: AskedFor) {
        let post = self.post.clone();
        let done = move |result: Result<Secret, ClipboardError>| {
            let result = result.map_err(|error| error.sentence().to_owned());
            post.send(Msg::Credentials(CredentialsMsg::ClipboardRead {
                into,
                asked,
                result,
            }));
        };
        match into {
            PasteInto::Credentials | PasteInto::Focus => self.clipboard.read(done),
            PasteInto::Pointer => self.clipboard.read_primary(done),
        }
    }

    pub(super) fn choose_file(&self, asked: AskedFor) {
        let post = self.post.clone();
        self.desktop
            .choose_file(FileKind::Credentials, move |chosen| match chosen {
                ChosenFile::File(path) => post.send(file_read(path, asked)),
                ChosenFile::Cancelled => {}
                ChosenFile::Unavailable => post.send(no_file(asked, UNAVAILABLE.to_owned())),
                ChosenFile::NoAnswer(error) => {
                    let sentence = error.sentence();
                    let sentence = format!("{sentence} Try again: press Choose file…");
                    post.send(no_file(asked, sentence));
                }
            });
    }

    pub(super) fn choose_ca_file(&self) {
        let post = self.post.clone();
        self.desktop
            .choose_file(FileKind::CaFile, move |chosen| match chosen {
                ChosenFile::File(path) => post.send(ca_file_checked(&path)),
                ChosenFile::Cancelled => {}
                ChosenFile::Unavailable => {
                    post.send(Msg::CaFile(CaFileMsg::Checked(Err(
                        NO_DIALOG_FOR_CA_FILE.to_owned()
                    ))));
                }
                ChosenFile::NoAnswer(error) => {
                    let sentence = error.sentence();
                    post.send(Msg::CaFile(CaFileMsg::Checked(Err(format!(
                        "{sentence} Try again: press Choose CA file…"
                    )))));
                }
            });
    }
}

fn no_file(asked: AskedFor, sentence: String) -> Msg {
    Msg::Credentials(CredentialsMsg::FileRead {
        asked,
        path: None,
        result: Err(sentence),
    })
}

pub(super) fn file_read(path: PathBuf, asked: AskedFor) -> Msg {
    let result = read_file(&path).map_err(|error| error.sentence());
    Msg::Credentials(CredentialsMsg::FileRead {
        asked,
        path: Some(path),
        result,
    })
}

pub(super) fn ca_file_checked(path: &Path) -> Msg {
    Msg::CaFile(CaFileMsg::Checked(check_ca_file_at(path)))
}

pub(super) fn check_ca_file_at(path: &Path) -> Result<CaFile, FileProblem> {
    check_ca_file(path).map_err(|problem| about_ca_file(path, &problem))
}

/// The text of a value, all from one envelope.
fn text(value: HandoverValue, envelope: &Envelope) -> Secret {
    let all = Credentials {
        account: &envelope.account,
        client_id: &envelope.client_id,
        client_secret: &envelope.client_secret,
        created_at: envelope.created_at,
    };
    receiver::text(value, all)
}
