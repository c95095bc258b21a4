//! What a country is: its areas, people, money, minerals, courses and standards, and how things are shared there.

use lisanga_protocol::dictionary::lists::{
    BENEFICIARY, COUNTRY, COURSE_CODE, LANGUAGE, MINERAL, POSITION_HELD, PRICE_CATEGORY, SERVICE,
    SHARE_KEY, STEP_BASE, STEP_KIND, TRAINING_FAMILY, TRANSACTION,
};
use lisanga_protocol::packs::{CourseOfPack, Measure, SchemeOfPack, StandardOfPack, StepOfScheme};
use lisanga_protocol::units::Money;

use super::{Teller, Told};
use crate::show;

/// Decimals of a thousandth.
const THOUSANDTH: u8 = 3;

impl Teller<'_> {
    /// In which section a figure stands that stands alone in the pack, and what is said of it.
    pub(super) fn alone(&self, figure: &str) -> Option<(&'static str, Told)> {
        if let Some(level) = self.pack.level_of(figure) {
            return Some(("country-areas", self.areas(level)));
        }
        let told = match figure {
            "adult_age"
            | "auxiliary_age"
            | "exclusive_membership"
            | "miners_nationality"
            | "name_parts"
            | "languages" => ("country-people", self.people(figure)?),
            "services" => {
                let services = self.codes(SERVICE, &self.pack.services);
                ("country-recognition", self.label("country-services", services))
            }
            "accounts" => ("country-accounts", self.chart()),
            "accounts_own" => ("country-accounts", self.accounts("country-chart-own", true)),
            "single_positions" => {
                let positions = self.codes(POSITION_HELD, &self.pack.single_positions);
                ("country-forms", self.label("country-single", positions))
            }
            "fiscal_year_start" => {
                ("country-accounts", self.line("country-fiscal", self.first_day()))
            }
            "denominations" | "approval_above" | "mobile_money" => {
                ("country-money", self.money(figure)?)
            }
            "minerals" => {
                let minerals = self.codes(MINERAL, &self.pack.minerals);
                ("country-goods", self.label("country-minerals", minerals))
            }
            "price_categories" => {
                let categories = self.codes(PRICE_CATEGORY, &self.pack.price_categories);
                ("country-goods", self.label("country-prices", categories))
            }
            "criteria" => {
                let standards = self.pack.standards.iter().map(|of| self.standard(of)).collect();
                ("country-standards", self.label("country-criteria", standards))
            }
            "courses" => ("country-trainings", self.courses()),
            _ => return None,
        };
        Some(told)
    }

    /// What is said of the country besides its figures.
    pub(super) fn besides_alone(&self) -> Vec<(&'static str, Told)> {
        let operations = Told {
            label: self.words.say("country-operations"),
            values: vec![self.number(self.pack.transactions.len())],
            folded: self.codes(TRANSACTION, &self.pack.transactions),
        };
        vec![("country-accounts", operations)]
    }

    fn number(&self, number: usize) -> String {
        show::number(i64::try_from(number).unwrap_or(i64::MAX), self.words.language)
    }

    fn areas(&self, level: u8) -> Told {
        let areas = self.pack.units.iter().filter(|unit| unit.level == level);
        let folded: Vec<String> = areas.map(|unit| unit.name.clone()).collect();
        Told {
            label: self.pack.level_name(level, self.words.language.code),
            values: vec![self.number(folded.len())],
            folded,
        }
    }

    fn people(&self, figure: &str) -> Option<Told> {
        let (pack, words) = (self.pack, self.words);
        let years = |age: u16| words.count("years", i64::from(age));
        Some(match figure {
            "adult_age" => self.line("country-adult-age", years(pack.adult_age)),
            "auxiliary_age" => self.line("country-auxiliary-age", years(pack.auxiliary_age)),
            "exclusive_membership" => {
                let may = if pack.exclusive_membership {
                    words.say("country-exclusive")
                } else {
                    words.say("country-not-exclusive")
                };
                self.line("country-membership", may)
            }
            "miners_nationality" => {
                let nation = self.code(COUNTRY, pack.miners_nationality.as_deref()?);
                self.line("country-nationality", nation)
            }
            "name_parts" => {
                let part = |field: &str, required: bool| {
                    let key = format!("person-{}", field.replace('_', "-"));
                    let label = words.label(&key).to_owned();
                    if required {
                        return label;
                    }
                    words.fill("country-optional", &[("part", &label)])
                };
                let parts = pack.name_parts.iter().map(|of| part(&of.field, of.required));
                self.label("country-names", parts.collect())
            }
            "languages" => {
                let languages = self.codes(LANGUAGE, &pack.languages);
                self.line("country-languages", languages.join(", "))
            }
            _ => return None,
        })
    }

    fn chart(&self) -> Told {
        let language = self.words.language.code;
        let money = self.pack.money.iter().map(|code| self.pack.account_in_chart(code, language));
        let lies = money.collect::<Vec<String>>().join(", ");
        let mut told = self.accounts("country-chart", false);
        told.values.push(self.of(&self.words.say("country-money-lies"), &lies));
        told
    }

    /// The accounts of the country's list, or those that this program adds to them.
    fn accounts(&self, label: &str, own: bool) -> Told {
        let accounts = self.pack.accounts.iter().filter(|account| account.own == own);
        let accounts = accounts.map(|account| {
            let name = self.text(&account.names);
            format!("{} {name}", account.number.as_ref().unwrap_or(&account.code))
        });
        let folded: Vec<String> = accounts.collect();
        Told { label: self.words.say(label), values: vec![self.number(folded.len())], folded }
    }

    /// « 1er janvier »: when a fiscal year begins.
    fn first_day(&self) -> String {
        let start = &self.pack.fiscal_year_start;
        let Some((month, day)) = start.split_once('-') else { return start.clone() };
        let month = self.words.say(&format!("month-{}", month.trim_start_matches('0')));
        let day = day.trim_start_matches('0');
        self.words.fill("country-day", &[("day", day), ("month", &month)])
    }

    fn money(&self, figure: &str) -> Option<Told> {
        let currencies = self.pack.currencies.iter();
        Some(match figure {
            "denominations" => {
                let pieces = currencies.map(|currency| {
                    let piece = |minor: &i64| self.trimmed(*minor, currency.decimals);
                    let pieces: Vec<String> = currency.denominations.iter().map(piece).collect();
                    self.of(currency.code.code(), &pieces.join(" · "))
                });
                self.label("country-pieces", pieces.collect())
            }
            "approval_above" => {
                let most = currencies.map(|currency| {
                    show::money(Money::new(currency.approval_above, currency.code), self.words)
                });
                self.label("country-approval", most.collect())
            }
            "mobile_money" => self.line("country-mobile-money", self.pack.mobile_money.join(", ")),
            _ => return None,
        })
    }

    fn standard(&self, standard: &StandardOfPack) -> String {
        let criteria = self.words.count("country-criteria-of", standard.criteria.len() as u64);
        let mark = self.percent(standard.pass_mark_bp.into());
        let said = [("criteria", &*criteria), ("mark", &mark)];
        self.of(&self.text(&standard.titles), &self.words.fill("country-standard", &said))
    }

    fn courses(&self) -> Told {
        let course = |course: &CourseOfPack| {
            let family = self.code(TRAINING_FAMILY, &course.family);
            let name = format!("{} ({family})", self.code(COURSE_CODE, &course.code));
            if course.validity_months == 0 {
                return name;
            }
            let months = self.months(course.validity_months);
            let said = [("course", &*name), ("months", &months)];
            self.words.fill("country-course-valid", &said)
        };
        let folded: Vec<String> = self.pack.courses.iter().map(course).collect();
        let values = vec![self.number(folded.len())];
        Told { label: self.words.say("country-courses"), values, folded }
    }

    /// « 0,25 ct »: what a measure weighs.
    pub(super) fn measure(&self, measure: &Measure) -> Told {
        let exact = i64::try_from(measure.thousandths).unwrap_or(i64::MAX);
        let weight = self.trimmed(exact, measure.of.decimals() + THOUSANDTH);
        let values = vec![format!("{weight}\u{a0}{}", measure.of.symbol())];
        Told { label: self.text(&measure.names), values, folded: Vec::new() }
    }

    pub(super) fn scheme(&self, scheme: &SchemeOfPack, figure: &str) -> Option<Told> {
        let to = |step: &StepOfScheme| self.code(BENEFICIARY, &step.to);
        Some(match figure {
            "steps" => {
                let steps = scheme.steps.iter().map(|step| {
                    let account =
                        self.pack.account_in_chart(&step.account, self.words.language.code);
                    let key = step.share_key.as_ref().map(|key| self.code(SHARE_KEY, key));
                    let how = [self.code(STEP_KIND, &step.kind), self.code(STEP_BASE, &step.base)];
                    let how: Vec<String> = how.into_iter().chain(key).collect();
                    let (to, how) = (to(step), how.join(", "));
                    let said = [("to", &*to), ("how", &how), ("account", &account)];
                    self.words.fill("country-step", &said)
                });
                self.label("country-steps", steps.collect())
            }
            "rate" => {
                let rates = scheme.steps.iter().filter_map(|step| {
                    let rate = self.percent(step.rate?.into());
                    Some(self.of(&to(step), &rate))
                });
                self.label("country-rates", rates.collect())
            }
            _ => return None,
        })
    }
}
