# Codes: list, hyphen, code.

sex-F = Female
sex-M = Male
sex-U = Unknown

mineral-DIA = Diamond
mineral-AU = Gold
mineral-SN = Cassiterite
mineral-TA = Coltan
mineral-W = Wolframite
mineral-COB = Cobalt ore
mineral-CU = Copper
mineral-GEM = Coloured stones
mineral-QRY = Quarry products
mineral-OTH = Other

work-role-DIGGER = Digger
work-role-PIT_BOSS = Pit boss
work-role-DIVER = Diver (dredge)
work-role-SHOVELER = Shoveller
work-role-CARRIER = Carrier
work-role-WASHER = Washer, siever
work-role-PANNER = Panner
work-role-TIMBERER = Timberer
work-role-PUMP_OP = Pump operator
work-role-CRUSHER = Crusher
work-role-TRADER = Trader
work-role-BROKER = Broker
work-role-COOK = Cook
work-role-VENDOR = Vendor
work-role-GUARD = Guard
work-role-MANAGER = Cooperative officer
work-role-AUX_OTHER = Other auxiliary

org-profile-DIGGERS = Diggers
org-profile-WOMEN_DIGGERS = Women diggers
org-profile-TRADERS = Traders
org-profile-AUXILIARY = Auxiliary workers
org-profile-MIXED = Mixed

legal-form-INFORMAL = Informal group
legal-form-ASBL = Non-profit association
legal-form-OHADA_SCOOPS = Simplified cooperative
legal-form-OHADA_COOPCA = Cooperative with a board
legal-form-OHADA_UNION = Union
legal-form-OHADA_FED = Federation
legal-form-SL_COOP = Registered cooperative society (Sierra Leone)
legal-form-LR_COOP = Registered cooperative society (Liberia)
legal-form-CF_GROUPEMENT = Approved group (CAR)
legal-form-GN_GROUPEMENT = Approved group (Guinea)
legal-form-PRE_OHADA = Cooperative to be brought into line

tenure-ZEA = Artisanal mining zone
tenure-PERMIT_AGREED = On a permit, with agreement
tenure-PERMIT_NO_AGREEMENT = On a permit, without agreement
tenure-PROTECTED = Protected area
tenure-FREE = Free area
tenure-UNKNOWN = Unknown

service-SAEMAPE = SAEMAPE
service-DIV_MINES = Mines division
service-CAMI = CAMI
service-CEEC = CEEC
service-ADMIN_TERR = Territorial administration
service-CHIEFDOM = Chiefdom or sector
service-POLICE_MINES = Mines police
service-PROV_MIN = Provincial ministry
service-NAT_MIN = National ministry
service-NGO = NGO
service-CSO = Civil society
service-COMPANY = Company

registration-kind-NEW = New
registration-kind-RENEWAL = Renewal
registration-kind-IMPORT = Taken from a register

id-document-VOTER = Voter card
id-document-NATIONAL = National card
id-document-PASSPORT = Passport
id-document-DRIVER = Driving licence
id-document-BIRTH_CERT = Birth certificate
id-document-LOSS_CERT = Certificate of loss
id-document-STUDENT = Student card
id-document-MINER_CARD = Miner’s card
id-document-WITNESS = Testimony of two people

education-NONE = None
education-PRIM_INC = Some primary
education-PRIM = Primary
education-SEC_INC = Some secondary
education-SEC = Secondary
education-TECH = Technical
education-UNIV = University

marital-SINGLE = Single
marital-MARRIED = Married
marital-UNION = Living together
marital-POLYGAMOUS = Polygamous
marital-DIVORCED = Divorced
marital-WIDOWED = Widowed

language-fr = French
language-en = English
language-ln = Lingala
language-sw = Swahili
language-lua = Tshiluba
language-lu = Kiluba
language-kg = Kikongo
language-tll = Tetela
language-sg = Sango
language-kri = Krio
language-ff = Fula
language-dyu = Dyula
language-man = Mandingo

country-CD = DR Congo
country-CF = Central African Republic
country-CG = Congo
country-AO = Angola
country-ZM = Zambia
country-TZ = Tanzania
country-BI = Burundi
country-RW = Rwanda
country-UG = Uganda
country-SS = South Sudan
country-SL = Sierra Leone
country-LR = Liberia
country-GN = Guinea
country-CI = Côte d’Ivoire
country-ML = Mali
country-SN = Senegal

disability-NONE = None
disability-SEEING = Seeing
disability-HEARING = Hearing
disability-WALKING = Walking
disability-HANDS = Using the hands
disability-OTHER = Other

livelihood-AGRI = Farming
livelihood-GARDEN = Market gardening
livelihood-LIVESTOCK = Small livestock
livelihood-FISH = Fish ponds (in old pits)
livelihood-BEE = Bee keeping
livelihood-PALM = Palm oil
livelihood-MILL = Mill
livelihood-SOAP = Soap making
livelihood-BAKERY = Bakery
livelihood-TAILOR = Tailoring
livelihood-SHOP = Small trade
livelihood-RESTAURANT = Restaurant
livelihood-BRICKS = Brick making
livelihood-CARPENTRY = Carpentry
livelihood-MOTO = Motorcycle taxi
livelihood-TRANSPORT = Transport
livelihood-PHONE = Airtime, mobile money
livelihood-REFOREST = Reforestation
livelihood-SERVICES = Services

purpose-REGISTRATION = Registration
purpose-STATISTICS = Statistics
purpose-SHARE_WITH_STATE = Sharing with the State
purpose-SHARE_WITH_BUYER = Sharing with a buyer
purpose-PHOTO = Photograph
purpose-RESEARCH = Research

