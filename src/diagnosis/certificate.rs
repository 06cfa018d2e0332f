//! Certificates, and the list of authorities that they are checked against.

use std::path::Path;

use jiff::Timestamp;

use super::{
    Problem, Remedy,
    setting::{NOT_SENT, Setting},
};
use crate::{
    connection::CaFile,
    foreign_text,
    unread::Unread,
    verification::{CaFileProblem, Cause, TrustFileProblem},
};

const REACHED: &str =
    "Ruled out: the connection to the server. Your client ID and secret were not sent.";

pub(super) fn problem(cause: &Cause, setting: &Setting) -> Problem {
    let problem = match cause {
        Cause::CertificateExpired {
            host,
            not_after,
            now,
        } => expired(host, *not_after, *now),
        Cause::CertificateNotYetValid {
            host,
            not_before,
            now,
        } => not_yet_valid(host, *not_before, *now),
        Cause::UnknownIssuer { host, issuer } => Problem::new(
            match issuer {
                Some(name) => {
                    format!("This computer does not trust “{name}”, which vouches for {host}.")
                }
                None => format!("This computer does not trust whoever vouches for {host}."),
            },
            REACHED,
            "Many companies look into secure connections with an authority of their own. Ask whoever runs your network for \
             its certificate (CA file) and choose it here. On a guest network, sign in to the network first.",
        )
        .with([Remedy::ChooseCaFile]),
        Cause::BadCertificateSignature { host, .. } => Problem::new(
            format!(
                "The proof of identity (certificate) of {host} bears the name of an authority that did not sign it."
            ),
            REACHED,
            "A security device on your network that was renewed is the usual cause, an attack the rare one. Ask whoever \
             runs your network for the current certificate (CA file) and choose it here. Until then, use another network.",
        )
        .with([Remedy::ChooseCaFile]),
        Cause::WrongName { host, presented } => wrong_name(host, presented, setting),
        Cause::CertificateRevoked { host } => Problem::new(
            format!(
                "The proof of identity (certificate) of {host} was withdrawn by whoever issued it."
            ),
            REACHED,
            "Do not go on from this network. Try another one. If it is the same there, tell Talkdesk's support.",
        ),
        Cause::CertificateNotAccepted { host, .. } => Problem::new(
            format!("The proof of identity (certificate) of {host} does not fit its purpose."),
            REACHED,
            "A security device on your network is the likeliest cause. Try another network, or show the details to \
             whoever runs yours.",
        ),
        Cause::TrustFile {
            variable,
            path,
            problem,
        } => trust_file(variable, path, *problem),
        Cause::CaFile { path, problem } => ca_file(path, problem),
        _ => Problem::new(
            "This computer has no list of authorities to trust, so no secure connection can be checked.",
            NOT_SENT,
            INSTALL_AUTHORITIES,
        ),
    };
    problem.with([Remedy::TryAgain, Remedy::ChangeAccount])
}

/// What brings a list of authorities: a package on Linux; elsewhere it is part of the system.
const INSTALL_AUTHORITIES: &str = if cfg!(target_os = "linux") {
    "Install the list. On Debian and Ubuntu: sudo apt install ca-certificates. Then try again."
} else {
    "Restart this computer and install its updates, then try again. If it stays so, show the details to whoever looks after it."
};

fn expired(host: &str, not_after: Option<Timestamp>, now: Option<Timestamp>) -> Problem {
    let ended = not_after.map_or_else(String::new, |at| format!(" on {}", date(at)));
    Problem::new(
        format!("The proof of identity (certificate) of {host} ended{ended}."),
        REACHED,
        format!(
            "{}If this computer's clock is wrong, set it and try again. If it is right, only Talkdesk, or whoever runs your \
             network, can renew the certificate.",
            clock(now)
        ),
    )
}

