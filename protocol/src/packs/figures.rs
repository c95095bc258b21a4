//! Which figures of a pack stand on something: each has a source or is marked as a default. Source: domain.md §0, §14.

use super::{CasePath, Grounds, LegalRule, LicenceKind, Pack, Step};

/// A part of a pack, and its figures.
pub(super) struct Part<'a> {
    /// What names it.
    pub at: &'a str,
    /// Its figures, by the names of their fields.
    pub figures: Vec<&'a str>,
    /// On what they stand.
    pub grounds: &'a Grounds,
}

/// Figures that stand alone in a pack.
const ALONE: [&str; 15] = [
    "accounts",
    "adult_age",
    "approval_above",
    "auxiliary_age",
    "courses",
    "criteria",
    "denominations",
    "exclusive_membership",
    "fiscal_year_start",
    "languages",
    "minerals",
    "mobile_money",
    "name_parts",
    "price_categories",
    "services",
];
/// Figures of areas, by their level below the country.
const AREAS: [&str; 4] = ["areas_1", "areas_2", "areas_3", "areas_4"];

/// The figures of areas that a country has: one for each level on which areas lie.
pub(super) fn of_areas(pack: &Pack) -> impl Iterator<Item = (u8, &'static str)> + '_ {
    let deepest = pack.units.iter().map(|unit| unit.level).max().unwrap_or(0);
    (1..=deepest).zip(AREAS)
}

/// Every part of a pack.
pub(super) fn parts(pack: &Pack) -> Vec<Part<'_>> {
    let part =
        |at, figures: &[&'static str], grounds| Part { at, figures: figures.to_vec(), grounds };
    let mut alone = ALONE.to_vec();
    alone.extend(of_areas(pack).map(|(_, figure)| figure));
    alone.extend(pack.miners_nationality.as_ref().map(|_| "miners_nationality"));
    alone.extend(pack.thresholds.keys().map(String::as_str));
    let mut parts = vec![
        Part { at: &pack.country, figures: alone, grounds: &pack.grounds },
        part("privacy", &["authority", "kept_years", "law", "notice"], &pack.privacy.grounds),
    ];
    parts.extend(pack.legal_rules.iter().map(of_rule));
    parts.extend(pack.procedure.iter().map(of_step));
    parts.extend(pack.licences.iter().map(of_licence));
    parts.extend(pack.cases.iter().map(of_case));
    let reports = &["authority", "contents", "due_days", "every"];
    parts.extend(pack.reports.iter().map(|report| part(&report.code, reports, &report.grounds)));
    let schemes = pack.schemes.iter();
    parts.extend(schemes.map(|of| part(&of.applies_to, &["rate", "steps"], &of.grounds)));
    let measures = pack.measures.iter();
    parts.extend(measures.map(|of| part(&of.code, &["thousandths"], &of.grounds)));
    parts
}

fn of_rule(rule: &LegalRule) -> Part<'_> {
    let mut figures = vec![
        "management_size",
        "members_min",
        "notice_days",
        "proxies_max",
        "quorum",
        "quorum_constitutive",
        "quorum_second",
        "term_months",
    ];
    figures.extend(rule.supervision.as_ref().map(|_| "supervision"));
    figures.extend((!rule.majorities.is_empty()).then_some("majorities"));
    Part { at: &rule.form, figures, grounds: &rule.grounds }
}

/// Where nothing says in how many days an authority answers, and where a grant has no end, there is no figure.
fn of_step(step: &Step) -> Part<'_> {
    let mut figures =
        vec!["authority", "documents", "fee", "level", "silence", "terms", "validity_months"];
    figures.extend((step.answer_days > 0).then_some("answer_days"));
    figures.extend((step.validity_months > 0).then_some("renewal_days"));
    Part { at: &step.code, figures, grounds: &step.grounds }
}

fn of_case(path: &CasePath) -> Part<'_> {
    let mut figures = vec!["refer_to"];
    figures.extend(path.ack_days.map(|_| "ack_days"));
    figures.extend(path.answer_days.map(|_| "answer_days"));
    Part { at: &path.kind, figures, grounds: &path.grounds }
}

fn of_licence(kind: &LicenceKind) -> Part<'_> {
    let mut figures = vec!["fee", "months_max"];
    figures.extend(kind.area_max_m2.map(|_| "area_max_m2"));
    figures.extend((!kind.needed_by.is_empty()).then_some("needed_by"));
    Part { at: &kind.code, figures, grounds: &kind.grounds }
}
