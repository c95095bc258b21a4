# What the pages of sites and offices say.

# Days and numbers.

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
date-day = { $month } { $day }, { $year }
date-month = { $month } { $year }
date-about = about { $year }
date-moment = { $day } at { $time }
date-unknown = unknown date
ago-now = just now
ago-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
ago-days = { $count ->
    [one] { $count } day ago
   *[other] { NUMBER($count) } days ago
}
bytes = { $count } bytes
kilobytes = { NUMBER($count) } KB
megabytes = { $number } MB
file-image = picture, { $size }
file-pdf = PDF, { $size }
file-remove = remove
file-open = Open { $what }
file-not-here = { $what }: comes with the next exchange with the centre
file-kind = “{ $name }” is neither a picture (JPEG, PNG) nor a PDF. Photograph the paper, or save it as a PDF, and choose that file.
file-damaged = “{ $name }” is damaged and cannot be read. Take the photo again, or choose another file.
file-large = “{ $name }” has { $size }; a PDF may have { $most }. Photograph the page, or save a smaller PDF.

# The frame.

language-name = English
skip-to-content = Skip to content
demo-data = Demonstration data: nothing that is written here is real.
menu = Menu
ways = Pages
waiting-here = { $count } to deal with
sign-in = Sign in
sign-out = Sign out
search = Search
save = Save
cancel = Cancel
edit = Edit
back-home = Back to the first page
page-before = Previous page
page-after = Next page

# Forms.

edit-title = Edit { $name }
form-optional = optional
form-more = More details
form-one-more = Add
form-several = Entered at the same time: { $values }
form-which = { $count } people or things are called so. Choose which.
form-not-written = This cannot be saved.
form-faults = { $count ->
    [one] One thing needs correcting. Nothing is lost.
   *[other] { $count } things need correcting. Nothing is lost.
}
form-meanwhile = Somebody entered “{ $value }” while you were typing. Save once more to keep what you entered.

# When a page cannot be shown.

fault-title = This page cannot be shown
fault-not-found = There is nothing at this address. Check it, or go back to the first page.
fault-foreign = This form does not come from a page of this program. Open the page and try again.
fault-not-allowed = Your function does not allow this. Ask the coordinator.
fault-disk-full = The disk is full. Free some space and try again; nothing saved before is lost.
fault-read-only = Nothing can be written on this disk. Tell whoever looks after the device.
fault-program = The program could not answer. Nothing saved before is lost. Try again; if it goes on, tell your province.

amount-words = { $whole } { $currency }
amount-words-part = { $whole } { $currency } and { $part }
print = Print

# The registers, at sites and in offices.

way-persons = Miners
done-saved = Saved on this device.
done-unchanged = Nothing changed.
persons-title = Miners
persons-search = Name, number, telephone
persons-count = { $count ->
    [one] { $count } person
   *[other] { NUMBER($count) } persons
}
persons-empty = Nobody is registered here yet.
persons-none = Nobody answers to “{ $search }”.
person-differing = Two different things were entered. Neither is lost. Choose with “Edit”, or ask the province.
person-trainings = Trainings attended
person-no-training = None so far.
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
years = { $count ->
    [one] { $count } year
   *[other] { $count } years
}
area-level = Sort of place
alike-differs = differs
history-steps = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
history-by = by { $name }, on { $device }
history-on = on { $device }
history-by-hub = by the centre
history-other-device = another device
history-removed = “{ $what }” removed
history-cleared = cleared
state-here = Saved here
state-safe = Safe at the centre
state-accepted = Accepted
state-attention = Needs attention
way-review = To look at
review-title = To look at
review-empty = Nothing to look at. Everything agrees.
review-why = Two different things were entered, or something does not agree. Nothing is lost. Choose, or ask the province.
review-apart = “{ $field }” was entered differently on two devices.
review-choose = Which is right?
review-sign = Sign this result
review-signed = Signed by { $who } ({ $function }): { $value }
review-unsigned = Still to sign: { $who }
review-signed-apart = The signatures are not for the same result: agree, and sign again.
review-keep-value = Keep this
review-same-person = Is this the same person?
review-score = Likeness { $score } of 100. Twins are two persons.
review-keep-person = The same person: keep this record
review-different = They are two persons
review-below-zero = The cash box would hold { $amount } on { $day }: an income is missing, or an amount is wrong. A reversing operation corrects it; nothing is erased.
review-explained = Explained
review-receipt = Receipt { $number } was given twice.
review-alias = Keep both, the second with “-B”
review-ask = Not sure: ask the site for a photo or the mother’s name
review-asked = The site was asked for a photo or the mother’s name ({ $when } · { $who })
review-text = Explanation
erased-title = Person erased
erased-why = This person was erased: the name, the pictures and everything noted about them are gone from here, and go from each device at its next exchange.
erased-left = Books and registers remain. All they say of the person is this number:
done-elsewhere = Somebody decided already, or everything agrees again.
done-choose = Choose first, or write the explanation.
way-trainings = Trainings
trainings-title = Trainings
trainings-empty = No training is noted here yet.
training-roster = Attendance
training-days = Days of the training
training-there = { $count ->
    [one] { $count } person present
   *[other] { NUMBER($count) } persons present
}
training-nobody = Nobody is on the list yet. Search for a name below.
training-present = Present
training-absent = Absent
cash-no-money = Nothing has passed through it yet.
cash-month-empty = No operation this month.
cash-taken-back = Taken back by a contrary operation.
count-list = Counts
count-difference = difference { $amount }
count-agrees = agrees with the book
training-others-now = { $count ->
    [one] { $count } other listener
   *[other] { NUMBER($count) } other listeners
}
training-cancelled = This training is cancelled.
way-users = Users
home-persons = { $count ->
    [one] miner
   *[other] miners
}
home-trainings = { $count ->
    [one] training
   *[other] trainings
}
home-review = to look at

