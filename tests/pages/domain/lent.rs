//! Loans to members from the request to the last payment, in a savings group and from the cooperative's box, and the end
//! of a cycle that waits for its meetings (domain.md §5.13, §6.4, §9.3 no. 19).

use super::apart::Apart;
use super::land::{COUNTRIES, Land, Stand};
use crate::cash::operation;
use crate::screen::after;

/// A group whose loans run for a month, at two units a share.
fn group(site: &Stand, organisation: &str) -> String {
    site.writes(
        "savings_group",
        &[
            ("name", "AVEC Démo"),
            ("organisation", organisation),
            ("cycle_start", &site.day(-100)),
            ("cycle_end", &site.day(260)),
            ("share_price", "2"),
            ("share_price:unit", site.currency()),
            ("shares_max", "5"),
            ("loan_months", "1"),
        ],
    )
}

/// A meeting of a group at which one member did something.
fn meets(site: &Stand, group: &str, days: i32, member: &str, said: &[(&str, &str)]) -> String {
    let meeting =
        site.writes("savings_meeting", &[("group", group), ("event_date", &site.day(days))]);
    let lines: Vec<(String, &str)> =
        said.iter().map(|(part, value)| (format!("lines/{member}/{part}"), *value)).collect();
    let lines: Vec<(&str, &str)> = lines.iter().map(|(name, value)| (&**name, *value)).collect();
    site.together("savings_meeting", &meeting, "lines", &lines);
    meeting
}

fn asks(site: &Stand, lender: &str, borrower: &str, days: i32, amount: &str) -> String {
    site.writes(
        "loan",
        &[
            ("borrower", borrower),
            ("lender", lender),
            ("requested", &site.day(days)),
            ("amount", amount),
            ("amount:unit", site.currency()),
            ("purpose", "Semences (démo)"),
        ],
    )
}

