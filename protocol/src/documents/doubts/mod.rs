//! What stands in a document and is worth a second look, though nothing is wrong with it: it can be saved, counts
//! like any other, and says so. Limits are the country's. Source: domain.md §5.0, §5.2, §6.1 and T16.

mod goods;
mod money;

use super::amiss::{Amiss, amiss};
use super::{assembly, formalisation, licence, livelihood, membership, training, unions};
use crate::{
    dictionary::{
        kind::Shape,
        kinds::{
            activity::ACTIVITY, advocacy_action::ADVOCACY_ACTION, assembly::ASSEMBLY, asset::ASSET,
            certificate::CERTIFICATE, literacy_class::LITERACY_CLASS, livelihood::LIVELIHOOD,
            mandate::MANDATE, membership::MEMBERSHIP, organisation::ORGANISATION, parcel::PARCEL,
            person::PERSON, pit::PIT, savings_group::SAVINGS_GROUP,
            training_session::TRAINING_SESSION,
        },
    },
    ids::DocumentId,
    ulid,
    units::{Date, Money, Weight},
    world::{Cells, Record, Unreadable, World},
};

/// Something worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A pit deeper than the country warns of, in metres.
    Deep(i64),
    /// A position that is known to so many metres only.
    Vague(i64),
    /// Fewer members than a group has, and how many it should have.
    Few(usize, i64),
    /// A livelihood that runs without a plan.
    Unplanned,
    /// A livelihood that is said to be planned, and nobody says by which plan.
    PlanUnnamed,
    /// So many basis points of the officers and founders were trained in governance and conflicts before they
    /// constitute, and how many there should be.
    Untrained(i64, i64),
    /// Something was entered so many days after it happened.
    Late(i32),
    /// A buyer with whom nobody should trade.
    Blacklisted,
    /// A buyer of whom no licence is known.
    Unlicensed,
    /// A buyer whose licence had ended.
    LicenceEnded(Date),
    /// A better offer than the price, and nobody says why it was not taken.
    BetterOffer(Money),
    /// More or less arrived than was handed over.
    Differs(Weight),
    /// A mark that another document has as well.
    Twice,
    /// Consent by word of mouth that nobody witnessed.
    Unwitnessed,
    /// Members of a group of savers, and how many there should be at least and at most.
    GroupSize(usize, i64, i64),
    /// Somebody of the committee who keeps a key as well.
    KeyInCommittee,
    /// A lower price above a higher one.
    PriceOrder,
    /// Somebody ticked on a day on which the training was not held.
    OutsideDays(Date),
    /// A training of which nobody says who held it.
    Untaught,
    /// A certificate for somebody who was at the training on so many of its days, which is not enough.
    Absent(usize, usize),
    /// A training that lasts so many days.
    Long(i32),
    /// Something is said to be done, and nobody says how it went.
    DoneUnsaid,
    /// Something is to be mended, and no assessment, accident or visit says why.
    Groundless,
    /// An office that no election gave.
    Unelected,
    /// So many men in a class for women.
    Men(usize),
    /// A position that was sent, and no valid assembly adopted it.
    Unadopted,
    /// A loan that was paid out, and no meeting agreed to it.
    Unapproved,
    /// More is asked for than the rules of the group allow, which is this much.
    BeyondSavings(Money),
    /// Stones or gold of which nobody says the weight.
    Unweighed,
    /// So many offers for what was sold, and how many there should be.
    FewOffers(usize, i64),
    /// A licence for somebody to whom its kind is not given.
    WrongHolder,
    /// A licence for longer than its kind is given, in months.
    LongLicence(u16),
    /// A licence for more land than its kind is given for, in square metres.
    LargeArea(i64),
    /// A case that was referred, and nobody says to whom.
    ReferredNowhere,
    /// So many answers of an assessment that give all the points, without evidence.
    Unproven(usize),
    /// Something is to be mended later than its criterion asks for.
    LateCorrection(Date),
    /// So many minors were seen working, and no case was opened since.
    MinorsSeen(i64),
    /// Somebody who does what this kind of licence is needed for, and holds none.
    Cardless(&'static str),
    /// Somebody who left so many years ago that nothing about them should be kept any more.
    KeptTooLong(u16),
    /// Of an organisation, its people, its decisions or its plans.
    Amiss(Amiss),
}

