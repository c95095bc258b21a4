//! Devices: invited with a sheet that carries a QR code, seen, and taken their rights.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::show;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::lists::MINERAL;
use lisanga_protocol::ids::{DeviceKey, UserNumber};
use lisanga_store::places::Level;

use super::{Answer, Fault, Visit, page as render};
use crate::devices::{self, Device};
use crate::ingest::as_hub;
use crate::invitations::{InviteError, Invited, NewDevice};

#[derive(Template)]
#[template(path = "devices.html")]
struct Devices {
    f: Frame,
    /// Each with when it came last.
    devices: Vec<(Device, String)>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    let words = visit.asked.words;
    let devices = visit.store().write(|db| devices::all(db))?;
    let seen = |device: Device| {
        let last = device.last_seen.map(|last| show::ago(last.unsigned_abs(), visit.now(), words));
        (device, last.unwrap_or_else(|| words.say("site-never")))
    };
    let devices = devices.into_iter().map(seen).collect();
    render(&Devices { f: visit.frame(words.say("way-devices")), devices })
}

pub(super) fn revoke(visit: &Visit<'_>) -> Answer {
    let key = DeviceKey::from_hex(visit.asked.capture("key")).ok_or(Fault::NotFound)?;
    let speaker = visit.office.hub.speaker.clone();
    let revoked = visit.store().write(move |db| {
        as_hub(db, &speaker, |hub| devices::revoke(hub, key, UserNumber::NOBODY))
    })?;
    // Connections of the device are closed at once; nobody connected is no fault.
    let _nobody = visit.office.hub.revoke.send(key);
    visit.office.hub.wake.notify_one();
    let done = if revoked { "saved" } else { "elsewhere" };
    Ok(Reply::see_other(&format!("/devices?done={done}")))
}

#[derive(Template)]
#[template(path = "invitation_form.html")]
struct Form {
    f: Frame,
    fault: Option<String>,
    /// Value, label, whether it is chosen.
    provinces: Vec<(String, String, bool)>,
    minerals: Vec<(String, String, bool)>,
    /// What was typed: code of the site, its name, name of the device, addresses.
    typed: [String; 4],
}

pub(super) fn form(visit: &Visit<'_>) -> Answer {
    screen(visit, None)
}

fn screen(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let (form, words) = (&visit.asked.form, visit.asked.words);
    let provinces = visit.places.iter().filter(|place| place.level == Level::Province);
    let chosen = form.text("province");
    let mut provinces: Vec<(String, String, bool)> = provinces
        .map(|place| (place.code.clone(), place.name.clone(), place.code == chosen))
        .collect();
    provinces.sort_by(|one, other| one.1.cmp(&other.1));
    let dug: Vec<&str> = form.all("mineral").collect();
    let mineral = |code: &String| {
        let label = words.language.code(MINERAL, code).unwrap_or(code).to_owned();
        (code.clone(), label, dug.contains(&code.as_str()))
    };
    let mut typed = ["site", "name", "device", "addresses"].map(|name| form.text(name).to_owned());
    if typed[3].is_empty() {
        typed[3] = visit.office.addresses.join(" ");
    }
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = Form {
        f: visit.frame(words.say("invite-title")),
        fault,
        provinces,
        minerals: visit.office.pack.minerals.iter().map(mineral).collect(),
        typed,
    };
    Ok(Reply::page(template.render()?).status(status))
}

#[derive(Template)]
#[template(path = "invitation.html")]
struct Sheet {
    f: Frame,
    site: String,
    device: String,
    text: String,
    qr: String,
    until: String,
}

pub(super) fn invite(visit: &Visit<'_>) -> Answer {
    let (form, words) = (&visit.asked.form, visit.asked.words);
    let site = form.text("site").trim().to_owned();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    if site.is_empty() || site.len() > 20 || !site.chars().all(plain) {
        return screen(visit, Some(words.say("invite-site")));
    }
    let name = form.text("name").trim();
    let device = Some(form.text("device").trim()).filter(|device| !device.is_empty());
    let addresses: Vec<String> =
        form.text("addresses").split_whitespace().map(str::to_owned).collect();
    if addresses.is_empty() || addresses.iter().any(|address| !address.contains(':')) {
        return screen(visit, Some(words.say("invite-address")));
    }
    let new = NewDevice {
        province: form.text("province").to_owned(),
        unit: form.text("province").to_owned(),
        name: if name.is_empty() { site.clone() } else { name.to_owned() },
        site,
        minerals: form.all("mineral").filter_map(|code| code.parse().ok()).collect(),
        device: device.unwrap_or("1").to_owned(),
        reserved: form.text("reserved") == "yes",
    };
    let Invited { text, qr, expires } = match new.invite(&visit.office.hub, &addresses) {
        Ok(invited) => invited,
        Err(InviteError::NoArea(_)) => {
            return screen(visit, Some(words.say("invite-province")));
        }
        Err(InviteError::Qr(_)) => return screen(visit, Some(words.say("invite-address"))),
        Err(InviteError::Store(error)) => return Err(error.into()),
    };
    let title = words.fill("invite-sheet", &[("device", &new.device), ("site", &new.name)]);
    let until = show::moment(expires, words);
    render(&Sheet { f: visit.frame(title), site: new.name, device: new.device, text, qr, until })
}
