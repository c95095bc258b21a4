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
legal-form-SL_UNION = Registered union of cooperatives (Sierra Leone)
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
service-NMA = National Minerals Agency
service-COOP_DEPT = Department of Cooperatives
service-EPA = Environment Protection Agency
service-DISTRICT_COUNCIL = District council
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
transaction-PARTNER_ADV = Advance to be given back by a partner
transaction-PARTNER_BACK = Advance given back by a partner
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
transaction-BUYER_PAID = Payment by a buyer (cheque, credit)

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
site-role-FACILITATOR = Facilitator
site-role-PRESIDENT = President of the organisation

review-decision-SAME = It is the same person
review-decision-DIFFERENT = They are two persons
review-decision-ALIAS = Both receipts stay, the second with “-B”
review-decision-EXPLAINED = Explained
review-decision-REOPEN = To be looked at again
review-decision-ASKED = The site was asked for a photo or the mother’s name
review-decision-SIGNED = Signed

member-category-ACTIVE = Active member
member-category-AUXILIARY = Auxiliary member
member-category-HONORARY = Honorary member
member-category-NON_MEMBER = Non-member user

share-event-SUBSCRIBE = Subscription
share-event-PAY = Payment
share-event-TRANSFER_IN = Transferred from another
share-event-TRANSFER_OUT = Transferred to another
share-event-REIMBURSE = Reimbursement

exit-kind-WITHDRAWAL = Withdrawal
exit-kind-EXCLUSION = Exclusion
exit-kind-DEATH = Death
exit-kind-TRANSFER = Transfer

member-status-APPLICANT = Applicant
member-status-ACTIVE = Active
member-status-SUSPENDED = Suspended
member-status-EXITED = Exited

governance-kind-STATUTES = Statutes
governance-kind-BYLAWS = By-laws
governance-kind-CODE_OF_CONDUCT = Code of conduct
governance-kind-INTERNAL_PROCEDURE = Internal procedure

assembly-kind-CONSTITUTIVE = Constitutive assembly
assembly-kind-ORDINARY = Ordinary assembly
assembly-kind-EXTRAORDINARY = Extraordinary assembly
assembly-kind-INFORMATION = Information meeting

notice-means-LETTER = Letter with receipt
notice-means-POSTING = Posting
notice-means-ORAL = By word of mouth
notice-means-RADIO = Radio
notice-means-PHONE = Telephone

convener-PRESIDENT = President
convener-ORGAN_MEMBER = Member of the management
convener-SUPERVISORS = Supervisors
convener-QUARTER = A quarter of the members
convener-AUTHORITY = Authority

presence-PRESENT = Present
presence-PROXY = Represented
presence-EXCUSED = Excused

resolution-ADOPT_STATUTES = Adopt the statutes
resolution-ADOPT_BYLAWS = Adopt the by-laws
resolution-ELECT = Election
resolution-ACCEPT_OFFICERS = Accept the elected officers
resolution-ACCOUNTS = Accounts
resolution-SURPLUS = Allocate the surplus
resolution-SHARING_SCHEME = Sharing scheme
resolution-BUSINESS_PLAN = Business plan
resolution-ACTION_PLAN = Action plan
resolution-INVESTMENT = Investment
resolution-OPEN_BANK = Open a bank account
resolution-ADMIT = Admit members
resolution-EXCLUDE = Exclude a member
resolution-APPLY_RECOGNITION = Apply for recognition
resolution-ENGAGE_STANDARD = Engage in a standard
resolution-ADVOCACY = Advocacy
resolution-DISSOLVE = Dissolve
resolution-OTHER = Other

vote-RAISED_HANDS = Raised hands
vote-SECRET = Secret ballot
vote-ACCLAMATION = Acclamation
vote-TOKENS = Tokens or pebbles
vote-QUEUE = Queueing

majority-SIMPLE = Simple majority
majority-TWO_THIRDS = Two thirds
majority-UNANIMITY = Unanimity

signing-role-PRESIDENT = Chair of the sitting
signing-role-SECRETARY = Secretary of the sitting

lock-HELD = Unchanged since it was signed
lock-BROKEN = Changed since it was signed
assembly-validity-PLANNED = Called
assembly-validity-VALID = Valid
assembly-validity-QUORUM_NOT_REACHED = Quorum not reached
assembly-validity-IRREGULAR_NOTICE = Irregular notice
assembly-validity-CONTESTED = Contested

