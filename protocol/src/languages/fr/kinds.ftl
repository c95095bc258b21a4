# Ce que tout genre a en commun.

common-source-form = N° du formulaire papier
common-note = Note
common-void = Annulé
    .help = Un document annulé reste lisible et ne compte plus.

# Unité géographique

geo-unit = Unité géographique
geo-unit-code = Code
geo-unit-country = Pays
geo-unit-level = Niveau
geo-unit-names = Noms
geo-unit-names-name = Nom
geo-unit-aliases = Autres noms
geo-unit-parent = Unité supérieure
geo-unit-valid-from = Valable à partir du
geo-unit-valid-to = Valable jusqu’au
geo-unit-centroid = Centre
geo-unit-public-label = Libellé public

# Site minier

mining-site = Site minier
mining-site-code = Code du site
mining-site-name = Nom usuel
mining-site-aliases = Autres noms
mining-site-geo-unit = Territoire ou secteur
mining-site-village = Village proche
mining-site-position = Position GPS
mining-site-minerals = Substances
mining-site-tenure-kind = Statut foncier-minier
mining-site-tenure-ref = Référence de la ZEA ou du permis
mining-site-customary-owner = Chef de terre ou ayant droit
mining-site-first-seen = Première visite
mining-site-merged-into = Réuni avec

# Personne

person = Exploitant artisanal
person-reg-no = N° d’enregistrement
person-surname = Nom
person-postname = Post-nom
person-given-name = Prénom
person-nickname = Surnom
    .help = Le nom utilisé sur le site.
person-sex = Sexe
person-birth = Naissance
    .help = Le jour, le mois ou l’année seulement ; « 1991~ » pour une estimation.
person-birth-place = Lieu de naissance
person-mother-name = Nom de la mère
    .help = Aide à reconnaître les doublons.
person-nationality = Nationalité
person-id-docs = Pièces d’identité
person-id-docs-key = Numéro de la pièce, sans espaces
person-id-docs-type = Type de pièce
person-id-docs-number = Numéro
person-id-docs-issued = Délivrée le
person-id-docs-expires = Expire le
person-id-docs-photo = Photo de la pièce
person-phones = Téléphones
person-residence = Résidence
person-village = Village ou quartier
person-origin = Provenance
person-household-size = Personnes dans le ménage
person-dependants = Personnes à charge
person-children-in-school = Enfants scolarisés
person-marital = État civil
person-education = Niveau d’études
person-languages = Langues
person-disability = Handicap
person-roles = Fonctions sur le site
person-site-main = Site principal
person-since-year = Dans le métier depuis
person-other-income = Autres activités
person-photo = Photo
person-registrations = Enregistrements
person-registrations-event-date = Date
person-registrations-kind = Nature
person-registrations-team = Équipe
person-registrations-agent-org = Service
person-registrations-campaign = Campagne
person-registrations-place = Lieu
person-registrations-card-requested = Carte demandée
person-registrations-declared-income-month = Revenu mensuel déclaré
person-registrations-declared-stones-month = Production mensuelle déclarée (pierres)
person-registrations-declared-gold-month = Production mensuelle déclarée (or)
person-consents = Consentements
person-consents-event-date = Date
person-consents-given = Donné
    .help = Non : le consentement est retiré.
person-consents-purposes = Finalités
person-consents-form = Forme
person-consents-witness = Témoin
person-consents-language = Langue
person-deceased = Décès
person-merged-into = Doublon de
person-literacy = Niveau d’alphabétisation
person-status = Statut

# Organisation

organisation = Organisation
organisation-name = Dénomination
organisation-acronym = Sigle
organisation-profile = Profil
organisation-legal-form = Forme juridique
organisation-minerals = Substances
organisation-catchment = Région (lien commun)
organisation-seat = Siège
organisation-seat-address = Adresse du siège
organisation-sites = Sites exploités
organisation-purpose = Objet
organisation-phones = Téléphones
organisation-apex = Union ou fédération