# Files that go out.

export-what = Contents
export-of = Place
export-day = Made on
export-as-of = Up to national entry
export-complete = Completeness
export-rows = Rows
export-by = By
export-program = Program
export-sheet-data = Data
export-sheet-metadata = Metadata
export-sheet-codes = Codes
export-sheet-read-me = Read me
export-column = Column
export-column-label = Label
export-column-about = Meaning
export-column-type = Type
export-list = List
export-code = Code
export-read-1 = The sheet “Data” has one line for each document or posting; its first line names the columns.
export-read-2 = The sheet “Metadata” says what each column means, the sheet “Codes” what each code means.
export-read-3 = Amounts are numbers in the currency of the next column. An empty cell: not stated.
export-read-4 = These data are about people. Give them to nobody whose task it is not.

# Bundles: exchange without a network.

bundle-write = Prepare a bundle
bundle-read = Read the bundle
bundle-file = Files received
bundle-file-help = They end in .lisanga. If there are several, choose them all.
bundle-none = Choose a file that ends in .lisanga.
bundle-again = This bundle of { $made } was read before, on { $again }; nothing is missing.
bundle-more-parts = That was part { $part } of { $parts }: now read the next one.
bundle-other = This file is no bundle. Choose a file that ends in .lisanga.
bundle-newer = A newer program made this bundle. Update this one, then read it again.
bundle-for-another = This bundle is for another device: it opens only there. Nothing was read.
bundle-damaged = This file is cut off or damaged. Copy it again from the device that made it.
bundle-dataset = This bundle belongs to the data of another country. Nothing was read.
bundle-unwritable = No bundle can be written for this device.
bundle-old-hub = This bundle comes from an older copy of the centre. Nothing was read; tell headquarters.
bundle-wrong-hub = This bundle does not come from the centre of this site. Nothing was read.
bundle-gap = Something that comes before this bundle is missing here. Prepare a bundle for the centre, and read the one that answers it.
bundle-nonsense = What this bundle says does not agree with what is here. Nothing was read; ask for a new one.
bundle-stranger = Neither the centre nor a device of this site wrote this bundle. Nothing was read.
bundle-unknown = This bundle does not come from a device this office receives. Hand it in at the office of its province.
bundle-missing = Part { $missing } of { $parts } is missing: read it first.
bundle-folder = The folder of bundles can be neither read nor written. Check the room on the disk.
done-bundle = The bundle is ready: download it, then take it along.

related-begin = Begin something about it
related-more = { $count ->
    [one] and one other
   *[other] and { NUMBER($count) } others
}
form-known = “{ $name }” is here already. Open it and add to it.

