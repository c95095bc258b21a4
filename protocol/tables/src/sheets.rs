//! Training sheets and cash books: tables that are no register of one kind.
//!
//! A training sheet has a row for each participant and says in every row, or only where it changes, which
//! training it was. A cash book has a row for each operation. Both become rows with problems; which
//! documents they become is decided by the caller, who knows courses, persons and accounts. A book that was exported
//! is read by [`crate::exported`].

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use automerge::ScalarValue;
use lisanga_protocol::{
    dictionary::{
        Problem as Wrong,
        forms::{TypeName, text_of},
        kind::Type,
        lists::SEX,
    },
    languages::Language,
    packs::Pack,
    units::{Currency, Date, Money},
};

use crate::{
    cells::{Fault, currency, date, decimal, money, read_cell},
    folding::{fold, squeeze},
    mapping::MappingFault,
    plan::Problem,
    rejects::with_problems,
    text::{Row, Sheet},
};

/// A sheet that was read, with what is wrong in its rows.
#[derive(Clone, Debug)]
pub struct Read<T> {
    /// What could be read.
    pub items: Vec<T>,
    /// What is wrong, by the line. Such a row is in no item.
    pub problems: BTreeMap<u64, Vec<Problem>>,
}

impl<T> Read<T> {
    /// The wrong rows as a file to correct; none if nothing is wrong.
    #[must_use]
    pub fn rejects(&self, sheet: &Sheet, language: &Language) -> Option<Vec<u8>> {
        let problems = self.problems.iter().map(|(line, found)| (*line, found.as_slice()));
        with_problems(sheet, &problems.collect(), language)
    }
}

/// A training and who was there on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Training {
    /// What it was called.
    pub title: String,
    /// The code of its course, if a column gives one.
    pub course: String,
    /// The day.
    pub date: Date,
    /// Where it was held.
    pub place: String,
    /// Who was there.
    pub participants: Vec<Participant>,
}

/// Somebody who was at a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The line of the file.
    pub line: u64,
    /// The name, its parts as they stand in the columns.
    pub name: String,
    /// An id or a registration number, if a column gives one.
    pub number: Option<String>,
    /// The sex, as a code.
    pub sex: Option<String>,
    /// The score of the test before, from 0 to 100.
    pub pre_score: Option<i64>,
    /// The score of the test after.
    pub post_score: Option<i64>,
}

/// A line of a cash book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CashLine {
    /// The line of the file.
    pub line: u64,
    /// The day.
    pub date: Date,
    /// What is written about it.
    pub label: String,
    /// The number of its receipt.
    pub receipt_no: Option<String>,
    /// What it does to the box.
    pub movement: Movement,
}

/// What a line of a cash book does to the box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Movement {
    /// Money came in.
    In(Money),
    /// Money went out.
    Out(Money),
    /// Nothing moved; this is what the book begins with.
    Opening(Money),
}

/// Columns by what they may be called.
type Called = &'static [&'static str];

const TITLE: Called =
    &["titre", "formation", "thème", "intitulé", "module", "training", "title", "topic"];
const COURSE: Called = &["cours", "code du cours", "code", "course", "code module", "course code"];
const DATE: Called = &["date", "jour", "date de la formation", "du", "day", "date de l’opération"];
const PLACE: Called = &["lieu", "place", "endroit", "lieu de la formation"];
const NAME: Called = &[
    "participant",
    "participante",
    "participant(e)",
    "nom complet",
    "noms",
    "nom",
    "nom et prénom",
    "nom et postnom",
    "nom et post-nom",
    "full name",
    "name",
    "surname",
];
const POSTNAME: Called = &["post-nom", "postnom"];
const GIVEN: Called = &["prénom", "prénoms", "first name", "given name"];
const NUMBER: Called = &[
    "id",
    "n° d’enregistrement",
    "numéro d’enregistrement",
    "reg_no",
    "matricule",
    "registration no.",
];
const SEX_OF: Called = &["sexe", "genre", "sex", "gender", "sexe (f/m)", "sexe (m/f)"];
const PRE: Called = &["note avant", "pré-test", "prétest", "pre-test", "pre score", "score before"];
const POST: Called = &["note après", "post-test", "posttest", "post score", "score after"];
const LABEL: Called =
    &["libellé", "motif", "désignation", "opération", "description", "label", "details"];
