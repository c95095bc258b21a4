//! Invented registers, training sheets and cash books, the same for the same seed.
//!
//! After domain.md §13: nobody here exists. Sites and organisations end with « (démo) », telephones begin
//! with +243 000, which no one has, and only the names of territories are real. Names of people are
//! drawn from common parts. Two files of one seed in two styles say the same.

pub mod dice;
mod names;

use std::fmt::Write;

use self::dice::Dice;

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Commas, UTF-8, days as 1987-04-03.
    Utf8Comma,
    /// Semicolons, Windows-1252, days as 03/04/1987, lines ending as Windows ends them.
    ExcelFrench,
}

/// How a register is generated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Register {
    /// How the file is written.
    pub style: Style,
    /// Whether some rows have mistakes as they are made in the field.
    pub mistakes: bool,
    /// The site all of them work at; without it each at some invented one.
    pub site: Option<&'static str>,
}

impl Register {
    /// Without mistakes.
    #[must_use]
    pub const fn clean(style: Style) -> Self {
        Self { style, mistakes: false, site: None }
    }
}

/// The columns of a register of members.
const MEMBERS: [&str; 15] = [
    "N°",
    "N° d'enregistrement",
    "Nom",
    "Post-nom",
    "Prénom",
    "Sexe",
    "Date de naissance",
    "Lieu de naissance",
    "Nom de la mère",
    "Nationalité",
    "Tél.",
    "Territoire",
    "Village",
    "Fonction",
    "Site minier",
];

/// A register of `rows` members. Two in a hundred are a person of an earlier row once more, in another
/// spelling; with `mistakes`, about eight in a hundred have one.
#[must_use]
pub fn register(seed: u64, rows: usize, how: Register) -> Vec<u8> {
    // Of their own, so that a seed gives the same people with mistakes and without.
    let mut slips = Dice::new(seed ^ 0x736c_6970);
    let mut lines = vec![MEMBERS.map(str::to_owned).to_vec()];
    for (number, mut person) in (1..).zip(people(seed, rows)) {
        if let Some(site) = how.site {
            site.clone_into(&mut person.site);
        }
        let mut cells = person.cells(number, how.style);
        if how.mistakes && slips.one_in(12) {
            mistake(&mut cells, &mut slips);
        }
        lines.push(cells);
    }
    file(&lines, how.style)
}

/// The members of a register; more of them begin with the same.
fn people(seed: u64, rows: usize) -> Vec<Person> {
    let mut random = Dice::new(seed);
    let mut people: Vec<Person> = Vec::with_capacity(rows);
    for number in 1..=rows {
        let earlier = random.one_in(50).then(|| random.pick(&people).cloned()).flatten();
        people.push(match earlier {
            Some(person) => person.again(&mut random, number),
            None => Person::new(&mut random, seed, number),
        });
    }
    people
}

/// One invented member.
#[derive(Clone, Debug)]
struct Person {
    number: String,
    surname: String,
    postname: String,
    given: String,
    woman: bool,
    birth: Birth,
    mother: String,
    phone: Option<String>,
    territory: &'static str,
    site: String,
    role: &'static str,
}

#[derive(Clone, Copy, Debug)]
enum Birth {
    Day(u64, u64, u64),
    Year(u64),
    About(u64),
}

impl Person {
    fn new(random: &mut Dice, seed: u64, number: usize) -> Self {
        let region = random.of(names::REGIONS);
        let woman = random.one_in(6);
        let given = random.of(if woman { names::WOMEN } else { names::MEN });
        let year = 2026 - random.age();
        let birth = match random.below(20) {
            0..5 => Birth::Year(year),
            5..7 => Birth::About(year),
            _ => Birth::Day(1 + random.below(28), 1 + random.below(12), year),
        };
        let upper = |name: &str| name.to_uppercase();
        let phone = match random.below(8) {
            0..2 => None,
            // Some share a telephone.
            2 => Some(random.below(50)),
            _ => Some(random.below(10_000_000)),
        };
        Self {
            number: format!("R-D{:02X}-{number:06}", seed & 0xff),
            surname: upper(random.of(region.names)),
            postname: upper(random.of(region.names)),
            given: given.to_owned(),
            woman,
            birth,
            mother: upper(random.of(region.names)),
            phone: phone.map(|phone| format!("+243 000 {phone:06}")),
            territory: random.of(region.territories),
            site: site(random),
            role: random.of(if woman { names::ROLES_OF_WOMEN } else { names::ROLES }),
        }
    }

