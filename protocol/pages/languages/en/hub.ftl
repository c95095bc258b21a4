# What an office reads.

way-overview = Overview
way-accounts = Accounts
way-sites = Sites
way-devices = Devices
way-quarantine = Quarantine
way-audit = Log

done-saved-hub = Saved.

# Signing in.

office-sign-in = Sign in
office-wrong = The name or the password is wrong.
office-wait = Too many attempts. Wait { $count ->
    [one] { $count } second
   *[other] { NUMBER($count) } seconds
} and try again.
account-name = Name
account-password = Password
account-new-password = New password
account-password-help = At least 12 characters.
account-set-password = Set this password
account-change = Change
account-close = Close this account
account-closed = closed
account-new = Add an account
account-add = Add
account-role = Role
account-of = Province
account-of-help = For a provincial office, or one that handles its cases. A facilitator without a province looks after organisations in all of them.
account-short = The password needs at least 12 characters.
account-taken = There is an account of this name already.
account-unknown = There is no account of this name.
account-province = The account of a provincial office needs a province.
account-incomplete = Write a name and choose a role.
role-administrator = Administration
role-headquarters = Headquarters
role-province = Provincial office
role-case-officer = Case officer

# Overview.

overview-nation = The country
overview-provinces = Provinces
overview-sites = Sites
overview-sites-count = { $count ->
    [one] site
   *[other] sites
}
overview-empty = No site has been founded yet.
overview-chart = Persons registered
overview-women = Women
overview-others = Men and not stated
sites-current = { $current } of { $sites } up to date (14 days)
sites-order = The most silent first.
column-persons = Persons
column-women = Women
column-trainings = Trainings
column-review = To look at
column-age = Last exchange
column-site = Site
column-devices = Devices
column-records = Records
site-never = never
site-written = Last written at the site
site-waiting = Waiting for other records
site-held = Held for a decision
site-refused = Refused
site-no-device = No device has come yet.
persons-within = Where
persons-everywhere = Everywhere

# Accounts.

accounts-empty = No cash book has arrived yet.
accounts-balances = Balances of all accounts
accounts-sign = Debits less credits, over all months.

# Quarantine.

quarantine-empty = Nothing is held back.
quarantine-why = These records are kept, but do not count yet. Decide.
quarantine-records = { $count ->
    [one] { $count } record
   *[other] { NUMBER($count) } records
}
quarantine-held = Written on a device whose rights had ended.
quarantine-refused = Refused at admission (reason no. { $reason }). A newer program may accept them.
quarantine-release = Let them count
quarantine-discard = Do not let them count

# Devices.

devices-empty = No device has come yet.
device-revoked = rights ended
device-revoke = End its rights
device-revoke-why = What the device has handed in so far counts. What comes later is held for a decision.
device-revoke-do = End its rights now
invite-title = Invite a device
invite-why = The invitation works once, within 14 days, for one device.
invite-in = Province
invite-code = Code of the site
invite-code-help = Letters, digits and hyphens, for example LUBI-1. A new code founds a site.
invite-name = Name of the site
invite-minerals = What is dug there
invite-device = Name of the device
invite-addresses = Address of this hub
invite-addresses-help = As the device reaches it: name:port, several separated by a space.
invite-do = Make the invitation
invite-next = Invite another device
invite-site = The code of a site has letters, digits and hyphens, 20 at most.
invite-address = Write at least one address like hub.example:4470.
invite-province = Choose the province.
invite-sheet = Invitation: { $device }, { $site }
invite-qr = The invitation as a QR code
invite-step-1 = Install Lisanga on the device.
invite-step-2 = Read this code, or type: lisanga-node join followed by the text below.
invite-until = Works once, until { $until }.

# Access log.

audit-holds = The log is whole: { $lines } lines, the last of which has the hash
audit-broken = Line { $line } does not follow from the one before: the log was changed. Tell headquarters.
audit-number = No.
audit-when = When
audit-who = Who
audit-what = What
audit-to = To what
audit-read = read
audit-change = changed
audit-export = exported
audit-import = imported
audit-erase = erased
audit-sign-in = signed in

