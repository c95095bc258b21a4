//! Everything an organisation did for one of its members, in the order of days: shares, savings, sharings,
//! trainings, certificates, classes, investments; and every service an organisation received in a period. It is
//! stored nowhere; each line leads to the document that says so. Source: domain.md §3, T4 and T25.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use super::{loans, membership, price, savings, sharing, training};
use crate::{
    dictionary::{
        kind::Kind,
        kinds::{
            assessment::ASSESSMENT, certificate::CERTIFICATE, coaching_visit::COACHING_VISIT,
            distribution::DISTRIBUTION, facilitation::FACILITATION,
            investment_programme::INVESTMENT_PROGRAMME, literacy_class::LITERACY_CLASS,
            livelihood::LIVELIHOOD, membership::MEMBERSHIP, outreach_event::OUTREACH_EVENT,
            pre_financing::PRE_FINANCING, programme::PROGRAMME,
            recognition_decision::RECOGNITION_DECISION, savings_group::SAVINGS_GROUP,
            savings_meeting::SAVINGS_MEETING, support::SUPPORT, training_session::TRAINING_SESSION,
        },
    },
    ids::DocumentId,
    units::{Currency, Date, Money},
    world::{Record, Unreadable, World},
};

/// One thing that was done for a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When.
    pub day: Option<Date>,
    /// The document that says so.
    pub document: DocumentId,
    /// How much, if it was money: what came to the member, or was put by for them.
    pub amount: Option<Money>,
    /// How many, if it was days, shares or units.
    pub count: Option<i64>,
}

/// What stands in a statement besides its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statement {
    /// What was done, the latest first.
    pub lines: Vec<Line>,
    /// Shares subscribed and paid up, over all memberships.
    pub shares: (i64, i64),
    /// What the shares paid up are worth by the statutes in force.
    pub worth: Vec<Money>,
    /// What the member has in each programme of investment.
    pub invested: Vec<(DocumentId, Money)>,
    /// What the member still owes: on loans of groups, and on advances.
    pub owes: Vec<(Owes, Money)>,
    /// Help received from the social funds of groups.
    pub helped: Vec<Money>,
    /// What was saved in groups.
    pub saved: Vec<Money>,
    /// What was shared out to the member, and how much of it was paid.
    pub shared: Vec<(Money, Money)>,
}

/// What somebody owes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owes {
    /// A loan of a savings group.
    Loan,
    /// A loan of the cooperative.
    Lent,
    /// An advance on what is mined.
    Advance,
}

/// The statement of a member: what was done in a period, or ever; and where the member stands now.
pub fn statement(
    world: &dyn World,
    person: DocumentId,
    period: Option<&RangeInclusive<Date>>,
) -> Result<Statement, Unreadable> {
    let within = |day: Option<Date>| {
        period.is_none_or(|period| day.is_some_and(|day| period.contains(&day)))
    };
    let mut statement = Statement { lines: learnt(world, person)?, ..Statement::default() };
    let lines = &mut statement.lines;
    let mut add = |day, record: &Record, amount, count| {
        lines.push(Line { day, document: record.id, amount, count });
    };
    for programme in world.referring(person, &INVESTMENT_PROGRAMME)? {
        let own = programme.rows("subscriptions").iter();
        for row in own.filter(|row| row.reference("person") == Some(person)) {
            add(row.day("event_date"), &programme, None, row.number("units"));
        }
        let returned = programme.rows("returns").iter();
        for row in returned.filter(|row| row.reference("person") == Some(person)) {
            add(row.day("event_date"), &programme, row.money("amount"), None);
        }
        statement.invested.extend(invested(&programme, person).map(|sum| (programme.id, sum)));
    }
    for group in world.referring(person, &SAVINGS_GROUP)? {
        for (day, shares, amount) in shared_out(&group, person) {
            add(day, &group, Some(amount), Some(shares));
        }
    }
    let (mut helped, mut groups) = (BTreeMap::<Currency, i64>::new(), Vec::new());
    for meeting in world.referring(person, &SAVINGS_MEETING)? {
        let own = meeting.rows("lines").iter();
        let shares: i64 = own
            .filter(|row| row.reference("key") == Some(person))
            .filter_map(|row| row.number("shares"))
            .sum();
        if shares > 0 {
            add(meeting.own.day("event_date"), &meeting, None, Some(shares));
        }
        for help in help(&meeting, person) {
            let day = meeting.own.day("event_date");
            add(day, &meeting, Some(help), None);
            if within(day) {
                *helped.entry(help.currency).or_default() += help.minor;
            }
        }
        groups.extend(meeting.own.reference("group"));
    }
    for distribution in world.referring(person, &DISTRIBUTION)? {
        if let Some((due, paid)) = shared(&distribution, person) {
            let day = distribution.own.day("event_date");
            add(day, &distribution, Some(due), None);
            statement.shared.extend(within(day).then_some((due, paid)));
        }
    }
    (statement.shares, statement.worth) = shares(world, person)?;
    for advance in world.referring(person, &PRE_FINANCING)? {
        let own = advance.own.reference("beneficiary") == Some(person);
        if let Some(value) = advance.own.money("value").filter(|_| own) {
            add(advance.own.day("event_date"), &advance, Some(value), None);
        }
    }
    statement.owes = owes(world, person, groups)?;
    statement.helped = helped.into_iter().map(|(of, minor)| Money::new(minor, of)).collect();
    let saved = savings::saved_by(world, person)?;
    statement.saved =
        saved.into_iter().map(|(currency, minor)| Money::new(minor, currency)).collect();
    statement.lines.retain(|line| within(line.day));
    statement.lines.sort_by_key(|line| (std::cmp::Reverse(line.day), line.document));
    Ok(statement)
}

