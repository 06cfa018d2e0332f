//! What stands around a place in a text: the name in front of it, and the heading, section or key that it lies below.

use super::labels::{LONGEST, Service, is_generic};

/// A name in front of a value.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Label<'a> {
    pub(super) text: &'a str,
    /// Where it begins.
    pub(super) start: usize,
    /// Whether `=` or `:` stands behind it, directly.
    pub(super) is_assigned: bool,
    /// Whether it is a parameter of an address.
    pub(super) in_address: bool,
}

/// How far a name or heading is looked for, in bytes.
const FARTHEST: usize = 400;

/// The name in front of `place`, not before `floor`: on the same line, or alone on the line above.
pub(super) fn label_before(text: &str, place: usize, floor: usize) -> Label<'_> {
    let mut label = nearest(text, place, floor, false);
    for _ in 0..4 {
        if !is_generic(label.text) {
            break;
        }
        let farther = nearest(text, label.start, floor, true);
        if farther.text.is_empty() {
            break;
        }
        label = Label {
            is_assigned: label.is_assigned,
            ..farther
        };
    }
    label
}

/// The name on the same line in front of a `:`, `=` or the like.
pub(super) fn name_before(line: &str, place: usize) -> &str {
    let floor = floor_char(line, place.saturating_sub(2 * LONGEST));
    on_line(&line[floor..place], false).0
}

fn nearest(text: &str, place: usize, floor: usize, is_farther: bool) -> Label<'_> {
    let floor = floor
        .max(floor_char(text, place.saturating_sub(FARTHEST)))
        .min(place);
    let line_start = text[floor..place].rfind('\n').map(|end| floor + end + 1);
    let from = line_start.unwrap_or(floor);
    let before = &text[from..place];
    let (name, start) = on_line(before, is_farther);
    let behind = before[start + name.len()..].trim_matches(|c: char| !matches!(c, '=' | ':'));
    if !name.is_empty() || line_start.is_none() {
        return Label {
            text: name,
            start: from + start,
            is_assigned: !behind.is_empty(),
            in_address: before[..start].ends_with(['?', '&']) && behind.contains('='),
        };
    }
    let above = text[floor..from].trim_end();
    let line = above.rsplit('\n').next().unwrap_or_default();
    let line_at = floor + above.len() - line.len();
    let name = line.trim_end_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let name = match name.rsplit_once([':', '=']) {
        Some((front, last)) if is_farther && is_generic(front) => {
            last.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''))
        }
        _ => name,
    };
    let is_name_alone = name.len() <= LONGEST && !name.trim_start().contains([':', '=', '{', '\t']);
    Label {
        text: if is_name_alone { name } else { "" },
        start: line_at,
        ..Label::default()
    }
}

/// The last name on a line's beginning, and where it starts.
fn on_line(before: &str, is_farther: bool) -> (&str, usize) {
    let goes = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '`'
                    | '“'
                    | '”'
                    | '‘'
                    | '’'
                    | '='
                    | ':'
                    | '>'
                    | '-'
                    | '–'
                    | '—'
                    | '→'
                    | '←'
                    | '|'
            )
            || matches!(
                c,
                '*' | '_' | '(' | '[' | '<' | '\\' | '^' | '#' | '!' | '~'
            )
            || (is_farther && matches!(c, ',' | ';'))
    };
    let mut name = before.trim_end_matches(goes);
    if name.ends_with(')')
        && let Some(open) = name.rfind('(')
    {
        name = name[..open].trim_end_matches(goes);
    }
    for word in [" is", " ist", " es", " est", " é", " lautet"] {
        name = name.strip_suffix(word).unwrap_or(name);
    }
    let ends = |c: char| {
        matches!(
            c,
            ',' | ';'
                | '/'
                | '&'
                | '?'
                | '{'
                | '}'
                | '|'
                | '<'
                | '>'
                | '"'
                | '\''
                | '`'
                | '“'
                | '”'
                | '\t'
                | '='
                | ':'
                | '['
                | ']'
                | '('
        )
    };
    let start = name.rfind(ends).map_or(0, |end| {
        end + name[end..].chars().next().map_or(0, char::len_utf8)
    });
    (
        name[start..].trim_start(),
        start + name[start..].len() - name[start..].trim_start().len(),
    )
}

/// The service that a place belongs to by the heading, section, key or row that it lies in.
pub(super) fn service_around(text: &str, place: usize, floor: usize) -> Option<Service> {
    const MOST_LINES: usize = 40;
    const MOST_BYTES: usize = 4_000;
    const MOST_CELLS: usize = 24;
    let from = floor_char(text, place.saturating_sub(MOST_BYTES));
    let mut lines = text[from..place].rsplit('\n');
    let first = lines.next().unwrap_or_default();
    let in_row = &text[floor.max(place - first.len()).min(place)..place];
    let cells = in_row.rsplit([',', '\t', '|', '"', ';']);
    if let Some(service) = cells
        .take(MOST_CELLS)
        .filter(|cell| is_heading(cell))
        .find_map(Service::named_in)
    {
        return Some(service);
    }
    let mut depth = 0;
    let mut indent = indent_of(first);
    if let Some(service) = enclosing_key(first, &mut depth) {
        return Some(service);
    }
    for line in lines.take(MOST_LINES) {
        if let Some(service) = enclosing_key(line, &mut depth) {
            return Some(service);
        }
        let bare = line.trim();
        let is_key = bare.ends_with(':') && indent_of(line) <= indent;
        let is_section = bare.starts_with('[') && bare.ends_with(']');
        let is_title =
            bare.starts_with(['#', ';', '/', '*', '-']) || !bare.contains([':', '=', ',', '"']);
        if !bare.is_empty()
            && depth == 0
            && (is_key || is_section || is_title)
            && is_heading(bare.trim_end_matches(':'))
            && let Some(service) = Service::named_in(bare)
        {
            return Some(service);
        }
        if is_section {
            return None;
        }
        if is_key {
            indent = indent_of(line);
        }
    }
    None
}

/// Whether a program would not read the line of this place, since it begins as a comment of its file does.
pub(super) fn is_commented(text: &str, place: usize) -> bool {
    const MARKS: [&str; 6] = ["#", "//", ";", "--", "REM ", "rem "];
    let from = floor_char(text, place.saturating_sub(FARTHEST));
    let before = &text[from..place];
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    MARKS.iter().any(|mark| line.starts_with(mark))
}

/// Whether a text is as short as headings are, and no sentence or address.
fn is_heading(text: &str) -> bool {
    let text = text.trim();
    (1..=LONGEST).contains(&text.len())
        && text.split_whitespace().count() <= 5
        && !text.contains(['@', '.', ':', '='])
}

/// The service of an object's key on this line, where the object is still open further down.
fn enclosing_key(line: &str, depth: &mut usize) -> Option<Service> {
    for (place, c) in line.char_indices().rev() {
        match c {
            '}' => *depth += 1,
            '{' if *depth > 0 => *depth -= 1,
            '{' => {
                let service = Service::named_in(name_before(line, place));
                if service.is_some() {
                    return service;
                }
            }
            _ => {}
        }
    }
    None
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The next place at which a character begins.
pub(super) fn floor_char(text: &str, place: usize) -> usize {
    (place..text.len())
        .find(|place| text.is_char_boundary(*place))
        .unwrap_or(text.len())
}
