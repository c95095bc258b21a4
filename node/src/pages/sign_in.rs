//! Who is at the screen: the first user, signing in with a PIN, and the users of this device.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::web::Reply;
use lisanga_protocol::dictionary::lists::SITE_ROLE;
use lisanga_protocol::ids::UserNumber;

use super::{Answer, COOKIE, Fault, Visit};
use crate::capture::device;
use crate::people::{self, PinError, User};

/// How long a browser keeps the cookie, in seconds; the session ends before.
const KEPT: u64 = 12 * 3_600;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignIn {
    f: Frame,
    users: Vec<User>,
    chosen: u16,
    fault: Option<String>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    screen(visit, None)
}

fn screen(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let users = people::all(&visit.pages.desk.store.reader()?)?;
    let words = visit.asked.words;
    let title = words.say(if users.is_empty() { "first-title" } else { "sign-in-title" });
    let f = Frame::bare(words, title, visit.pages.place.clone(), "/sign-in");
    let form = &visit.asked.form;
    let chosen = form.text("user").parse().unwrap_or(0);
    let users: Vec<User> = users.into_iter().filter(|user| !user.ended).collect();
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = SignIn { f, users, chosen, fault };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn sign_in(visit: &Visit<'_>) -> Answer {
    let (form, store) = (&visit.asked.form, &visit.pages.desk.store);
    let number = UserNumber(form.text("user").parse().unwrap_or(0));
    match people::sign_in(store, number, form.text("pin")) {
        Ok(token) => Ok(Reply::see_other("/").with_cookie(COOKIE, &token, KEPT, false)),
        Err(fault) => screen(visit, Some(sentence(visit, fault)?)),
    }
}

/// What to do about a PIN that was not taken.
fn sentence(visit: &Visit<'_>, fault: PinError) -> Result<String, Fault> {
    let words = visit.asked.words;
    Ok(match fault {
        PinError::Wrong => words.say("pin-wrong"),
        PinError::Wait(seconds) => words.count("pin-wait", seconds),
        PinError::Form => words.say("pin-form"),
        PinError::Nameless => words.say("pin-nameless"),
        PinError::Store(_) | PinError::Hash(_) => return Err(fault.into()),
    })
}

/// The first user of a device is its coordinator. Nobody can do this twice.
pub(super) fn first(visit: &Visit<'_>) -> Answer {
    let (form, desk) = (&visit.asked.form, &visit.pages.desk);
    if !people::all(&desk.store.reader()?)?.is_empty() {
        // Pressed twice, or too late.
        return Ok(Reply::see_other("/sign-in"));
    }
    if form.text("pin") != form.text("again") {
        return screen(visit, Some(visit.asked.words.say("pin-differs")));
    }
    match people::add(&desk.store, form.text("name"), "SITE_COORD", form.text("pin")) {
        Ok(user) => {
            let number = user.number;
            let name = Some(form.text("device")).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| visit.asked.words.say("first-device"), str::to_owned);
            device::present(desk, Some(name), vec![user])?;
            visit.pages.site.wrote.notify_one();
            let token = people::sign_in(&desk.store, number, form.text("pin"))?;
            Ok(Reply::see_other("/").with_cookie(COOKIE, &token, KEPT, false))
        }
        Err(fault) => screen(visit, Some(sentence(visit, fault)?)),
    }
}

pub(super) fn sign_out(visit: &Visit<'_>) -> Answer {
    if let Some(token) = visit.asked.cookie(COOKIE) {
        people::sign_out(&visit.pages.desk.store, token)?;
    }
    Ok(Reply::see_other("/sign-in").with_cookie(COOKIE, "", 0, false))
}

#[derive(Template)]
#[template(path = "users.html")]
struct Users {
    f: Frame,
    /// Each with the label of the function.
    people: Vec<(User, String)>,
    roles: Vec<(&'static str, String)>,
    me: u16,
    fault: Option<String>,
}

pub(super) fn users(visit: &Visit<'_>) -> Answer {
    user_list(visit, None)
}

fn user_list(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let words = visit.asked.words;
    let label = |code: &str| words.language.code(SITE_ROLE, code).unwrap_or(code).to_owned();
    let users = people::all(&visit.pages.desk.store.reader()?)?;
    let people = users.into_iter().map(|user| (user.clone(), label(&user.role))).collect();
    let roles = SITE_ROLE.codes.iter().map(|code| (*code, label(code))).collect();
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let f = visit.frame(words.say("users-title"))?;
    let template = Users { f, people, roles, me: visit.user()?.number.0, fault };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn add_user(visit: &Visit<'_>) -> Answer {
    let (form, desk) = (&visit.asked.form, &visit.pages.desk);
    let role = form.text("role");
    if !SITE_ROLE.codes.contains(&role) {
        return user_list(visit, Some(visit.asked.words.say("users-role")));
    }
    match people::add(&desk.store, form.text("name"), role, form.text("pin")) {
        Ok(user) => {
            device::present(desk, None, vec![user])?;
            visit.pages.site.wrote.notify_one();
            Ok(Reply::see_other("/users?done=user"))
        }
        Err(fault) => user_list(visit, Some(sentence(visit, fault)?)),
    }
}

/// A colleague who forgot the PIN gets another one; whoever left is ended.
pub(super) fn change_user(visit: &Visit<'_>) -> Answer {
    let (form, store) = (&visit.asked.form, &visit.pages.desk.store);
    let number = visit.asked.capture("number").parse().map_err(|_| Fault::NotFound)?;
    let number = UserNumber(number);
    if form.get("end").is_some() {
        if number == visit.user()?.number {
            return Err(Fault::NotAllowed);
        }
        people::end(store, number)?;
        let mut ended = people::all(&store.reader()?)?;
        ended.retain(|user| user.number == number);
        device::present(&visit.pages.desk, None, ended)?;
        visit.pages.site.wrote.notify_one();
        return Ok(Reply::see_other("/users?done=user"));
    }
    match people::set_pin(store, number, form.text("pin")) {
        Ok(()) => Ok(Reply::see_other("/users?done=user")),
        Err(fault) => user_list(visit, Some(sentence(visit, fault)?)),
    }
}