/// What somebody learnt, and what they live on besides.
fn learnt(world: &dyn World, person: DocumentId) -> Result<Vec<Line>, Unreadable> {
    let mut lines = Vec::new();
    let mut add = |day, record: &Record, count| {
        lines.push(Line { day, document: record.id, amount: None, count });
    };
    for session in world.referring(person, &TRAINING_SESSION)? {
        let days = training::days_of(&session, person);
        if let (Some(first), false) = (days.first(), session.own.has("cancelled")) {
            add(Some(*first), &session, i64::try_from(days.len()).ok());
        }
    }
    for certificate in world.referring(person, &CERTIFICATE)? {
        add(certificate.own.day("issued"), &certificate, None);
    }
    for class in world.referring(person, &LITERACY_CLASS)? {
        let key = person.to_string();
        let enrolled = class.rows("enrolments").iter().find(|row| row.text("key") == key);
        add(enrolled.and_then(|row| row.day("enrolled")), &class, None);
    }
    for livelihood in world.referring(person, &LIVELIHOOD)? {
        add(livelihood.own.day("start"), &livelihood, None);
    }
    Ok(lines)
}

/// What somebody has in a programme: the units at their price, less what was paid back.
#[must_use]
pub fn invested(programme: &Record, person: DocumentId) -> Option<Money> {
    let price = programme.own.money("unit_price")?;
    let own = |rows: &str| {
        programme.rows(rows).iter().filter(|row| row.reference("person") == Some(person))
    };
    let units: i64 = own("subscriptions").filter_map(|row| row.number("units")).sum();
    let back: i64 = own("repayments").filter_map(|row| row.money("amount")).map(|m| m.minor).sum();
    Some(Money::new(price.times(units).ok()?.minor.saturating_sub(back), price.currency))
}

/// Shares subscribed and paid up over all memberships, and what those paid up are worth.
fn shares(world: &dyn World, person: DocumentId) -> Result<((i64, i64), Vec<Money>), Unreadable> {
    let (mut shares, mut worth) = ((0, 0), Vec::new());
    for membership in world.referring(person, &MEMBERSHIP)? {
        let (subscribed, paid) = membership::shares(&membership);
        shares = (shares.0 + subscribed, shares.1 + paid);
        if let Some(organisation) = membership.own.reference("organisation") {
            let value = sharing::share_value(world, organisation, None)?;
            let own = value.and_then(|value| value.times(paid).ok());
            worth.extend(own.filter(|own| own.minor > 0));
        }
    }
    Ok((shares, worth))
}

