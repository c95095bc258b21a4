//! No. 6: the result of a vote is one. Where tellers wrote down different counts, whoever presides and whoever keeps
//! the minutes sign for the same one (domain.md §9.3 no. 6; §4: both of the sitting sign the minutes).
//!
//! A signature writes the value like any edit, and is appended to what is decided about the item. Two who sign apart
//! for the same value agree once they meet; two who do not stand before the same item as before. Where a site has no
//! two such people, its coordinator stands in for whoever is missing; where it has neither, the coordinator alone
//! chooses, and signs nothing. A signed count that is changed afterwards is looked at again.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use super::{
    Claim, ReviewItem,
    found::{About, field, item, itself},
};
use crate::{
    dictionary::{
        forms::json_of,
        kinds::{
            assembly::ASSEMBLY, device::DEVICE, election::ELECTION, kind_by_number, review::REVIEW,
        },
        paths::unescape,
        place,
    },
    ids::DocumentId,
    world::{Record, Unreadable, World},
};

/// The decision that signs for a value.
pub const SIGNED: &str = "SIGNED";
/// The function that presides.
const PRESIDENT: &str = "PRESIDENT";
/// The function that keeps the minutes.
const SECRETARY: &str = "SECRETARY";
/// The function that stands in for one of them.
const COORDINATOR: &str = "SITE_COORD";
/// Who signs, in the order in which they are asked: the first two of whom a site has two people.
const PAIRS: [[&str; 2]; 3] =
    [[PRESIDENT, SECRETARY], [PRESIDENT, COORDINATOR], [SECRETARY, COORDINATOR]];

/// What the facts of an item begin with that name whom it asks.
const ASKS: &str = "ASKS ";

/// Who signed for what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Signature {
    /// The function, a code of the list `SITE_ROLE`.
    pub function: String,
    /// The value, as JSON.
    pub value: String,
    /// What the device calls them.
    pub user: String,
}

/// Who signed, and who is asked to, as the facts of an item say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// The functions that sign; the coordinator alone if there are no two.
    pub asked: Vec<String>,
    /// The last signature of everybody who signed.
    pub signed: Vec<Signature>,
}

impl Signing {
    /// As the facts of an item say.
    #[must_use]
    pub fn of(facts: &[String]) -> Self {
        let asked = facts.iter().filter_map(|fact| fact.strip_prefix(ASKS)).map(str::to_owned);
        let signature = |fact: &String| {
            let mut parts = fact.splitn(3, ' ').map(str::to_owned);
            let (function, value, user) = (parts.next()?, parts.next()?, parts.next()?);
            Some(Signature { function, value, user })
        };
        let signed = facts.iter().filter(|fact| !fact.starts_with(ASKS)).filter_map(signature);
        Self { asked: asked.collect(), signed: signed.collect() }
    }

    fn facts(&self) -> Vec<String> {
        let asked = self.asked.iter().map(|function| format!("{ASKS}{function}"));
        let signed = self.signed.iter().map(|s| format!("{} {} {}", s.function, s.value, s.user));
        asked.chain(signed).collect()
    }

    /// Whether somebody of this function signs.
    #[must_use]
    pub fn asks(&self, function: &str) -> bool {
        self.asked.iter().any(|asked| asked == function)
    }

    /// The functions that are asked and have not signed.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let signed = |function: &&str| self.signed.iter().any(|s| s.function == **function);
        self.asked.iter().map(String::as_str).filter(move |function| !signed(function))
    }

    /// Whether a choice is signed for: where one alone is asked and nobody signed before, the choice is enough.
    #[must_use]
    pub fn is_signed_for(&self) -> bool {
        self.asked.len() > 1 || !self.signed.is_empty()
    }

    /// Whether two people in two functions signed for a value, or the one who is asked.
    fn is_settled(&self, value: &str) -> bool {
        let theirs: Vec<&Signature> = self.signed.iter().filter(|s| s.value == value).collect();
        let alone = matches!(&self.asked[..], [only] if theirs.iter().any(|s| s.function == *only));
        let two = |one: &&&Signature| {
            theirs.iter().any(|other| other.user != one.user && other.function != one.function)
        };
        alone || theirs.iter().any(|one| two(&one))
    }
}

