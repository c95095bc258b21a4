//! The money of a cooperative: investments, sharing, the bank, advances, savings (T17–T19, T34, T35).

use std::collections::BTreeSet;

use lisanga_protocol::dictionary::kinds::roll_call::ROLL_CALL;
use lisanga_protocol::ids::DocumentId;

use super::books::takes_back;
use super::land::{COUNTRIES, Land, Stand, enter};
use super::markets::{parcel, sale};
use crate::screen::{Page, Screen, after, part};

pub(super) fn programme(site: &Stand, organisation: &str) -> String {
    site.writes(
        "investment_programme",
        &[
            ("title", "Motopompe commune"),
            ("organisation", organisation),
            ("purpose", "PUMP"),
            ("target", "1800"),
            ("target:unit", site.currency()),
            ("unit_price", "10"),
            ("unit_price:unit", site.currency()),
        ],
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t17_members_invest_together_and_the_asset_has_a_custodian() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let programme = programme(&site, &organisation);
        let ledger = site.opens(&organisation, "");
        let to = format!("/paid-in/{programme}");
        let page = site.screen.get(&to).body;
        let (key, today) = (after(&page, "name=\"key\" value=\""), site.day(0));
        let form = format!("key={key}&person={}&units=3&event_date={today}", members[0]);
        let paid = site.screen.post(&to, &form);
        assert_eq!(paid.status, 303, "{}", paid.body);
        let receipt = site.screen.get(&paid.to).body;
        assert!(receipt.contains("KABONGO") && receipt.contains("30,00"), "{receipt}");
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("Placement : Motopompe commune"), "{statement}");
        assert!(site.screen.get(&format!("/cash/{ledger}")).body.contains("30,00"));
        let again = site.screen.get(&to).body;
        let key = after(&again, "name=\"key\" value=\"");
        let form = format!("key={key}&person={}&units=1&event_date={today}", members[1]);
        assert_eq!(site.screen.post(&to, &form).status, 303);
        returns(&site, &programme, &members, &ledger);
        returns_as_adopted(&site, (&organisation, &programme), &members, &ledger);
        let asset = site.writes(
            "asset",
            &[
                ("name", "Motopompe 5,5 CV"),
                ("organisation", &organisation),
                ("programme", &programme),
                ("custodian", &members[1]),
            ],
        );
        site.exchanges().await;
        let seen = land.sees("investment_programme", &programme);
        assert!(seen.contains("KABONGO") && seen.contains("Motopompe 5,5 CV"), "{seen}");
        assert!(seen.contains("<dt>Unités souscrites</dt><dd>4</dd>"), "{seen}");
        assert!(seen.contains("7,51") && seen.contains("2,50"), "what it returned: {seen}");
        assert!(seen.contains("6,75") && seen.contains("2,25"), "as was adopted: {seen}");
        assert!(land.sees("asset", &asset).contains("MUKENDI"));
        land.end().await;
    }
}

