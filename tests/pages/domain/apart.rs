//! Two devices of a site that work without a network and meet at the hub: they find the same item under the same
//! id, and what is decided at one of the three closes it at all (domain.md §9.3).

use lisanga_index::{Index, Known, Sight};

use super::land::{Ahead, Land, Stand};
use crate::screen::{Screen, exchange};

/// Two devices of one site.
pub(super) struct Apart {
    pub(super) land: Land,
    pub(super) a: Stand,
    pub(super) b: Stand,
}

/// The id of the item on a page of review that says this, if there is one.
fn item(screen: &Screen, says: &str) -> Option<String> {
    let page = screen.get("/review").body;
    let cards = page.split("<section class=\"card\">").skip(1);
    let cards = cards.map(|card| card.split("</section>").next().unwrap());
    let card = cards.filter(|card| card.contains(says)).collect::<Vec<_>>();
    let (_, rest) = card.first()?.split_once("action=\"/review/")?;
    Some(rest.split('"').next().unwrap().to_owned())
}

impl Apart {
    pub(super) async fn of(country: &str) -> Self {
        let land = Land::of(country);
        let (a, b) = (land.stand("LUBI-1", "A").await, land.stand("LUBI-1", "B").await);
        Self { land, a, b }
    }

    /// The same, where somebody may turn the clock of the second device.
    pub(super) async fn with_clock(country: &str, clock: Ahead) -> Self {
        let land = Land::of(country);
        let a = land.stand("LUBI-1", "A").await;
        let b = land.stand_with("LUBI-1", "B", clock).await;
        Self { land, a, b }
    }

    /// Everybody has everything: the first brings what it has, the second brings and takes, the first takes.
    pub(super) async fn meet(&self) {
        for stand in [&self.a, &self.b, &self.a] {
            exchange(&stand.site).await;
            self.land.settles();
        }
    }

    pub(super) fn screens(&self) -> [&Screen; 3] {
        [&self.a.screen, &self.b.screen, &self.land.office]
    }

    /// Followed change by change or made anew from the documents, an index finds the same.
    fn rebuilt(&self) {
        for stand in [&self.a, &self.b] {
            let folder = tempfile::tempdir().unwrap();
            let index = Index::open(&folder.path().join("index.db")).unwrap();
            index.catch_up(&stand.site.store).unwrap();
            let db = index.reader().unwrap();
            let known = Known::new(&db, "fr", Sight::Everything).unwrap();
            let page = stand.screen.get("/review").body;
            let items = known.review(None).unwrap();
            let shown = page.matches("action=\"/review/").count();
            assert_eq!(items.len(), shown, "{items:?}");
            for item in items {
                assert!(page.contains(&format!("/review/{}", item.id)), "{item:?}");
            }
        }
    }

    /// The one item that says this, under one id everywhere.
    pub(super) fn found(&self, says: &str) -> String {
        self.rebuilt();
        let ids = self.screens().map(|screen| item(screen, says));
        let page = || self.a.screen.get("/review").body;
        let first = ids[0].clone().unwrap_or_else(|| panic!("nothing says {says}: {}", page()));
        assert!(ids.iter().all(|id| id.as_ref() == Some(&first)), "{says}: {ids:?}");
        first
    }

    pub(super) fn gone(&self, says: &str) {
        self.rebuilt();
        for screen in self.screens() {
            assert_eq!(item(screen, says), None, "{says}");
        }
    }

    /// Something changes that is about nothing of it; what was found stays.
    pub(super) async fn renamed(&self, organisation: &str) {
        self.b.adds("organisation", organisation, &[("purpose", "Creuser ensemble (démo)")]);
        self.meet().await;
    }

    /// Two devices meet, see the same, one of them (or the office) decides, and it is gone.
    pub(super) async fn mended(self, says: &str, at_office: bool, how: &str) {
        self.meet().await;
        self.decided(says, at_office, how).await;
        self.land.end().await;
    }

    /// Two devices meet, and nobody finds anything: the law of this country asks nothing of the kind.
    pub(super) async fn silent(self, says: &str) {
        self.meet().await;
        self.gone(says);
        self.land.end().await;
    }

    /// One of two who have met decides (or the office), and it is gone everywhere.
    pub(super) async fn decided(&self, says: &str, at_office: bool, how: &str) {
        let id = self.found(says);
        let screen = if at_office { &self.land.office } else { &self.b.screen };
        let key = how.replace(['&', '=', '+'], "-");
        let decided = screen.post(&format!("/review/{id}"), &format!("key={id}-{key}&{how}"));
        assert_eq!(decided.to, "/review?done=saved", "{}", decided.body);
        self.land.settles();
        self.meet().await;
        self.gone(says);
    }
}

pub(super) const EXPLAINED: &str = "decision=EXPLAINED&text=Vu+avec+le+comité";
