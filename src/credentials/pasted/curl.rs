//! A `curl` command, as documentation and browsers give it to copy.

use super::{
    basic, form,
    found::{Field, Found},
};
use crate::{characters::trim_ends, secret::Secret};

/// Reads the text's first `curl` command; says whether there is one.
pub(super) fn read(text: &str, found: &mut Found) -> bool {
    let Some(arguments) = find_command(text) else {
        return false;
    };
    let mut words = Words { rest: arguments };
    while let Some(word) = words.next() {
        let (option, value) = match read_option(word.expose()) {
            Some((option, Some(value))) => (option, Some(Secret::from(value))),
            Some((option, None)) => (option, words.next()),
            None => (CurlOption::Other, Some(word)),
        };
        let Some(value) = value else { break };
        take(option, value.expose(), found);
    }
    true
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CurlOption {
    /// `-u`, `--user`
    User,
    /// `-H`, `--header`
    Header,
    /// `-d`, `--data…`
    Data,
    /// `--url`, or no option at all
    Other,
    /// One whose value is of no use
    Ignored,
}

fn take(option: CurlOption, value: &str, found: &mut Found) {
    match option {
        CurlOption::User => basic::take_pair(value, found),
        CurlOption::Header => {
            if let Some((name, value)) = value.split_once(':')
                && Field::of(name) == Some(Field::Authorization)
            {
                basic::read_authorization(trim_ends(value).text, found);
            }
        }
        CurlOption::Data => {
            if !form::read(value, found)
                && let Some((name, value)) = value.split_once('=')
                && let Some(field @ (Field::ClientId | Field::ClientSecret)) = Field::of(name)
                && let Some(value) = form::decode(value)
            {
                found.take(field, value.expose());
            }
        }
        CurlOption::Other => {
            found.take_address(value);
        }
        CurlOption::Ignored => {}
    }
}

/// What follows `curl` at the beginning of a line, behind the prompt that was copied along with it.
fn find_command(text: &str) -> Option<&str> {
    text.lines().find_map(|line| {
        let command = line.trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '$' | '>' | '%' | '#' | '`')
        });
        let arguments = command
            .strip_prefix("curl.exe")
            .or_else(|| command.strip_prefix("curl"))?;
        arguments
            .starts_with(|c: char| c.is_whitespace() || c == '\\')
            .then(|| {
                let start = arguments.as_ptr().addr() - text.as_ptr().addr();
                &text[start..]
            })
    })
}

/// An option and its value, where the value is part of the word. `None` where the word is no option or takes no value.
fn read_option(word: &str) -> Option<(CurlOption, Option<&str>)> {
    const WITHOUT_VALUE: &str = "#0123469BGIJLMNOSZafgijklnpqsv";
    if let Some(long) = word.strip_prefix("--") {
        let (name, value) = long
            .split_once('=')
            .map_or((long, None), |(name, value)| (name, Some(value)));
        let option = match name {
            "user" => CurlOption::User,
            "header" => CurlOption::Header,
            "url" => CurlOption::Other,
            "request" | "user-agent" | "output" | "cookie" | "referer" | "proxy" | "max-time"
            | "connect-timeout" | "cacert" | "cert" | "key" | "form" | "write-out" | "resolve" => {
                CurlOption::Ignored
            }
            data if data.starts_with("data") || data == "json" => CurlOption::Data,
            _ => return Some((CurlOption::Ignored, Some(""))),
        };
        return Some((option, value));
    }
    let cluster = word.strip_prefix('-')?;
    let Some((place, letter)) = cluster
        .char_indices()
        .find(|(_, c)| !WITHOUT_VALUE.contains(*c))
    else {
        return Some((CurlOption::Ignored, Some("")));
    };
    let option = match letter {
        'u' => CurlOption::User,
        'H' => CurlOption::Header,
        'd' => CurlOption::Data,
        _ => CurlOption::Ignored,
    };
    let value = &cluster[place + letter.len_utf8()..];
    Some((option, (!value.is_empty()).then_some(value)))
}

/// The words of a command line up to its end, without quotation marks and escapes. POSIX shell, section 2.2; a `^` or a
/// backtick at the end of a line continues it as `\` does, for Windows' shells.
struct Words<'a> {
    rest: &'a str,
}

impl Iterator for Words<'_> {
    type Item = Secret;

    fn next(&mut self) -> Option<Secret> {
        self.skip_blanks();
        let mut word = Secret::with_capacity(self.rest.len().min(self.length_of_word()));
        let mut quote = None;
        let mut begun = false;
        let mut characters = self.rest.char_indices().peekable();
        let mut end = self.rest.len();
        while let Some((place, c)) = characters.next() {
            let literal = match (quote, c) {
                (None, ' ' | '\t' | '\n' | '\r' | '|' | ';') => {
                    end = place;
                    break;
                }
                (None, '\'' | '"') => {
                    quote = Some(c);
                    begun = true;
                    continue;
                }
                (Some(open), c) if c == open => {
                    quote = None;
                    continue;
                }
                (None, '\\') => match characters.next() {
                    Some((_, escaped)) => escaped,
                    None => break,
                },
                (Some('"'), '\\')
                    if characters
                        .peek()
                        .is_some_and(|(_, c)| matches!(c, '"' | '\\' | '$' | '`')) =>
                {
                    characters.next().map_or(c, |(_, escaped)| escaped)
                }
                (_, c) => c,
            };
            begun = true;
            if !word.push_str(literal.encode_utf8(&mut [0; 4])) {
                break;
            }
        }
        self.rest = &self.rest[end..];
        begun.then_some(word)
    }
}

impl Words<'_> {
    fn skip_blanks(&mut self) {
        loop {
            let trimmed = self.rest.trim_start_matches([' ', '\t']);
            let continued = trimmed.strip_prefix(['\\', '^', '`']).and_then(|rest| {
                rest.trim_start_matches([' ', '\t'])
                    .trim_start_matches('\r')
                    .strip_prefix('\n')
            });
            let Some(rest) = continued else {
                self.rest = trimmed;
                return;
            };
            self.rest = rest;
        }
    }

    /// The most bytes that the next word can have.
    fn length_of_word(&self) -> usize {
        let mut quote = None;
        let mut escaped = false;
        for (place, c) in self.rest.char_indices() {
            match (quote, c) {
                _ if escaped => escaped = false,
                (None | Some('"'), '\\') => escaped = true,
                (None, '\'' | '"') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                (None, c) if c.is_whitespace() => return place,
                _ => {}
            }
        }
        self.rest.len()
    }
}
