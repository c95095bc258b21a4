//! The pages of a cooperative that has done something, in Chromium.

use super::assemblies::constituted;
use super::funds::{call_of, scheme, worked};
use super::land::{Land, Stand};
use super::markets::{parcel, sale};
use crate::browser::site::browser_at;
use crate::browser::{Stop, walk};
use crate::screen::after;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_of_a_cooperative_lets_everybody_in() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(3);
    let scheme = scheme(&site, &organisation, &members);
    worked(&site, &organisation, &members);
    let (parcel, [trader, _]) = parcel(&site, &organisation);
    let sold = sale(&site, &organisation, &parcel, &trader, "500");
    // Sold once more: something waits to be looked at.
    sale(&site, &organisation, &parcel, &trader, "510");
    let page = site.sees("organisation", &organisation);
    let assembly = format!("/documents/assembly/0{}", after(&page, "href=\"/documents/assembly/0"));
    let sharing = format!("/sharing?sale={sold}&scheme={scheme}");
    let stops: Vec<Stop> = [
        (format!("/documents/organisation/{organisation}"), "rich-organisation"),
        (assembly.clone(), "rich-assembly"),
        (format!("{assembly}/edit"), "rich-assembly-edit"),
        (format!("/documents/sharing_scheme/{scheme}"), "rich-scheme"),
        (format!("/documents/sale/{sold}"), "rich-sale"),
        (sharing, "rich-sharing"),
        (format!("/persons/{}/statement", members[0]), "rich-statement"),
        ("/documents/membership".to_owned(), "rich-list"),
        ("/review".to_owned(), "rich-review"),
        ("/".to_owned(), "rich-home"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&site.screen);
    let faults = walk(&browser, &origin, &stops);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}

