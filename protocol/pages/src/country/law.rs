//! What is asked of organisations and their members: legal forms, the way to recognition, licences, reports, cases,
//! and what is said of privacy.

use lisanga_protocol::dictionary::lists::{
    ASSEMBLY_KIND, AUTHORITY_LEVEL, DOSSIER_ITEM, MAJORITY, ORG_PROFILE, ORGAN, PROCEDURE_STEP,
    RESOLUTION, SERVICE, STAGE, WORK_ROLE,
};
use lisanga_protocol::packs::{
    CasePath, Every, LegalRule, LicenceKind, Of, Privacy, Report, Silence, Step,
};

use super::{Teller, Told};

/// Decimals of a hectare in square metres.
const HECTARE: u8 = 4;

impl Teller<'_> {
    /// What is said of a part besides its figures: how the program is made.
    pub(super) fn besides(&self, of: Of<'_>) -> Vec<(&'static str, Told)> {
        match of {
            Of::Country(_) => self.besides_alone(),
            Of::Step(step) => {
                let stage = self.line("country-stage", self.code(STAGE, &step.stage));
                let none = || self.line("country-answer", self.words.say("country-answer-none"));
                let answer = (step.answer_days == 0).then(none);
                let told = [Some(stage), answer].into_iter().flatten();
                told.map(|told| ("country-recognition", told)).collect()
            }
            Of::Rule(_)
            | Of::Licence(_)
            | Of::Report(_)
            | Of::Privacy(_)
            | Of::Scheme(_)
            | Of::Measure(_)
            | Of::Case(_) => Vec::new(),
        }
    }

    pub(super) fn rule(&self, rule: &LegalRule, figure: &str) -> Option<Told> {
        let number = |number: u32| self.trimmed(number.into(), 0);
        let size = |size: [u32; 2]| {
            let [least, most] = size.map(number);
            self.words.fill("country-size", &[("least", &least), ("most", &most)])
        };
        let kinds = ["CONSTITUTIVE", "ORDINARY", "EXTRAORDINARY"];
        let quorums = |quorums: [u32; 3], from: usize| {
            let each = kinds.into_iter().zip(quorums).skip(from);
            let each = each.map(|(kind, points)| (self.code(ASSEMBLY_KIND, kind), points));
            each.map(|(kind, points)| self.of(&kind, &self.percent(points.into()))).collect()
        };
        Some(match figure {
            "members_min" => self.line("country-members-min", number(rule.members_min)),
            "notice_days" => {
                let days = match rule.notice_days {
                    0 => self.words.say("country-notice-none"),
                    days => self.days(days),
                };
                self.line("country-notice", days)
            }
            "quorum_constitutive" => {
                let points = rule.quorum_bp[0].into();
                self.line("country-quorum-constitutive", self.percent(points))
            }
            "quorum" => self.label("country-quorum", quorums(rule.quorum_bp, 1)),
            "quorum_second" => {
                self.label("country-quorum-second", quorums(rule.quorum_second_bp, 0))
            }
            "proxies_max" => self.line("country-proxies", number(rule.proxies_max)),
            "majorities" => {
                let each = rule.majorities.iter().map(|(resolution, majority)| {
                    self.of(&self.code(RESOLUTION, resolution), &self.code(MAJORITY, majority))
                });
                let others = self.words.say("country-majority-others");
                let others = self.of(&others, &self.code(MAJORITY, "SIMPLE"));
                self.label("country-majorities", each.chain([others]).collect())
            }
            "management" => self.line("country-organ", self.code(ORGAN, &rule.management)),
            "management_size" => {
                let mut values = vec![size(rule.management_size)];
                values.extend(rule.management_grows.map(|[from, most]| {
                    let [from, most] = [from, most].map(number);
                    let grown = [("from", &*from), ("most", &*most)];
                    self.words.fill("country-size-grown", &grown)
                }));
                self.label("country-management", values)
            }
            "supervision" => {
                let of = rule.supervision.as_ref()?;
                let organ = self.code(ORGAN, &of.organ);
                self.line("country-supervision", self.of(&organ, &size(of.size)))
            }
            "term_months" => self.line("country-term", self.months(rule.term_months)),
            _ => return None,
        })
    }

    pub(super) fn step(&self, step: &Step, figure: &str) -> Option<Told> {
        Some(match figure {
            "authority" => self.line("country-decides", self.code(SERVICE, &step.authority)),
            "level" => self.line("country-level", self.code(AUTHORITY_LEVEL, &step.level)),
            "documents" => {
                self.label("country-documents", self.codes(DOSSIER_ITEM, &step.documents))
            }
            "fee" => self.line("country-fee", self.fee(step.fee)),
            "terms" => self.line("country-terms", self.text(&step.terms)),
            "answer_days" => self.line("country-answer", self.days(step.answer_days)),
            "silence" => {
                let meaning = match step.silence {
                    Silence::Nothing => self.words.say("country-silence-nothing"),
                    Silence::Granted => self.words.say("country-silence-granted"),
                    Silence::Refused => self.words.say("country-silence-refused"),
                };
                self.line("country-silence", meaning)
            }
            "validity_months" => self.line("country-validity", self.months(step.validity_months)),
            "renewal_days" => self.line("country-renewal", self.days(step.renewal_days)),
            _ => return None,
        })
    }

    /// Kinds of documents, by what they are called.
    fn kinds(&self, kinds: &[String]) -> Vec<String> {
        kinds.iter().map(|kind| self.words.label(&kind.replace('_', "-")).to_owned()).collect()
    }

    pub(super) fn licence(&self, kind: &LicenceKind, figure: &str) -> Option<Told> {
        Some(match figure {
            "holders" => self.label("country-holders", self.kinds(&kind.holders)),
            "reminders" => {
                let days: Vec<String> = kind.reminders.iter().map(u16::to_string).collect();
                let days = self.words.fill("country-reminder-days", &[("days", &days.join(" · "))]);
                self.line("country-reminders", days)
            }
            "needed_by" => self.label("country-needed-by", self.codes(WORK_ROLE, &kind.needed_by)),
            "required_of" => self.label("country-required-of", self.kinds(&kind.required_of)),
            "months_max" => self.line("country-validity", self.months(kind.months_max)),
            "fee" => self.line("country-fee", self.fee(kind.fee)),
            "area_max_m2" => {
                let hectares = self.trimmed(kind.area_max_m2?.into(), HECTARE);
                self.line("country-area", format!("{hectares}\u{a0}ha"))
            }
            _ => return None,
        })
    }

    pub(super) fn case(&self, path: &CasePath, figure: &str) -> Option<Told> {
        Some(match figure {
            "refer_to" => self.label("country-refer", self.codes(SERVICE, &path.refer_to)),
            "ack_days" => self.line("country-ack", self.days(path.ack_days?)),
            "answer_days" => self.line("country-first-answer", self.days(path.answer_days?)),
            _ => return None,
        })
    }

    pub(super) fn report(&self, report: &Report, figure: &str) -> Option<Told> {
        Some(match figure {
            "profiles" => {
                let mut who = self.codes(ORG_PROFILE, &report.profiles);
                if who.is_empty() {
                    who.push(self.words.say("country-every-organisation"));
                }
                self.label("country-report-who", who)
            }
            "after" => self.line("country-report-after", self.code(PROCEDURE_STEP, &report.after)),
            "authority" => self.line("country-report-to", self.code(SERVICE, &report.authority)),
            "every" => {
                let every = match report.every {
                    Every::Month => self.words.say("country-every-month"),
                    Every::Quarter => self.words.say("country-every-quarter"),
                    Every::Year => self.words.say("country-every-year"),
                };
                self.line("country-every", every)
            }
            "due_days" => {
                let days = self.days(report.due_days);
                let due = self.words.fill("country-due-within", &[("days", &days)]);
                self.line("country-due", due)
            }
            "contents" => self.line("country-contents", self.text(&report.contents)),
            _ => return None,
        })
    }

    pub(super) fn privacy(&self, privacy: &Privacy, figure: &str) -> Option<Told> {
        Some(match figure {
            "notice" => self.line("country-read-out", self.text(&privacy.notice)),
            "law" => self.line("country-law", self.text(&privacy.law)),
            "authority" => self.line("country-complain", self.text(&privacy.authority)),
            "kept_years" => {
                let years = self.words.count("years", i64::from(privacy.kept_years));
                self.line("country-kept", years)
            }
            _ => return None,
        })
    }
}
