//! Whether a pack is whole: every account, service and code it names is there, and every text stands in every
//! language. A pack with a gap is not used at all, so that no treasurer finds it at the cash box.

use std::collections::BTreeMap;

use super::{Pack, Posting};
use crate::{
    dictionary::{
        kind::List,
        lists::{
            ACCOUNT, AUTHORITY_LEVEL, BENEFICIARY, DOSSIER_ITEM, LEGAL_FORM, LICENCE_KIND,
            MAJORITY, PROCEDURE_STEP, RESOLUTION, SERVICE, SHARE_BASE, SHARE_KEY, STAGE, STEP_BASE,
            STEP_KIND, TRANSACTION,
        },
    },
    languages::Language,
};

/// Accounts that the program writes on by itself, whatever the postings of a country say.
const OWN: [&str; 18] = [
    "1012", "1013", "1111", "1112", "1181", "1182", "168", "4111", "4191", "4612", "4619", "4621",
    "4623", "465", "4651", "4713", "4714", "585",
];
/// Operations with a page of their own, which knows their lines; all others are posted as the pack says.
const BY_THEMSELVES: [&str; 6] =
    ["SHARE_SUB", "SALE_AGENT", "FX", "SURPLUS_ALLOC", "AVEC_SHAREOUT", "REVERSAL"];
/// Fields that can be marked as unverified.
const MARKS: [&str; 21] = [
    "answer_days",
    "authority",
    "documents",
    "law",
    "level",
    "majorities",
    "management_size",
    "members_min",
    "months_max",
    "notice",
    "notice_days",
    "proxies_max",
    "quorum_bp",
    "quorum_second_bp",
    "rate",
    "renewal_days",
    "silence",
    "steps",
    "term_months",
    "terms",
    "validity_months",
];

/// What is missing in a pack, each as a fragment that names it.
pub(super) fn gaps(pack: &Pack) -> Vec<String> {
    let mut gaps = Gaps { pack, found: Vec::new() };
    gaps.accounts();
    gaps.operations();
    gaps.recognition();
    gaps.schemes();
    gaps.marks();
    gaps.texts();
    gaps.found
}

struct Gaps<'a> {
    pack: &'a Pack,
    found: Vec<String>,
}

