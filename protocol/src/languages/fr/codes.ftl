# Les codes : liste, tiret, code.

sex-F = Femme
sex-M = Homme
sex-U = Non renseigné

mineral-DIA = Diamant
mineral-AU = Or
mineral-SN = Cassitérite
mineral-TA = Coltan
mineral-W = Wolframite
mineral-COB = Cobalt-hétérogénite
mineral-CU = Cuivre
mineral-GEM = Gemmes de couleur
mineral-QRY = Produits de carrière
mineral-OTH = Autre

work-role-DIGGER = Creuseur
work-role-PIT_BOSS = Chef de puits (PDG)
work-role-DIVER = Plongeur
work-role-SHOVELER = Pelleteur
work-role-CARRIER = Transporteur de gravier
work-role-WASHER = Laveur, tamiseur
work-role-PANNER = Orpailleur à la batée
work-role-TIMBERER = Boiseur
work-role-PUMP_OP = Motopompiste
work-role-CRUSHER = Concasseur, twangaise
work-role-TRADER = Négociant
work-role-BROKER = Commissionnaire
work-role-COOK = Restauratrice
work-role-VENDOR = Vendeur·se
work-role-GUARD = Gardien
work-role-MANAGER = Responsable de coopérative
work-role-AUX_OTHER = Autre auxiliaire

org-profile-DIGGERS = Creuseurs
org-profile-WOMEN_DIGGERS = Femmes creuseuses
org-profile-TRADERS = Négociants
org-profile-AUXILIARY = Auxiliaires
org-profile-MIXED = Mixte

legal-form-INFORMAL = Groupe informel
legal-form-ASBL = Association sans but lucratif
legal-form-OHADA_SCOOPS = Société coopérative simplifiée
legal-form-OHADA_COOPCA = Coopérative avec conseil d’administration
legal-form-OHADA_UNION = Union
legal-form-OHADA_FED = Fédération
legal-form-SL_COOP = Société coopérative enregistrée (Sierra Leone)
legal-form-SL_UNION = Union de coopératives enregistrée (Sierra Leone)
legal-form-LR_COOP = Société coopérative enregistrée (Libéria)
legal-form-CF_GROUPEMENT = Groupement agréé (RCA)
legal-form-GN_GROUPEMENT = Groupement agréé (Guinée)
legal-form-PRE_OHADA = Coopérative à mettre en harmonie

tenure-ZEA = Zone d’exploitation artisanale
tenure-PERMIT_AGREED = Sur permis, avec accord
tenure-PERMIT_NO_AGREEMENT = Sur permis, sans accord
tenure-PROTECTED = Aire protégée
tenure-FREE = Zone libre
tenure-UNKNOWN = Inconnu

service-SAEMAPE = SAEMAPE
service-DIV_MINES = Division des Mines
service-CAMI = CAMI
service-CEEC = CEEC
service-ADMIN_TERR = Administration du territoire
service-CHIEFDOM = Chefferie ou secteur
service-POLICE_MINES = Police des mines
service-PROV_MIN = Ministère provincial
service-NAT_MIN = Ministère national
service-NMA = Agence nationale des minerais (NMA)
service-COOP_DEPT = Service des coopératives
service-EPA = Agence de l’environnement (EPA)
service-DISTRICT_COUNCIL = Conseil de district
service-NGO = ONG
service-CSO = Société civile
service-COMPANY = Entreprise

registration-kind-NEW = Nouvel enregistrement
registration-kind-RENEWAL = Renouvellement
registration-kind-IMPORT = Reprise d’un registre

id-document-VOTER = Carte d’électeur
id-document-NATIONAL = Carte nationale
id-document-PASSPORT = Passeport
id-document-DRIVER = Permis de conduire
id-document-BIRTH_CERT = Attestation de naissance
id-document-LOSS_CERT = Attestation de perte
id-document-STUDENT = Carte d’étudiant
id-document-MINER_CARD = Carte d’exploitant artisanal
id-document-WITNESS = Témoignage de deux personnes

education-NONE = Aucune
education-PRIM_INC = Primaire incomplet
education-PRIM = Primaire
education-SEC_INC = Secondaire incomplet
education-SEC = Diplôme d’État
education-TECH = Technique
education-UNIV = Université

marital-SINGLE = Célibataire
marital-MARRIED = Marié·e
marital-UNION = Union libre
marital-POLYGAMOUS = Mariage polygame
marital-DIVORCED = Divorcé·e
marital-WIDOWED = Veuf, veuve

language-fr = français
language-en = anglais
language-ln = lingala
language-sw = swahili
language-lua = tshiluba
language-lu = kiluba
language-kg = kikongo
language-tll = tetela
language-sg = sango
language-kri = krio
language-ff = peul
language-dyu = dioula
language-man = mandingue

country-CD = RD Congo
country-CF = République centrafricaine
country-CG = Congo
country-AO = Angola
country-ZM = Zambie
country-TZ = Tanzanie
country-BI = Burundi
country-RW = Rwanda
country-UG = Ouganda
country-SS = Soudan du Sud
country-SL = Sierra Leone
country-LR = Libéria
country-GN = Guinée
country-CI = Côte d’Ivoire
country-ML = Mali
country-SN = Sénégal

disability-NONE = Aucune
disability-SEEING = Voir
disability-HEARING = Entendre
disability-WALKING = Marcher
disability-HANDS = Se servir de ses mains
disability-OTHER = Autre

