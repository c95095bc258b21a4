//! What is dug, weighed, sold, shared and saved.

use anyhow::Result;
use lisanga_protocol::dictionary::kinds;
use lisanga_protocol::ids::DocumentId;

use super::{Cooperative, Teller, values};

impl Teller<'_> {
    /// The cascade of domain.md §5.12, example A.
    pub(super) fn scheme(&self, organisation: &str) -> Result<DocumentId> {
        let steps = [
            ("10", "GROSS", "PERCENT", "200", "4421", "STATE", ""),
            ("20", "GROSS", "PERCENT", "1000", "7072", "COOPERATIVE", ""),
            ("30", "GROSS", "PERCENT", "200", "1182", "COMMUNITY", ""),
            ("40", "NET", "COST_REFUND", "", "4623", "COSTS", ""),
            ("50", "REMAINING", "PERCENT", "2500", "4714", "PIT_BOSS", ""),
            ("51", "REMAINING", "PERCENT", "500", "4714", "LAND_CHIEF", ""),
            ("70", "REMAINING", "REST", "", "4621", "MEMBERS", "DAYS_WORKED"),
        ];
        let mut of = values(&[
            ("name", "Vente d’un colis"),
            ("organisation", organisation),
            ("version", "1"),
            ("applies_to", "PARCEL_SALE"),
            ("valid_from", &self.day(-200)),
        ]);
        for (rank, base, kind, rate, account, to, key) in steps {
            let parts = [
                ("base", base),
                ("kind", kind),
                ("rate", rate),
                ("account", account),
                ("to", to),
                ("share_key", key),
            ];
            let filled = parts.into_iter().filter(|(_, text)| !text.is_empty());
            of.extend(filled.map(|(part, text)| (format!("steps/{rank}/{part}"), text.to_owned())));
        }
        self.put(&kinds::sharing_scheme::SHARING_SCHEME, None, of)
    }

    /// A pit, its roll-call, what was weighed, and a parcel with two offers.
    pub(super) fn production(
        &self,
        organisation: &str,
        members: &[DocumentId],
    ) -> Result<(DocumentId, [DocumentId; 2])> {
        let mine = self.mine();
        let pit = self.write(
            &kinds::pit::PIT,
            &[
                ("code", "P-07"),
                ("site", &mine),
                ("boss", &members[0].to_string()),
                ("organisation", organisation),
                ("status", "OPEN"),
            ],
        )?;
        for (at, days) in (1..).zip([-60, -59, -58, -57]) {
            let day = self.day(days);
            let mut call = values(&[("pit", &pit.to_string()), ("month", &day[..7])]);
            call.extend(
                members
                    .iter()
                    .skip(at % 3)
                    .take(5)
                    .map(|member| (format!("days/{day}/present/{member}"), "true".to_owned())),
            );
            self.put(&kinds::roll_call::ROLL_CALL, None, call)?;
        }
        let day = self.day(-56);
        let weighed = format!(
            r#"{{"event_date":"{day}","pit":"{pit}","mineral":"DIA","stones":"3840 ct100","pieces":112}}"#
        );
        self.write(
            &kinds::production::PRODUCTION,
            &[
                ("organisation", organisation),
                ("month", &day[..7]),
                (&format!("weighings/{}", self.entry(-56, 1)), &weighed),
            ],
        )?;
        let buyer = |name: &str, kind: &str| {
            self.write(&kinds::buyer::BUYER, &[("name", name), ("kind", kind)])
        };
        let trader = buyer("Négociant Démo", "NEGOCIANT")?;
        let programme = buyer("Programme d’achat Démo", "PROGRAMME")?;
        let offer = |buyer: DocumentId, price: &str| {
            format!(r#"{{"event_date":"{}","buyer":"{buyer}","price":"{price}"}}"#, self.day(-54))
        };
        let parcel = self.write(
            &kinds::parcel::PARCEL,
            &[
                ("organisation", organisation),
                ("mineral", "DIA"),
                ("stones", "3840 ct100"),
                ("pieces", "112"),
                ("category", "BOART"),
                ("site", &mine),
                ("pit", &pit.to_string()),
                ("opened", &self.day(-55)),
                (&format!("offers/{}", self.entry(-54, 1)), &offer(trader, "107520 USD")),
                (&format!("offers/{}", self.entry(-54, 2)), &offer(programme, "124992 USD")),
            ],
        )?;
        self.write(
            &kinds::licence::LICENCE,
            &[
                ("kind", "CD_MINER_CARD"),
                ("holder", &members[0].to_string()),
                ("number", "CEA-0001-DEMO"),
                ("valid_from", &self.day(-340)),
                ("valid_to", &self.day(25)),
            ],
        )?;
        Ok((parcel, [trader, programme]))
    }

    /// A savings group and its first two meetings.
    pub(super) fn savings(&self, organisation: &str, members: &[DocumentId]) -> Result<DocumentId> {
        let mut of = values(&[
            ("name", "AVEC Mapendo (démo)"),
            ("organisation", organisation),
            ("cycle_start", &self.day(-180)),
            ("cycle_end", &self.day(185)),
            ("share_price", "2000 CDF"),
            ("shares_max", "5"),
            ("loan_multiple", "3"),
        ]);
        of.extend(members.iter().map(|member| (format!("members/{member}"), "true".to_owned())));
        let group = self.put(&kinds::savings_group::SAVINGS_GROUP, None, of)?;
        for days in [-173, -166] {
            self.meeting(group, days, members)?;
        }
        Ok(group)
    }

    pub(super) fn meeting(
        &self,
        group: DocumentId,
        days: i32,
        members: &[DocumentId],
    ) -> Result<()> {
        let mut of = values(&[("group", &group.to_string()), ("event_date", &self.day(days))]);
        for (at, member) in members.iter().enumerate() {
            of.push((format!("lines/{member}/present"), "true".to_owned()));
            of.push((format!("lines/{member}/shares"), (at % 5 + 1).to_string()));
        }
        self.put(&kinds::savings_meeting::SAVINGS_MEETING, None, of).map(drop)
    }

    /// The parcel is sold: by each device that does not know that the other did.
    pub(crate) fn sale(&self, cooperative: &Cooperative) -> Result<DocumentId> {
        let row = format!("parcels/{}", cooperative.parcel);
        self.write(
            &kinds::sale::SALE,
            &[
                ("organisation", &cooperative.organisation.to_string()),
                ("event_date", &self.day(-30)),
                ("buyer", &cooperative.buyer.to_string()),
                (&format!("{row}/stones"), "3840 ct100"),
                (&format!("{row}/price"), "124992 USD"),
                ("payment", "CASH"),
                ("place", "TOWN"),
            ],
        )
    }

    /// The same meeting is written down: by each device that does not know that the other did.
    pub(crate) fn another_meeting(&self, cooperative: &Cooperative) -> Result<()> {
        self.meeting(cooperative.group, -159, &cooperative.founders)
    }
}
