//! Times and secrets, as they are shown.

use std::time::Duration;

use jiff::Timestamp;

/// What stands for a secret, whatever its length.
pub const HIDDEN: &str = "••••••••••••";

/// "just now", "3 minutes ago", "yesterday", "12 days ago".
#[must_use]
pub fn ago(at: Timestamp, now: Timestamp) -> String {
    match seconds_between(at, now) {
        0..60 => "just now".to_owned(),
        86_400..172_800 => "yesterday".to_owned(),
        seconds => format!("{} ago", rough(seconds)),
    }
}

/// "in less than a minute", "in 10 minutes", "in 3 hours"; rounded up, because something is certain only then.
#[must_use]
pub fn ahead(at: Timestamp, now: Timestamp) -> String {
    match seconds_between(now, at) {
        0..60 => "in less than a minute".to_owned(),
        seconds @ 60..3_600 => format!("in {}", counted(seconds.div_ceil(60), "minute")),
        seconds @ 3_600..86_400 => format!("in {}", counted(seconds.div_ceil(3_600), "hour")),
        seconds => format!("in {}", counted(seconds.div_ceil(86_400), "day")),
    }
}

/// The exact time: "November 23, 2026 at 10:00 AM UTC".
#[must_use]
pub fn exact(at: Timestamp) -> String {
    at.strftime("%B %-d, %Y at %-I:%M %p UTC").to_string()
}

/// The age of something: "less than a minute", "3 hours", "94 days".
#[must_use]
pub fn age(since: Timestamp, now: Timestamp) -> String {
    match seconds_between(since, now) {
        0..60 => "less than a minute".to_owned(),
        seconds => rough(seconds),
    }
}

/// A length of time rounded to its largest unit: "10 minutes" for 599 seconds.
#[must_use]
pub fn duration_rounded(length: Duration) -> String {
    let seconds = length.as_secs();
    match seconds {
        0..90 => counted(seconds, "second"),
        90..5_400 => counted((seconds + 30) / 60, "minute"),
        5_400..129_600 => counted((seconds + 1_800) / 3_600, "hour"),
        _ => counted((seconds + 43_200) / 86_400, "day"),
    }
}

fn rough(seconds: u64) -> String {
    match seconds {
        0..3_600 => counted(seconds / 60, "minute"),
        3_600..86_400 => counted(seconds / 3_600, "hour"),
        _ => counted(seconds / 86_400, "day"),
    }
}

fn counted(count: u64, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

fn seconds_between(earlier: Timestamp, later: Timestamp) -> u64 {
    u64::try_from(later.duration_since(earlier).as_secs()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rough_and_never_in_the_future() {
        let then = Timestamp::UNIX_EPOCH;
        for (seconds, expected) in [
            (-5, "just now"),
            (59, "just now"),
            (60, "1 minute ago"),
            (3 * 3_600, "3 hours ago"),
            (90_000, "yesterday"),
            (12 * 86_400, "12 days ago"),
        ] {
            let now = Timestamp::from_second(seconds).expect("in range");
            assert_eq!(ago(then, now), expected);
        }
        assert_eq!(duration_rounded(Duration::from_secs(599)), "10 minutes");
        assert_eq!(duration_rounded(Duration::from_secs(1)), "1 second");
    }
}