/// What somebody still owes, on loans of these groups and of cooperatives, and on advances.
fn owes(
    world: &dyn World,
    person: DocumentId,
    mut groups: Vec<DocumentId>,
) -> Result<Vec<(Owes, Money)>, Unreadable> {
    let mut owed = Vec::new();
    for advance in world.referring(person, &PRE_FINANCING)? {
        let own = advance.own.reference("beneficiary") == Some(person);
        let open = price::outstanding(&advance).filter(|open| own && open.minor > 0);
        owed.extend(open.map(|open| (Owes::Advance, open)));
    }
    for membership in world.referring(person, &MEMBERSHIP)? {
        if let Some(organisation) = world.follow(&membership.own, "organisation")? {
            let lent = loans::owed_by(&loans::of(world, &organisation, None)?, person);
            owed.extend(lent.into_iter().map(|money| (Owes::Lent, money)));
        }
    }
    groups.sort_unstable();
    groups.dedup();
    for group in groups {
        let group = world.record(group)?;
        let standing = group.map(|group| savings::standing(world, &group)).transpose()?.flatten();
        if let Some(standing) = standing {
            let minor = standing.members.get(&person).map_or(0, |member| member.owes);
            let loan = Money::new(minor, standing.fund.currency);
            owed.extend((minor > 0).then_some((Owes::Loan, loan)));
        }
    }
    Ok(owed)
}

/// Help from the social fund that a meeting gave somebody.
fn help(meeting: &Record, person: DocumentId) -> impl Iterator<Item = Money> + use<'_> {
    let own = meeting.rows("lines").iter();
    let own = own.filter(move |row| row.reference("key") == Some(person));
    own.filter_map(|row| row.money("help")).filter(|help| help.minor > 0)
}

/// What a group paid somebody out at the end of its cycle: when, for how many shares, how much.
fn shared_out(
    group: &Record,
    person: DocumentId,
) -> impl Iterator<Item = (Option<Date>, i64, Money)> + use<'_> {
    let lines = group.rows("share_outs__lines").iter();
    let own = lines.filter(move |row| row.reference("person") == Some(person));
    own.filter_map(|row| {
        let of = group.rows("share_outs").iter().find(|out| out.text("id") == row.text("id"));
        let day = of.and_then(|out| out.day("event_date"));
        Some((day, row.number("shares").unwrap_or(0), row.money("amount")?))
    })
}

/// What a distribution gives a member, and how much of it was paid; none if nothing, or if it was cancelled.
fn shared(distribution: &Record, person: DocumentId) -> Option<(Money, Money)> {
    if distribution.own.has("cancelled") || !distribution.own.has("simulated") {
        return None;
    }
    let ends = format!("/{person}");
    let of = |rows: &str, field: &str| {
        let rows = distribution.rows(rows).iter().filter(|row| row.text(field).ends_with(&ends));
        rows.filter_map(|row| row.money("amount")).reduce(|sum, more| sum.plus(more).unwrap_or(sum))
    };
    let due = of("lines", "key")?;
    let paid = of("payments", "line").unwrap_or_else(|| Money::new(0, due.currency));
    Some((due, paid))
}

/// How long a service lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// The day on which it begins.
    Day,
    /// Until the day in a field; as long as none stands there it goes on.
    Until(&'static str),
}

/// Kinds of documents that say what an organisation received, each with the field of its first day.
pub static SERVICES: [(&Kind, &str, Lasts); 10] = [
    (&TRAINING_SESSION, "start_date", Lasts::Until("end_date")),
    (&PROGRAMME, "start", Lasts::Until("end")),
    (&SUPPORT, "event_date", Lasts::Day),
    (&FACILITATION, "since", Lasts::Until("ended")),
    (&COACHING_VISIT, "event_date", Lasts::Day),
    (&OUTREACH_EVENT, "event_date", Lasts::Day),
    (&LIVELIHOOD, "start", Lasts::Day),
    (&DISTRIBUTION, "event_date", Lasts::Day),
    (&RECOGNITION_DECISION, "event_date", Lasts::Day),
    (&ASSESSMENT, "start", Lasts::Day),
];