livelihood-AGRI = Agriculture
livelihood-GARDEN = Maraîchage
livelihood-LIVESTOCK = Petit élevage
livelihood-FISH = Pisciculture (bassins de fosses)
livelihood-BEE = Apiculture
livelihood-PALM = Huile de palme
livelihood-MILL = Moulin
livelihood-SOAP = Savonnerie
livelihood-BAKERY = Boulangerie
livelihood-TAILOR = Couture
livelihood-SHOP = Petit commerce
livelihood-RESTAURANT = Restaurant
livelihood-BRICKS = Briqueterie
livelihood-CARPENTRY = Menuiserie
livelihood-MOTO = Moto-taxi
livelihood-TRANSPORT = Transport
livelihood-PHONE = Recharge, mobile money
livelihood-REFOREST = Reboisement
livelihood-SERVICES = Services

purpose-REGISTRATION = Enregistrement
purpose-STATISTICS = Statistiques
purpose-SHARE_WITH_STATE = Transmission à l’État
purpose-SHARE_WITH_BUYER = Transmission à un acheteur
purpose-PHOTO = Photo
purpose-RESEARCH = Recherche

consent-form-SIGNATURE = Signature
consent-form-THUMB = Empreinte du pouce
consent-form-ORAL = Orale, avec témoin

person-status-REGISTERED = Enregistré·e
person-status-PENDING = En attente
person-status-DECEASED = Décédé·e
person-status-MERGED = Doublon réuni

training-mode-WORKSHOP = Atelier
training-mode-COACHING = Accompagnement
training-mode-RADIO = Radio
training-mode-SELF_LEARNING = Auto-apprentissage
training-mode-CASCADE = Cascade

session-state-PLANNED = Prévue
session-state-HELD = Tenue
session-state-CANCELLED = Annulée

training-family-GOVERNANCE = Gouvernance
training-family-MANAGEMENT = Gestion
training-family-MINING = Techniques minières
training-family-COMPLIANCE = Conformité
training-family-SOCIAL = Social
training-family-TRAINERS = Formation de formateurs

learner-group-OFFICER = Dirigeants
learner-group-MEMBER = Membres
learner-group-TREASURER = Trésoriers
learner-group-ASSESSOR = Évaluateurs

book-COOP = Coopérative
book-AVEC = Épargne-crédit (AVEC)
book-PROJECT = Projet

currency-CDF = Franc congolais
currency-USD = Dollar américain
currency-XAF = Franc CFA (CEMAC)
currency-XOF = Franc CFA (UEMOA)
currency-GNF = Franc guinéen
currency-SLE = Leone
currency-LRD = Dollar libérien

side-D = Débit
side-C = Crédit

approval-role-TREASURER = Trésorerie
approval-role-PRESIDENT = Présidence
approval-role-SUPERVISION = Surveillance
approval-role-MANAGER = Gérance

transaction-SHARE_SUB = Souscription de parts
transaction-SHARE_PAY = Libération de parts
transaction-ENTRY_FEE = Droit d’adhésion
transaction-DUES = Cotisation
transaction-FINE = Amende
transaction-SALE_AGENT = Vente pour compte des membres
transaction-SALE_OWN = Vente pour compte propre
transaction-BUYER_ADV = Avance reçue d’un acheteur
transaction-ADV_SETTLE = Imputation d’une avance sur vente
transaction-PREFIN_IN = Préfinancement reçu
transaction-PREFIN_REPAY = Remboursement de préfinancement
transaction-MEMBER_PAYOUT = Paiement au membre
transaction-PARTNER_PAYOUT = Paiement au chef de puits ou de terre
transaction-PARTNER_ADV = Avance à rendre par un chef de puits ou de terre
transaction-PARTNER_BACK = Avance rendue par un chef de puits ou de terre
transaction-MEMBER_ADV = Avance à un membre
transaction-ADV_RECOVER = Récupération d’avance
transaction-PURCHASE = Achat de consommables
transaction-ASSET_BUY = Achat d’équipement
transaction-FEE_TAX = Taxe, carte, licence
transaction-UNOFFICIAL = Paiement non officiel
transaction-TRAIN_COST = Frais de formation
transaction-MEETING_COST = Frais d’assemblée
transaction-MISSION = Frais de mission
transaction-LABOUR = Main-d’œuvre
transaction-BANK_DEP = Versement à la banque
transaction-BANK_WDR = Retrait de la banque
transaction-BOX_OUT = Sortie vers une autre caisse
transaction-BOX_IN = Entrée d’une autre caisse
transaction-MM_IN = Entrée de monnaie mobile
transaction-MM_OUT = Sortie de monnaie mobile
transaction-FX = Change
transaction-BANK_FEE = Frais bancaires
transaction-BANK_INT = Intérêts bancaires
transaction-GRANT_OP = Subvention d’exploitation
transaction-GRANT_EQ = Subvention d’équipement
transaction-DONATION_IN_KIND = Don en nature
transaction-LOAN_IN = Emprunt
transaction-LOAN_REPAY = Remboursement d’emprunt
transaction-INV_SUB = Investissement d’un membre
transaction-INV_RETURN = Rendement d’investissement
transaction-INV_EXIT = Remboursement d’investissement
transaction-AGR_IN = Recette d’AGR
transaction-AGR_OUT = Dépense d’AGR
transaction-SURPLUS_ALLOC = Affectation de l’excédent
transaction-SHARE_INT = Intérêt aux parts
transaction-PATRONAGE = Ristourne
transaction-SHARE_REIMB = Remboursement de parts
transaction-AVEC_SHARE = AVEC : parts
transaction-AVEC_SOCIAL = AVEC : fonds social
transaction-AVEC_FINE = AVEC : amende
transaction-AVEC_LOAN = AVEC : prêt
transaction-AVEC_REPAY = AVEC : remboursement
transaction-AVEC_SOCIAL_OUT = AVEC : secours
transaction-AVEC_SHAREOUT = AVEC : partage de fin de cycle
transaction-COMMUNITY_SPEND = Action communautaire
transaction-COUNT_DIFF = Écart de comptage
transaction-WRITE_OFF = Perte constatée
transaction-OPENING = À-nouveaux
transaction-REVERSAL = Contre-passation
transaction-UNSORTED = Opération à classer
transaction-BUYER_PAID = Paiement d’un acheteur (chèque, crédit)