/// What is worth a second look in a document on a day.
pub fn doubts(world: &dyn World, record: &Record, day: Date) -> Result<Vec<Doubt>, Unreadable> {
    let mut doubts = of_people(world, record, day)?;
    doubts.extend(goods::doubts(world, record, day)?);
    doubts.extend(money::doubts(world, record, day)?);
    doubts.extend(amiss(world, record, day)?.into_iter().map(Doubt::Amiss));
    doubts.extend(marked_twice(world, record)?.then_some(Doubt::Twice));
    doubts.extend(latest(record, world.pack().limit("late_entry_days", 60)).map(Doubt::Late));
    Ok(doubts)
}

/// What is worth a second look in who works together, what they learn, decide and plan.
fn of_people(world: &dyn World, record: &Record, day: Date) -> Result<Vec<Doubt>, Unreadable> {
    let (own, pack) = (&record.own, world.pack());
    let mut doubts = Vec::new();
    if *record.kind == ORGANISATION {
        let members = membership::active(world, record.id, day)?.len();
        let least = pack.limit("group_min", 5);
        // The members of a union are organisations.
        let few = !unions::is_union(world, record)
            && i64::try_from(members).is_ok_and(|members| members < least);
        doubts.extend(few.then_some(Doubt::Few(members, least)));
    } else if *record.kind == LIVELIHOOD && livelihood::is_planned(record) {
        let runs = own.text("state") == "RUNNING";
        let lacks = livelihood::lacks_plan(world, record)?;
        doubts.extend(lacks.then_some(if runs { Doubt::Unplanned } else { Doubt::PlanUnnamed }));
    } else if *record.kind == ASSEMBLY && own.text("kind") == "CONSTITUTIVE" {
        doubts.extend(untrained(world, record, day)?);
    } else if *record.kind == PERSON {
        let oral = |row: &Cells| row.yes("given") && row.text("form") == "ORAL";
        let alone = |row: &Cells| oral(row) && !row.has("witness");
        doubts.extend(record.rows("consents").iter().any(alone).then_some(Doubt::Unwitnessed));
        let lacking = licence::lacking(world, record, day)?;
        doubts.extend(lacking.map(|kind| Doubt::Cardless(kind.code.as_str())));
        doubts.extend(kept_too_long(world, record, day)?);
    } else if *record.kind == SAVINGS_GROUP {
        doubts.extend(of_savers(world, record));
    } else if *record.kind == TRAINING_SESSION {
        doubts.extend(of_days(world, record));
        doubts.extend((!training::has_trainer(record)).then_some(Doubt::Untaught));
    } else if *record.kind == CERTIFICATE {
        doubts.extend(absent(world, record)?);
    } else if *record.kind == ACTIVITY {
        let unsaid = own.text("status") == "DONE" && record.rows("notes").is_empty();
        doubts.extend(unsaid.then_some(Doubt::DoneUnsaid));
    } else if *record.kind == LITERACY_CLASS && own.yes("women_only") {
        let mut men = 0;
        for row in record.rows("enrolments") {
            let learner = world.follow(row, "key")?;
            men += usize::from(learner.is_some_and(|learner| learner.own.text("sex") == "M"));
        }
        doubts.extend((men > 0).then_some(Doubt::Men(men)));
    } else if *record.kind == MANDATE {
        let ended = own.day("ended").is_some_and(|ended| ended <= day);
        doubts.extend((!ended && !own.has("election")).then_some(Doubt::Unelected));
    } else if *record.kind == ADVOCACY_ACTION && own.has("sent") {
        let adopted = match own.reference("adopted_by") {
            Some(by) => assembly::decided(world, by, "ADVOCACY", None)?,
            None => false,
        };
        doubts.extend((!adopted).then_some(Doubt::Unadopted));
    }
    Ok(doubts)
}

/// Whether a certificate says that somebody passed who was not long enough at the training.
fn absent(world: &dyn World, certificate: &Record) -> Result<Option<Doubt>, Unreadable> {
    let session = world.follow(&certificate.own, "session")?;
    let (Some(session), Some(person)) = (session, certificate.own.reference("person")) else {
        return Ok(None);
    };
    let (there, held) = training::presence(&session, person);
    let enough = held == 0 || training::is_enough(world.pack(), (there, held));
    Ok((!enough).then_some(Doubt::Absent(there, held)))
}

