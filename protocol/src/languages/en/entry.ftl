# What is said of what is entered, and numbers.

finding-missing = Please fill this in.
finding-bad-form = This is not understood as written.
finding-too-short = At least { $first } characters.
finding-too-long = At most { $first } characters.
finding-out-of-range = Between { $first } and { $second }.
finding-not-in-list = This choice does not exist in this country.
finding-too-many-bytes = The file has more than { $first } bytes.
finding-before = This date comes before “{ $first }”.
finding-in-future = This day has not come yet.
finding-negative = Not less than zero.
finding-nothing = More than zero.
finding-too-early = This day is before the year 2000.
finding-contradicts = What was entered contradicts itself.
yes = Yes
no = No
number-group = { "," }
number-point = { "." }

theme-people = People
theme-organisation = Organisation and governance
theme-recognition = Recognition and licences
theme-training = Trainings, literacy, gender
theme-plans = Plans, incomes, investments
theme-money = Money, savings, sharing
theme-production = Production and markets
theme-sites = Sites and standards
theme-cases = Cases and accidents
theme-program = The program itself
