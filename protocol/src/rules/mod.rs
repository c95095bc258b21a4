//! What must hold of merged documents. A rule looks at the merged state, refuses nothing, and gives the
//! same review items on every replica: same rule and same subjects, same id (domain.md §9.3).

mod afterwards;
mod below_zero;
mod changed_apart;
mod clocks;
mod explained;
mod foretold;
mod found;
mod goods;
mod governance;
mod locked;
mod money;
mod number_twice;
mod people;
mod receipt_twice;
mod remedy;
mod same_person;
#[cfg(test)]
mod schedules;
mod taken_back;
#[cfg(test)]
mod tests;
mod votes;

pub use afterwards::{PAID, after_death_elsewhere};
pub use below_zero::below_zero;
pub use changed_apart::{changed_apart, votes_apart};
pub use explained::{Said, is_settled, state};
pub use foretold::foretold;
pub use money::{InTransit, in_transit};
pub use receipt_twice::{Receipt, alias, receipt_twice, receipts};
pub use remedy::{Breach, Remedy, remedies};
pub use same_person::same_person;
pub use votes::{SIGNED, Signature, Signing};

use std::fmt;

use automerge::ScalarValue;

use crate::dictionary::kind::Kind;
use crate::dictionary::kinds::{
    assembly::ASSEMBLY, certificate::CERTIFICATE, course::COURSE, device::DEVICE,
    distribution::DISTRIBUTION, election::ELECTION, exchange_rate::EXCHANGE_RATE, ledger::LEDGER,
};
use crate::ids::{DocumentId, Hash};
use crate::world::{Record, Unreadable, World};

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewItem {
    /// The same on every replica.
    pub id: ReviewId,
    /// The name of the rule.
    pub rule: &'static str,
    /// The documents it is about, in order.
    pub subjects: Vec<DocumentId>,
    /// Where in them: a path, an account, a number.
    pub path: String,
    /// What stands there at the same time; the value that is shown meanwhile comes last.
    pub values: Vec<Claim>,
    /// What else was found, as the rule says.
    pub facts: Vec<String>,
}

impl ReviewItem {
    /// What can be done about it follows from this.
    #[must_use]
    pub fn breach(&self) -> Breach<'_> {
        Breach { rule: self.rule, subjects: &self.subjects, path: &self.path, facts: &self.facts }
    }
}

/// One of several values that stand at one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// The value.
    pub value: ScalarValue,
    /// The actor that wrote it: the epoch of a log, in hexadecimal.
    pub actor: String,
    /// Which of the actor's operations it was.
    pub counter: u64,
}

/// The name of a review item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReviewId(pub [u8; 16]);

impl ReviewId {
    /// The id of a breach of this rule by these subjects, in their order.
    #[must_use]
    pub fn of(rule: &str, subjects: &[&[u8]]) -> Self {
        let parts: Vec<&[u8]> =
            std::iter::once(rule.as_bytes()).chain(subjects.iter().copied()).collect();
        Self(Hash::of("review item", &parts).short())
    }
}

impl fmt::Display for ReviewId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:032x}", u128::from_be_bytes(self.0))
    }
}

/// How much a breach matters (domain.md §9.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Statistics and payments wait for it.
    Blocking,
    /// Somebody has to look.
    Important,
    /// Good to know.
    Information,
}

/// What a document tells a rule to look at, once it changed.
pub type Touches = fn(&dyn World, &Record) -> Result<Vec<String>, Unreadable>;
/// What a rule finds there now.
pub type Judges = fn(&dyn World, &str) -> Result<Vec<ReviewItem>, Unreadable>;

/// What else a rule has to look at when it looks at something.
pub type Leads = fn(&dyn World, &str) -> Result<Vec<String>, Unreadable>;

/// A rule. Whenever a document changes, whatever it touches, and touched before, is judged anew; so the
/// items follow from what stands there and not from the order in which it came.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name: in items, decisions and labels.
    pub name: &'static str,
    /// Its number in domain.md §9.3.
    pub number: u8,
    /// How much a breach matters.
    pub severity: Severity,
    /// Who resolves it.
    pub resolver: Resolver,
    /// How it finds breaches; none for those that look at one document or at pairs, which
    /// [`changed_apart`], [`same_person`], [`below_zero`] and [`receipt_twice`] find.
    pub looks: Option<(Touches, Judges)>,
    /// What else is to be looked at when something is, as it is known then.
    pub leads: Option<Leads>,
    /// Kinds that many documents rest on, those of the whole country and of devices: when one of those
    /// changes, all documents of the kinds in [`Rule::from`] are looked at anew.
    pub upon: &'static [&'static Kind],
    /// Kinds whose documents make it look.
    pub from: &'static [&'static Kind],
}

