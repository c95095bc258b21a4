//! What a country says itself: what is read out before a person is written down, how sales are usually shared,
//! who decides about an application and what is paid.

use lisanga_protocol::dictionary::kind::Type;
use lisanga_protocol::dictionary::lists::{LICENCE_KIND, OFFICIAL_KIND, SERVICE};
use lisanga_protocol::dictionary::text;
use lisanga_protocol::languages::Language;
use lisanga_protocol::packs::{Every, LicenceKind};
use lisanga_protocol::units::{Money, WeightUnit};
use lisanga_tests::typed;

use super::assemblies::constituted;
use super::land::{COUNTRIES, Land, inputs};
use crate::screen::{Screen, after};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_becomes_of_a_name_is_read_out_before_it_is_written() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let privacy = &land.pack.privacy;
        let person = site.person("KABONGO", "F");
        for form in ["/persons/new".to_owned(), format!("/persons/{person}/edit")] {
            let page = site.screen.get(&form).body;
            let (above, inputs) = page.split_once("name=\"surname\"").unwrap();
            assert!(above.contains("À lire à la personne avant d’écrire"), "{above}");
            // Whoever advises the cooperatives has not confirmed the sentence yet, and the screen says so.
            let notice = format!("{} (à confirmer dans le pays)", typed(&privacy.notice["fr"]));
            assert!(
                above.contains(&notice) && above.contains(&typed(&privacy.law["fr"])),
                "{above}"
            );
            // How long it is kept, and where to complain.
            let kept = format!("gardé {} ans après votre départ", privacy.kept_years);
            assert!(above.contains(&kept), "{above}");
            assert!(above.contains(&typed(&privacy.authority["fr"])), "{above}");
            assert!(inputs.contains("consents/+/given"), "{inputs}");
        }
        // Other forms are about nobody.
        let other = site.screen.get("/documents/outreach_event/new").body;
        assert!(!other.contains("À lire à la personne"), "{other}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sharing_scheme_begins_with_the_model_of_the_country() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let blank = format!("/documents/sharing_scheme/new?organisation={organisation}");
        let page = site.screen.get(&blank).body;
        assert!(!page.contains("steps/10/base"), "{page}");
        for model in &land.pack.schemes {
            assert!(page.contains(&typed(&model.names["fr"])), "{page}");
            let begun = format!(
                "sharing_scheme/new?organisation={organisation}&model={}",
                model.applies_to
            );
            assert!(page.contains(&format!("model={}", model.applies_to)), "{page}");
            // Its steps are there to be looked at, not folded away.
            let shown = site.screen.get(&format!("/documents/{begun}")).body;
            assert!(shown.contains("<details class=\"more-fields\" open>"), "{shown}");
            assert!(page.contains("<details class=\"more-fields\">"), "{page}");
            // The cooperative changes one rate of the model; all else stays as it came.
            let scheme = site.writes(&begun, &[("steps/10/rate", "21")]);
            let form = site.screen.get(&format!("/documents/sharing_scheme/{scheme}/edit")).body;
            let form = inputs(&form);
            for step in &model.steps {
                let holds = |part: &str, value: &str| {
                    let input = (format!("steps/{}/{part}", step.rank), value.to_owned());
                    assert!(form.contains(&input), "{input:?} in {form:?}");
                };
                holds("base", &step.base);
                holds("kind", &step.kind);
                holds("account", &step.account);
                holds("to", &step.to);
                holds("share_key", step.share_key.as_deref().unwrap_or_default());
            }
            let resolution = [("SHARING_SCHEME", scheme.as_str())];
            let assembly = site.assembly(&organisation, ("ORDINARY", -2), &members, &resolution);
            site.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
            site.exchanges().await;
            for seen in [site.sees("sharing_scheme", &scheme), land.sees("sharing_scheme", &scheme)]
            {
                assert!(
                    seen.contains(&typed(&model.names["fr"])) && seen.contains("21,00"),
                    "{seen}"
                );
            }
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_application_says_who_decides_and_what_is_paid_until_it_is_decided() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let french = Language::french();
        for step in &land.pack.procedure {
            let application = site.writes(
                "recognition_application",
                &[
                    ("organisation", &organisation),
                    ("step", &step.code),
                    ("kind", "FIRST"),
                    ("submitted_on", &site.day(-20)),
                ],
            );
            let seen = site.sees("recognition_application", &application);
            let who = french.code(SERVICE, &step.authority).unwrap();
            assert!(seen.contains(&format!("Qui décide : {who} (niveau")), "{seen}");
            let marked = format!("{} (à confirmer dans le pays)", typed(&step.terms["fr"]));
            assert!(seen.contains(&typed(&step.terms["fr"])), "{seen}");
            assert_eq!(seen.contains(&marked), step.grounds.is_unverified("terms"), "{seen}");
            let term = format!("Réponse attendue en {} jours", step.answer_days);
            assert_eq!(seen.contains(&term), step.answer_days > 0, "{seen}");
            site.exchanges().await;
            land.decides(
                "recognition_decision",
                &[
                    ("application", &application),
                    ("outcome", "GRANTED"),
                    ("act_no", "17"),
                    ("event_date", &site.day(-10)),
                ],
            );
            site.exchanges().await;
            let seen = site.sees("recognition_application", &application);
            assert!(!seen.contains("Qui décide"), "{seen}");
        }
        land.end().await;
    }
}