/// What a page says of the state of a loan.
fn state(site: &Stand, loan: &str) -> String {
    let page = site.sees("loan", loan);
    after(&page, "<dt>État</dt><dd>").split('<').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_lends_is_paid_back_and_gives_up_what_it_will_not_get() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let (group, unit) = (group(&site, &organisation), site.currency());
        let who = members[0].as_str();
        meets(&site, &group, -90, who, &[("shares", "5")]);
        meets(&site, &group, -83, &members[1], &[("shares", "5")]);
        // Ten are saved: thirty may be owed, and not a unit more.
        let loan = asks(&site, &group, who, -80, "31");
        assert!(site.sees("loan", &loan).contains("permettent encore : 30,00"));
        site.adds("loan", &loan, &[("refused", &site.day(-79))]);
        assert_eq!(state(&site, &loan), "Refusé");
        let loan = asks(&site, &group, who, -78, "8");
        assert_eq!(state(&site, &loan), "Demandé");
        let of = [("loan_taken", "8"), ("loan_taken:unit", unit)];
        let meeting = meets(&site, &group, -76, who, &of);
        // It was paid out, and nobody says who agreed.
        assert!(site.sees("loan", &loan).contains("aucune réunion ne l’a accordé"));
        site.adds("loan", &loan, &[("approved_in", &meeting)]);
        assert!(!site.sees("loan", &loan).contains("aucune réunion ne l’a accordé"));
        assert!(state(&site, &loan).starts_with("En retard de plus de 30 jours"));
        let back = [("loan_repaid", "3"), ("loan_repaid:unit", unit)];
        meets(&site, &group, -20, who, &back);
        let page = site.sees("savings_group", &group);
        let (_, table) = page.split_once("Montant prêté").unwrap();
        assert!(
            table.contains("8,00") && table.contains("5,00") && table.contains("En retard"),
            "{page}"
        );
        assert!(site.screen.get("/").body.contains("Prêt en retard : KABONGO"));
        // The meeting gives the rest up: nobody owes it, the fund bears it, and the cycle can end.
        let lost = [("written_off", "5"), ("written_off:unit", unit)];
        meets(&site, &group, -6, who, &lost);
        assert_eq!(state(&site, &loan), "Passé en perte");
        assert!(!site.screen.get("/").body.contains("Prêt en retard"));
        // Ten shares of 2, less 5.
        let shown = site.screen.get(&format!("/savings/{group}/share-out")).body;
        assert!(shown.contains("15,00") && shown.contains("7,50"), "{shown}");
        site.exchanges().await;
        let seen = land.sees("loan", &loan);
        assert!(seen.contains("Passé en perte") && seen.contains("Semences"), "{seen}");
        assert!(land.sees("savings_group", &group).contains("Passé en perte"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_cooperative_lends_what_an_assembly_agreed_to_and_another_writes_it_off() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let (ledger, unit, who) = (site.opens(&organisation, ""), site.currency(), &members[0]);
        let to = format!("/cash/{ledger}/new");
        let sends = |way: &str, said: &str| {
            let said = format!("{said}&amount:unit={unit}");
            site.screen.post(&to, &operation(&site.screen, &ledger, way, &said))
        };
        let takes = |way: &str, said: &str| {
            let done = sends(way, said);
            assert_eq!(done.status, 303, "{said}: {}", done.body);
        };
        takes("in", "type=SALE_OWN&amount=1000");
        let loan = asks(&site, &organisation, who, -50, "40");
        let assembly = site.assembly(&organisation, ("ORDINARY", -30), &members, &[("OTHER", "")]);
        site.adds("loan", &loan, &[("approved_in", &assembly)]);
        assert_eq!(state(&site, &loan), "Accordé");
        takes("out", &format!("type=AVEC_LOAN&amount=40&party={who}"));
        assert_eq!(state(&site, &loan), "Versé");
        takes("in", &format!("type=AVEC_REPAY&amount=15&party={who}"));
        assert_eq!(state(&site, &loan), "En remboursement");
        let own = site.screen.get(&format!("/persons/{who}/statement")).body;
        assert!(own.contains("Prêt à rembourser (coopérative)</dt><dd><b>25,00"), "{own}");
        // What is written off is somebody's, no more than they owe, and an assembly's to decide.
        let lost = |amount, more: &str| format!("type=WRITE_OFF/6515/2712&amount={amount}{more}");
        let by = format!("&assembly={assembly}");
        let refused = sends("out", &lost(25, &by));
        assert!(
            refused.status == 422 && refused.body.contains("f-party-fault"),
            "{}",
            refused.body
        );
        let whose = format!("&party={who}");
        let refused = sends("out", &lost(26, &format!("{by}{whose}")));
        assert!(refused.body.contains("Il reste seulement 25,00"), "{}", refused.body);
        let refused = sends("out", &lost(25, &whose));
        assert!(refused.body.contains("Une assemblée valable décide"), "{}", refused.body);
        takes("out", &lost(25, &format!("{by}{whose}")));
        assert_eq!(state(&site, &loan), "Passé en perte");
        let own = site.screen.get(&format!("/persons/{who}/statement")).body;
        assert!(!own.contains("Prêt à rembourser"), "{own}");
        site.exchanges().await;
        assert!(land.sees("loan", &loan).contains("Passé en perte"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_cycle_does_not_end_while_its_meetings_are_contested() {
    const WAITS: &str = "porte sur les réunions de ce groupe";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let organisation = apart.a.organisation("Coopérative Lubi (démo)");
        let group = group(&apart.a, &organisation);
        let member = apart.a.person("KABONGO", "M");
        apart.meet().await;
        // Two write the same meeting down apart.
        let meetings =
            [&apart.a, &apart.b].map(|stand| meets(stand, &group, -7, &member, &[("shares", "5")]));
        let page = format!("/savings/{group}/share-out");
        let form = |stand: &Stand| {
            let shown = stand.screen.get(&page).body;
            let offers = shown.contains(&format!("action=\"{page}\""));
            (shown, offers)
        };
        assert!(form(&apart.a).1, "alone nobody knows of the other");
        apart.meet().await;
        let (shown, offers) = form(&apart.a);
        assert!(!offers && shown.contains(WAITS), "{shown}");
        // Who sends the form all the same ends nothing.
        let sent = apart.a.screen.post(&page, "key=01KZZZZZZZZZZZZZZZZZZZZZZZ");
        assert!(!sent.to.contains("done=saved"), "{}", sent.to);
        apart.decided("deux fois le même jour", false, "remedy=0").await;
        let (shown, offers) = form(&apart.a);
        assert!(offers && shown.contains("10,00"), "{meetings:?} {shown}");
        apart.land.end().await;
    }
}