void-reason-DOUBLE_ENTRY = Double saisie
void-reason-WRONG_PERSON = Mauvaise personne
void-reason-WRONG_AMOUNT = Mauvais montant
void-reason-TEST_DATA = Donnée d’essai
void-reason-FALSE_DOC = Faux document
void-reason-IMPORT_UNDONE = Importation annulée
void-reason-OTHER = Autre

site-role-SITE_COORD = Coordonnateur de site
site-role-SECRETARY = Secrétaire
site-role-TREASURER = Trésorier·ère
site-role-SUPERVISION = Comité de surveillance
site-role-WEIGHER = Peseur, gardien du dépôt
site-role-TRAINER = Formateur·rice
site-role-STATE_AGENT = Agent des services
site-role-ASSESSOR = Évaluateur de normes
site-role-CASE_OFFICER = Point focal griefs
site-role-FACILITATOR = Facilitateur
site-role-PRESIDENT = Président·e de l’organisation

review-decision-SAME = C’est la même personne
review-decision-DIFFERENT = Ce sont deux personnes
review-decision-ALIAS = Les deux reçus restent, le second avec « -B »
review-decision-EXPLAINED = Expliqué
review-decision-REOPEN = À revoir de nouveau
review-decision-ASKED = On a demandé au site une photo ou le nom de la mère
review-decision-SIGNED = Signé

member-category-ACTIVE = Membre actif
member-category-AUXILIARY = Membre auxiliaire
member-category-HONORARY = Membre d’honneur
member-category-NON_MEMBER = Usager non membre

share-event-SUBSCRIBE = Souscription
share-event-PAY = Libération
share-event-TRANSFER_IN = Reçues par cession
share-event-TRANSFER_OUT = Cédées
share-event-REIMBURSE = Remboursement

exit-kind-WITHDRAWAL = Retrait
exit-kind-EXCLUSION = Exclusion
exit-kind-DEATH = Décès
exit-kind-TRANSFER = Transfert

member-status-APPLICANT = Candidat
member-status-ACTIVE = Actif
member-status-SUSPENDED = Suspendu
member-status-EXITED = Sorti

governance-kind-STATUTES = Statuts
governance-kind-BYLAWS = Règlement intérieur
governance-kind-CODE_OF_CONDUCT = Code de conduite
governance-kind-INTERNAL_PROCEDURE = Procédure interne

assembly-kind-CONSTITUTIVE = Assemblée constitutive (AGC)
assembly-kind-ORDINARY = Assemblée ordinaire (AGO)
assembly-kind-EXTRAORDINARY = Assemblée extraordinaire (AGE)
assembly-kind-INFORMATION = Réunion d’information

notice-means-LETTER = Lettre avec décharge
notice-means-POSTING = Affichage
notice-means-ORAL = De vive voix
notice-means-RADIO = Radio
notice-means-PHONE = Téléphone

convener-PRESIDENT = Président
convener-ORGAN_MEMBER = Membre de l’organe de gestion
convener-SUPERVISORS = Organe de surveillance
convener-QUARTER = Un quart des membres
convener-AUTHORITY = Autorité

presence-PRESENT = Présent
presence-PROXY = Représenté
presence-EXCUSED = Excusé

resolution-ADOPT_STATUTES = Adoption des statuts
resolution-ADOPT_BYLAWS = Adoption du règlement intérieur
resolution-ELECT = Élection
resolution-ACCEPT_OFFICERS = Acceptation des élus
resolution-ACCOUNTS = Comptes
resolution-SURPLUS = Affectation de l’excédent
resolution-SHARING_SCHEME = Règle de partage
resolution-BUSINESS_PLAN = Plan d’affaires
resolution-ACTION_PLAN = Plan d’action
resolution-INVESTMENT = Investissement
resolution-OPEN_BANK = Ouverture d’un compte bancaire
resolution-ADMIT = Admission
resolution-EXCLUDE = Exclusion
resolution-APPLY_RECOGNITION = Demande de reconnaissance
resolution-ENGAGE_STANDARD = S’engager dans une norme
resolution-ADVOCACY = Plaidoyer
resolution-DISSOLVE = Dissolution
resolution-OTHER = Autre

vote-RAISED_HANDS = Main levée
vote-SECRET = Bulletin secret
vote-ACCLAMATION = Acclamation
vote-TOKENS = Jetons ou cailloux
vote-QUEUE = Alignement

majority-SIMPLE = Majorité simple
majority-TWO_THIRDS = Deux tiers
majority-UNANIMITY = Unanimité

signing-role-PRESIDENT = Président de séance
signing-role-SECRETARY = Secrétaire de séance