const RECEIPT: Called =
    &["n° de reçu", "n° reçu", "reçu", "pièce", "n° pièce", "receipt", "receipt no."];
const MONEY_IN: Called =
    &["entrée", "entrées", "recette", "recettes", "débit", "in", "money in", "received"];
const MONEY_OUT: Called =
    &["sortie", "sorties", "dépense", "dépenses", "crédit", "out", "money out", "paid"];
const CURRENCY: Called = &["monnaie", "devise", "currency"];
const BALANCE: Called = &["solde", "balance"];

/// Which column is called one of these.
fn column(sheet: &Sheet, called: Called) -> Option<usize> {
    let is = |header: &String| called.iter().any(|name| squeeze(name) == squeeze(header));
    sheet.header.iter().position(is)
}

/// The same, where nothing can be read without it; `label` says what is missing.
fn needed(sheet: &Sheet, called: Called, label: &str) -> Result<usize, MappingFault> {
    column(sheet, called).ok_or_else(|| MappingFault::Missing(label.to_owned()))
}

/// A row being read, with what is wrong in it.
pub(crate) struct Cells<'a> {
    sheet: &'a Sheet,
    row: &'a Row,
    pub(crate) problems: Vec<Problem>,
}

impl<'a> Cells<'a> {
    pub(crate) fn of(sheet: &'a Sheet, row: &'a Row) -> Self {
        Self { sheet, row, problems: Vec::new() }
    }

    /// The text of a cell; empty if there is no such column.
    pub(crate) fn text(&self, at: Option<usize>) -> &'a str {
        at.and_then(|at| self.row.cells.get(at)).map_or("", |cell| cell.trim())
    }

    pub(crate) fn problem(&mut self, at: Option<usize>, fault: Fault) {
        let column = at.and_then(|at| self.sheet.header.get(at)).cloned().unwrap_or_default();
        let value = self.text(at).to_owned();
        self.problems.push(Problem { column, value, fault });
    }

    /// The value of a cell, if it is filled in and right.
    fn value(&mut self, at: Option<usize>, of: Type, pack: &Pack) -> Option<ScalarValue> {
        let text = Some(self.text(at)).filter(|text| !text.is_empty())?;
        read_cell(of, text, pack).map_err(|fault| self.problem(at, fault)).ok()
    }

    fn day(&mut self, at: usize) -> Option<Date> {
        let text = self.text(Some(at));
        let read = date(text);
        if read.is_none() {
            let missing = text.is_empty();
            let form = Fault::Form(TypeName::Date);
            self.problem(Some(at), if missing { Fault::Wrong(Wrong::Missing) } else { form });
        }
        read
    }
}

/// The trainings of a sheet with a row for each participant. Where title, course, day and place are all
/// empty they are those of the row above.
pub fn trainings(sheet: &Sheet, pack: &Pack) -> Result<Read<Training>, MappingFault> {
    let (title, course) = (column(sheet, TITLE), column(sheet, COURSE));
    if title.is_none() && course.is_none() {
        return Err(MappingFault::Missing("training-session-course".to_owned()));
    }
    let day = needed(sheet, DATE, "person-registrations-event-date")?;
    let name = needed(sheet, NAME, "person-surname")?;
    let place = column(sheet, PLACE);
    let (mut items, mut problems) = (Vec::<Training>::new(), BTreeMap::new());
    // The trainings by what they are known by, and the lines of who was there.
    let (mut trainings, mut there) = (HashMap::new(), HashMap::new());
    let mut above: Option<Training> = None;
    for row in &sheet.rows {
        let mut cells = Cells::of(sheet, row);
        let own = [title, course, Some(day), place].map(|at| cells.text(at));
        let training = if own.iter().all(|cell| cell.is_empty()) && above.is_some() {
            above.clone()
        } else {
            let [title_of, course, _, place] = own.map(str::to_owned);
            if title_of.is_empty() && course.is_empty() {
                cells.problem(title, Fault::Wrong(Wrong::Missing));
            }
            let date = cells.day(day);
            date.map(|date| Training {
                title: title_of,
                course,
                date,
                place,
                participants: Vec::new(),
            })
        };
        above.clone_from(&training);
        let participant = participant(&mut cells, name, pack);
        let Some(training) = training.filter(|_| cells.problems.is_empty()) else {
            problems.insert(row.line, cells.problems);
            continue;
        };
        let said = [&training.title, &training.course, &training.place].map(|text| fold(text));
        let key = (training.date, said);
        let at = *trainings.entry(key).or_insert(items.len());
        if at == items.len() {
            items.push(training);
        }
        let key = (at, fold(&participant.name), participant.number.clone());
        match there.entry(key) {
            Entry::Occupied(other) => {
                cells.problem(Some(name), Fault::RowTwice(*other.get()));
                problems.insert(row.line, cells.problems);
            }
            Entry::Vacant(free) => {
                free.insert(row.line);
                items[at].participants.push(participant);
            }
        }
    }
    Ok(Read { items, problems })
}

