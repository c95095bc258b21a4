//! A parcel that was sold and shared: simulated with what the roll-call says, approved by the assembly, written into
//! the book and paid to some; the rest waits at the cash desk. The figures are those of domain.md §5.12, example A.

use anyhow::{Context as _, Result};
use lisanga_index::{Index, Known, Sight};
use lisanga_node::capture::cash::Book;
use lisanga_protocol::dictionary::kinds;
use lisanga_protocol::dictionary::paths::escape;
use lisanga_protocol::dictionary::values::{Code, EntryId, Ref};
use lisanga_protocol::documents::ledger::{JournalEntry, Line, Side};
use lisanga_protocol::documents::sharing::{self, Inputs, Part};
use lisanga_protocol::ids::{DocumentId, UserNumber};
use lisanga_protocol::packs::Pack;
use lisanga_protocol::units::{Currency, Money};
use lisanga_protocol::world::World as _;
use lisanga_store::author::Target;
use lisanga_store::places;
use lisanga_tests::world::desk;

use super::{Teller, put, values};

/// On how many of the last days before the weighing each of six members was at the pit.
const WORKED: [i32; 6] = [22, 22, 20, 18, 15, 9];
/// When the parcel was weighed, sold and shared, and when the assembly agreed, in days from today.
const WEIGHED: i32 = -70;
const SOLD: i32 = -62;
const SHARED: i32 = -60;
const AGREED: i32 = -58;
/// To how many members their part is paid.
const PAID: usize = 4;

