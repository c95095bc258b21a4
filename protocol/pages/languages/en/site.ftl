# What a coordinator reads at a site.

way-home = Home
way-exchange = Exchange

badge-up-to-date = Up to date
badge-to-send = { NUMBER($count) } to send
badge-attention = { NUMBER($count) } to check
badge-old = Old exchange
badge-ended = Rights ended

done-asked = An exchange has been asked for.
done-user = Saved.

# Signing in.

sign-in-title = Who is at the screen?
sign-in-who = Your name
pin = PIN
pin-new = New PIN
pin-again = The same PIN once more
pin-help = 4 to 12 digits.
pin-forgotten = Forgot your PIN? A coordinator can set another. Nothing is lost.
pin-wrong = This is not this person’s PIN. Try again.
pin-wait = Too many attempts. Wait { $count ->
    [one] { $count } second
   *[other] { NUMBER($count) } seconds
} and try again. Nothing is erased.
pin-form = A PIN has 4 to 12 digits.
pin-differs = The two PINs are not the same.
pin-nameless = Write a name.
first-title = Getting started
first-why = This device belongs to the site. Say who keeps it: that person will add the others.
first-device = Tablet 1
first-begin = Begin
device-name = Name of the device
user-name = Name of the person
user-role = Function
user-new = Add a person
user-add = Add
user-change = Change
user-set-pin = Set this PIN
user-end = This person no longer works here
user-ended = left
users-title = Users of this device
users-role = Choose a function.

# Home.

home-title = Home
home-last = Last exchange with the centre: { $ago }.
home-never = No exchange with the centre so far.
home-operations = { $count ->
    [one] cash operation
   *[other] cash operations
}

# Drafts.

due = To do
due-late = late
due-roll = Take the roll: { $course }
due-training = Coming: { $course }
due-count = Count: { $book }
due-operations = { $count ->
    [one] { NUMBER($count) } operation since the last count
   *[other] { NUMBER($count) } operations since the last count
}
drafts = Begun and not saved
draft-nameless = No name
draft-discard = Discard
draft-kept = Draft kept on this device.

# Miners.

person-register = Register a person
person-register-this = Register “{ $name }”
register-again = Renew the registration
register-first = Register this person
person-new-title = New person
alike-title = Is this the same person?
alike-why = Somebody here looks like the person you are registering. Twins are two persons.
alike-score = likeness { $count } of 100
alike-same = It is this person
alike-different = It is somebody else: register

# The history of a field.

# Exchange.

exchange-title = Exchange with the centre
exchange-last = Last exchange: { $when } ({ $ago }).
exchange-trouble = The centre cannot be reached right now. You can go on working; the program tries again by itself.
exchange-words = “Saved here”: on the disk of this device. “Safe at the centre”: on the disk of the centre too. “Accepted”: with everybody, for good.
exchange-now = Exchange now
exchange-pictures-here = { $count ->
    [one] One picture is not yet at the centre. Pictures leave after everything else.
   *[other] { $count } pictures are not yet at the centre. Pictures leave after everything else.
}
exchange-pictures-expected = { $count ->
    [one] One picture is expected from the centre.
   *[other] { $count } pictures are expected from the centre.
}
exchange-carried = { $count ->
    [one] This device keeps { NUMBER($count) } record of another device until the centre has it.
   *[other] This device keeps { NUMBER($count) } records of another device until the centre has them.
}
bundles-title = Exchange without a network
bundles-why = A bundle is a sealed file that is taken along on a USB stick, in a telephone or by e-mail. Only its recipient can open it; losing it loses nothing.
bundle-out = Take along
bundle-to = For whom
bundle-to-help = Another device of this site can carry your records to the centre.
bundle-to-hub = The centre
bundle-waiting = Ready to be taken along:
bundle-in = Receive
bundle-taken = { $count ->
    [0] nothing new
    [one] { NUMBER($count) } item of news
   *[other] { NUMBER($count) } items of news
}
bundle-from-hub = Bundle of the centre of { $made }: { $taken }.
bundle-kept = { $count ->
    [0] nothing new
    [one] { NUMBER($count) } record kept for the centre
   *[other] { NUMBER($count) } records kept for the centre
}
bundle-from-device = Bundle of { $name }: { $kept }.
bundle-left = { $count ->
    [one] { NUMBER($count) } record was not taken: its author does not write at this site, or there is no room.
   *[other] { NUMBER($count) } records were not taken: their author does not write at this site, or there is no room.
}

# To look at.

# Trainings.

training-plan = Note a training
training-new-title = New training
training-all = Everybody present
training-add = Add to the list