rule-not-adult = Age on joining: { $two }. A member is an adult; document the age, or suspend the membership.
rule-not-national = Only a national of the country may dig as an active member. Check the nationality; otherwise the member becomes an auxiliary one.
rule-two-memberships = A member of two organisations of one kind ({ $one }). The member chooses in writing; the other membership ends.
rule-two-holders = Two persons hold the position “{ $one }”. It is contested until one of the mandates ends.
rule-assembly-doubtful = { $one }: { $two } of { $three } required. What the assembly decided is to be confirmed.
rule-two-statutes = Two versions ({ $one }) were adopted on the same day or bear the same number.
rule-paid-too-much = { $one } more was paid than was due. It becomes an advance, recovered at the next sharing.
rule-entry-misplaced = Operation of { $two }: { $one }. Reverse it and enter it in the first open month.
rule-entry-closed = Came into a month already closed: { $two } more. It now counts in { $three }, under its own day. Look at it; for it to count in the closed month, close with it or open the month again.
rule-entry-closed-waits = Came into a month already closed: { $two } more. It will count in the next month of this book. Look at it; for it to count in the closed month, close with it or open the month again.
rule-days-changed = The roll-call changed since this sharing was computed ({ $two }): other days were worked. Cancel and compute again; if it was paid, make an adjusting distribution.
rule-transfer-open = { $one } left on { $two } and arrived nowhere. Enter the arrival, or declare the loss.
rule-sold-too-much = { $one } more was sold, split or put together than the parcel weighed. One of the sales may have been entered twice.
rule-shared-twice = A sale is shared twice. Keep the distribution that was paid first or approved and cancel the other; what it paid becomes an advance.
rule-adjusted-twice = A sharing is adjusted twice. Keep the adjustment that was paid first or approved and cancel the other.
rule-inputs-changed = What was shared ({ $two }) no longer is what was sold ({ $three }). Cancel and compute again; if it was paid, make an adjusting distribution.
rule-flow-gap = At the end of { $one } parcels weigh { $two } more than was weighed. Weighings are missing.
rule-two-places = Present in two places on { $one }. Correct one of them, or note half a day.
rule-certificate-twice = Two certificates of one course. Keep the first.
rule-meeting-twice = The records of the meeting do not agree: { $path }. The group reads the passbooks again; they decide.
rule-lent-too-much = Lent beyond what the box holds or savings allow: { $one }. No new loans.
rule-licence-twice = The same number has two holders, or two licences overlap ({ $one }). The authority checks.
rule-organisation-twice = Perhaps the same organisation, registered twice; members in common: { $one }.
rule-site-twice = Perhaps the same site: { $one } m apart.
rule-decided-apart = The decisions about this file contradict each other. The latest act of the highest authority holds.
rule-after-death = Death declared on { $one }, activity on { $two }. Check the identity; what was paid by mistake is reversed.
rule-after-exit = Left on { $one }, still active in the organisation on { $two }. Check the identity; what was paid by mistake is reversed.
rule-clock-wrong = Dated { $one } but entered on { $two }: the clock of the device may have been wrong.
rule-clock-behind = Entered on { $two } to take back what was only entered on { $one }: the clock of the device may have been wrong.
rule-clock-device = On { $one } the clock of this device said { $two }. Set it, then check the days of what was entered there before: what is wrong is voided and entered anew.
rule-consent-withdrawn = Consent withdrawn on { $one }. Nothing goes out by name; the province decides about erasure.
rule-self-approved = Approved by the person who entered it. Another person approves.
rule-rate-off = The exchange differs by more than 20% from the published rate ({ $one }).
rule-reversed-twice = An operation was reversed { $three } times on different devices ({ $one }). The first reversal stays; the other is reversed itself.
rule-mandate-twice = The same person stands twice in the position “{ $one }” for the same assembly. Keep one mandate, void the other.
rule-lot-differs = The lot weighs { $one }, its parts { $two }. Check the weighing; otherwise void the lot and enter it again.
rule-sold-double = { $one } more was sold, split or put together than the parcel weighed. Same day, same weight or same price: it was probably entered twice.
rule-changed-after = This document was signed or adopted, and has changed since on another device.
rule-scheme-wrong = The sharing scheme does not keep what the law asks for: { $one } { $two }.
rule-case-named = The number of a confidential case ({ $one }) stands in a document that others read. Remove it.