/// An amount as a screen in French shows it.
fn shown(money: Money) -> String {
    text::show(Type::Money, &money.to_string().into(), Language::french())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_paid_for_an_application_is_proposed_and_more_is_seen() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = land.pack.procedure.iter().find(|step| step.fee.is_some()).unwrap();
        let fee = step.fee.unwrap();
        // The form says what each step costs, before anything is filled in.
        let form = site.screen.get("/documents/recognition_application/new").body;
        assert!(form.contains("Ce qui se paie") && form.contains(&shown(fee)), "{form}");
        let begun = [("organisation", &*organisation), ("step", &step.code), ("kind", "FIRST")];
        let application = site.writes("recognition_application", &begun);
        let seen = || site.sees("recognition_application", &application);
        let due = format!("Tarif : {}. Demander un reçu. (à confirmer dans le pays)", shown(fee));
        assert!(seen().contains(&due), "{}", seen());
        // One button notes it, with its receipt; once, however often it is pressed.
        let to = format!("/applications/{application}/paid");
        let page = seen();
        let (_, button) = page.split_once(&format!("action=\"{to}\"")).unwrap();
        let key = after(button, "name=\"key\" value=\"");
        for _ in 0..2 {
            let paid = site.screen.post(&to, &format!("key={key}&counterparty=QUIT-7"));
            assert_eq!(paid.status, 303, "{}", paid.body);
        }
        let paid = format!("Tarif payé : {}.", shown(fee));
        assert!(seen().contains(&paid) && seen().contains("QUIT-7"), "{}", seen());
        assert!(!seen().contains(&to), "it is paid");
        // What is taken beyond the fee is no fee.
        let more = [
            ("fees/+/event_date", &*site.day(0)),
            ("fees/+/amount", "10"),
            ("fees/+/amount:unit", fee.currency.code()),
            ("fees/+/official", "false"),
        ];
        site.adds("recognition_application", &application, &more);
        assert!(seen().contains(&paid), "{}", seen());
        let official = [&more[..3], &[("fees/+/official", "true")]].concat();
        site.adds("recognition_application", &application, &official);
        let above = format!("Le tarif est {}.", shown(fee));
        assert!(seen().contains(&above) && !seen().contains(&paid), "{}", seen());
        site.exchanges().await;
        let office = land.sees("recognition_application", &application);
        assert!(office.contains("QUIT-7"), "{office}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cards_that_are_asked_for_together_say_what_they_cost_together() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let of_person = |kind: &&LicenceKind| {
            kind.fee.is_some() && kind.holders.iter().any(|holder| holder == "person")
        };
        let card = land.pack.licences.iter().rev().find(of_person).unwrap();
        let fee = card.fee.unwrap();
        let form = site.screen.get("/documents/licence/new").body;
        assert!(form.contains(&format!(" : {} (à confirmer dans le pays)", shown(fee))), "{form}");
        for (at, name) in ["KABONGO", "MUKENDI"].into_iter().enumerate() {
            let values = [
                ("kind", &*card.code),
                ("holder", &site.person(name, "F")),
                ("number", &format!("C-{at}")),
                ("valid_from", &site.day(-400)),
                ("valid_to", &site.day(-35)),
            ];
            site.writes("licence", &values);
        }
        let page = site.screen.get("/renewals").body;
        let all = Money::new(fee.minor * 2, fee.currency);
        let line = format!("2 × {} = {} (à confirmer dans le pays)", shown(fee), shown(all));
        assert!(page.contains(&line), "{page}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_report_is_owed_once_an_authority_granted_and_until_it_is_handed_in() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let report = land.pack.reports.iter().find(|report| report.every == Every::Month).unwrap();
        let page = || site.sees("organisation", &organisation);
        let home = || site.screen.get("/").body;
        assert!(!page().contains("À remettre") && !home().contains("À remettre"), "{}", page());
        let application = site.writes(
            "recognition_application",
            &[
                ("organisation", &organisation),
                ("step", &report.after),
                ("kind", "FIRST"),
                ("submitted_on", &site.day(-60)),
            ],
        );
        site.exchanges().await;
        land.decides(
            "recognition_decision",
            &[
                ("application", &application),
                ("outcome", "GRANTED"),
                ("act_no", "18"),
                ("event_date", &site.day(-45)),
            ],
        );
        site.exchanges().await;
        let french = Language::french();
        let title = french.code(OFFICIAL_KIND, &report.code).unwrap();
        assert!(home().contains(&format!("À remettre : {title} (")), "{}", home());
        let who = french.code(SERVICE, &report.authority).unwrap();
        let (seen, contents) = (page(), &report.contents["fr"]);
        assert!(seen.contains(who) && seen.contains(contents), "{seen}");
        // Each month that has ended since is noted by itself, with the number of the receipt.
        let begin = format!("official_document/new?organisation={organisation}&#38;kind=");
        let owed = seen.matches(&begin).count();
        assert!(owed >= 1, "{seen}");
        let mut papers = Vec::new();
        for left in (0..owed).rev() {
            let rest = after(&page(), &begin).replace("&#38;", "&");
            let receipt = format!("RECU-{left}");
            let prefilled =
                format!("official_document/new?organisation={organisation}&kind={rest}");
            papers.push(site.writes(&prefilled, &[("number", &receipt)]));
            assert_eq!(page().matches(&begin).count(), left, "{}", page());
        }
        assert!(!home().contains("À remettre"), "{}", home());
        site.exchanges().await;
        for paper in papers {
            let seen = land.sees("official_document", &paper);
            assert!(seen.contains(title) && seen.contains("RECU-"), "{seen}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_weighed_with_a_measure_of_the_country_is_kept_in_carats_or_grams() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        for measure in &land.pack.measures {
            let (mineral, field) = match measure.of {
                WeightUnit::Ct100 => ("DIA", "stones"),
                WeightUnit::Mg => ("AU", "gold"),
            };
            let unit = format!("{field}:unit");
            let values = [
                ("organisation", organisation.as_str()),
                ("mineral", mineral),
                (field, "8,5"),
                (&unit, &measure.code),
                ("site", &site.mine()),
                ("opened", &site.day(-3)),
            ];
            let form = site.screen.get("/documents/parcel/new").body;
            assert!(form.contains(&typed(&measure.names["fr"])), "{form}");
            let parcel = site.writes("parcel", &values);
            let weight = measure.weight(8_500).unwrap();
            let weight = text::show(
                Type::Weight(measure.of),
                &weight.to_string().into(),
                Language::french(),
            );
            assert!(site.sees("parcel", &parcel).contains(&weight), "{weight}");
            site.exchanges().await;
            assert!(land.sees("parcel", &parcel).contains(&weight), "{weight}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_digs_is_told_apart_by_the_card_and_is_forgotten_in_time() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let person = site.person("LUKUSA", "F");
        let digs = |kind: &&LicenceKind| kind.needed_by.iter().any(|role| role == "DIGGER");
        let card = land.pack.licences.iter().find(digs).unwrap();
        let name = Language::french().code(LICENCE_KIND, &card.code).unwrap();
        let lacks = format!("Travaille sans titre valable : {name}");
        let page = |screen: &Screen| screen.get(&format!("/persons/{person}")).body;
        assert!(page(&site.screen).contains(&lacks), "{}", page(&site.screen));
        let values = [
            ("kind", &*card.code),
            ("holder", &person),
            ("number", "CARTE-77"),
            ("valid_from", &site.day(-10)),
            ("valid_to", &site.day(300)),
        ];
        site.writes("licence", &values);
        assert!(!page(&site.screen).contains(&lacks), "{}", page(&site.screen));
        // Long after the end of the last membership somebody has to have it erased.
        let years = land.pack.privacy.kept_years;
        let forgotten = format!("Parti depuis plus de {years} ans");
        let days = |more: i32| site.day(-(i32::from(years) * 366) - more);
        let membership = site.writes(
            "membership",
            &[
                ("organisation", &*organisation),
                ("person", &person),
                ("applied", &days(400)),
                ("admitted", &days(400)),
                ("category", "ACTIVE"),
            ],
        );
        assert!(!page(&site.screen).contains(&forgotten), "still a member");
        let exit = [("exits/+/kind", "WITHDRAWAL"), ("exits/+/effect_date", &*days(0))];
        site.adds("membership", &membership, &exit);
        assert!(page(&site.screen).contains(&forgotten), "{}", page(&site.screen));
        site.exchanges().await;
        let office = page(&land.office);
        assert!(office.contains(&forgotten) && !office.contains(&lacks), "{office}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_further_telephone_of_a_book_is_called_as_people_call_it() {
    for (country, called) in [("CD", "MPESA, ORANGE, AIRTEL"), ("SL", "ORANGE, AFRIMONE")] {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let ledger = site.opens(&organisation, "0");
        let form = site.screen.get(&format!("/cash/{ledger}/box")).body;
        assert!(form.contains(&format!("Pour un téléphone : {called}")), "{form}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn areas_are_called_as_the_country_calls_them() {
    for (country, levels) in [
        ("CD", "Province › Territoire, ville ou commune"),
        ("SL", "Province ou zone › District › Chefferie"),
    ] {
        let (land, site) = Land::with_two_sites(country).await;
        let form = site.screen.get("/persons/new").body;
        assert!(form.contains(&format!(">{levels}</p>")), "{form}");
        // A sort of place that no area is of yet is not offered.
        assert!(country == "SL" || !form.contains("Secteur ou chefferie"), "{form}");
        let sort = levels.split(" › ").nth(1).unwrap();
        let area = site.area();
        for seen in [site.sees("geo_unit", &area), land.sees("geo_unit", &area)] {
            assert!(seen.contains(&format!("<dt>Sorte de lieu</dt><dd>{sort}</dd>")), "{seen}");
        }
        let list = land.office.get("/documents/geo_unit").body;
        assert!(list.contains(&format!(" · {sort}")), "{list}");
        // An old register names what there was before.
        let (old, now) =
            if country == "CD" { ("Orientale", "Tshopo") } else { ("Port+Loko", "Karene") };
        let found = land.office.get(&format!("/documents/geo_unit?search={old}")).body;
        assert!(found.contains(now), "{found}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn accounts_are_chosen_from_the_chart_of_the_country_and_go_out_under_its_numbers() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Coopérative Lubi (démo)");
        let form = site.screen.get("/documents/sharing_scheme/new?model=PARCEL_SALE").body;
        for account in &land.pack.accounts {
            let name = typed(&land.pack.account_in_chart(&account.code, "fr"));
            let choice = format!("<option value=\"{}\">{}</option>", account.code, name);
            assert!(form.contains(&choice.replace('\'', "&#39;")), "{choice} in {form}");
        }
        site.opens(&organisation, "10000");
        site.exchanges().await;
        let out = site.exports("ledger");
        let name = typed(&land.pack.account_in_chart("571", "fr"));
        assert!(out.contains(&name), "{out}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_country_says_is_read_at_a_site_and_at_the_hub_with_what_it_stands_on() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let screens = [&site.screen, &land.office, &land.officer, land.administrator()];
        // Everybody finds it in the menu, of any page.
        for (screen, page) in screens.into_iter().zip(["/", "/", "/documents/case", "/devices"]) {
            let page = screen.get(page).body;
            assert!(page.contains("<a class=\"plain\" href=\"/country\""), "{page}");
        }
        let said = [
            ("fr", "Ce que dit le pays", "choix de ce programme", "par défaut, non vérifié"),
            ("en", "What the country says", "choice of this programme", "default, not verified"),
        ];
        for (language, title, chosen, unverified) in said {
            for screen in screens {
                let page = screen.get(&format!("/country?open=all&lang={language}")).body;
                assert!(page.contains(&format!("<h1>{title}</h1>")), "{page}");
                let marks = |mark: &str| page.matches(&format!(">{mark}</")).count();
                assert!(marks(unverified) > 100, "{page}");
                assert!(marks(chosen) > 10, "{page}");
                // A text of the country's own, at the figure and in the list at the foot.
                let source = if country == "CD" { "AUSCOOP" } else { "MMDA" };
                assert!(page.contains(&format!("href=\"#source-{source}\"")), "{page}");
                assert!(page.contains(&format!("id=\"source-{source}\"")), "{page}");
                // Folded, it says the same.
                let folded = screen.get(&format!("/country?lang={language}")).body;
                assert_eq!(folded.matches("<dt").count(), page.matches("<dt").count());
            }
        }
        // Who pays what, and until when, in the words of the country.
        let card = land.pack.licences.iter().find(|kind| kind.fee.is_some()).unwrap();
        let page = site.screen.get("/country").body;
        let title = Language::french().code(LICENCE_KIND, &card.code).unwrap();
        let (_, card_said) = page.split_once(&format!("<h3>{title}</h3>")).unwrap();
        let card_said = card_said.split("</dl>").next().unwrap();
        assert!(card_said.contains(&shown(card.fee.unwrap())), "{card_said}");
        land.end().await;
    }
}