fn participant(cells: &mut Cells<'_>, name: usize, pack: &Pack) -> Participant {
    let sheet = cells.sheet;
    let parts = [Some(name), column(sheet, POSTNAME), column(sheet, GIVEN)];
    let parts: Vec<&str> =
        parts.map(|at| cells.text(at)).into_iter().filter(|part| !part.is_empty()).collect();
    let parts = parts.join(" ");
    if parts.is_empty() {
        cells.problem(Some(name), Fault::Wrong(Wrong::Missing));
    }
    let score = Type::Int { min: 0, max: 100 };
    let number = cells.text(column(sheet, NUMBER));
    Participant {
        line: cells.row.line,
        name: parts,
        number: Some(number.to_owned()).filter(|number| !number.is_empty()),
        sex: cells.value(column(sheet, SEX_OF), Type::Code(SEX), pack).as_ref().and_then(text_of),
        pre_score: cells.value(column(sheet, PRE), score, pack).and_then(|score| score.as_i64()),
        post_score: cells.value(column(sheet, POST), score, pack).and_then(|score| score.as_i64()),
    }
}

/// The operations of a cash book. The currency stands in its own column, in the header of the amounts
/// (`Entrée USD`), in the cell, or is `usual`. A column of balances is recomputed: the first balance is
/// believed, and a line after which it is another is wrong.
pub fn cash_book(
    sheet: &Sheet,
    usual: Option<Currency>,
    pack: &Pack,
) -> Result<Read<CashLine>, MappingFault> {
    let book = Book {
        day: needed(sheet, DATE, "ledger-entries-event-date")?,
        label: needed(sheet, LABEL, "ledger-entries-text")?,
        receipt: column(sheet, RECEIPT),
        money_in: amounts(sheet, MONEY_IN, pack),
        money_out: amounts(sheet, MONEY_OUT, pack),
        balance: amounts(sheet, BALANCE, pack).map(|(at, _)| at),
        currency: column(sheet, CURRENCY),
        usual,
        pack,
    };
    if book.money_in.is_none() && book.money_out.is_none() {
        return Err(MappingFault::Missing("ledger-entries-lines-amount".to_owned()));
    }
    let (mut items, mut problems) = (Vec::new(), BTreeMap::new());
    let mut balances = BTreeMap::new();
    for row in &sheet.rows {
        let mut cells = Cells::of(sheet, row);
        match book.line(&mut cells, &mut balances) {
            Some(line) if cells.problems.is_empty() => items.push(line),
            _ => {
                problems.insert(row.line, cells.problems);
            }
        }
    }
    Ok(Read { items, problems })
}

/// A column of amounts, and the currency its header names.
fn amounts(sheet: &Sheet, called: Called, pack: &Pack) -> Option<(usize, Option<Currency>)> {
    if let Some(at) = column(sheet, called) {
        return Some((at, None));
    }
    let is = |name: &str| called.iter().any(|called| squeeze(called) == squeeze(name));
    sheet.header.iter().enumerate().find_map(|(at, header)| {
        let split = header.trim_end_matches(')').rfind([' ', '('])?;
        let (name, last) = header.trim_end_matches(')').split_at(split);
        let currency = currency(last.trim_matches([' ', '(']), pack)?;
        is(name).then_some((at, Some(currency)))
    })
}

