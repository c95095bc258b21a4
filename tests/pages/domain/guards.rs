//! What a cash book takes and what it asks before: the guards of the operations (domain.md §7.2).

use super::land::{COUNTRIES, Land, Stand};
use crate::cash::operation;
use crate::screen::Page;

/// Sends the form of an operation.
fn sends(site: &Stand, ledger: &str, way: &str, more: &str) -> Page {
    let form = operation(&site.screen, ledger, way, more);
    // Where another place is named, the box is not.
    let form = if more.contains("account=") { form.replacen("account=571&", "", 1) } else { form };
    site.screen.post(&format!("/cash/{ledger}/new"), &form)
}

fn takes(site: &Stand, ledger: &str, way: &str, more: &str) -> String {
    let done = sends(site, ledger, way, more);
    assert_eq!(done.status, 303, "{more}: {}", done.body);
    site.screen.get(&done.to).body
}

fn refuses(site: &Stand, ledger: &str, way: &str, more: &str, why: &str) {
    let refused = sends(site, ledger, way, more);
    assert!(refused.status == 422 && refused.body.contains(why), "{more}: {}", refused.body);
}

/// How much the book says is in the box.
fn held(site: &Stand, ledger: &str, amount: &str) {
    let page = site.screen.get(&format!("/cash/{ledger}")).body;
    assert!(page.contains(&format!("<b class=\"amount\">{amount}")), "{amount}: {page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_book_takes_no_more_than_is_due_and_asks_who_decided() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(3);
        let (ledger, unit) = (site.opens(&organisation, ""), site.currency());
        let member = &members[0];
        let of = |amount: u32| format!("amount={amount}&amount:unit={unit}");
        takes(&site, &ledger, "in", &format!("type=SALE_OWN&{}", of(1_000)));
        // A fee is paid once; nobody is paid what is not due, nor gives back more than was advanced.
        let fee = format!("type=ENTRY_FEE&{}&party={member}", of(5));
        takes(&site, &ledger, "in", &fee);
        refuses(&site, &ledger, "in", &fee, "déjà payé ce droit");
        let paid = format!("type=MEMBER_PAYOUT&{}&party={member}", of(1));
        refuses(&site, &ledger, "out", &paid, "Il reste seulement 0,00");
        takes(&site, &ledger, "out", &format!("type=MEMBER_ADV&{}&party={member}", of(20)));
        let back = |amount| format!("type=ADV_RECOVER&{}&party={member}", of(amount));
        refuses(&site, &ledger, "in", &back(21), "Il reste seulement 20,00");
        takes(&site, &ledger, "in", &back(20));
        held(&site, &ledger, "1\u{202f}005,00");
        // Bought on credit nothing leaves the box until the supplier is paid, and not more than is owed.
        let fuel = format!("type=PURCHASE/6042&{}&account=4011", of(30));
        let receipt = takes(&site, &ledger, "out", &fuel);
        assert!(receipt.contains("Carburant") && receipt.contains("Fournisseurs"), "{receipt}");
        held(&site, &ledger, "1\u{202f}005,00");
        let labour = format!("type=LABOUR/661&{}&account=4011", of(30));
        refuses(&site, &ledger, "out", &labour, "Seul un achat se fait à crédit");
        let supplier = |amount| format!("type=PURCHASE/4011&{}", of(amount));
        refuses(&site, &ledger, "out", &supplier(31), "Il reste seulement 30,00");
        takes(&site, &ledger, "out", &supplier(30));
        held(&site, &ledger, "975,00");
        // What sharing did not set aside for taxes is not paid from there.
        let tax = format!("type=FEE_TAX/4421&{}", of(1));
        refuses(&site, &ledger, "out", &tax, "Il reste seulement 0,00");
        takes(&site, &ledger, "out", &format!("type=FEE_TAX/6412&{}", of(1)));
        // What is given in kind comes into no box.
        let pump = format!("type=DONATION_IN_KIND/141/2411&{}", of(650));
        let receipt = takes(&site, &ledger, "in", &pump);
        assert!(receipt.contains(&land.pack.account_name("2411", "fr")), "{receipt}");
        held(&site, &ledger, "974,00");
        // A loan and a loss name the valid assembly that decided them.
        let loan = format!("type=LOAN_IN&{}", of(100));
        refuses(&site, &ledger, "in", &loan, "Une assemblée valable décide");
        let other = [("OTHER", "")];
        let few = site.assembly(&organisation, ("ORDINARY", -51), &members[..1], &other);
        let by = |assembly: &str| format!("{loan}&assembly={assembly}");
        refuses(&site, &ledger, "in", &by(&few), "Une assemblée valable décide");
        let all = site.assembly(&organisation, ("ORDINARY", -50), &members, &other);
        let receipt = takes(&site, &ledger, "in", &by(&all));
        assert!(receipt.contains(&format!("/documents/assembly/{all}")), "{receipt}");
        let lost = format!("type=WRITE_OFF/6515/4713&{}", of(3));
        refuses(&site, &ledger, "out", &lost, "Une assemblée valable décide");
        takes(&site, &ledger, "out", &format!("{lost}&assembly={all}"));
        held(&site, &ledger, "1\u{202f}074,00");
        let review = site.screen.get("/review").body;
        assert!(!review.contains("de plus que dû"), "{review}");
        site.exchanges().await;
        let out = land.office.file("/exports/file?dataset=ledger&form=csv");
        let out = String::from_utf8(out).unwrap();
        assert!(out.contains("LOAN_IN") && out.contains("4011") && out.contains(&all), "{out}");
        land.end().await;
    }
}
