# What a coordinator reads at a site.

way-home = Home
way-persons = Miners
way-exchange = Exchange
way-users = Users

badge-up-to-date = Up to date
badge-to-send = { NUMBER($count) } to send
badge-attention = { NUMBER($count) } to check
badge-old = Old exchange

done-saved = Saved on this device.
done-unchanged = Nothing changed.
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
home-persons = { $count ->
    [one] miner
   *[other] miners
}
home-trainings = { $count ->
    [one] training
   *[other] trainings
}
home-operations = { $count ->
    [one] cash operation
   *[other] cash operations
}
home-review = to look at

# Drafts.

drafts = Begun and not saved
draft-nameless = No name
draft-discard = Discard
draft-kept = Draft kept on this device.

# Miners.

persons-title = Miners
persons-search = Name, number, telephone
persons-count = { $count ->
    [one] { $count } person
   *[other] { NUMBER($count) } persons
}
persons-empty = Nobody is registered here yet.
persons-none = Nobody answers to “{ $search }”.
person-register = Register a person
person-register-this = Register “{ $name }”
person-new-title = New person
person-differing = Two different things were entered. Neither is lost. Choose with “Edit”, or ask the province.
person-trainings = Trainings attended
person-no-training = None so far.
days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
alike-title = Is this the same person?
alike-why = Somebody here looks like the person you are registering. Twins are two persons.
alike-score = likeness { $count } of 100
alike-differs = differs
alike-same = It is this person
alike-different = It is somebody else: register

# The history of a field.

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

# Exchange.

exchange-title = Exchange with the centre
exchange-last = Last exchange: { $when } ({ $ago }).
exchange-trouble = The centre cannot be reached right now. You can go on working; the program tries again by itself.
exchange-words = “Saved here”: on the disk of this device. “Safe at the centre”: on the disk of the centre too. “Accepted”: with everybody, for good.
exchange-now = Exchange now

# To look at.

way-review = To look at
review-title = To look at
review-empty = Nothing to look at. Everything agrees.
review-why = Two different things were entered, or something does not agree. Nothing is lost. Choose, or ask the province.
review-apart = “{ $field }” was entered differently on two devices.
review-choose = Which is right?
review-keep-value = Keep this
review-same-person = Is this the same person?
review-score = Likeness { $score } of 100. Twins are two persons.
review-keep-person = The same person: keep this record
review-different = They are two persons
review-below-zero = The cash box would hold { $amount } on { $day }: an income is missing, or an amount is wrong. A reversing operation corrects it; nothing is erased.
review-explained = Explained
review-receipt = Receipt { $number } was given twice.
review-alias = Keep both, the second with “-B”
review-text = Explanation
done-elsewhere = Somebody decided already, or everything agrees again.
done-choose = Choose first, or write the explanation.

# Trainings.

way-trainings = Trainings
trainings-title = Trainings
trainings-empty = No training is noted here yet.
training-plan = Note a training
training-new-title = New training
training-roster = Attendance
training-days = Days of the training
training-there = { $count ->
    [one] { $count } person present
   *[other] { NUMBER($count) } persons present
}
training-nobody = Nobody is on the list yet. Search for a name below.
training-present = Present
training-absent = Absent
training-all = Everybody present
training-add = Add to the list

# The other registers.

way-documents = Other registers
kinds-title = Other registers
kind-new = Add
kind-new-title = { $kind }: a new record
kind-empty = There is nothing here yet.

# The cash.

way-cash = Cash
cash-title = Cash books
cash-open = Open a cash book
cash-open-why = A cash book belongs to an organisation. First count what is in the box.
cash-open-there = This organisation has a cash book of this name already.
cash-usual-book = Cash
cash-held = In the box today, in { $currency }
cash-empty = No cash book has been opened here yet.
cash-no-money = Nothing has passed through it yet.
cash-month-empty = No operation this month.
cash-in = Money in
cash-out = Money out
cash-where = Where is the money?
cash-who = Say who it is: a registered person.
cash-nothing = The amount must be more than zero.
cash-future = This day has not come yet.
cash-short = According to the book there is only { $held }. Perhaps an income has not been entered yet.
cash-anyway = Save anyway
cash-taken-back = Taken back by a contrary operation.
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
count-list = Counts
count-difference = difference { $amount }
count-agrees = agrees with the book
count-note = Note the difference
done-organisation-first = First register the organisation the cash book belongs to.

training-edit = Edit or cancel
training-others = Other listeners
training-others-now = { $count ->
    [one] { $count } other listener
   *[other] { NUMBER($count) } other listeners
}
training-others-own = Counted on this device
training-others-help = Visitors who are not registered. Write how many this device counted; other devices count theirs.
training-scores = Scores before and after
training-before = Before
training-after = After
training-scores-help = From 0 to 100.
training-score-bad = “{ $text }” is not a score from 0 to 100.
training-cancelled = This training is cancelled.
done-number = Write a number in digits.
