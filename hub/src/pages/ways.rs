//! Where each role goes from any page: what stands below, and what further down.

use lisanga_pages::frame::Way;
use lisanga_pages::words::Words;

use crate::people::Role;

/// Where to, the symbol, and the key of what it is called.
type Lead = (&'static str, &'static str, &'static str);

const SITES: Lead = ("/sites", "map-pin", "way-sites");
const BUNDLES: Lead = ("/bundles", "send", "way-bundles");
const DOCUMENTS: Lead = ("/documents", "file-text", "way-documents");
const CASELOAD: Lead = ("/caseload", "users", "way-caseload");
const FOLLOWED: Lead = ("/followed", "file-text", "way-followed");
const QUARANTINE: Lead = ("/quarantine", "shield", "way-quarantine");
const AUDIT: Lead = ("/audit", "clipboard-list", "way-audit");
const COUNTRY: Lead = ("/country", "building-2", "country-title");
const OVERVIEW: Lead = ("/", "house", "way-overview");

const ADMINISTRATOR: &[Lead] = &[
    OVERVIEW,
    ("/devices", "smartphone", "way-devices"),
    QUARANTINE,
    ("/users", "key-round", "way-users"),
    AUDIT,
];
const OFFICE: &[Lead] = &[
    OVERVIEW,
    ("/persons", "users", "way-persons"),
    ("/trainings", "graduation-cap", "way-trainings"),
    ("/accounts", "wallet", "way-accounts"),
    ("/review", "eye", "way-review"),
];
/// What offices have further down.
const OFFICE_MORE: &[Lead] = &[
    SITES,
    BUNDLES,
    DOCUMENTS,
    CASELOAD,
    FOLLOWED,
    ("/files", "file-text", "files-title"),
    ("/titles", "clipboard-list", "titles-title"),
    ("/prices", "scale", "prices-title"),
    ("/plans", "list-checks", "plans-title"),
    ("/completeness", "refresh-cw", "completeness-title"),
    ("/candidates", "list-checks", "way-candidates"),
    ("/recognised", "check", "way-recognised"),
    ("/exports", "download", "way-exports"),
    QUARANTINE,
];
/// What headquarters has besides.
const HEADQUARTERS_MORE: &[Lead] = &[("/imports", "upload", "way-imports"), AUDIT];

/// Where somebody of a role goes from a page: first what is at hand everywhere, then the rest.
pub(super) fn of(role: Role, path: &str, words: &Words) -> (Vec<Way>, Vec<Way>) {
    let (ways, more, besides): (&[Lead], &[Lead], &[Lead]) = match role {
        Role::CaseOfficer => (&[("/documents/case", "shield", "way-cases"), DOCUMENTS], &[], &[]),
        Role::Facilitator => (&[CASELOAD, FOLLOWED], &[], &[]),
        Role::Administrator => (ADMINISTRATOR, &[SITES, BUNDLES], &[]),
        Role::Province => (OFFICE, OFFICE_MORE, &[]),
        Role::Headquarters => (OFFICE, OFFICE_MORE, HEADQUARTERS_MORE),
    };
    let way = |(to, icon, key): &Lead| Way {
        to,
        icon,
        label: words.say(key),
        here: if *to == "/" { path == "/" } else { path.starts_with(to) },
        waiting: 0,
    };
    let more = more.iter().chain([&COUNTRY]).chain(besides);
    (ways.iter().map(way).collect(), more.map(way).collect())
}
