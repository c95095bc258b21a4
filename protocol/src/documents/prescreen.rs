//! The questions a site is asked before it may take part in a standard, answered by what is on record as far as that
//! tells, else by whoever was asked. Source: domain.md §5.15.
//!
//! What only those may know whose task it is (armed presence, children seen) is answered by hand: computed from the
//! reserved observations, the state of a site would tell everybody what they say.

use super::{
    engagement, formalisation,
    licence::{self, Required},
    membership, site, training,
};
use crate::{
    dictionary::{
        kinds::{
            licence::LICENCE, organisation::ORGANISATION, pit::PIT,
            training_session::TRAINING_SESSION,
        },
        lists::PRESCREEN,
    },
    ids::DocumentId,
    units::Date,
    world::{Record, Unreadable, World},
};

/// Whence an answer is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// These documents say so.
    Record(Vec<DocumentId>),
    /// Somebody answered.
    Hand,
    /// Nobody knows: that counts as no.
    Nobody,
}

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// A code of the list `PRESCREEN`.
    pub question: &'static str,
    /// Whether it is answered with yes.
    pub yes: bool,
    /// Whence that is known.
    pub source: Source,
}

impl Answer {
    /// What is answered: a code of the list `ANSWER`.
    #[must_use]
    pub fn said(&self) -> &'static str {
        match (&self.source, self.yes) {
            (Source::Nobody, _) => "UNKNOWN",
            (_, true) => "YES",
            (_, false) => "NO",
        }
    }
}

/// Yes or no, and the documents that say so.
type Fact = Option<(bool, Vec<DocumentId>)>;

/// What is asked about a candidate, and on which day.
struct Asked<'a> {
    world: &'a dyn World,
    site: &'a Record,
    standard: DocumentId,
    /// Those that work there.
    organisations: Vec<Record>,
    day: Date,
}

/// Every question about a candidate with its answer on a day, in the order of the list.
pub fn answers(
    world: &dyn World,
    candidacy: &Record,
    day: Date,
) -> Result<Vec<Answer>, Unreadable> {
    let site = world.follow(&candidacy.own, "site")?;
    let standard = candidacy.own.reference("standard");
    let asked = match (&site, standard) {
        (Some(site), Some(standard)) => {
            let organisations = organisations(world, site.id, day)?;
            Some(Asked { world, site, standard, organisations, day })
        }
        _ => None,
    };
    let by_hand = |question: &str| {
        let mut rows = candidacy.rows("prescreen").iter();
        rows.find(|row| row.text("key") == question).map(|row| row.text("answer"))
    };
    let mut answers = Vec::new();
    for question in PRESCREEN.codes.iter().copied() {
        let fact = asked.as_ref().map_or(Ok(None), |asked| asked.fact(question))?;
        let fact = fact.filter(|(yes, _)| !*yes || !contradicted(question, by_hand(question)));
        answers.push(match (fact, by_hand(question)) {
            (Some((yes, by)), _) => Answer { question, yes, source: Source::Record(by) },
            (None, Some(said @ ("YES" | "NO"))) => {
                Answer { question, yes: said == "YES", source: Source::Hand }
            }
            (None, _) => Answer { question, yes: false, source: Source::Nobody },
        });
    }
    Ok(answers)
}

/// Whether somebody says otherwise, and may know better: an agreement does not tell that nobody contests the ground, nor
/// a way in that it can be passed all year.
fn contradicted(question: &str, by_hand: Option<&str>) -> bool {
    matches!(question, "TENURE_CLEAR" | "ACCESSIBLE") && by_hand == Some("NO")
}

/// How many questions of a hundred are answered with yes.
#[must_use]
pub fn score(answers: &[Answer]) -> i64 {
    let yes = answers.iter().filter(|answer| answer.yes).count();
    i64::try_from(yes * 100 / answers.len().max(1)).unwrap_or(0)
}

/// The organisations that work at a site and were not dissolved by a day.
pub fn organisations(
    world: &dyn World,
    site: DocumentId,
    day: Date,
) -> Result<Vec<Record>, Unreadable> {
    let mut found = world.referring(site, &ORGANISATION)?;
    found.retain(|record| {
        let works = record.references("sites").any(|known| known == site);
        works && record.own.day("dissolved").is_none_or(|on| on > day)
    });
    Ok(found)
}

