//! Where the money of a sale comes in and where it is paid from: banks, second boxes, debts that a buyer keeps back.

use super::books::takes_back;
use super::funds::{approved, press_with};
use super::land::{COUNTRIES, Land, Stand};
use super::markets::parcel;
use crate::cash::operation;
use crate::screen::{Page, after, part};

/// A scheme that gives a quarter to the pit boss and the rest to the team, in equal parts.
pub(super) fn scheme(site: &Stand, organisation: &str, members: &[String]) -> String {
    scheme_with(site, organisation, members, &[])
}

/// The same, with more steps.
fn scheme_with(
    site: &Stand,
    organisation: &str,
    members: &[String],
    more: &[(&str, &str)],
) -> String {
    let values = [
        ("name", "Vente d’un colis"),
        ("organisation", organisation),
        ("version", "1"),
        ("applies_to", "PARCEL_SALE"),
        ("valid_from", &site.day(-100)),
    ];
    let scheme = site.writes("sharing_scheme", &values);
    let steps = [
        ("steps/50/base", "REMAINING"),
        ("steps/50/kind", "PERCENT"),
        ("steps/50/rate", "25"),
        ("steps/50/account", "4714"),
        ("steps/50/to", "PIT_BOSS"),
        ("steps/70/base", "REMAINING"),
        ("steps/70/kind", "REST"),
        ("steps/70/account", "4621"),
        ("steps/70/to", "MEMBERS"),
        ("steps/70/share_key", "EQUAL"),
    ];
    let steps: Vec<(&str, &str)> = more.iter().chain(&steps).copied().collect();
    site.together("sharing_scheme", &scheme, "steps", &steps);
    let resolution = [("SHARING_SCHEME", scheme.as_str())];
    let assembly = site.assembly(organisation, ("ORDINARY", -80), members, &resolution);
    site.adds("sharing_scheme", &scheme, &[("adopted_by", &assembly)]);
    scheme
}

/// A sale of 1,000 to a bank account, of which the buyer kept back so much for a debt.
pub(super) fn sale(
    site: &Stand,
    organisation: &str,
    (parcel, buyer): (&str, &str),
    debt: &str,
) -> String {
    site.writes(
        "sale",
        &[
            ("organisation", organisation),
            ("event_date", &site.day(-10)),
            ("buyer", buyer),
            ("parcels/+:key", parcel),
            ("parcels/+/stones", "38,40"),
            ("parcels/+/price", "1000"),
            ("parcels/+/price:unit", site.currency()),
            ("payment", "BANK"),
            ("place", "TOWN"),
            ("debt_repaid", debt),
            ("debt_repaid:unit", site.currency()),
        ],
    )
}

/// An advance of 300 by a buyer to the organisation.
fn advance(site: &Stand, organisation: &str, buyer: &str) -> String {
    site.writes(
        "pre_financing",
        &[
            ("financier", buyer),
            ("beneficiary", organisation),
            ("organisation", organisation),
            ("kind", "CASH"),
            ("value", "300"),
            ("value:unit", site.currency()),
            ("event_date", &site.day(-30)),
            ("terms", "Rend à la vente"),
        ],
    )
}

/// Writes into the book what the page of a document offers. Returns the receipt.
pub(super) fn books(site: &Stand, kind: &str, id: &str, what: &str, more: &str) -> Page {
    let to = format!("/paid-out/{id}/{what}");
    let page = site.sees(kind, id);
    assert!(page.contains(&format!("href=\"{to}\"")), "{to}: {page}");
    let page = site.screen.get(&to).body;
    let key = after(&page, "name=\"key\" value=\"");
    let today = site.day(0);
    let done = site.screen.post(&to, &format!("key={key}&event_date={today}{more}"));
    assert_eq!(done.status, 303, "{to}: {}", done.body);
    site.screen.get(&done.to)
}

