//! What a standard asks an assessor, beside an assessment: each criterion in words, how it is answered, what is accepted
//! as proof, and what was answered. Source: domain.md §5.15.

use lisanga_protocol::dictionary::kind::List;
use lisanga_protocol::dictionary::lists::{ANSWER, CRITERION, CRITERION_SCALE};
use lisanga_protocol::documents::standards;
use lisanga_protocol::world::{Cells, Record, Unreadable, World};

use crate::beside::{Row, Table};
use crate::related::Place;

/// The columns, by the labels of what stands in them.
const COLUMNS: [&str; 7] = [
    "assessment-answers-key",
    "assessment-answers",
    "standard-criteria-kind",
    "standard-criteria-scale",
    "standard-criteria-provision",
    "standard-criteria-evidence",
    "standard-criteria-guidance",
];

/// What stands in them for a criterion.
type Asked = [String; COLUMNS.len()];

impl Place<'_> {
    /// The criteria of the standard an assessment is about, a table for each principle; none if the standard is not here.
    pub(crate) fn asked(
        &self,
        world: &dyn World,
        assessment: &Record,
    ) -> Result<Vec<Table>, Unreadable> {
        let Some(standard) = world.follow(&assessment.own, "standard")? else {
            return Ok(Vec::new());
        };
        let mut principles = Vec::<(&str, Vec<Asked>)>::new();
        for criterion in standard.rows("criteria") {
            let asked = self.criterion(&standard, criterion, assessment);
            let of = criterion.text("principle");
            match principles.iter_mut().find(|(principle, _)| *principle == of) {
                Some((_, criteria)) => criteria.push(asked),
                None => principles.push((of, vec![asked])),
            }
        }
        let table = |(principle, criteria): (&str, Vec<Asked>)| {
            let title = self.named(&standard, "principles", principle);
            self.of_principle(title, &criteria)
        };
        Ok(principles.into_iter().map(table).collect())
    }

    /// The criteria of a principle; without the columns in which nothing stands.
    fn of_principle(&self, title: String, criteria: &[Asked]) -> Table {
        let says = |at: &usize| criteria.iter().any(|asked| !asked[*at].is_empty());
        let shown: Vec<usize> = (0..COLUMNS.len()).filter(says).collect();
        let row = |asked: &Asked| Row {
            cells: shown.iter().map(|at| (asked[*at].clone(), None)).collect(),
            marked: false,
        };
        Table {
            title,
            columns: shown.iter().map(|at| self.column(COLUMNS[*at])).collect(),
            rows: criteria.iter().map(row).collect(),
        }
    }

    fn column(&self, key: &str) -> String {
        match key {
            "standard-criteria-evidence" => self.words.say("asked-evidence"),
            "standard-criteria-guidance" => self.words.say("asked-guidance"),
            _ => self.words.label(key).to_owned(),
        }
    }

    fn criterion(&self, standard: &Record, criterion: &Cells, assessment: &Record) -> Asked {
        let key = criterion.text("key");
        let scale = standards::scale(criterion);
        let mut answers = assessment.rows("answers").iter();
        let answer = answers.find(|answer| answer.text("key") == key);
        [
            joined([key.to_owned(), self.in_words(criterion, "text")]),
            answer.map(|answer| self.answered(answer, scale)).unwrap_or_default(),
            self.code(CRITERION, criterion.text("kind")),
            self.code(CRITERION_SCALE, scale),
            self.named(standard, "provisions", criterion.text("provision")),
            self.in_words(criterion, "evidence"),
            self.in_words(criterion, "guidance"),
        ]
    }

    /// A principle or a provision: its code, what it says, and whether that is only assumed.
    fn named(&self, standard: &Record, collection: &str, code: &str) -> String {
        let mut rows = standard.rows(collection).iter();
        let row = rows.find(|row| row.text("key") == code);
        let assumed = row.is_some_and(|row| row.yes("placeholder"));
        let mark = assumed.then(|| self.words.label("standard-principles-placeholder").to_owned());
        let said = row.map(|row| self.in_words(row, "text")).unwrap_or_default();
        joined([code.to_owned(), said, mark.unwrap_or_default()])
    }

    fn code(&self, list: List, code: &str) -> String {
        self.words.language.code(list, code).unwrap_or(code).to_owned()
    }

    /// What a row says in the language of whoever reads, else in the other one; its lines one after another.
    fn in_words(&self, row: &Cells, field: &str) -> String {
        let languages = match self.words.language.code {
            "en" => ["en", "fr"],
            _ => ["fr", "en"],
        };
        let texts = languages.map(|language| row.text(&format!("{field}_{language}")).to_owned());
        let said = texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default();
        joined(said.lines().map(|line| line.trim().to_owned()))
    }

    fn answered(&self, answer: &Cells, scale: &str) -> String {
        if answer.yes("not_applicable") {
            return self.words.label("assessment-answers-not-applicable").to_owned();
        }
        match answer.number("score") {
            Some(score) if scale == "YES_NO" => {
                self.code(ANSWER, if score > 0 { "YES" } else { "NO" })
            }
            Some(score) => score.to_string(),
            None => String::new(),
        }
    }
}

/// Those texts that say something.
fn joined(texts: impl IntoIterator<Item = String>) -> String {
    let said: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    said.join(" · ")
}