# The other registers.


# The cash.

way-cash = Cash
cash-title = Cash books
cash-open = Open a cash book
cash-open-why = A cash book belongs to an organisation. First count what is in the box.
cash-open-there = This organisation has a cash book of this name already.
cash-usual-book = Cash
cash-held = In the box today, in { $currency }
cash-empty = No cash book has been opened here yet.
cash-in = Money in
cash-out = Money out
cash-where = Where is the money?
cash-who = Say who it is: a registered person.
cash-nothing = The amount must be more than zero.
cash-future = This day has not come yet.
cash-short = According to the book there is only { $held }. Perhaps an income has not been entered yet.
cash-anyway = Save anyway
cash-takes-back = This operation takes another one back.
cash-see = See it
cash-day = Date
cash-what = For
cash-with = With
cash-text = Details
cash-signed-gives = Who gives
cash-signed-takes = Who receives
cash-lines = Accounting entry
cash-account = Account
cash-debit = Debit
cash-credit = Credit
cash-back = Back to the cash book
cash-reverse = Is this a mistake?
cash-reverse-why = An operation is never erased: a contrary one brings it back to zero, and both stay readable.
cash-reason = Reason
cash-reverse-do = Take back by a contrary operation
receipt = Receipt
count-title = Count the cash
count-why = Count the notes and coins, or write the total only. What the book says does not change.
count-book = According to the book: { $amount }
count-total = Total counted, in { $currency }
count-bad = “{ $text }” is not a number of notes.
count-differs = The notes make { $sum }; the total says something else.
count-note = Note the difference
done-organisation-first = First register the organisation the cash book belongs to.

training-edit = Edit or cancel
training-others = Other listeners
training-others-own = Counted on this device
training-others-help = Visitors who are not registered. Write how many this device counted; other devices count theirs.
training-scores = Scores before and after
training-before = Before
training-after = After
training-scores-help = From 0 to 100.
training-score-bad = “{ $text }” is not a score from 0 to 100.
done-number = Write a number in digits.
due-licence = To renew: { $name }
due-filing = To be filed with the register: { $name }
plan-unwritten = Before it is approved, this is missing: { $what }.
due-mandate = The mandate ends: { $name }
due-activity = Late: { $name }

sharing-title = Share this sale
sharing-scheme = Sharing scheme that was adopted
sharing-from = Days worked, from
sharing-to = to
sharing-costs = Costs to refund
sharing-compute = Compute
sharing-result = What each gets
sharing-total = Total
sharing-freeze = Freeze this computation
sharing-freeze-why = What it was computed with is kept with it and does not change any more. Two officers, or the assembly, approve it afterwards.
sharing-post = Write into the book
sharing-pay = Pay { $amount } to { $name }
sharing-no-scheme = No sharing scheme for sales has been adopted by the assembly.
sharing-incomplete = Step { $step } of the scheme is not complete.
sharing-too-much = Step { $step } takes more than remains.
sharing-no-base = Step { $step }: no base of the split. Nobody has days or shares in this period.
sharing-left-over = { $amount } is left over: no step takes the rest.
sharing-amounts = The amounts cannot be added up: one currency for a sharing.

statement-open = Statement of the member
statement-title = Statement: { $name }
statement-shares = Shares
statement-shares-of = { $paid } paid up of { $subscribed } subscribed
statement-saved = Savings (VSLA)
statement-shared = Sharing
statement-paid-of = { $paid } paid of { $due }
statement-empty = Nothing is noted for this person yet.
statement-signed-by-member = The member
statement-signed-by-office = For the organisation

price-too-low = Open a case: price too low
price-facts = Sold at { $ratio } of the reference price.

change-title = Change money
change-gives = What leaves the box
change-takes = What comes in
change-currency = Currency
change-same = Choose two different currencies.
change-off = The published rate is { $rate }. This is far from it: check both amounts.

cash-closed = This month is closed: nothing more goes into it.
cash-closed-month = This month is closed. Date the operation in an open month, or ask for it to be opened again.
cash-close = Close this month
cash-close-why = Count the box first. Once closed, this month takes no more operations.
cash-uncounted = Not counted yet since the last operation: { $boxes }
cash-reopen = Open this month again
cash-reopen-why = Say why; the reason stays readable.
cash-waits = This amount needs the approval of a second person.
cash-approve = Approve
cash-approved = Approved: { $offices }
done-approve-other = Whoever entered an operation does not approve it: ask somebody else.
done-kept-elsewhere = Another device keeps this box. Ask for it to be handed over first.

