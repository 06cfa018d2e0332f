//! Where the program keeps its files. The only file that names directories.

use std::path::PathBuf;

use directories::{ProjectDirs, UserDirs};

use super::bounded_file;

/// The folders of this program for the current user. They may not exist yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// Settings and the index of accounts, such as `~/.config/talkdesk-setup`.
    pub config: PathBuf,
    /// The log, such as `~/.local/state/talkdesk-setup`; systems without a folder for state have their local data folder here.
    pub state: PathBuf,
}

impl Folders {
    /// Whether the drives that they are on answer: everything after would wait for them.
    ///
    /// # Errors
    /// What happened and what to do.
    pub fn check(&self) -> Result<(), String> {
        for folder in [&self.config, &self.state] {
            let there = folder.clone();
            // That one is missing is an answer too.
            bounded_file::in_time(move || drop(there.metadata())).map_err(|_late| {
                format!(
                    "The folder {} does not answer, as on a network drive that is out of reach. See that its drive can be reached, then start again.",
                    folder.display()
                )
            })?;
        }
        Ok(())
    }
}

/// Where this user keeps documents: the folder of that name, or the home folder.
#[must_use]
pub fn documents() -> Option<PathBuf> {
    let user = UserDirs::new()?;
    let documents = user.document_dir().unwrap_or(user.home_dir());
    Some(documents.to_owned())
}

/// This user has no home folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoHome;

impl NoHome {
    /// What happened and what to do.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        "This user has no home folder, so there is nowhere to keep settings. Sign in as a user who has one, or set HOME."
    }
}

/// The folders, as the system's conventions place them.
///
/// # Errors
/// When the user has no home folder.
pub fn folders() -> Result<Folders, NoHome> {
    let project = ProjectDirs::from("", "", "talkdesk-setup").ok_or(NoHome)?;
    Ok(Folders {
        config: project.config_dir().to_owned(),
        state: project
            .state_dir()
            .unwrap_or(project.data_local_dir())
            .to_owned(),
    })
}

/// Where this user's downloads go; the home folder where the system names no such place, or it is not there or does not answer.
#[must_use]
pub fn downloads() -> Option<PathBuf> {
    let user = UserDirs::new()?;
    let folder = user.download_dir().map(ToOwned::to_owned);
    let there = bounded_file::in_time(move || folder.filter(|folder| folder.is_dir()));
    Some(there.ok().flatten().unwrap_or(user.home_dir().to_owned()))
}