/// The assembly adopts how returns are shared: a tenth stays in the reserve. From then on that governs, and what was
/// adopted for anything else does not.
fn returns_as_adopted(
    site: &Stand,
    (organisation, programme): (&str, &str),
    members: &[String],
    ledger: &str,
) {
    let to = format!("/returns/{programme}");
    let asked = format!("{to}?amount=10,00&event_date={}", site.day(0));
    let model = format!(
        "/documents/sharing_scheme/new?organisation={organisation}&model=INVESTMENT_RETURN"
    );
    let form = site.screen.get(&model).body;
    assert!(form.contains("value=\"INVESTED\" selected"), "{form}");
    let values = [("valid_from", &*site.day(-100))];
    let scheme = enter(&site.screen, &model, &values);
    assert!(site.screen.get(&asked).body.contains("7,50"), "nobody adopted it yet");
    let resolution = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = site.assembly(organisation, ("EXTRAORDINARY", -40), members, &resolution);
    site.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    let page = site.screen.get(&asked).body;
    for text in [scheme.as_str(), "1,00", "6,75", "2,25", "Placé : 30,00"] {
        assert!(page.replace('\u{a0}', " ").contains(text), "{text}: {page}");
    }
    let key = after(&page, "name=\"key\" value=\"");
    let form = format!("key={key}&amount=10,00&event_date={}", site.day(0));
    assert_eq!(site.screen.post(&to, &form).status, 303);
    let book = site.screen.get(&format!("/cash/{ledger}")).body;
    assert!(
        book.contains("<b class=\"amount\">23,49"),
        "only what members got left the box: {book}"
    );
    let reserve = site.asks(|known| {
        let book = known.books().unwrap().into_iter().find(|book| book.kind == "COOP").unwrap();
        let mut held = known.balances(&book, None).unwrap().into_iter();
        held.find(|(account, _)| account == "1181").map(|(_, money)| money.minor)
    });
    assert_eq!(reserve, Some(-100));
}

/// What the pump earned is paid by what each has in it, 3 to 1, to the last unit: more than the box holds is not, a
/// form sent twice pays once, and one who was paid by mistake gives it back.
fn returns(site: &Stand, programme: &str, members: &[String], ledger: &str) {
    let to = format!("/returns/{programme}");
    assert!(site.sees("investment_programme", programme).contains(&to));
    let today = site.day(0);
    let more = site.screen.get(&format!("{to}?amount=500&event_date={today}"));
    assert!(more.status == 422 && more.body.contains("40,00"), "{more:?}");
    let asked = site.screen.get(&format!("{to}?amount=10,01&event_date={today}")).body;
    assert!(asked.contains("7,51") && asked.contains("2,50"), "{asked}");
    let key = after(&asked, "name=\"key\" value=\"");
    for _ in 0..2 {
        let paid = site.screen.post(&to, &format!("key={key}&amount=10,01&event_date={today}"));
        assert_eq!(paid.status, 303, "{}", paid.body);
    }
    let book = site.screen.get(&format!("/cash/{ledger}")).body;
    assert!(book.contains("29,99"), "{book}");
    let statement = site.screen.get(&format!("/persons/{}/statement", members[1])).body;
    assert!(statement.contains("2,50"), "{statement}");
    let entries = format!("href=\"/cash/{ledger}/entries/");
    let mut shown = book
        .split(&entries)
        .skip(1)
        .map(|rest| format!("/cash/{ledger}/entries/{}", rest.split('"').next().unwrap()));
    let shown = shown.find(|to| site.screen.get(to).body.contains("2,50")).expect("an operation");
    takes_back(site, &shown);
    assert!(site.screen.get(&format!("/cash/{ledger}")).body.contains("32,49"));
    let seen = site.sees("investment_programme", programme);
    assert!(seen.contains("\u{2212}2,50") || seen.contains("-2,50"), "it is not earned: {seen}");
}

/// A scheme that an assembly adopted: all of a sale to the team, by days worked.
pub(super) fn scheme(site: &Stand, organisation: &str, members: &[String]) -> String {
    let scheme = site.writes(
        "sharing_scheme",
        &[
            ("name", "Vente d’un colis"),
            ("organisation", organisation),
            ("version", "1"),
            ("applies_to", "PARCEL_SALE"),
            ("valid_from", &site.day(-100)),
            ("steps/+:key", "70"),
            ("steps/+/base", "REMAINING"),
            ("steps/+/kind", "REST"),
            ("steps/+/account", "4621"),
            ("steps/+/to", "MEMBERS"),
            ("steps/+/share_key", "DAYS_WORKED"),
        ],
    );
    let resolution = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = site.assembly(organisation, ("ORDINARY", -80), members, &resolution);
    site.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    scheme
}

