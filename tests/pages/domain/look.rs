//! The pages of a cooperative that has done something, in Chromium.

use super::land::Land;
use super::works::{parcel, sale, scheme, worked};
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