/// Stops of the pages on which money is kept and saved.
fn of_money(site: &Stand, organisation: &str, members: &[String]) -> Vec<Stop> {
    let unit = site.currency();
    let ledger = site.opens(organisation, "100000");
    let form = crate::cash::operation(
        &site.screen,
        &ledger,
        "out",
        &format!("type=PURCHASE&amount=900&amount:unit={unit}&anyway=1"),
    );
    let paid = site.screen.post(&format!("/cash/{ledger}/new"), &form).to;
    let dues = format!("type=DUES&amount=1000&amount:unit={unit}&party={}", members[0]);
    let form = crate::cash::operation(&site.screen, &ledger, "in", &dues);
    assert_eq!(site.screen.post(&format!("/cash/{ledger}/new"), &form).status, 303);
    let account = site.writes(
        "bank_account",
        &[
            ("bank", "Banque Démo"),
            ("organisation", organisation),
            ("number", "000-111"),
            ("currency", unit),
            ("account", "521"),
            ("book", "Caisse"),
            ("statement_lines/+/event_date", &site.day(-30)),
            ("statement_lines/+/amount", "100,00"),
            ("statement_lines/+/amount:unit", unit),
        ],
    );
    let group = site.writes(
        "savings_group",
        &[
            ("name", "AVEC Démo"),
            ("organisation", organisation),
            ("cycle_start", &site.day(-100)),
            ("cycle_end", &site.day(260)),
            ("share_price", "2"),
            ("share_price:unit", unit),
            ("shares_max", "5"),
        ],
    );
    let meeting =
        site.writes("savings_meeting", &[("group", &group), ("event_date", &site.day(-93))]);
    let shares = format!("lines/{}/shares", members[0]);
    site.together("savings_meeting", &meeting, "lines", &[(&shares, "4")]);
    let programme = super::funds::programme(site, organisation);
    for (member, units) in members.iter().zip(["3", "1"]) {
        let put = [
            ("subscriptions/+/event_date", &*site.day(-60)),
            ("subscriptions/+/person", member),
            ("subscriptions/+/units", units),
        ];
        site.adds("investment_programme", &programme, &put);
    }
    let earned = format!("amount=10,01&event_date={}", site.day(0));
    let case = [("kind", "LAND"), ("opened", &*site.day(0)), ("facts", "Terrain contesté (démo)")];
    let case = site.writes("case", &case);
    [
        (format!("/cash/{ledger}"), "money-month"),
        (paid.split('?').next().unwrap().to_owned(), "money-waits"),
        (format!("/cash/{ledger}/change"), "money-change"),
        (format!("/bank/{account}"), "money-bank"),
        (format!("/documents/bank_account/{account}"), "money-account"),
        (format!("/documents/savings_group/{group}"), "money-group"),
        (format!("/documents/savings_meeting/{meeting}/rows/lines"), "money-meeting"),
        (format!("/savings/{group}/share-out"), "money-share-out"),
        (format!("/surplus?organisation={organisation}"), "money-surplus"),
        (format!("/documents/investment_programme/{programme}"), "money-programme"),
        (format!("/returns/{programme}?{earned}"), "money-returns"),
        (format!("/documents/case/{case}"), "money-case"),
    ]
    .to_vec()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_made_for_many_at_once_and_for_money_let_everybody_in() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(4);
    site.person("KAPINGA", "F");
    let assembly = site.assembly(&organisation, ("ORDINARY", -50), &members, &[("ACCOUNTS", "")]);
    let pit = worked(&site, &organisation, &members);
    let call = call_of(&site, &pit, &site.day(-12));
    let (mine, standard) = (site.mine(), site.standard("MDS"));
    let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
    let mut stops = of_money(&site, &organisation, &members);
    stops.extend([
        (format!("/documents/assembly/{assembly}/rows/attendance"), "together-roll"),
        (format!("/documents/assembly/{assembly}/rows/resolutions"), "together-votes"),
        (format!("/documents/roll_call/{call}/rows/days"), "together-day"),
        (format!("/documents/site_candidacy/{candidacy}/rows/prescreen"), "together-codes"),
        (format!("/enrol/{organisation}"), "enrol"),
        (format!("/persons/{}/registration", members[0]), "registration"),
        (format!("/persons/{}/statement?from=2026-01-01", members[0]), "statement-period"),
        (format!("/documents/pit/{pit}"), "rich-pit"),
        (format!("/documents/parcel/new?organisation={organisation}"), "rich-parcel-new"),
    ]);
    let (browser, origin) = browser_at(&site.screen);
    let faults = walk(&browser, &origin, &stops);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_what_a_country_says_and_of_what_is_contested_let_everybody_in() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(4);
    let assembly =
        site.assembly(&organisation, ("ORDINARY", -50), &members, &[("ACCEPT_OFFICERS", "")]);
    for member in &members[..2] {
        site.mandate(&organisation, member, "PRESIDENT", &assembly);
    }
    let ledger = site.opens(&organisation, "100000");
    let step = &land.pack.procedure[0];
    let application = [
        ("organisation", organisation.as_str()),
        ("step", &step.code),
        ("kind", "FIRST"),
        ("submitted_on", &site.day(-40)),
    ];
    let application = site.writes("recognition_application", &application);
    let card = |number: &str, holder: &str, more: &[(&str, &str)]| {
        let (from, to) = (site.day(-380), site.day(-15));
        let mut values = vec![
            ("kind", "CD_MINER_CARD"),
            ("holder", holder),
            ("number", number),
            ("valid_from", &from),
            ("valid_to", &to),
        ];
        values.extend(more);
        site.writes("licence", &values);
    };
    card("17", &members[0], &[]);
    let asked = site.day(-20);
    let request =
        [("renewal_requests/+/event_date", &*asked), ("renewal_requests/+/receipt_no", "R-9")];
    card("18", &members[1], &request);
    let foreigner = site.person("KAPINGA", "F");
    site.changes_person(&foreigner, &[("nationality", "AO")]);
    site.joins(&organisation, &foreigner);
    let incident = [
        ("kind", "COLLAPSE"),
        ("event_date", &*site.day(-1)),
        ("place", &site.mine()),
        ("deaths_women", "0"),
        ("deaths_men", "0"),
        ("injured_women", "0"),
        ("injured_men", "2"),
    ];
    let incident = site.writes("incident", &incident);
    let scheme = format!("/documents/sharing_scheme/new?organisation={organisation}");
    let stops: Vec<Stop> = [
        ("/persons/new".to_owned(), "country-read-out"),
        (scheme.clone(), "country-models"),
        (format!("{scheme}&model=PARCEL_SALE"), "country-model"),
        (format!("/documents/recognition_application/{application}"), "country-application"),
        (format!("/documents/organisation/{organisation}"), "contested-office"),
        (format!("/cash/{ledger}/new?way=in"), "contested-entry"),
        (format!("/cash/{ledger}"), "contested-month"),
        ("/renewals".to_owned(), "cards-asked"),
        ("/review".to_owned(), "review-country"),
        ("/country".to_owned(), "country"),
        ("/country?open=all".to_owned(), "country-open"),
        (format!("/documents/incident/{incident}"), "incident"),
        (format!("/documents/corrective_action/new?follows={incident}"), "incident-follows"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&site.screen);
    let faults = walk(&browser, &origin, &stops);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_of_the_province_about_organisations_let_everybody_in() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let organisation = constituted(&site);
    let step = &land.pack.procedure[0];
    let application = site.writes(
        "recognition_application",
        &[
            ("organisation", &organisation),
            ("step", &step.code),
            ("kind", "FIRST"),
            ("submitted_on", &site.day(-40)),
        ],
    );
    let since = site.day(-90);
    let values =
        [("facilitator", "Facilitatrice"), ("organisation", &*organisation), ("since", &since)];
    site.writes("facilitation", &values);
    let (mine, standard) = (site.mine(), site.standard("MDS"));
    let candidacy = site.writes("site_candidacy", &[("site", &mine), ("standard", &standard)]);
    site.together(
        "site_candidacy",
        &candidacy,
        "prescreen",
        &[("prescreen/TENURE_CLEAR/answer", "YES")],
    );
    site.exchanges().await;
    land.decides(
        "recognition_decision",
        &[
            ("application", &application),
            ("outcome", "GRANTED"),
            ("act_no", "ACTE-1"),
            ("event_date", &site.day(-30)),
        ],
    );
    let stops: Vec<Stop> = [
        (format!("/documents/organisation/{organisation}"), "office-organisation"),
        (format!("/documents/recognition_application/{application}"), "office-application"),
        (
            format!("/documents/recognition_decision/new?application={application}"),
            "office-decision-new",
        ),
        ("/caseload".to_owned(), "office-caseload"),
        ("/candidates".to_owned(), "office-candidates"),
        ("/recognised?number=ACTE-1".to_owned(), "office-recognised"),
        ("/recognised?number=X".to_owned(), "office-recognised-none"),
        ("/exports".to_owned(), "office-exports"),
        ("/country".to_owned(), "office-country"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&land.office);
    let mut faults = walk(&browser, &origin, &stops);
    let (browser, origin) = browser_at(land.administrator());
    let stops: Vec<Stop> = [("/users", "office-users"), ("/invitations/new", "office-invitation")]
        .map(|(path, name)| (path.to_owned(), name))
        .to_vec();
    faults.extend(walk(&browser, &origin, &stops));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_on_which_something_is_taken_back_or_put_side_by_side_let_everybody_in() {
    let land = Land::of("CD");
    let sites = [land.stand("LUBI-1", "A").await, land.stand("KANSHI-2", "B").await];
    let [site, other] = &sites;
    let (organisation, members) = site.cooperative(3);
    let scheme = scheme(site, &organisation, &members);
    let (parcel, [trader, _]) = parcel(site, &organisation);
    super::markets::offer(site, &parcel, &trader, "500");
    let twice = ["KABONGO", "MUKENDI"].map(|surname| {
        let registers = |stand: &Stand| {
            let person = stand.person(surname, "F");
            stand.changes_person(&person, &[("mother_name", "NGALULA")]);
            person
        };
        (registers(site), registers(other))
    });
    let advance = site.writes(
        "pre_financing",
        &[
            ("financier", &*trader),
            ("beneficiary", &*members[0]),
            ("kind", "FUEL"),
            ("value", "40"),
            ("value:unit", site.currency()),
            ("event_date", &site.day(-9)),
            ("terms", "Rendu à la vente (démo)"),
        ],
    );
    for stand in [site, other, site, other] {
        stand.exchanges().await;
    }
    let stops: Vec<Stop> = [
        (format!("/void/{trader}"), "void-document"),
        (format!("/void/{parcel}/lines"), "void-line"),
        (format!("/documents/sharing_scheme/{scheme}/edit"), "closed-scheme-edit"),
        (format!("/documents/sharing_scheme/{scheme}"), "closed-scheme"),
        (format!("/documents/pre_financing/{advance}"), "advance"),
        ("/advances".to_owned(), "advances"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&site.screen);
    let mut faults = walk(&browser, &origin, &stops);
    let page = land.office.get("/review").body;
    let card = page.split("action=\"/review/").find(|card| card.contains(&twice[1].0));
    let item = card.unwrap().split('"').next().unwrap();
    let linked = land.office.post(&format!("/review/{item}"), "decision=SAME");
    assert_eq!(linked.to, "/review?done=saved", "{}", linked.body);
    land.settles();
    let stops: Vec<Stop> = [
        ("/review".to_owned(), "office-two-sites"),
        (format!("/persons/{}", twice[1].0), "office-linked"),
    ]
    .to_vec();
    let (browser, origin) = browser_at(&land.office);
    faults.extend(walk(&browser, &origin, &stops));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    land.end().await;
}