/// A pit in which three members worked 11, 10 and 5 days.
pub(super) fn worked(site: &Stand, organisation: &str, members: &[String]) -> String {
    let mine = site.mine();
    let values =
        [("code", "P-07"), ("site", &mine), ("status", "OPEN"), ("organisation", organisation)];
    let pit = site.writes("pit", &values);
    let days: Vec<(i32, String)> = (-22..-11).map(|at| (at, site.day(at))).collect();
    let months: BTreeSet<&str> = days.iter().map(|(_, day)| &day[..7]).collect();
    for month in months {
        let call = site.writes("roll_call", &[("pit", &pit), ("month", month)]);
        for (at, day) in days.iter().filter(|(_, day)| day.starts_with(month)) {
            let there = [11, 10, 5].map(|days| *at >= -11 - days);
            let input = format!("days/{day}/present");
            let there = members.iter().zip(there).filter(|(_, there)| *there);
            let values: Vec<(&str, &str)> =
                there.map(|(member, _)| (input.as_str(), member.as_str())).collect();
            site.together("roll_call", &call, &format!("days?day={day}"), &values);
        }
    }
    pit
}

/// The roll-call of a pit in the month of a day.
pub(super) fn call_of(site: &Stand, pit: &str, day: &str) -> String {
    let key = format!("{pit}/{}", &day[..7]);
    DocumentId::natural(ROLL_CALL.number, site.site.membership.site, key.as_bytes()).to_string()
}

/// Two who did not compute it sign in and approve a distribution.
pub(super) fn approved(site: &Stand, distribution: &str) {
    for (name, role) in [("Joseph", "SUPERVISION"), ("Alphonse", "TREASURER")] {
        let screen = site.user(name, role);
        let done = press_at(&screen, distribution, "approve");
        assert!(done.to.ends_with("done=saved"), "{name}: {} {}", done.to, done.body);
    }
}

/// Presses a button of a distribution's page.
pub(super) fn press(site: &Stand, distribution: &str, action: &str) -> Page {
    press_at(&site.screen, distribution, action)
}

fn press_at(screen: &Screen, distribution: &str, action: &str) -> Page {
    press_with(screen, distribution, action, "")
}

