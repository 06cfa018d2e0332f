//! The file of certificate authorities that a person names: checked first, then trusted and kept.

use std::path::PathBuf;

use super::{Effect, FileProblem, Program};
use crate::{
    connection::CaFile,
    diagnosis::{Remedy, about_changed_ca_file},
    verification::Cause,
};

/// About the file of certificate authorities that a person names.
#[derive(Clone, Debug)]
pub enum CaFileMsg {
    /// "Choose CA file…".
    Choose,
    /// "Use this file", for the path in the field.
    Name,
    /// "Stop trusting it".
    Forget,
    /// "Trust the changed file"
    AcceptChanged,
    /// A CA file that the person named is good, or a sentence that names the file and what is wrong with it.
    Checked(Result<CaFile, FileProblem>),
    /// The same for the one that is kept, which may have changed.
    KeptChecked(Result<CaFile, FileProblem>),
}

/// The field for its path, and how the last check ended.
#[derive(Debug, Default)]
pub struct CaFileForm {
    /// The field's text.
    pub path: String,
    /// Whether the part of the page that holds the field is shown.
    pub open: bool,
    /// How the last check of a file ended; a refused one is not trusted.
    pub checked: Option<Result<CaFile, FileProblem>>,
    /// The kept one as it is now, where it no longer is what was accepted.
    pub changed: Option<CaFile>,
    /// Whether a file is being checked.
    pub checking: bool,
}

impl CaFileForm {
    /// The field's name for the focus.
    pub const PATH: &'static str = "ca_file";

    /// The file that was found good last.
    #[must_use]
    pub fn good(&self) -> Option<&CaFile> {
        self.checked.as_ref()?.as_ref().ok()
    }

    /// What is wrong with the one checked last, as a sentence.
    #[must_use]
    pub fn problem(&self) -> Option<&str> {
        self.checked.as_ref()?.as_ref().err().map(String::as_str)
    }
}

impl Program {
    pub(super) fn update_ca_file(&mut self, msg: CaFileMsg) -> Vec<Effect> {
        match msg {
            CaFileMsg::Choose => vec![Effect::ChooseCaFile],
            CaFileMsg::Name => match self.ca_file.path.trim() {
                "" => Vec::new(),
                path => {
                    let path = PathBuf::from(path);
                    self.check_ca_file(path)
                }
            },
            CaFileMsg::Forget => self.forget_ca_file(),
            CaFileMsg::AcceptChanged => {
                let changed = self.ca_file.changed.take();
                changed.map_or_else(Vec::new, |file| self.trust_ca_file(file))
            }
            CaFileMsg::Checked(result) => self.ca_file_checked(result),
            CaFileMsg::KeptChecked(result) => {
                self.kept_ca_file_checked(result);
                Vec::new()
            }
        }
    }

    /// Says at the start what is trusted, or why it no longer can be.
    pub(super) fn check_kept_ca_file(&mut self) -> Vec<Effect> {
        match &self.settings.ca_file {
            Some(file) => {
                self.ca_file.checking = true;
                vec![Effect::CheckKeptCaFile(file.path.clone())]
            }
            None => Vec::new(),
        }
    }

    fn kept_ca_file_checked(&mut self, result: Result<CaFile, FileProblem>) {
        self.ca_file.checking = false;
        self.ca_file.open |= result.is_err();
        match result {
            Ok(file) if self.settings.ca_file == Some(file.accepted()) => {
                self.ca_file.checked = Some(Ok(file));
            }
            Ok(file) => self.ca_file_changed(&file),
            Err(sentence) => self.ca_file.checked = Some(Err(sentence)),
        }
    }

    /// Asks the person again, where a host was not reached because the CA file is no longer what was accepted.
    pub(super) fn ask_about_ca_file(&mut self, cause: Option<&Cause>) {
        if let Some(now) = cause.and_then(Cause::changed_ca_file) {
            self.ca_file_changed(now);
        }
    }

    fn ca_file_changed(&mut self, now: &CaFile) {
        let kept = self.settings.ca_file.as_ref();
        // An answer may be about a file that the person has accepted or forgotten meanwhile.
        let is_other = kept.is_some_and(|kept| kept.path == now.path && *kept != now.accepted());
        if !is_other || self.ca_file.changed.as_ref() == Some(now) {
            return;
        }
        let sentence = format!(
            "{} Open Network on the page of an account to trust it or not.",
            about_changed_ca_file(now)
        );
        self.notice = Some(match self.notice.take() {
            Some(other) => format!("{other} {sentence}"),
            None => sentence,
        });
        self.ca_file.open = true;
        self.ca_file.checked = None;
        self.ca_file.changed = Some(now.clone());
    }

    pub(super) fn forget_ca_file(&mut self) -> Vec<Effect> {
        self.ca_file = CaFileForm {
            open: self.ca_file.open,
            ..CaFileForm::default()
        };
        if self.settings.ca_file.take().is_none() {
            return Vec::new();
        }
        self.trust_changed()
    }

    fn check_ca_file(&mut self, path: PathBuf) -> Vec<Effect> {
        self.ca_file.checking = true;
        vec![Effect::CheckCaFile(path)]
    }

    fn ca_file_checked(&mut self, result: Result<CaFile, FileProblem>) -> Vec<Effect> {
        self.ca_file.checking = false;
        self.ca_file.open |= result.is_err();
        match result {
            Ok(file) => {
                self.ca_file.path.clear();
                self.trust_ca_file(file)
            }
            Err(sentence) => {
                self.ca_file.checked = Some(Err(sentence));
                Vec::new()
            }
        }
    }

    /// The person accepts it as it is.
    pub(super) fn trust_ca_file(&mut self, file: CaFile) -> Vec<Effect> {
        let accepted = Some(file.accepted());
        self.ca_file.changed = None;
        self.ca_file.checked = Some(Ok(file));
        if self.settings.ca_file == accepted {
            return Vec::new();
        }
        self.settings.ca_file = accepted;
        self.wizard.verify.try_again_first(Remedy::ChooseCaFile);
        self.trust_changed()
    }

    /// Keeps the setting, and asks the hosts again under it.
    fn trust_changed(&mut self) -> Vec<Effect> {
        let mut effects = vec![Effect::KeepSettings(self.settings.clone())];
        effects.extend(self.reach_hosts_again());
        effects
    }
}
