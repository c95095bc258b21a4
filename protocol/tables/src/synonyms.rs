//! What columns are called in the registers people keep, besides the names and labels of the fields.
//!
//! A bare « N° » is left out on purpose: in most registers it counts the rows, and a count is no key.

/// Kind, field, and what its columns are called, in any spelling that `folding::squeeze` makes the same.
const SYNONYMS: &[(&str, &str, &[&str])] = &[
    (
        "person",
        "reg_no",
        &[
            "numéro d’enregistrement",
            "no d’enregistrement",
            "n° enr",
            "matricule",
            "reg no",
            "registration number",
        ],
    ),
    ("person", "surname", &["noms", "nom de famille", "last name", "family name"]),
    ("person", "postname", &["postnoms", "post-noms"]),
    ("person", "given_name", &["prénoms", "prénom(s)", "first name", "given names", "forename"]),
    ("person", "nickname", &["alias", "sobriquet", "dit", "nom d’usage"]),
    (
        "person",
        "sex",
        &["genre", "gender", "sexe (h/f)", "sexe (m/f)", "sexe (f/m)", "h/f", "m/f", "f/m"],
    ),
    (
        "person",
        "birth",
        &[
            "date de naissance",
            "date naissance",
            "date naiss",
            "né le",
            "née le",
            "né(e) le",
            "né en",
            "né(e) en",
            "année de naissance",
            "ddn",
            "date of birth",
            "birth date",
            "dob",
            "born",
            "year of birth",
        ],
    ),
    ("person", "birth_place", &["lieu naissance", "né à", "née à", "né(e) à", "place of birth"]),
    ("person", "mother_name", &["mère", "nom mère", "mother"]),
    ("person", "nationality", &["pays"]),
    (
        "person",
        "phones",
        &[
            "tél",
            "tel",
            "n° tél",
            "n° de téléphone",
            "numéro de téléphone",
            "numéro téléphone",
            "téléphone",
            "portable",
            "mobile",
            "gsm",
            "contact",
            "whatsapp",
            "phone",
            "phone number",
            "telephone",
        ],
    ),
    (
        "person",
        "residence",
        &["territoire", "territoire de résidence", "lieu de résidence", "territoire ou ville"],
    ),
    ("person", "village", &["quartier", "village/quartier", "localité", "adresse", "address"]),
    ("person", "origin", &["origine", "territoire d’origine"]),
    ("person", "household_size", &["ménage", "taille du ménage", "taille ménage", "household"]),
    ("person", "dependants", &["à charge", "nombre de personnes à charge"]),
    ("person", "children_in_school", &["enfants à l’école", "nombre d’enfants scolarisés"]),
    ("person", "marital", &["situation matrimoniale", "statut matrimonial", "état-civil"]),
    ("person", "education", &["niveau d’instruction", "niveau d’étude", "études", "instruction"]),
    ("person", "languages", &["langue", "langues parlées", "langue parlée"]),
    (
        "person",
        "roles",
        &[
            "fonction",
            "fonctions",
            "rôle",
            "rôles",
            "métier",
            "activité",
            "profession",
            "occupation",
            "role",
            "job",
        ],
    ),
    (
        "person",
        "site_main",
        &[
            "site",
            "site minier",
            "nom du site",
            "site d’exploitation",
            "site d’exploitation minière",
            "chantier",
            "mine",
        ],
    ),
    ("person", "since_year", &["depuis", "année de début", "since"]),
    ("mining_site", "name", &["site", "nom", "nom du site", "nom du site minier"]),
    ("mining_site", "code", &["n° du site", "numéro du site"]),
    ("mining_site", "geo_unit", &["territoire", "secteur", "territoire/secteur"]),
    ("mining_site", "village", &["village", "localité"]),
    (
        "mining_site",
        "minerals",
        &["substance", "minerai", "minerais", "minéraux", "filière", "mineral"],
    ),
    (
        "organisation",
        "name",
        &[
            "nom",
            "organisation",
            "coopérative",
            "nom de la coopérative",
            "nom de l’organisation",
            "association",
        ],
    ),
    ("organisation", "acronym", &["acronyme", "abréviation"]),
    ("organisation", "minerals", &["substance", "minerai", "minerais", "filière"]),
    ("organisation", "seat", &["siège", "siège social"]),
    ("organisation", "phones", &["tél", "tel", "téléphone", "contact", "phone"]),
];

/// What columns for this field are called.
pub(crate) fn of(kind: &str, field: &str) -> &'static [&'static str] {
    let found = SYNONYMS.iter().find(|(of, name, _)| *of == kind && *name == field);
    found.map_or(&[], |(_, _, words)| words)
}

/// What a column with the whole name of a person may be called, squeezed.
pub(crate) const FULL_NAME: &[&str] = &[
    "fullname",
    "nomcomplet",
    "nomscomplets",
    "nometprenom",
    "nometprenoms",
    "nomsetprenoms",
    "nometpostnom",
    "nomsetpostnoms",
    "nompostnometprenom",
    "nompostnomprenom",
    "nomspostnomsetprenoms",
    "nomspostnomsprenoms",
    "identite",
];

#[cfg(test)]
mod tests {
    use lisanga_protocol::dictionary::kind_by_name;

    use super::*;

    #[test]
    fn synonyms_are_of_fields_that_exist() {
        for (kind, field, _) in SYNONYMS {
            assert!(
                kind_by_name(kind).is_some_and(|kind| kind.field(field).is_some()),
                "{kind} {field}"
            );
        }
    }
}
