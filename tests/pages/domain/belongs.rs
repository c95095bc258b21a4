//! Who belongs and who decides: members enrolled many at a time, members who live elsewhere, unions of cooperatives,
//! what an assembly may decide and by how many, who leads, what is noted without proof.

use super::assemblies::{constituted, holds, version};
use super::land::{COUNTRIES, Land, Stand, inputs};
use lisanga_protocol::dictionary::kinds::geo_unit::GEO_UNIT;
use lisanga_protocol::ids::DocumentId;

/// Sends the form of many new members, with what is ticked and filled in.
fn enrols(site: &Stand, organisation: &str, values: &[(&str, &str)]) -> crate::screen::Page {
    let to = format!("/enrol/{organisation}");
    let mut form = inputs(&site.screen.get(&to).body);
    for (name, _) in values {
        form.retain(|(known, _)| known != name);
    }
    let said = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let form: Vec<String> =
        form.into_iter().chain(said).map(|(name, value)| format!("{name}={value}")).collect();
    site.screen.post(&to, &form.join("&"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_of_the_register_become_members_with_one_send() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let organisation = site.organisation("Association Lubi (démo)");
        let names = ["KABONGO", "MUKENDI", "ILUNGA", "KALALA"];
        let people: Vec<String> = names.iter().map(|name| site.person(name, "F")).collect();
        site.joins(&organisation, &people[3]);
        // Somebody who agreed to nothing is marked, before and after.
        let (home, mine) = (site.area(), site.mine());
        let refused = super::land::enter(
            &site.screen,
            "/persons/new",
            &[
                ("surname", "NGOYI"),
                ("postname", "Démo"),
                ("sex", "M"),
                ("birth", "1991"),
                ("nationality", land.pack.country.as_str()),
                ("residence", &home),
                ("site_main", &mine),
                ("roles", "DIGGER"),
                ("consents/+/given", "false"),
                ("consents/+/purposes", "REGISTRATION"),
                ("consents/+/form", "SIGNATURE"),
                ("different", "1"),
            ],
        );
        let to = format!("/enrol/{organisation}");
        assert!(site.sees("organisation", &organisation).contains(&to));
        let list = site.screen.get(&to).body;
        assert!(list.contains("KABONGO") && !list.contains("KALALA"), "{list}");
        let own = |list: &str, name: &str| {
            let line = list.split("<li>").find(|line| line.contains(name)).unwrap().to_owned();
            line.split("</li>").next().unwrap().contains("À enregistrer")
        };
        assert!(own(&list, "NGOYI") && !own(&list, "KABONGO"), "{list}");
        let one = site.screen.get(&format!("{to}?search=mukendi")).body;
        assert!(one.contains("MUKENDI") && !one.contains("KABONGO"), "{one}");
        let nobody = enrols(&site, &organisation, &[]);
        assert!(nobody.status == 422 && nobody.body.contains("Cochez au moins une personne"));
        let day = site.day(-5);
        let mut chosen: Vec<(&str, &str)> =
            people[..3].iter().map(|id| ("person", id.as_str())).collect();
        chosen.extend([("person", &*refused), ("day", &day), ("shares", "2")]);
        let words = enrols(&site, &organisation, &[("person", &refused), ("shares", "deux")]);
        assert!(words.status == 422 && words.body.contains("en chiffres"), "{}", words.body);
        let sent = enrols(&site, &organisation, &chosen);
        assert!(sent.status == 303 && sent.to.ends_with("done=saved"), "{} {}", sent.to, sent.body);
        assert!(site.screen.get(&to).body.contains("Personne à inscrire ici"));
        site.exchanges().await;
        let flag = "<dt>À enregistrer</dt><dd>Oui</dd>";
        for (id, flagged) in [(&people[0], false), (&people[2], false), (&refused, true)] {
            let page = land.office.get(&format!("/persons/{id}")).body;
            let membership = crate::screen::after(&page, "/documents/membership/0");
            let seen = land.sees("membership", &format!("0{membership}"));
            assert!(seen.contains("Actif") && seen.contains("M-"), "{seen}");
            assert!(seen.contains("<dt>Parts souscrites</dt><dd>2</dd>"), "{seen}");
            assert_eq!(seen.contains(flag), flagged, "{seen}");
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_who_lives_elsewhere_is_flagged_and_refused_nothing() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(2);
        let told = "membre habite hors de la région";
        assert!(!site.sees("organisation", &organisation).contains(told));
        let areas: Vec<_> = land.pack.units_in(land.province()).collect();
        let nation = land.nation();
        let other = DocumentId::natural(GEO_UNIT.number, nation, areas[1].code.as_bytes());
        let away = site.person("KAPINGA", "F");
        site.changes_person(&away, &[("residence", &other.to_string())]);
        // Before she joins, and after.
        let list = site.screen.get(&format!("/enrol/{organisation}")).body;
        assert!(list.contains("Habite hors de la région"), "{list}");
        let membership = site.joins(&organisation, &away);
        let outside = "Habite hors de la région des membres";
        assert!(site.sees("membership", &membership).contains(outside));
        site.exchanges().await;
        for seen in
            [site.sees("organisation", &organisation), land.sees("organisation", &organisation)]
        {
            assert!(seen.contains(&format!("1 {told}")), "{seen}");
        }
        let seen = land.sees("membership", &membership);
        assert!(seen.contains(outside) && seen.contains("Actif"), "{seen}");
        let home = land.office.get(&format!("/persons/{}", members[0])).body;
        let within = format!("0{}", crate::screen::after(&home, "/documents/membership/0"));
        assert!(!land.sees("membership", &within).contains(outside));
        land.end().await;
    }
}

#[expect(clippy::too_many_lines, reason = "one story, step by step")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_cooperatives_found_a_union_and_it_is_recognised() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let law = land.pack.legal_rules.iter().find(|law| law.kind == "UNION").unwrap();
        let (area, mine) = (site.area(), site.mine());
        let union = site.writes(
            "organisation",
            &[
                ("name", "Union Démo"),
                ("profile", "MIXED"),
                ("legal_form", &law.form),
                ("minerals", "DIA"),
                ("catchment", &area),
                ("seat", &area),
                ("sites", &mine),
                ("milestones/+/milestone", "INITIATIVE_COMMITTEE"),
                ("milestones/+/event_date", &site.day(-100)),
                ("milestones/+/text", "Les deux présidents"),
            ],
        );
        let event = [
            ("title", "Visite"),
            ("kind", "SITE_VISIT"),
            ("event_date", &*site.day(-110)),
            ("organisations", &union),
        ];
        site.writes("outreach_event", &event);
        let few = format!("une union en a au moins {}", law.members_min);
        let first = constituted(&site);
        site.adds("organisation", &first, &[("apex", &union)]);
        let seen = site.sees("organisation", &union);
        assert!(seen.contains(&format!("1 organisations membres ; {few}")), "{seen}");
        assert!(
            !seen.contains("membres ; il en faut au moins 5"),
            "of persons nobody asks: {seen}"
        );
        // A second one, whose president speaks for it.
        let second = site.organisation("Coopérative Kanshi (démo)");
        let person = site.person("LUKUSA", "F");
        site.joins(&second, &person);
        site.adds("organisation", &second, &[("apex", &union)]);
        let both = site.sees("organisation", &union);
        assert!(!both.contains(&few), "{both}");
        assert!(both.contains("Coopérative Lubi") && both.contains("Coopérative Kanshi"), "{both}");
        // Both have to be there: of five members of one nobody can decide for the other.
        let president = {
            let page = site.screen.get("/persons?search=kabongo").body;
            format!("0{}", crate::screen::after(&page, "href=\"/persons/0"))
        };
        let draft = |kind: &str| {
            let values = [("organisation", union.as_str()), ("kind", kind), ("version", "1")];
            site.writes("governance_document", &values)
        };
        let (statutes, bylaws) = (draft("STATUTES"), draft("BYLAWS"));
        let adopts =
            [("ADOPT_STATUTES", &*statutes), ("ADOPT_BYLAWS", &*bylaws), ("ACCEPT_OFFICERS", "")];
        let nobody = site.assembly(&union, ("CONSTITUTIVE", -80), &[], &[]);
        let one = site.sees("assembly", &nobody);
        assert!(one.contains("Quorum non atteint"), "{one}");
        let both = [president.clone(), person.clone()];
        let sitting = site.assembly(&union, ("CONSTITUTIVE", -60), &both, &adopts);
        let seen = site.sees("assembly", &sitting);
        assert!(seen.contains("Valable"), "{seen}");
        assert!(seen.contains("<dt>Présents et représentés</dt><dd>2</dd>"), "{seen}");
        for document in [&statutes, &bylaws] {
            site.adds("governance_document", document, &[("adopted_by", &sitting)]);
        }
        site.elected(&union, &person, (&law.management, "PRESIDENT"), &sitting);
        for step in &land.pack.procedure {
            let values = [
                ("organisation", union.as_str()),
                ("step", &step.code),
                ("kind", "FIRST"),
                ("submitted_on", &site.day(-20)),
            ];
            let application = site.writes("recognition_application", &values);
            site.exchanges().await;
            let values = [
                ("application", application.as_str()),
                ("outcome", "GRANTED"),
                ("act_no", "U-1"),
                ("event_date", &site.day(-10)),
                ("level", &step.level),
            ];
            land.decides("recognition_decision", &values);
            site.exchanges().await;
        }
        for seen in [site.sees("organisation", &union), land.sees("organisation", &union)] {
            assert!(seen.contains("<dt>Étape</dt><dd>Coopérative reconnue</dd>"), "{seen}");
            assert!(seen.contains("<dt>Nature</dt><dd>Union</dd>"), "{seen}");
            assert!(seen.contains("Coopérative Lubi") && seen.contains("Coopérative Kanshi"));
        }
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_that_informs_decides_nothing_and_statutes_are_changed_by_two_thirds() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let version = |number: &str| version(&site, &organisation, number);
        let holds = |version: &str| holds(&site, version);
        let (first, second) = (version("1"), version("2"));
        let adopts = |version: &str, kind: &str, days: i32| {
            let what = [("ADOPT_STATUTES", version)];
            let sitting = site.assembly(&organisation, (kind, days), &members, &what);
            site.adds("governance_document", version, &[("adopted_by", &sitting)]);
            sitting
        };
        adopts(&first, "INFORMATION", -200);
        assert!(!holds(&first), "people were told of it");
        adopts(&first, "CONSTITUTIVE", -150);
        assert!(holds(&first));
        // Three of five are enough to found and too few to change what was founded, whatever was written down.
        let sitting = adopts(&second, "EXTRAORDINARY", -100);
        let against = [("resolutions/1/votes_for", "3"), ("resolutions/1/votes_against", "2")];
        site.together("assembly", &sitting, "resolutions", &against);
        assert!(!holds(&second) && holds(&first));
        let seen = site.sees("assembly", &sitting);
        assert!(seen.contains("Résolution 1 : il faut la"), "{seen}");
        site.exchanges().await;
        assert!(land.sees("assembly", &sitting).contains("Résolution 1 : il faut la"));
        let four = [("resolutions/1/votes_for", "4"), ("resolutions/1/votes_against", "1")];
        site.together("assembly", &sitting, "resolutions", &four);
        assert!(holds(&second) && !holds(&first));
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_noted_without_proof_and_an_organ_of_too_few_are_told() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (organisation, members) = site.cooperative(5);
        let sees = || site.sees("organisation", &organisation);
        let notes = |milestone: &str, more: &[(&str, &str)]| {
            let day = site.day(-300);
            let mut values =
                vec![("milestones/+/milestone", milestone), ("milestones/+/event_date", &*day)];
            values.extend(more);
            site.adds("organisation", &organisation, &values);
        };
        notes("GROUP_IDENTIFIED", &[]);
        assert!(sees().contains("Groupe repéré : rien ne le prouve encore"), "{}", sees());
        notes("INITIATIVE_COMMITTEE", &[("milestones/+/persons", &members[0])]);
        assert!(!sees().contains("notez qui en fait partie"), "{}", sees());
        notes("INITIATIVE_COMMITTEE", &[]);
        assert!(sees().contains("notez qui en fait partie"), "{}", sees());
        // Whoever is in office without an election does not make an elected team.
        let accepts = [("ACCEPT_OFFICERS", "")];
        let sitting = site.assembly(&organisation, ("CONSTITUTIVE", -200), &members, &accepts);
        site.appointed(&organisation, &members[0], "PRESIDENT", &sitting);
        let elected = "Équipe de gestion élue";
        let reached = |page: &str| page.contains(&format!(">{elected}</th>"));
        assert!(!reached(&sees()), "{}", sees());
        site.mandate(&organisation, &members[1], "SECRETARY", &sitting);
        assert!(reached(&sees()), "{}", sees());
        let law = site.pack.law(if country == "CD" { "OHADA_SCOOPS" } else { "SL_COOP" }).unwrap();
        let [least, most] = law.management_size;
        let said = |elected: usize| {
            let organ = "élus dans l’organe de gestion";
            format!("{organ} : {elected} ; il en faut de {least} à {most}")
        };
        assert_eq!(sees().contains(&said(1)), least > 1, "{}", sees());
        for member in &members[2..] {
            site.mandate(&organisation, member, "MEMBER_ORGAN", &sitting);
        }
        let elected = members.len() - 1;
        let outside = !(least as usize..=most as usize).contains(&elected);
        assert_eq!(sees().contains(&said(elected)), outside, "{}", sees());
        // Nobody dissolves a cooperative by writing down a day.
        let undecided = "ni assemblée extraordinaire ni autorité ne l’a décidé";
        site.adds("organisation", &organisation, &[("dissolved", &site.day(-1))]);
        site.exchanges().await;
        assert!(land.sees("organisation", &organisation).contains(undecided));
        let ends = [("DISSOLVE", "")];
        site.assembly(&organisation, ("EXTRAORDINARY", -2), &members, &ends);
        assert!(!sees().contains(undecided), "{}", sees());
        land.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_missing_name_and_an_unlikely_age_are_told_and_refused_to_nobody() {
    for country in COUNTRIES {
        let (land, site) = Land::with_two_sites(country).await;
        let (area, mine) = (site.area(), site.mine());
        let person = super::land::enter(
            &site.screen,
            "/persons/new",
            &[
                ("surname", "KABONGO"),
                ("sex", "M"),
                ("birth", "1890"),
                ("nationality", land.pack.country.as_str()),
                ("residence", &area),
                ("site_main", &mine),
                ("roles", "DIGGER"),
                ("consents/+/given", "true"),
                ("consents/+/purposes", "REGISTRATION"),
                ("consents/+/form", "SIGNATURE"),
                ("different", "1"),
            ],
        );
        let asked =
            if country == "CD" { "Post-nom : à demander" } else { "Prénom : à demander" };
        site.exchanges().await;
        let path = format!("/persons/{person}");
        for seen in [site.screen.get(&path).body, land.office.get(&path).body] {
            assert!(seen.contains(asked), "{seen}");
            assert!(seen.contains("vérifiez la naissance"), "{seen}");
        }
        let rest = [("postname", "Démo"), ("given_name", "Jean"), ("birth", "1990")];
        site.changes_person(&person, &rest);
        let seen = site.screen.get(&path).body;
        assert!(!seen.contains("à demander") && !seen.contains("vérifiez la naissance"), "{seen}");
        land.end().await;
    }
}
