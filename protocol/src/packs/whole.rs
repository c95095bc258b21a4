//! Whether a pack is whole: every account, service and code it names is there, and every text stands in every
//! language. A pack with a gap is not used at all, so that no treasurer finds it at the cash box.

use std::collections::{BTreeMap, BTreeSet};

use super::{Pack, Part, Posting, accounts, topics};
use crate::{
    dictionary::{
        kind::List,
        lists::{
            ACCOUNT, AUTHORITY_LEVEL, BENEFICIARY, CASE_KIND, CRITERION_SCALE, DOSSIER_ITEM,
            LEGAL_FORM, LICENCE_KIND, MAJORITY, OFFICIAL_KIND, ORG_PROFILE, ORGAN, PRICE_CATEGORY,
            PROCEDURE_STEP, RESOLUTION, SERVICE, SHARE_BASE, SHARE_KEY, STAGE, STEP_BASE,
            STEP_KIND, TRANSACTION, WORK_ROLE,
        },
    },
    languages::Language,
};

/// Operations with a page of their own, which knows their lines; all others are posted as the pack says.
const BY_THEMSELVES: [&str; 8] = [
    "SHARE_SUB",
    "SALE_AGENT",
    "FX",
    "SURPLUS_ALLOC",
    "AVEC_SHAREOUT",
    "REVERSAL",
    "PARTNER_ADV",
    "PARTNER_BACK",
];
/// What is missing in a pack, each as a fragment that names it.
pub(super) fn gaps(pack: &Pack) -> Vec<String> {
    let mut gaps = Gaps { pack, found: topics::unsaid(pack) };
    gaps.accounts();
    gaps.operations();
    gaps.recognition();
    gaps.fees();
    gaps.reports();
    gaps.cases();
    gaps.weights();
    gaps.schemes();
    gaps.grounds();
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
        let numbers: Vec<&String> =
            pack.accounts.iter().filter_map(|of| of.number.as_ref()).collect();
        let apart = numbers.iter().collect::<BTreeSet<_>>().len() == numbers.len();
        let all = numbers.is_empty() || numbers.len() == pack.accounts.len();
        self.expect(apart && all, || "numbers of accounts".to_owned());
        self.codes(ACCOUNT, &pack.money, "money");
        self.codes(ACCOUNT, &accounts::ALL.map(str::to_owned), "the program");
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
        for kind in &pack.licences {
            self.codes(WORK_ROLE, &kind.needed_by, &kind.code);
            let held = kind.required_of.iter().all(|of| kind.holders.contains(of));
            self.expect(held, || format!("holder of {} that needs it", kind.code));
        }
        for form in &pack.legal_forms {
            let there = pack.legal_rules.iter().any(|rule| rule.form == *form);
            self.expect(there, || format!("legal rule of {form}"));
        }
        for rule in &pack.legal_rules {
            self.codes(RESOLUTION, rule.majorities.keys(), &rule.form);
            self.codes(MAJORITY, rule.majorities.values(), &rule.form);
            self.codes(ORGAN, [&rule.management], &rule.form);
            self.codes(ORGAN, rule.supervision.iter().map(|of| &of.organ), &rule.form);
        }
        for step in &pack.procedure {
            self.codes(PROCEDURE_STEP, [&step.code], "procedure");
            self.codes(SERVICE, [&step.authority], &step.code);
            self.codes(AUTHORITY_LEVEL, [&step.level], &step.code);
            self.codes(STAGE, [&step.stage], &step.code);
            self.codes(DOSSIER_ITEM, &step.documents, &step.code);
        }
    }

    /// What something costs is said in money of the country; where nobody knows it, that is marked.
    fn fees(&mut self) {
        let pack = self.pack;
        let steps = pack.procedure.iter().map(|step| (&step.code, step.fee, &step.grounds));
        let kinds = pack.licences.iter().map(|kind| (&kind.code, kind.fee, &kind.grounds));
        for (at, fee, grounds) in steps.chain(kinds) {
            let there = match fee {
                Some(fee) => pack.uses(fee.currency) && fee.minor >= 0,
                None => grounds.is_unverified("fee"),
            };
            self.expect(there, || format!("fee of {at}"));
        }
    }

    fn reports(&mut self) {
        let pack = self.pack;
        for report in &pack.reports {
            self.codes(OFFICIAL_KIND, [&report.code], "reports");
            self.codes(SERVICE, [&report.authority], &report.code);
            self.codes(PROCEDURE_STEP, [&report.after], &report.code);
            self.codes(ORG_PROFILE, &report.profiles, &report.code);
        }
    }

    /// Each kind stands once, with somebody to refer it to.
    fn cases(&mut self) {
        let pack = self.pack;
        self.codes(CASE_KIND, pack.cases.iter().map(|path| &path.kind), "cases");
        for path in &pack.cases {
            let at = &path.kind;
            self.codes(SERVICE, &path.refer_to, at);
            self.expect(!path.refer_to.is_empty(), || format!("whom to refer {at} to"));
            let same = pack.cases.iter().filter(|other| other.kind == *at);
            self.expect(same.count() == 1, || format!("case {at} stands twice"));
        }
    }

    /// Measures weigh something and are told apart; minerals have prices.
    fn weights(&mut self) {
        let pack = self.pack;
        self.codes(PRICE_CATEGORY, &pack.price_categories, "prices");
        for measure in &pack.measures {
            let at = &measure.code;
            self.expect(measure.thousandths > 0, || format!("weight of {at}"));
            let same = pack.measures.iter().filter(|other| other.code == *at);
            self.expect(same.count() == 1, || format!("measure {at} stands twice"));
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

    /// Every figure stands on a source that is named, or is marked; nothing else is.
    fn grounds(&mut self) {
        let pack = self.pack;
        let mut named = BTreeSet::new();
        for part in pack.parts() {
            let (at, Part { figures, grounds, .. }) = (part.at(), &part);
            for figure in figures {
                let there = grounds.all().any(|(known, _)| known == *figure);
                self.expect(there, || format!("ground of {figure} of {at}"));
            }
            for (figure, on) in grounds.all() {
                self.expect(figures.contains(&figure), || format!("{figure} of {at}"));
                let Some((source, _)) = on else { continue };
                let there = pack.sources.iter().any(|known| known.code == source);
                self.expect(there, || format!("source {source} of {figure} of {at}"));
                named.insert(source);
            }
        }
        for source in &pack.sources {
            self.expect(named.contains(&*source.code), || format!("figure of {}", source.code));
        }
    }

    fn texts(&mut self) {
        let pack = self.pack;
        self.said(&pack.privacy.notice, "privacy");
        self.said(&pack.privacy.law, "privacy");
        self.said(&pack.privacy.authority, "privacy");
        for source in &pack.sources {
            self.said(&source.names, &source.code);
        }
        for step in &pack.procedure {
            self.said(&step.terms, &step.code);
        }
        for measure in &pack.measures {
            self.said(&measure.names, &measure.code);
        }
        for report in &pack.reports {
            self.said(&report.contents, &report.code);
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
            for (code, texts) in &standard.principles {
                self.said(texts, code);
                let divided = standard.criteria.iter().any(|known| known.principle == *code);
                self.expect(divided, || format!("criterion of {code}"));
            }
            for code in &standard.assumed {
                let known = standard.principles.contains_key(code);
                self.expect(known, || format!("principle {code} of {}", standard.code));
            }
            for criterion in &standard.criteria {
                self.said(&criterion.texts, &criterion.code);
                self.codes(CRITERION_SCALE, criterion.scale.iter(), &criterion.code);
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
