//! When to rotate next, as a calendar file (RFC 5545).

use jiff::{Timestamp, civil::Date};

use crate::talkdesk::Account;

/// An entry for the person's calendar. It holds nothing secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The name that the file should have.
    pub file_name: String,
    /// The file's content.
    pub text: String,
}

/// The reminder to replace an account's credentials on a day, made at `now`.
#[must_use]
pub fn reminder(account: &Account, day: Date, now: Timestamp) -> Reminder {
    let name = account.name.as_str();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        concat!(
            "PRODID:-//talkdesk-setup//",
            env!("CARGO_PKG_VERSION"),
            "//EN"
        )
        .to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!(
            "UID:{}-{}@talkdesk-setup",
            account.key(),
            day.strftime("%Y%m%d")
        ),
        format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")),
        format!("DTSTART;VALUE=DATE:{}", day.strftime("%Y%m%d")),
        format!("SUMMARY:Replace the Talkdesk credentials of {name}"),
        "DESCRIPTION:Open Talkdesk setup and press Replace on the account's card. Nothing stops working on this day."
            .to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        "DESCRIPTION:Replace the Talkdesk credentials".to_owned(),
        "TRIGGER:PT9H".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    Reminder {
        file_name: format!("Replace Talkdesk credentials of {name}.ics"),
        text: lines
            .iter()
            .flat_map(|line| [folded(line), "\r\n".to_owned()])
            .collect(),
    }
}

/// A line of at most 75 bytes, and what does not fit in further ones that begin with a space (section 3.1). All text here
/// is ASCII.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 3);
    for (place, character) in line.chars().enumerate() {
        if place > 0 && place % 74 == 0 {
            folded.push_str("\r\n ");
        }
        folded.push(character);
    }
    folded
}
