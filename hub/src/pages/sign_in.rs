//! Signing in at an office, with name and password.

use askama::Template;
use axum::http::StatusCode;
use lisanga_pages::frame::Frame;
use lisanga_pages::web::Reply;

use super::{Answer, Visit, note};
use crate::people::{self, COOKIE, PeopleError, SESSION_LIFE};

#[derive(Template)]
#[template(path = "office_sign_in.html")]
struct SignIn {
    f: Frame,
    name: String,
    fault: Option<String>,
}

pub(super) fn page(visit: &Visit<'_>) -> Answer {
    screen(visit, None)
}

fn screen(visit: &Visit<'_>, fault: Option<String>) -> Answer {
    let f = visit.frame(visit.asked.words.say("office-sign-in"));
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = SignIn { f, name: visit.asked.form.text("name").to_owned(), fault };
    Ok(Reply::page(template.render()?).status(status))
}

pub(super) fn sign_in(visit: &Visit<'_>) -> Answer {
    let (form, words) = (&visit.asked.form, visit.asked.words);
    let name = form.text("name");
    match visit.office.people.sign_in(visit.store(), name, form.text("password")) {
        Ok(token) => {
            note(visit, name, "sign_in", "")?;
            Ok(Reply::see_other("/").with_cookie(COOKIE, &token, SESSION_LIFE, false))
        }
        Err(PeopleError::Wrong) => screen(visit, Some(words.say("office-wrong"))),
        Err(PeopleError::Wait(seconds)) => screen(visit, Some(words.count("office-wait", seconds))),
        Err(other) => Err(other.into()),
    }
}

pub(super) fn sign_out(visit: &Visit<'_>) -> Answer {
    if let Some(token) = visit.asked.cookie(COOKIE).map(str::to_owned) {
        visit.store().write(move |db| people::sign_out(db, &token))?;
    }
    Ok(Reply::see_other("/sign-in").with_cookie(COOKIE, "", 0, false))
}