/// Whether somebody left every organisation longer ago than the country lets what was written about them be kept.
fn kept_too_long(
    world: &dyn World,
    person: &Record,
    day: Date,
) -> Result<Option<Doubt>, Unreadable> {
    let mut memberships = world.referring(person.id, &MEMBERSHIP)?;
    memberships.retain(|record| record.own.reference("person") == Some(person.id));
    let left: Option<Vec<Date>> = memberships.iter().map(membership::left).collect();
    let years = world.pack().privacy.kept_years;
    let last = left.and_then(|left| left.into_iter().max());
    let over = last.and_then(|last| last.months_after(years.saturating_mul(12)));
    Ok(over.filter(|over| *over < day).map(|_| Doubt::KeptTooLong(years)))
}

/// Whether fewer of those who constitute an organisation were trained than the country asks for. Those of the course
/// in which fewest were are told of.
fn untrained(world: &dyn World, sitting: &Record, day: Date) -> Result<Option<Doubt>, Unreadable> {
    let organisation = world.follow(&sitting.own, "organisation")?;
    let Some(organisation) = organisation.filter(|of| *of.kind == ORGANISATION) else {
        return Ok(None);
    };
    let day = sitting.own.day("held_date").unwrap_or(day);
    let least = world.pack().limit("trained_min_bp", 6_000);
    let mut lowest = None::<i64>;
    for course in ["GOV", "CONFLICT"] {
        let (trained, of) = formalisation::share_trained(world, &organisation, course, day)?;
        let share = (trained * 10_000).checked_div(of).and_then(|share| i64::try_from(share).ok());
        lowest = lowest.into_iter().chain(share).min();
    }
    Ok(lowest.filter(|share| *share < least).map(|share| Doubt::Untrained(share, least)))
}

/// Whether another document of the kind has the same mark: a bag, the code of a pit at its site, a serial number, an
/// acronym.
fn marked_twice(world: &dyn World, record: &Record) -> Result<bool, Unreadable> {
    let marks = [(&PARCEL, "bag"), (&PIT, "code"), (&ASSET, "serial"), (&ORGANISATION, "acronym")];
    let Some((kind, field)) = marks.into_iter().find(|(kind, _)| *record.kind == **kind) else {
        return Ok(false);
    };
    let mark = record.own.text(field);
    if mark.is_empty() {
        return Ok(false);
    }
    // Every site counts its own pits; a part of a parcel may lie in the bag of the whole.
    let apart = |other: &Record| match field {
        "code" => other.own.text("site") == record.own.text("site"),
        "bag" => {
            let whole = |own: &Record, of: &Record| own.own.reference("parent") == Some(of.id);
            !whole(record, other) && !whole(other, record)
        }
        _ => true,
    };
    let same = world.having(kind, field, mark)?;
    Ok(same.iter().any(|other| other.id != record.id && apart(other)))
}

/// A group of savers is neither too small nor too large, and whoever leads it keeps no key.
fn of_savers(world: &dyn World, group: &Record) -> Vec<Doubt> {
    let (least, most) =
        (world.pack().limit("savers_min", 10), world.pack().limit("savers_max", 25));
    let members = group.rows("members").len();
    let fits = i64::try_from(members).is_ok_and(|members| (least..=most).contains(&members));
    let leads: Vec<DocumentId> =
        group.rows("committee").iter().filter_map(|row| row.reference("person")).collect();
    let both = group.references("keyholders").any(|person| leads.contains(&person));
    let size = (!fits).then_some(Doubt::GroupSize(members, least, most));
    size.into_iter().chain(both.then_some(Doubt::KeyInCommittee)).collect()
}

/// A training is held on its days, and they are not too many.
fn of_days(world: &dyn World, session: &Record) -> Vec<Doubt> {
    let Some(from) = session.own.day("start_date") else { return Vec::new() };
    let to = session.own.day("end_date").unwrap_or(from);
    let ticked = session.rows("attendance__days").iter();
    let outside = ticked
        .filter_map(|row| row.text("value").parse::<Date>().ok())
        .filter(|day| *day < from || *day > to)
        .min();
    let days = from.days_until(to) + 1;
    let long = i64::from(days) > world.pack().limit("session_days_max", 30);
    outside.map(Doubt::OutsideDays).into_iter().chain(long.then_some(Doubt::Long(days))).collect()
}