impl Teller<'_> {
    /// From the pit to the hand of a member.
    pub(super) fn shared(
        &self,
        organisation: DocumentId,
        members: &[DocumentId],
        [buyer, scheme]: [DocumentId; 2],
    ) -> Result<()> {
        let pit = *self.known(&kinds::pit::PIT)?.first().context("a pit")?;
        self.called(pit, members)?;
        let sale = self.dug_and_sold(organisation, pit, buyer)?;
        let (inputs, parts) = self.computed(sale, scheme)?;
        let (id, by) = (organisation.to_string(), self.day(SHARED));
        let mut of = values(&[
            ("organisation", &id),
            ("scheme", &scheme.to_string()),
            ("event_date", &by),
            ("gross", &inputs.gross.to_string()),
            ("costs", &inputs.costs.to_string()),
            ("units", &inputs.units.to_string()),
            ("of_unit", &inputs.of_unit.to_string()),
            ("inputs_hash", &sharing::inputs_hash(&inputs)),
            ("period", &format!("{}/{}", self.day(WEIGHED - WORKED[0]), self.day(WEIGHED - 1))),
            (&format!("sales/{sale}"), "true"),
            (&format!("simulated/{by}"), "true"),
        ]);
        for (member, weights) in &inputs.members {
            let days = weights.get("DAYS_WORKED").copied().unwrap_or(0);
            of.push((format!("inputs/{member}/days"), days.to_string()));
        }
        for part in &parts {
            let row = format!("lines/{}", escape(&part.line));
            of.push((format!("{row}/account"), part.account.to_string()));
            of.push((format!("{row}/amount"), part.amount.to_string()));
        }
        let distribution = self.put(&kinds::distribution::DISTRIBUTION, None, of)?;
        let subject = [("OTHER", Some(distribution))];
        let agreed = self.assembly(&id, ("ORDINARY", AGREED), members, &subject)?.to_string();
        let approved = [("approved_by", agreed.as_str())];
        self.add(&kinds::distribution::DISTRIBUTION, distribution, &approved)?;
        self.paid(organisation, distribution, &inputs, &parts)
    }

    /// The roll-call of the days before the weighing.
    fn called(&self, pit: DocumentId, members: &[DocumentId]) -> Result<()> {
        for days in WEIGHED - WORKED[0]..WEIGHED {
            let day = self.day(days);
            let mut call = values(&[("pit", &pit.to_string()), ("month", &day[..7])]);
            let there = members.iter().zip(WORKED).filter(|(_, worked)| days >= WEIGHED - worked);
            call.extend(
                there.map(|(member, _)| (format!("days/{day}/present/{member}"), "true".into())),
            );
            self.put(&kinds::roll_call::ROLL_CALL, None, call)?;
        }
        Ok(())
    }

    /// What came out of the pit, and its sale for 1,250 dollars.
    fn dug_and_sold(
        &self,
        organisation: DocumentId,
        pit: DocumentId,
        buyer: DocumentId,
    ) -> Result<DocumentId> {
        let (organisation, day) = (organisation.to_string(), self.day(WEIGHED));
        let weighed = format!(
            r#"{{"event_date":"{day}","pit":"{pit}","mineral":"DIA","stones":"4000 ct100","pieces":120}}"#
        );
        self.write(
            &kinds::production::PRODUCTION,
            &[
                ("organisation", &organisation),
                ("month", &day[..7]),
                (&format!("weighings/{}", self.entry(WEIGHED, 3)), &weighed),
            ],
        )?;
        let offer = format!(r#"{{"event_date":"{day}","buyer":"{buyer}","price":"125000 USD"}}"#);
        let parcel = self.write(
            &kinds::parcel::PARCEL,
            &[
                ("organisation", &organisation),
                ("mineral", "DIA"),
                ("stones", "4000 ct100"),
                ("pieces", "120"),
                ("category", "BOART"),
                ("site", &self.mine()),
                ("pit", &pit.to_string()),
                ("opened", &day),
                (&format!("offers/{}", self.entry(WEIGHED, 4)), &offer),
            ],
        )?;
        let row = format!("parcels/{parcel}");
        self.write(
            &kinds::sale::SALE,
            &[
                ("organisation", &organisation),
                ("event_date", &self.day(SOLD)),
                ("buyer", &buyer.to_string()),
                (&format!("{row}/stones"), "4000 ct100"),
                (&format!("{row}/price"), "125000 USD"),
                ("payment", "CASH"),
                ("place", "TOWN"),
            ],
        )
    }

    /// What the site's own programs make of the sale.
    fn computed(&self, sale: DocumentId, scheme: DocumentId) -> Result<(Inputs, Vec<Part>)> {
        let site = &self.device.site;
        let folder = tempfile::tempdir().context("a folder for an index")?;
        let index = Index::open(&folder.path().join("index.db"))?;
        index.catch_up(&site.store)?;
        let (db, scope) = (index.reader()?, site.membership.site);
        let upwards = site.store.write(move |db| places::upwards(db, scope))?;
        let known = Known::new(&db, "fr", Sight::Everything)?;
        let world = known.world(&upwards, Pack::of("CD").context("the pack of the Congo")?);
        let read = |id| world.record(id).map_err(|error| anyhow::anyhow!("{error}"));
        let (sale, scheme) = (read(sale)?.context("a sale")?, read(scheme)?.context("a scheme")?);
        let days = (self.today.after(WEIGHED - WORKED[0]), self.today.after(WEIGHED - 1));
        let days = days.0.zip(days.1).context("days")?;
        let inputs = sharing::gather(&world, &sale, Money::new(15_000, Currency::USD), days)
            .map_err(|error| anyhow::anyhow!("{error}"))?;
        let parts = sharing::share(&sharing::steps(&scheme), &inputs)?;
        Ok((inputs, parts))
    }

    /// The operation of the sale, and the first payouts.
    fn paid(
        &self,
        organisation: DocumentId,
        distribution: DocumentId,
        inputs: &Inputs,
        parts: &[Part],
    ) -> Result<()> {
        let day = self.today.after(AGREED).context("a day")?;
        let code = |text: &str| text.parse::<Code>().context("a code");
        let line = |account: Code, side, amount, member: Option<DocumentId>| Line {
            account,
            side,
            amount,
            party: member.map(|member| Ref(member.0)),
            tag: None,
        };
        let operation = |of: &str, lines| -> Result<JournalEntry> {
            Ok(JournalEntry {
                event_date: day,
                r#type: code(of)?,
                text: Some("Partage du colis (démo)".to_owned()),
                receipt_no: None,
                receipt: None,
                counterparty: None,
                reverses: None,
                lines,
            })
        };
        let mut lines = vec![line(code("571")?, Side::D, inputs.gross, None)];
        lines.extend(sharing::credits(parts));
        let sold = operation("SALE_AGENT", lines)?;
        let mut payouts = Vec::new();
        for part in parts.iter().filter(|part| part.member.is_some()).take(PAID) {
            let due = line(part.account.clone(), Side::D, part.amount, part.member);
            let from = line(code("571")?, Side::C, part.amount, None);
            payouts.push((part.clone(), operation("MEMBER_PAYOUT", vec![due, from])?));
        }
        let entry = |number| self.entry(AGREED, number).parse::<EntryId>().context("an entry");
        let ids = (1..).take(1 + payouts.len()).map(entry).collect::<Result<Vec<_>>>()?;
        let book =
            Book { organisation: Ref(organisation.0), name: "Caisse".into(), kind: code("COOP")? };
        desk(&self.device.site).batch(UserNumber(1), move |author| {
            let ledger = book.post(author, &ids[0], &sold)?;
            let mut of = values(&[
                ("posted_in", &ledger.to_string()),
                ("posted_as", &ids[0].to_string()),
            ]);
            let mut payments = Vec::new();
            for (id, (part, payout)) in ids[1..].iter().zip(payouts) {
                let receipt = author.next_number()?;
                let payment = format!(
                    r#"{{"event_date":"{day}","line":"{}","amount":"{}","receipt_no":"{receipt}"}}"#,
                    part.line, part.amount
                );
                payments.push((format!("payments/{id}"), payment));
                book.post(author, id, &JournalEntry { receipt_no: Some(receipt), ..payout })?;
            }
            of.extend(payments);
            let kind = &kinds::distribution::DISTRIBUTION;
            put(author, kind, Target::Existing(distribution), &of).map(drop)
        })?;
        Ok(())
    }
}
