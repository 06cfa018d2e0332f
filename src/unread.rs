//! Why a file was not read, whatever it is for.

/// How the reading of a file ended early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// There is no such file, or no longer.
    Missing,
    /// This person may not read it, or the drive failed.
    NotReadable,
    /// Under its name is a folder, a pipe, a socket or a device.
    NotAFile,
    /// It is longer than any of its kind, in bytes.
    TooLong {
        /// The longest that is read.
        limit: usize,
    },
    /// It was not read in time, as on a network drive that is out of reach.
    NoAnswer,
}

impl Unread {
    /// What follows the file's name in a sentence.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Missing => "does not exist".to_owned(),
            Self::NotReadable => "cannot be read".to_owned(),
            Self::NotAFile => "is no file, but a folder, a pipe or a device".to_owned(),
            Self::TooLong { limit } => format!("is longer than {}", size(limit)),
            Self::NoAnswer => {
                "does not answer, as on a network drive that is out of reach".to_owned()
            }
        }
    }

    /// What to do about a file that belongs to this program.
    #[must_use]
    pub fn what_to_do(self) -> &'static str {
        match self {
            Self::Missing | Self::NotReadable => "See that you may read this file.",
            Self::NotAFile | Self::TooLong { .. } => "Look at what it is, and move it away.",
            Self::NoAnswer => {
                "See that the drive with your home folder can be reached, and start again."
            }
        }
    }
}

fn size(bytes: usize) -> String {
    match bytes >> 20 {
        0 => format!("{} KiB", bytes >> 10),
        mib => format!("{mib} MiB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_told_in_its_unit() {
        let words = |limit| Unread::TooLong { limit }.words();
        assert_eq!(words(16 * 1024), "is longer than 16 KiB");
        assert_eq!(words(4 << 20), "is longer than 4 MiB");
    }
}