# Module de formation

course = Module de formation
course-code = Code
course-family = Famille
course-titles = Intitulés
course-titles-title = Intitulé
course-version = Version
course-hours = Heures
course-languages = Langues
course-pass-mark = Seuil de réussite
course-validity-months = Validité (mois)
    .help = 0 : n’expire pas.
course-mandatory-for = Obligatoire pour

# Session de formation

training-session = Session de formation
training-session-course = Module
training-session-mode = Mode
training-session-held-for = Tenue pour
training-session-start-date = Du
training-session-end-date = Au
training-session-hours-delivered = Heures dispensées
training-session-place = Lieu
training-session-trainers = Formateurs
training-session-external-trainers = Formateurs externes
training-session-language = Langue
training-session-funder = Bailleur
training-session-planned-participants = Participants prévus
training-session-attendance = Présences
training-session-attendance-days = Jours présents
training-session-attendance-pre-score = Note avant
training-session-attendance-post-score = Note après
training-session-attendance-signature = Signature
training-session-other-listeners = Autres auditeurs
    .help = Visiteurs qui ne sont pas enregistrés ; chaque appareil compte les siens.
training-session-photos = Photos
training-session-cancelled = Annulée
training-session-state = État

# Livre de caisse

ledger = Livre de caisse du mois
ledger-organisation = Organisation
ledger-book = Livre
ledger-book-kind = Nature du livre
ledger-month = Mois
ledger-currencies = Monnaies
ledger-entries = Opérations
ledger-entries-event-date = Date de l’opération
ledger-entries-type = Type d’opération
ledger-entries-text = Libellé
ledger-entries-receipt-no = N° de reçu
ledger-entries-receipt = Photo du reçu
ledger-entries-counterparty = Autre personne ou maison
ledger-entries-reverses = Contre-passe
ledger-entries-lines = Lignes
ledger-entries-lines-account = Compte
ledger-entries-lines-side = Sens
ledger-entries-lines-amount = Montant
ledger-entries-lines-party = Membre ou acheteur
ledger-entries-lines-tag = Destination
    .help = À quoi sert l’argent : un plan, une vente, un puits.
ledger-approvals = Approbations
ledger-approvals-roles = Approuvé par
ledger-cash-counts = Comptages de caisse
ledger-cash-counts-event-date = Date du comptage
ledger-cash-counts-account = Caisse
ledger-cash-counts-counted = Compté
ledger-cash-counts-book-balance = Solde du livre
ledger-cash-counts-pieces = Billetage
ledger-cash-counts-pieces-value = Valeur
ledger-cash-counts-pieces-count = Nombre
ledger-cash-counts-witnesses = Témoins
ledger-cash-counts-text = Remarque

# Appareil

device = Appareil
device-name = Nom de l’appareil
device-users = Utilisateurs
device-users-name = Nom
device-users-role = Fonction
device-users-ended = Parti le

# Décisions sur ce qui est à revoir

review = Décision
review-item = Point à revoir
review-rule = Règle
review-decisions = Décisions
review-decisions-event-date = Date
review-decisions-decision = Décision
review-decisions-text = Explication

# Ce qu’on dit à la saisie.

finding-missing = À remplir.
finding-bad-form = Cette écriture n’est pas comprise.
finding-too-short = Au moins { $first } caractères.
finding-too-long = Au plus { $first } caractères.
finding-out-of-range = Entre { $first } et { $second }.
finding-not-in-list = Ce choix n’existe pas dans ce pays.
finding-too-many-bytes = Le fichier dépasse { $first } octets.
finding-before = Cette date vient avant « { $first } ».
finding-in-future = Ce jour n’est pas encore venu.
finding-too-early = Ce jour est avant l’an 2000.
finding-contradicts = Ce qui est saisi se contredit.
yes = Oui
no = Non
number-group = { " " }
number-point = { "," }