# Exports.

way-exports = Exports
exports-why = Every export is noted in the log: who, what, when.
exports-what = What
exports-form = In which form
exports-do = Export
form-csv = CSV for programs (RFC 4180)
form-excel-csv = CSV for Excel in French
form-xlsx = Workbook (XLSX)

# Imports.

way-imports = Imports
import-why = A register (CSV or workbook) is first tried without writing; nothing is written before you agree, and all of it can be undone together.
import-file = File
import-file-help = CSV, XLSX, XLS or ODS, 64 MB at most.
import-how = If the file is read wrongly
import-above = Lines above the titles
import-sheet = Sheet of the workbook
import-encoding = Encoding
import-give = Read the file
import-no-file = Choose a file.
import-not-ready = This import has not come that far. See how it stands.
import-earlier = Earlier imports
import-title = Import: { $name }
import-rows = { $count ->
    [one] { $count } row
   *[other] { NUMBER($count) } rows
}
import-columns = Columns to be said
import-checking = Dry run under way
import-checked = Dry run done: nothing is written yet
import-writing = Writing
import-written = Written
import-undoing = Undoing
import-undone = Undone
import-failed = Stopped
import-look = See how it stands
import-new = New persons
import-changed = Persons updated
import-identical = Registered already, the same
import-duplicates = Perhaps registered already
import-duplicates-too = I have checked: they are other people, register them too.
import-rejected = Rejected rows
import-rejects = take them back with their reason (XLSX)
import-rejects-name = rejected-rows
import-left-alone = Kept, because somebody has worked on them since
import-problems = What is wrong
import-do = Write
import-undo = Undo this import
import-undo-why = New records become void and former values come back. What sites have changed since stays.
import-undo-do = Undo all of it
import-columns-title = What does each column give?
import-nothing = — nothing —
import-full-name = Full name, to be cut into surname, postname and given name
import-id = Id of the record
import-defaults = What no column gives
import-defaults-help = This value holds for all rows that have none.
import-check = Dry run

# Bundles.

way-bundles = Bundles
bundles-hub-why = A site without a network hands in its records in a bundle, and takes back the bundle that answers it: receipt and news at once.
bundles-for-sites = Bundles for the sites
bundle-receipt = The bundle that answers is ready below: give it to whoever brought this one.
bundle-stored = { $count ->
    [0] nothing new
    [one] { NUMBER($count) } new record
   *[other] { NUMBER($count) } new records
}
bundle-at-hub = { $from }, bundle of { $made }: { $new }.
invite-reserved = This device reads the cases and sensitive observations of the site
way-cases = Cases

role-facilitator = Facilitator
way-caseload = Caseload
way-followed = Report to the programme
way-candidates = Candidate sites
way-recognised = Check a number
caseload-title = Caseload
caseload-why = The organisations each facilitator looks after, and what was agreed.
caseload-missing = Missing: { $what }
caseload-visited = Last visit on { $day }
caseload-never = Not visited yet
caseload-report = Report of the visit of { $day }: { $what }
caseload-report-owed = Report to be handed in for the visit of { $day }
followed-title = Report to the programme
followed-why = How far each organisation that is looked after came in a period, and what was agreed and done.
followed-organisations = { $count ->
    [one] { NUMBER($count) } organisation
   *[other] { NUMBER($count) } organisations
}
followed-sites = { $count ->
    [one] { NUMBER($count) } site
   *[other] { NUMBER($count) } sites
}
followed-facilitator = Facilitator
followed-organisation = Organisation
followed-stage-before = Stage before the period
followed-stage = Stage
followed-last = Last visit
followed-visits = Visits
followed-agreed = Agreed
followed-done = Done
followed-open = To be done
followed-late = Late
followed-reports = Reports handed in
followed-owed = Reports owed
followed-next = Next steps agreed
followed-total = Together
candidates-title = Candidate sites
candidates-why = Sites that may take part in a standard, the readiest first.
candidates-score = { $score } points of 100
candidates-reason = { $question }: { $answer } (source: { $source })
candidates-unknown = { $question }: nobody knows yet
lists-empty = Nothing is noted here yet.
recognised-title = Check a number of recognition
recognised-why = Write the whole number of the act, as it stands on the document.
recognised-number = Number of the act
recognised-check = Check
recognised-none = No act of this number is known here. Check the number, or ask the provincial office.
recognised-today = Standing today
review-at-site = Site

