//! What a [`Scribe`] writes that rules are about: a few documents each, as somebody at a site would write them. There
//! are two documents of a kind, so that they soon say what the other device does not know.

use lisanga_protocol::dictionary::kinds::{
    assembly::ASSEMBLY, certificate::CERTIFICATE, distribution::DISTRIBUTION,
    governance_document::GOVERNANCE_DOCUMENT, incident::INCIDENT, ledger::LEDGER, licence::LICENCE,
    mandate::MANDATE, membership::MEMBERSHIP, mining_site::MINING_SITE, organisation::ORGANISATION,
    parcel::PARCEL, person::PERSON, pit::PIT, production::PRODUCTION,
    recognition_application::RECOGNITION_APPLICATION, roll_call::ROLL_CALL, sale::SALE,
    savings_group::SAVINGS_GROUP, savings_meeting::SAVINGS_MEETING, sharing_scheme::SHARING_SCHEME,
    training_session::TRAINING_SESSION,
};
use lisanga_protocol::numbers;
use serde_json::{Value, json};

use super::scribe::{Scribe, Written};

impl Scribe {
    /// Whatever comes: a scene, or any field of any kind.
    pub(super) fn comes(&mut self) -> Vec<Written> {
        let scenes: [fn(&mut Self) -> Vec<Written>; 19] = [
            Self::scribbles,
            Self::scribbles,
            Self::scribbles,
            Self::scribbles,
            Self::scribbles,
            Self::registers,
            Self::joins,
            Self::settles,
            Self::assembles,
            Self::elects,
            Self::adopts,
            Self::trades,
            Self::shares,
            Self::attends,
            Self::learns,
            Self::saves,
            Self::applies,
            Self::posts,
            Self::takes_back,
        ];
        scenes[self.below(scenes.len())](self)
    }

    /// Somebody who may be another, and may be a child or from elsewhere; who dies, or agrees no more.
    fn registers(&mut self) -> Vec<Written> {
        let birth = self.text(&["1990-03-04", "2010"]);
        let (nationality, day) = (self.text(&["CD", "CD", "AO"]), self.day());
        let (died, entry) = (format!("deceased/{day}"), format!("consents/{}", self.entry(day)));
        let no = json!({
            "event_date": day.to_string(),
            "given": false,
            "purposes": ["SHARE_WITH_BUYER"],
            "form": "ORAL",
        });
        let no = no.to_string();
        let mut texts = vec![
            ("surname", "KABONGO"),
            ("postname", "Démo"),
            ("given_name", "Marie"),
            ("sex", "F"),
            ("mother_name", "NGALULA"),
            ("birth", birth),
            ("nationality", nationality),
        ];
        match self.below(4) {
            0 => texts.push((&died, "true")),
            1 => texts.push((&entry, &no)),
            _ => {}
        }
        vec![Written::new(&PERSON, self.name(), &texts)]
    }

    /// Somebody joins one of two cooperatives under a number, and seldom leaves.
    fn joins(&mut self) -> Vec<Written> {
        let names = [self.name(), self.name()];
        let (organisation, person) = (self.id(&ORGANISATION, names[0]), self.id(&PERSON, names[1]));
        let number = self.text(&["M-1", "M-2", "M-3"]);
        let day = self.day();
        let exit = format!("exits/{}", self.entry(day));
        let left = json!({ "kind": "WITHDRAWAL", "effect_date": day.to_string() }).to_string();
        let mut texts = vec![
            ("organisation", &*organisation),
            ("person", &person),
            ("admitted", "2026-01-02"),
            ("category", "ACTIVE"),
            ("member_no", number),
        ];
        if self.below(12) == 0 {
            texts.push((&exit, &left));
        }
        vec![Written::new(&MEMBERSHIP, &names.join("-"), &texts)]
    }

