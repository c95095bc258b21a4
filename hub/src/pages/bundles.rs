//! Exchange with sites that have no network: files they hand in, and files for them to take back.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::bundle::{file, sentence, waiting};
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::bundle::PART;
use lisanga_store::bundles::{Refused, folder};

use super::{Answer, Fault, Visit};
use crate::bundles::{self, Read};
use crate::devices::{self, Device};

/// A device with what waits for it.
struct Line {
    device: Device,
    last: String,
    /// Name and size.
    files: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "bundles.html")]
struct Bundles {
    f: Frame,
    lines: Vec<Line>,
    /// Whether all was taken, and a sentence for each file.
    outcome: Option<(bool, Vec<String>)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    screen(visit, None)
}

fn screen(visit: &Visit<'_>, outcome: Option<(bool, Vec<String>)>) -> Answer {
    let words = visit.asked.words;
    let all = waiting(&visit.office.bundles, words).map_err(|refused| fault(visit, refused))?;
    let line = |device: Device| {
        let last = device.last_seen.map(|last| show::ago(last.unsigned_abs(), visit.now(), words));
        let label = bundles::label(&device);
        let files = all.iter().filter(|(name, _)| folder::is_of(name, &label)).cloned().collect();
        Line { last: last.unwrap_or_else(|| words.say("site-never")), files, device }
    };
    let status = match &outcome {
        Some((false, _)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let lines = within_reach(visit)?.into_iter().filter(|device| !device.revoked).map(line);
    let template =
        Bundles { f: visit.frame(words.say("way-bundles")), lines: lines.collect(), outcome };
    Ok(Reply::page(template.render()?).status(status))
}

fn within_reach(visit: &Visit<'_>) -> Result<Vec<Device>, Fault> {
    let scopes = visit.scopes()?;
    let mut devices = visit.store().write(|db| devices::all(db))?;
    devices.retain(|device| scopes.contains(&device.scope));
    Ok(devices)
}

/// The device the path names, if whoever asks receives from it.
fn device(visit: &Visit<'_>) -> Result<Device, Fault> {
    let key = visit.asked.capture("key");
    let found = within_reach(visit)?.into_iter().find(|device| device.key == key);
    found.ok_or(Fault::NotFound)
}

/// A refusal where no sentence can be shown on the page.
fn fault(visit: &Visit<'_>, refused: Refused) -> Fault {
    match sentence(refused, visit.asked.words) {
        Err(error) => error.into(),
        Ok(_) => Fault::NotFound,
    }
}

/// Writes for a device what it has not heard.
pub(super) fn write(visit: &Visit<'_>) -> Answer {
    let device = device(visit)?;
    match bundles::write(&visit.office.hub, &device, PART, &visit.office.bundles) {
        Ok(_) => Ok(Reply::see_other(&format!("/bundles?done=bundle#{}", device.key))),
        Err(refused) => {
            let said = sentence(refused, visit.asked.words)?;
            screen(visit, Some((false, vec![said])))
        }
    }
}

pub(super) fn download(visit: &Visit<'_>) -> Answer {
    let (device, name) = (device(visit)?, visit.asked.capture("name"));
    if !folder::is_of(name, &bundles::label(&device)) {
        return Err(Fault::NotFound);
    }
    let found = file(&visit.office.bundles, name).map_err(|refused| fault(visit, refused))?;
    found.ok_or(Fault::NotFound)
}

/// Reads the files that were chosen, in the order of their names, and writes the receipt for each
/// device at once.
pub(super) fn read(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let mut files: Vec<_> =
        visit.asked.files.iter().filter(|file| !file.bytes.is_empty()).collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    if files.is_empty() {
        return screen(visit, Some((false, vec![words.say("bundle-none")])));
    }
    let (scopes, hub) = (visit.scopes()?, &visit.office.hub);
    let (mut said, mut receipts) = (Vec::new(), Vec::<Device>::new());
    let mut refused = None;
    for file in files {
        match bundles::read(hub, &file.bytes, |device| scopes.contains(&device.scope)) {
            Ok(read) => {
                said.push(came_of(visit, &read));
                if !read.device.revoked
                    && !receipts.iter().any(|known| known.key == read.device.key)
                {
                    receipts.push(read.device);
                }
            }
            Err(why) => {
                refused = Some(why);
                break;
            }
        }
    }
    for device in &receipts {
        if let Err(why) = bundles::write(hub, device, PART, &visit.office.bundles) {
            refused = Some(why);
        }
    }
    let good = refused.is_none();
    said.extend(refused.map(|why| sentence(why, words)).transpose()?);
    screen(visit, Some((good, said)))
}

/// What reading a file came to, said.
fn came_of(visit: &Visit<'_>, read: &Read) -> String {
    let words = visit.asked.words;
    let made = show::moment(read.made, words);
    let from = format!("{} · {}", read.device.site, read.device.name);
    if let Some(again) = read.again {
        let again = show::moment(again, words);
        let filled = [("made", made.as_str()), ("again", again.as_str())];
        return format!("{from}: {}", words.fill("bundle-again", &filled));
    }
    let new = words.count("bundle-stored", read.new);
    let mut said = words.fill("bundle-at-hub", &[("from", &from), ("made", &made), ("new", &new)]);
    if read.part.0 < read.part.1 {
        let (part, parts) = (read.part.0.to_string(), read.part.1.to_string());
        said.push(' ');
        said += &words.fill("bundle-more-parts", &[("part", &part), ("parts", &parts)]);
    }
    said
}