organ-AG = General assembly
organ-CG = Management committee
organ-CA = Board
organ-CSURV = Supervisory committee
organ-BUREAU = Bureau
organ-DIR = Direction
organ-COM_CONFLICT = Conciliation committee
organ-COM_CREDIT = Credit committee
organ-COM_HSE = Health and safety committee
organ-COM_WOMEN = Women’s committee

position-held-PRESIDENT = President
position-held-VICE_PRESIDENT = Vice-president
position-held-SECRETARY = Secretary
position-held-TREASURER = Treasurer
position-held-MEMBER_ORGAN = Member
position-held-SUP_PRESIDENT = Head of the supervisors
position-held-SUP_MEMBER = Supervisor
position-held-MANAGER = Manager
position-held-ADVISOR = Advisor

mandate-end-RESIGNED = Resigned
mandate-end-REVOKED = Revoked
mandate-end-DECEASED = Died
mandate-end-REPLACED = Replaced
mandate-end-INVALID = Invalid election

mandate-status-ELECTED = Elected, not installed
mandate-status-ACCEPTED = Accepted, not yet in office
mandate-status-IN_OFFICE = In office
mandate-status-EXPIRED = Expired
mandate-status-ENDED = Ended
mandate-status-CONTESTED = Contested

procedure-step-CD_RSC = Registration in the local register (RSC)
procedure-step-CD_PROVINCIAL_OPINION = Opinion of the provincial Mines division
procedure-step-CD_AGREMENT = Approval by the Ministry of Mines
procedure-step-SL_CHIEFDOM = Consent of the chiefdom committee
procedure-step-SL_REGISTRAR = Registration of the cooperative society
procedure-step-SL_NMA = Licence of the National Minerals Agency

application-kind-FIRST = First
application-kind-RENEWAL = Renewal
application-kind-MODIFICATION = Modification
application-kind-APPEAL = Appeal

dossier-item-SIGNED_STATUTES = Signed statutes
dossier-item-BYLAWS = By-laws
dossier-item-MINUTES = Minutes of the constitutive assembly
dossier-item-MEMBER_LIST = List of members with cards
dossier-item-OFFICER_LIST = List of officers
dossier-item-FEE_PROOF = Proof of payment
dossier-item-SITE_SKETCH = Sketch of the site
dossier-item-ID_COPIES = Copies of identity documents
dossier-item-BUSINESS_PLAN = Business plan
dossier-item-LAND_CONSENT = Consent about the land
dossier-item-ENV_PLAN = Environmental plan
dossier-item-PRIOR_ACT = Act of the step before
dossier-item-OTHER = Other document

dossier-state-MISSING = Missing
dossier-state-IN_PROGRESS = In preparation
dossier-state-READY = Ready
dossier-state-NOT_NEEDED = Not needed

exchange-SUPPLEMENT_ASKED = Supplement asked for
exchange-SUPPLEMENT_GIVEN = Supplement handed in
exchange-INSPECTION = Inspection
exchange-MEETING = Meeting
exchange-REMINDER = Reminder

decision-GRANTED = Granted
decision-REJECTED = Rejected
decision-SUPPLEMENT = Supplement asked for
decision-SUSPENDED = Suspended
decision-REINSTATED = Reinstated
decision-WITHDRAWN = Withdrawn

authority-level-LOCAL = Local
authority-level-PROVINCIAL = Provincial
authority-level-NATIONAL = National

application-state-PREPARING = In preparation
application-state-READY = File complete
application-state-SUBMITTED = Submitted
application-state-UNDER_REVIEW = Under review
application-state-SUPPLEMENT_REQUESTED = Supplement requested
application-state-VALID = Granted
application-state-TO_RENEW = To renew
application-state-RENEWAL_SUBMITTED = Renewal submitted
application-state-EXPIRED = Expired
application-state-REJECTED = Rejected
application-state-APPEALED = Under appeal
application-state-CONFIRMED_REJECTED = Rejection confirmed
application-state-SUSPENDED = Suspended
application-state-WITHDRAWN = Withdrawn

