//! `Retry-After`. RFC 9110 section 10.2.3.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

/// Numbers from here on are seconds since 1970: as a pause they would be decades.
const FIRST_TIMESTAMP: f64 = 1e9;

/// When to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// So long after the answer.
    In(Duration),
    /// At this time.
    At(Timestamp),
}

impl RetryAfter {
    /// Reads seconds, parts of them included, or a date in any form of HTTP, of e-mail or of ISO 8601.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches('"');
        let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_number = number
            .trim()
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
        let unit = text[number.len()..].to_ascii_lowercase();
        if is_number
            && matches!(
                unit.as_str(),
                "" | "s" | "sec" | "secs" | "second" | "seconds"
            )
        {
            let seconds: f64 = number.trim().parse().ok()?;
            if seconds >= FIRST_TIMESTAMP {
                let since_1970 = Duration::try_from_secs_f64(seconds).ok()?;
                let time = SystemTime::UNIX_EPOCH.checked_add(since_1970)?;
                return Timestamp::try_from(time).ok().map(Self::At);
            }
            return Duration::try_from_secs_f64(seconds.ceil())
                .ok()
                .map(Self::In);
        }
        let date = httpdate::parse_http_date(text)
            .ok()
            .and_then(|date| Timestamp::try_from(date).ok())
            .or_else(|| {
                jiff::fmt::rfc2822::parse(text)
                    .ok()
                    .map(|date| date.timestamp())
            })
            .or_else(|| text.parse().ok())?;
        Some(Self::At(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_rounded_up() {
        for (text, seconds) in [
            ("120", 120),
            (" 0 ", 0),
            ("1.5", 2),
            ("1.0", 1),
            ("30s", 30),
            ("30 seconds", 30),
            ("\"60\"", 60),
        ] {
            assert_eq!(
                RetryAfter::parse(text),
                Some(RetryAfter::In(Duration::from_secs(seconds))),
                "{text}"
            );
        }
    }

    #[test]
    fn every_form_of_a_date_is_read() {
        let at = "2026-11-25T18:00:00Z".parse().unwrap();
        for text in [
            "Wed, 25 Nov 2026 18:00:00 GMT",
            "Wednesday, 25-Nov-26 18:00:00 GMT",
            "Wed Nov 25 18:00:00 2026",
            "Wed, 25 Nov 2026 19:00:00 +0100",
            "2026-11-25T18:00:00Z",
            "1795629600",
        ] {
            assert_eq!(RetryAfter::parse(text), Some(RetryAfter::At(at)), "{text}");
        }
    }

    #[test]
    fn what_is_neither_says_nothing() {
        for text in [
            "",
            "soon",
            "-1",
            ".",
            "1.2.3",
            "5 minutes",
            "99999999999999999999999",
        ] {
            assert_eq!(RetryAfter::parse(text), None, "{text}");
        }
    }
}