lock-HELD = Inchangé depuis la signature
lock-BROKEN = Changé depuis la signature
assembly-validity-PLANNED = Convoquée
assembly-validity-VALID = Valable
assembly-validity-QUORUM_NOT_REACHED = Quorum non atteint
assembly-validity-IRREGULAR_NOTICE = Convocation irrégulière
assembly-validity-CONTESTED = Contestée

organ-AG = Assemblée générale
organ-CG = Comité de gestion
organ-CA = Conseil d’administration
organ-CSURV = Commission de surveillance
organ-BUREAU = Bureau
organ-DIR = Direction
organ-COM_CONFLICT = Comité de conciliation
organ-COM_CREDIT = Comité de crédit
organ-COM_HSE = Comité hygiène et sécurité
organ-COM_WOMEN = Comité des femmes

position-held-PRESIDENT = Président
position-held-VICE_PRESIDENT = Vice-président
position-held-SECRETARY = Secrétaire
position-held-TREASURER = Trésorier
position-held-MEMBER_ORGAN = Membre
position-held-SUP_PRESIDENT = Président de surveillance
position-held-SUP_MEMBER = Membre de surveillance
position-held-MANAGER = Gérant
position-held-ADVISOR = Conseiller

mandate-end-RESIGNED = Démission
mandate-end-REVOKED = Révocation
mandate-end-DECEASED = Décès
mandate-end-REPLACED = Remplacement
mandate-end-INVALID = Élection invalide

mandate-status-ELECTED = Élu, non installé
mandate-status-ACCEPTED = Accepté, pas encore entré en fonction
mandate-status-IN_OFFICE = En fonction
mandate-status-EXPIRED = Échu
mandate-status-ENDED = Terminé
mandate-status-CONTESTED = Contesté

procedure-step-CD_RSC = Immatriculation au registre local (RSC)
procedure-step-CD_PROVINCIAL_OPINION = Avis de la Division provinciale des Mines
procedure-step-CD_AGREMENT = Agrément du Ministère des Mines
procedure-step-SL_CHIEFDOM = Consentement du comité de chefferie
procedure-step-SL_REGISTRAR = Enregistrement de la coopérative
procedure-step-SL_NMA = Licence de l’agence nationale des minerais

application-kind-FIRST = Première demande
application-kind-RENEWAL = Renouvellement
application-kind-MODIFICATION = Modification
application-kind-APPEAL = Recours

dossier-item-SIGNED_STATUTES = Statuts signés
dossier-item-BYLAWS = Règlement intérieur
dossier-item-MINUTES = Procès-verbal de l’assemblée constitutive
dossier-item-MEMBER_LIST = Liste des membres avec cartes
dossier-item-OFFICER_LIST = Liste des dirigeants
dossier-item-FEE_PROOF = Preuve de paiement
dossier-item-SITE_SKETCH = Croquis du site
dossier-item-ID_COPIES = Copies des pièces d’identité
dossier-item-BUSINESS_PLAN = Plan d’affaires
dossier-item-LAND_CONSENT = Consentement foncier
dossier-item-ENV_PLAN = Plan environnemental
dossier-item-PRIOR_ACT = Acte de l’étape précédente
dossier-item-OTHER = Autre pièce

dossier-state-MISSING = Manque
dossier-state-IN_PROGRESS = En préparation
dossier-state-READY = Prêt
dossier-state-NOT_NEEDED = Non exigé

exchange-SUPPLEMENT_ASKED = Complément demandé
exchange-SUPPLEMENT_GIVEN = Complément remis
exchange-INSPECTION = Inspection
exchange-MEETING = Rencontre
exchange-REMINDER = Rappel

decision-GRANTED = Accordée
decision-REJECTED = Rejetée
decision-SUPPLEMENT = Complément demandé
decision-SUSPENDED = Suspendue
decision-REINSTATED = Rétablie
decision-WITHDRAWN = Retirée

authority-level-LOCAL = Locale
authority-level-PROVINCIAL = Provinciale
authority-level-NATIONAL = Nationale

application-state-PREPARING = En préparation
application-state-READY = Dossier complet
application-state-SUBMITTED = Déposée
application-state-UNDER_REVIEW = À l’examen
application-state-SUPPLEMENT_REQUESTED = Complément demandé
application-state-VALID = Accordée
application-state-TO_RENEW = À renouveler
application-state-RENEWAL_SUBMITTED = Renouvellement déposé
application-state-EXPIRED = Échue
application-state-REJECTED = Rejetée
application-state-APPEALED = En recours
application-state-CONFIRMED_REJECTED = Rejet confirmé
application-state-SUSPENDED = Suspendue
application-state-WITHDRAWN = Retirée

licence-kind-CD_MINER_CARD = Carte d’exploitant artisanal
licence-kind-CD_TRADER_CARD_A = Carte de négociant A
licence-kind-CD_TRADER_CARD_B = Carte de négociant B
licence-kind-CD_COOP_AGREMENT = Arrêté d’agrément
licence-kind-CD_RSC = Immatriculation RSC
licence-kind-CD_ZEA_ASSIGN = Affectation de ZEA
licence-kind-CD_SITE_REGISTRATION = Enregistrement annuel du site
licence-kind-CD_SITE_VALIDATION = Qualification du site
licence-kind-CD_TRANSPORT = Autorisation de transport
licence-kind-CD_ENV = Plan environnemental
licence-kind-SL_ARTISANAL = Licence artisanale
licence-kind-SL_MINER_ID = Carte de mineur
licence-kind-SL_SITE_REGISTRATION = Enregistrement annuel du site
licence-kind-SL_DEALER = Licence de négociant
licence-kind-LAND_AGREEMENT = Accord foncier
licence-kind-STD_CERT = Certificat d’une norme
licence-kind-TAX_CLEARANCE = Quitus fiscal