/// How many days after it happened the latest entry was made, if that is longer than a country expects.
fn latest(record: &Record, most: i64) -> Option<i32> {
    let entries = record.kind.fields.iter().filter(|f| matches!(f.shape, Shape::Entries(_)));
    let rows = entries.flat_map(|field| record.rows(field.name));
    let days = rows.filter_map(|row| {
        let made = ulid::day_of(row.text("id"))?;
        Some(row.day("event_date")?.days_until(made))
    });
    days.filter(|days| i64::from(*days) > most).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        dictionary::{
            kind::Kind,
            kinds::{
                buyer::BUYER, corrective_action::CORRECTIVE_ACTION, course::COURSE,
                hand_over::HAND_OVER, mining_site::MINING_SITE, reference_price::REFERENCE_PRICE,
                sale::SALE,
            },
        },
        world::InMemory,
    };

    #[test]
    fn whoever_constitutes_an_organisation_untrained_is_told_how_many_should_be() {
        let mut world = InMemory::new("CD");
        let organisation = world.put(&ORGANISATION, "lubi", &[("name", "Lubi")]).to_string();
        let values = [
            ("organisation", organisation.as_str()),
            ("kind", "CONSTITUTIVE"),
            ("held_date", "2026-06-01"),
        ];
        let sitting = world.put(&ASSEMBLY, "one", &values);
        let told = |world: &InMemory| {
            let record = world.record(sitting).unwrap().unwrap();
            doubts(world, &record, record.own.day("held_date").unwrap()).unwrap()
        };
        let nobody = [Doubt::Amiss(Amiss::NoFounders)];
        assert_eq!(told(&world), nobody, "nobody is known to found it");
        let founders = ["a", "b", "c"].map(|name| {
            let person = world.put(&PERSON, name, &[("surname", name)]).to_string();
            let values = [
                ("organisation", organisation.as_str()),
                ("person", &person),
                ("founding", "true"),
                ("admitted", "2026-01-01"),
            ];
            world.put(&MEMBERSHIP, name, &values);
            person
        });
        for (code, there) in [("GOV", &founders[..]), ("CONFLICT", &founders[..1])] {
            let course = world.put(&COURSE, code, &[("code", code)]).to_string();
            let days: Vec<String> =
                there.iter().map(|p| format!("attendance/{p}/days/2026-03-04")).collect();
            let mut values = vec![("course", course.as_str()), ("start_date", "2026-03-04")];
            values.extend(days.iter().map(|day| (day.as_str(), "true")));
            world.put(&TRAINING_SESSION, code, &values);
        }
        assert_eq!(told(&world), [Doubt::Untrained(3_333, 6_000)], "of conflicts they know little");
        let days = format!("attendance/{}/days/2026-03-04", founders[1]);
        world.put(&TRAINING_SESSION, "CONFLICT", &[(&days, "true")]);
        assert_eq!(told(&world), [], "two of three are enough");
    }

    const DAY: &str = "2026-03-10";

    fn of(world: &InMemory, kind: &Kind, name: &str) -> Vec<Doubt> {
        let record = world.record(InMemory::id(kind, name)).unwrap().unwrap();
        doubts(world, &record, DAY.parse().unwrap()).unwrap()
    }

    #[test]
    fn whom_somebody_sells_to_is_looked_at_on_the_day_of_the_sale() {
        let mut world = InMemory::new("CD");
        let buyer = world.put(&BUYER, "b", &[("name", "Négociant"), ("kind", "NEGOCIANT")]);
        world.put(&SALE, "s", &[("event_date", DAY), ("buyer", &buyer.to_string())]);
        assert_eq!(of(&world, &SALE, "s"), [Doubt::Unlicensed]);
        world.put(&BUYER, "b", &[("licence_no", "17"), ("licence_until", "2026-03-10")]);
        assert_eq!(of(&world, &SALE, "s"), []);
        world.put(&BUYER, "b", &[("licence_until", "2026-03-09")]);
        let ended = "2026-03-09".parse().unwrap();
        assert_eq!(of(&world, &SALE, "s"), [Doubt::LicenceEnded(ended)]);
        world.put(&BUYER, "b", &[("blacklisted", "true")]);
        assert_eq!(of(&world, &SALE, "s"), [Doubt::Blacklisted]);
        // The programme buys to teach what stones are worth.
        world.put(&BUYER, "p", &[("name", "Programme"), ("kind", "PROGRAMME")]);
        let buyer = InMemory::id(&BUYER, "p").to_string();
        world.put(&SALE, "s", &[("buyer", &buyer)]);
        assert_eq!(of(&world, &SALE, "s"), []);
    }

    #[test]
    fn what_arrives_weighs_what_left_within_what_scales_differ_by() {
        let mut world = InMemory::new("CD");
        let weights = [("stones_out", "1000 ct100"), ("stones_in", "995 ct100")];
        world.put(&HAND_OVER, "h", &weights);
        assert_eq!(of(&world, &HAND_OVER, "h"), []);
        world.put(&HAND_OVER, "h", &[("stones_in", "994 ct100")]);
        assert_eq!(of(&world, &HAND_OVER, "h"), [Doubt::Differs("6 ct100".parse().unwrap())]);
    }

    #[test]
    fn a_mark_is_one_things() {
        let mut world = InMemory::new("CD");
        let weighed = [("bag", "QR-1"), ("stones", "100 ct100")];
        world.put(&PARCEL, "one", &weighed);
        assert_eq!(of(&world, &PARCEL, "one"), []);
        let whole = InMemory::id(&PARCEL, "one").to_string();
        world.put(&PARCEL, "part", &[("bag", "QR-1"), ("parent", &whole)]);
        assert_eq!(of(&world, &PARCEL, "one"), [], "a part may stay in the bag");
        world.put(&PARCEL, "other", &weighed);
        assert_eq!(of(&world, &PARCEL, "one"), [Doubt::Twice]);
        let sites = ["here", "there"].map(|name| InMemory::id(&MINING_SITE, name).to_string());
        world.put(&PIT, "one", &[("code", "P-1"), ("site", &sites[0])]);
        world.put(&PIT, "two", &[("code", "P-1"), ("site", &sites[1])]);
        assert_eq!(of(&world, &PIT, "one"), [], "every site counts its own");
        world.put(&PIT, "two", &[("site", &sites[0])]);
        assert_eq!(of(&world, &PIT, "one"), [Doubt::Twice]);
        for name in ["one", "two"] {
            world.put(&ASSET, name, &[("serial", "SN-7")]);
        }
        assert_eq!(of(&world, &ASSET, "two"), [Doubt::Twice]);
    }

    #[test]
    fn what_somebody_only_said_is_witnessed() {
        let mut world = InMemory::new("CD");
        let said =
            |more: &str| format!(r#"{{"event_date":"{DAY}","given":true,"form":"ORAL"{more}}}"#);
        let at = "consents/01KKAY00000000000000000001";
        let named = [("surname", "KABONGO"), ("postname", "Démo"), (at, &*said(""))];
        world.put(&PERSON, "a", &named);
        assert_eq!(of(&world, &PERSON, "a"), [Doubt::Unwitnessed]);
        let witness = format!(r#","witness":"{}""#, InMemory::id(&PERSON, "b"));
        world.put(&PERSON, "a", &[(at, &said(&witness))]);
        assert_eq!(of(&world, &PERSON, "a"), []);
    }

    #[test]
    fn whoever_left_long_ago_is_forgotten() {
        let mut world = InMemory::new("CD");
        let person = world.put(&PERSON, "a", &[("surname", "A")]).to_string();
        let mut leaves = |name: &str, day: Option<&str>| {
            world.put(&MEMBERSHIP, name, &[("person", &person), ("admitted", "2010-01-01")]);
            let exit = day.map(|day| format!(r#"{{"kind":"WITHDRAWAL","effect_date":"{day}"}}"#));
            if let Some(exit) = &exit {
                world.put(&MEMBERSHIP, name, &[("exits/01CKAY00000000000000000001", exit)]);
            }
            of(&world, &PERSON, "a").contains(&Doubt::KeptTooLong(10))
        };
        assert!(!leaves("one", None), "still a member");
        assert!(leaves("one", Some("2016-03-09")));
        assert!(!leaves("two", None), "a member again");
        assert!(!leaves("two", Some("2016-03-10")), "ten years are over tomorrow");
    }

    #[test]
    fn a_group_of_savers_has_its_size_and_its_keys_elsewhere() {
        let mut world = InMemory::new("CD");
        let members = |at: usize| format!("members/{}", InMemory::id(&PERSON, &at.to_string()));
        for at in 0..9 {
            world.put(&SAVINGS_GROUP, "g", &[(&members(at), "true")]);
        }
        assert_eq!(of(&world, &SAVINGS_GROUP, "g"), [Doubt::GroupSize(9, 10, 25)]);
        let first = InMemory::id(&PERSON, "0").to_string();
        let key = format!("keyholders/{first}");
        world.put(&SAVINGS_GROUP, "g", &[(&members(9), "true"), (&key, "true")]);
        assert_eq!(of(&world, &SAVINGS_GROUP, "g"), []);
        world.put(&SAVINGS_GROUP, "g", &[("committee/TREASURER/person", &first)]);
        assert_eq!(of(&world, &SAVINGS_GROUP, "g"), [Doubt::KeyInCommittee]);
    }

    #[test]
    fn prices_rise_trainings_end_and_what_is_done_is_told() {
        let mut world = InMemory::new("CD");
        let prices = [("low", "100 USD"), ("mid", "90 USD"), ("high", "200 USD")];
        world.put(&REFERENCE_PRICE, "p", &prices);
        assert_eq!(of(&world, &REFERENCE_PRICE, "p"), [Doubt::PriceOrder]);
        world.put(&REFERENCE_PRICE, "p", &[("mid", "100 USD")]);
        assert_eq!(of(&world, &REFERENCE_PRICE, "p"), []);
        let course = InMemory::id(&COURSE, "gov").to_string();
        let there = format!("attendance/{}/days/2026-03-03", InMemory::id(&PERSON, "a"));
        let days = [("course", &*course), ("start_date", "2026-03-01"), ("end_date", "2026-03-02")];
        world.put(&TRAINING_SESSION, "t", &days);
        assert_eq!(of(&world, &TRAINING_SESSION, "t"), [Doubt::Untaught]);
        world.put(&TRAINING_SESSION, "t", &[("external_trainers/Ing. Tshibangu", "")]);
        world.put(&TRAINING_SESSION, "t", &[(&there, "true")]);
        let outside = "2026-03-03".parse().unwrap();
        assert_eq!(of(&world, &TRAINING_SESSION, "t"), [Doubt::OutsideDays(outside)]);
        world.put(&TRAINING_SESSION, "t", &[("end_date", "2026-03-31")]);
        assert_eq!(of(&world, &TRAINING_SESSION, "t"), [Doubt::Long(31)]);
        world.put(&TRAINING_SESSION, "t", &[("end_date", "2026-03-30")]);
        assert_eq!(of(&world, &TRAINING_SESSION, "t"), []);
        world.put(&ACTIVITY, "a", &[("status", "DONE")]);
        assert_eq!(of(&world, &ACTIVITY, "a"), [Doubt::DoneUnsaid]);
        let note = format!(r#"{{"event_date":"{DAY}","text":"Fini"}}"#);
        world.put(&ACTIVITY, "a", &[("notes/01KKAY00000000000000000001", &note)]);
        assert_eq!(of(&world, &ACTIVITY, "a"), []);
    }

    #[test]
    fn what_follows_from_nothing_and_who_is_in_the_wrong_class_is_told() {
        let mut world = InMemory::new("CD");
        world.put(&CORRECTIVE_ACTION, "c", &[("title", "Boiser le puits")]);
        assert_eq!(of(&world, &CORRECTIVE_ACTION, "c"), [Doubt::Groundless]);
        world.put(&CORRECTIVE_ACTION, "c", &[("follows", &"27".repeat(16))]);
        assert_eq!(of(&world, &CORRECTIVE_ACTION, "c"), []);
        world.put(&MANDATE, "m", &[("position", "PRESIDENT")]);
        assert_eq!(of(&world, &MANDATE, "m"), [Doubt::Unelected]);
        world.put(&MANDATE, "m", &[("election", &"12".repeat(16))]);
        assert_eq!(of(&world, &MANDATE, "m"), []);
        let man = world.put(&PERSON, "kabongo", &[("sex", "M")]);
        let row = format!("enrolments/{man}/enrolled");
        world.put(&LITERACY_CLASS, "l", &[(&row, DAY)]);
        assert_eq!(of(&world, &LITERACY_CLASS, "l"), []);
        world.put(&LITERACY_CLASS, "l", &[("women_only", "true")]);
        assert_eq!(of(&world, &LITERACY_CLASS, "l"), [Doubt::Men(1)]);
        // Before it is sent it is a draft.
        world.put(&ADVOCACY_ACTION, "a", &[("title", "Révision du code")]);
        assert_eq!(of(&world, &ADVOCACY_ACTION, "a"), []);
        world.put(&ADVOCACY_ACTION, "a", &[("sent", DAY)]);
        assert_eq!(of(&world, &ADVOCACY_ACTION, "a"), [Doubt::Unadopted]);
    }
}
