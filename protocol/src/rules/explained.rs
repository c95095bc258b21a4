//! An explanation holds for what was explained. When something else is found at the same place, the next overdraft of
//! a box or a larger one, it is shown again (domain.md §9.3).

use super::{Breach, SIGNED};
use crate::ids::Hash;

/// Something that was decided about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The id of the entry; those of one item sort by when they were made.
    pub entry: String,
    /// The code of the decision.
    pub code: String,
    /// The [`state`] it was about; none if it was written by a program that did not say.
    pub state: Option<String>,
    /// The explanation.
    pub text: String,
}

/// What was found, in short: the same on every replica as long as the same is found. Of two that may be one it is
/// only that they may be one; of what was paid too much or taken back twice the amount, wherever a correction would be
/// written.
#[must_use]
pub fn state(breach: &Breach<'_>) -> String {
    let facts = match breach.rule {
        "same_person" | "organisation_twice" | "site_twice" => &[],
        "reversed_twice" => breach.facts.get(..3).unwrap_or_default(),
        "paid_too_much" => breach.facts.get(..1).unwrap_or_default(),
        _ => breach.facts,
    };
    let parts: Vec<&[u8]> = facts.iter().map(String::as_bytes).collect();
    let short = Hash::of("review state", &parts).short();
    format!("{:032x}", u128::from_be_bytes(short))
}

/// Whether an item in this state needs nobody any more: the last that was decided about just this, or about whatever
/// may be found there, does not ask for it to be looked at again. `said` is in the order of its entries.
#[must_use]
pub fn is_settled(said: &[Said], state: &str) -> bool {
    // What does not say what it was about held for all there was, until somebody knew better.
    let known = said.iter().any(|said| said.state.is_some());
    let about = |said: &&Said| match &said.state {
        Some(about) => about == state,
        None => said.code == "REOPEN" || !known,
    };
    // Whoever asked the site for something decided nothing yet; whether enough signed is the rule's to say.
    let open = ["REOPEN", "ASKED", SIGNED];
    said.iter().rfind(about).is_some_and(|said| !open.contains(&said.code.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: &str, state: Option<&str>) -> Said {
        let state = state.map(str::to_owned);
        Said { entry: String::new(), code: code.to_owned(), state, text: String::new() }
    }

    fn found(rule: &str, facts: &[&str]) -> String {
        let facts: Vec<String> = facts.iter().map(|fact| (*fact).to_owned()).collect();
        state(&Breach { rule, subjects: &[], path: "", facts: &facts })
    }

    #[test]
    fn an_explanation_holds_for_what_was_explained_and_for_nothing_else() {
        assert!(!is_settled(&[], "first"));
        let first = [said("EXPLAINED", Some("first"))];
        assert!(is_settled(&first, "first") && !is_settled(&first, "second"));
        // Two that were explained apart are both explained.
        let both = [said("EXPLAINED", Some("second")), said("EXPLAINED", Some("first"))];
        assert!(is_settled(&both, "first") && is_settled(&both, "second"));
    }

    #[test]
    fn what_is_to_be_looked_at_again_is_open_until_it_is_explained_again() {
        let mut all = vec![said("EXPLAINED", Some("first")), said("REOPEN", None)];
        assert!(!is_settled(&all, "first"));
        all.push(said("EXPLAINED", Some("first")));
        assert!(is_settled(&all, "first"));
    }

    #[test]
    fn an_older_explanation_holds_until_one_says_what_it_is_about() {
        let mut all = vec![said("EXPLAINED", None)];
        assert!(is_settled(&all, "first") && is_settled(&all, "second"));
        all.push(said("EXPLAINED", Some("second")));
        assert!(!is_settled(&all, "first") && is_settled(&all, "second"));
    }

    #[test]
    fn another_amount_is_another_state_but_two_who_are_not_one_stay_two() {
        assert_ne!(found("below_zero", &["2026-03-05"]), found("below_zero", &["2026-03-06"]));
        assert_eq!(found("same_person", &["80"]), found("same_person", &["90"]));
        let moved = ["500 USD", "2026-04-01", "later"];
        assert_eq!(found("paid_too_much", &["500 USD"]), found("paid_too_much", &moved));
    }
}