    /// The same person written by somebody else on another day.
    fn again(mut self, random: &mut Dice, number: usize) -> Self {
        let series = self.number.get(..6).unwrap_or("R-D00-").to_owned();
        self.number = format!("{series}{number:06}");
        match random.below(4) {
            0 => self.surname = respell(&self.surname),
            1 => self.postname = respell(&self.postname),
            2 => std::mem::swap(&mut self.surname, &mut self.postname),
            _ => self.given = self.given.replace(['é', 'è'], "e").to_uppercase(),
        }
        self.birth = match self.birth {
            Birth::Day(_, _, year) | Birth::Year(year) => Birth::Year(year),
            Birth::About(year) => Birth::About(year + random.below(2)),
        };
        self
    }

    fn cells(&self, number: usize, style: Style) -> Vec<String> {
        let birth = match (self.birth, style) {
            (Birth::Day(day, month, year), Style::Utf8Comma) => {
                format!("{year}-{month:02}-{day:02}")
            }
            (Birth::Day(day, month, year), Style::ExcelFrench) => {
                format!("{day:02}/{month:02}/{year}")
            }
            (Birth::Year(year), _) => year.to_string(),
            (Birth::About(year), _) => format!("environ {year}"),
        };
        vec![
            number.to_string(),
            self.number.clone(),
            self.surname.clone(),
            self.postname.clone(),
            self.given.clone(),
            if self.woman { "F" } else { "M" }.to_owned(),
            birth,
            self.territory.to_owned(),
            self.mother.clone(),
            "RDC".to_owned(),
            self.phone.clone().unwrap_or_default(),
            self.territory.to_owned(),
            "Camp 1".to_owned(),
            self.role.to_owned(),
            self.site.clone(),
        ]
    }
}

/// `Lubi 3 (démo)`: a river or a word, and a number.
fn site(random: &mut Dice) -> String {
    format!("{} {} (démo)", random.of(names::FEATURES), 1 + random.below(9))
}

/// Another spelling that sounds the same.
fn respell(name: &str) -> String {
    for (one, other) in [("TSH", "C"), ("MW", "MU"), ("YI", "Y"), ("OU", "U"), ("DJ", "J")] {
        if let Some((before, after)) = name.split_once(one)
            && (one != "TSH" || after.starts_with(['I', 'E']))
        {
            return format!("{before}{other}{after}");
        }
    }
    // A letter doubled by a slip of the pen.
    let mut letters = name.chars();
    let last = letters.next_back();
    last.map_or_else(String::new, |last| format!("{}{last}{last}", letters.as_str()))
}

/// Spoils a row as people do.
fn mistake(cells: &mut [String], random: &mut Dice) {
    let (at, wrong) = match random.below(9) {
        0 => (6, "13/25/1990"),
        1 => (6, "31/02/1985"),
        2 => (5, "X"),
        3 => (2, ""),
        4 => (10, "voir son frère"),
        5 => (13, "roi du puits"),
        6 => (14, "site inconnu"),
        7 => (6, "04/11/87"),
        _ => (11, ""),
    };
    if let Some(cell) = cells.get_mut(at) {
        wrong.clone_into(cell);
    }
}

/// The columns of a sheet of participants.
const PARTICIPANTS: [&str; 9] =
    ["Formation", "Date", "Lieu", "Nom", "Post-nom", "Prénom", "Sexe", "Note avant", "Note après"];

/// How many of a register go to its trainings.
const LEARNERS: usize = 120;

