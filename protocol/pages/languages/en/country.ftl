# “What the country says”: the rules that the program applies, and on what each of them stands.

country-title = What the country says
country-why = The rules that the program applies here ({ $country }), and on what each of them stands. If you know a text that says something else, tell the national office.
country-made-so = What bears no mark is how the program is made.
country-read = { $count ->
    [one] { $count } item stands on a text or a page that was read
   *[other] { NUMBER($count) } items stand on a text or a page that was read
}
country-chosen = { $count ->
    [one] { $count } is a choice of this programme, to be settled with the cooperatives
   *[other] { NUMBER($count) } are choices of this programme, to be settled with the cooperatives
}
country-unverified-many = { $count ->
    [one] { $count } is a default, not verified
   *[other] { NUMBER($count) } are defaults, not verified
}
country-of-read = { NUMBER($count) } on a source that was read
country-of-chosen = { $count ->
    [one] { $count } choice of the programme
   *[other] { NUMBER($count) } choices of the programme
}
country-of-default = { NUMBER($count) } by default
country-default = default, not verified
country-at = { $source }, art. { $place }
country-unfold = Unfold everything
country-fold = Fold everything
country-list = Show the list
country-sources = Sources
country-cited = { $count ->
    [one] { $count } item
   *[other] { NUMBER($count) } items
}
country-optional = { $part } (optional)
country-endless = No time limit
months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

country-areas = Areas
country-people = People
country-forms = Legal forms
country-recognition = The way to recognition
country-licences = Cards and titles
country-limits = Limits
country-sharing = Models of sharing
country-accounts = Accounts and operations
country-money = Currencies
country-goods = Minerals, measures and prices
country-standards = Standards
country-trainings = Trainings
country-cases = Cases and complaints
country-reports = Reports to hand in
country-privacy = Privacy

country-adult-age = May be a member from the age of
country-auxiliary-age = May be an auxiliary (sell food, keep books, guard) from the age of
country-membership = Member of two organisations of one kind
country-exclusive = Nobody may be
country-not-exclusive = It is allowed
country-nationality = Nationality of whoever digs
country-names = Parts of a name
country-languages = Languages spoken

country-organ = Organ that manages
country-single = Positions that one person holds at a time
country-members-min = Members at least
country-notice = Between the notice and the assembly
country-notice-none = No set time
country-quorum-constitutive = Quorum of the constitutive assembly
country-quorum = Quorum of other assemblies
country-quorum-second = Quorum on the second call
country-proxies = Absent members that one present may represent
country-majorities = Majority that is needed
country-majority-others = All other decisions
country-management = Members of the organ that manages
country-supervision = Organ that supervises
country-size = From { $least } to { $most }
country-size-grown = Up to { $most } from { $from } members on
country-term = How long mandates last, unless the statutes say otherwise

country-services = Services and bodies
country-stage = Stage it leads to
country-decides = Who decides
country-level = Level
country-documents = Papers of the file
country-fee = What is paid
country-fee-unknown = Amount not known
country-terms = How it is paid
country-answer = Answer expected within
country-answer-none = No time limit is known
country-silence = If the authority does not answer
country-silence-nothing = It means neither yes nor no: ask again
country-silence-granted = It counts as granted
country-silence-refused = It counts as refused
country-validity = Valid for
country-renewal = To be renewed before its end

country-holders = Holder
country-needed-by = Who needs it
country-required-of = Who has to hold it (an organisation once it is a recognised cooperative)
country-area = Largest area
country-reminders = Reminders
country-reminder-days = { $days } days before the end

country-steps = Who receives, in this order
country-step = { $to }: { $how }, to the account “{ $account }”
country-rates = Rates to begin with

country-chart = Chart of accounts
country-chart-own = Accounts that the program adds
country-money-lies = Money lies on
country-operations = Operations of the cash book
country-fiscal = Fiscal year begins on
country-day = { $month } { $day }
country-pieces = Notes and coins
country-approval = One person alone pays out at most
country-mobile-money = Money on telephones

country-minerals = Minerals
country-prices = Price categories

country-criteria = Standards and criteria
country-criteria-of = { $count ->
    [one] { $count } criterion
   *[other] { $count } criteria
}
country-standard = { $criteria }; it takes { $mark } of the points, and every core criterion
country-courses = Courses of the catalogue
country-course-valid = { $course }, valid for { $months }

country-refer = To whom it can be referred
country-ack = Receipt confirmed within
country-first-answer = First answer within

country-report-who = Who owes it
country-report-after = Owed from
country-every-organisation = All organisations
country-report-to = To whom
country-every = How often
country-every-month = Every month
country-every-quarter = Every quarter
country-every-year = Every fiscal year
country-due = To be handed in
country-due-within = Within { $days } after the end of the period
country-contents = What stands in it

country-read-out = Read out before a person is written down
country-law = On what it stands
country-complain = Where to complain
country-kept = Kept after somebody left their last organisation

limit-group = An organisation of fewer than { $value } active members is pointed out.
limit-alike = Two organisations of similar names that share at least { $value } of the members of the smaller one are to be compared: they may be the same.
limit-trained = Before the constitutive assembly at least { $value } of the founders, and later of those elected, are trained in governance and in resolving conflicts.
limit-filing = Adopted statutes are filed with the register within { $value } after the assembly.
limit-general-reserve = The general reserve first receives at least { $value } of the year’s surplus.
limit-training-reserve = The training reserve then receives at least { $value } of the year’s surplus.
limit-optional-reserves = Optional reserves receive at most { $value } of the year’s surplus.
limit-share-interest = Shares that are paid up bear no more than { $value } interest a year.
limit-fair-price = A sale at less than { $value } of the reference price is pointed out.
limit-offers = A sale of a parcel that had fewer than { $value } offers is pointed out.
limit-tolerance = Two weighings of the same parcel may differ by { $value } of the weight.
limit-tolerance-stones = Of stones two weighings may always differ by { $value }.
limit-tolerance-gold = Of gold two weighings may always differ by { $value }.
limit-rate = An exchange more than { $value } away from the published rate is pointed out.
limit-transit = Money that left a box or a bank for another and does not arrive there within { $value } is pointed out.
limit-unreconciled = A reminder comes for an operation at the bank that has waited for its statement longer than { $value }.
limit-late-entry = An entry made more than { $value } after the event is pointed out.
limit-savers-min = A savings group of fewer than { $value } members is pointed out.
limit-savers-max = A savings group of more than { $value } members is pointed out.
limit-loan-multiple = In a savings group one borrows at most { $value } times what one saved, unless the group has another rule.
limit-loan-months = A loan of a savings group is paid back within { $value }, unless the group has another rule.
limit-half-day = A training of { $value } or less counts as half a day.
limit-session = A training that stretches over more than { $value } is pointed out.
limit-attendance = A training counts for whoever was there on at least { $value } of its days.
limit-near-site = Two sites of similar names within { $value } of each other are to be compared: they may be the same.
limit-accuracy = A position that is not known within { $value } is pointed out.
limit-depth = A pit deeper than { $value } is pointed out.
limit-site-visit = A reminder comes for a site that nobody visited for { $value }.
limit-standard-trained = To join a standard, at least { $value } of the members of the organisations that work at the site were trained in it.
limit-standard-months = To join a standard, the site can be reached for at least { $value } a year.
limit-standard-pits = To join a standard, a site has pits that are worked: { $value } at least.
limit-case-ack = Receipt of a case is confirmed within { $value }, unless its kind has a time of its own.
limit-case-answer = The first answer to a case comes within { $value }, unless its kind has a time of its own.