licence-state-FUTURE = Pas encore valable
licence-state-VALID = Valable
licence-state-TO_RENEW = À renouveler
licence-state-URGENT = Urgent
licence-state-IN_RENEWAL = Renouvellement demandé
licence-state-EXPIRED = Échu
licence-state-REVOKED = Retiré

site-colour-GREEN = Vert
site-colour-YELLOW = Jaune
site-colour-RED = Rouge

practice-TIMBERING = Boisage
practice-BENCHES = Gradins
practice-VENT = Aération
practice-DEWATER = Exhaure
practice-PPE = Équipements de protection
practice-SIEVES = Jeux de tamis
practice-BACKFILL = Rebouchage
practice-HG_FREE = Sans mercure
practice-WATER_CLOSED = Eau en circuit fermé
practice-SIGNAGE = Signalisation

plan-kind-MINING = Exploitation
plan-kind-AGR = Activité génératrice de revenus
plan-kind-MIXED = Mixte

plan-section-MARKET = Marché
plan-section-PRODUCTION = Production
plan-section-ORGANISATION = Organisation
plan-section-FINANCE = Finances
plan-section-RISKS = Risques
plan-section-ENVIRONMENT = Environnement
plan-section-GENDER = Genre

learner-state-ENROLLED = Inscrit
learner-state-ATTENDING = Vient aux séances
learner-state-COMPLETED = Terminé
learner-state-DROPPED = Abandon

investment-state-PREPARING = En préparation
investment-state-OPEN = Souscriptions ouvertes
investment-state-FUNDED = Montant réuni
investment-state-SPENT = Achat fait
investment-state-RETURNING = Rapporte
investment-state-CLOSED = Clos

support-state-ASKED = Demandé
support-state-RECEIVED = Reçu

opinion-FAVOURABLE = Favorable
opinion-TO_IMPROVE = À améliorer
opinion-UNFAVOURABLE = Défavorable

plan-state-DRAFT = Projet
plan-state-REVIEW = En relecture
plan-state-APPROVED = Approuvé
plan-state-IN_EXECUTION = En exécution
plan-state-CLOSED = Clos

activity-status-PLANNED = Prévue
activity-status-ONGOING = En cours
activity-status-DONE = Réalisée
activity-status-CANCELLED = Annulée

livelihood-state-IDEA = Idée
livelihood-state-FEASIBILITY = Étude
livelihood-state-PLANNED = Planifiée
livelihood-state-FUNDED = Financée
livelihood-state-RUNNING = En marche
livelihood-state-STOPPED = Arrêtée

investment-purpose-PUMP = Motopompe
investment-purpose-SIEVE_SET = Jeu de tamis
investment-purpose-JIG = Jig
investment-purpose-SCALE = Balance
investment-purpose-DEPOT = Dépôt
investment-purpose-SCHOOL = École
investment-purpose-MILL = Moulin
investment-purpose-OTHER = Autre

funding-source-SUBSCRIPTIONS = Souscriptions des membres
funding-source-RESERVE = Réserve de la coopérative
funding-source-GRANT = Subvention
funding-source-LOAN = Emprunt
funding-source-FORWARD = Achat anticipé

condition-GOOD = Bon
condition-WORN = Usé
condition-BROKEN = En panne
condition-LOST = Perdu

support-source-GOV_LOCAL = Autorité locale
support-source-GOV_PROVINCIAL = Gouvernement provincial
support-source-GOV_NATIONAL = Gouvernement national
support-source-NGO = ONG
support-source-DONOR = Bailleur
support-source-COMPANY = Entreprise
support-source-COOPERATIVE = Autre coopérative

support-kind-CASH = Argent
support-kind-EQUIPMENT = Équipement
support-kind-TRAINING = Formation
support-kind-ADVICE = Conseil
support-kind-LAND = Terrain
support-kind-TAX_RELIEF = Allègement de taxes

outreach-RADIO = Émission de radio
outreach-SITE_VISIT = Visite de site
outreach-MEETING = Réunion
outreach-THEATRE = Théâtre

outreach-theme-COOPERATIVES = Coopératives
outreach-theme-REGISTRATION = Enregistrement
outreach-theme-RIGHTS = Droits
outreach-theme-SAFETY = Sécurité
outreach-theme-WOMEN = Femmes
outreach-theme-CHILDREN = Travail des enfants
outreach-theme-STANDARDS = Normes

share-base-PARCEL_SALE = Vente d’un colis
share-base-PERIOD_SURPLUS = Excédent d’un exercice
share-base-INVESTMENT_RETURN = Rendement d’un investissement

step-base-GROSS = Montant brut
step-base-NET = Net de taxes et retenues
step-base-REMAINING = Ce qui reste
step-base-PAID_UP = Capital libéré

step-kind-PERCENT = Pourcentage
step-kind-FIXED = Montant fixe
step-kind-COST_REFUND = Remboursement de frais
step-kind-PER_UNIT = Par carat ou gramme
step-kind-UP_TO = Jusqu’à un plafond
step-kind-REST = Le reste
step-kind-TAXES = Taxes notées à la vente