custody-here = Who keeps the box?
custody-here-yes = This device keeps it; others do not write without a hand-over
custody-keeper = { $box }: kept by { $name }
custody-box = { $name } keeps this box. Enter the operation there, or ask for a hand-over.
custody-parcel = { $name } keeps this parcel. Enter the sale there, or ask for a hand-over.
custody-give = Hand over to another device
custody-receive = Confirm receipt
custody-from = Handed over by { $name }. Count or weigh, then write what you received.
due-approve = To approve: { $book }
due-over = Paid too much: { $name }, { $amount }. Note who owes it
due-waiting = { $count ->
    [one] { NUMBER($count) } operation
   *[other] { NUMBER($count) } operations
}

together = Fill in for everybody: { $what }
together-title = Fill in for everybody
together-day = Day
together-other = Go to this day

bank-title = Reconcile the account
bank-lines = Statement lines without an operation
bank-lines-none = All lines of the statement have their operation.
bank-no-entry = No operation of the book has this amount: enter it in the cash book first.
bank-not-yet = Not yet
bank-match = Reconcile
bank-add = Add a line of a statement
bank-entries = Operations without a statement line
bank-entries-none = All operations of the account have their line.
due-bank = To reconcile: { $name }
due-visit = Site to visit: { $name }
due-reimburse = Shares to reimburse: { $name }
home-clock-ahead = The clock of this device is ahead ({ $days }), as the hub said on { $seen }. Set it, then exchange: days entered here are wrong.
home-clock-behind = The clock of this device is behind ({ $days }), as the hub said on { $seen }. Set it, then exchange: days entered here are wrong.
home-clock-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
sheet-foretold = Check first. If you save it like this, this is to be looked at:
sheet-anyway = It is right as it is: save
due-receive = Enter the arrival of { $amount } ({ $book })
due-asked = The province asks for a photo or the mother’s name: { $name }
due-exchange = Exchange with the centre
due-loan = Loan overdue: { $name }, { $amount }
due-cards = { $count ->
    [one] { NUMBER($count) } card ends this quarter
   *[other] { NUMBER($count) } cards end this quarter
}
due-never-visited = never visited
due-correction = Correction overdue: { $name }
due-accounts = Accounts to lay before an assembly: { $name }
due-agreed = Agreed with the facilitator: { $what }
due-report = To hand in: { $report } · { $name }
due-silence = The authority has not answered: { $name }
due-recognition = Recognition to renew: { $name }
due-agreement = The sales agreement ends: { $name }
due-certificate = The certificate ends: { $name }
due-acknowledge = Acknowledge the case: { $name }
claims-agreement = Enter the agreement about land
observed-case = Open a case “child labour”
observed-facts = { $minors } minors seen at work on { $day }.
due-answer = Answer the case: { $name }

share-out-title = Share-out at the end of the cycle
share-out-fund = Fund to share out
share-out-social = Social fund, not shared out
share-out-member = Member
share-out-shares = Shares
share-out-gets = Gets
share-out-owes = Still owes
share-out-why = Everybody gets by their shares. The share-out closes the cycle; later meetings need a new group.
share-out-do = Share out and close the cycle
share-out-done = This cycle is closed already.
share-out-lent = { $amount } are still lent. Loans are paid back before the share-out.
share-out-nobody = Nobody has shares in this cycle.

surplus-title = Allocate the surplus
surplus-from = Financial year, from
surplus-amount = Surplus to allocate
surplus-result = By the books the year leaves { $amount }. Leave this empty to allocate that amount.
surplus-nothing = There is nothing to allocate in this year.
surplus-no-scheme = The assembly has adopted no scheme for the surplus.

paid-in-shares = Take in shares
paid-in-units = Take in a subscription
paid-in-left = This person has left the organisation and pays nothing in any more.
sharing-cancel = Cancel this sharing and its operation
surplus-before = The surplus of these days is allocated already. Cancel that distribution first, or choose other days.
paid-in-price = { $name } · { $price } each
paid-in-no-price = { $name }
paid-in-price-first = What a share is worth is not known: it stands in the statutes the assembly adopted.

assembly-majorities = More than the simple majority: { $what }.
assembly-open = Open the sitting: freeze the electoral roll
election-install = { $count ->
    [one] Note the mandate of the person elected
   *[other] Note the mandates of the { NUMBER($count) } persons elected
}
strike-title = A wrong line: { $name }
strike-step = Strike out a wrong line
sheet-closed = What was signed or adopted is not changed here any more: make a new version.
done-locked = This was signed or adopted and is not changed any more. Make a new version.
training-void = This session was made void: it no longer counts.

