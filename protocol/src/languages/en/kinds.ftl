# What every kind has in common.

common-source-form = Paper form no.
common-note = Note
common-void = Void
    .help = A void document stays readable and counts for nothing.

# Administrative area

geo-unit = Administrative area
geo-unit-code = Code
geo-unit-country = Country
geo-unit-level = Level
geo-unit-names = Names
geo-unit-names-name = Name
geo-unit-aliases = Other names
geo-unit-parent = Parent
geo-unit-valid-from = Valid from
geo-unit-valid-to = Valid to
geo-unit-centroid = Centre
geo-unit-public-label = Public label

# Mining site

mining-site = Mining site
mining-site-code = Site code
mining-site-name = Name
mining-site-aliases = Other names
mining-site-geo-unit = Area
mining-site-village = Nearest village
mining-site-position = GPS position
mining-site-minerals = Minerals
mining-site-tenure-kind = Tenure
mining-site-tenure-ref = Tenure reference
mining-site-customary-owner = Customary owner
mining-site-first-seen = First seen
mining-site-merged-into = Merged with

# Person

person = Miner
person-reg-no = Registration no.
person-surname = Surname
person-postname = Post-name
person-given-name = Given name
person-nickname = Nickname
    .help = The name used at the site.
person-sex = Sex
person-birth = Birth
    .help = The day, the month or the year alone; “1991~” for an estimate.
person-birth-place = Place of birth
person-mother-name = Mother’s name
    .help = Helps to recognise duplicates.
person-nationality = Nationality
person-id-docs = Identity documents
person-id-docs-key = Number of the paper, without blanks
person-id-docs-type = Type of document
person-id-docs-number = Number
person-id-docs-issued = Issued on
person-id-docs-expires = Expires on
person-id-docs-photo = Photo of the document
person-phones = Telephones
person-residence = Residence
person-village = Village or quarter
person-origin = Origin
person-household-size = People in the household
person-dependants = Dependants
person-children-in-school = Children in school
person-marital = Marital status
person-education = Education
person-languages = Languages
person-disability = Disability
person-roles = Roles at the site
person-site-main = Main site
person-since-year = In mining since
person-other-income = Other income
person-photo = Photo
person-registrations = Registrations
person-registrations-event-date = Date
person-registrations-kind = Kind
person-registrations-team = Team
person-registrations-agent-org = Service
person-registrations-campaign = Campaign
person-registrations-place = Place
person-registrations-card-requested = Card requested
person-registrations-declared-income-month = Declared monthly income
person-registrations-declared-stones-month = Declared monthly output (stones)
person-registrations-declared-gold-month = Declared monthly output (gold)
person-consents = Consents
person-consents-event-date = Date
person-consents-given = Given
    .help = No: the consent is withdrawn.
person-consents-purposes = Purposes
person-consents-form = Form
person-consents-witness = Witness
person-consents-language = Language
person-deceased = Death
person-merged-into = Duplicate of
person-literacy = Literacy level
person-status = Status

# Organisation

organisation = Organisation
organisation-name = Name
organisation-acronym = Acronym
organisation-profile = Profile
organisation-legal-form = Legal form
organisation-minerals = Minerals
organisation-catchment = Catchment
organisation-seat = Seat
organisation-seat-address = Address of the seat
organisation-sites = Sites
organisation-purpose = Purpose
organisation-phones = Telephones
organisation-apex = Union or federation

# Course

course = Course
course-code = Code
course-family = Family
course-titles = Titles
course-titles-title = Title
course-version = Version
course-hours = Hours
course-languages = Languages
course-pass-mark = Pass mark
course-validity-months = Validity (months)
    .help = 0: does not expire.
course-mandatory-for = Mandatory for

# Training session

training-session = Training session
training-session-course = Course
training-session-mode = Mode
training-session-held-for = Held for
training-session-start-date = From
training-session-end-date = To
training-session-hours-delivered = Hours delivered
training-session-place = Place
training-session-trainers = Trainers
training-session-external-trainers = External trainers
training-session-language = Language
training-session-funder = Funder
training-session-planned-participants = Planned participants
training-session-attendance = Attendance
training-session-attendance-days = Days present
training-session-attendance-pre-score = Score before
training-session-attendance-post-score = Score after
training-session-attendance-signature = Signature
training-session-other-listeners = Other listeners
    .help = Visitors who are not registered; every device counts its own.
training-session-photos = Photos
training-session-cancelled = Cancelled
training-session-state = State

# Cash book

ledger = Cash book of a month
ledger-organisation = Organisation
ledger-book = Book
ledger-book-kind = Kind of book
ledger-month = Month
ledger-currencies = Currencies
ledger-entries = Operations
ledger-entries-event-date = Date of the operation
ledger-entries-type = Type of operation
ledger-entries-text = Text
ledger-entries-receipt-no = Receipt no.
ledger-entries-receipt = Photo of the receipt
ledger-entries-counterparty = Somebody else, or a firm
ledger-entries-reverses = Reverses
ledger-entries-lines = Lines
ledger-entries-lines-account = Account
ledger-entries-lines-side = Side
ledger-entries-lines-amount = Amount
ledger-entries-lines-party = Member or buyer
ledger-entries-lines-tag = Tag
    .help = What the money is for: a plan, a sale, a pit.
ledger-approvals = Approvals
ledger-approvals-roles = Approved by
ledger-cash-counts = Cash counts
ledger-cash-counts-event-date = Date of the count
ledger-cash-counts-account = Cash box
ledger-cash-counts-counted = Counted
ledger-cash-counts-book-balance = Balance of the book
ledger-cash-counts-pieces = Denominations
ledger-cash-counts-pieces-value = Value
ledger-cash-counts-pieces-count = Number
ledger-cash-counts-witnesses = Witnesses
ledger-cash-counts-text = Remark

# Device

device = Device
device-name = Name of the device
device-users = Users
device-users-name = Name
device-users-role = Function
device-users-ended = Left on

# Decisions about what is to be looked at

review = Decision
review-item = Review item
review-rule = Rule
review-decisions = Decisions
review-decisions-event-date = Date
review-decisions-decision = Decision
review-decisions-text = Explanation

# What is said at entry.

finding-missing = Please fill this in.
finding-bad-form = This is not understood as written.
finding-too-short = At least { $first } characters.
finding-too-long = At most { $first } characters.
finding-out-of-range = Between { $first } and { $second }.
finding-not-in-list = This choice does not exist in this country.
finding-too-many-bytes = The file has more than { $first } bytes.
finding-before = This date comes before “{ $first }”.
finding-in-future = This day has not come yet.
finding-too-early = This day is before the year 2000.
finding-contradicts = What was entered contradicts itself.
yes = Yes
no = No
number-group = { "," }
number-point = { "." }