/// Documents that hold counts, and signatures for them.
#[expect(clippy::unnecessary_wraps, reason = "every rule is asked in the same way")]
pub(super) fn of_counts(_: &dyn World, record: &Record) -> Result<About, Unreadable> {
    let mut about = itself(record, &[&ASSEMBLY, &ELECTION]);
    about.extend(field(record, &[&REVIEW], "subject"));
    Ok(about)
}

pub(super) fn votes_apart(world: &dyn World, about: &str) -> Result<Vec<ReviewItem>, Unreadable> {
    let record = DocumentId::from_hex(about).map(|id| world.record(id)).transpose()?.flatten();
    let Some(record) = record else { return Ok(Vec::new()) };
    let mut apart: BTreeMap<String, Vec<Claim>> = world.apart(record.id)?.into_iter().collect();
    let mut signed = BTreeMap::<String, Signed>::new();
    for review in world.referring(record.id, &REVIEW)? {
        if review.own.reference("subject") == Some(record.id) {
            signed.entry(review.own.text("path").to_owned()).or_default().hear(&review);
        }
    }
    let paths: BTreeSet<String> = apart.keys().chain(signed.keys()).cloned().collect();
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let asked = asked(world)?;
    let mut items = Vec::new();
    for path in paths {
        let Signed { last, values, .. } = signed.remove(&path).unwrap_or_default();
        let signing = Signing { asked: asked.clone(), signed: last.into_values().collect() };
        let stands = standing(&record, &path);
        let claims = apart.remove(&path);
        if claims.is_none() && (signing.signed.is_empty() || signing.is_settled(&stands)) {
            continue;
        }
        let mut found = item("votes_apart", vec![record.id], &path, signing.facts());
        found.values = claims.unwrap_or_else(|| candidates(&record, &path, values, stands));
        items.push(found);
    }
    Ok(items)
}

/// What was signed about one count.
#[derive(Default)]
struct Signed {
    /// The last signature of each user, with its entry.
    entries: BTreeMap<String, String>,
    last: BTreeMap<String, Signature>,
    /// What stood there when somebody signed.
    values: BTreeSet<String>,
}

impl Signed {
    fn hear(&mut self, review: &Record) {
        self.values.extend(review.elements("values").map(str::to_owned));
        for row in review.rows("decisions").iter().filter(|row| row.text("decision") == SIGNED) {
            let [function, value, user, entry] =
                ["function", "value", "user", "id"].map(|part| row.text(part).to_owned());
            if self.entries.get(&user).is_none_or(|known| *known < entry) {
                self.entries.insert(user.clone(), entry);
                self.last.insert(user.clone(), Signature { function, value, user });
            }
        }
    }
}

/// The functions that sign for a count at this site.
fn asked(world: &dyn World) -> Result<Vec<String>, Unreadable> {
    let mut people = BTreeMap::<String, BTreeSet<String>>::new();
    for device in world.all(&DEVICE)? {
        for user in device.rows("users").iter().filter(|user| !user.has("ended")) {
            let function = people.entry(user.text("role").to_owned()).or_default();
            function.insert(user.text("name").to_owned());
        }
    }
    let of = |function: &str| people.get(function).into_iter().flatten();
    // Whoever has both functions on two devices is one.
    let two = |pair: &&[&str; 2]| of(pair[0]).any(|one| of(pair[1]).any(|other| other != one));
    let pair = PAIRS.iter().find(two).map_or(&[COORDINATOR][..], |pair| &pair[..]);
    Ok(pair.iter().map(|function| (*function).to_owned()).collect())
}

