//! Places, stones and gold, whom they go to, and the papers that allow it.

use super::Doubt;
use crate::{
    dictionary::kinds::{
        assessment::ASSESSMENT, case::CASE, corrective_action::CORRECTIVE_ACTION,
        hand_over::HAND_OVER, licence::LICENCE, mining_site::MINING_SITE, parcel::PARCEL, pit::PIT,
        reference_price::REFERENCE_PRICE, sale::SALE, site_observation::SITE_OBSERVATION,
        standard::STANDARD,
    },
    documents::{case, parcel, price, standards},
    units::{Date, Weight},
    world::{Record, Unreadable, World},
};

/// What is worth a second look in places, stones and gold, and the papers about them.
pub(super) fn doubts(
    world: &dyn World,
    record: &Record,
    day: Date,
) -> Result<Vec<Doubt>, Unreadable> {
    let (own, pack) = (&record.own, world.pack());
    let mut doubts = Vec::new();
    if *record.kind == PIT {
        let depth = own.number("depth_m").unwrap_or(0);
        doubts
            .extend((depth > pack.limit("pit_depth_warning_m", 30)).then_some(Doubt::Deep(depth)));
    } else if *record.kind == MINING_SITE {
        // Latitude, longitude, and within how many metres.
        let accuracy = own.text("position").split(',').nth(2).and_then(|text| text.parse().ok());
        let most = pack.limit("position_accuracy_max_m", 100);
        doubts.extend(accuracy.filter(|metres| *metres > most).map(Doubt::Vague));
    } else if *record.kind == SALE {
        doubts.extend(of_sale(world, record)?);
        doubts.extend(price::unexplained(world, record)?.map(Doubt::BetterOffer));
    } else if *record.kind == PARCEL {
        doubts.extend(parcel::weight(own).is_none().then_some(Doubt::Unweighed));
    } else if *record.kind == LICENCE {
        doubts.extend(of_licence(world, record)?);
    } else if *record.kind == CASE {
        doubts.extend(case::is_referred_nowhere(record, day).then_some(Doubt::ReferredNowhere));
    } else if *record.kind == SITE_OBSERVATION {
        doubts.extend(of_observation(world, record)?);
    } else if *record.kind == HAND_OVER {
        doubts.extend(underway(world, record).map(Doubt::Differs));
    } else if *record.kind == REFERENCE_PRICE {
        let steps = ["low", "mid", "high"].map(|field| own.money(field).map(|money| money.minor));
        let [low, mid, high] = steps;
        let falls =
            |one: Option<i64>, other: Option<i64>| one.zip(other).is_some_and(|(a, b)| a > b);
        doubts.extend((falls(low, mid) || falls(mid, high)).then_some(Doubt::PriceOrder));
    } else if *record.kind == ASSESSMENT {
        let unproven = standards::unproven(world, record)?;
        doubts.extend((unproven > 0).then_some(Doubt::Unproven(unproven)));
    } else if *record.kind == CORRECTIVE_ACTION {
        let grounds = own.has("assessment") || own.has("follows");
        doubts.extend((!grounds).then_some(Doubt::Groundless));
        doubts.extend(of_correction(world, record)?);
    }
    Ok(doubts)
}

/// What is to be said of a sale: whom it was made to, what was sold, and whom else somebody asked.
fn of_sale(world: &dyn World, sale: &Record) -> Result<Vec<Doubt>, Unreadable> {
    let mut doubts: Vec<Doubt> = of_buyer(world, sale)?.into_iter().collect();
    let rows = sale.rows("parcels");
    doubts.extend(rows.iter().any(|row| parcel::weight(row).is_none()).then_some(Doubt::Unweighed));
    let least = world.pack().limit("offers_min", 2);
    let mut fewest = None::<usize>;
    for row in rows {
        let Some(parcel) = world.follow(row, "key")? else { continue };
        let offers = parcel.rows("offers").len();
        fewest = fewest.into_iter().chain([offers]).min();
    }
    let few = fewest.filter(|offers| i64::try_from(*offers).is_ok_and(|offers| offers < least));
    doubts.extend(few.map(|offers| Doubt::FewOffers(offers, least)));
    Ok(doubts)
}

/// What is to be said of whom a sale was made to, on its day.
fn of_buyer(world: &dyn World, sale: &Record) -> Result<Option<Doubt>, Unreadable> {
    let Some(buyer) = world.follow(&sale.own, "buyer")? else { return Ok(None) };
    let until = buyer.own.day("licence_until");
    let ended = until.zip(sale.own.day("event_date")).filter(|(until, day)| until < day);
    // Whoever buys to trade with it needs a licence for it.
    let trades = ["NEGOCIANT", "COMPTOIR"].contains(&buyer.own.text("kind"));
    Ok(if buyer.own.yes("blacklisted") {
        Some(Doubt::Blacklisted)
    } else if let Some((until, _)) = ended {
        Some(Doubt::LicenceEnded(until))
    } else {
        (trades && !buyer.own.has("licence_no")).then_some(Doubt::Unlicensed)
    })
}