/// Every service an organisation received in a period, by kind in the order of [`SERVICES`] and then by day: what
/// began in it or went on through it. What was called off, rejected or taken back is none. A training for a mining site
/// is one for those who work there.
pub fn of_organisation(
    world: &dyn World,
    organisation: DocumentId,
    period: &RangeInclusive<Date>,
) -> Result<Vec<Line>, Unreadable> {
    let sites: Vec<DocumentId> = match world.record(organisation)? {
        Some(record) => record.references("sites").collect(),
        None => Vec::new(),
    };
    let mut lines = Vec::new();
    for (kind, first, lasts) in SERVICES {
        let mut of = world.referring(organisation, kind)?;
        if *kind == TRAINING_SESSION {
            for site in &sites {
                let held = world.referring(*site, kind)?.into_iter();
                of.extend(held.filter(|held| held.own.reference("held_for") == Some(*site)));
            }
        }
        of.retain(|record| falls(record, first, lasts, period) && received(record));
        let line = |record: &Record| {
            let (amount, count) = how_much(record);
            Line { day: record.own.day(first), document: record.id, amount, count }
        };
        let mut of: Vec<Line> = of.iter().map(line).collect();
        of.sort_by_key(|line| (line.day, line.document));
        of.dedup_by_key(|line| line.document);
        lines.extend(of);
    }
    Ok(lines)
}

/// Whether a service begins in a period or goes on through it.
fn falls(record: &Record, first: &str, lasts: Lasts, period: &RangeInclusive<Date>) -> bool {
    let Some(begins) = record.own.day(first) else { return false };
    match lasts {
        Lasts::Day => period.contains(&begins),
        Lasts::Until(field) => {
            let ends = record.own.day(field);
            begins <= *period.end() && ends.is_none_or(|ends| ends >= *period.start())
        }
    }
}

/// Whether something was received, and not only planned or refused.
fn received(record: &Record) -> bool {
    let own = &record.own;
    if *record.kind == TRAINING_SESSION {
        !own.has("cancelled") && !record.rows("attendance__days").is_empty()
    } else if *record.kind == DISTRIBUTION {
        own.has("simulated") && !own.has("cancelled")
    } else if *record.kind == RECOGNITION_DECISION {
        own.text("outcome") == "GRANTED"
    } else if *record.kind == LIVELIHOOD {
        matches!(own.text("state"), "FUNDED" | "RUNNING" | "STOPPED")
    } else {
        true
    }
}