/// What stands at a path, as JSON.
fn standing(record: &Record, path: &str) -> String {
    let parts: Vec<&str> = path.split('/').collect();
    let cell = match parts[..] {
        [collection, key, part] => {
            let key = unescape(key).unwrap_or_default();
            let row = record.as_written().rows(collection).iter().find(|row| {
                let number = row.number("key").map(|number| number.to_string());
                number.as_deref().unwrap_or(row.text("key")) == key
            });
            row.and_then(|row| row.0.get(part))
        }
        _ => None,
    };
    cell.unwrap_or(&Json::Null).to_string()
}

/// What can be chosen where nothing stands apart any more: what did, and what stands there now.
fn candidates(
    record: &Record,
    path: &str,
    mut values: BTreeSet<String>,
    stands: String,
) -> Vec<Claim> {
    values.remove(&stands);
    let kind = kind_by_number(record.id.kind());
    let of = kind.and_then(|kind| place(kind, path).ok()).and_then(|at| at.leaf().value_type());
    let claim = |text: String| {
        let value = of.and_then(|of| of.scalar(&text)).unwrap_or(automerge::ScalarValue::Null);
        let is_it = serde_json::from_str(&text).is_ok_and(|said: Json| said == json_of(&value));
        is_it.then(|| Claim { value, actor: String::new(), counter: 0 })
    };
    values.into_iter().chain([stands]).filter_map(claim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{rules::tests::found, world::InMemory};

    /// A device whose users have these names and functions.
    fn device(world: &mut InMemory, name: &str, users: &[(&str, &str)]) {
        for (at, (user, function)) in (1..).zip(users) {
            let [called, role] = ["name", "role"].map(|part| format!("users/{at}/{part}"));
            world.put(&DEVICE, name, &[(&called, user), (&role, function)]);
        }
    }

    fn counted(world: &mut InMemory, votes: &str) {
        world.put(&ASSEMBLY, "a", &[("resolutions/1/votes_for", votes)]);
    }

    /// Two devices on which two tellers wrote down different counts, with these users on the first.
    fn apart(users: &[(&str, &str)]) -> [InMemory; 2] {
        let mut one = InMemory::of_device("CD", 1);
        device(&mut one, "one", users);
        one.put(&ASSEMBLY, "a", &[("resolutions/1/kind", "ACCOUNTS")]);
        let mut other = InMemory::of_device("CD", 2);
        other.hears(&one);
        counted(&mut one, "31");
        counted(&mut other, "13");
        meet(&mut one, &mut other);
        [one, other]
    }

    fn meet(one: &mut InMemory, other: &mut InMemory) {
        one.hears(other);
        other.hears(one);
    }

    fn item(world: &InMemory) -> ReviewItem {
        let items = found(world, "votes_apart");
        assert_eq!(items.len(), 1, "{items:?}");
        items[0].clone()
    }

    /// Somebody signs for a count, at this second.
    fn signs(world: &mut InMemory, (user, function): (&str, &str), votes: &str, second: u8) {
        let found = item(world);
        let name = found.id.to_string();
        let subject = found.subjects[0].to_string();
        let own = [("item", &*name), ("rule", "votes_apart"), ("subject", &subject)];
        let review = world.put(&REVIEW, &name, &own);
        world.put(&REVIEW, &name, &[("path", &found.path)]);
        for claim in &found.values {
            let value = json_of(&claim.value);
            world.write(review, &format!("values/{value}"), true.into());
        }
        let said = serde_json::json!({
            "event_date": "2026-06-30", "decision": SIGNED,
            "value": votes, "user": user, "function": function,
        });
        let entry = format!("decisions/01JZ00000000000000000000{second:02}");
        world.write(review, &entry, said.to_string().into());
        counted(world, votes);
    }

    const MARIE: (&str, &str) = ("Marie", PRESIDENT);
    const JOSEPH: (&str, &str) = ("Joseph", SECRETARY);
    const ALPHONSE: (&str, &str) = ("Alphonse", COORDINATOR);

    #[test]
    fn two_sign_for_the_same_result_and_until_then_it_is_looked_at() {
        let [mut one, mut other] = apart(&[MARIE, JOSEPH, ALPHONSE]);
        let before = item(&one);
        assert_eq!(before, item(&other));
        let asked = Signing::of(&before.facts);
        assert!(asked.asks(PRESIDENT) && asked.asks(SECRETARY) && !asked.asks(COORDINATOR));
        signs(&mut one, MARIE, "31", 1);
        meet(&mut one, &mut other);
        let now = item(&other);
        assert_eq!(now.id, before.id, "one item from the first count to the last signature");
        let signing = Signing::of(&now.facts);
        assert_eq!(signing.missing().collect::<Vec<_>>(), [SECRETARY]);
        assert_eq!(signing.signed[0].user, "Marie");
        // What the other teller wrote can still be chosen.
        let values: Vec<String> =
            now.values.iter().map(|claim| json_of(&claim.value).to_string()).collect();
        assert_eq!(values, ["13", "31"]);
        // Whoever signs twice is still one.
        signs(&mut other, MARIE, "31", 2);
        assert_eq!(Signing::of(&item(&other).facts).signed.len(), 1);
        signs(&mut other, JOSEPH, "31", 3);
        meet(&mut one, &mut other);
        assert_eq!([found(&one, "votes_apart"), found(&other, "votes_apart")], [[], []]);
        // Whoever changes it afterwards stands before both signatures.
        counted(&mut one, "30");
        assert_eq!(Signing::of(&item(&one).facts).signed.len(), 2);
    }

    #[test]
    fn who_sign_apart_for_the_same_agree_and_who_do_not_sign_again() {
        let [mut one, mut other] = apart(&[MARIE, JOSEPH]);
        signs(&mut one, MARIE, "31", 1);
        signs(&mut other, JOSEPH, "13", 2);
        meet(&mut one, &mut other);
        let now = item(&one);
        assert_eq!(now, item(&other));
        assert_eq!((now.values.len(), Signing::of(&now.facts).missing().count()), (2, 0));
        signs(&mut one, MARIE, "13", 3);
        meet(&mut one, &mut other);
        assert_eq!([found(&one, "votes_apart"), found(&other, "votes_apart")], [[], []]);
        let [mut one, mut other] = apart(&[MARIE, JOSEPH]);
        signs(&mut one, MARIE, "13", 1);
        signs(&mut other, JOSEPH, "13", 2);
        meet(&mut one, &mut other);
        assert_eq!([found(&one, "votes_apart"), found(&other, "votes_apart")], [[], []]);
    }

    #[test]
    fn a_coordinator_stands_in_for_whoever_a_site_does_not_have() {
        let [mut one, _] = apart(&[JOSEPH, ALPHONSE]);
        let signing = Signing::of(&item(&one).facts);
        assert_eq!(signing.asked, [SECRETARY, COORDINATOR]);
        signs(&mut one, ALPHONSE, "31", 1);
        assert_eq!(Signing::of(&item(&one).facts).missing().collect::<Vec<_>>(), [SECRETARY]);
        signs(&mut one, JOSEPH, "31", 2);
        assert!(found(&one, "votes_apart").is_empty());
        // Nobody is two, whatever functions they have on how many devices.
        let [one, _] = apart(&[("Marie", PRESIDENT), ("Marie", SECRETARY), ALPHONSE]);
        assert_eq!(Signing::of(&item(&one).facts).asked, [PRESIDENT, COORDINATOR]);
        // Whoever left is asked for nothing.
        let [mut one, _] = apart(&[MARIE, JOSEPH, ALPHONSE]);
        one.put(&DEVICE, "one", &[("users/1/ended", "2026-06-01")]);
        assert_eq!(Signing::of(&item(&one).facts).asked, [SECRETARY, COORDINATOR]);
        // Where there is nobody else the coordinator chooses, and that is all.
        let [mut one, _] = apart(&[ALPHONSE]);
        assert!(!Signing::of(&item(&one).facts).is_signed_for());
        counted(&mut one, "31");
        assert!(found(&one, "votes_apart").is_empty());
    }
}