/// A licence is held by whom its kind is given to, for no longer and for no more land.
fn of_licence(world: &dyn World, licence: &Record) -> Result<Vec<Doubt>, Unreadable> {
    let Some(kind) = world.pack().licence(licence.own.text("kind")) else { return Ok(Vec::new()) };
    let holder = world.follow(&licence.own, "holder")?;
    let fits = holder.is_none_or(|holder| kind.holders.iter().any(|of| *of == holder.kind.name));
    let (from, to) = (licence.own.day("valid_from"), licence.own.day("valid_to"));
    let most = kind.months_max;
    let end = from.filter(|_| most > 0).and_then(|from| from.months_after(most));
    let long = to.zip(end).is_some_and(|(to, end)| to > end);
    let large = kind.area_max_m2.map(i64::from);
    let large = large.filter(|most| licence.own.number("area_m2").is_some_and(|area| area > *most));
    let doubts = [
        (!fits).then_some(Doubt::WrongHolder),
        long.then_some(Doubt::LongLicence(most)),
        large.map(Doubt::LargeArea),
    ];
    Ok(doubts.into_iter().flatten().collect())
}

/// What an assessment asks to be mended is mended in the time its criterion gives.
fn of_correction(world: &dyn World, action: &Record) -> Result<Option<Doubt>, Unreadable> {
    let Some(assessment) = world.follow(&action.own, "assessment")? else { return Ok(None) };
    let standard = world.follow(&assessment.own, "standard")?.filter(|of| *of.kind == STANDARD);
    let criterion = action.own.text("criterion");
    let rows = standard.iter().flat_map(|standard| standard.rows("criteria"));
    let months =
        rows.filter(|row| row.text("key") == criterion).find_map(|r| r.number("due_months"));
    let end = months
        .and_then(|months| assessment.own.day("start")?.months_after(u16::try_from(months).ok()?));
    let late = action.own.day("deadline").zip(end).filter(|(deadline, end)| deadline > end);
    Ok(late.map(|(_, end)| Doubt::LateCorrection(end)))
}

/// Children who were seen working have a case of their own, opened since (domain.md §5.22).
fn of_observation(world: &dyn World, seen: &Record) -> Result<Option<Doubt>, Unreadable> {
    let minors = seen.own.number("minors_seen").filter(|minors| *minors > 0);
    let (Some(minors), Some(day)) = (minors, seen.own.day("event_date")) else { return Ok(None) };
    let site = seen.own.reference("site");
    let opened = |case: &Record| case.own.day("opened").is_some_and(|opened: Date| opened >= day);
    let about = |case: &Record| {
        case.own.text("kind") == "CHILD_LABOUR" && case.own.reference("site") == site
    };
    let known = world.all(&CASE)?.iter().any(|case| about(case) && opened(case));
    Ok((!known).then_some(Doubt::MinorsSeen(minors)))
}

/// What is missing of a weight that was handed over, or too much, beyond what two scales may differ by.
fn underway(world: &dyn World, handed: &Record) -> Option<Weight> {
    let pairs = [("stones_out", "stones_in"), ("gold_out", "gold_in")];
    pairs.into_iter().find_map(|(out, arrived)| {
        let (out, arrived) = (handed.own.weight(out)?, handed.own.weight(arrived)?);
        let amount = (out.amount - arrived.amount).abs();
        let differs = amount > parcel::tolerance(world.pack(), out);
        differs.then_some(Weight { amount, unit: out.unit })
    })
}

#[cfg(test)]
mod tests {
    use crate::{
        dictionary::{
            kind::Kind,
            kinds::{
                assessment::ASSESSMENT, case::CASE, corrective_action::CORRECTIVE_ACTION,
                licence::LICENCE, mining_site::MINING_SITE, parcel::PARCEL, person::PERSON,
                sale::SALE, site_observation::SITE_OBSERVATION, standard::STANDARD,
            },
        },
        documents::doubts::{Doubt, doubts},
        world::{InMemory, World as _},
    };

    const DAY: &str = "2026-03-10";

    fn of(world: &InMemory, kind: &Kind) -> Vec<Doubt> {
        let record = world.record(InMemory::id(kind, "it")).unwrap().unwrap();
        doubts(world, &record, DAY.parse().unwrap()).unwrap()
    }

