//! The packs of this version say what the program, the lists and the laws say.

use std::collections::BTreeSet;

use super::*;
use crate::dictionary::lists::{SERVICE, lists};

#[test]
fn congo_has_26_provinces_145_territories_32_cities_and_the_communes_of_kinshasa() {
    let congo = Pack::of("CD").unwrap();
    assert_eq!(congo.units_in("CD").count(), 26);
    let is_city = |unit: &&Unit| unit.code.rsplit('-').next().unwrap().starts_with('V');
    let elsewhere = congo.units.iter().filter(|unit| unit.level == 2);
    let elsewhere = elsewhere.filter(|unit| unit.parent.as_deref() != Some("CD-KN"));
    let (cities, territories): (Vec<&Unit>, Vec<&Unit>) = elsewhere.partition(is_city);
    assert_eq!((territories.len(), cities.len()), (145, 32));
    assert_eq!(congo.units_in("CD-KN").count(), 24);
    assert_eq!(congo.units_in("CD-KE").count(), 6);
    assert_eq!(congo.unit("CD-KE-TSH").unwrap().name, "Tshilenge");
    // A register names areas; whoever lives in the city of Kenge does not live in the territory.
    let names: BTreeSet<&str> = cities.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names.len(), cities.len());
    let territories: BTreeSet<&str> = territories.iter().map(|unit| unit.name.as_str()).collect();
    assert!(names.is_disjoint(&territories));
    assert_eq!(congo.unit("CD-KG-VKE").unwrap().name, "Kenge (ville)");
}

/// domain.md §12.2: how many territories each province has; Kinshasa has communes.
const TERRITORIES: [(&str, usize); 26] = [
    ("CD-BC", 10),
    ("CD-BU", 6),
    ("CD-EQ", 7),
    ("CD-HK", 6),
    ("CD-HL", 5),
    ("CD-HU", 6),
    ("CD-IT", 5),
    ("CD-KC", 5),
    ("CD-KE", 5),
    ("CD-KG", 5),
    ("CD-KL", 5),
    ("CD-KN", 0),
    ("CD-KS", 5),
    ("CD-LO", 5),
    ("CD-LU", 5),
    ("CD-MA", 7),
    ("CD-MN", 8),
    ("CD-MO", 3),
    ("CD-NK", 6),
    ("CD-NU", 4),
    ("CD-SA", 6),
    ("CD-SK", 8),
    ("CD-SU", 4),
    ("CD-TA", 6),
    ("CD-TO", 7),
    ("CD-TU", 6),
];

#[test]
fn provinces_have_the_codes_of_iso_3166_and_their_territories() {
    let congo = Pack::of("CD").unwrap();
    assert_eq!(TERRITORIES.iter().map(|(_, count)| count).sum::<usize>(), 145);
    let codes: Vec<&str> = congo.units_in("CD").map(|unit| unit.code.as_str()).collect();
    assert_eq!(codes, TERRITORIES.map(|(code, _)| code));
    for (province, count) in TERRITORIES.iter().filter(|(code, _)| *code != "CD-KN") {
        let last = |unit: &Unit| unit.code.rsplit('-').next().unwrap().to_owned();
        let within: Vec<String> = congo.units_in(province).map(last).collect();
        let territories = within.iter().filter(|code| !code.starts_with('V'));
        assert_eq!(territories.count(), *count, "{province}");
        assert!(within.iter().all(|code| code.len() == 3), "{province}: {within:?}");
    }
    let leone = Pack::of("SL").unwrap();
    let codes: Vec<&str> = leone.units_in("SL").map(|unit| unit.code.as_str()).collect();
    assert_eq!(codes, ["SL-E", "SL-N", "SL-NW", "SL-S", "SL-W"]);
}