remedy-suspend = Suspend: { $name }
remedy-auxiliary = Make an auxiliary member: { $name }
remedy-exit = End: { $name }
remedy-end-mandate = End the mandate: { $name }
remedy-lock-again = It is right as it is: sign “{ $name }” again
remedy-void = Void: { $name }
remedy-reverse-sale = Reverse the sale: { $name }
remedy-cancel = Cancel the distribution: { $name }
remedy-merge = Merge into the other: { $name }
remedy-alias = Lead to the first: { $name }
remedy-confirm-roll = The bureau confirms the list: { $name }
remedy-as-decided = Take over the authority’s decision: { $name }
remedy-withdraw = Withdraw: { $name }
remedy-advance = Note what was overpaid as an advance: { $name }
remedy-reverse-again = Keep the first reversal, reverse the other: { $name }
remedy-reopen = Open the month again: { $name }
remedy-close-again = Close with these operations: { $name }

fact-not-on-roll = not on the roll
fact-account = unknown account
fact-month = not in its month
fact-rest = no step takes the rest
fact-percent = more than 100%
fact-reserve = general reserve
fact-training = training reserve
fact-optional = optional reserves
fact-interest = interest on shares
fact-shares = more shares than allowed
fact-day = twice on one day
fact-count = counted otherwise
fact-fund = box
fact-member = member
review-blocking = Blocks payments
review-urgent = Urgent
review-important = Important
review-information = Good to know
review-who = { $severity } · Decides: { $who }
review-province = the province
review-headquarters = headquarters
review-explained-before = Explained before
review-explained-why = If something else is found at the same place, it comes back by itself.
review-case = Open a case
review-count = Count the box
review-book = Open the book
review-void = Void, then enter on the right day
review-operation = Open the operation
review-sharing = Open the sharing
review-again = Look at it again

way-documents = Other registers
kinds-title = Other registers
kind-new = Add
kind-new-title = { $kind }: a new record
kind-empty = There is nothing here yet.
related-names = Goes with
related-missing = Missing

price-best-offer = Best offer
price-gap = Gap of the middlemen
price-gain = Gain of the cooperative
price-no-reference = cannot be computed: no reference price