licence-kind-CD_MINER_CARD = Miner’s card
licence-kind-CD_TRADER_CARD_A = Trader’s card A
licence-kind-CD_TRADER_CARD_B = Trader’s card B
licence-kind-CD_COOP_AGREMENT = Approval as a mining cooperative
licence-kind-CD_RSC = Registration (RSC)
licence-kind-CD_ZEA_ASSIGN = Assignment of an artisanal zone
licence-kind-CD_SITE_REGISTRATION = Yearly registration of the site
licence-kind-CD_SITE_VALIDATION = Validation of the site
licence-kind-CD_TRANSPORT = Transport permit
licence-kind-CD_ENV = Environmental plan
licence-kind-SL_ARTISANAL = Artisanal mining licence
licence-kind-SL_MINER_ID = Miner’s identity card
licence-kind-SL_SITE_REGISTRATION = Yearly registration of the site
licence-kind-SL_DEALER = Dealer’s licence
licence-kind-LAND_AGREEMENT = Land agreement
licence-kind-STD_CERT = Certificate of a standard
licence-kind-TAX_CLEARANCE = Tax clearance

licence-state-FUTURE = Not yet valid
licence-state-VALID = Valid
licence-state-TO_RENEW = To renew
licence-state-URGENT = Urgent
licence-state-IN_RENEWAL = Renewal asked for
licence-state-EXPIRED = Expired
licence-state-REVOKED = Revoked

site-colour-GREEN = Green
site-colour-YELLOW = Yellow
site-colour-RED = Red

practice-TIMBERING = Timbering
practice-BENCHES = Benches
practice-VENT = Ventilation
practice-DEWATER = Dewatering
practice-PPE = Protective equipment
practice-SIEVES = Sets of sieves
practice-BACKFILL = Backfilling
practice-HG_FREE = Without mercury
practice-WATER_CLOSED = Closed water circuit
practice-SIGNAGE = Signs

plan-kind-MINING = Mining
plan-kind-AGR = Livelihood
plan-kind-MIXED = Mixed

plan-section-MARKET = Market
plan-section-PRODUCTION = Production
plan-section-ORGANISATION = Organisation
plan-section-FINANCE = Finance
plan-section-RISKS = Risks
plan-section-ENVIRONMENT = Environment
plan-section-GENDER = Gender

learner-state-ENROLLED = Enrolled
learner-state-ATTENDING = Attending
learner-state-COMPLETED = Completed
learner-state-DROPPED = Dropped out

investment-state-PREPARING = Being prepared
investment-state-OPEN = Open for subscription
investment-state-FUNDED = Funded
investment-state-SPENT = Bought
investment-state-RETURNING = Giving returns
investment-state-CLOSED = Closed

support-state-ASKED = Asked for
support-state-RECEIVED = Received

opinion-FAVOURABLE = Favourable
opinion-TO_IMPROVE = To be improved
opinion-UNFAVOURABLE = Unfavourable

plan-state-DRAFT = Draft
plan-state-REVIEW = In review
plan-state-APPROVED = Approved
plan-state-IN_EXECUTION = In execution
plan-state-CLOSED = Closed

activity-status-PLANNED = Planned
activity-status-ONGOING = Ongoing
activity-status-DONE = Done
activity-status-CANCELLED = Cancelled

livelihood-state-IDEA = Idea
livelihood-state-FEASIBILITY = Feasibility
livelihood-state-PLANNED = Planned
livelihood-state-FUNDED = Funded
livelihood-state-RUNNING = Running
livelihood-state-STOPPED = Stopped

investment-purpose-PUMP = Pump
investment-purpose-SIEVE_SET = Set of sieves
investment-purpose-JIG = Jig
investment-purpose-SCALE = Scale
investment-purpose-DEPOT = Depot
investment-purpose-SCHOOL = School
investment-purpose-MILL = Mill
investment-purpose-OTHER = Other

funding-source-SUBSCRIPTIONS = Members’ subscriptions
funding-source-RESERVE = Reserve of the cooperative
funding-source-GRANT = Grant
funding-source-LOAN = Loan
funding-source-FORWARD = Forward purchase

condition-GOOD = Good
condition-WORN = Worn
condition-BROKEN = Broken
condition-LOST = Lost