/// Presses a button of a distribution's page with more filled in beside it.
pub(super) fn press_with(screen: &Screen, distribution: &str, action: &str, more: &str) -> Page {
    let page = screen.get(&format!("/documents/distribution/{distribution}")).body;
    let to = format!("/sharing/{distribution}/{action}");
    let form = page.split_once(&format!("action=\"{to}\""));
    let (_, form) = form.unwrap_or_else(|| panic!("{action}: {page}"));
    let key = after(form, "name=\"key\" value=\"");
    let names_line = matches!(action, "pay" | "back" | "note");
    let line = if names_line { after(form, "name=\"line\" value=\"") } else { "" };
    screen.post(&to, &format!("key={key}&line={line}{more}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t18_rules_of_sharing_are_adopted_and_a_sale_is_shared() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let scheme = scheme(&site, &organisation, &members);
        let (mine, pit) = (site.mine(), worked(&site, &organisation, &members));
        let buyer = site.writes("buyer", &[("name", "Programme Démo"), ("kind", "PROGRAMME")]);
        let parcel = site.writes(
            "parcel",
            &[
                ("organisation", &organisation),
                ("mineral", "DIA"),
                ("stones", "38,40"),
                ("site", &mine),
                ("pit", &pit),
                ("opened", &site.day(-11)),
            ],
        );
        let sale = sale(&site, &organisation, &parcel, &buyer, "1250");
        crate::cash::open_book_of(&site.screen, &organisation);
        let (from, to) = (site.day(-22), site.day(-11));
        let asked = format!("sale={sale}&scheme={scheme}&from={from}&to={to}&costs=");
        let shown = site.screen.get(&format!("/sharing?{asked}")).body;
        let key = after(&shown, "name=\"key\" value=\"");
        let frozen = site.screen.post("/sharing", &format!("key={key}&{asked}"));
        assert_eq!(frozen.status, 303, "{}", frozen.body);
        let distribution = part(&frozen.to, 3);
        // Whoever computed it approves nothing, whatever names are typed from a paper.
        for (member, role) in members.iter().zip(["PRESIDENT", "TREASURER"]) {
            let typed = [("approvals/+:key", role), ("approvals/+/person", member.as_str())];
            let edit = format!("/documents/distribution/{distribution}/edit");
            let refused = super::land::sends(&site.screen, &edit, &typed);
            assert!(refused.status == 422 && refused.body.contains("ne l’approuve pas"));
        }
        let seen = site.sees("distribution", distribution);
        assert!(!seen.contains("/approve\"") && !seen.contains("/post\""), "{seen}");
        assert!(seen.contains("Qui a calculé un partage ne l’approuve pas"), "{seen}");
        let tried = site.screen.post(&format!("/sharing/{distribution}/approve"), "key=1");
        assert!(tried.to.ends_with("done=approve-computed"), "{}", tried.to);
        // One other is not enough, and is not two.
        let joseph = site.user("Joseph", "SUPERVISION");
        assert!(
            joseph.get("/").body.contains("À approuver : Coopérative"),
            "{}",
            joseph.get("/").body
        );
        assert!(press_at(&joseph, distribution, "approve").to.ends_with("done=saved"));
        let seen = joseph.get(&format!("/documents/distribution/{distribution}")).body;
        assert!(!seen.contains("/approve\"") && seen.contains("Vous avez déjà approuvé"), "{seen}");
        assert!(!site.sees("distribution", distribution).contains("/post\""));
        let alphonse = site.user("Alphonse", "TREASURER");
        assert!(press_at(&alphonse, distribution, "approve").to.ends_with("done=saved"));
        let seen = site.sees("distribution", distribution);
        assert!(seen.contains("Joseph (Surveillance)") && seen.contains("Alphonse"), "{seen}");
        assert_eq!(press(&site, distribution, "post").status, 303);
        for _ in &members {
            let paid = press(&site, distribution, "pay");
            assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
        }
        let state = "<dt>État</dt><dd>Payé</dd>";
        let seen = site.sees("distribution", distribution);
        assert!(!seen.contains("/pay\"") && seen.contains(state), "{seen}");
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("payés sur"), "{statement}");
        let review = site.screen.get("/review").body;
        assert!(!review.contains("Payé") && !review.contains("correspond plus"), "{review}");
        site.exchanges().await;
        assert!(land.sees("sharing_scheme", &scheme).contains("Vente d’un colis"));
        assert!(land.sees("distribution", distribution).contains(state));
        land.end().await;
    }
}

