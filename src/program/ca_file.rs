//! The file of certificate authorities that a person names: checked first, then trusted and kept.

use std::path::PathBuf;

use super::{Effect, FileProblem, Program};
use crate::{connection::CaFile, diagnosis::Remedy};

/// About the file of certificate authorities that a person names.
#[derive(Clone, Debug)]
pub enum CaFileMsg {
    /// "Choose CA file…".
    Choose,
    /// "Use this file", for the path in the field.
    Name,
    /// "Stop trusting it".
    Forget,
    /// A CA file is good, or a sentence that names the file and what is wrong with it.
    Checked(Result<CaFile, FileProblem>),
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
            CaFileMsg::Checked(result) => self.ca_file_checked(result),
        }
    }

    /// Says at the start what is trusted, or why it no longer can be.
    pub(super) fn check_kept_ca_file(&mut self) -> Vec<Effect> {
        match self.settings.ca_file.clone() {
            Some(path) => self.check_ca_file(path),
            None => Vec::new(),
        }
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
        let good = result.as_ref().ok().map(|file| file.path.clone());
        self.ca_file.checked = Some(result);
        let Some(path) = good else { return Vec::new() };
        self.ca_file.path.clear();
        if self.settings.ca_file.as_ref() == Some(&path) {
            return Vec::new();
        }
        self.settings.ca_file = Some(path);
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
