//! Why the helper gave no answer.

/// Why the helper gave no answer. The next request starts it anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelperError {
    /// It ended, or was ended by another program, before it answered.
    Ended,
    /// It said more, or something else, than it was asked for, or more than an answer can be.
    OutOfTurn,
    /// It took longer than what was asked can take.
    TooLate,
    /// The system starts no process.
    NotStarted,
}

impl HelperError {
    /// What happened. What to do depends on what was asked.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Ended => {
                "The part of this program that speaks to the desktop ended before it answered."
            }
            Self::OutOfTurn => {
                "The part of this program that speaks to the desktop answered what it was not asked. Nothing of it was taken, and it was ended: another program may have spoken for it."
            }
            Self::TooLate => {
                "The part of this program that speaks to the desktop did not answer in time, and was ended."
            }
            Self::NotStarted => {
                "This system does not let the program start the part of it that speaks to the desktop. Close other programs."
            }
        }
    }
}
