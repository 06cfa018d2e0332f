//! Texts of 1 MiB through the reader of pasted text, beside a yardstick: counting the characters of the same text.

use std::{
    error::Error,
    hint::black_box,
    io::{self, Write as _},
    time::{Duration, Instant},
};

use talkdesk_setup::credentials::{MAX_TEXT_BYTES, read_pasted};

const TIMES: usize = 9;
/// A text must be read in this time, so that a paste is not felt.
const ROOM: Duration = Duration::from_millis(100);

const ID: &str = "23de1feea24c4c0f8b6fa9d6b7a02546";

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    writeln!(out, "1 MiB each, median of {TIMES}, in milliseconds")?;
    let id_line = format!("Client ID: {ID}\n");
    for (name, unit) in [
        ("prose", "Copy the client ID and the secret from Talkdesk. "),
        ("one word", "a"),
        ("JSON", "{\"client_id\": \"abc\", \"note\": \"x\"},\n"),
        ("a form", "a=b&"),
        ("client IDs", id_line.as_str()),
        ("secrets cut in lines", "aB3dE6gH9jK2mN5pQ8sT\n"),
        (
            "base64 in lines",
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg\n",
        ),
        ("tags", "<td>Client ID</td>"),
        ("open tags", "<!--<script"),
        ("escapes", "\"\\n\\\"client\":"),
        ("names", "client_secret="),
        ("names in lines", "client_secret: x\n"),
        ("headers", "Authorization: Basic QUJD\n"),
        ("options", "curl -u ' -u \""),
        ("tabs", "\t"),
        ("braces", "{"),
        ("percent signs", "%22%3Aclient"),
        ("keys", "-----BEGIN "),
        ("addresses", "https://acme.talkdeskid.com/ "),
        ("a table", "client_id,client_secret\n"),
        ("rich text", "{\\rtf1\\par \\u233?"),
        ("quoted-printable", "=3D=20"),
    ] {
        let text = unit.repeat(MAX_TEXT_BYTES / unit.len());
        let yardstick = median(&text, |text| text.chars().count());
        let took = median(&text, |text| {
            usize::from(read_pasted(text).client_id.is_some())
        });
        let verdict = if took <= ROOM { "" } else { "  TOO SLOW" };
        writeln!(
            out,
            "{name:<22} {:>8.2}   characters counted {:>6.2}{verdict}",
            took.as_secs_f64() * 1000.0,
            yardstick.as_secs_f64() * 1000.0
        )?;
    }
    Ok(())
}

fn median(text: &str, work: impl Fn(&str) -> usize) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            black_box(work(black_box(text)));
            began.elapsed()
        })
        .collect();
    times.sort();
    times[TIMES / 2]
}
