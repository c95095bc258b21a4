//! Tablets whose clocks are wrong: the coordinator is told before anything is entered, and every replica knows whose
//! days cannot be trusted (domain.md §9.3 no. 26).

use automerge::ROOT;
use automerge::transaction::Transactable as _;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::ids::UserNumber;
use lisanga_store::StoreError;
use lisanga_store::author::Target;
use lisanga_tests::world::desk;

use super::apart::{Apart, EXPLAINED};
use super::land::{Ahead, COUNTRIES};
use crate::screen::after;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_26_a_tablet_that_is_always_ahead_is_seen_once_it_speaks_with_the_hub() {
    const SAYS: &str = "l’horloge de cet appareil disait";
    const WARNS: &str = "L’horloge de cet appareil";
    for country in COUNTRIES {
        let clock = Ahead::default();
        let mut apart = Apart::with_clock(country, clock.clone()).await;
        // A clock that was turned signs everybody out.
        let home = |apart: &mut Apart| {
            apart.b.screen.again();
            apart.b.screen.get("/").body
        };
        assert!(!home(&mut apart).contains(WARNS));
        // Somebody sets it to another month; what is entered now bears the days it says.
        clock.days(31);
        apart.b.screen.again();
        apart.b.person("LUKUSA", "F");
        // What the clock of the hub says beside it is noted at the one exchange and told at the next.
        apart.meet().await;
        apart.meet().await;
        let warned = home(&mut apart);
        assert!(warned.contains("avance (31 jours)"), "{warned}");
        assert!(!apart.a.screen.get("/").body.contains(WARNS));
        let id = apart.found(SAYS);
        // Set right, it is no longer warned of, and what was written before stays to be looked at.
        clock.days(0);
        apart.meet().await;
        assert!(!home(&mut apart).contains(WARNS));
        assert_eq!(apart.found(SAYS), id);
        // Behind the last word of the hub it is behind whatever that is, exchange or not.
        clock.days(-3);
        let warned = home(&mut apart);
        assert!(warned.contains("retarde (3 jours)"), "{warned}");
        clock.days(0);
        apart.b.screen.again();
        apart.mended(SAYS, false, EXPLAINED).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_26_a_document_that_was_written_before_it_happened_is_void_and_written_anew() {
    const SAYS: &str = "mais saisi le";
    for country in COUNTRIES {
        let apart = Apart::of(country).await;
        let day = apart.a.day(6);
        let written = desk(&apart.a.site).batch(UserNumber(1), move |author| {
            author.change(Target::New(SALE.number), |edit| {
                edit.put(ROOT, "event_date", day.as_str())
                    .map_err(|_| StoreError::Invalid("a value"))
            })
        });
        let sale = written.unwrap().unwrap();
        apart.meet().await;
        apart.found(SAYS);
        let to = format!("/void/{sale}");
        let page = apart.b.screen.get("/review").body;
        assert!(page.contains(&format!("href=\"{to}\"")), "{page}");
        let page = apart.b.screen.get(&to).body;
        let key = after(&page, "name=\"key\" value=\"");
        let void = apart.b.screen.post(&to, &format!("key={key}&reason=OTHER"));
        assert!(void.to.ends_with("done=saved"), "{} {}", void.to, void.body);
        apart.meet().await;
        apart.gone(SAYS);
        apart.land.end().await;
    }
}