    /// Organisations and sites are registered by whoever comes to them.
    fn settles(&mut self) -> Vec<Written> {
        let called = self.text(&["Coopérative Lubi", "SCOOPS Loubi"]);
        let law = self.pack.legal_rules.iter().find(|law| law.kind == "COOPERATIVE").unwrap();
        let area = format!("catchment/{}", self.area);
        let texts = [("name", called), ("legal_form", &law.form), (&area, "true")];
        let organisation = Written::new(&ORGANISATION, self.name(), &texts);
        let called = self.text(&["Lubi Pont", "Pont Loubi"]);
        let texts = [("name", called), ("position", "-6134500,23589900,8")];
        vec![organisation, Written::new(&MINING_SITE, self.name(), &texts)]
    }

    /// An assembly is held and decides; who was there and how they voted is known better at one than at the other.
    fn assembles(&mut self) -> Vec<Written> {
        let organisation = self.id(&ORGANISATION, "1");
        let votes = self.text(&["2", "1"]);
        let mut texts = vec![
            ("organisation", &*organisation),
            ("kind", "ORDINARY"),
            ("notice_date", "2026-02-01"),
            ("held_date", "2026-03-01"),
            ("agenda/1/title", "Ordre du jour"),
            ("resolutions/1/kind", "ACCEPT_OFFICERS"),
            ("resolutions/1/votes_for", votes),
            ("resolutions/2/kind", "ADOPT_STATUTES"),
            ("resolutions/2/votes_for", "2"),
        ];
        let there = ["1", "2"].map(|person| {
            let path = format!("attendance/{}/presence", self.id(&PERSON, person));
            (path, if self.below(8) == 0 { "EXCUSED" } else { "PRESENT" })
        });
        texts.extend(there.iter().map(|(path, presence)| (&**path, *presence)));
        vec![Written::new(&ASSEMBLY, self.name(), &texts)]
    }

    /// Somebody is elected, and sits where somebody else sits or sits already.
    fn elects(&mut self) -> Vec<Written> {
        let (organisation, person) = (self.id(&ORGANISATION, "1"), self.one(&PERSON));
        let assembly = self.one(&ASSEMBLY);
        let texts = [
            ("organisation", &*organisation),
            ("person", &person),
            ("organ", "CG"),
            ("position", "PRESIDENT"),
            ("start", "2026-03-01"),
            ("term_months", "36"),
            ("accepted_by", &assembly),
        ];
        vec![Written::new(&MANDATE, self.text(&["1", "2", "3"]), &texts)]
    }

    /// Statutes and rules of sharing are adopted; some were closed with another text.
    fn adopts(&mut self) -> Vec<Written> {
        let (organisation, assembly) = (self.id(&ORGANISATION, "1"), self.one(&ASSEMBLY));
        let day = "2026-03-01".parse().unwrap();
        let lock = format!("locks/{}", self.entry(day));
        let closed = json!({ "event_date": "2026-03-01", "digest": "0".repeat(32) }).to_string();
        let by = [("organisation", &*organisation), ("adopted_by", &assembly)];
        let mut statutes = vec![("kind", "STATUTES"), ("version", "1")];
        if self.below(4) == 0 {
            statutes.push((&lock, &closed));
        }
        let scheme = [
            ("applies_to", "PERIOD_SURPLUS"),
            ("steps/10/base", "REMAINING"),
            ("steps/10/kind", "REST"),
            ("steps/10/account", "465"),
            ("steps/10/to", "MEMBERS"),
        ];
        vec![
            Written::new(&GOVERNANCE_DOCUMENT, self.name(), &[&by[..], &statutes].concat()),
            Written::new(&SHARING_SCHEME, self.name(), &[&by[..], &scheme].concat()),
        ]
    }