support-source-GOV_LOCAL = Local government
support-source-GOV_PROVINCIAL = Provincial government
support-source-GOV_NATIONAL = National government
support-source-NGO = NGO
support-source-DONOR = Donor
support-source-COMPANY = Company
support-source-COOPERATIVE = Other cooperative

support-kind-CASH = Cash
support-kind-EQUIPMENT = Equipment
support-kind-TRAINING = Training
support-kind-ADVICE = Advice
support-kind-LAND = Land
support-kind-TAX_RELIEF = Tax relief

outreach-RADIO = Radio programme
outreach-SITE_VISIT = Site visit
outreach-MEETING = Meeting
outreach-THEATRE = Theatre

outreach-theme-COOPERATIVES = Cooperatives
outreach-theme-REGISTRATION = Registration
outreach-theme-RIGHTS = Rights
outreach-theme-SAFETY = Safety
outreach-theme-WOMEN = Women
outreach-theme-CHILDREN = Child labour
outreach-theme-STANDARDS = Standards

share-base-PARCEL_SALE = Sale of a parcel
share-base-PERIOD_SURPLUS = Surplus of a period
share-base-INVESTMENT_RETURN = Return of an investment

step-base-GROSS = Gross amount
step-base-NET = Net of taxes and levies
step-base-REMAINING = What remains
step-base-PAID_UP = Capital paid up

step-kind-PERCENT = Percentage
step-kind-FIXED = Fixed amount
step-kind-COST_REFUND = Refund of costs
step-kind-PER_UNIT = For a carat or gram
step-kind-UP_TO = Up to a ceiling
step-kind-REST = The rest
step-kind-TAXES = Taxes noted with the sale

beneficiary-STATE = State
beneficiary-COOPERATIVE = Cooperative
beneficiary-RESERVE = Reserve
beneficiary-COMMUNITY = Community
beneficiary-COSTS = Costs
beneficiary-PIT_BOSS = Pit boss
beneficiary-FINANCIER = Financier
beneficiary-LAND_CHIEF = Land chief
beneficiary-MEMBERS = Members

share-key-EQUAL = Equal parts
share-key-DAYS_WORKED = Days worked
share-key-SHARES_PAID = Shares paid up
share-key-WEIGHT_DELIVERED = Weight delivered
share-key-VALUE_DELIVERED = Value delivered
share-key-SAVINGS = Savings
share-key-PIT_THEN_DAYS = What each pit brought, then days worked
share-key-INVESTED = Money in the programme

distribution-state-DRAFT = Draft
distribution-state-SIMULATED = Simulated
distribution-state-APPROVED = Approved
distribution-state-PAYING = Being paid
distribution-state-CLOSED = Paid
distribution-state-CANCELLED = Cancelled

period-state-OPEN = Open
period-state-COUNTED = Counted
period-state-CLOSED = Closed

loan-state-REQUESTED = Asked for
loan-state-APPROVED = Approved
loan-state-REFUSED = Refused
loan-state-DISBURSED = Paid out
loan-state-REPAYING = Being paid back
loan-state-OVERDUE = Overdue
loan-state-OVERDUE_30 = Overdue for more than 30 days
loan-state-OVERDUE_60 = Overdue for more than 60 days
loan-state-OVERDUE_90 = Overdue for more than 90 days
loan-state-REPAID = Paid back
loan-state-WRITTEN_OFF = Written off

weekday-MON = Monday
weekday-TUE = Tuesday
weekday-WED = Wednesday
weekday-THU = Thursday
weekday-FRI = Friday
weekday-SAT = Saturday
weekday-SUN = Sunday

pit-status-OPEN = Being worked
pit-status-PAUSED = Paused
pit-status-CLOSED = Closed
pit-status-REHABILITATED = Rehabilitated

site-activity-ACTIVE = Active
site-activity-SEASONAL = Seasonal
site-activity-ABANDONED = Abandoned
site-activity-SUSPENDED = Suspended by the authority

armed-NONE = None
armed-STATE_LEGAL = State force in its role
armed-STATE_INTERFERENCE = State force interfering
armed-NON_STATE = Armed group

price-category-GEM = Gem
price-category-NEAR_GEM = Near gem
price-category-BOART = Boart
price-category-INDUSTRIAL = Industrial
price-category-AU_950 = Gold, 950 ‰ and more
price-category-AU_900 = Gold, 900 to 949 ‰
price-category-AU_850 = Gold, 850 to 899 ‰
price-category-AU_LOW = Gold, below 850 ‰

