//! From a group that heard of it on the radio to a cooperative with statutes, a team, a plan and a bank account.

use anyhow::{Context as _, Result};
use lisanga_protocol::dictionary::kinds;
use lisanga_protocol::ids::DocumentId;
use lisanga_protocol::packs::Pack;

use super::{Application, Teller, values};

impl Teller<'_> {
    /// A group of eight that heard of it on the radio.
    pub(super) fn founded(&self) -> Result<(DocumentId, Vec<DocumentId>)> {
        let people = self.known(&kinds::person::PERSON)?;
        let founders: Vec<DocumentId> = people.into_iter().take(8).collect();
        let known = self.known(&kinds::organisation::ORGANISATION)?;
        let organisation = *known.first().context("the organisation of the cash book")?;
        let (area, mine) = (self.area(), self.mine());
        let committee = format!(
            r#"{{"event_date":"{}","milestone":"INITIATIVE_COMMITTEE","persons":["{}","{}"]}}"#,
            self.day(-345),
            founders[0],
            founders[1]
        );
        self.add(
            &kinds::organisation::ORGANISATION,
            organisation,
            &[
                ("profile", "MIXED"),
                ("legal_form", "OHADA_SCOOPS"),
                ("minerals/DIA", "true"),
                (&format!("catchment/{area}"), "true"),
                (&format!("sites/{mine}"), "true"),
                ("seat", &area),
                (&format!("milestones/{}", self.entry(-345, 1)), &committee),
            ],
        )?;
        let id = organisation.to_string();
        self.write(
            &kinds::outreach_event::OUTREACH_EVENT,
            &[
                ("title", "Émission : vos droits, vos coopératives (démo)"),
                ("kind", "RADIO"),
                ("event_date", &self.day(-350)),
                (&format!("organisations/{id}"), "true"),
            ],
        )?;
        for founder in &founders {
            self.write(
                &kinds::membership::MEMBERSHIP,
                &[
                    ("organisation", &id),
                    ("person", &founder.to_string()),
                    ("applied", &self.day(-340)),
                    ("admitted", &self.day(-339)),
                    ("founding", "true"),
                    ("category", "ACTIVE"),
                ],
            )?;
        }
        Ok((organisation, founders))
    }

    /// Founders trained before they constitute, statutes, a constitutive assembly, an elected and accepted team.
    pub(super) fn governed(&self, id: &str, founders: &[DocumentId]) -> Result<()> {
        for (course, days) in [("GOV", -330), ("CONFLICT", -329)] {
            self.training((course, days), id, founders)?;
        }
        let draft = |kind: &str| {
            self.write(
                &kinds::governance_document::GOVERNANCE_DOCUMENT,
                &[
                    ("organisation", id),
                    ("kind", kind),
                    ("version", "1"),
                    ("share_value", "2000 USD"),
                    ("mandate_months", "36"),
                ],
            )
        };
        let (statutes, bylaws) = (draft("STATUTES")?, draft("BYLAWS")?);
        let constituted = self.assembly(
            id,
            ("CONSTITUTIVE", -300),
            founders,
            &[
                ("ADOPT_STATUTES", Some(statutes)),
                ("ADOPT_BYLAWS", Some(bylaws)),
                ("ACCEPT_OFFICERS", None),
            ],
        )?;
        for document in [statutes, bylaws] {
            let by = constituted.to_string();
            self.add(
                &kinds::governance_document::GOVERNANCE_DOCUMENT,
                document,
                &[("adopted_by", &by)],
            )?;
        }
        for (founder, position) in founders.iter().zip(["PRESIDENT", "SECRETARY", "TREASURER"]) {
            let organ = self.write(
                &kinds::election::ELECTION,
                &[
                    ("organisation", id),
                    ("assembly", &constituted.to_string()),
                    ("organ", "CG"),
                    ("position", position),
                    ("seats", "1"),
                    (&format!("candidates/{founder}/votes"), "7"),
                ],
            )?;
            self.write(
                &kinds::mandate::MANDATE,
                &[
                    ("organisation", id),
                    ("person", &founder.to_string()),
                    ("organ", "CG"),
                    ("position", position),
                    ("election", &organ.to_string()),
                    ("start", &self.day(-300)),
                    ("term_months", "36"),
                    ("accepted_by", &constituted.to_string()),
                ],
            )?;
        }
        Ok(())
    }

    /// A business plan, rules of sharing, a bank account. Returns the rules of sharing.
    pub(super) fn planned(&self, id: &str, founders: &[DocumentId]) -> Result<DocumentId> {
        let plan = self.plan(id)?;
        let scheme = self.scheme(id)?;
        let agreed = self.assembly(
            id,
            ("ORDINARY", -200),
            founders,
            &[("BUSINESS_PLAN", Some(plan)), ("SHARING_SCHEME", Some(scheme)), ("OPEN_BANK", None)],
        )?;
        let by = agreed.to_string();
        self.add(&kinds::business_plan::BUSINESS_PLAN, plan, &[("approved_by", &by)])?;
        self.add(&kinds::sharing_scheme::SHARING_SCHEME, scheme, &[("adopted_by", &by)])?;
        let mut bank = values(&[
            ("bank", "Banque Démo"),
            ("organisation", id),
            ("number", "000-111-222"),
            ("currency", "USD"),
            ("account", "521"),
            ("book", "Caisse"),
            ("opened", &self.day(-195)),
            ("opened_by", &by),
        ]);
        for (founder, role) in founders.iter().zip(["PRESIDENT", "TREASURER"]) {
            bank.push((format!("signatories/{founder}/role"), role.to_owned()));
            bank.push((format!("signatories/{founder}/since"), self.day(-195)));
        }
        self.put(&kinds::bank_account::BANK_ACCOUNT, None, bank)?;
        Ok(scheme)
    }

    /// A business plan with all its sections and three years.
    fn plan(&self, id: &str) -> Result<DocumentId> {
        let sections = [
            ("MARKET", "Deux acheteurs agréés en ville, un programme responsable."),
            ("PRODUCTION", "Un puits asséché par une motopompe, six mailles de tamis."),
            ("ORGANISATION", "Une équipe de trois, un comité de surveillance, un livre de caisse."),
            ("FINANCE", "Mises des membres, une part de chaque vente, un don de matériel."),
            ("RISKS", "Éboulement, baisse des prix, saison des pluies."),
            ("ENVIRONMENT", "Puits remblayés, eau de lavage décantée."),
            ("GENDER", "Une femme dans chaque organe, crèche les jours de lavage."),
        ];
        let mut of = values(&[
            ("title", "Motopompe, tamis et bassins de poissons"),
            ("organisation", id),
            ("kind", "MIXED"),
            ("version", "1"),
            ("coach", super::life::FACILITATOR),
        ]);
        for (section, text) in sections {
            of.push((format!("sections/{section}/text"), text.to_owned()));
        }
        let first: i32 = self.day(0)[..4].parse()?;
        for (year, income) in (first..).zip([900_000, 1_200_000, 1_400_000]) {
            of.push((format!("projections/{year}/income"), format!("{income} USD")));
            of.push((format!("projections/{year}/costs"), format!("{} USD", income / 3)));
        }
        self.put(&kinds::business_plan::BUSINESS_PLAN, None, of)
    }

    pub(super) fn assembly(
        &self,
        organisation: &str,
        (kind, days): (&str, i32),
        members: &[DocumentId],
        resolutions: &[(&str, Option<DocumentId>)],
    ) -> Result<DocumentId> {
        let mut of = values(&[
            ("organisation", organisation),
            ("kind", kind),
            ("call_no", "1"),
            ("notice_date", &self.day(days - 18)),
            ("notice_means/LETTER", "true"),
            ("held_date", &self.day(days)),
            ("place", "Hangar du site (démo)"),
            ("agenda/1/title", "Ordre du jour"),
        ]);
        for member in members {
            of.push((format!("attendance/{member}/presence"), "PRESENT".to_owned()));
        }
        for (at, (kind, subject)) in (1..).zip(resolutions) {
            of.push((format!("resolutions/{at}/kind"), (*kind).to_owned()));
            of.push((format!("resolutions/{at}/votes_for"), members.len().to_string()));
            of.push((format!("resolutions/{at}/votes_against"), "0".to_owned()));
            of.extend(subject.map(|id| (format!("resolutions/{at}/subject"), id.to_string())));
        }
        self.put(&kinds::assembly::ASSEMBLY, None, of)
    }

    pub(super) fn training(
        &self,
        (course, days): (&str, i32),
        organisation: &str,
        persons: &[DocumentId],
    ) -> Result<()> {
        let course =
            DocumentId::natural(kinds::course::COURSE.number, self.nation, course.as_bytes());
        let day = self.day(days);
        let mut of = values(&[
            ("course", &course.to_string()),
            ("mode", "WORKSHOP"),
            ("held_for", organisation),
            ("start_date", &day),
            ("end_date", &day),
            ("hours_delivered", "6"),
            (&format!("trainers/{}", persons[0]), "true"),
        ]);
        of.extend(
            persons
                .iter()
                .map(|person| (format!("attendance/{person}/days/{day}"), "true".to_owned())),
        );
        self.put(&kinds::training_session::TRAINING_SESSION, None, of).map(drop)
    }

    /// One application for each step of the procedure, with its whole file.
    pub(super) fn applications(&self, organisation: DocumentId) -> Result<Vec<Application>> {
        let pack = Pack::of("CD").context("the pack of the Congo")?;
        let mut applications = Vec::new();
        for (at, step) in (0..).zip(&pack.procedure) {
            let mut of = values(&[
                ("organisation", &organisation.to_string()),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &self.day(-150 + at * 30)),
            ]);
            for item in &step.documents {
                of.push((format!("checklist/{item}/state"), "READY".to_owned()));
            }
            let id =
                self.put(&kinds::recognition_application::RECOGNITION_APPLICATION, None, of)?;
            let (step, level) = (step.code.as_str(), step.level.as_str());
            applications.push(Application { id, organisation, step, level });
        }
        Ok(applications)
    }
}