/// A fifth of a surplus to the reserve, the rest to the members in equal parts.
fn surplus_scheme(site: &Stand, organisation: &str) -> String {
    let scheme = site.writes(
        "sharing_scheme",
        &[
            ("name", "Excédent"),
            ("organisation", organisation),
            ("version", "1"),
            ("applies_to", "PERIOD_SURPLUS"),
            ("valid_from", &site.day(-100)),
        ],
    );
    site.together(
        "sharing_scheme",
        &scheme,
        "steps",
        &[
            ("steps/1/base", "GROSS"),
            ("steps/1/kind", "PERCENT"),
            ("steps/1/rate", "20"),
            ("steps/1/account", "1181"),
            ("steps/1/to", "RESERVE"),
            ("steps/2/base", "REMAINING"),
            ("steps/2/kind", "REST"),
            ("steps/2/account", "465"),
            ("steps/2/to", "MEMBERS"),
            ("steps/2/share_key", "EQUAL"),
        ],
    );
    scheme
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn surplus_of_a_year_is_allocated_as_the_assembly_decided() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let (scheme, unit) = (surplus_scheme(&site, &organisation), site.currency());
        let resolution = [("SHARING_SCHEME", scheme.as_str())];
        // Until a valid assembly has voted it nobody shares by it, and the page says why.
        let few = site.assembly(&organisation, ("ORDINARY", -81), &members[..1], &resolution);
        site.adds("sharing_scheme", &scheme, &[("adopted_by", &few)]);
        let page = site.screen.get(&format!("/surplus?organisation={organisation}")).body;
        assert!(page.contains("qui l’adopte ne compte pas (Quorum"), "{page}");
        let assembly = site.assembly(&organisation, ("ORDINARY", -80), &members, &resolution);
        site.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
        let ledger = site.opens(&organisation, "");
        let sold = format!("type=SALE_OWN&amount=1000&amount:unit={unit}");
        let form = crate::cash::operation(&site.screen, &ledger, "in", &sold);
        let entered = site.screen.post(&format!("/cash/{ledger}/new"), &form);
        assert_eq!(entered.status, 303, "{}", entered.body);
        let asked = format!(
            "organisation={organisation}&scheme={scheme}&from={}&to={}&amount=&currency={unit}",
            site.day(-30),
            site.day(0)
        );
        let shown = site.screen.get(&format!("/surplus?{asked}")).body;
        // 1,000: a fifth to the reserve, the rest in three parts, the cent left over to the first.
        assert!(shown.contains("200,00") && shown.contains("266,67"), "{shown}");
        let key = after(&shown, "name=\"key\" value=\"");
        let frozen = site.screen.post("/surplus", &format!("key={key}&{asked}"));
        assert_eq!(frozen.status, 303, "{}", frozen.body);
        let distribution = part(&frozen.to, 3);
        // No two officers decide about a surplus, and no assembly to which too few came.
        let joseph = site.user("Joseph", "SUPERVISION");
        let seen = joseph.get(&format!("/documents/distribution/{distribution}")).body;
        assert!(!seen.contains("/approve\"") && seen.contains("Seule l’assemblée"), "{seen}");
        let decides = [("SURPLUS", distribution)];
        let few = site.assembly(&organisation, ("ORDINARY", -3), &members[..1], &decides);
        site.adds("distribution", distribution, &[("approved_by", &few)]);
        let seen = site.sees("distribution", distribution);
        assert!(!seen.contains("/post\"") && seen.contains("ne compte pas"), "{seen}");
        let all = site.assembly(&organisation, ("ORDINARY", -2), &members, &decides);
        site.adds("distribution", distribution, &[("approved_by", &all)]);
        assert_eq!(press(&site, distribution, "post").status, 303);
        for _ in &members {
            let paid = press(&site, distribution, "pay");
            assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
        }
        let review = site.screen.get("/review").body;
        assert!(!review.contains("Payé") && !review.contains("correspond plus"), "{review}");
        let held = site.screen.get(&format!("/cash/{ledger}")).body;
        assert!(held.contains("<b class=\"amount\">200,00"), "the reserve is in the box: {held}");
        site.exchanges().await;
        assert!(land.sees("distribution", distribution).contains("Payé"));
        land.end().await;
    }
}