beneficiary-STATE = État
beneficiary-COOPERATIVE = Coopérative
beneficiary-RESERVE = Réserve
beneficiary-COMMUNITY = Communauté
beneficiary-COSTS = Frais
beneficiary-PIT_BOSS = Chef de puits
beneficiary-FINANCIER = Financier
beneficiary-LAND_CHIEF = Chef de terre
beneficiary-MEMBERS = Membres

share-key-EQUAL = Parts égales
share-key-DAYS_WORKED = Jours travaillés
share-key-SHARES_PAID = Parts libérées
share-key-WEIGHT_DELIVERED = Poids livré
share-key-VALUE_DELIVERED = Valeur livrée
share-key-SAVINGS = Épargne
share-key-PIT_THEN_DAYS = Apport de chaque puits, puis jours travaillés
share-key-INVESTED = Argent placé dans le programme

distribution-state-DRAFT = Projet
distribution-state-SIMULATED = Calculé
distribution-state-APPROVED = Approuvé
distribution-state-PAYING = En paiement
distribution-state-CLOSED = Payé
distribution-state-CANCELLED = Annulé

period-state-OPEN = Ouvert
period-state-COUNTED = Compté
period-state-CLOSED = Clos

loan-state-REQUESTED = Demandé
loan-state-APPROVED = Accordé
loan-state-REFUSED = Refusé
loan-state-DISBURSED = Versé
loan-state-REPAYING = En remboursement
loan-state-OVERDUE = En retard
loan-state-OVERDUE_30 = En retard de plus de 30 jours
loan-state-OVERDUE_60 = En retard de plus de 60 jours
loan-state-OVERDUE_90 = En retard de plus de 90 jours
loan-state-REPAID = Remboursé
loan-state-WRITTEN_OFF = Passé en perte

weekday-MON = Lundi
weekday-TUE = Mardi
weekday-WED = Mercredi
weekday-THU = Jeudi
weekday-FRI = Vendredi
weekday-SAT = Samedi
weekday-SUN = Dimanche

pit-status-OPEN = En exploitation
pit-status-PAUSED = À l’arrêt
pit-status-CLOSED = Fermé
pit-status-REHABILITATED = Réhabilité

site-activity-ACTIVE = En activité
site-activity-SEASONAL = Saisonnière
site-activity-ABANDONED = Abandonné
site-activity-SUSPENDED = Suspendue par l’autorité

armed-NONE = Aucune
armed-STATE_LEGAL = Force publique, dans son rôle
armed-STATE_INTERFERENCE = Force publique, ingérence
armed-NON_STATE = Groupe armé

price-category-GEM = Joaillerie
price-category-NEAR_GEM = Quasi-joaillerie
price-category-BOART = Boart
price-category-INDUSTRIAL = Industriel
price-category-AU_950 = Or, 950 ‰ et plus
price-category-AU_900 = Or, 900 à 949 ‰
price-category-AU_850 = Or, 850 à 899 ‰
price-category-AU_LOW = Or, moins de 850 ‰

payment-CASH = Espèces
payment-BANK = Banque
payment-MOBILE_MONEY = Monnaie mobile
payment-CHEQUE = Chèque
payment-IN_KIND = Nature
payment-DEBT_OFFSET = Imputation sur dette

stone-size-BELOW_2 = Moins de 2 (−2)
stone-size-FROM_2 = 2 et plus (+2)
stone-size-FROM_7 = 7 et plus (+7)
stone-size-FROM_11 = 11 et plus (+11)
stone-size-GRAINER = Comptées en grains (grainers)

market-place-PIT = Au puits
market-place-SITE = Sur le site
market-place-TOWN = En ville
market-place-EXPORT = À l’exportation

reason-not-best-DEBT = Dette envers l’acheteur
reason-not-best-TRUST = Confiance
reason-not-best-PAYMENT_SPEED = Paiement immédiat
reason-not-best-SAFETY = Sécurité
reason-not-best-OTHER = Autre

buyer-kind-NEGOCIANT = Négociant
buyer-kind-COMPTOIR = Comptoir
buyer-kind-PROCESSING = Entité de traitement
buyer-kind-ARTISAN = Bijoutier agréé
buyer-kind-PROGRAMME = Programme d’achat responsable
buyer-kind-EXPORT_DIRECT = Exportation directe
buyer-kind-OTHER_COOP = Autre coopérative
buyer-kind-UNLICENSED = Non agréé

pre-financing-kind-CASH = Argent
pre-financing-kind-FOOD = Vivres
pre-financing-kind-FUEL = Carburant
pre-financing-kind-TOOLS = Outils

agreement-state-PROSPECT = Prospect
agreement-state-CONTACT = En discussion
agreement-state-SIGNED = Signé
agreement-state-ENDED = Terminé

official-kind-PRODUCTION_REGISTER = Registre de production
official-kind-PRODUCTION_CERTIFICATE = Attestation de production
official-kind-TRANSFER_NOTE = Fiche de transfert
official-kind-PURCHASE_SLIP = Bordereau d’achat
official-kind-KP_CERTIFICATE = Certificat du Processus de Kimberley
official-kind-PRODUCTION_REPORT = Rapport de production et de vente
official-kind-TRADE_REPORT = Rapport d’achats et de ventes
official-kind-ANNUAL_ACCOUNTS = Comptes de l’année déposés
official-kind-OTHER = Autre

criterion-ZERO_TOLERANCE = Tolérance zéro
criterion-CORE = Fondamental
criterion-PROGRESS = Progrès

