//! What a pack has to say something about: a row for each row of the table in domain.md §14, so that whoever writes a
//! third country sees what is still missing. Of statistics nothing is the country's own; texts stand in all languages
//! by another check.

use super::Pack;

/// A row of the table: what it is about, and whether a pack says it.
type Topic = (&'static str, fn(&Pack) -> bool);

/// Limits that the program asks for. Those on reserves are for countries whose law has them.
const LIMITS: [&str; 28] = [
    "attendance_min_bp",
    "case_ack_days",
    "case_answer_days",
    "fair_price_alert_bp",
    "filing_days",
    "group_min",
    "half_day_hours",
    "late_entry_days",
    "loan_months",
    "loan_multiple",
    "members_alike_bp",
    "near_site_m",
    "offers_min",
    "parcel_tolerance_bp",
    "parcel_tolerance_ct100",
    "parcel_tolerance_mg",
    "pit_depth_warning_m",
    "position_accuracy_max_m",
    "rate_band_bp",
    "savers_max",
    "savers_min",
    "session_days_max",
    "site_visit_months",
    "standard_months_min",
    "standard_pits_min",
    "standard_trained_min_bp",
    "trained_min_bp",
    "transit_days",
];
/// The same, asked for by the pages of a site.
const LIMITS_OF_PAGES: [&str; 1] = ["unreconciled_days"];

const TOPICS: [Topic; 20] = [
    ("what areas are called", |pack| pack.levels.len() > 1),
    ("areas", |pack| pack.units.iter().any(|unit| unit.level > 0)),
    ("parts of a name", |pack| pack.name_parts.iter().any(|part| part.required)),
    ("from which age", |pack| pack.adult_age > 0 && pack.auxiliary_age > 0),
    ("who needs a card", |pack| pack.licences.iter().any(|kind| !kind.needed_by.is_empty())),
    ("which titles sites and organisations need", |pack| {
        pack.licences.iter().any(|kind| !kind.required_of.is_empty())
    }),
    ("legal forms", |pack| !pack.legal_forms.is_empty() && !pack.legal_rules.is_empty()),
    ("the way to recognition", |pack| {
        !pack.procedure.is_empty() && pack.procedure.iter().all(|step| !step.documents.is_empty())
    }),
    ("when to remind of a licence", |pack| {
        !pack.licences.is_empty() && pack.licences.iter().all(|kind| !kind.reminders.is_empty())
    }),
    ("what becomes of cases", |pack| !pack.cases.is_empty()),
    ("reports to authorities", |pack| !pack.reports.is_empty()),
    ("notes and coins", |pack| {
        let counted = |currency: &super::PackCurrency| !currency.denominations.is_empty();
        !pack.currencies.is_empty() && pack.currencies.iter().all(counted)
    }),
    ("who keeps money on telephones", |pack| !pack.mobile_money.is_empty()),
    ("the chart of accounts", |pack| !pack.accounts.is_empty() && !pack.postings.is_empty()),
    ("how sales and surpluses are shared", |pack| {
        ["PARCEL_SALE", "PERIOD_SURPLUS"].iter().all(|base| pack.scheme(base).is_some())
    }),
    ("minerals and their prices", |pack| {
        !pack.minerals.is_empty() && !pack.price_categories.is_empty()
    }),
    ("measures of weight", |pack| !pack.measures.is_empty()),
    ("standards", |pack| pack.standards.iter().any(|standard| !standard.criteria.is_empty())),
    ("languages and courses", |pack| !pack.languages.is_empty() && !pack.courses.is_empty()),
    ("how long names are kept", |pack| pack.privacy.kept_years > 0),
];

/// What a pack says nothing about.
pub(super) fn unsaid(pack: &Pack) -> Vec<String> {
    let topics = TOPICS.iter().filter(|(_, is_said)| !is_said(pack));
    let limits = LIMITS.iter().chain(&LIMITS_OF_PAGES);
    let limits = limits.filter(|name| !pack.thresholds.contains_key(**name));
    let topics = topics.map(|(topic, _)| format!("anything about {topic}"));
    topics.chain(limits.map(|name| format!("limit {name}"))).collect()
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, fs, path::Path};

    use super::*;

    #[test]
    fn both_countries_say_something_about_everything() {
        for pack in Pack::all() {
            assert_eq!(unsaid(pack), [""; 0], "{}", pack.country);
        }
    }

    #[test]
    fn what_a_third_country_leaves_out_is_named() {
        let leaves_out: [fn(&mut Pack); 20] = [
            |pack| pack.levels.truncate(1),
            |pack| pack.units.truncate(1),
            |pack| pack.name_parts.clear(),
            |pack| pack.auxiliary_age = 0,
            |pack| pack.licences.iter_mut().for_each(|kind| kind.needed_by.clear()),
            |pack| pack.licences.iter_mut().for_each(|kind| kind.required_of.clear()),
            |pack| pack.legal_rules.clear(),
            |pack| pack.procedure[0].documents.clear(),
            |pack| pack.licences[0].reminders.clear(),
            |pack| pack.cases.clear(),
            |pack| pack.reports.clear(),
            |pack| pack.currencies[1].denominations.clear(),
            |pack| pack.mobile_money.clear(),
            |pack| pack.postings.clear(),
            |pack| pack.schemes.truncate(1),
            |pack| pack.price_categories.clear(),
            |pack| pack.measures.clear(),
            |pack| pack.standards.iter_mut().for_each(|standard| standard.criteria.clear()),
            |pack| pack.courses.clear(),
            |pack| pack.privacy.kept_years = 0,
        ];
        for (leave_out, (topic, _)) in leaves_out.into_iter().zip(TOPICS) {
            for pack in Pack::all() {
                let mut pack = pack.clone();
                leave_out(&mut pack);
                assert_eq!(unsaid(&pack), [format!("anything about {topic}")]);
            }
        }
        let mut pack = Pack::all()[0].clone();
        pack.thresholds.remove("savers_max");
        assert_eq!(unsaid(&pack), ["limit savers_max"]);
    }

    /// The names of limits that sources in a folder ask for.
    fn asked_for(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                asked_for(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = fs::read_to_string(path).unwrap();
                let asked = source.split(".limit(\"").skip(1);
                found.extend(asked.filter_map(|rest| rest.split('"').next()).map(str::to_owned));
            }
        }
    }

    #[test]
    fn every_limit_that_the_program_asks_for_stands_in_the_packs() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let names = |of: &[&str]| of.iter().map(|name| (*name).to_owned()).collect();
        for (sources, limits) in
            [(here.join("src"), &LIMITS[..]), (here.join("../node/src"), &LIMITS_OF_PAGES[..])]
        {
            let (mut found, limits) = (BTreeSet::new(), names(limits));
            asked_for(&sources, &mut found);
            assert_eq!(found, limits, "{}", sources.display());
        }
    }
}