payment-CASH = Cash
payment-BANK = Bank
payment-MOBILE_MONEY = Mobile money
payment-CHEQUE = Cheque
payment-IN_KIND = In kind
payment-DEBT_OFFSET = Set off against a debt

stone-size-BELOW_2 = Below sieve 2 (−2)
stone-size-FROM_2 = Sieve 2 and above (+2)
stone-size-FROM_7 = Sieve 7 and above (+7)
stone-size-FROM_11 = Sieve 11 and above (+11)
stone-size-GRAINER = Counted in grains (grainers)

market-place-PIT = At the pit
market-place-SITE = At the site
market-place-TOWN = In town
market-place-EXPORT = On export

reason-not-best-DEBT = Debt to the buyer
reason-not-best-TRUST = Trust
reason-not-best-PAYMENT_SPEED = Paid at once
reason-not-best-SAFETY = Safety
reason-not-best-OTHER = Other

buyer-kind-NEGOCIANT = Licensed trader
buyer-kind-COMPTOIR = Buying house
buyer-kind-PROCESSING = Processing entity
buyer-kind-ARTISAN = Licensed jeweller
buyer-kind-PROGRAMME = Responsible buying programme
buyer-kind-EXPORT_DIRECT = Direct export
buyer-kind-OTHER_COOP = Other cooperative
buyer-kind-UNLICENSED = Unlicensed

pre-financing-kind-CASH = Cash
pre-financing-kind-FOOD = Food
pre-financing-kind-FUEL = Fuel
pre-financing-kind-TOOLS = Tools

agreement-state-PROSPECT = Prospect
agreement-state-CONTACT = In talks
agreement-state-SIGNED = Signed
agreement-state-ENDED = Ended

official-kind-PRODUCTION_REGISTER = Production register
official-kind-PRODUCTION_CERTIFICATE = Production certificate
official-kind-TRANSFER_NOTE = Transfer note
official-kind-PURCHASE_SLIP = Purchase slip
official-kind-KP_CERTIFICATE = Kimberley Process certificate
official-kind-PRODUCTION_REPORT = Production and sales report
official-kind-TRADE_REPORT = Report of purchases and sales
official-kind-ANNUAL_ACCOUNTS = Accounts of the year, filed
official-kind-OTHER = Other

criterion-ZERO_TOLERANCE = Zero tolerance
criterion-CORE = Core
criterion-PROGRESS = Progress

criterion-scale-POINTS = 0 to 3
criterion-scale-YES_NO = Yes (3) or no (0)

assessment-kind-SELF = Self-assessment
assessment-kind-INTERNAL = Internal
assessment-kind-EXTERNAL = External

assessment-result-IN_PROGRESS = In progress
assessment-result-NON_COMPLIANT = Not compliant
assessment-result-IN_CORRECTION = In correction
assessment-result-COMPLIANT = Compliant

prescreen-ORG_ASSOCIATION = The organisation is at least an association
prescreen-LICENCE_VALID = Licence valid
prescreen-NO_ARMED = Free of armed presence
prescreen-NO_MINORS = Free of child labour
prescreen-TENURE_CLEAR = Tenure not contested
prescreen-TRAINED = Members trained in standards
prescreen-ACCESSIBLE = Accessible for enough months a year
prescreen-PITS_ACTIVE = Enough active pits
prescreen-WILLING = Management willing

answer-YES = Yes
answer-NO = No
answer-UNKNOWN = Unknown

candidacy-event-IDENTIFIED = Identified
candidacy-event-PRESENTED = Standard presented
candidacy-event-ENROLLED = Enrolled
candidacy-event-ASSESSED = Assessed
candidacy-event-COMPLIANT = Declared compliant
candidacy-event-WITHDRAWN = Withdrawn

candidacy-state-IDENTIFIED = Identified
candidacy-state-PRESENTED = Standard presented
candidacy-state-NOT_YET = Not yet
candidacy-state-ELIGIBLE = Eligible
candidacy-state-ENROLLED = Enrolled
candidacy-state-ASSESSED = Assessed
candidacy-state-IN_CORRECTION = In correction
candidacy-state-COMPLIANT = Compliant
candidacy-state-LAPSED = Lapsed
candidacy-state-WITHDRAWN = Withdrawn