/// How much of it there was: money, or how many persons.
fn how_much(record: &Record) -> (Option<Money>, Option<i64>) {
    if *record.kind == TRAINING_SESSION {
        let there = record.rows("attendance__days").iter().map(|row| row.text("key"));
        let there = there.collect::<BTreeSet<_>>().len();
        (None, i64::try_from(there).ok())
    } else if *record.kind == LIVELIHOOD {
        (None, i64::try_from(record.references("participants").count()).ok())
    } else if *record.kind == SUPPORT {
        (record.own.money("value"), None)
    } else if *record.kind == DISTRIBUTION {
        (record.own.money("gross"), None)
    } else {
        (None, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{mining_site::MINING_SITE, organisation::ORGANISATION, person::PERSON},
        world::InMemory,
    };

    #[test]
    fn an_organisation_is_told_what_it_received_in_a_period_and_not_what_was_called_off() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]);
        let person = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]);
        let to = organisation.to_string();
        let there = format!("attendance/{person}/days/2026-03-04");
        let mut session = |name: &str, more: &[(&str, &str)]| {
            let mut values = vec![("held_for", to.as_str()), ("start_date", "2026-03-04")];
            values.extend(more);
            world.put(&TRAINING_SESSION, name, &values)
        };
        let held = session("held", &[(there.as_str(), "true")]);
        session("planned", &[]);
        session("off", &[(there.as_str(), "true"), ("cancelled/2026-03-03", "true")]);
        let mut aid = |day: &str| {
            let values =
                [("organisation", to.as_str()), ("event_date", day), ("value", "65000 USD")];
            world.put(&SUPPORT, day, &values)
        };
        aid("2025-12-31");
        let aid = aid("2026-01-01");
        let period = "2026-01-01".parse().unwrap()..="2026-12-31".parse().unwrap();
        let lines = of_organisation(&world, organisation, &period).unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.document, line.count)).collect();
        assert_eq!(told, [(held, Some(1)), (aid, None)]);
        assert_eq!(lines[1].amount, "65000 USD".parse().ok());
    }

    #[test]
    fn what_runs_through_a_period_counts_and_so_does_what_was_held_for_its_site() {
        let mut world = InMemory::new("CD");
        let mine = world.put(&MINING_SITE, "lubi", &[("name", "Lubi 1")]).to_string();
        let sites = format!("sites/{mine}");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi"), (&sites, "true")]);
        let to = organisation.to_string();
        let of = format!("organisations/{to}");
        let programme = world.put(&PROGRAMME, "lire", &[(&of, "true"), ("start", "2025-01-01")]);
        let since = [("organisation", &*to), ("since", "2024-01-01"), ("ended/2025-06-01", "true")];
        let facilitation = world.put(&FACILITATION, "marie", &since);
        let person = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]);
        let there = format!("attendance/{person}/days/2026-03-04");
        let held = [("held_for", &*mine), ("start_date", "2026-03-04"), (&there, "true")];
        let held = world.put(&TRAINING_SESSION, "safety", &held);
        let fish = [("organisation", &*to), ("start", "2026-05-01"), ("state", "RUNNING")];
        let fish = world.put(&LIVELIHOOD, "fish", &fish);
        let asked = [("organisation", &*to), ("asked_on", "2026-05-01")];
        world.put(&SUPPORT, "asked", &asked);
        let told = |from: &str, to: &str| -> Vec<DocumentId> {
            let period = from.parse().unwrap()..=to.parse().unwrap();
            let lines = of_organisation(&world, organisation, &period).unwrap();
            lines.iter().map(|line| line.document).collect()
        };
        assert_eq!(told("2026-01-01", "2026-12-31"), [held, programme, fish]);
        assert_eq!(told("2025-05-01", "2025-12-31"), [programme, facilitation]);
        assert_eq!(told("2024-02-01", "2024-03-01"), [facilitation]);
        world.put(&PROGRAMME, "lire", &[("end", "2025-12-30")]);
        let period = "2026-01-01".parse().unwrap()..="2026-01-31".parse().unwrap();
        assert_eq!(of_organisation(&world, organisation, &period).unwrap(), [], "it has ended");
    }

    #[test]
    fn what_was_shared_out_was_paid_and_is_saved_no_more() {
        let mut world = InMemory::new("CD");
        let person = world.put(&PERSON, "kabongo", &[("surname", "KABONGO")]);
        let group =
            world.put(&SAVINGS_GROUP, "g", &[("name", "Espoir"), ("share_price", "500 CDF")]);
        let shares = format!("lines/{person}/shares");
        let met = [("group", &*group.to_string()), ("event_date", "2026-01-10"), (&shares, "4")];
        world.put(&SAVINGS_MEETING, "m", &met);
        let of = |world: &InMemory, period: Option<&RangeInclusive<Date>>| {
            statement(world, person, period).unwrap()
        };
        assert_eq!(of(&world, None).saved, ["2000 CDF".parse().unwrap()]);
        let line = format!(r#"{{"person":"{person}","shares":4,"amount":"2300 CDF"}}"#);
        let out = format!(r#"{{"event_date":"2026-06-10","fund":"2300 CDF","lines":[{line}]}}"#);
        world.put(&SAVINGS_GROUP, "g", &[("share_outs/01KKAY00000000000000000001", &out)]);
        let found = of(&world, None);
        assert_eq!(found.saved, []);
        let last = &found.lines[0];
        let paid = (last.document, last.amount, last.count);
        assert_eq!(paid, (group, "2300 CDF".parse().ok(), Some(4)));
        let period = "2026-01-01".parse().unwrap()..="2026-01-31".parse().unwrap();
        assert_eq!(of(&world, Some(&period)).lines.len(), 1, "only the meeting");
    }
}