/// Training sheets: `sessions` trainings of 8 to 24 participants each, one row for each participant, who
/// are among the first members of the register of this seed.
#[must_use]
pub fn training_sheets(seed: u64, sessions: usize, style: Style) -> Vec<u8> {
    let mut random = Dice::new(seed ^ 0x7261_696e);
    let people = people(seed, LEARNERS);
    let mut lines = vec![PARTICIPANTS.map(str::to_owned).to_vec()];
    for session in 0..sessions {
        let topic = format!("{} {} (démo)", random.of(names::TOPICS), session + 1);
        let (day, month) = (1 + random.below(28), 1 + random.below(12));
        let date = match style {
            Style::Utf8Comma => format!("2026-{month:02}-{day:02}"),
            Style::ExcelFrench => format!("{day:02}/{month:02}/2026"),
        };
        let place = site(&mut random);
        let mut there: Vec<String> = Vec::new();
        for _ in 0..(8 + random.below(17)) {
            let Some(person) = random.pick(&people).cloned() else { continue };
            let name = format!("{} {} {}", person.surname, person.postname, person.given);
            if there.contains(&name) {
                continue;
            }
            there.push(name);
            let before = random.below(61);
            let after = before + random.below(40);
            lines.push(vec![
                topic.clone(),
                date.clone(),
                place.clone(),
                person.surname,
                person.postname,
                person.given,
                if person.woman { "F" } else { "M" }.to_owned(),
                before.to_string(),
                after.to_string(),
            ]);
        }
    }
    file(&lines, style)
}

/// A cash book in Congolese francs over `months` months of 2024 and after, with its balances. It begins
/// with what is carried over and never falls below nothing.
#[must_use]
pub fn cash_book(seed: u64, months: usize, style: Style) -> Vec<u8> {
    let mut random = Dice::new(seed ^ 0x6361_7368);
    let header = ["Date", "Libellé", "N° reçu", "Entrée", "Sortie", "Solde", "Monnaie"];
    let mut lines = vec![header.map(str::to_owned).to_vec()];
    let mut balance = 100_000 + 500 * random.below(1_000);
    let mut receipt = 0;
    let currency = if style == Style::ExcelFrench { "FC" } else { "CDF" };
    for number in 0..u64::try_from(months).unwrap_or(0) {
        let (year, month) = (2024 + number / 12, number % 12 + 1);
        let date = |day: u64| match style {
            Style::Utf8Comma => format!("{year}-{month:02}-{day:02}"),
            Style::ExcelFrench => format!("{day:02}/{month:02}/{year}"),
        };
        if number == 0 {
            let text = amount(balance, style);
            let opening = [&date(1), "Report (démo)", "", "", "", &text, currency];
            lines.push(opening.map(str::to_owned).to_vec());
        }
        let mut day = 1;
        while day <= 28 {
            let value = 500 * (1 + random.below(400));
            let out = random.below(5) < 3 && value <= balance;
            receipt += 1;
            balance = if out { balance - value } else { balance + value };
            let label = random.of(if out { names::SPENT } else { names::EARNED });
            let value = amount(value, style);
            let (came_in, went_out) = if out { ("", &*value) } else { (&*value, "") };
            let number = format!("D-{receipt:05}");
            let stands = amount(balance, style);
            let cells = [&date(day), label, &number, came_in, went_out, &stands, currency];
            lines.push(cells.map(str::to_owned).to_vec());
            day += 1 + random.below(4);
        }
    }
    file(&lines, style)
}

/// An amount of francs; in French in groups of three digits.
fn amount(francs: u64, style: Style) -> String {
    let digits = francs.to_string();
    if style == Style::Utf8Comma {
        return digits;
    }
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

/// The lines as a file of this style.
fn file(lines: &[Vec<String>], style: Style) -> Vec<u8> {
    let (separator, end) = match style {
        Style::Utf8Comma => (",", "\n"),
        Style::ExcelFrench => (";", "\r\n"),
    };
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> = line.iter().map(|cell| quoted(cell, separator)).collect();
        let _ = write!(text, "{}{end}", cells.join(separator)); // A string takes every line.
    }
    match style {
        Style::Utf8Comma => text.into_bytes(),
        // All that is generated lies within Latin-1, which is the same there.
        Style::ExcelFrench => text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
    }
}

fn quoted(cell: &str, separator: &str) -> String {
    if cell.contains(separator) || cell.contains(['"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