case-kind-PRICING = Prices
case-kind-WORK_COND = Working conditions
case-kind-LAND = Land
case-kind-EXTORTION = Extortion
case-kind-SEIZURE = Seizure of gravel or stones
case-kind-VIOLENCE = Violence
case-kind-CHILD_LABOUR = Child labour
case-kind-GBV = Gender-based violence
case-kind-INTERNAL_GOV = Internal governance
case-kind-FINANCE = Embezzlement
case-kind-ENVIRONMENT = Environment
case-kind-STATE_SERVICE = State service
case-kind-LSM = Conflict with a large mine
case-kind-OTHER = Other

case-channel-PERSON = In person
case-channel-BOX = Complaints box
case-channel-PHONE = Telephone
case-channel-RADIO = Radio
case-channel-LETTER = Letter

confidentiality-RESTRICTED = Restricted
confidentiality-HIGHLY = Highly restricted

case-event-ACK = Acknowledged
case-event-QUALIFIED = Qualified
case-event-INVESTIGATION = Investigation
case-event-MEDIATION = Mediation
case-event-AGREEMENT = Agreement
case-event-DECISION = Decision
case-event-REFERRAL = Referred
case-event-APPEAL = Appeal
case-event-WITHDRAWN = Withdrawn
case-event-REJECTED = Rejected
case-event-CLOSE = Closed
case-event-REOPEN = Reopened

case-outcome-AGREEMENT = Agreement
case-outcome-DECISION_FOR = Decision for
case-outcome-DECISION_AGAINST = Decision against
case-outcome-REFERRED = Referred
case-outcome-WITHDRAWN = Withdrawn
case-outcome-UNFOUNDED = Unfounded
case-outcome-NO_ANSWER = No answer

case-state-RECEIVED = Received
case-state-ACKNOWLEDGED = Acknowledged
case-state-QUALIFIED = Qualified
case-state-IN_PROGRESS = In progress
case-state-RESOLVED = Resolved
case-state-REFERRED = Referred
case-state-REJECTED = Rejected
case-state-WITHDRAWN = Withdrawn
case-state-CLOSED = Closed
case-state-REOPENED = Reopened

incident-kind-COLLAPSE = Collapse
incident-kind-FALL = Fall
incident-kind-DROWNING = Drowning
incident-kind-ASPHYXIA = Asphyxia
incident-kind-TOOL = Tool
incident-kind-EXPLOSIVE = Explosive
incident-kind-VEHICLE = Vehicle
incident-kind-VIOLENCE = Violence
incident-kind-DISEASE = Disease

programme-kind-LITERACY_TRADITIONAL = Traditional literacy
programme-kind-LITERACY_FUNCTIONAL = Functional literacy
programme-kind-LITERACY_SCHOOLING = Schooling literacy
programme-kind-POST_LITERACY = Post-literacy
programme-kind-NUMERACY = Numeracy
programme-kind-FINANCIAL_LITERACY = Financial literacy
programme-kind-DIGITAL = Digital skills
programme-kind-GENDER_EQUALITY = Gender equality
programme-kind-WOMEN_LEADERSHIP = Women’s leadership
programme-kind-GBV_PREVENTION = Prevention of violence
programme-kind-MASCULINITIES = Positive masculinities

literacy-level-0 = 0 – Does not read
literacy-level-1 = 1 – Letters and digits
literacy-level-2 = 2 – Words, simple sums
literacy-level-3 = 3 – Short texts, four operations
literacy-level-4 = 4 – Independent

drop-out-COMPLETED = Completed
drop-out-MOVED = Moved away
drop-out-WORK = Work
drop-out-FAMILY = Family
drop-out-HEALTH = Health
drop-out-OTHER = Other

coaching-topic-GOVERNANCE = Governance
coaching-topic-ACCOUNTS = Accounts
coaching-topic-RECOGNITION = Recognition
coaching-topic-PLAN = Business plan
coaching-topic-CONFLICT = Conflicts
coaching-topic-MARKET = Markets
coaching-topic-SAFETY = Safety
coaching-topic-WOMEN = Women