# Cards to renew together.

renewals-title = Cards to renew
renewals-why = Tick the cards that are asked for together: one list, one receipt.
renewals-until = Cards that end before { $day }
renewals-other = Until { $day }
renewals-none = No card ends by then.
renewals-card = Card
renewals-ends = Ends on
renewals-ask = Note the request
renewals-asked-on = Asked for on
renewals-receipt = Receipt no.
renewals-choose = Tick at least one card.
renewals-day = Write the day of the request. It cannot be in the future.
renewals-receipt-long = This number is too long.
renewals-fee = { $what }: { $count } × { $fee } = { $amount }
renewals-asked = Asked for, not received yet
renewals-asked-why = When the new card comes, register it: this one leaves the list. If nothing comes, open the card and note another request.

# Offers and prices.

offers-why = An offer of { $amount } is better. Say why it is not taken.
offers-too-low = Open a case: offer too low by { $name }
offers-facts = { $parcel }: { $price }, reference price { $reference } per carat or gram, that is { $ratio }.
offers-best = Best offer: { $amount }.

## Who approves a sharing

scheme-no-assembly = “{ $name }”: not adopted yet. Say which assembly adopts it.
scheme-not-valid = “{ $name }”: the assembly that adopts it does not count ({ $validity }).
scheme-not-decided = “{ $name }”: the assembly that is named did not vote this sharing rule.
scheme-from = “{ $name }”: holds from { $day }.
sharing-two-approve = Two other persons approve this sharing, each signed in under their own name, or else the assembly. A signature on paper is not enough.
sharing-assembly-alone = Only the assembly approves how a surplus is allocated: a valid assembly, with a resolution “Allocate the surplus”.
sharing-not-decided = The assembly that is named does not count: it is not valid, or did not vote this sharing.
done-approve-computed = Whoever computed a sharing does not approve it: ask somebody else.
done-approve-again = You have approved already, or your office has: somebody else approves.
due-approve-sharing = Sharing

## Where the money of a sale came in

sharing-receives = Name of whoever receives
done-two-places = Noted. This person is noted elsewhere on that day: look at it again.
done-pay-withheld = Something to be looked at is about this person (two records, age or nationality): decide it before paying them.
done-pay-overdrawn = The box is overdrawn already (“to be looked at”): count it, enter the missing income or reverse, then pay.
share-out-blocked = Something to be looked at is about the meetings of this group: decide it before sharing out.
done-sharing-blocked = Something “To look at” is about this sharing or its sale: decide it before anybody is paid.
done-sharing-who = Write the name of whoever receives this money.
sharing-signature = Picture of the signature or thumb (optional)
done-sharing-picture = The picture cannot be read: take another one. Nothing was paid.
done-sharing-changed = The sale is no longer worth what was computed: cancel this sharing and compute it again.
done-sharing-debt-unknown = The buyer kept back more than the book owes. First enter in the cash book the advance they had given.

## What the cash book does not take

cash-on-credit = On credit, paid later
cash-on-credit-not = Only a purchase is made on credit: choose where the money lies.
cash-at-most = Only { $amount } is left under this heading. Check the amount and the person.
cash-once = This person has paid this fee already.
cash-assembly = Decided by the assembly
cash-assembly-why = To be said for a loan, community spending or a loss.
cash-decided-by = A valid assembly decides about a loan, community spending or a loss: choose it.
cash-nobody = None

## Written in the cash book from the page of a document

cash-from-document = This operation begins on a page: of the membership, the pre-financing, the programme or the asset.
paid-out-receive = Take in this advance
paid-out-repay = Pay back this advance
paid-out-reimburse = Pay back the shares
paid-out-exit = Give back a subscription
paid-out-buy = Enter the purchase in the cash book
paid-out-what = What was bought
paid-out-owed = { $name } · still owed: { $amount }
returns-title = Pay a return
returns-why = What the programme earned is shared among those who still have money in it, by what each has. Each gets a receipt.
returns-by-scheme = What the programme earned is shared as the assembly adopted:
returns-amount = Amount to share
returns-nobody = Nobody has money in this programme.
returns-no-book = First open a cash book for this organisation.
returns-has = Invested: { $amount }
returns-gets = Receives
returns-pay = Pay and write the receipts

## What everybody has and owes

advances-title = Advances to pay back
advances-by = Who owes
advances-to = To whom
advances-partners = To be given back after a sharing was cancelled or corrected
advances-none = No advance to pay back.
statement-worth = Worth of the shares paid up
statement-invested = Investment: { $name }
statement-helped = Help received from the social fund
statement-loan = Loan to pay back (savings group)
statement-lent = Loan to pay back (cooperative)
statement-advance = Advance to pay back

