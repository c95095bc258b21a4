//! What a savings group has lent: to whom, since when, what is still owed, until when, and where each loan stands.

use lisanga_protocol::dictionary::lists::LOAN_STATE;
use lisanga_protocol::documents::loans::{self, Loan};
use lisanga_protocol::units::Date;
use lisanga_protocol::world::{Record, Unreadable, World};

use crate::beside::{Row, Table};
use crate::related::Place;
use crate::show;

impl Place<'_> {
    /// The loans of a group, those that are still owed first; none if it never lent anything.
    pub(crate) fn loans(
        &self,
        world: &dyn World,
        group: &Record,
        today: Date,
    ) -> Result<Option<Table>, Unreadable> {
        let words = self.words;
        let mut lent = loans::of(world, group, Some(today))?;
        lent.sort_by_key(|loan| (loan.open().minor <= 0, loan.given, loan.person));
        let row = |loan: &Loan| {
            let state = loan.state(today);
            let said = words.language.code(LOAN_STATE, state).unwrap_or(state).to_owned();
            let asked = loan.request.map(|request| (self.address)(request));
            let plain = |text: String| (text, None);
            let cells = vec![
                self.link(loan.person),
                (show::date(loan.given, words), asked),
                plain(show::money(loan.amount, words)),
                plain(show::money(loan.open(), words)),
                plain(show::date(loan.until, words)),
                plain(said),
            ];
            Row { cells, marked: state.starts_with("OVERDUE") }
        };
        Ok((!lent.is_empty()).then(|| Table {
            title: words.say("loans-title"),
            columns: vec![
                words.label("loan-borrower").to_owned(),
                words.say("loans-given"),
                words.say("loans-amount"),
                words.label("loan-owed").to_owned(),
                words.label("loan-due").to_owned(),
                words.label("loan-state").to_owned(),
            ],
            rows: lent.iter().map(row).collect(),
        }))
    }
}