    /// A parcel is kept, of which less was weighed, and sold.
    fn trades(&mut self) -> Vec<Written> {
        let (organisation, parcel) = (self.id(&ORGANISATION, "1"), self.id(&PARCEL, "1"));
        let (name, day) = (self.name(), self.day());
        let opened = day.to_string();
        let own = ("organisation", &*organisation);
        let kept = [own, ("mineral", "DIA"), ("stones", "1000 ct100"), ("opened", &opened)];
        let entry = format!("weighings/{}", self.entry(day));
        let weighed = json!({ "event_date": opened, "mineral": "DIA", "stones": "500 ct100" });
        let weighed = weighed.to_string();
        let [stones, price] = ["stones", "price"].map(|part| format!("parcels/{parcel}/{part}"));
        let asked = self.text(&["100000 USD", "90000 USD"]);
        let sold = [own, ("event_date", &opened), (&stones, "1000 ct100"), (&price, asked)];
        match self.below(3) {
            0 => vec![Written::new(&PARCEL, name, &kept)],
            1 => vec![Written::new(&PRODUCTION, name, &[own, (&entry, &weighed)])],
            _ => vec![Written::new(&SALE, name, &sold)],
        }
    }

    /// A sale is shared, and approved by whoever shared it.
    fn shares(&mut self) -> Vec<Written> {
        let (organisation, person) = (self.id(&ORGANISATION, "1"), self.id(&PERSON, "1"));
        let (sale, role) = (self.one(&SALE), self.text(&["PRESIDENT", "TREASURER"]));
        let (of, approval) = (format!("sales/{sale}"), format!("approvals/{role}/person"));
        let mut texts = vec![
            ("organisation", &*organisation),
            (&of, "true"),
            ("gross", "100000 USD"),
            ("simulated/2026-03-12", "true"),
        ];
        if self.below(2) == 0 {
            texts.push((&approval, &person));
        }
        vec![Written::new(&DISTRIBUTION, self.name(), &texts)]
    }

    /// Somebody is at a training or in a pit.
    fn attends(&mut self) -> Vec<Written> {
        let (day, person) = (self.day().to_string(), self.one(&PERSON));
        let pit = self.id(&PIT, "1");
        if self.below(2) == 0 {
            let there = format!("days/{day}/present/{person}");
            return vec![Written::new(&ROLL_CALL, self.name(), &[("pit", &pit), (&there, "true")])];
        }
        let there = format!("attendance/{person}/days/{day}");
        let texts = [("start_date", &*day), (&there, "true")];
        vec![Written::new(&TRAINING_SESSION, self.name(), &texts)]
    }

    /// Somebody gets an attestation and a card; somebody else writes down the number of a case.
    fn learns(&mut self) -> Vec<Written> {
        let (person, day) = (self.one(&PERSON), self.day().to_string());
        let course = self.course.clone();
        let attested = [("person", &*person), ("course", &course), ("issued", &day)];
        let card = self.pack.licences.iter();
        let card = card.clone().find(|kind| kind.needed_by.iter().any(|role| role == "DIGGER"));
        let number = self.text(&["0042", "0043"]);
        let card = [
            ("kind", &*card.unwrap().code),
            ("holder", &person),
            ("number", number),
            ("valid_from", "2026-01-01"),
        ];
        let case = format!("Voir G-{}", numbers::number("K7D", 42));
        vec![
            Written::new(&CERTIFICATE, self.text(&["1", "2", "3"]), &attested),
            Written::new(&LICENCE, self.name(), &card),
            Written::new(&INCIDENT, self.name(), &[("follow_up", &case)]),
        ]
    }

    /// A group of savers meets and lends.
    fn saves(&mut self) -> Vec<Written> {
        let rules = [("share_price", "500 USD"), ("shares_max", "5"), ("loan_multiple", "1")];
        let (group, person) = (self.id(&SAVINGS_GROUP, "1"), self.one(&PERSON));
        let [shares, loan] = ["shares", "loan_taken"].map(|part| format!("lines/{person}/{part}"));
        let (bought, lent) = (self.text(&["1", "2", "6"]), self.text(&["0 USD", "3000 USD"]));
        let day = self.day().to_string();
        let met = [("group", &*group), ("event_date", &day), (&shares, bought), (&loan, lent)];
        vec![
            Written::new(&SAVINGS_GROUP, "1", &rules),
            Written::new(&SAVINGS_MEETING, self.name(), &met),
        ]
    }

    /// What everybody knows from the beginning: an organisation, and what it applied for.
    pub(super) fn begins(&mut self) -> Vec<Written> {
        let mut written = self.applies();
        written.push(Written::new(&ORGANISATION, "1", &[("name", "Coopérative Lubi")]));
        written
    }