## Several members at once

enrol = Enrol several members
enrol-title = Enrol members: { $name }
enrol-why = Tick the people of the register who become members. Those who are members already are not in the list.
enrol-nobody = Nobody to enrol here.
enrol-who = Who becomes a member
enrol-since = Admitted on
enrol-as = Category
enrol-each = Shares subscribed by each
enrol-founding = Founding members
enrol-send = Enrol
enrol-outside = Lives outside the area
enrol-choose = Tick at least one person.
enrol-day = Say on which day they were admitted, today at the latest.
enrol-category = Choose a category.
enrol-shares = Write the number of shares in figures, or leave it empty.

## Another box

further-title = Open another box
further-kind = What it is
further-which = Number or letters
further-which-why = What tells it from the others: a number or a few letters, like 2 or PIT.
further-which-named = What tells it from the others: a number or a few letters, like 2 or PIT. For a telephone: { $names }.
further-there = There is one of this name already.
count-other = Count: { $name }
share-out-book = The book of the group counts { $book } of shares, the meetings { $meetings }. First complete the book.

sharing-cancel-paid = Cancel this sharing: the other was paid first. What was paid here becomes an advance
sharing-owes-back = { $name } has to give back { $amount }: the other sharing was paid first.
sharing-gives-back = { $name } gives back { $amount }
sharing-over = { $name } got { $amount } more than their part.
sharing-note = Note as owed
sharing-owes-more = { $name } has to give back { $amount }: more than the corrected part.
sharing-keep = Keep back from the part
sharing-keep-advance = Keep back the advance, { $amount }, and pay { $rest }
sharing-keep-debt = Keep back { $amount } that { $name } owes, and pay { $rest }
sharing-keep-nothing = Keep back nothing
sharing-adjust = Make an adjusting distribution
sharing-is-adjusted = There is an adjusting distribution. What is left to pay is paid there.
adjust-why = The sharing that was paid does not change. It is computed again with what is right now, and only the differences are kept.
adjust-same = Nobody gets more or less than before.
adjust-not-one-sale = This sharing is not of one sale with its days: it cannot be computed again.
adjust-who = For whom
adjust-was = Due already
adjust-is = Due now
adjust-difference = Difference

# What the country says above a form.

privacy-title = Read this out to the person before writing
privacy-kept = What is written is kept for { $years } after you leave.
country-unverified = { $text } (to be confirmed in the country)
sharing-models = Begin with a model
sharing-models-why = The rates of the model are examples: change them, then the assembly votes.
procedure-decides = Who decides: { $who } (level: { $level }).
procedure-answer = Answer expected within { $days }.
training-untaught = Name a trainer: somebody registered, or somebody from outside.
cash-activity = For the activity
cash-activity-why = The activity of the action plan that this money pays for, if there is one.
offers-say-why = Say why the best offer was not taken
procedure-fee = Fee: { $amount }. Ask for a receipt.
procedure-fees = What is paid
procedure-fee-of = { $what }: { $amount }
procedure-pay = Note { $amount } paid today
procedure-receipt = Receipt no.
procedure-paid = Fee paid: { $amount }.
procedure-above = Paid as official fees: { $amount }. The fee is { $fee }. What is taken beyond it is noted as not official.
report-month = { $report } ({ $month })
report-quarter = { $report } (quarter to { $month })
report-year = { $report } (year to { $month })
report-owed = To hand in: { $report }, to { $who }, by { $day }.
report-note = Note as handed in: { $report }

# What the hub holds.

held-title = Held at the centre
held-why = Somebody wrote on a device whose rights had ended. Nothing is lost: the centre keeps what was entered, but it does not count yet.
held-when = Written on { $first }; known here since { $known }.
held-when-between = Written between { $first } and { $last }; known here since { $known }.
held-document = { $kind }: { $name }
held-elsewhere = { $kind }: only the centre has what it says
held-next = The province decides whether it counts. Tell it what you know.
held-counts = Decided on { $when }: it counts.
held-discarded = Decided on { $when }: it does not count. What is true, enter again here.
held-before = Held at the centre, then decided
held-here = The centre ended the rights of this device; it said so on { $when }. What was entered here stays here and goes to the centre, which holds it. To go on working, ask the province for a new invitation.
held-here-next = The province decides whether it counts. This device does not learn it: ask the province, or look at “To look at” on another device of the site.