/// Where what stands in a cash book.
struct Book<'a> {
    day: usize,
    label: usize,
    receipt: Option<usize>,
    money_in: Option<(usize, Option<Currency>)>,
    money_out: Option<(usize, Option<Currency>)>,
    balance: Option<usize>,
    currency: Option<usize>,
    usual: Option<Currency>,
    pack: &'a Pack,
}

impl Book<'_> {
    fn line(
        &self,
        cells: &mut Cells<'_>,
        balances: &mut BTreeMap<Currency, i64>,
    ) -> Option<CashLine> {
        let date = cells.day(self.day);
        let label = cells.text(Some(self.label)).to_owned();
        if label.is_empty() {
            cells.problem(Some(self.label), Fault::Wrong(Wrong::Missing));
        }
        let named = cells.text(self.currency);
        let named = if named.is_empty() {
            Ok(None)
        } else {
            currency(named, self.pack).map(Some).ok_or(())
        };
        let Ok(named) = named else {
            cells.problem(self.currency, Fault::Wrong(Wrong::NotInList));
            return None;
        };
        let came_in = self.amount(cells, self.money_in, named);
        let went_out = self.amount(cells, self.money_out, named);
        let stands = self.amount(cells, self.balance.map(|at| (at, self.header_currency())), named);
        let (Ok(came_in), Ok(went_out), Ok(stands)) = (came_in, went_out, stands) else {
            return None;
        };
        let something = |money: Option<Money>| money.filter(|money| money.minor != 0);
        let (came_in, went_out) = (something(came_in), something(went_out));
        let movement = match (came_in, went_out, stands) {
            (Some(_), Some(_), _) => Err((self.money_out, Fault::BothSides)),
            (Some(money), None, _) if money.minor > 0 => Ok(Movement::In(money)),
            (None, Some(money), _) if money.minor > 0 => Ok(Movement::Out(money)),
            (None, None, Some(stands)) => Ok(Movement::Opening(stands)),
            _ => Err((self.money_in.or(self.money_out), Fault::NoAmount)),
        };
        let movement =
            movement.map_err(|(at, fault)| cells.problem(at.map(|(at, _)| at), fault)).ok()?;
        self.balance(cells, balances, movement, stands);
        let receipt_no = Some(cells.text(self.receipt).to_owned()).filter(|text| !text.is_empty());
        Some(CashLine { line: cells.row.line, date: date?, label, receipt_no, movement })
    }

    fn header_currency(&self) -> Option<Currency> {
        let named = |column: Option<(usize, Option<Currency>)>| column.and_then(|(_, named)| named);
        named(self.money_in).or_else(|| named(self.money_out))
    }

    /// An amount, if the cell is filled in. An error is noted and has no value.
    fn amount(
        &self,
        cells: &mut Cells<'_>,
        column: Option<(usize, Option<Currency>)>,
        named: Option<Currency>,
    ) -> Result<Option<Money>, ()> {
        let Some((at, of_header)) = column else { return Ok(None) };
        let text = cells.text(Some(at));
        if text.is_empty() || text.chars().all(|c| "-–—".contains(c)) {
            return Ok(None);
        }
        if let Some(money) = money(text, self.pack).and_then(|money| money.parse::<Money>().ok()) {
            return Ok(Some(money));
        }
        let currency = named.or(of_header).or(self.usual);
        let read = currency
            .and_then(|currency| Some(Money::new(decimal(text, currency.decimals())?, currency)));
        if read.is_none() {
            cells.problem(Some(at), Fault::Form(TypeName::Money));
        }
        read.map(Some).ok_or(())
    }

    /// Compares the balance of the row to the one that follows from the rows above.
    fn balance(
        &self,
        cells: &mut Cells<'_>,
        balances: &mut BTreeMap<Currency, i64>,
        movement: Movement,
        stands: Option<Money>,
    ) {
        let (currency, moved) = match movement {
            Movement::In(money) => (money.currency, money.minor),
            Movement::Out(money) => (money.currency, money.minor.saturating_neg()),
            Movement::Opening(money) => (money.currency, 0),
        };
        let expected = balances.get(&currency).map(|before| before.saturating_add(moved));
        let now = stands.filter(|stands| stands.currency == currency).map(|stands| stands.minor);
        if let Some(expected) = expected.filter(|expected| now.is_some_and(|now| now != *expected))
        {
            cells.problem(self.balance, Fault::Balance(Money::new(expected, currency)));
        }
        // What stands there is believed from now on, so that one mistake is found once.
        if let Some(now) = now.or(expected) {
            balances.insert(currency, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Choice, read};

    fn sheet(text: &str) -> Sheet {
        read(text.as_bytes(), &Choice::default()).unwrap()
    }

    fn pack() -> &'static Pack {
        Pack::of("CD").unwrap()
    }

    #[test]
    fn a_training_sheet_gathers_participants() {
        let text = "Formation;Date;Lieu;Nom;Post-nom;Sexe;Note après\n\
            Gouvernance;03/04/2026;Miabi;KABONGO;Mukendi;F;80\n\
            ;;;MBUYI;Kanku;H;\n\
            ;;;kabongo;mukendi;F;\n\
            gouvernance;04/04/2026;Miabi;KABONGO;Mukendi;F;101\n\
            Gouvernance;04/04/2026;Miabi;KABONGO;Mukendi;F;90\n\
            ;31/02/2026;;KALALA;;F;\n";
        let sheet = sheet(text);
        let found = trainings(&sheet, pack()).unwrap();
        assert_eq!(found.items.len(), 2);
        assert_eq!(found.items[0].participants[1].name, "MBUYI Kanku");
        assert_eq!(found.items[0].participants[1].sex.as_deref(), Some("M"));
        assert_eq!(found.items[1].participants[0].post_score, Some(90));
        assert_eq!(found.problems.keys().copied().collect::<Vec<_>>(), [4, 5, 7]);
        assert_eq!(found.problems[&4][0].fault, Fault::RowTwice(2));
        assert_eq!(found.problems[&7].len(), 2);
        let rejects = found.rejects(&sheet, Language::french()).unwrap();
        assert!(String::from_utf8(rejects).unwrap().contains("La ligne 2 porte déjà"));
    }

    #[test]
    fn a_cash_book_is_added_up() {
        let text = "Date;Libellé;Entrées USD;Sorties USD;Solde\n\
            01/03/2026;Report;;;100,00\n\
            02/03/2026;Cotisations;50;;150,00\n\
            03/03/2026;Pelles;;20,50;129,50\n\
            04/03/2026;Erreur;10;;100,00\n\
            05/03/2026;Après;5;-;105\n\
            06/03/2026;Deux;5;5;105\n\
            07/03/2026;Rien;;;\n\
            08/03/2026;Francs;5 000 FC;;\n\
            ;Sans date;1;;\n";
        let sheet = sheet(text);
        let book = cash_book(&sheet, None, pack()).unwrap();
        let usd = |minor| Money::new(minor, Currency::USD);
        let movements: Vec<Movement> = book.items.iter().map(|line| line.movement).collect();
        assert_eq!(
            movements,
            [
                Movement::Opening(usd(10_000)),
                Movement::In(usd(5_000)),
                Movement::Out(usd(2_050)),
                Movement::In(usd(500)),
                Movement::In(Money::new(5_000, Currency::CDF)),
            ]
        );
        assert_eq!(book.problems.keys().copied().collect::<Vec<_>>(), [5, 7, 8, 10]);
        assert_eq!(book.problems[&7][0].fault, Fault::BothSides);
        let said = book.problems[&5][0].message(Language::english());
        assert!(said.contains("139.50"), "{said}");
    }

    #[test]
    fn a_sheet_without_a_needed_column_is_refused() {
        let fault = trainings(&sheet("Formation;Nom\na;b\n"), pack()).unwrap_err();
        assert_eq!(fault.message(Language::english()), "No column gives “Date”.");
        assert!(cash_book(&sheet("Date;Libellé\na;b\n"), None, pack()).is_err());
    }
}