#[test]
fn old_registers_are_found_again_under_what_became_of_their_provinces() {
    let congo = Pack::of("CD").unwrap();
    let became = |name: &str| {
        let was = |unit: &&Unit| unit.formerly.iter().any(|former| former == name);
        congo.units.iter().filter(was).map(|unit| unit.code.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(became("Orientale"), ["CD-BU", "CD-HU", "CD-IT", "CD-TO"]);
    assert_eq!(became("Kasaï-Occidental"), ["CD-KC", "CD-KS"]);
    assert_eq!(became("Katanga"), ["CD-HK", "CD-HL", "CD-LU", "CD-TA"]);
    assert_eq!(became("Bandundu"), ["CD-KG", "CD-KL", "CD-MN"]);
}

#[test]
fn sierra_leone_has_five_regions_and_16_districts() {
    let leone = Pack::of("SL").unwrap();
    assert_eq!(leone.units_in("SL").count(), 5);
    assert_eq!(leone.units.iter().filter(|unit| unit.level == 2).count(), 16);
    assert_eq!(leone.units.iter().filter(|unit| unit.level == 3).count(), 190);
}

#[test]
fn every_area_lies_in_one_of_the_level_above() {
    for pack in Pack::all() {
        let codes: BTreeSet<&str> = pack.units.iter().map(|unit| unit.code.as_str()).collect();
        assert_eq!(codes.len(), pack.units.len(), "{}", pack.country);
        for unit in &pack.units {
            let above = unit.parent.as_deref().and_then(|parent| pack.unit(parent));
            assert_eq!(above.map_or(0, |above| above.level + 1), unit.level);
            assert!(usize::from(unit.level) < pack.levels.len());
        }
    }
}

#[test]
fn packs_say_what_the_program_and_the_lists_say() {
    for pack in Pack::all() {
        for currency in &pack.currencies {
            assert_eq!(currency.decimals, currency.code.decimals(), "{}", currency.code);
        }
        for part in &pack.name_parts {
            assert!(PERSON.field(&part.field).is_some(), "{}", part.field);
        }
        let list = |name| lists().find(|list| list.name == name).unwrap();
        let known = |name, codes: &[String]| {
            codes.iter().all(|code| list(name).codes.contains(&code.as_str()))
        };
        assert!(known("transaction", &pack.transactions));
        assert!(known("mineral", &pack.minerals));
        assert!(known("legal_form", &pack.legal_forms));
        assert!(known("language", &pack.languages));
        for account in &pack.accounts {
            assert!(known("book", &account.books), "{}", account.code);
            let names: Vec<&str> = account.names.keys().map(String::as_str).collect();
            assert_eq!(names, ["en", "fr"]);
        }
    }
}

#[test]
fn operations_are_posted_on_accounts_of_the_chart_and_balance() {
    use crate::documents::ledger;
    for pack in Pack::all() {
        let accounts = pack.money.iter().chain(pack.postings.iter().map(|p| &p.against));
        for account in accounts {
            assert!(pack.account(account).is_some(), "{account} in {}", pack.country);
        }
        for way in [Way::In, Way::Out] {
            let offers = pack.offers(way);
            let names: BTreeSet<String> = offers.iter().map(Offer::name).collect();
            assert_eq!(names.len(), offers.len(), "each is told from all others");
            for offer in &offers {
                assert_eq!(pack.offer(&offer.name(), way).unwrap().name(), offer.name());
                let others = offer.instead.iter().chain(&offer.posting.credit);
                for account in others.chain([&offer.posting.against]) {
                    assert!(pack.account(account).is_some(), "{account} in {}", pack.country);
                }
            }
        }
        for posting in &pack.postings {
            assert!(pack.transactions.contains(&posting.r#type), "{}", posting.r#type);
            let money = Money::new(1_250, Currency::USD);
            let (date, cash) = ("2026-03-01".parse().unwrap(), "571".parse().unwrap());
            let entry = ledger::moving(posting, &cash, money, None, date).unwrap();
            let json = serde_json::to_value(&entry).unwrap();
            assert_eq!(ledger::check(&json), Ok(()), "{}", posting.r#type);
            let nothing = Money::new(0, Currency::USD);
            assert!(ledger::moving(posting, &cash, nothing, None, date).is_none());
        }
    }
    // domain.md §7.2: SHARE_PAY is both pairs in one entry.
    let paid = Pack::of("CD").unwrap().posting("SHARE_PAY", Way::In).unwrap();
    assert_eq!((paid.against.as_str(), paid.also.is_some()), ("4612", true));
}

#[test]
fn a_code_belongs_to_the_account_before_its_hyphen() {
    let congo = Pack::of("CD").unwrap();
    assert_eq!(congo.account("571-USD").unwrap().code, "571");
    assert_eq!(congo.account("5710").map(|account| &account.code), None);
    let codes: BTreeSet<&str> =
        congo.accounts.iter().map(|account| account.code.as_str()).collect();
    assert_eq!(codes.len(), congo.accounts.len());
}

/// The pack of a country, with a piece of its text replaced.
fn changed(json: &str, from: &str, to: &str) -> Vec<String> {
    assert!(json.contains(from), "{from}");
    match Pack::read(&json.replacen(from, to, 1)) {
        Err(PackError::NotWhole(gaps)) => gaps,
        Err(PackError::Unread(fault)) => panic!("{fault}"),
        Ok(_) => Vec::new(),
    }
}

#[test]
fn a_pack_that_names_what_it_does_not_have_is_refused() {
    for json in [include_str!("cd.json"), include_str!("sl.json")] {
        assert_eq!(changed(json, "\"version\"", "\"version\""), [""; 0]);
        let gaps = changed(json, r#"{"code": "1013", "#, r#"{"code": "1019", "#);
        let named = ["the program", "SHARE_PAY", "SHARE_REIMB"];
        assert_eq!(gaps, named.map(|at| format!("account 1013 of {at}")));
        let gaps = changed(json, r#""services": ["#, r#""services": ["NOBODY", "#);
        assert_eq!(gaps, ["service NOBODY of services"]);
        let gaps = changed(json, r#""type": "DUES""#, r#""type": "ENTRY_FEE""#);
        assert_eq!(gaps, ["posting of DUES"]);
        let gaps = changed(json, r#""money": ["571""#, r#""money": ["99""#);
        assert_eq!(gaps, ["account 99 of money"]);
        let gaps = changed(json, r#""en": "Country""#, r#""en": " ""#);
        assert_eq!(gaps, ["text of levels in en"]);
        let gaps = changed(json, r#""notice": {"#, r#""notice": {"kri": "Wi de rayt yu nem","#);
        assert_eq!(gaps, ["language kri of privacy"]);
        let gaps = changed(json, r#""account": "7072""#, r#""account": "70""#);
        assert_eq!(gaps, ["account 70 of the model PARCEL_SALE"]);
        // A figure stands on something that is named, or is marked.
        let gaps = changed(json, r#""quorum_constitutive": null"#, r#""quorums": null"#);
        let named = ["ground of quorum_constitutive of INFORMAL", "quorums of INFORMAL"];
        assert_eq!(gaps, named);
        let gaps = changed(json, r#""approval_above": "LISANGA"#, r#""approval_above": "HEARSAY"#);
        let country = if json.contains(r#""country": "CD""#) { "CD" } else { "SL" };
        assert_eq!(gaps, [format!("source HEARSAY of approval_above of {country}")]);
        let gaps = changed(
            json,
            r#""sources": ["#,
            r#""sources": [{"code": "X", "names": {"fr": "x", "en": "x"}},"#,
        );
        assert_eq!(gaps, ["figure of X"]);
    }
}

#[test]
fn each_country_has_services_and_a_chart_in_its_own_words() {
    let (congo, leone) = (Pack::of("CD").unwrap(), Pack::of("SL").unwrap());
    for (pack, own, other) in [(congo, "SAEMAPE", "NMA"), (leone, "NMA", "SAEMAPE")] {
        assert!(pack.knows(SERVICE, own) && !pack.knows(SERVICE, other), "{}", pack.country);
    }
    assert_eq!(leone.step("SL_NMA").unwrap().authority, "NMA");
    // Nothing of Sierra Leone's chart speaks of the OHADA act.
    for text in leone.accounts.iter().flat_map(|account| account.names.values()) {
        assert!(
            !["AUSCOOP", "(114)", "20 %", "appelé"].iter().any(|of| text.contains(of)),
            "{text}"
        );
    }
    assert_eq!(leone.account_name("4421", "en"), "Due to the National Revenue Authority");
    // It has numbers of its own; in the Congo the code is the number.
    let number = |pack: &Pack| pack.account("4421").unwrap().number.clone();
    assert_eq!(number(congo), None);
    let own = format!("{} Due to the National Revenue Authority", number(leone).unwrap());
    assert_eq!(leone.account_in_chart("4421", "en"), own);
    assert_eq!(congo.account_in_chart("571-2", "fr"), "Caisse (2)");
    assert!(leone.account_in_chart("571-2", "fr").ends_with(" Caisse (2)"));
}

#[test]
fn models_of_sharing_keep_the_law_and_share_everything() {
    use crate::documents::sharing::{self, Inputs};
    for pack in Pack::all() {
        for base in ["PARCEL_SALE", "PERIOD_SURPLUS", "INVESTMENT_RETURN"] {
            let model = pack.scheme(base).unwrap();
            let step = |step: &StepOfScheme| sharing::Step {
                rank: step.rank.into(),
                base: step.base.clone(),
                kind: step.kind.clone(),
                rate: step.rate.map(i64::from),
                amount: None,
                account: step.account.parse().unwrap(),
                to: step.to.clone(),
                key: step.share_key.clone().unwrap_or_default(),
            };
            let steps: Vec<sharing::Step> = model.steps.iter().map(step).collect();
            assert_eq!(sharing::check(pack, base, &steps), [""; 0], "{base} of {}", pack.country);
            let cents = |minor| Money::new(minor, Currency::USD);
            let key = steps.last().unwrap().key.clone();
            let member = crate::ids::DocumentId([7; 16]);
            let inputs = Inputs {
                gross: cents(125_000),
                costs: cents(15_000),
                taxes: cents(2_500),
                paid_up: cents(0),
                units: 0,
                of_unit: 100,
                held: BTreeMap::new(),
                members: BTreeMap::from([(member, BTreeMap::from([(key, 1)]))]),
            };
            let parts = sharing::share(&steps, &inputs).unwrap();
            assert_eq!(parts.iter().map(|part| part.amount.minor).sum::<i64>(), 125_000);
        }
    }
}
