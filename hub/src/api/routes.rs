//! The one matrix: every route, who may ask it, and what answers. The router is built from it, and a
//! test walks it.

use super::answers;
use super::asked::Asked;
use super::problem::Problem;
use super::{Api, Reply};
use crate::people::{Person, Role};

/// Who may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Anybody,
    /// Whoever has one of these roles.
    Roles(&'static [Role]),
}

/// A row of the matrix.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// GET, POST or DELETE.
    pub method: &'static str,
    /// The path; `{id}` is a document.
    pub path: &'static str,
    /// Who may ask.
    pub who: Who,
    /// What it is for, one line.
    pub about: &'static str,
    /// Query parameters, each with what it is.
    pub parameters: &'static [(&'static str, &'static str)],
    /// The kind whose documents it gives.
    pub kind: Option<&'static str>,
    /// Whether it says something of people, which is noted in the audit log.
    pub noted: bool,
    pub(super) answer: fn(&Api, &Asked) -> Result<Reply, Problem>,
}

impl Route {
    /// Whether somebody may ask; if not, why.
    pub(super) fn may(&self, person: Option<&Person>) -> Result<(), Problem> {
        match (self.who, person) {
            (Who::Anybody, _) => Ok(()),
            (Who::Roles(_), None) => Err(Problem::not_signed_in()),
            (Who::Roles(roles), Some(person)) if roles.contains(&person.role) => Ok(()),
            (Who::Roles(_), Some(_)) => Err(Problem::not_allowed()),
        }
    }
}

const EVERYBODY: Who = Who::Roles(&[Role::Administrator, Role::Headquarters, Role::Province]);
/// Who sees people and their money; running the hub needs neither.
const OFFICES: Who = Who::Roles(&[Role::Headquarters, Role::Province]);

const AS_OF: (&str, &str) = ("as_of", "the national number of the last entry that counts");
const PROVINCE: (&str, &str) = ("province", "the code of one province");
const ON: (&str, &str) =
    ("on", "the day on which stages and terms are computed; today if not given");
const LIST: &[(&str, &str)] = &[
    ("cursor", "where the page before ended"),
    ("limit", "documents on a page, at most 500; 100 if not given"),
    AS_OF,
    PROVINCE,
    ON,
];
const ONE: &[(&str, &str)] = &[AS_OF, ON];
const VIEW: &[(&str, &str)] = &[AS_OF, PROVINCE];

const fn get(
    path: &'static str,
    who: Who,
    about: &'static str,
    parameters: &'static [(&'static str, &'static str)],
    answer: fn(&Api, &Asked) -> Result<Reply, Problem>,
) -> Route {
    Route { method: "GET", path, who, about, parameters, kind: None, noted: false, answer }
}

const fn of(kind: &'static str, route: Route) -> Route {
    Route { kind: Some(kind), noted: true, ..route }
}

/// A route that says something of people.
const fn about_people(route: Route) -> Route {
    Route { noted: true, ..route }
}

/// Every route.
pub const ROUTES: &[Route] = &[
    get("/healthz", Who::Anybody, "Whether the program runs.", &[], answers::healthz),
    get("/readyz", Who::Anybody, "Whether it can answer.", &[], answers::readyz),
    get("/api/docs", Who::Anybody, "This list as a page.", &[], answers::docs),
    get("/api/v1/openapi.json", Who::Anybody, "This list for programs.", &[], answers::openapi),
    Route {
        method: "POST",
        path: "/api/v1/session",
        who: Who::Anybody,
        about: "Signs in with name and password.",
        parameters: &[],
        kind: None,
        noted: false,
        answer: answers::sign_in,
    },
    get("/api/v1/session", EVERYBODY, "Who is signed in.", &[], answers::who),
    Route {
        method: "DELETE",
        path: "/api/v1/session",
        who: EVERYBODY,
        about: "Signs out.",
        parameters: &[],
        kind: None,
        noted: false,
        answer: answers::sign_out,
    },
    of("person", get("/api/v1/persons", OFFICES, "Registered persons.", LIST, answers::persons)),
    of("person", get("/api/v1/persons/{id}", OFFICES, "One person.", ONE, answers::person)),
    of(
        "training_session",
        get("/api/v1/training_sessions", OFFICES, "Trainings.", LIST, answers::trainings),
    ),
    of(
        "training_session",
        get("/api/v1/training_sessions/{id}", OFFICES, "One training.", ONE, answers::training),
    ),
    about_people(get(
        "/api/v1/kinds/{kind}",
        OFFICES,
        "Documents of any kind that is not reserved, with what follows of them; the schema is that of the kind.",
        LIST,
        answers::kind,
    )),
    about_people(get(
        "/api/v1/kinds/{kind}/{id}",
        OFFICES,
        "One document of any kind that is not reserved.",
        ONE,
        answers::of_kind,
    )),
    get("/api/v1/accounts", OFFICES, "The balances of every book.", VIEW, answers::accounts),
    get(
        "/api/v1/summary",
        OFFICES,
        "Persons by sex and age band, persons trained, balances, completeness of the sites.",
        &[AS_OF, PROVINCE, ("on", "the day on which ages are counted; today if not given")],
        answers::summary,
    ),
    get(
        "/api/v1/sites",
        EVERYBODY,
        "The sites, and how much of each is here.",
        VIEW,
        answers::sites,
    ),
    about_people(get(
        "/api/v1/review_items",
        OFFICES,
        "What a person has to look at, as of now.",
        &[PROVINCE],
        answers::review_items,
    )),
    about_people(get(
        "/api/v1/documents/{id}/automerge",
        OFFICES,
        "A document as a standard Automerge file.",
        &[],
        answers::automerge,
    )),
    about_people(get(
        "/api/v1/documents/{id}/attachments/{hash}",
        OFFICES,
        "A picture or a PDF that a document names by its BLAKE3 hash.",
        &[],
        answers::attachment,
    )),
];
