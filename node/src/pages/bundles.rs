//! Exchange without a network: files written here to be taken along, and files brought back.

use axum::http::StatusCode;
use lisanga_index::{Known, Names as _};
use lisanga_pages::bundle::{file, sentence, waiting};
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::bundle::PART;
use lisanga_protocol::documents::device;
use lisanga_protocol::ids::DeviceKey;
use lisanga_store::bundles::Refused;

use super::exchange::{Outcome, screen};
use super::{Answer, Fault, Visit};
use crate::bundles::{self, Read, What};

/// What stands on the exchange page about bundles.
pub(super) struct Bundles {
    /// Name and size of the files that wait to be taken along.
    pub(super) waiting: Vec<(String, String)>,
    /// Key and name of the other devices of the site.
    pub(super) others: Vec<(String, String)>,
}

impl Bundles {
    pub(super) fn here(visit: &Visit<'_>) -> Result<Self, Fault> {
        let db = visit.pages.index.reader()?;
        let known = visit.known(&db)?;
        let others = bundles::others(&visit.pages.site)?;
        let named = |key: DeviceKey| (key.to_string(), name(visit, &known, key));
        let waiting = waiting(&visit.pages.bundles, visit.asked.words);
        let waiting = waiting.map_err(|refused| fault(visit, refused))?;
        Ok(Self { waiting, others: others.into_iter().map(named).collect() })
    }
}

/// The name of a device of this site, or the beginning of its key.
pub(super) fn name(visit: &Visit<'_>, known: &Known<'_>, key: DeviceKey) -> String {
    let id = device::id(key, visit.pages.desk.scope);
    known.name(id).unwrap_or_else(|| key.to_string()[..8].to_owned())
}

/// A refusal where no sentence can be shown on the page.
fn fault(visit: &Visit<'_>, refused: Refused) -> Fault {
    match sentence(refused, visit.asked.words) {
        Err(error) => error.into(),
        Ok(_) => Fault::NotFound,
    }
}

/// Writes a bundle for the hub, or for the device that is chosen.
pub(super) fn write(visit: &Visit<'_>) -> Answer {
    let to = visit.asked.form.text("to");
    let to = if to.is_empty() { None } else { Some(DeviceKey::from_hex(to)) };
    let to = to.map(|to| to.ok_or(Fault::NotFound)).transpose()?;
    match bundles::write(&visit.pages.site, to, PART, &visit.pages.bundles) {
        Ok(_) => Ok(Reply::see_other("/exchange?done=bundle#bundles")),
        Err(refused) => refuse(visit, refused),
    }
}

pub(super) fn download(visit: &Visit<'_>) -> Answer {
    let found = file(&visit.pages.bundles, visit.asked.capture("name"));
    found.map_err(|refused| fault(visit, refused))?.ok_or(Fault::NotFound)
}

/// Reads the files that were chosen, in the order of their names, which is that of their parts.
pub(super) fn read(visit: &Visit<'_>) -> Answer {
    let mut files: Vec<_> =
        visit.asked.files.iter().filter(|file| !file.bytes.is_empty()).collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    if files.is_empty() {
        let said = vec![visit.asked.words.say("bundle-none")];
        return screen(visit, Outcome { good: false, said }, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let mut said = Vec::new();
    for file in files {
        match bundles::read(&visit.pages.site, &file.bytes) {
            Ok(read) => said.push(came_of(visit, &read)?),
            Err(refused) => {
                said.push(sentence(refused, visit.asked.words)?);
                let outcome = Outcome { good: false, said };
                return screen(visit, outcome, StatusCode::UNPROCESSABLE_ENTITY);
            }
        }
    }
    visit.pages.index.catch_up(&visit.pages.desk.store)?;
    screen(visit, Outcome { good: true, said }, StatusCode::OK)
}

fn refuse(visit: &Visit<'_>, refused: Refused) -> Answer {
    let said = vec![sentence(refused, visit.asked.words)?];
    screen(visit, Outcome { good: false, said }, StatusCode::UNPROCESSABLE_ENTITY)
}

/// What reading a file came to, said.
fn came_of(visit: &Visit<'_>, read: &Read) -> Result<String, Fault> {
    let words = visit.asked.words;
    let made = show::moment(read.made, words);
    if let Some(again) = read.again {
        let again = show::moment(again, words);
        return Ok(words.fill("bundle-again", &[("made", &made), ("again", &again)]));
    }
    let (part, parts) = (read.part.0.to_string(), read.part.1.to_string());
    let mut said = match &read.what {
        What::FromHub(report) => {
            let taken = words.count("bundle-taken", report.taken);
            words.fill("bundle-from-hub", &[("made", &made), ("taken", &taken)])
        }
        What::FromDevice { device, kept, left } => {
            let db = visit.pages.index.reader()?;
            let name = name(visit, &visit.known(&db)?, *device);
            let kept = words.count("bundle-kept", *kept);
            let said = words.fill("bundle-from-device", &[("name", &name), ("kept", &kept)]);
            if *left > 0 { format!("{said} {}", words.count("bundle-left", *left)) } else { said }
        }
    };
    if read.part.0 < read.part.1 {
        said.push(' ');
        said += &words.fill("bundle-more-parts", &[("part", &part), ("parts", &parts)]);
    }
    Ok(said)
}