doubt = Worth a second look
doubt-deep = { $metres } m deep: more than the country advises
doubt-vague = Position known to { $metres } m only
doubt-few = { $members } members; at least { $least } are needed
doubt-unplanned = Running without a business plan
doubt-late = Entered { $days } days later
doubt-blacklisted = This buyer is on the blacklist
doubt-unlicensed = No licence of this buyer is known
doubt-licence-ended = The buyer’s licence ended on { $day }
doubt-differs = { $weight } between what left and what arrived
doubt-elsewhere = Lives outside the members’ area
doubt-members-elsewhere = { $count ->
    [one] { NUMBER($count) } member lives
   *[other] { NUMBER($count) } members live
} outside the area
doubt-few-organisations = { $members } member organisations; a union has at least { $least }
doubt-organ = { $members } elected in the managing organ; there should be { $least } to { $most }
doubt-supervisors = { $members } elected in the supervising organ; there should be { $least } to { $most }
doubt-unevidenced = { $name }: nothing proves it yet
doubt-committee = Initiative committee: write down who is in it
doubt-dissolved = Dissolved, but neither an extraordinary assembly nor an authority decided so
doubt-no-founders = Nobody is marked as a founding member: nobody knows who should have been trained
doubt-majority = Resolution { $number }: the { $asked } is needed
doubt-unfiled = To be filed with the register: the term was { $day }
doubt-unnumbered = The act has no number
doubt-uncopied = The copy of the act is missing
doubt-unwritten = Approved, but sections or projections are missing
doubt-name = { $part }: to be asked for
doubt-age = { $years } years: check the birth
doubt-undated = Neither asked for nor received: write down a day
doubt-standard-unnamed = Resolution no. { $number }: say which standard it is about
doubt-unengaged = Enrolled without a valid assembly that decided to engage in this standard
doubt-untitled = Required title that is missing or no longer valid: { $name }
doubt-twice = Another record has the same number or short name
doubt-unwitnessed = Oral consent without a witness
doubt-group-size = { $members } members; a group has { $least } to { $most }
doubt-key-in-committee = Somebody of the committee keeps a key as well
doubt-price-order = A lower price is above a higher one
doubt-outside-days = Attendance on { $day }, outside the days of the session
doubt-long = The session lasts { $days } days
doubt-groundless = No assessment, accident or visit says why
doubt-men = A class for women: { $count ->
    [one] { $count } man enrolled
   *[other] { $count } men enrolled
}
doubt-unweighed = No weight is noted
doubt-few-offers = { $offers ->
    [0] Sold without any offer noted
    [one] Sold with only one offer noted
   *[other] Sold with { $offers } offers noted
}; there should be at least { $least }
doubt-wrong-holder = This title is not given to such a holder
doubt-long-licence = Valid for longer than the { $months } months of this title
doubt-large-area = Larger than the { $most } m² of this title
doubt-referred-nowhere = Referred, but it is not said to whom
case-refer-to = Can be referred to
doubt-late-correction = To be mended before { $day } by its criterion
doubt-unproven = Answers at the top of the scale without evidence: { $count }
doubt-minors-seen = Minors seen at work: { $minors }. Open a case “child labour”
doubt-unelected = No election is entered for this mandate
doubt-unapproved = Paid out, but no meeting agreed to it
doubt-beyond-savings = More than the rules of the group still allow: { $amount }
doubt-unadopted = Sent, but no valid assembly adopted it
doubt-cardless = Works without a valid title: { $card }
doubt-kept-too-long = Left more than { $years } ago: ask the national office to erase this record
doubt-done-unsaid = Done, but nobody says how it went
related-unproven = Noted, without a document that proves it
learner-levels = Level { $entry } at the beginning, { $last } at the last test, { $days } lessons
related-into = This record is one with
related-merged = Records that are one with this
related-part = Part them again
rule-surplus-twice = The surplus of the same days is allocated twice. Keep the one that was approved or paid first and cancel the other.
struck = { $what } (struck out)
void-title = Make void: { $name }
void-why = This document stays readable, with your name and the reason, but it no longer counts. If only a value is wrong, change it instead.
void-reason = Why
void-do = Make this document void
void-step = Make this document void (entered by mistake)
review-linked = It is the same: link the two
related-linked = Known at another site too
related-elsewhere = another site

doubt-untrained = { $share } of the founders trained in governance and conflicts; { $least } should be
trained-gov = Trained in governance
trained-conflict = Trained in resolving conflicts
trained-of = { $trained } of { $of } officers and founders ({ $percent }%)
milestones-next = Next step
loans-title = Loans
loans-given = Paid out on
loans-amount = Amount lent
offers-title = Offers: { $name }
offers-per-unit = Per carat or gram
offers-reference = Reference price
prescreen-question = Question
prescreen-source = Source
prescreen-by-hand = answered by a person
prescreen-unknown = nobody knows yet
asked-evidence = Evidence accepted
asked-guidance = Guidance
offers-ratio = Part of the reference
offers-state = Choice
offers-chosen = Chosen
strike-why = The line stays readable, struck out, with your name and the reason, but it no longer counts. Then enter the right one.
strike-line = Which line
strike-do = Strike this line out
void-back = Change nothing

contested-office = Contested: { $holders }. The province decides.
contested-holder = { $name } (since { $day })
contested-signature = Signature contested ({ $office }): two persons hold this office. What is written is accepted and marked; the province decides who signs.
contested-mark = Signature contested
late-counts = Written after { $month } was closed, counts in { $counts }
late-waits = Written after { $month } was closed, will count in the next month of this book
report-title = The month in sum
report-account-column = Account
report-end = At the end
report-money = At first { $before } · came { $debit } · went { $credit }
report-account = At first { $before } · debit { $debit } · credit { $credit }
doubt-plan-unnamed = No business plan is named
doubt-untaught = Nobody is noted as the trainer
doubt-absent = At the training on { $there } of { $held } days: not enough for a certificate
budget-used = Part of the budget spent
budget-besides = Spent besides
rule-number-twice = The number { $path } was given twice. The first keeps it, the other gets a letter, or somebody explains.
remedy-letter = Add a letter to the number: { $name }
doubt-better-offer = A better offer came, { $amount }, and no reason is given
related-unresolved = Without the resolution of the assembly

what-is = { $what }: { $value }