criterion-scale-POINTS = De 0 à 3
criterion-scale-YES_NO = Oui (3) ou non (0)

assessment-kind-SELF = Auto-évaluation
assessment-kind-INTERNAL = Interne
assessment-kind-EXTERNAL = Externe

assessment-result-IN_PROGRESS = En cours
assessment-result-NON_COMPLIANT = Non conforme
assessment-result-IN_CORRECTION = En correction
assessment-result-COMPLIANT = Conforme

prescreen-ORG_ASSOCIATION = L’organisation est au moins une association
prescreen-LICENCE_VALID = Titre valable
prescreen-NO_ARMED = Site sans présence armée
prescreen-NO_MINORS = Site sans mineurs au travail
prescreen-TENURE_CLEAR = Statut foncier non contesté
prescreen-TRAINED = Membres formés aux normes
prescreen-ACCESSIBLE = Accessible assez de mois par an
prescreen-PITS_ACTIVE = Assez de puits actifs
prescreen-WILLING = Direction volontaire

answer-YES = Oui
answer-NO = Non
answer-UNKNOWN = Inconnu

candidacy-event-IDENTIFIED = Repéré
candidacy-event-PRESENTED = Norme présentée
candidacy-event-ENROLLED = Inscrit
candidacy-event-ASSESSED = Évalué
candidacy-event-COMPLIANT = Déclaré conforme
candidacy-event-WITHDRAWN = Retiré

candidacy-state-IDENTIFIED = Repéré
candidacy-state-PRESENTED = Norme présentée
candidacy-state-NOT_YET = Pas encore
candidacy-state-ELIGIBLE = Éligible
candidacy-state-ENROLLED = Inscrit
candidacy-state-ASSESSED = Évalué
candidacy-state-IN_CORRECTION = En correction
candidacy-state-COMPLIANT = Conforme
candidacy-state-LAPSED = Échu
candidacy-state-WITHDRAWN = Retiré

case-kind-PRICING = Prix
case-kind-WORK_COND = Conditions de travail
case-kind-LAND = Foncier
case-kind-EXTORTION = Tracasseries
case-kind-SEIZURE = Saisie de gravier ou de pierre
case-kind-VIOLENCE = Violence
case-kind-CHILD_LABOUR = Travail des enfants
case-kind-GBV = Violence basée sur le genre
case-kind-INTERNAL_GOV = Gouvernance interne
case-kind-FINANCE = Détournement
case-kind-ENVIRONMENT = Environnement
case-kind-STATE_SERVICE = Service de l’État
case-kind-LSM = Conflit avec un industriel
case-kind-OTHER = Autre

case-channel-PERSON = En personne
case-channel-BOX = Boîte à plaintes
case-channel-PHONE = Téléphone
case-channel-RADIO = Radio
case-channel-LETTER = Lettre

confidentiality-RESTRICTED = Restreinte
confidentiality-HIGHLY = Très restreinte

case-event-ACK = Accusé de réception
case-event-QUALIFIED = Qualifié
case-event-INVESTIGATION = Enquête
case-event-MEDIATION = Médiation
case-event-AGREEMENT = Accord
case-event-DECISION = Décision
case-event-REFERRAL = Transmis
case-event-APPEAL = Recours
case-event-WITHDRAWN = Retiré
case-event-REJECTED = Rejeté
case-event-CLOSE = Clôture
case-event-REOPEN = Réouverture

case-outcome-AGREEMENT = Accord
case-outcome-DECISION_FOR = Décision favorable
case-outcome-DECISION_AGAINST = Décision défavorable
case-outcome-REFERRED = Transmis
case-outcome-WITHDRAWN = Retiré
case-outcome-UNFOUNDED = Non fondé
case-outcome-NO_ANSWER = Sans réponse

case-state-RECEIVED = Reçu
case-state-ACKNOWLEDGED = Accusé
case-state-QUALIFIED = Qualifié
case-state-IN_PROGRESS = En cours
case-state-RESOLVED = Résolu
case-state-REFERRED = Transmis
case-state-REJECTED = Rejeté
case-state-WITHDRAWN = Retiré
case-state-CLOSED = Clos
case-state-REOPENED = Rouvert

incident-kind-COLLAPSE = Éboulement
incident-kind-FALL = Chute
incident-kind-DROWNING = Noyade
incident-kind-ASPHYXIA = Asphyxie
incident-kind-TOOL = Outil
incident-kind-EXPLOSIVE = Explosif
incident-kind-VEHICLE = Véhicule
incident-kind-VIOLENCE = Violence
incident-kind-DISEASE = Maladie

programme-kind-LITERACY_TRADITIONAL = Alphabétisation traditionnelle
programme-kind-LITERACY_FUNCTIONAL = Alphabétisation fonctionnelle
programme-kind-LITERACY_SCHOOLING = Alphabétisation scolarisante
programme-kind-POST_LITERACY = Post-alphabétisation
programme-kind-NUMERACY = Calcul
programme-kind-FINANCIAL_LITERACY = Éducation financière
programme-kind-DIGITAL = Compétences numériques
programme-kind-GENDER_EQUALITY = Égalité des genres
programme-kind-WOMEN_LEADERSHIP = Leadership des femmes
programme-kind-GBV_PREVENTION = Prévention des violences
programme-kind-MASCULINITIES = Masculinités positives

