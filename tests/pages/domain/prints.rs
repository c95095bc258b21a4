//! What is made for paper (N17): from the page of a document to the sheet, without a network.

use super::assemblies::constituted;
use super::funds::worked;
use super::land::{COUNTRIES, Land, Stand};
use super::markets::{offer, parcel, sale};
use super::plans::{approve, draft};
use crate::browser::site::browser_at;
use crate::browser::{Stop, walk};

/// Opens a print from the page it is linked on.
fn printed(site: &Stand, page: &str, print: &str) -> String {
    let seen = site.screen.get(page).body;
    let id = page.rsplit('/').next().unwrap();
    let to = format!("/prints/{print}/{id}");
    assert!(seen.contains(&format!("href=\"{to}\"")), "{print}: {seen}");
    let page = site.screen.get(&to);
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.body.contains("paper a4") && page.body.contains("data-print"), "{}", page.body);
    page.body
}

/// The rows of a table of a sheet below its heading, without their marks.
fn rows(paper: &str) -> usize {
    paper
        .split("<tbody>")
        .skip(1)
        .map(|body| body.split("</tbody>").next().unwrap())
        .fold(0, |sum, body| sum + body.matches("<tr>").count())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lists_are_taken_along_blank_and_come_back_filled() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let training = site.training(&organisation, "GOV", -3, &members[..1]);
        let page = format!("/trainings/{training}");
        let blank = printed(&site, &page, "attendance-blank");
        assert!(blank.contains("ILUNGA") && !blank.contains('✓'), "{blank}");
        assert_eq!(rows(&blank), 3 + 8, "members, and room for others");
        let filled = printed(&site, &page, "attendance");
        assert!(filled.contains("KABONGO") && filled.contains('✓'), "{filled}");
        assert!(!filled.contains("ILUNGA"), "was not there: {filled}");
        let sitting = site.assembly(&organisation, ("ORDINARY", -30), &members[..2], &[]);
        let page = format!("/documents/assembly/{sitting}");
        let blank = printed(&site, &page, "roll-blank");
        assert!(blank.contains("ILUNGA") && !blank.contains("Présent<"), "{blank}");
        let filled = printed(&site, &page, "roll");
        assert!(filled.contains("Présent") && filled.contains("Absent"), "{filled}");
        assert!(filled.contains("<dt>Présents et représentés</dt><dd>2</dd>"), "{filled}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn minutes_say_notice_quorum_votes_and_result() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(4);
        let sitting =
            site.assembly(&organisation, ("ORDINARY", -30), &members, &[("ACCOUNTS", "")]);
        let lost = [
            ("resolutions/+:key", "2"),
            ("resolutions/+/kind", "ADVOCACY"),
            ("resolutions/+/text", "Écrire au ministère"),
            ("resolutions/+/votes_for", "1"),
            ("resolutions/+/votes_against", "3"),
            ("president", &members[0]),
            ("minutes", "La séance est ouverte.\nElle est levée."),
        ];
        site.adds("assembly", &sitting, &lost);
        let minutes = printed(&site, &format!("/documents/assembly/{sitting}"), "minutes");
        for said in ["20 jours", "Valable", "Adoptée", "Rejetée", "Écrire au ministère"] {
            assert!(minutes.contains(said), "{said}: {minutes}");
        }
        assert!(minutes.contains("La séance est ouverte.</p>"), "a line a paragraph: {minutes}");
        let signed = minutes.split("class=\"signatures\"").nth(1).unwrap();
        assert!(signed.contains("KABONGO"), "whoever presided signs: {signed}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_recognition_lists_what_is_there_and_what_is_missing() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = constituted(&site);
        let step = &land.pack.procedure[0];
        let application = site.writes(
            "recognition_application",
            &[
                ("organisation", &organisation),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("fees/+/event_date", &site.day(-2)),
                ("fees/+/amount", "50"),
                ("fees/+/amount:unit", site.currency()),
                ("fees/+/official", "true"),
                ("checklist/+:key", &step.documents[0]),
                ("checklist/+/state", "READY"),
            ],
        );
        let card = if country == "CD" { "CD_MINER_CARD" } else { "SL_MINER_ID" };
        let holder = site.person("LUKUSA", "F");
        site.joins(&organisation, &holder);
        site.writes(
            "licence",
            &[
                ("kind", card),
                ("holder", &holder),
                ("number", "CARTE-77"),
                ("valid_from", &site.day(-10)),
                ("valid_to", &site.day(300)),
            ],
        );
        let to = format!("/documents/recognition_application/{application}");
        let file = printed(&site, &to, "file");
        for said in ["Prêt", "Manque", "Statuts", "LUKUSA", "CARTE-77", "Président", "Total"] {
            assert!(file.contains(said), "{said}: {file}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_and_a_month_of_production_are_added_up_on_paper() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let plan = draft(&site, &organisation);
        for (year, income) in [("2026", "900"), ("2027", "1200")] {
            let values = [
                ("projections/+:key", year),
                ("projections/+/income", income),
                ("projections/+/income:unit", site.currency()),
                ("projections/+/costs", "500"),
                ("projections/+/costs:unit", site.currency()),
            ];
            site.adds("business_plan", &plan, &values);
        }
        // Approved as it stands.
        approve(&site, (&organisation, &members), &plan);
        let paper = printed(&site, &format!("/documents/business_plan/{plan}"), "plan");
        let total = paper.split("<tfoot>").nth(1).unwrap();
        assert!(paper.contains("Le marché de la ville") && total.contains("100,00"), "{paper}");
        assert!(total.contains("2\u{202f}100"), "{total}");
        worked(&site, &organisation, &members);
        let (parcel, [trader, _]) = parcel(&site, &organisation);
        sale(&site, &organisation, &parcel, &trader, "500");
        let month = site.day(-10)[..7].to_owned();
        let production = site.writes(
            "production",
            &[
                ("organisation", &organisation),
                ("month", &month),
                ("weighings/+/event_date", &site.day(-10)),
                ("weighings/+/mineral", "DIA"),
                ("weighings/+/stones", "12,50"),
            ],
        );
        let to = format!("/documents/production/{production}");
        let paper = printed(&site, &to, "register");
        for said in ["12,50", "Négociant Démo", "500,00", "Le peseur"] {
            assert!(paper.contains(said), "{said}: {paper}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_service_of_the_state_gets_its_sheet_of_everybody_at_a_site() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (_, members) = site.cooperative(2);
        let mine = site.mine();
        let sheet = printed(&site, &format!("/documents/mining_site/{mine}"), "identification");
        assert_eq!((rows(&sheet), members.len()), (2, 2), "{sheet}");
        for said in ["KABONGO", "1990", "Homme"] {
            assert!(sheet.contains(said), "{said}: {sheet}");
        }
        land.end().await;
    }
}

/// A cooperative that has something to print, and what is printed of it.
fn sheets(site: &Stand) -> Vec<Stop> {
    let (organisation, members) = site.cooperative(4);
    let training = site.training(&organisation, "GOV", -3, &members[..3]);
    let plan = draft(site, &organisation);
    let year = [
        ("projections/+:key", "2026"),
        ("projections/+/income", "900"),
        ("projections/+/income:unit", site.currency()),
    ];
    site.adds("business_plan", &plan, &year);
    approve(site, (&organisation, &members), &plan);
    let sitting = site.assembly(&organisation, ("ORDINARY", -30), &members, &[("ACCOUNTS", "")]);
    let step = &site.pack.procedure[0];
    let application = site.writes(
        "recognition_application",
        &[("organisation", &*organisation), ("step", &step.code), ("kind", "FIRST")],
    );
    let (parcel, [trader, programme]) = parcel(site, &organisation);
    offer(site, &parcel, &trader, "1075,20");
    offer(site, &parcel, &programme, "1249,92");
    let sold = sale(site, &organisation, &parcel, &programme, "1249,92");
    let production = site.writes(
        "production",
        &[
            ("organisation", &*organisation),
            ("month", &site.day(-10)[..7]),
            ("weighings/+/event_date", &site.day(-10)),
            ("weighings/+/mineral", "DIA"),
            ("weighings/+/stones", "12,50"),
        ],
    );
    for (number, member) in (70..).zip(&members[..2]) {
        site.writes(
            "licence",
            &[
                ("kind", "CD_MINER_CARD"),
                ("holder", member),
                ("number", &format!("CARTE-{number}")),
                ("valid_from", &site.day(-380)),
                ("valid_to", &site.day(-15)),
            ],
        );
    }
    vec![
        (format!("/prints/attendance-blank/{training}"), "paper-attendance-blank"),
        (format!("/prints/attendance/{training}"), "paper-attendance"),
        (format!("/prints/roll/{sitting}"), "paper-roll"),
        (format!("/prints/minutes/{sitting}"), "paper-minutes"),
        (format!("/prints/file/{application}"), "paper-file"),
        (format!("/prints/plan/{plan}"), "paper-plan"),
        (format!("/prints/register/{production}"), "paper-register"),
        (format!("/prints/identification/{}", site.mine()), "paper-identification"),
        (format!("/prints/statement/{organisation}"), "paper-statement"),
        ("/renewals".to_owned(), "renewals"),
        (format!("/documents/organisation/{organisation}"), "paper-organisation"),
        (format!("/documents/parcel/{parcel}"), "offers-parcel"),
        (format!("/documents/sale/{sold}"), "offers-sale"),
        (format!("/trainings/{training}"), "paper-training"),
        ("/".to_owned(), "due-home"),
    ]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_sheet_and_every_list_of_an_office_lets_everybody_in() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let stops = sheets(&site);
    let organisation = site.organisation("Groupe Mukuyu (démo)");
    let step = &site.pack.procedure[0];
    site.writes(
        "recognition_application",
        &[
            ("organisation", &*organisation),
            ("step", &step.code),
            ("kind", "FIRST"),
            ("submitted_on", &site.day(-60)),
        ],
    );
    site.exchanges().await;
    let (browser, origin) = browser_at(&site.screen);
    let mut faults = walk(&browser, &origin, &stops);
    let (browser, origin) = browser_at(&land.office);
    let lists = ["files", "titles", "prices", "plans", "completeness"];
    let names =
        ["office-files", "office-titles", "office-prices", "office-plans", "office-completeness"];
    let stops: Vec<Stop> =
        lists.iter().zip(names).map(|(list, name)| (format!("/{list}"), name)).collect();
    faults.extend(walk(&browser, &origin, &stops));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}
