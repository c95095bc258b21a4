//! Which figures of a pack stand on something: each has a source or is marked as a default. Source: domain.md §0, §14.

use super::{
    CasePath, Grounds, LegalRule, LicenceKind, Measure, Pack, Privacy, Report, SchemeOfPack, Step,
};

/// A part of a pack, and its figures, in the order in which people read them.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// What it is.
    pub of: Of<'a>,
    /// Its figures, by the names of their fields.
    pub figures: Vec<&'a str>,
    /// On what they stand.
    pub grounds: &'a Grounds,
}

/// What a part of a pack is about.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// The country: figures that stand alone.
    Country(&'a str),
    /// What is read out.
    Privacy(&'a Privacy),
    /// A legal form.
    Rule(&'a LegalRule),
    /// A step on the way to recognition.
    Step(&'a Step),
    /// A kind of licence.
    Licence(&'a LicenceKind),
    /// A kind of cases.
    Case(&'a CasePath),
    /// A report to an authority.
    Report(&'a Report),
    /// A model of sharing.
    Scheme(&'a SchemeOfPack),
    /// A measure of weight.
    Measure(&'a Measure),
}

impl<'a> Part<'a> {
    /// What names it.
    pub(super) const fn at(&self) -> &'a str {
        match self.of {
            Of::Country(code) => code,
            Of::Privacy(_) => "privacy",
            Of::Rule(rule) => rule.form.as_str(),
            Of::Step(step) => step.code.as_str(),
            Of::Licence(kind) => kind.code.as_str(),
            Of::Case(path) => path.kind.as_str(),
            Of::Report(report) => report.code.as_str(),
            Of::Scheme(scheme) => scheme.applies_to.as_str(),
            Of::Measure(measure) => measure.code.as_str(),
        }
    }
}

/// Figures that stand alone in a pack.
const ALONE: [&str; 16] = [
    "adult_age",
    "auxiliary_age",
    "exclusive_membership",
    "name_parts",
    "languages",
    "services",
    "accounts",
    "single_positions",
    "fiscal_year_start",
    "mobile_money",
    "denominations",
    "approval_above",
    "minerals",
    "price_categories",
    "criteria",
    "courses",
];
/// Figures of areas, by their level below the country.
const AREAS: [&str; 4] = ["areas_1", "areas_2", "areas_3", "areas_4"];

/// The figures of areas that a country has: one for each level on which areas lie.
pub(super) fn of_areas(pack: &Pack) -> impl Iterator<Item = (u8, &'static str)> + '_ {
    let deepest = pack.units.iter().map(|unit| unit.level).max().unwrap_or(0);
    (1..=deepest).zip(AREAS)
}

impl Pack {
    /// Every part of this pack.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut alone: Vec<&str> = of_areas(self).map(|(_, figure)| figure).collect();
        alone.extend(ALONE);
        alone.extend(self.accounts.iter().any(|account| account.own).then_some("accounts_own"));
        alone.extend(self.miners_nationality.as_ref().map(|_| "miners_nationality"));
        alone.extend(self.thresholds.keys().map(String::as_str));
        let country = Of::Country(&self.country);
        let mut parts = vec![Part { of: country, figures: alone, grounds: &self.grounds }];
        parts.extend(self.legal_rules.iter().map(of_rule));
        parts.extend(self.procedure.iter().map(of_step));
        parts.extend(self.licences.iter().map(of_licence));
        let schemes = self.schemes.iter();
        parts.extend(schemes.map(|of| part(Of::Scheme(of), &["steps", "rate"], &of.grounds)));
        let measures = self.measures.iter();
        parts.extend(measures.map(|of| part(Of::Measure(of), &["thousandths"], &of.grounds)));
        parts.extend(self.cases.iter().map(of_case));
        let reports = &["profiles", "after", "authority", "every", "due_days", "contents"];
        parts.extend(self.reports.iter().map(|of| part(Of::Report(of), reports, &of.grounds)));
        let privacy = &["notice", "law", "kept_years", "authority"];
        parts.push(part(Of::Privacy(&self.privacy), privacy, &self.privacy.grounds));
        parts
    }

    /// The level of areas that a figure is about.
    #[must_use]
    pub fn level_of(&self, figure: &str) -> Option<u8> {
        of_areas(self).find(|(_, known)| *known == figure).map(|(level, _)| level)
    }
}

fn part<'a>(of: Of<'a>, figures: &[&'static str], grounds: &'a Grounds) -> Part<'a> {
    Part { of, figures: figures.to_vec(), grounds }
}

fn of_rule(rule: &LegalRule) -> Part<'_> {
    let mut figures = vec![
        "members_min",
        "notice_days",
        "quorum_constitutive",
        "quorum",
        "quorum_second",
        "proxies_max",
        "management",
        "management_size",
        "term_months",
    ];
    figures.extend(rule.supervision.as_ref().map(|_| "supervision"));
    figures.extend((!rule.majorities.is_empty()).then_some("majorities"));
    Part { of: Of::Rule(rule), figures, grounds: &rule.grounds }
}

/// Where nothing says in how many days an authority answers, and where a grant has no end, there is no figure.
fn of_step(step: &Step) -> Part<'_> {
    let mut figures = vec!["authority", "level", "documents", "fee", "terms"];
    figures.extend((step.answer_days > 0).then_some("answer_days"));
    figures.extend(["silence", "validity_months"]);
    figures.extend((step.validity_months > 0).then_some("renewal_days"));
    Part { of: Of::Step(step), figures, grounds: &step.grounds }
}

fn of_case(path: &CasePath) -> Part<'_> {
    let mut figures = vec!["refer_to"];
    figures.extend(path.ack_days.map(|_| "ack_days"));
    figures.extend(path.answer_days.map(|_| "answer_days"));
    Part { of: Of::Case(path), figures, grounds: &path.grounds }
}

fn of_licence(kind: &LicenceKind) -> Part<'_> {
    let mut figures = vec!["holders", "reminders", "fee", "months_max"];
    figures.extend(kind.area_max_m2.map(|_| "area_max_m2"));
    figures.extend((!kind.needed_by.is_empty()).then_some("needed_by"));
    figures.extend((!kind.required_of.is_empty()).then_some("required_of"));
    Part { of: Of::Licence(kind), figures, grounds: &kind.grounds }
}