    #[test]
    fn what_is_sold_was_weighed_and_offered_to_two() {
        let mut world = InMemory::new("CD");
        let parcel = world.put(&PARCEL, "it", &[("mineral", "DIA")]);
        assert_eq!(of(&world, &PARCEL), [Doubt::Unweighed]);
        let row = |part: &str| format!("parcels/{parcel}/{part}");
        world.put(&SALE, "it", &[("event_date", DAY), (&row("price"), "300 USD")]);
        assert_eq!(of(&world, &SALE), [Doubt::Unweighed, Doubt::FewOffers(0, 2)]);
        world.put(&SALE, "it", &[(&row("stones"), "50 ct100")]);
        for at in 1..=2 {
            assert_eq!(of(&world, &SALE), [Doubt::FewOffers(at - 1, 2)]);
            let offer = format!(r#"{{"event_date":"{DAY}","price":"{at}00 USD"}}"#);
            let path = format!("offers/01KKAY0000000000000000000{at}");
            world.put(&PARCEL, "it", &[("stones", "50 ct100"), (&path, &offer)]);
        }
        assert_eq!(of(&world, &SALE), []);
        assert_eq!(of(&world, &PARCEL), []);
    }

    #[test]
    fn a_licence_is_for_whom_its_kind_is_and_for_no_longer() {
        let mut world = InMemory::new("CD");
        let person = world.put(&PERSON, "a", &[("surname", "KABONGO")]).to_string();
        let days = [("valid_from", "2026-01-01"), ("valid_to", "2027-01-01")];
        world.put(&LICENCE, "it", &days);
        world.put(&LICENCE, "it", &[("kind", "CD_MINER_CARD"), ("holder", &person)]);
        assert_eq!(of(&world, &LICENCE), []);
        world.put(&LICENCE, "it", &[("valid_to", "2027-01-02")]);
        assert_eq!(of(&world, &LICENCE), [Doubt::LongLicence(12)]);
        world.put(&LICENCE, "it", &[("kind", "CD_COOP_AGREMENT")]);
        assert_eq!(of(&world, &LICENCE), [Doubt::WrongHolder]);
    }

    #[test]
    fn a_licence_is_for_no_more_land_than_its_kind() {
        for (country, kind, most) in
            [("CD", "CD_ZEA_ASSIGN", 1_699_100), ("SL", "SL_ARTISANAL", 10_000)]
        {
            let mut world = InMemory::new(country);
            for (area, found) in [(most, vec![]), (most + 1, vec![Doubt::LargeArea(most)])] {
                let area = area.to_string();
                world.put(&LICENCE, "it", &[("kind", kind), ("area_m2", &area)]);
                assert_eq!(of(&world, &LICENCE), found);
            }
        }
    }

    #[test]
    fn what_an_assessment_found_is_mended_in_the_time_of_its_criterion() {
        let mut world = InMemory::new("CD");
        let standard = world.put(&STANDARD, "s", &[("criteria/MDS1.1/due_months", "6")]);
        let values = [("standard", &*standard.to_string()), ("start", "2026-01-15")];
        let assessment = world.put(&ASSESSMENT, "a", &values).to_string();
        let values = [("assessment", &*assessment), ("criterion", "MDS1.1")];
        world.put(&CORRECTIVE_ACTION, "it", &values);
        world.put(&CORRECTIVE_ACTION, "it", &[("deadline", "2026-07-15")]);
        assert_eq!(of(&world, &CORRECTIVE_ACTION), []);
        world.put(&CORRECTIVE_ACTION, "it", &[("deadline", "2026-07-16")]);
        let end = "2026-07-15".parse().unwrap();
        assert_eq!(of(&world, &CORRECTIVE_ACTION), [Doubt::LateCorrection(end)]);
    }

    #[test]
    fn children_who_were_seen_are_told_of_until_there_is_a_case() {
        let mut world = InMemory::new("CD");
        let site = world.put(&MINING_SITE, "m", &[("name", "Lubi")]).to_string();
        let seen = [("site", &*site), ("event_date", DAY), ("minors_seen", "2")];
        world.put(&SITE_OBSERVATION, "it", &seen);
        assert_eq!(of(&world, &SITE_OBSERVATION), [Doubt::MinorsSeen(2)]);
        let case = [("kind", "CHILD_LABOUR"), ("site", &*site), ("opened", "2026-03-09")];
        world.put(&CASE, "c", &case);
        assert_eq!(of(&world, &SITE_OBSERVATION), [Doubt::MinorsSeen(2)], "that was before");
        world.put(&CASE, "c", &[("opened", DAY)]);
        assert_eq!(of(&world, &SITE_OBSERVATION), []);
    }
}