    /// An application stands, and a site was told what became of it.
    fn applies(&mut self) -> Vec<Written> {
        let (organisation, day) = (self.id(&ORGANISATION, "1"), self.day());
        let entry = format!("reported_decisions/{}", self.entry(day));
        let outcome = self.text(&["GRANTED", "REJECTED"]);
        let said = json!({ "event_date": day.to_string(), "outcome": outcome }).to_string();
        let step = &self.pack.procedure[0].code;
        let texts = [("organisation", &*organisation), ("step", step), (&entry, &said)];
        vec![Written::new(&RECOGNITION_APPLICATION, "1", &texts)]
    }

    /// An operation of the box, which balances; some numbers of receipts come twice, and some stand in another month.
    fn posts(&mut self) -> Vec<Written> {
        let which = self.below(6);
        // What leaves for the bank in January had arrived by March, if it ever does.
        let day = if which == 2 { "2026-01-10".parse().unwrap() } else { self.day() };
        let (party, cents) = (self.one(&PERSON), (self.below(3) + 1) * 500);
        let usd = format!("{cents} USD");
        let line = |account: &str, side: &str, amount: &str| json!({ "account": account, "side": side, "amount": amount });
        let with = |account: &str, side: &str| json!({ "account": account, "side": side, "amount": usd, "party": party });
        let (code, lines) = match which {
            0 => ("SALE_AGENT", vec![line("571", "D", &usd), with("4621", "C")]),
            1 => ("MEMBER_PAYOUT", vec![with("4621", "D"), line("571", "C", &usd)]),
            2 => ("BANK_DEP", vec![line("585", "D", &usd), line("571", "C", &usd)]),
            3 => ("DUES", vec![line("571", "D", &usd), line("7583", "C", &usd)]),
            4 => ("PURCHASE", vec![line("6052", "D", &usd), line("571", "C", &usd)]),
            _ => {
                let home = self.pack.currencies[0].code.code();
                let (given, held) = (format!("{} {home}", cents * 280), format!("571-{home}"));
                let (bought, sold) = (line("571-USD", "D", &usd), line("4715", "C", &usd));
                let (paid, got) = (line("4715", "D", &given), line(&held, "C", &given));
                ("FX", vec![bought, sold, paid, got])
            }
        };
        let (number, name) = (format!("K7D-{:04}", self.below(8)), self.entry(day));
        let entry = json!({ "event_date": day.to_string(), "type": code, "lines": lines, "receipt_no": number });
        let month = if self.below(10) == 0 { self.day().month() } else { day.month() }.to_string();
        self.posted.push((month.clone(), name.clone(), entry.clone()));
        vec![self.booked(&month, &name, &entry)]
    }

    /// One of the first operations is taken back, whether or not somebody else did so and this device knows of it.
    fn takes_back(&mut self) -> Vec<Written> {
        let at = self.below(self.posted.len().min(4));
        let Some((month, name, entry)) = self.posted.get(at).cloned() else { return Vec::new() };
        let mirrored = |line: &Value| {
            let mut line = line.clone();
            line["side"] = if line["side"] == "D" { "C" } else { "D" }.into();
            line
        };
        let lines: Vec<Value> = entry["lines"].as_array().unwrap().iter().map(mirrored).collect();
        let back = json!({ "event_date": entry["event_date"], "type": "REVERSAL", "lines": lines, "reverses": name });
        let day = entry["event_date"].as_str().unwrap().parse().unwrap();
        let name = self.entry(day);
        vec![self.booked(&month, &name, &back)]
    }

    fn booked(&self, month: &str, name: &str, entry: &Value) -> Written {
        let (organisation, entry) = (self.id(&ORGANISATION, "1"), entry.to_string());
        let at = format!("entries/{name}");
        let own = [("organisation", &*organisation), ("book", "Caisse"), ("month", month)];
        Written::new(&LEDGER, month, &[&own[..], &[(&at, &entry)]].concat())
    }
}
