# Ce que disent les pages des sites et des bureaux.

# Dates et nombres.

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre
date-day = { $day ->
    [1] 1er
   *[other] { $day }
} { $month } { $year }
date-month = { $month } { $year }
date-about = vers { $year }
date-moment = { $day } à { $time }
date-unknown = date inconnue
ago-now = à l’instant
ago-minutes = il y a { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
ago-hours = il y a { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}
ago-days = il y a { $count ->
    [one] { $count } jour
   *[other] { NUMBER($count) } jours
}
bytes = { $count } octets
kilobytes = { NUMBER($count) } Ko

# Le cadre.

language-name = Français
skip-to-content = Aller au contenu
menu = Menu
ways = Pages
waiting-here = { $count } à traiter
sign-in = Entrer
sign-out = Sortir
search = Chercher
save = Enregistrer
cancel = Annuler
edit = Modifier
back-home = Revenir à l’accueil
page-before = Page précédente
page-after = Page suivante

# Les formulaires.

edit-title = Modifier { $name }
form-optional = facultatif
form-more = Autres renseignements
form-one-more = Ajouter
form-several = Valeurs saisies en même temps : { $values }
form-which = { $count } personnes ou choses s’appellent ainsi. Choisissez laquelle.
form-not-written = Ce renseignement ne peut pas être enregistré.
form-faults = { $count ->
    [one] Un renseignement est à corriger. Rien n’est perdu.
   *[other] { $count } renseignements sont à corriger. Rien n’est perdu.
}
form-meanwhile = Quelqu’un a saisi « { $value } » pendant que vous écriviez. Enregistrez encore une fois pour garder votre saisie.

# Quand une page ne peut pas être montrée.

fault-title = Cette page ne peut pas être montrée
fault-not-found = Il n’y a rien à cette adresse. Vérifiez l’adresse ou revenez à l’accueil.
fault-foreign = Ce formulaire ne vient pas d’une page de ce programme. Ouvrez la page et recommencez.
fault-not-allowed = Votre fonction ne permet pas cela. Demandez au coordonnateur.
fault-disk-full = Le disque est plein. Libérez de la place et recommencez ; rien de ce qui était enregistré n’est perdu.
fault-read-only = Rien ne peut être écrit sur ce disque. Prévenez la personne qui s’occupe de l’appareil.
fault-program = Le programme n’a pas pu répondre. Rien de ce qui était enregistré n’est perdu. Recommencez ; si cela continue, prévenez votre province.

amount-words = { $whole } { $currency }
amount-words-part = { $whole } { $currency } et { $part }
print = Imprimer