/// How much lies on an account, as the page of a month says.
pub(super) fn tile(site: &Stand, ledger: &str, account: &str) -> String {
    let page = site.screen.get(&format!("/cash/{ledger}")).body;
    let found = page.split_once(&format!("<span>{account}</span><b class=\"amount\">"));
    let (_, rest) = found.unwrap_or_else(|| panic!("{account}: {page}"));
    rest.split('\u{a0}').next().unwrap().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sale_comes_into_the_bank_it_was_paid_to_and_a_debt_is_settled_with_it() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let scheme = scheme(&site, &organisation, &members);
        let (parcel, [trader, _]) = parcel(&site, &organisation);
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let account = [
            ("bank", "Banque Démo"),
            ("organisation", &*organisation),
            ("number", "000-222"),
            ("currency", unit),
            ("account", "521-2"),
            ("book", "Caisse"),
            ("opened", &site.day(-90)),
        ];
        let account = site.writes("bank_account", &account);
        let advance = advance(&site, &organisation, &trader);
        let sale = sale(&site, &organisation, (&parcel, &trader), "100");
        let (from, to) = (site.day(-22), site.day(-11));
        let asked = format!("sale={sale}&scheme={scheme}&from={from}&to={to}&costs=");
        let shown = site.screen.get(&format!("/sharing?{asked}")).body;
        let key = after(&shown, "name=\"key\" value=\"");
        let frozen = site.screen.post("/sharing", &format!("key={key}&{asked}"));
        let distribution = part(&frozen.to, 3).to_owned();
        approved(&site, &distribution);
        // What the buyer kept back has to be known to the book first.
        let into = "&account-521=521-2";
        let refused = press_with(&site.screen, &distribution, "post", into);
        assert!(refused.to.ends_with("done=sharing-debt-unknown"), "{}", refused.to);
        let page = site.screen.get(&refused.to).body;
        assert!(page.contains("L’acheteur a retenu plus"), "{page}");
        let given = format!("type=BUYER_ADV&amount=300&amount:unit={unit}&counterparty=Négociant");
        let given = operation(&site.screen, &ledger, "in", &given);
        let refused = site.screen.post(&format!("/cash/{ledger}/new"), &given);
        assert!(refused.body.contains("commence sur la fiche"), "{}", refused.body);
        books(&site, "pre_financing", &advance, "receive", "");
        let posted = press_with(&site.screen, &distribution, "post", into);
        assert!(posted.to.ends_with("done=saved"), "{}", posted.to);
        assert_eq!(tile(&site, &ledger, "Banques locales (2)"), "900,00");
        let page = site.screen.get(&format!("/cash/{ledger}")).body;
        assert!(page.contains("Imputation d’une avance sur vente"), "{page}");
        assert!(site.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>200"));
        // The bank's statement is compared with this account.
        assert!(site.sees("bank_account", &account).contains("<dt>Solde du livre</dt><dd>900"));
        // The team is paid by telephone; the pit boss by the bank, under the name that is written.
        for _ in &members {
            let paid = press_with(&site.screen, &distribution, "pay", "&account=552");
            assert!(paid.to.starts_with("/cash/"), "{} {}", paid.to, paid.body);
        }
        assert_eq!(tile(&site, &ledger, "Monnaie mobile"), "-750,00");
        let seen = site.sees("distribution", &distribution);
        assert!(seen.contains("<dt>État</dt><dd>En paiement"), "{seen}");
        let nobody = press_with(&site.screen, &distribution, "pay", "");
        assert!(nobody.to.ends_with("done=sharing-who"), "{}", nobody.to);
        let more = "&counterparty=Chef+Mbuyi&account=521-2";
        let boss = press_with(&site.screen, &distribution, "pay", more);
        let receipt = site.screen.get(&boss.to).body;
        assert!(receipt.contains("Chef Mbuyi") && receipt.contains("250,00"), "{receipt}");
        assert_eq!(tile(&site, &ledger, "Banques locales (2)"), "650,00");
        site.exchanges().await;
        assert!(land.sees("distribution", &distribution).contains("Payé"));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_the_state_took_and_what_selling_cost_come_off_before_anybody_has_a_part() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let steps = [
            ("steps/10/base", "GROSS"),
            ("steps/10/kind", "TAXES"),
            ("steps/10/account", "4421"),
            ("steps/10/to", "STATE"),
            ("steps/40/base", "NET"),
            ("steps/40/kind", "COST_REFUND"),
            ("steps/40/account", "4623"),
            ("steps/40/to", "COSTS"),
        ];
        let scheme = scheme_with(&site, &organisation, &members, &steps);
        let (parcel, [trader, _]) = parcel(&site, &organisation);
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let sale = site.writes(
            "sale",
            &[
                ("organisation", &organisation),
                ("event_date", &site.day(-10)),
                ("buyer", &trader),
                ("parcels/+:key", &parcel),
                ("parcels/+/stones", "38,40"),
                ("parcels/+/price", "1000"),
                ("parcels/+/price:unit", unit),
                ("payment", "CASH"),
                ("place", "TOWN"),
                ("taxes", "31"),
                ("taxes:unit", unit),
                ("fees", "15"),
                ("fees:unit", unit),
            ],
        );
        let asked = format!("sale={sale}&scheme={scheme}&from=&to=");
        let shown = site.screen.get(&format!("/sharing?{asked}&costs=")).body;
        // 1,000 less 31 of taxes and 15 of costs: a quarter of 954 to the boss, the rest in equal parts.
        assert!(shown.contains("name=\"costs\" inputmode=\"decimal\" value=\"15,00\""), "{shown}");
        for amount in ["31,00", "15,00", "238,50", "357,75"] {
            assert!(shown.contains(amount), "{amount}: {shown}");
        }
        // What the sale says of costs gives way to what is typed.
        let typed = site.screen.get(&format!("/sharing?{asked}&costs=0")).body;
        assert!(typed.contains("242,25") && !typed.contains("15,00"), "{typed}");
        let key = after(&shown, "name=\"key\" value=\"");
        let frozen = site.screen.post("/sharing", &format!("key={key}&{asked}&costs=15,00"));
        let distribution = part(&frozen.to, 3).to_owned();
        approved(&site, &distribution);
        let posted = press_with(&site.screen, &distribution, "post", "");
        assert!(posted.to.ends_with("done=saved"), "{}", posted.to);
        site.exchanges().await;
        let seen = land.sees("distribution", &distribution);
        assert!(seen.contains("<dt>Taxes de la vente</dt>") && seen.contains("31,00"), "{seen}");
        assert!(land.sees("sale", &sale).contains("<dt>Frais de vente</dt>"));
        // It is owed to the State until it is paid, and nothing of it was found to be otherwise.
        let owed = site.asks(|known| {
            let book = known.books().unwrap().into_iter().find(|book| book.kind == "COOP").unwrap();
            let mut held = known.balances(&book, None).unwrap().into_iter();
            held.find(|(account, _)| account == "4421").map(|(_, money)| money.minor)
        });
        assert_eq!(owed, Some(-3_100));
        assert!(!site.screen.get("/review").body.contains("a changé depuis"));
        assert_eq!(tile(&site, &ledger, "Caisse"), "1\u{202f}000,00");
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_cancelled_sharing_paid_back_is_owed_again() {
    let land = Land::of("CD");
    let site = land.stand("LUBI-1", "A").await;
    let (organisation, members) = site.cooperative(2);
    let scheme = scheme(&site, &organisation, &members);
    let (parcel, [trader, _]) = parcel(&site, &organisation);
    let ledger = site.opens(&organisation, "");
    let advance = advance(&site, &organisation, &trader);
    books(&site, "pre_financing", &advance, "receive", "");
    let sale = sale(&site, &organisation, (&parcel, &trader), "300");
    let asked = format!("sale={sale}&scheme={scheme}&from=&to=&costs=");
    let shown = site.screen.get(&format!("/sharing?{asked}")).body;
    let key = after(&shown, "name=\"key\" value=\"");
    let frozen = site.screen.post("/sharing", &format!("key={key}&{asked}"));
    let distribution = part(&frozen.to, 3).to_owned();
    approved(&site, &distribution);
    assert!(press_with(&site.screen, &distribution, "post", "").to.ends_with("done=saved"));
    assert!(site.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>0"));
    assert!(press_with(&site.screen, &distribution, "cancel", "").to.ends_with("done=saved"));
    assert!(site.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>300"));
    assert_eq!(tile(&site, &ledger, "Banques locales"), "0,00");
    assert!(!site.sees("distribution", &distribution).contains("/cancel\""));
    land.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_document_says_and_what_the_book_says_are_written_together() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let (_, [trader, _]) = parcel(&site, &organisation);
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let of = |amount: u32| format!("&amount={amount}&amount:unit={unit}");
        // An advance comes in once, is paid back in parts, and no more than is owed.
        let advance = advance(&site, &organisation, &trader);
        let receipt = books(&site, "pre_financing", &advance, "receive", "").body;
        assert!(receipt.contains("Négociant Démo") && receipt.contains("300,00"), "{receipt}");
        assert_eq!(tile(&site, &ledger, "Caisse"), "300,00");
        assert!(!site.sees("pre_financing", &advance).contains("/receive\""));
        let to = format!("/paid-out/{advance}/repay");
        let key = after(&site.screen.get(&to).body, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&event_date={}{}", site.day(0), of(301));
        let refused = site.screen.post(&to, &form);
        assert!(refused.body.contains("Il reste seulement 300,00"), "{}", refused.body);
        let page = site.screen.get(&to).body;
        let key = after(&page, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&event_date={}{}", site.day(0), of(120));
        let repaid = site.screen.post(&to, &form);
        assert_eq!(repaid.status, 303, "{}", repaid.body);
        assert_eq!(tile(&site, &ledger, "Caisse"), "180,00");
        assert!(site.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>180"));
        // Taken back in the book it is owed again in the document.
        takes_back(&site, &repaid.to);
        assert!(site.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>300"));
        assert_eq!(tile(&site, &ledger, "Caisse"), "300,00");
        // Something is bought on credit, of its own sort.
        let pump = site.writes(
            "asset",
            &[
                ("name", "Moto"),
                ("organisation", &*organisation),
                ("cost", "250"),
                ("cost:unit", unit),
                ("custodian", &members[1]),
            ],
        );
        let bought = books(&site, "asset", &pump, "buy", "&type=ASSET_BUY/2458&account=4011").body;
        assert!(
            bought.contains("Autres transports") && bought.contains("Fournisseurs"),
            "{bought}"
        );
        assert!(!site.sees("asset", &pump).contains("/buy\""));
        assert_eq!(tile(&site, &ledger, "Caisse"), "300,00");
        // What was subscribed comes in, and goes out to whoever had it, and to nobody else.
        let programme = super::funds::programme(&site, &organisation);
        let to = format!("/paid-in/{programme}");
        let key = after(&site.screen.get(&to).body, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&person={}&units=3&event_date={}", members[0], site.day(0));
        assert_eq!(site.screen.post(&to, &form).status, 303);
        let to = format!("/paid-out/{programme}/exit");
        let key = after(&site.screen.get(&to).body, "name=\"key\" value=\"").to_owned();
        let form = format!("key={key}&event_date={}&party={}{}", site.day(0), members[1], of(10));
        let refused = site.screen.post(&to, &form);
        assert!(refused.body.contains("Il reste seulement 0,00"), "{}", refused.body);
        let own = format!("&party={}{}", members[0], of(10));
        books(&site, "investment_programme", &programme, "exit", &own);
        assert_eq!(tile(&site, &ledger, "Caisse"), "320,00");
        let seen = site.sees("investment_programme", &programme);
        assert!(seen.contains("<dt>Unités souscrites</dt><dd>2</dd>"), "{seen}");
        site.exchanges().await;
        assert!(land.sees("pre_financing", &advance).contains("<dt>Reste dû</dt><dd>300"));
        assert!(land.sees("asset", &pump).contains("250"));
        land.end().await;
    }
}