custody-item-CASH_BOX = Cash box
custody-item-RECEIPT_BOOK = Receipt book
custody-item-PARCEL = Parcel

milestone-GROUP_IDENTIFIED = Group identified
milestone-SENSITISED = Group sensitised
milestone-INITIATIVE_COMMITTEE = Initiative committee formed
milestone-STATUTES_ADOPTED = Statutes adopted
milestone-BYLAWS_ADOPTED = By-laws adopted
milestone-MANAGEMENT_ELECTED = Management elected
milestone-OFFICERS_ACCEPTED = Officers accepted by the assembly
milestone-TRAINED_GOV = Trained in governance
milestone-TRAINED_CONFLICT = Trained in conflict resolution
milestone-BUSINESS_PLAN_APPROVED = Business plan approved
milestone-ACTION_PLAN_APPROVED = Action plan approved
milestone-BANK_ACCOUNT_OPEN = Bank account open
milestone-SHARING_SCHEME_ADOPTED = Sharing scheme adopted
milestone-APPLICATION_SUBMITTED = Application submitted
milestone-DISSOLVED = Dissolved

stage-IDENTIFIED = Identified
stage-SENSITISED = Sensitised
stage-INITIATIVE_COMMITTEE = Initiative committee
stage-CONSTITUTED = Constituted
stage-INSTALLED = Installed
stage-OPERATING = Operating
stage-LOCAL_APPLICATION = Application handed in
stage-REGISTERED = Registered
stage-AGREED = Approved
stage-RECOGNISED = Recognised cooperative
stage-TO_RENEW = To renew
stage-LAPSED = Lapsed
stage-SUSPENDED = Suspended
stage-WITHDRAWN = Withdrawn
stage-DISSOLVED = Dissolved
stage-MERGED = Merged

organisation-kind-GROUP = Group
organisation-kind-ASSOCIATION = Association
organisation-kind-COOPERATIVE = Cooperative
organisation-kind-UNION = Union

course-code-GOV = Cooperative governance
course-code-LEADERSHIP = Leadership
course-code-CONFLICT = Conflict resolution
course-code-PM = Project management
course-code-ENTREPRENEURSHIP = Entrepreneurship
course-code-ECON = Economics
course-code-FIN_MGMT = Financial management
course-code-BOOKKEEPING = Bookkeeping
course-code-BIZPLAN = Writing a business plan
course-code-METHODS = Improved mining methods
course-code-SAFETY = Health and safety
course-code-WORK_COND = Working conditions
course-code-ENV = Environment and rehabilitation
course-code-VALUATION_DIA = Valuing diamonds
course-code-VALUATION_AU = Weighing and assaying gold
course-code-MERCURY_FREE = Recovery without mercury
course-code-STD_MDS = Maendeleo standards
course-code-STD_OTHER = Other standards
course-code-KIMBERLEY = Kimberley Process
course-code-MINING_CODE = Mining code
course-code-RIGHTS = Rights and remedies
course-code-TAXES = Taxes
course-code-GENDER = Gender
course-code-LITERACY = Literacy
course-code-FIN_LIT = Financial literacy
course-code-AVEC = Savings and credit (VSLA)
course-code-CHILD = Child labour
course-code-TOT = Training of trainers
residence-WITHIN = In the area
residence-OUTSIDE = Outside the area
residence-UNKNOWN = To be specified

deposit-ALLUVIAL = Alluvial
deposit-ELUVIAL = Eluvial
deposit-KIMBERLITE = Kimberlite
deposit-VEIN = Vein

method-PIT_MANUAL = Pit by hand
method-PIT_PUMPED = Pit with a pump
method-OPEN_PIT = Open pit
method-TUNNEL = Tunnel
method-RIVERBED = Diverted riverbed
method-DIVING = Diving
method-DREDGE = Dredge
method-TAILINGS = Old gravel washed again

access-CAR = Car
access-MOTO = Motorbike
access-FOOT = On foot
access-BOAT = Canoe or boat

year-month-JAN = January
year-month-FEB = February
year-month-MAR = March
year-month-APR = April
year-month-MAY = May
year-month-JUN = June
year-month-JUL = July
year-month-AUG = August
year-month-SEP = September
year-month-OCT = October
year-month-NOV = November
year-month-DEC = December