fn not_yet_valid(host: &str, not_before: Option<Timestamp>, now: Option<Timestamp>) -> Problem {
    let begins = not_before.map_or_else(
        || "lies in the future".to_owned(),
        |at| format!("begins only on {}", date(at)),
    );
    Problem::new(
        format!(
            "The proof of identity (certificate) of {host} {begins}, so this computer's clock is probably wrong."
        ),
        REACHED,
        format!("{}Set the clock, then try again.", clock(now)),
    )
}

fn clock(now: Option<Timestamp>) -> String {
    now.map_or_else(String::new, |now| {
        format!("This computer's clock says {}. ", date(now))
    })
}

fn date(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y, %H:%M UTC").to_string()
}

fn wrong_name(host: &str, presented: &[String], setting: &Setting) -> Problem {
    let names = match presented {
        [] => "another name".to_owned(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    };
    let what_to_do = if setting.region.is_some() {
        "Something on your network probably answers in Talkdesk's place: sign in to the network first, or try another \
         one."
    } else {
        "Check the host that you entered."
    };
    Problem::new(
        format!("The server that answered for {host} is {names}."),
        REACHED,
        what_to_do,
    )
}

fn trust_file(variable: &str, path: &str, problem: TrustFileProblem) -> Problem {
    let (wrong, to_do) = match problem {
        TrustFileProblem::Unread(unread) => (
            unread.words(),
            match unread {
                Unread::Missing => "Put it there",
                Unread::NotReadable => "Make it readable",
                Unread::NotAFile | Unread::TooLong { .. } => {
                    "Put a text file with the certificate there"
                }
                Unread::NoAnswer => "Make its drive reachable",
            },
        ),
        TrustFileProblem::NoCertificate => (
            "holds no certificate".to_owned(),
            "Put the certificate into it as text",
        ),
    };
    Problem::new(
        format!("The setting {variable} names {path}, which {wrong}."),
        NOT_SENT,
        format!("{to_do} and try again, or remove {variable} and start this program again."),
    )
}

/// A sentence that names the CA file and what is wrong with it.
#[must_use]
pub fn about_ca_file(path: &Path, problem: &CaFileProblem) -> String {
    format!(
        "The CA file {} {}.",
        foreign_text::path(path),
        wrong_with(problem)
    )
}

/// A sentence or two about a CA file that no longer is what was accepted.
#[must_use]
pub fn about_changed_ca_file(now: &CaFile) -> String {
    format!(
        "The CA file {} has changed since you accepted it, so it is not trusted. It now holds: {}.",
        foreign_text::path(&now.path),
        now.whose()
    )
}

fn ca_file(path: &str, problem: &CaFileProblem) -> Problem {
    if let CaFileProblem::Changed { now } = problem {
        return Problem::new(
            about_changed_ca_file(now),
            NOT_SENT,
            "Ask whoever runs your network whether they have renewed it. If they have, trust the changed file. If nobody \
             knows of it, another program may have put it there: try without it, and tell them.",
        )
        .with([
            Remedy::AcceptCaFile,
            Remedy::ChooseCaFile,
            Remedy::TryWithoutCaFile,
        ]);
    }
    Problem::new(
        about_ca_file(Path::new(path), problem),
        NOT_SENT,
        "Ask whoever runs your network for the certificate of its authority as a text file, and choose that file. \
         Or try without one.",
    )
    .with([Remedy::ChooseCaFile, Remedy::TryWithoutCaFile])
}

fn wrong_with(problem: &CaFileProblem) -> String {
    match problem {
        CaFileProblem::Unread(unread @ Unread::TooLong { .. }) => {
            format!("{}, so it is no list of authorities", unread.words())
        }
        CaFileProblem::Unread(unread) => unread.words(),
        CaFileProblem::NoCertificate => "holds no certificate".to_owned(),
        CaFileProblem::Changed { .. } => "has changed since you accepted it".to_owned(),
        CaFileProblem::Damaged { number } => {
            format!("is damaged: its certificate number {number} cannot be read")
        }
        CaFileProblem::NotAnAuthority { number, name } => {
            format!("does not help: its certificate number {number}, “{name}”, is no authority's")
        }
    }
}
