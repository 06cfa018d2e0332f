//! What the desktop gives and takes: the clipboard and chosen files.

use std::path::{Path, PathBuf};

use super::Runner;
use crate::{
    diagnosis::about_ca_file,
    effects::{
        chosen_file::read_file,
        clipboard::ClipboardError,
        file_chooser::{ChosenFile, FileKind, NO_DIALOG_FOR_CA_FILE, UNAVAILABLE},
        http::check_ca_file,
    },
    keychain::Keychain as _,
    program::{ClipboardMsg, HandoverValue, Msg, PasteInto, Store},
    secret::Secret,
    talkdesk::Account,
};

impl Runner {
    pub(super) fn copy(
        &self,
        value: HandoverValue,
        text: Option<String>,
        store: Store,
        account: Account,
    ) {
        let vault = self.vault(store);
        let clipboard = self.clipboard.clone();
        let post = self.post.clone();
        self.in_background(move || {
            let text = match text {
                Some(text) => Ok(Secret::from(text)),
                None => vault.load(&account).map(|envelope| envelope.client_secret),
            };
            match text {
                Ok(text) => {
                    clipboard.write(text, move |written| {
                        let result = written.map_err(|error| error.sentence().to_owned());
                        post.send(Msg::Copied { value, result });
                    });
                    None
                }
                Err(error) => {
                    let result = Err(format!("{} {}", error.what_happened(), error.what_to_do()));
                    Some(Msg::Copied { value, result })
                }
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
        self.clipboard.write_plain(text, move |written| {
            if let Err(error) = written {
                post.send(Msg::Notice(error.sentence().to_owned()));
            }
        });
    }

    pub(super) fn read_clipboard(&self, into: PasteInto) {
        let post = self.post.clone();
        let done = move |result: Result<Secret, ClipboardError>| {
            let result = result.map_err(|error| error.sentence().to_owned());
            post.send(Msg::ClipboardRead { into, result });
        };
        match into {
            PasteInto::Credentials | PasteInto::Focus => self.clipboard.read(done),
            PasteInto::Pointer => self.clipboard.read_primary(done),
        }
    }

    pub(super) fn choose_file(&self) {
        let post = self.post.clone();
        self.desktop
            .choose_file(FileKind::Credentials, move |chosen| match chosen {
                ChosenFile::File(path) => post.send(file_read(path)),
                ChosenFile::Cancelled => {}
                ChosenFile::Unavailable => {
                    let result = Err(UNAVAILABLE.to_owned());
                    post.send(Msg::FileRead { path: None, result });
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
                    post.send(Msg::CaFileChecked(Err(NO_DIALOG_FOR_CA_FILE.to_owned())));
                }
            });
    }
}

pub(super) fn file_read(path: PathBuf) -> Msg {
    let result = read_file(&path).map_err(|error| error.sentence());
    Msg::FileRead {
        path: Some(path),
        result,
    }
}

pub(super) fn ca_file_checked(path: &Path) -> Msg {
    Msg::CaFileChecked(check_ca_file(path).map_err(|problem| about_ca_file(path, &problem)))
}
