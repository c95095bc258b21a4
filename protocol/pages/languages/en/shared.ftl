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

# The frame.

language-name = English
skip-to-content = Skip to content
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
