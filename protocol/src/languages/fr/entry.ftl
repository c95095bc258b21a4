# Ce qui est dit de ce qu’on saisit, et les nombres.

finding-missing = À remplir.
finding-bad-form = Cette écriture n’est pas comprise.
finding-too-short = Au moins { $first } caractères.
finding-too-long = Au plus { $first } caractères.
finding-out-of-range = Entre { $first } et { $second }.
finding-not-in-list = Ce choix n’existe pas dans ce pays.
finding-too-many-bytes = Le fichier dépasse { $first } octets.
finding-before = Cette date vient avant « { $first } ».
finding-in-future = Ce jour n’est pas encore venu.
finding-negative = Pas moins que zéro.
finding-nothing = Plus que zéro.
finding-too-early = Ce jour est avant l’an 2000.
finding-contradicts = Ce qui est saisi se contredit.
yes = Oui
no = Non
number-group = { " " }
number-point = { "," }

theme-people = Personnes
theme-organisation = Organisation et gouvernance
theme-recognition = Reconnaissance et titres
theme-training = Formation, alphabétisation, genre
theme-plans = Plans, revenus, investissements
theme-money = Argent, épargne, partage
theme-production = Production et marchés
theme-sites = Sites et normes
theme-cases = Cas et accidents
theme-program = Programme informatique