impl Asked<'_> {
    /// What is on record about a question; none where that does not tell.
    fn fact(&self, question: &str) -> Result<Fact, Unreadable> {
        match question {
            "ORG_ASSOCIATION" => self.association(),
            "LICENCE_VALID" => self.titles(),
            "TENURE_CLEAR" => self.tenure(),
            "TRAINED" => self.trained(),
            "ACCESSIBLE" => Ok(self.accessible()),
            "PITS_ACTIVE" => self.pits(),
            "WILLING" => self.willing(),
            _ => Ok(None),
        }
    }

    /// One of the organisations is at least an association.
    fn association(&self) -> Result<Fact, Unreadable> {
        for organisation in &self.organisations {
            let path = formalisation::path(self.world, organisation, self.day)?;
            if path.kind != "GROUP" {
                return Ok(Some((true, vec![organisation.id])));
            }
        }
        let groups: Vec<DocumentId> = self.organisations.iter().map(|record| record.id).collect();
        Ok((!groups.is_empty()).then_some((false, groups)))
    }

    /// The titles that the country asks for hold, as far as they are on record. They are of no use to a cooperative
    /// whose recognition ended.
    fn titles(&self) -> Result<Fact, Unreadable> {
        let (mut valid, mut ended, mut all) = (Vec::new(), Vec::new(), true);
        let of_site = licence::required(self.world, self.site, self.day)?;
        let (mut of_organisations, mut barred) = (Vec::new(), Vec::new());
        for organisation in &self.organisations {
            let path = formalisation::path(self.world, organisation, self.day)?;
            if matches!(path.stage, "SUSPENDED" | "WITHDRAWN" | "LAPSED") {
                barred.push(organisation.id);
            } else {
                let titles = licence::required(self.world, organisation, self.day)?;
                of_organisations.extend((!titles.is_empty()).then_some(titles));
            }
        }
        if barred.len() == self.organisations.len() && !barred.is_empty() {
            return Ok(Some((false, barred)));
        }
        // It is enough that one of those that work there holds what an organisation needs; else nobody knows of a title
        // that is not on record, rather than no because another one ended.
        let stands = |titles: &Vec<Required>| {
            let held = titles.iter().filter(|title| title.holds).count();
            let ended = titles.iter().any(|title| !title.holds && title.document.is_some());
            (held, !ended)
        };
        let best = of_organisations.into_iter().max_by_key(stands);
        for title in of_site.into_iter().chain(best.unwrap_or_default()) {
            match title.document {
                Some(id) if title.holds => valid.push(id),
                Some(id) => ended.push(id),
                None => all = false,
            }
        }
        Ok(if ended.is_empty() {
            (all && !valid.is_empty()).then_some((true, valid))
        } else {
            Some((false, ended))
        })
    }

    /// On a permit without an agreement, or in a protected area, the ground is contested; an agreement that holds says
    /// that it is not, as long as nobody says otherwise. An agreement of an organisation does not say about which site
    /// it is: it tells of the one at which that organisation works, and nothing if there are several.
    fn tenure(&self) -> Result<Fact, Unreadable> {
        if matches!(self.site.own.text("tenure_kind"), "PERMIT_NO_AGREEMENT" | "PROTECTED") {
            return Ok(Some((false, vec![self.site.id])));
        }
        let only_here = |record: &&Record| record.references("sites").count() == 1;
        let organisations = self.organisations.iter().filter(only_here);
        for holder in std::iter::once(self.site).chain(organisations) {
            for title in self.world.referring(holder.id, &LICENCE)? {
                let own = title.own.reference("holder") == Some(holder.id);
                let agreement = own && title.own.text("kind") == "LAND_AGREEMENT";
                if agreement && licence::holds(self.world, &title, self.day)? {
                    return Ok(Some((true, vec![title.id])));
                }
            }
        }
        Ok(None)
    }

    /// Enough of the members were at a training about this standard. Where none is on record, one on paper may be known.
    fn trained(&self) -> Result<Fact, Unreadable> {
        let mut members = Vec::new();
        for organisation in &self.organisations {
            members.extend(membership::active(self.world, organisation.id, self.day)?);
        }
        members.sort_unstable();
        members.dedup();
        let (mut trained, mut sessions) = (Vec::<DocumentId>::new(), Vec::new());
        for session in self.world.referring(self.standard, &TRAINING_SESSION)? {
            if training::state(&session, self.day) == "HELD" {
                let there = training::trained(self.world.pack(), &session, self.day);
                trained.extend(members.iter().filter(|member| there.contains(member)));
                sessions.push(session.id);
            }
        }
        if sessions.is_empty() {
            return Ok(None);
        }
        trained.sort_unstable();
        trained.dedup();
        let count = |people: usize| i64::try_from(people).unwrap_or(i64::MAX);
        let share = count(trained.len()).saturating_mul(10_000).checked_div(count(members.len()));
        let least = self.world.pack().limit("standard_trained_min_bp", 5_000);
        Ok(share.map(|share| (share >= least, sessions)))
    }

    /// How many months of the year somebody gets there: the months in which nobody does are on record, or a way in and
    /// nothing that closes it.
    fn accessible(&self) -> Fact {
        let ways = self.site.elements("access").count();
        let closed = self.site.elements("months_closed").count();
        let open = 12 - i64::try_from(closed).unwrap_or(12);
        let least = self.world.pack().limit("standard_months_min", 8);
        (ways > 0 || closed > 0).then(|| (open >= least, vec![self.site.id]))
    }

    /// Pits that are worked: those on record, or more of them if the last visit counted more. Not every pit is on
    /// record.
    fn pits(&self) -> Result<Fact, Unreadable> {
        let least = self.world.pack().limit("standard_pits_min", 1);
        let mut pits = self.world.referring(self.site.id, &PIT)?;
        pits.retain(|pit| pit.own.reference("site") == Some(self.site.id));
        let worked = pits.iter().filter(|pit| pit.own.text("status") == "OPEN");
        let worked: Vec<DocumentId> = worked.map(|pit| pit.id).collect();
        if i64::try_from(worked.len()).is_ok_and(|worked| worked >= least) {
            return Ok(Some((true, worked)));
        }
        let visited = site::last_visit(self.world, self.site, self.day)?;
        let counted = visited.and_then(|visit| Some((visit.own.number("pits_active")?, visit.id)));
        Ok(counted.map(|(counted, visit)| (counted >= least, vec![visit])))
    }

    /// One of the organisations resolved to take part.
    fn willing(&self) -> Result<Fact, Unreadable> {
        for organisation in &self.organisations {
            let by = engagement::engaged(self.world, organisation.id, self.standard, self.day)?;
            if let Some(by) = by {
                return Ok(Some((true, vec![by.id])));
            }
        }
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::kinds::{
            assembly::ASSEMBLY, membership::MEMBERSHIP, mining_site::MINING_SITE, person::PERSON,
            site_candidacy::SITE_CANDIDACY, site_visit::SITE_VISIT, standard::STANDARD,
        },
        documents::standards,
        world::InMemory,
    };

    fn day() -> Date {
        "2026-06-30".parse().unwrap()
    }

    /// A candidate about which nothing is on record but its site.
    fn candidate(world: &mut InMemory) -> [DocumentId; 3] {
        let site = world.put(&MINING_SITE, "lubi", &[("tenure_kind", "ZEA")]);
        let standard = world.put(&STANDARD, "mds", &[("code", "MDS")]);
        let (of, by) = (site.to_string(), standard.to_string());
        let candidacy = world.put(&SITE_CANDIDACY, "c", &[("site", &of), ("standard", &by)]);
        [candidacy, site, standard]
    }

    fn answer(world: &InMemory, candidacy: DocumentId, question: &str) -> Answer {
        let record = world.record(candidacy).unwrap().unwrap();
        let answers = answers(world, &record, day()).unwrap();
        answers.into_iter().find(|answer| answer.question == question).unwrap()
    }

    #[test]
    fn what_is_on_record_answers_and_only_where_it_does_not_tell_whoever_was_asked() {
        let mut world = InMemory::new("CD");
        let [candidacy, site, standard] = candidate(&mut world);
        let open = |world: &InMemory, question| {
            assert_eq!(answer(world, candidacy, question).source, Source::Nobody, "{question}");
        };
        PRESCREEN.codes.iter().for_each(|question| open(&world, question));
        for question in PRESCREEN.codes {
            let path = format!("prescreen/{question}/answer");
            world.put(&SITE_CANDIDACY, "c", &[(&path, "YES")]);
        }
        let by_hand = |question| Answer { question, yes: true, source: Source::Hand };
        assert_eq!(answer(&world, candidacy, "PITS_ACTIVE"), by_hand("PITS_ACTIVE"));
        // A visit counted no pit that is worked, whatever was said before; one that is on record is worked all the same.
        let of = site.to_string();
        let visit = [("site", &*of), ("event_date", "2026-05-01"), ("pits_active", "0")];
        let visit = world.put(&SITE_VISIT, "v", &visit);
        let found = answer(&world, candidacy, "PITS_ACTIVE");
        assert_eq!((found.yes, found.source), (false, Source::Record(vec![visit])));
        let pit = world.put(&PIT, "p", &[("site", &*of), ("status", "OPEN")]);
        let found = answer(&world, candidacy, "PITS_ACTIVE");
        assert_eq!((found.yes, found.source), (true, Source::Record(vec![pit])));
        // Of several only a closed one is on record; the next visit counted the others.
        world.put(&PIT, "p", &[("status", "CLOSED")]);
        assert!(!answer(&world, candidacy, "PITS_ACTIVE").yes, "the last visit found none");
        let later = [("site", &*of), ("event_date", "2026-06-01"), ("pits_active", "6")];
        let later = world.put(&SITE_VISIT, "w", &later);
        let found = answer(&world, candidacy, "PITS_ACTIVE");
        assert_eq!((found.yes, found.source), (true, Source::Record(vec![later])));
        // Closed for five months of twelve; before that was noted, somebody knew it.
        world.put(&MINING_SITE, "lubi", &[("access/MOTO", "true")]);
        assert!(answer(&world, candidacy, "ACCESSIBLE").yes);
        world.put(&SITE_CANDIDACY, "c", &[("prescreen/ACCESSIBLE/answer", "NO")]);
        let found = answer(&world, candidacy, "ACCESSIBLE");
        assert_eq!((found.yes, found.source), (false, Source::Hand));
        world.put(&SITE_CANDIDACY, "c", &[("prescreen/ACCESSIBLE/answer", "YES")]);
        for month in ["OCT", "NOV", "DEC", "JAN", "FEB"] {
            world.put(&MINING_SITE, "lubi", &[(&format!("months_closed/{month}"), "true")]);
        }
        assert!(!answer(&world, candidacy, "ACCESSIBLE").yes);
        // A group is no association, and of two members one was shown the standard.
        let o = [("legal_form", "ASBL"), (&*format!("sites/{of}"), "true")];
        let group = world.put(&ORGANISATION, "o", &o);
        let found = answer(&world, candidacy, "ORG_ASSOCIATION");
        assert_eq!((found.yes, found.source), (false, Source::Record(vec![group])));
        let o = group.to_string();
        for name in ["a", "b"] {
            let person = InMemory::id(&PERSON, name).to_string();
            let values = [("organisation", &*o), ("person", &person), ("admitted", "2025-01-01")];
            world.put(&MEMBERSHIP, name, &values);
        }
        assert_eq!(answer(&world, candidacy, "TRAINED"), by_hand("TRAINED"), "on paper, maybe");
        let person = InMemory::id(&PERSON, "a");
        let there = format!("attendance/{person}/days/2026-03-01");
        let shown = format!("standards/{standard}");
        let values = [("start_date", "2026-03-01"), (&*there, "true"), (&*shown, "true")];
        world.put(&TRAINING_SESSION, "t", &values);
        world.put(&TRAINING_SESSION, "t", &[("held_for", &*o)]);
        assert!(answer(&world, candidacy, "TRAINED").yes, "half of them is enough");
        let person = InMemory::id(&PERSON, "c").to_string();
        let values = [("organisation", &*o), ("person", &person), ("admitted", "2025-01-01")];
        world.put(&MEMBERSHIP, "c", &values);
        assert!(!answer(&world, candidacy, "TRAINED").yes, "a third is not");
        // What is reserved is asked of people.
        assert_eq!(answer(&world, candidacy, "NO_MINORS"), by_hand("NO_MINORS"));
    }

    #[test]
    fn titles_answer_once_all_that_the_country_asks_for_are_on_record() {
        for (country, kind) in [("CD", "CD_SITE_REGISTRATION"), ("SL", "SL_SITE_REGISTRATION")] {
            let mut world = InMemory::new(country);
            let [candidacy, site, _] = candidate(&mut world);
            let of = site.to_string();
            let title = |world: &mut InMemory, name: &str, from: &str, to: &str| {
                let days = [("valid_from", from), ("valid_to", to)];
                let values = [&[("kind", kind), ("holder", &*of)][..], &days[..]].concat();
                world.put(&LICENCE, name, &values)
            };
            let ended = title(&mut world, "one", "2025-01-01", "2026-01-01");
            let found = answer(&world, candidacy, "LICENCE_VALID");
            assert_eq!((found.yes, found.source), (false, Source::Record(vec![ended])));
            let holds = title(&mut world, "other", "2026-01-02", "2026-12-31");
            let found = answer(&world, candidacy, "LICENCE_VALID");
            assert_eq!((found.yes, found.source), (true, Source::Record(vec![holds])));
            let land = [("kind", "LAND_AGREEMENT"), ("holder", &of), ("valid_from", "2026-01-01")];
            let land = world.put(&LICENCE, "land", &land);
            let found = answer(&world, candidacy, "TENURE_CLEAR");
            assert_eq!((found.yes, found.source), (true, Source::Record(vec![land])));
            // Somebody contests it all the same; of a title that holds nobody says so.
            for question in ["TENURE_CLEAR", "LICENCE_VALID"] {
                let path = format!("prescreen/{question}/answer");
                world.put(&SITE_CANDIDACY, "c", &[(&path, "NO")]);
            }
            let found = answer(&world, candidacy, "TENURE_CLEAR");
            assert_eq!((found.yes, found.source), (false, Source::Hand));
            assert!(answer(&world, candidacy, "LICENCE_VALID").yes, "the title says so");
            world.put(&SITE_CANDIDACY, "c", &[("prescreen/TENURE_CLEAR/answer", "YES")]);
            assert!(answer(&world, candidacy, "TENURE_CLEAR").yes);
            world.put(&MINING_SITE, "lubi", &[("tenure_kind", "PROTECTED")]);
            assert!(!answer(&world, candidacy, "TENURE_CLEAR").yes);
        }
    }

    #[test]
    fn an_agreement_of_whoever_works_at_two_sites_tells_of_neither() {
        let mut world = InMemory::new("CD");
        let [candidacy, site, _] = candidate(&mut world);
        let works = format!("sites/{site}");
        let o = world.put(&ORGANISATION, "o", &[("legal_form", "ASBL"), (&*works, "true")]);
        let of = o.to_string();
        let land = [("kind", "LAND_AGREEMENT"), ("holder", &*of), ("valid_from", "2026-01-01")];
        let land = world.put(&LICENCE, "land", &land);
        let found = answer(&world, candidacy, "TENURE_CLEAR");
        assert_eq!((found.yes, found.source), (true, Source::Record(vec![land])));
        let other = world.put(&MINING_SITE, "kanshi", &[("tenure_kind", "ZEA")]);
        world.put(&ORGANISATION, "o", &[(&format!("sites/{other}"), "true")]);
        assert_eq!(answer(&world, candidacy, "TENURE_CLEAR").source, Source::Nobody);
    }

    #[test]
    fn whoever_resolves_to_take_part_in_a_standard_names_it() {
        let mut world = InMemory::new("CD");
        let [candidacy, site, standard] = candidate(&mut world);
        let works = format!("sites/{site}");
        let o = world.put(&ORGANISATION, "o", &[("legal_form", "ASBL"), (&*works, "true")]);
        let state = |world: &InMemory| {
            let record = world.record(candidacy).unwrap().unwrap();
            standards::candidacy(world, &record, day()).unwrap()
        };
        let of = o.to_string();
        let person = InMemory::id(&PERSON, "a");
        let (roll, there) = (format!("roll/{person}"), format!("attendance/{person}/presence"));
        let sitting = [
            ("organisation", &*of),
            ("kind", "ORDINARY"),
            ("notice_date", "2026-01-01"),
            ("held_date", "2026-03-01"),
            ("agenda/1/title", "x"),
            (&*roll, ""),
            (&*there, "PRESENT"),
            ("resolutions/1/kind", "ENGAGE_STANDARD"),
            ("resolutions/1/votes_for", "1"),
        ];
        let sitting = world.put(&ASSEMBLY, "s", &sitting);
        assert!(!answer(&world, candidacy, "WILLING").yes, "it said nothing of this one");
        assert_eq!(state(&world), "IDENTIFIED");
        let named = [("resolutions/1/standard", &*standard.to_string())];
        world.put(&ASSEMBLY, "s", &named);
        let found = answer(&world, candidacy, "WILLING");
        assert_eq!((found.yes, found.source), (true, Source::Record(vec![sitting])));
        assert_eq!(state(&world), "PRESENTED", "who resolved so has seen it");
    }
}
