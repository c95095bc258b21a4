//! What a person has to look at: what rules found, less what somebody explained and is still as it was explained.

use std::collections::BTreeMap;

use lisanga_protocol::dictionary::kinds::distribution::DISTRIBUTION;
use lisanga_protocol::dictionary::kinds::review::REVIEW;
use lisanga_protocol::dictionary::kinds::sale::SALE;
use lisanga_protocol::dictionary::kinds::savings_group::SAVINGS_GROUP;
use lisanga_protocol::dictionary::kinds::savings_meeting::SAVINGS_MEETING;
use lisanga_protocol::ids::{DocumentId, Scope};
use lisanga_protocol::rules::{Breach, Said, Severity, alias, is_settled, named, state};
use lisanga_store::StoreError;
use serde_json::Value as Json;

use crate::ask::{Known, Row};
use crate::books::Book;
use crate::nonsense;

/// What holds back payments to somebody.
const WITHHOLD: [&str; 3] = ["same_person", "not_adult", "not_national"];

/// Something a person has to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Where.
    pub scope: Scope,
    /// Its id, in hexadecimal.
    pub id: String,
    /// The rule.
    pub rule: String,
    /// Where.
    pub path: String,
    /// The documents.
    pub subjects: Vec<DocumentId>,
    /// Values that stand at the same time, each with actor and counter.
    pub claims: Vec<Json>,
    /// What else was found.
    pub facts: Vec<String>,
    /// What was decided about it so far, in order.
    pub said: Vec<Said>,
}

impl Item {
    /// What can be done about it follows from this.
    #[must_use]
    pub fn breach(&self) -> Breach<'_> {
        Breach { rule: &self.rule, subjects: &self.subjects, path: &self.path, facts: &self.facts }
    }

    /// Whether somebody explained it as it is now.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        is_settled(&self.said, &state(&self.breach()))
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        named(&self.rule).map_or(Severity::Information, |rule| rule.severity)
    }
}

/// Item and scope, whether somebody decided about it, rule, and what else stands in its row.
type Found = (Vec<u8>, Vec<u8>, bool, String, [String; 4]);