impl Rule {
    const fn leading(mut self, leads: Leads) -> Self {
        self.leads = Some(leads);
        self
    }

    const fn upon(
        mut self,
        upon: &'static [&'static Kind],
        from: &'static [&'static Kind],
    ) -> Self {
        self.upon = upon;
        self.from = from;
        self
    }
}

/// Who resolves a breach. What somebody at a site may decide its coordinator always may, and of several one is enough;
/// but for the result of a vote, which two sign (rule 6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolver {
    /// Functions of a site, codes of the list `site_role`; none if the office decides and the site may ask.
    pub site: &'static [&'static str],
    /// Which office; none if it is the site's own matter.
    pub office: Option<Office>,
}

/// An office that resolves breaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Office {
    /// That of the province, and headquarters.
    Province,
    /// Headquarters, which gives devices their rights.
    Headquarters,
}

impl Resolver {
    /// Somebody at the site.
    const fn site(site: &'static [&'static str]) -> Self {
        Self { site, office: None }
    }
}

/// The site's coordinator.
const COORDINATOR: Resolver = Resolver::site(&["SITE_COORD"]);
/// Whoever keeps the minutes and the registers.
const SECRETARY: Resolver = Resolver::site(&["SITE_COORD", "SECRETARY"]);
/// Those who sign the minutes: both of them, see [`Signing`].
const SITTING: Resolver = Resolver::site(&["SITE_COORD", "SECRETARY", "PRESIDENT"]);
/// Whoever keeps the box.
const TREASURER: Resolver = Resolver::site(&["SITE_COORD", "TREASURER"]);
/// Whoever keeps the parcels, or the box.
const WEIGHER: Resolver = Resolver::site(&["SITE_COORD", "TREASURER", "WEIGHER"]);
/// Whoever takes the roll.
const TRAINER: Resolver = Resolver::site(&["SITE_COORD", "TRAINER"]);
/// Those who watch over the accounts.
const SUPERVISION: Resolver = Resolver::site(&["SITE_COORD", "SUPERVISION"]);
/// The treasurer before the supervision.
const CASH_COUNT: Resolver = Resolver::site(&["SITE_COORD", "TREASURER", "SUPERVISION"]);
/// The office of the province.
const PROVINCE: Resolver = Resolver { site: &[], office: Some(Office::Province) };
/// The site knows the persons, the province sees those of several sites.
const WHO_KNOWS: Resolver = Resolver { office: Some(Office::Province), ..COORDINATOR };
/// The coordinator, and whoever enrols the device again.
const ENROLMENT: Resolver = Resolver { office: Some(Office::Headquarters), ..COORDINATOR };

use Severity::{Blocking, Important, Information};

const fn rule(
    number: u8,
    name: &'static str,
    severity: Severity,
    resolver: Resolver,
    looks: Option<(Touches, Judges)>,
) -> Rule {
    Rule { name, number, severity, resolver, looks, leads: None, upon: &[], from: &[] }
}