# What an office has to work through.

files-title = Files to instruct
files-why = Applications for recognition that wait for an answer, those whose term ends first before the others.
files-submitted = Submitted on { $day }
files-until = To be answered by { $day }
files-silent = Not answered since { $day }
titles-title = Titles that end
titles-why = Cards, approvals and agreements that end, by the days that are left.
titles-over = Ended already
titles-within = Within { $days } days
titles-ends = Ends on { $day }
titles-ended = Ended on { $day }
titles-asked = Renewal asked for
prices-title = Prices and markets
prices-why = Sales of the last twelve months against the reference price of their day and place.
prices-references = Last reference prices
prices-from = Since { $day }
prices-organisations = Sales against the reference
prices-ratio = { $ratio } of the reference, in { $currency }
prices-low = { $count ->
    [one] { NUMBER($count) } sale below the threshold
   *[other] { NUMBER($count) } sales below the threshold
}
prices-sales = { $count ->
    [one] { NUMBER($count) } sale
   *[other] { NUMBER($count) } sales
}
prices-kinds = Sales by type of buyer
prices-buyers = { $count ->
    [one] { NUMBER($count) } buyer
   *[other] { NUMBER($count) } buyers
}
prices-share = { $share } of what was earned in { $currency }
completeness-title = What has come in
completeness-why = What is missing is not zero: the month has not been told yet. The last { NUMBER($count) } whole months are looked at.
completeness-came = Last exchange: { $ago }
completeness-last = Last day noted: { $day }
completeness-nothing = Nothing is noted yet
completeness-books = Cash book
completeness-production = Production
completeness-all = { $what }: every month is there
completeness-gaps = { $what }: missing { $months }
completeness-records = { $count ->
    [one] { NUMBER($count) } record received
   *[other] { NUMBER($count) } records received
}
trained-title = Persons trained, by course
trained-sessions = The sessions
trained-course = Course
trained-held = Held
trained-women = Women
trained-men = Men
trained-others = Not said
plans-title = Plans and livelihoods
plans-why = The business plans organisations follow, what their action plans cost, and what they live on besides.
plans-in-force = Business plans in force: { $count } of { $of } installed organisations, { $running } in execution
plans-actions = Action plans
plans-livelihoods = Other livelihoods
plans-late = { $count ->
    [one] { $count } activity late
   *[other] { NUMBER($count) } activities late
}
plans-activities = { $count ->
    [one] { $count } activity
   *[other] { NUMBER($count) } activities
}
plans-spent = Spent { $spent } of { $budget }
plans-people = { $count ->
    [one] { $count } participant
   *[other] { NUMBER($count) } participants
}
plans-jobs = Jobs: { $women } of women, { $men } of men
plans-unplanned = Without a business plan: { $count }
prices-unexplained = { $count ->
    [one] { $count } sale below a better offer, and no reason is given
   *[other] { NUMBER($count) } sales below a better offer, and no reason is given
}

# Erasing a person.

done-erased = The erasure is ordered. It reaches each device at its next exchange.
erase-do = Erase this person
erase-title = Erase { $name }
erase-goes = What goes for ever, at the centre and on each device at its next exchange: the name, the data, the history and the pictures of this person. Nobody can bring them back.
erase-stays = Books, attendance and registers remain; all they say of this person is a number.
erase-backups = Backups made before, exported files and printed papers do not change: destroy them or keep them apart.
erase-records = What is erased
erase-no-ground = This person has not withdrawn consent, and did not leave long enough ago. First note the withdrawal on their page.
erase-confirm = To confirm, write their name: { $name }
erase-other-name = This is not the name of this person. Check that it is the right record.
erase-for-consent = Erase: consent withdrawn
erase-for-age = Erase: left long ago