impl Gaps<'_> {
    fn expect(&mut self, there: bool, what: impl FnOnce() -> String) {
        if !there {
            self.found.push(what());
        }
    }

    /// Each is a code of the list that this country has.
    fn codes<'c>(&mut self, list: List, codes: impl IntoIterator<Item = &'c String>, at: &str) {
        for code in codes {
            let known = list.name == ACCOUNT.name || list.codes.contains(&code.as_str());
            let there = known && self.pack.knows(list, code);
            self.expect(there, || format!("{} {code} of {at}", list.name));
        }
    }

    fn accounts(&mut self) {
        let pack = self.pack;
        self.codes(ACCOUNT, &pack.money, "money");
        self.codes(ACCOUNT, &OWN.map(str::to_owned), "the program");
        for posting in &pack.postings {
            self.codes(ACCOUNT, named_by(posting), &posting.r#type);
        }
    }

    fn operations(&mut self) {
        let pack = self.pack;
        self.codes(TRANSACTION, pack.postings.iter().map(|posting| &posting.r#type), "postings");
        for r#type in &pack.transactions {
            let posted = pack.postings.iter().any(|posting| posting.r#type == *r#type);
            let there = posted || BY_THEMSELVES.contains(&r#type.as_str());
            self.expect(there, || format!("posting of {type}"));
        }
    }

    fn recognition(&mut self) {
        let pack = self.pack;
        self.codes(SERVICE, &pack.services, "services");
        self.codes(LEGAL_FORM, pack.legal_rules.iter().map(|rule| &rule.form), "legal rules");
        self.codes(LICENCE_KIND, pack.licences.iter().map(|kind| &kind.code), "licences");
        for form in &pack.legal_forms {
            let there = pack.legal_rules.iter().any(|rule| rule.form == *form);
            self.expect(there, || format!("legal rule of {form}"));
        }
        for rule in &pack.legal_rules {
            self.codes(RESOLUTION, rule.majorities.keys(), &rule.form);
            self.codes(MAJORITY, rule.majorities.values(), &rule.form);
        }
        for step in &pack.procedure {
            self.codes(PROCEDURE_STEP, [&step.code], "procedure");
            self.codes(SERVICE, [&step.authority], &step.code);
            self.codes(AUTHORITY_LEVEL, [&step.level], &step.code);
            self.codes(STAGE, [&step.stage], &step.code);
            self.codes(DOSSIER_ITEM, &step.documents, &step.code);
        }
    }

    fn schemes(&mut self) {
        let pack = self.pack;
        for scheme in &pack.schemes {
            let at = format!("the model {}", scheme.applies_to);
            self.codes(SHARE_BASE, [&scheme.applies_to], &at);
            for step in &scheme.steps {
                self.codes(STEP_BASE, [&step.base], &at);
                self.codes(STEP_KIND, [&step.kind], &at);
                self.codes(ACCOUNT, [&step.account], &at);
                self.codes(BENEFICIARY, [&step.to], &at);
                self.codes(SHARE_KEY, &step.share_key, &at);
            }
            let same = pack.schemes.iter().filter(|other| other.applies_to == scheme.applies_to);
            self.expect(same.count() == 1, || format!("{at} stands twice"));
        }
    }

    /// What is marked as unverified is there to be looked at.
    fn marks(&mut self) {
        let pack = self.pack;
        let rules = pack.legal_rules.iter().map(|rule| (&rule.form, &rule.unverified));
        let licences = pack.licences.iter().map(|kind| (&kind.code, &kind.unverified));
        let steps = pack.procedure.iter().map(|step| (&step.code, &step.unverified));
        let schemes = pack.schemes.iter().map(|scheme| (&scheme.applies_to, &scheme.unverified));
        let privacy = std::iter::once((&pack.country, &pack.privacy.unverified));
        for (at, marks) in rules.chain(licences).chain(steps).chain(schemes).chain(privacy) {
            for mark in marks {
                let there = MARKS.contains(&mark.as_str());
                self.expect(there, || format!("{mark} of {at} to be marked"));
            }
        }
    }

    fn texts(&mut self) {
        let pack = self.pack;
        self.said(&pack.privacy.notice, "privacy");
        self.said(&pack.privacy.law, "privacy");
        for step in &pack.procedure {
            self.said(&step.terms, &step.code);
        }
        for scheme in &pack.schemes {
            self.said(&scheme.names, &scheme.applies_to);
        }
        for account in &pack.accounts {
            self.said(&account.names, &account.code);
        }
        for level in &pack.levels {
            self.said(level, "levels");
        }
        for standard in &pack.standards {
            self.said(&standard.titles, &standard.code);
            for criterion in &standard.criteria {
                self.said(&criterion.texts, &criterion.code);
            }
        }
    }

    /// A text stands in every language, and in none that the program does not have.
    fn said(&mut self, texts: &BTreeMap<String, String>, at: &str) {
        for language in Language::all() {
            let there = texts.get(language.code).is_some_and(|text| !text.trim().is_empty());
            self.expect(there, || format!("text of {at} in {}", language.code));
        }
        for code in texts.keys() {
            self.expect(Language::named(code).is_some(), || format!("language {code} of {at}"));
        }
    }
}

/// Every account that a posting names.
fn named_by(posting: &Posting) -> impl Iterator<Item = &String> {
    let pair = posting.also.iter().flat_map(|(debit, credit)| [debit, credit]);
    let others = posting.or.iter().chain(&posting.instead).chain(&posting.credit);
    std::iter::once(&posting.against).chain(pair).chain(others)
}