impl Known<'_> {
    /// What a person has to look at, what matters most first; about one document, or all.
    pub fn review(&self, about: Option<DocumentId>) -> Result<Vec<Item>, StoreError> {
        let mut items = self.found(about)?;
        items.retain(|item| !item.is_settled());
        Ok(items)
    }

    /// What was explained and is still found as it was then: it can be looked at again.
    pub fn explained(&self) -> Result<Vec<Item>, StoreError> {
        let mut items = self.found(None)?;
        items.retain(Item::is_settled);
        Ok(items)
    }

    /// What stands behind the number of a receipt that was given twice, once it was decided that both are kept: by
    /// operation.
    pub fn aliases(&self) -> Result<BTreeMap<String, String>, StoreError> {
        let items = self.explained()?.into_iter().filter(|item| item.rule == "receipt_twice");
        let of = |item: Item| {
            let alias = |entry: &String| Some((entry.clone(), alias(&item.facts, entry)?));
            item.facts.iter().filter_map(alias).collect::<Vec<_>>()
        };
        Ok(items.flat_map(of).collect())
    }

    /// How many things a person has to look at in each scope.
    pub fn review_counts(&self) -> Result<BTreeMap<Scope, u64>, StoreError> {
        let mut counts = BTreeMap::new();
        for item in self.review(None)? {
            *counts.entry(item.scope).or_default() += 1;
        }
        Ok(counts)
    }

    /// What has to be decided before money is paid out on a document: open items that block, about it or about what
    /// it rests on: a sharing on its sales and their parcels.
    pub fn blocking(&self, document: DocumentId) -> Result<Vec<Item>, StoreError> {
        let mut items = Vec::<Item>::new();
        for document in self.rests_on(document)? {
            for item in self.review(Some(document))? {
                if item.severity() == Severity::Blocking && !items.contains(&item) {
                    items.push(item);
                }
            }
        }
        Ok(items)
    }

    /// What has to be decided before somebody is paid: whether they are one with another, and may be a member.
    pub fn withholding(&self, person: DocumentId) -> Result<Vec<Item>, StoreError> {
        let mut items = self.review(Some(person))?;
        items.retain(|item| WITHHOLD.contains(&item.rule.as_str()));
        Ok(items)
    }

    /// What has to be decided before more is paid out of a box of a book: it would hold less than nothing.
    pub fn overdrawn(&self, book: &Book, account: &str) -> Result<Vec<Item>, StoreError> {
        let mut found = Vec::new();
        for (_, ledger) in &book.months {
            found.extend(self.review(Some(*ledger))?);
        }
        let of = |item: &Item| item.path.split(' ').next() == Some(account);
        found.retain(|item| item.rule == "below_zero" && of(item));
        Ok(found)
    }

    /// A document, and those that what it says follows from: a sharing from its sales and their parcels, and from the
    /// assembly that adopted its scheme; what a group of savers shares out from its meetings.
    fn rests_on(&self, document: DocumentId) -> Result<Vec<DocumentId>, StoreError> {
        let all = |table: &str, column: &str, of: DocumentId| -> Result<Vec<_>, StoreError> {
            let rows = self.rows(of, table)?;
            let named = rows.iter().filter_map(|row| DocumentId::from_hex(row[column].as_str()?));
            Ok(named.collect())
        };
        let mut found = vec![document];
        if document.kind() == DISTRIBUTION.number {
            found.extend(all("distribution__sales", "value", document)?);
            let named = |id: DocumentId, field: &str| -> Result<Option<DocumentId>, StoreError> {
                let text = self.one(id)?.map(|shown| shown.text(field));
                Ok(text.and_then(|text| DocumentId::from_hex(&text)))
            };
            if let Some(scheme) = named(document, "scheme")? {
                found.push(scheme);
                found.extend(named(scheme, "adopted_by")?);
            }
        }
        if document.kind() == SAVINGS_GROUP.number {
            let mut statement = self.db.prepare_cached(&format!(
                "SELECT DISTINCT document FROM refers WHERE target = ?1 AND kind = ?2{}",
                self.seen
            ))?;
            let key = rusqlite::params![&document.0[..], SAVINGS_MEETING.number];
            let meetings = statement.query_map(key, |row| row.get::<_, Vec<u8>>(0))?;
            for meeting in meetings {
                found.extend(DocumentId::from_slice(&meeting?));
            }
        }
        for sale in found.clone().into_iter().filter(|id| id.kind() == SALE.number) {
            found.extend(all("sale__parcels", "key", sale)?);
        }
        Ok(found)
    }

    /// Everything that rules find, what matters most first.
    fn found(&self, about: Option<DocumentId>) -> Result<Vec<Item>, StoreError> {
        let sql = format!(
            "SELECT item, scope, rule, path, subjects, claims, facts,
             EXISTS (SELECT 1 FROM decided d WHERE d.scope = finding.scope
                     AND d.item = lower(hex(finding.item)))
             FROM finding
             WHERE (?1 IS NULL OR item IN (SELECT item FROM finding_subject WHERE document = ?1)){}
             ORDER BY item, scope",
            self.seen
        );
        let mut statement = self.db.prepare_cached(&sql)?;
        let about = about.map(|id| id.0.to_vec());
        let rows = statement.query_map([about], |row| -> rusqlite::Result<Found> {
            let texts = [row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?];
            Ok((row.get(0)?, row.get(1)?, row.get(7)?, row.get(2)?, texts))
        })?;
        let mut items = rows.map(|row| self.item(row?)).collect::<Result<Vec<_>, _>>()?;
        let order = |item: &Item| (item.severity(), named(&item.rule).map(|rule| rule.number));
        items.sort_by_key(order);
        Ok(items)
    }

    fn item(&self, (item, scope, decided, rule, texts): Found) -> Result<Item, StoreError> {
        let [path, subjects, claims, facts] = texts;
        let scope = Scope::from_slice(&scope).ok_or_else(nonsense)?;
        let damaged = |_| nonsense();
        let subjects: Vec<String> = serde_json::from_str(&subjects).map_err(damaged)?;
        let subjects = subjects.iter().filter_map(|id| DocumentId::from_hex(id)).collect();
        let id = u128::from_be_bytes(*item.first_chunk().unwrap_or(&[0; 16]));
        let id = format!("{id:032x}");
        let claims = serde_json::from_str(&claims).map_err(damaged)?;
        let facts = serde_json::from_str(&facts).map_err(damaged)?;
        let said = if decided { self.said(&id)? } else { Vec::new() };
        Ok(Item { scope, id, rule, path, subjects, claims, facts, said })
    }

    /// What was decided about an item, in order: where it was found, or at each of the sites it is about.
    fn said(&self, item: &str) -> Result<Vec<Said>, StoreError> {
        let mut statement =
            self.db.prepare_cached("SELECT scope FROM decided WHERE item = ?1 ORDER BY scope")?;
        let scopes = statement.query_map([item], |row| row.get::<_, Vec<u8>>(0))?;
        let said = |row: &Row| {
            let text = |column| row.get(column).and_then(Json::as_str).map(str::to_owned);
            Some(Said {
                entry: text("id")?,
                code: text("decision")?,
                state: text("state"),
                text: text("text").unwrap_or_default(),
            })
        };
        let mut all = Vec::<Said>::new();
        for scope in scopes {
            let scope = Scope::from_slice(&scope?).ok_or_else(nonsense)?;
            let id = DocumentId::natural(REVIEW.number, scope, item.as_bytes());
            all.extend(self.rows(id, "review__decisions")?.iter().filter_map(said));
        }
        all.sort_by(|one, other| one.entry.cmp(&other.entry));
        // What is about two sites is said at both under one id.
        all.dedup_by(|one, other| one.entry == other.entry);
        Ok(all)
    }
}
