//! Accounts of the offices.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::web::Reply;
use lisanga_store::places::Level;

use super::{Answer, Visit};
use crate::people::{self, Account, PeopleError, Role};

#[derive(Template)]
#[template(path = "office_users.html")]
struct Users {
    f: Frame,
    /// Each with its role in words.
    accounts: Vec<(Account, String)>,
    /// Code and name of each province.
    provinces: Vec<(String, String)>,
    roles: Vec<(&'static str, String)>,
    fault: Option<String>,
    me: String,
}

const ROLES: [(&str, Role); 5] = [
    ("province", Role::Province),
    ("case-officer", Role::CaseOfficer),
    ("facilitator", Role::Facilitator),
    ("headquarters", Role::Headquarters),
    ("administrator", Role::Administrator),
];

fn label(visit: &Visit<'_>, role: Role) -> String {
    let words = visit.asked.words;
    match role {
        Role::Administrator => words.say("role-administrator"),
        Role::Headquarters => words.say("role-headquarters"),
        Role::Province => words.say("role-province"),
        Role::CaseOfficer => words.say("role-case-officer"),
        Role::Facilitator => words.say("role-facilitator"),
    }
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    screen(visit, None)
}

fn screen(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let accounts = visit.store().write(|db| people::all(db))?;
    let provinces = visit.places.iter().filter(|place| place.level == Level::Province);
    let mut provinces: Vec<(String, String)> =
        provinces.map(|place| (place.code.clone(), place.name.clone())).collect();
    provinces.sort_by(|one, other| one.1.cmp(&other.1));
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let named = |account: Account| {
        let role = label(visit, account.role);
        (account, role)
    };
    let template = Users {
        f: visit.frame(visit.asked.words.say("way-users")),
        accounts: accounts.into_iter().map(named).collect(),
        provinces,
        roles: ROLES.iter().map(|(code, role)| (*code, label(visit, *role))).collect(),
        fault,
        me: visit.person()?.name.clone(),
    };
    Ok(Reply::page(template.render()?).status(status))
}

/// What to do about an account that was not taken.
fn sentence(visit: &Visit<'_>, fault: PeopleError) -> Answer {
    let words = visit.asked.words;
    let sentence = match fault {
        PeopleError::TooShort => words.say("account-short"),
        PeopleError::Taken => words.say("account-taken"),
        PeopleError::Unknown => words.say("account-unknown"),
        PeopleError::Province => words.say("account-province"),
        other => return Err(other.into()),
    };
    screen(visit, Some(sentence))
}

pub(super) fn add(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let role = ROLES.iter().find(|(code, _)| *code == form.text("role")).map(|(_, role)| *role);
    let name = form.text("name").trim();
    let (Some(role), false) = (role, name.is_empty()) else {
        return screen(visit, Some(visit.asked.words.say("account-incomplete")));
    };
    let province = visit
        .places
        .iter()
        .find(|place| place.level == Level::Province && place.code == form.text("province"));
    let province = province.map(|place| place.scope).filter(|_| role.may_be_of_province());
    match people::add(visit.store(), name, form.text("password"), role, province) {
        Ok(()) => Ok(Reply::see_other("/users?done=saved")),
        Err(fault) => sentence(visit, fault),
    }
}

/// Sets another password, or closes an account; never the own one.
pub(super) fn change(visit: &Visit<'_>) -> Answer {
    let form = &visit.asked.form;
    let name = form.text("name");
    let done = if form.get("close").is_some() {
        if name == visit.person()?.name {
            return Err(super::Fault::NotAllowed);
        }
        people::close(visit.store(), name)
    } else {
        people::set_password(visit.store(), name, form.text("password"))
    };
    match done {
        Ok(()) => Ok(Reply::see_other("/users?done=saved")),
        Err(fault) => sentence(visit, fault),
    }
}