consent-form-SIGNATURE = Signature
consent-form-THUMB = Thumb print
consent-form-ORAL = Oral, with a witness

person-status-REGISTERED = Registered
person-status-PENDING = Pending
person-status-DECEASED = Deceased
person-status-MERGED = Merged

training-mode-WORKSHOP = Workshop
training-mode-COACHING = Coaching
training-mode-RADIO = Radio
training-mode-SELF_LEARNING = Self-learning
training-mode-CASCADE = Cascade

session-state-PLANNED = Planned
session-state-HELD = Held
session-state-CANCELLED = Cancelled

training-family-GOVERNANCE = Governance
training-family-MANAGEMENT = Management
training-family-MINING = Mining
training-family-COMPLIANCE = Compliance
training-family-SOCIAL = Social
training-family-TRAINERS = Training of trainers

learner-group-OFFICER = Officers
learner-group-MEMBER = Members
learner-group-TREASURER = Treasurers
learner-group-ASSESSOR = Assessors

book-COOP = Cooperative
book-AVEC = Savings group (VSLA)
book-PROJECT = Project

currency-CDF = Congolese franc
currency-USD = US dollar
currency-XAF = CFA franc (CEMAC)
currency-XOF = CFA franc (UEMOA)
currency-GNF = Guinean franc
currency-SLE = Leone
currency-LRD = Liberian dollar

side-D = Debit
side-C = Credit

approval-role-TREASURER = Treasurer
approval-role-PRESIDENT = President
approval-role-SUPERVISION = Supervision
approval-role-MANAGER = Manager

transaction-SHARE_SUB = Share subscription
transaction-SHARE_PAY = Share payment
transaction-ENTRY_FEE = Entry fee
transaction-DUES = Dues
transaction-FINE = Fine
transaction-SALE_AGENT = Sale on behalf of members
transaction-SALE_OWN = Own sale
transaction-BUYER_ADV = Advance from a buyer
transaction-ADV_SETTLE = Advance settled against a sale
transaction-PREFIN_IN = Pre-financing received
transaction-PREFIN_REPAY = Pre-financing repaid
transaction-MEMBER_PAYOUT = Payout to a member
transaction-PARTNER_PAYOUT = Payout to a partner
transaction-MEMBER_ADV = Advance to a member
transaction-ADV_RECOVER = Advance recovered
transaction-PURCHASE = Purchase
transaction-ASSET_BUY = Purchase of equipment
transaction-FEE_TAX = Tax, card, licence
transaction-UNOFFICIAL = Unofficial payment
transaction-TRAIN_COST = Training cost
transaction-MEETING_COST = Meeting cost
transaction-MISSION = Mission cost
transaction-LABOUR = Labour
transaction-BANK_DEP = Bank deposit
transaction-BANK_WDR = Bank withdrawal
transaction-BOX_OUT = Transfer out of a box
transaction-BOX_IN = Transfer into a box
transaction-MM_IN = Mobile money in
transaction-MM_OUT = Mobile money out
transaction-FX = Currency exchange
transaction-BANK_FEE = Bank fee
transaction-BANK_INT = Bank interest
transaction-GRANT_OP = Operating grant
transaction-GRANT_EQ = Equipment grant
transaction-DONATION_IN_KIND = Donation in kind
transaction-LOAN_IN = Borrowing
transaction-LOAN_REPAY = Loan repaid
transaction-INV_SUB = Member’s investment
transaction-INV_RETURN = Investment return
transaction-INV_EXIT = Investment paid back
transaction-AGR_IN = Livelihood income
transaction-AGR_OUT = Livelihood expense
transaction-SURPLUS_ALLOC = Allocation of surplus
transaction-SHARE_INT = Interest on shares
transaction-PATRONAGE = Patronage refund
transaction-SHARE_REIMB = Shares reimbursed
transaction-AVEC_SHARE = Savings group: shares
transaction-AVEC_SOCIAL = Savings group: social fund
transaction-AVEC_FINE = Savings group: fine
transaction-AVEC_LOAN = Savings group: loan
transaction-AVEC_REPAY = Savings group: repayment
transaction-AVEC_SOCIAL_OUT = Savings group: social grant
transaction-AVEC_SHAREOUT = Savings group: share-out
transaction-COMMUNITY_SPEND = Community spending
transaction-COUNT_DIFF = Count difference
transaction-WRITE_OFF = Write-off
transaction-OPENING = Opening balances
transaction-REVERSAL = Reversal
transaction-UNSORTED = Operation to be sorted

void-reason-DOUBLE_ENTRY = Double entry
void-reason-WRONG_PERSON = Wrong person
void-reason-WRONG_AMOUNT = Wrong amount
void-reason-TEST_DATA = Test entry
void-reason-FALSE_DOC = False document
void-reason-IMPORT_UNDONE = Import undone
void-reason-OTHER = Other

site-role-SITE_COORD = Site coordinator
site-role-SECRETARY = Secretary
site-role-TREASURER = Treasurer
site-role-SUPERVISION = Supervisory committee
site-role-WEIGHER = Weigher, keeper of the store
site-role-TRAINER = Trainer
site-role-STATE_AGENT = State agent
site-role-ASSESSOR = Standards assessor
site-role-CASE_OFFICER = Grievance focal point

review-decision-SAME = It is the same person
review-decision-DIFFERENT = They are two persons
review-decision-ALIAS = Both receipts stay, the second with “-B”
review-decision-EXPLAINED = Explained
review-decision-REOPEN = To be looked at again
