//! Web pages and rich mail: tags that lay out are taken off, and entities become characters. Other tags may be names.

use crate::secret::Secret;

/// The text of a page, with a line for each block and a tab between cells.
pub(super) fn plain(text: &str) -> Option<Secret> {
    const ENTITIES: [&str; 6] = ["&amp;", "&quot;", "&#", "&nbsp;", "&lt;", "&apos;"];
    let without_tags = without_tags(text);
    let text = without_tags.as_ref().map_or(text, Secret::expose);
    if !ENTITIES.into_iter().any(|entity| text.contains(entity)) {
        return without_tags;
    }
    let decoded = Secret::from(html_escape::decode_html_entities(text).into_owned());
    (without_tags.is_some() || decoded.expose() != text).then_some(decoded)
}

fn without_tags(text: &str) -> Option<Secret> {
    let mut plain: Option<String> = None;
    let mut tags = 0;
    let mut breaks_lines = false;
    let mut kept_from = 0;
    let mut from = 0;
    while let Some(start) = text[from..].find('<').map(|start| from + start) {
        let Some(tag) = Tag::at(text, start) else {
            from = start + 1;
            continue;
        };
        let plain = plain.get_or_insert_with(|| String::with_capacity(text.len()));
        plain.push_str(&text[kept_from..start]);
        plain.push_str(tag.becomes);
        kept_from = tag.end;
        from = tag.end;
        tags += 1;
        breaks_lines |= text[start..].starts_with("<br");
    }
    // A single one that nothing closes may stand in a secret.
    if tags == 1 && !breaks_lines {
        return None;
    }
    let mut plain = plain?;
    plain.push_str(&text[kept_from..]);
    Some(Secret::from(plain))
}

/// A tag that lays out, and what stands for it.
struct Tag {
    end: usize,
    becomes: &'static str,
}

impl Tag {
    fn at(text: &str, start: usize) -> Option<Self> {
        const LONGEST: usize = 2_000;
        let inside = &text[start + 1..];
        if inside.starts_with("!--") {
            let end = inside
                .find("-->")
                .map_or(inside.len(), |end| end + "-->".len());
            return Some(Self {
                end: start + 1 + end,
                becomes: " ",
            });
        }
        let name = inside.trim_start_matches('/');
        let name_end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != ':' && c != '!')?;
        let (name, rest) = (&name[..name_end], &name[name_end..]);
        let is_name = rest.starts_with(['>', ' ', '\n', '\t']) || rest.starts_with("/>");
        let becomes = becomes(name).filter(|_| is_name)?;
        let within = rest.char_indices().take(LONGEST);
        let close = within
            .take_while(|(_, c)| *c != '<')
            .find(|(_, c)| *c == '>')?
            .0;
        let mut end = text.len() - rest.len() + close + 1;
        if becomes == NOTHING_INSIDE && !inside.starts_with('/') {
            let closings = [name.to_ascii_lowercase(), name.to_ascii_uppercase()];
            let rest = &text[end..];
            let mut close = closings
                .iter()
                .filter_map(|name| rest.find(&format!("</{name}")));
            end += close.next().unwrap_or(rest.len());
        }
        Some(Self { end, becomes })
    }
}

/// For what holds nothing to read.
const NOTHING_INSIDE: &str = "\n\n";

fn becomes(name: &str) -> Option<&'static str> {
    const LONGEST: usize = 10;
    if name.len() > LONGEST {
        return None;
    }
    Some(match name.to_ascii_lowercase().as_str() {
        "wbr" | "mark" => "",
        "td" | "th" => "\t",
        "script" | "style" => NOTHING_INSIDE,
        "p" | "div" | "br" | "tr" | "li" | "ul" | "ol" | "dl" | "dt" | "dd" | "table" | "tbody"
        | "thead" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "html" | "head" | "body"
        | "title" | "hr" | "section" | "article" | "main" | "header" | "footer" | "nav"
        | "blockquote" | "form" | "!doctype" | "meta" | "link" => "\n",
        "span" | "b" | "strong" | "i" | "em" | "u" | "code" | "kbd" | "samp" | "a" | "font"
        | "label" | "o:p" | "small" | "tt" | "button" | "img" | "svg" => " ",
        _ => return None,
    })
}