/// An account of an organisation at a bank, with a president and a treasurer who sign.
pub(super) fn bank_account(site: &Stand, organisation: &str, members: &[String]) -> String {
    let opened = site.day(-90);
    let account = site.writes(
        "bank_account",
        &[
            ("bank", "Banque Démo"),
            ("organisation", organisation),
            ("number", "000-111"),
            ("currency", site.currency()),
            ("account", "521"),
            ("book", "Caisse"),
            ("opened", &opened),
        ],
    );
    for (member, role) in members.iter().zip(["PRESIDENT", "TREASURER"]) {
        let signs = [
            ("signatories/+:key", member.as_str()),
            ("signatories/+/role", role),
            ("signatories/+/since", &opened),
        ];
        site.adds("bank_account", &account, &signs);
    }
    account
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t19_a_bank_account_has_two_signatories_and_its_statement() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let account = bank_account(&site, &organisation, &members);
        site.adds(
            "bank_account",
            &account,
            &[
                ("statement_lines/+/event_date", &site.day(-30)),
                ("statement_lines/+/amount", "100,00"),
                ("statement_lines/+/amount:unit", site.currency()),
            ],
        );
        // The book says it too, on another day; the one is found for the other.
        let ledger = site.opens(&organisation, "");
        let (day, unit) = (site.day(-31), site.currency());
        let more = format!("type=SALE_OWN&amount=100&amount:unit={unit}&account=521");
        let form = crate::cash::operation(&site.screen, &ledger, "in", &more);
        let form = form.replace("account=571&", "").replace(&site.day(0), &day);
        let entered = site.screen.post(&format!("/cash/{ledger}/new"), &form);
        assert_eq!(entered.status, 303, "{}", entered.body);
        let page = format!("/bank/{account}");
        let open = site.screen.get(&page).body;
        let (_, line) = open.split_once("name=\"line-").unwrap();
        let line = line.split('"').next().unwrap();
        let entry = part(&entered.to, 4);
        let ledger = part(&entered.to, 2);
        assert!(open.contains(&format!("value=\"{ledger}/{entry}\" selected")), "{open}");
        let key = after(&open, "name=\"key\" value=\"");
        let form = format!("key={key}&line-{line}={ledger}/{entry}");
        let matched = site.screen.post(&page, &form);
        assert!(matched.to.ends_with("done=saved"), "{} {}", matched.to, matched.body);
        assert!(site.screen.get(&page).body.contains("Toutes les lignes du relevé"));
        site.exchanges().await;
        let seen = land.sees("bank_account", &account);
        assert!(seen.contains("Présidence") && seen.contains("100"), "{seen}");
        assert!(seen.contains("<dt>Différence</dt><dd>0"), "{seen}");
        // What nobody found in the book for 45 days is told of; until then it only makes a difference.
        let home = |site: &Stand| site.screen.get("/").body;
        assert!(!home(&site).contains("À rapprocher"));
        for (days, told) in [(-44, false), (-46, true)] {
            site.adds(
                "bank_account",
                &account,
                &[
                    ("statement_lines/+/event_date", &site.day(days)),
                    ("statement_lines/+/amount", "-4,00"),
                    ("statement_lines/+/amount:unit", site.currency()),
                ],
            );
            assert_eq!(home(&site).contains("À rapprocher"), told, "{days}");
        }
        site.exchanges().await;
        let seen = land.sees("bank_account", &account);
        assert!(seen.contains("<dt>Différence</dt><dd>8,00"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t34_what_is_owed_to_financiers_is_seen() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(1);
        let (_, [trader, _]) = parcel(&site, &organisation);
        let advance = site.writes(
            "pre_financing",
            &[
                ("financier", &trader),
                ("beneficiary", &members[0]),
                ("organisation", &organisation),
                ("kind", "FUEL"),
                ("value", "40"),
                ("value:unit", site.currency()),
                ("event_date", &site.day(-30)),
                ("terms", "Rend à la vente"),
                ("buy_back", "true"),
            ],
        );
        site.adds(
            "pre_financing",
            &advance,
            &[
                ("repayments/+/event_date", &site.day(-2)),
                ("repayments/+/amount", "15"),
                ("repayments/+/amount:unit", site.currency()),
            ],
        );
        // The treasurer sees it in all, by whoever owes it and to whom.
        let page = site.screen.get("/advances").body;
        assert!(site.screen.get("/cash").body.contains("href=\"/advances\""));
        assert!(page.contains("KABONGO") && page.contains("Négociant Démo"), "{page}");
        assert_eq!(page.matches("<span class=\"more amount\">25").count(), 2, "{page}");
        let statement = site.screen.get(&format!("/persons/{}/statement", members[0])).body;
        assert!(statement.contains("Avance à rembourser</dt><dd><b>25"), "{statement}");
        site.exchanges().await;
        let seen = land.sees("pre_financing", &advance);
        let (_, outstanding) = seen.split_once("<dt>Reste dû</dt><dd>").unwrap();
        assert!(outstanding.starts_with("25"), "{seen}");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn t35_members_save_in_a_group_of_their_own() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let group = site.writes(
            "savings_group",
            &[
                ("name", "AVEC Démo"),
                ("organisation", &organisation),
                ("cycle_start", &site.day(-100)),
                ("cycle_end", &site.day(260)),
                ("share_price", "2"),
                ("share_price:unit", site.currency()),
                ("shares_max", "5"),
            ],
        );
        let meeting = |days: i32, rows: &[(&str, &str, &str)]| {
            let values = [("group", group.as_str()), ("event_date", &site.day(days))];
            let meeting = site.writes("savings_meeting", &values);
            let lines: Vec<(String, &str)> = rows
                .iter()
                .map(|(member, part, value)| (format!("lines/{member}/{part}"), *value))
                .collect();
            let lines: Vec<(&str, &str)> = lines.iter().map(|(n, v)| (n.as_str(), *v)).collect();
            site.together("savings_meeting", &meeting, "lines", &lines);
            meeting
        };
        let [a, b, c] = [0, 1, 2].map(|at| members[at].as_str());
        let first = meeting(-93, &[(a, "shares", "5"), (b, "shares", "2"), (c, "shares", "6")]);
        // Somebody bought more than the rules allow.
        assert!(site.screen.get("/review").body.contains("parts au-delà du maximum"));
        site.together("savings_meeting", &first, "lines", &[(&format!("lines/{c}/shares"), "5")]);
        assert!(site.screen.get("/review").body.contains("Rien à revoir"));
        meeting(-86, &[(b, "loan_taken", "6"), (a, "social", "1")]);
        let page = format!("/savings/{group}/share-out");
        assert!(site.screen.get(&page).body.contains("sont encore prêtés"));
        // Each sees what they have and owe.
        let statement = |who: &str| site.screen.get(&format!("/persons/{who}/statement")).body;
        let own = statement(b);
        assert!(own.contains("Prêt à rembourser (AVEC)</dt><dd><b>6,00"), "{own}");
        meeting(-79, &[(b, "loan_repaid", "6"), (b, "charge", "0,60")]);
        meeting(-72, &[(a, "help", "0,50")]);
        let own = statement(a);
        assert!(own.contains("Aide reçue du fonds social</dt><dd><b>0,50"), "{own}");
        assert!(own.contains("Épargne (AVEC)</dt><dd><b>10,00"), "{own}");
        assert!(!statement(b).contains("Prêt à rembourser"), "{}", statement(b));
        // 12 shares of 2, and 60 cents of charges, by 5, 2 and 5.
        let shown = site.screen.get(&page).body;
        for part in ["24,60", "10,25", "4,10"] {
            assert!(shown.contains(part), "{part}: {shown}");
        }
        let key = after(&shown, "name=\"key\" value=\"");
        let shared = site.screen.post(&page, &format!("key={key}"));
        assert!(shared.to.ends_with("done=saved"), "{} {}", shared.to, shared.body);
        let done = site.screen.get(&page).body;
        assert!(done.contains("déjà clos") && done.contains("10,25"), "{done}");
        // What was paid out is on the statement, and saved no more.
        let own = statement(a);
        assert!(own.contains("10,25") && !own.contains("Épargne (AVEC)"), "{own}");
        let meeting = first;
        site.exchanges().await;
        let seen = land.sees("savings_group", &group);
        assert!(seen.contains("AVEC Démo") && seen.contains(&meeting), "{seen}");
        assert!(
            seen.contains("<dt>Parts du cycle</dt><dd>12</dd>") && seen.contains("10,25"),
            "{seen}"
        );
        land.end().await;
    }
}
