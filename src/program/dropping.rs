//! Files that are dropped on the window: taken by the wizard, or answered with why not.

use std::path::PathBuf;

use super::{CredentialsMsg, Effect, Program, Screen, Step};

impl Program {
    /// Why a file that was dropped now would not be taken, and what to do; `None` where it would be.
    #[must_use]
    pub fn why_no_drop(&self) -> Option<&'static str> {
        if self.leaving.is_some() {
            Some("Answer the question first, then drop the file again.")
        } else if self.screen != Screen::Wizard || self.menu_page.is_some() {
            Some(
                "A file is taken while you set up or replace credentials. Begin with that, then drop the file again.",
            )
        } else if self.wizard.step >= Step::UseIt {
            Some("These credentials are saved already. Press Finish before you set up others.")
        } else if self.wizard.saving.is_running() {
            Some("The credentials are being saved. Drop a file once that is done.")
        } else if self.wizard.verify.is_running() {
            Some("Press Cancel to end the verification, then drop the file again.")
        } else {
            None
        }
    }

    pub(super) fn files_dropped(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        if let Some(sentence) = self.why_no_drop() {
            self.notice = Some(sentence.to_owned());
            return Vec::new();
        }
        match <[PathBuf; 1]>::try_from(paths) {
            Ok([path]) => self.update_credentials(CredentialsMsg::FileDropped(path)),
            Err(paths) => {
                self.notice = Some(format!(
                    "{} files were dropped. Drop only the one that you downloaded from Talkdesk.",
                    paths.len()
                ));
                Vec::new()
            }
        }
    }
}
