//! What is wrong with files of certificate authorities.

use crate::{connection::CaFile, unread::Unread};

/// What is wrong with a file or folder of certificate authorities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustFileProblem {
    /// It was not read.
    Unread(Unread),
    /// It holds no certificate.
    NoCertificate,
}

/// What is wrong with the CA file that the person named. Certificates are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaFileProblem {
    /// It was not read.
    Unread(Unread),
    /// It holds no certificate, neither as text (PEM) nor in binary form (DER).
    NoCertificate,
    /// It holds other certificates than those that the person accepted.
    Changed {
        /// What it is now.
        now: Box<CaFile>,
    },
    /// One of its certificates cannot be read.
    Damaged {
        /// Which.
        number: usize,
    },
    /// One of its certificates belongs to no authority.
    NotAnAuthority {
        /// Which.
        number: usize,
        /// Whose it is, as it says, cleaned.
        name: String,
    },
}