literacy-level-0 = 0 – Ne lit pas
literacy-level-1 = 1 – Lettres et chiffres
literacy-level-2 = 2 – Mots, opérations simples
literacy-level-3 = 3 – Textes courts, quatre opérations
literacy-level-4 = 4 – Autonome

drop-out-COMPLETED = Terminé
drop-out-MOVED = Déménagement
drop-out-WORK = Travail
drop-out-FAMILY = Famille
drop-out-HEALTH = Santé
drop-out-OTHER = Autre

coaching-topic-GOVERNANCE = Gouvernance
coaching-topic-ACCOUNTS = Comptes
coaching-topic-RECOGNITION = Reconnaissance
coaching-topic-PLAN = Plan d’affaires
coaching-topic-CONFLICT = Conflits
coaching-topic-MARKET = Marchés
coaching-topic-SAFETY = Sécurité
coaching-topic-WOMEN = Femmes

custody-item-CASH_BOX = Caisse
custody-item-RECEIPT_BOOK = Carnet de reçus
custody-item-PARCEL = Colis

milestone-GROUP_IDENTIFIED = Groupe repéré
milestone-SENSITISED = Groupe sensibilisé
milestone-INITIATIVE_COMMITTEE = Comité d’initiative formé
milestone-STATUTES_ADOPTED = Statuts adoptés
milestone-BYLAWS_ADOPTED = Règlement intérieur adopté
milestone-MANAGEMENT_ELECTED = Équipe de gestion élue
milestone-OFFICERS_ACCEPTED = Élus acceptés par l’assemblée
milestone-TRAINED_GOV = Formés à la gouvernance
milestone-TRAINED_CONFLICT = Formés à la résolution des conflits
milestone-BUSINESS_PLAN_APPROVED = Plan d’affaires approuvé
milestone-ACTION_PLAN_APPROVED = Plan d’action approuvé
milestone-BANK_ACCOUNT_OPEN = Compte bancaire ouvert
milestone-SHARING_SCHEME_ADOPTED = Règle de partage adoptée
milestone-APPLICATION_SUBMITTED = Demande déposée
milestone-DISSOLVED = Dissoute

stage-IDENTIFIED = Repérée
stage-SENSITISED = Sensibilisée
stage-INITIATIVE_COMMITTEE = Comité d’initiative
stage-CONSTITUTED = Constituée
stage-INSTALLED = Équipe installée
stage-OPERATING = Association active
stage-LOCAL_APPLICATION = Dossier déposé
stage-REGISTERED = Immatriculée
stage-AGREED = Agréée
stage-RECOGNISED = Coopérative reconnue
stage-TO_RENEW = À renouveler
stage-LAPSED = Échue
stage-SUSPENDED = Suspendue
stage-WITHDRAWN = Retirée
stage-DISSOLVED = Dissoute
stage-MERGED = Réunie à une autre

organisation-kind-GROUP = Groupe
organisation-kind-ASSOCIATION = Association
organisation-kind-COOPERATIVE = Coopérative
organisation-kind-UNION = Union

course-code-GOV = Gouvernance coopérative
course-code-LEADERSHIP = Leadership
course-code-CONFLICT = Résolution des conflits
course-code-PM = Gestion de projet
course-code-ENTREPRENEURSHIP = Esprit d’entreprise
course-code-ECON = Économie
course-code-FIN_MGMT = Gestion financière
course-code-BOOKKEEPING = Tenue de caisse
course-code-BIZPLAN = Élaboration du plan d’affaires
course-code-METHODS = Méthodes d’exploitation améliorées
course-code-SAFETY = Santé et sécurité
course-code-WORK_COND = Conditions de travail
course-code-ENV = Environnement et réhabilitation
course-code-VALUATION_DIA = Évaluation du diamant
course-code-VALUATION_AU = Pesée et titre de l’or
course-code-MERCURY_FREE = Récupération sans mercure
course-code-STD_MDS = Normes Maendeleo
course-code-STD_OTHER = Autres normes
course-code-KIMBERLEY = Processus de Kimberley
course-code-MINING_CODE = Code minier
course-code-RIGHTS = Droits et recours
course-code-TAXES = Fiscalité
course-code-GENDER = Genre
course-code-LITERACY = Alphabétisation
course-code-FIN_LIT = Éducation financière
course-code-AVEC = Épargne et crédit (AVEC)
course-code-CHILD = Travail des enfants
course-code-TOT = Formation de formateurs
residence-WITHIN = Dans la région
residence-OUTSIDE = Hors de la région
residence-UNKNOWN = À préciser

deposit-ALLUVIAL = Alluvions
deposit-ELUVIAL = Éluvions
deposit-KIMBERLITE = Kimberlite
deposit-VEIN = Filon

method-PIT_MANUAL = Puits à la main
method-PIT_PUMPED = Puits avec motopompe
method-OPEN_PIT = À ciel ouvert
method-TUNNEL = Galerie
method-RIVERBED = Lit de rivière détourné
method-DIVING = Plongée
method-DREDGE = Drague
method-TAILINGS = Reprise de vieux graviers

access-CAR = Voiture
access-MOTO = Moto
access-FOOT = À pied
access-BOAT = Pirogue ou bateau

year-month-JAN = Janvier
year-month-FEB = Février
year-month-MAR = Mars
year-month-APR = Avril
year-month-MAY = Mai
year-month-JUN = Juin
year-month-JUL = Juillet
year-month-AUG = Août
year-month-SEP = Septembre
year-month-OCT = Octobre
year-month-NOV = Novembre
year-month-DEC = Décembre
