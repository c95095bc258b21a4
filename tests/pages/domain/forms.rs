//! Forms of the pages as a browser fills them in and sends them.

use crate::screen::{Page, Screen, part};

/// The first value as an address says it: what the form is begun about.
pub(super) fn first(values: &[(&str, &str)]) -> String {
    values.first().map(|(name, value)| format!("{name}={value}")).unwrap_or_default()
}

/// A form as a browser sends it.
pub(super) fn form_of(pairs: &[(&str, &str)]) -> String {
    let escape = |text: &str| {
        let special = [("%", "%25"), ("+", "%2B"), ("&", "%26"), ("=", "%3D"), ("\n", "%0A")];
        special.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    let pair = |(name, value): &(&str, &str)| format!("{}={}", escape(name), escape(value));
    pairs.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Fills in a form as it is shown: where it is sent, and what.
pub(super) fn filled(screen: &Screen, path: &str, values: &[(&str, &str)]) -> (String, String) {
    let page = screen.get(path);
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let mut inputs = inputs(&page.body);
    for (name, _) in values {
        inputs.retain(|(known, _)| known != name);
    }
    let known = inputs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let pairs: Vec<(&str, &str)> = known.chain(values.iter().copied()).collect();
    (path.split('?').next().unwrap().to_owned(), form_of(&pairs))
}

/// Fills in a form and sends it once. Returns what is said of it.
pub(super) fn sends(screen: &Screen, path: &str, values: &[(&str, &str)]) -> Page {
    let (to, form) = filled(screen, path, values);
    screen.post(&to, &form)
}

/// Fills in a form as it is shown and sends it. Returns the id of the document it leads to.
pub(super) fn enter(screen: &Screen, path: &str, values: &[(&str, &str)]) -> String {
    let (to, form) = filled(screen, path, values);
    entered(screen, &to, &form)
}

/// Sends a form that was filled in. Returns the id of the document it leads to.
pub(super) fn entered(screen: &Screen, to: &str, form: &str) -> String {
    let mut sent = screen.post(to, form);
    if sent.status == 422 && sent.body.contains("name=\"anyway\"") {
        // Whoever enters it was told, and means it.
        sent = screen.post(to, &format!("{form}&anyway=1"));
    }
    let faults: Vec<&str> =
        sent.body.split("class=\"fault\"").skip(1).map(|f| f.split('<').next().unwrap()).collect();
    assert_eq!(sent.status, 303, "{to} with {form}: {faults:?}");
    let at = if to.starts_with("/documents") { 3 } else { 2 };
    part(&sent.to, at).to_owned()
}

/// What a browser would send of the form of a page as it stands.
pub(super) fn inputs(page: &str) -> Vec<(String, String)> {
    let form = page.split_once("<main").map_or(page, |(_, main)| main);
    let attribute = |tag: &str, name: &str| {
        let mark = format!(" {name}=\"");
        tag.split_once(&mark).map(|(_, rest)| plain(rest.split('"').next().unwrap()))
    };
    let mut found = Vec::new();
    for piece in form.split('<').skip(1) {
        let tag = piece.split('>').next().unwrap();
        let (Some(name), kind) = (attribute(tag, "name"), attribute(tag, "type")) else { continue };
        if tag.starts_with("input") {
            let choice = matches!(kind.as_deref(), Some("radio" | "checkbox"));
            if !choice || tag.contains(" checked") {
                found.push((name, attribute(tag, "value").unwrap_or_default()));
            }
        } else if tag.starts_with("textarea") {
            found.push((name, plain(piece.split_once('>').unwrap().1)));
        } else if tag.starts_with("select") {
            let mark = format!("name=\"{}\"", attribute(tag, "name").unwrap());
            let list = form.split_once(&mark).unwrap().1.split("</select>").next().unwrap();
            if tag.contains(" multiple") {
                let chosen = list
                    .split("<option")
                    .skip(1)
                    .filter(|o| o.split('>').next().unwrap().contains(" selected"));
                found.extend(
                    chosen.filter_map(|option| Some((name.clone(), attribute(option, "value")?))),
                );
                continue;
            }
            let mut options = list.split("<option").skip(1);
            let chosen =
                options.find(|option| option.split('>').next().unwrap().contains(" selected"));
            let value = chosen.and_then(|option| attribute(option, "value"));
            // Of several units the first is chosen if none is marked.
            let first = list.split("<option").nth(1).and_then(|option| attribute(option, "value"));
            found.push((name, value.or(first).unwrap_or_default()));
        }
    }
    found
}

/// A text of a page without its entities.
fn plain(text: &str) -> String {
    let entities =
        [("&#38;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'")];
    entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
