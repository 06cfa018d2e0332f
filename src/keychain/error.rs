//! How a keychain fails, in sentences.

use super::item_label;

/// Why the keychain did not do what was asked. Each has its own sentence; none holds a foreign error or a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeychainError {
    /// There is none on this system, or none that answers.
    Missing,
    /// There is no session bus, over which programs reach a keychain on Linux.
    NoSessionBus,
    /// It is installed, but does not run, and nothing but the person can start it.
    NotRunning {
        /// Its name.
        name: String,
    },
    /// It runs, but shows programs nothing of what it keeps.
    NothingExposed {
        /// Its name.
        name: String,
    },
    /// It is locked, and unlocking was not asked for.
    Locked {
        /// Its name.
        name: String,
    },
    /// It was never used, and making its first keyring was not asked for.
    NoKeyring {
        /// Its name.
        name: String,
    },
    /// The person dismissed the prompt, or access was denied.
    Refused {
        /// Its name.
        name: String,
    },
    /// No answer within the deadline.
    Frozen {
        /// Its name.
        name: String,
    },
    /// Its program ended while it was asked.
    Stopped {
        /// Its name.
        name: String,
    },
    /// What was read back is not what was written; the old value was put back.
    ReadBackDiffers {
        /// Its name.
        name: String,
    },
    /// What was read back is not what was written, and the old value could not be put back.
    NotRestored {
        /// Its name.
        name: String,
    },
    /// It could not write: storage read-only or full. The old value stands.
    NotWritten {
        /// Its name.
        name: String,
    },
    /// More than one item for one account.
    Ambiguous {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// The item holds something that this program did not write; it is left alone.
    NotOurs {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// A newer version of this program wrote the item; it is left alone.
    NewerVersion {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// Other credentials of the account stand there, and replacing them was not asked for.
    AlreadySaved {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// As many replaced credentials are kept as there is room for, and none of them is retired.
    NotRetired {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// The envelope is longer than every system's keychain takes.
    TooLong,
    /// The item is gone.
    NotThere {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// It holds other credentials than those that were meant: something else has changed them since.
    Changed {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
    },
    /// The list of accounts says something else of the account than the item does.
    Differs {
        /// Its name.
        name: String,
        /// The account's label.
        account: String,
        /// What the list has, such as `the API host api.example`.
        listed: String,
        /// What the item has.
        held: String,
    },
    /// What was removed is forgotten, so that it cannot be brought back any more.
    UndoIsOver {
        /// The account's label.
        account: String,
    },
    /// Anything else, in this program's own words.
    Other {
        /// Its name.
        name: String,
    },
}

impl KeychainError {
    /// What happened, and what to do about it.
    #[must_use]
    pub fn what_happened_and_what_to_do(&self) -> String {
        format!("{} {}", self.what_happened(), self.what_to_do())
    }

    /// One sentence or two: what happened, and what became of the value that was there before.
    #[must_use]
    pub fn what_happened(&self) -> String {
        match self {
            Self::Missing => "This computer has no keychain that programs can use.".into(),
            Self::NoSessionBus => {
                "This program cannot reach any keychain: its session has no message bus.".into()
            }
            Self::NotRunning { name } => format!("{name} is installed, but does not run."),
            Self::NothingExposed { name } => {
                format!("{name} runs, but shows programs no database.")
            }
            Self::Locked { name } => format!("{name} is locked."),
            Self::NoKeyring { name } => format!("{name} has no keyring yet."),
            Self::Refused { name } => {
                format!("{name} denied access, or its window was closed without an answer.")
            }
            Self::Frozen { name } => format!("{name} did not answer in time."),
            Self::Stopped { name } => format!("{name} stopped before it was done."),
            Self::ReadBackDiffers { name } => {
                format!(
                    "{name} gave back something else than was written. What it held before was put back."
                )
            }
            Self::NotRestored { name } => {
                format!(
                    "{name} lost what was written, and what it held before could not be put back."
                )
            }
            Self::NotWritten { name } => {
                format!("{name} could not write. What it held before is still there.")
            }
            Self::Ambiguous { name, account } => {
                format!("{name} holds more than one item for {account}.")
            }
            Self::NotOurs { name, account } => format!(
                "The item for {account} in {name} was not written by this program, or was edited since. It was left \
                 alone."
            ),
            Self::NewerVersion { name, account } => format!(
                "The item for {account} in {name} was written by a newer version of this program. It was left alone."
            ),
            Self::AlreadySaved { name, account } => format!(
                "{name} already holds other credentials for {account}. They were left alone."
            ),
            Self::NotRetired { name, account } => format!(
                "{name} keeps nine replaced credentials of {account} already, and none of them is retired."
            ),
            Self::TooLong => "These credentials are longer than a keychain takes.".into(),
            Self::NotThere { name, account } => {
                format!("{name} holds no credentials for {account}.")
            }
            Self::UndoIsOver { account } => {
                format!("The removed credentials of {account} are forgotten.")
            }
            Self::Changed { name, account } => format!(
                "{name} now holds other credentials for {account} than this page shows. They were left alone."
            ),
            Self::Differs {
                name,
                account,
                listed,
                held,
            } => format!(
                "The list of accounts does not agree with {name} about {account}: the list has {listed}, {name} has \
                 {held}. Nothing is sent anywhere until you decide."
            ),
            Self::Other { name } => format!("{name} did not do what was asked."),
        }
    }

    /// Whether Unlock helps.
    #[must_use]
    pub fn waits_for_unlock(&self) -> bool {
        matches!(self, Self::Locked { .. } | Self::NoKeyring { .. })
    }

    /// Whether it concerns every item alike, so that there is no use in asking for another.
    #[must_use]
    pub fn is_of_the_whole_keychain(&self) -> bool {
        matches!(
            self,
            Self::Missing
                | Self::NoSessionBus
                | Self::NotRunning { .. }
                | Self::NothingExposed { .. }
                | Self::Locked { .. }
                | Self::NoKeyring { .. }
                | Self::Refused { .. }
                | Self::Frozen { .. }
                | Self::Stopped { .. }
        )
    }

    /// Whether it is about one item, and is over once the item is as it should be.
    #[must_use]
    pub fn is_of_the_item(&self) -> bool {
        matches!(
            self,
            Self::NotOurs { .. }
                | Self::NewerVersion { .. }
                | Self::Ambiguous { .. }
                | Self::NotThere { .. }
                | Self::Differs { .. }
        )
    }

    /// What to do now, such as how to get a keychain on this system.
    #[must_use]
    pub fn what_to_do(&self) -> String {
        match self {
            Self::Missing => HOW_TO_GET_ONE.into(),
            Self::NoSessionBus => "Start it from your desktop's menu, or from a terminal that was opened there; over SSH or \
                 in tmux, set DBUS_SESSION_BUS_ADDRESS as in that terminal."
                .into(),
            Self::NotRunning { name } => format!("Start {name} and open your database, then press Try again."),
            Self::NothingExposed { name } => format!(
                "Open your database in {name}. Then choose Database > Database Settings > Secret Service Integration, \
                 and there the group that programs may use. Then press Try again."
            ),
            Self::NoKeyring { .. } => "Press Unlock, then choose a password for a new keyring in the window that your system \
                 shows. It may be behind this one."
                .into(),
            Self::Locked { .. } => {
                "Press Unlock, then unlock it in the window that your system shows. It may be behind this one.".into()
            }
            Self::Refused { .. } => {
                "Press Try again, and allow access in the window that your system shows. It may be behind this one."
                    .into()
            }
            Self::Frozen { name } => format!(
                "Look for a window of {name} that waits for you; it may be behind this one. Then press Try again. If \
                 that changes nothing, sign out of your computer and in again."
            ),
            Self::Stopped { name } => format!(
                "Press Try again. If {name} does not come back, sign out of your computer and in again."
            ),
            Self::ReadBackDiffers { name } => format!(
                "Press Try again. If it happens again, check {name} with {}.",
                own_program(name)
            ),
            Self::NotRestored { name } => format!(
                "Leave Talkdesk's window open and press Try again. If it happens again, check {name} with {}.",
                own_program(name)
            ),
            Self::NotWritten { name } if name == "KDE Wallet" => {
                "Open KWalletManager and see whether an entry can be added there; KDE Wallet may lack a package \
                 (libqca-qt5-2-plugins) or room on the disk. Then press Try again."
                    .into()
            }
            Self::NotWritten { .. } => {
                "Make room on the disk, and see that your home folder can be written to. Then press Try again.".into()
            }
            Self::Ambiguous { .. } => {
                "Choose the one to keep. The others are not lost: credentials stay beside it as old ones, until you \
                 retire them."
                    .into()
            }
            Self::NotOurs { name, account } => {
                format!("Look at \"{}\" in {}.", item_label(account), own_program(name))
            }
            Self::NewerVersion { .. } => "Update this program, then open it again.".into(),
            Self::AlreadySaved { .. } => {
                "See below what Save replaces now, then press Try again. The old ones are kept until they are retired."
                    .into()
            }
            Self::NotRetired { .. } => {
                "Leave Talkdesk's window open, retire the old credentials, then press Try again.".into()
            }
            Self::TooLong => "Check that the client ID and the client secret are what Talkdesk showed.".into(),
            Self::UndoIsOver { .. } | Self::NotThere { .. } => "Enter the account's credentials again.".into(),
            Self::Changed { account, .. } => format!(
                "Go back to the list of accounts, and open {account} from there."
            ),
            Self::Differs { name, .. } => format!(
                "The list is a plain file, which any program of yours can change. Press Take what {name} holds, or \
                 Remove."
            ),
            Self::Other { .. } => {
                "Press Try again. If that changes nothing, sign out of your computer and in again.".into()
            }
        }
    }
}

const HOW_TO_GET_ONE: &str = if cfg!(target_os = "macos") {
    "Open Keychain Access, see that there is a login keychain, then press Try again."
} else if cfg!(windows) {
    "Open Services, start \"Credential Manager\", then press Try again."
} else {
    "Install GNOME Keyring (package gnome-keyring) or turn on Secret Service in KeePassXC or KDE Wallet, then press \
     Try again."
};

/// The program in which a person sees and deletes the items of a keychain.
fn own_program(keychain: &str) -> &'static str {
    match keychain {
        "GNOME Keyring" => "Passwords and Keys",
        "KDE Wallet" => "KWalletManager",
        "KeePassXC" => "KeePassXC",
        "macOS Keychain" => "Keychain Access",
        "Windows Credential Manager" => "Credential Manager in Control Panel",
        _ => "your keychain's own program",
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn every_error() -> Vec<KeychainError> {
        let name = || "GNOME Keyring".to_owned();
        let account = || "acme (United States)".to_owned();
        vec![
            KeychainError::Missing,
            KeychainError::NoSessionBus,
            KeychainError::NotRunning { name: name() },
            KeychainError::NothingExposed { name: name() },
            KeychainError::Locked { name: name() },
            KeychainError::NoKeyring { name: name() },
            KeychainError::Refused { name: name() },
            KeychainError::Frozen { name: name() },
            KeychainError::Stopped { name: name() },
            KeychainError::ReadBackDiffers { name: name() },
            KeychainError::NotRestored { name: name() },
            KeychainError::NotWritten { name: name() },
            KeychainError::Ambiguous {
                name: name(),
                account: account(),
            },
            KeychainError::NotOurs {
                name: name(),
                account: account(),
            },
            KeychainError::NewerVersion {
                name: name(),
                account: account(),
            },
            KeychainError::AlreadySaved {
                name: name(),
                account: account(),
            },
            KeychainError::NotRetired {
                name: name(),
                account: account(),
            },
            KeychainError::TooLong,
            KeychainError::NotThere {
                name: name(),
                account: account(),
            },
            KeychainError::Changed {
                name: name(),
                account: account(),
            },
            KeychainError::Differs {
                name: name(),
                account: account(),
                listed: "the API host api.example".into(),
                held: "the API host api.talkdeskapp.au".into(),
            },
            KeychainError::Other { name: name() },
        ]
    }

    #[test]
    fn every_error_has_texts_of_its_own() {
        let errors = every_error();
        let happened: HashSet<_> = errors.iter().map(KeychainError::what_happened).collect();
        let to_do: HashSet<_> = errors.iter().map(KeychainError::what_to_do).collect();
        assert_eq!((happened.len(), to_do.len()), (errors.len(), errors.len()));
    }

    #[test]
    fn the_keychain_and_the_account_are_named() {
        for error in every_error() {
            let text = error.what_happened();
            let nameless = matches!(
                error,
                KeychainError::Missing | KeychainError::NoSessionBus | KeychainError::TooLong
            );
            assert_eq!(text.contains("GNOME Keyring"), !nameless, "{text}");
            let of_an_account = matches!(
                error,
                KeychainError::Ambiguous { .. }
                    | KeychainError::NotOurs { .. }
                    | KeychainError::NewerVersion { .. }
                    | KeychainError::AlreadySaved { .. }
                    | KeychainError::NotRetired { .. }
                    | KeychainError::NotThere { .. }
                    | KeychainError::Changed { .. }
                    | KeychainError::Differs { .. }
            );
            assert_eq!(
                text.contains("acme (United States)"),
                of_an_account,
                "{text}"
            );
        }
    }

    #[test]
    fn texts_are_whole_sentences_in_the_words_of_the_house() {
        for text in every_error()
            .iter()
            .flat_map(|error| [error.what_happened(), error.what_to_do()])
        {
            assert!(
                text.ends_with('.') && !text.contains("  ") && !text.contains('\n'),
                "{text}"
            );
            for word in ["please", "sorry", "oops", "invalid"] {
                assert!(!text.to_lowercase().contains(word), "{text}");
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_missing_keychain_comes_with_how_to_get_one() {
        assert_eq!(
            KeychainError::Missing.what_to_do(),
            "Install GNOME Keyring (package gnome-keyring) or turn on Secret Service in KeePassXC or KDE Wallet, then \
             press Try again."
        );
    }

    #[test]
    fn an_item_is_named_as_the_keychains_own_program_shows_it() {
        let error = KeychainError::NotOurs {
            name: "GNOME Keyring".into(),
            account: "acme (Europe)".into(),
        };
        assert_eq!(
            error.what_to_do(),
            "Look at \"Talkdesk credentials: acme (Europe)\" in Passwords and Keys."
        );
    }
}
