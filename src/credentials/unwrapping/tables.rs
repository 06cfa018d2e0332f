//! Tables with a client ID and a secret in columns: each cell is put behind its column's name.

use csv::{ReaderBuilder, StringRecord, Trim};

use crate::{credentials::pasted::Field, secret::Secret};

/// The rows of a table as lines of `name: value`; `None` where there is no such table.
pub(super) fn with_labels(text: &str) -> Option<Secret> {
    const HEADER_WITHIN: usize = 20;
    const MOST_ROWS: usize = 200;
    let mut start = 0;
    let (delimiter, names, above, rows) = text.lines().take(HEADER_WITHIN).find_map(|line| {
        let above = &text[..start];
        start += line.len() + 1;
        let (delimiter, names) = column_names(line)?;
        let rows = text.get(start..)?;
        let is_table = rows.lines().next()?.contains(char::from(delimiter));
        is_table.then_some((delimiter, names, above, rows))
    })?;
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .from_reader(rows.as_bytes());
    let mut lines = String::with_capacity(text.len());
    lines.push_str(above);
    let rows: Vec<StringRecord> = reader
        .records()
        .map_while(Result::ok)
        .take(MOST_ROWS)
        .collect();
    let title_column = (rows.len() > 1)
        .then(|| names.iter().position(is_title))
        .flatten();
    for row in &rows {
        let title = title_column.and_then(|column| row.get(column));
        let title = title.filter(|title| is_short(title)).unwrap_or_default();
        for (name, value) in names.iter().zip(row) {
            if !name.is_empty() && !value.is_empty() {
                let title = match Field::of(name) {
                    Some(Field::ClientId | Field::ClientSecret) => title,
                    _ => "",
                };
                for part in [title, " ", name, ": ", value, "\n"] {
                    lines.push_str(part);
                }
            }
        }
    }
    Some(Secret::from(lines))
}

/// Whether a column tells the rows apart.
fn is_title(name: &str) -> bool {
    const TITLES: [&str; 9] = [
        "name",
        "title",
        "label",
        "environment",
        "env",
        "client name",
        "application",
        "nome",
        "nombre",
    ];
    TITLES.iter().any(|title| name.eq_ignore_ascii_case(title))
}

fn is_short(title: &str) -> bool {
    const LONGEST: usize = 32;
    title.len() <= LONGEST
        && title
            .chars()
            .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
}

/// The names of a table's columns, and what stands between them.
fn column_names(line: &str) -> Option<(u8, StringRecord)> {
    const LONGEST: usize = 1_000;
    if line.len() > LONGEST {
        return None;
    }
    [b',', b'\t', b';', b'|'].into_iter().find_map(|delimiter| {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .trim(Trim::All)
            .from_reader(line.as_bytes());
        let names = reader.records().next()?.ok()?;
        let mut has = [false; 2];
        let is_name = |name: &str| {
            !name.contains(['[', ']', '{', '}', '(', ')', ':', '=', '<', '>'])
                && name.split_whitespace().count() <= 4
        };
        if !names.iter().all(is_name) {
            return None;
        }
        for name in &names {
            match Field::of(name) {
                Some(Field::ClientId | Field::BareId) => has[0] = true,
                Some(Field::ClientSecret) => has[1] = true,
                _ => {}
            }
        }
        (has == [true; 2]).then_some((delimiter, names))
    })
}
