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

review-decision-SAME = C’est la même personne
review-decision-DIFFERENT = Ce sont deux personnes
review-decision-ALIAS = Les deux reçus restent, le second avec « -B »
review-decision-EXPLAINED = Expliqué
review-decision-REOPEN = À revoir de nouveau
