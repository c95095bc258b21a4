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