/// Every rule, in the order of domain.md §9.3. Number 29 (work of a revoked device) is not here: such work is
/// held at the hub and merged nowhere until somebody releases it.
pub static RULES: &[Rule] = &[
    rule(1, "same_person", Blocking, WHO_KNOWS, None),
    rule(2, "not_adult", Blocking, COORDINATOR, Some((people::of_members, people::not_adult))),
    rule(
        2,
        "not_national",
        Blocking,
        COORDINATOR,
        Some((people::of_members, people::not_national)),
    ),
    rule(
        3,
        "two_memberships",
        Important,
        SECRETARY,
        Some((people::of_members, people::two_memberships)),
    ),
    rule(
        4,
        "two_holders",
        Blocking,
        PROVINCE,
        Some((governance::of_organisations, governance::two_holders)),
    ),
    rule(
        4,
        "mandate_twice",
        Important,
        SECRETARY,
        Some((governance::of_organisations, governance::mandate_twice)),
    ),
    rule(
        5,
        "assembly_doubtful",
        Blocking,
        SECRETARY,
        Some((governance::of_organisations, governance::assembly_doubtful)),
    ),
    // Who works at a site, and in which function, the documents of its devices say.
    rule(6, "votes_apart", Blocking, SITTING, Some((votes::of_counts, votes::votes_apart)))
        .upon(&[&DEVICE], &[&ASSEMBLY, &ELECTION]),
    rule(
        7,
        "two_statutes",
        Important,
        PROVINCE,
        Some((governance::of_organisations, governance::two_statutes)),
    ),
    rule(8, "below_zero", Blocking, CASH_COUNT, None),
    rule(9, "paid_too_much", Blocking, TREASURER, Some((money::of_books, money::paid_too_much))),
    rule(10, "receipt_twice", Blocking, ENROLMENT, None),
    rule(
        10,
        "number_twice",
        Important,
        ENROLMENT,
        Some((number_twice::of_numbered, number_twice::number_twice)),
    ),
    rule(
        11,
        "entry_misplaced",
        Blocking,
        TREASURER,
        Some((money::of_books, money::entry_misplaced)),
    ),
    rule(12, "transfer_open", Important, TREASURER, Some((money::of_books, money::transfer_open))),
    rule(13, "sold_too_much", Blocking, WEIGHER, Some((goods::of_parcels, goods::sold_too_much)))
        .leading(goods::lots_of),
    rule(
        14,
        "shared_twice",
        Blocking,
        TREASURER,
        Some((money::of_shared_sales, money::shared_twice)),
    ),
    rule(
        15,
        "inputs_changed",
        Blocking,
        TREASURER,
        Some((money::of_distributions, money::inputs_changed)),
    ),
    rule(16, "flow_gap", Important, WEIGHER, Some((goods::of_flows, goods::flow_gap))),
    rule(17, "two_places", Important, TRAINER, Some((people::of_presence, people::two_places))),
    rule(
        18,
        "certificate_twice",
        Important,
        TRAINER,
        Some((people::of_certificates, people::certificate_twice)),
    )
    .upon(&[&COURSE], &[&CERTIFICATE]),
    rule(19, "meeting_twice", Blocking, TREASURER, Some((money::of_groups, money::meeting_twice))),
    rule(20, "lent_too_much", Blocking, TREASURER, Some((money::of_groups, money::lent_too_much))),
    rule(
        21,
        "licence_twice",
        Important,
        PROVINCE,
        Some((goods::of_licences, goods::licence_twice)),
    ),
    rule(
        22,
        "organisation_twice",
        Important,
        PROVINCE,
        Some((governance::of_organisations, governance::organisation_twice)),
    ),
    rule(
        23,
        "site_twice",
        Important,
        PROVINCE,
        Some((governance::of_sites, governance::site_twice)),
    ),
    rule(
        24,
        "decided_apart",
        Blocking,
        PROVINCE,
        Some((governance::of_applications, governance::decided_apart)),
    ),
    rule(
        25,
        "after_death",
        Information,
        SECRETARY,
        Some((afterwards::of_the_gone, afterwards::after_death)),
    ),
    rule(
        26,
        "clock_wrong",
        Important,
        COORDINATOR,
        Some((clocks::of_entries, clocks::clock_wrong)),
    ),
    rule(
        27,
        "consent_withdrawn",
        Blocking,
        PROVINCE,
        Some((people::of_persons, people::consent_withdrawn)),
    ),
    // Whose number a user has on a device, the document of the device says.
    rule(
        28,
        "self_approved",
        Important,
        SUPERVISION,
        Some((money::of_approvals, money::self_approved)),
    )
    .upon(&[&DEVICE], &[&DISTRIBUTION, &LEDGER]),
    rule(30, "rate_off", Information, TREASURER, Some((money::of_books, money::rate_off)))
        .upon(&[&EXCHANGE_RATE], &[&LEDGER]),
    rule(31, "scheme_wrong", Important, SECRETARY, Some((money::of_schemes, money::scheme_wrong))),
    rule(32, "case_named", Important, COORDINATOR, Some((goods::of_notes, goods::case_named))),
    rule(
        0,
        "reversed_twice",
        Blocking,
        TREASURER,
        Some((money::of_books, taken_back::reversed_twice)),
    ),
    rule(0, "changed_apart", Important, SECRETARY, None),
    rule(0, "changed_after", Blocking, SECRETARY, Some((locked::of_locked, locked::changed_after))),
];

/// The rule of this name.
#[must_use]
pub fn named(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}
