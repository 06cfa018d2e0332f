//! Times and secrets, as they are shown.

use std::{sync::LazyLock, time::Duration};

use jiff::{Timestamp, civil::Date, tz::TimeZone};

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

/// The exact time in the system's time zone: "November 23, 2026 at 10:00 AM UTC".
#[must_use]
pub fn exact(at: Timestamp) -> String {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(TimeZone::system);
    exact_in(at, &ZONE)
}

fn exact_in(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned_datetime(zone.clone())
        .strftime("%B %-d, %Y at %-I:%M %p %Z")
        .to_string()
}

/// A day: "November 23, 2026".
#[must_use]
pub fn day(day: Date) -> String {
    day.strftime("%B %-d, %Y").to_string()
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

/// What is left of a wait: "0:09", "1:45", "1:02:03".
#[must_use]
pub fn countdown(left: Duration) -> String {
    let seconds = left.as_secs();
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes}:{seconds:02}")
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
    fn exact_times_name_their_zone() {
        let at: Timestamp = "2026-11-23T10:05:00Z".parse().expect("a timestamp");
        assert_eq!(
            exact_in(at, &TimeZone::UTC),
            "November 23, 2026 at 10:05 AM UTC"
        );
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        assert_eq!(exact_in(at, &zone), "November 23, 2026 at 11:05 AM CET");
    }

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

    #[test]
    fn a_wait_is_counted_down_like_a_clock() {
        for (seconds, expected) in [(9, "0:09"), (105, "1:45"), (3_723, "1:02:03")] {
            assert_eq!(countdown(Duration::from_secs(seconds)), expected);
        }
    }
}
