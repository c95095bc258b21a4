# « Ce que dit le pays » : les règles que le programme applique, et sur quoi chacune repose.

country-title = Ce que dit le pays
country-why = Les règles que le programme applique ici ({ $country }), et sur quoi chacune repose. Si vous connaissez un texte qui dit autre chose, signalez-le au bureau national.
country-made-so = Ce qui ne porte aucune mention tient à la façon dont le programme est fait.
country-read = { $count ->
    [one] { $count } indication repose sur un texte ou une page lue
   *[other] { NUMBER($count) } indications reposent sur un texte ou une page lue
}
country-chosen = { $count ->
    [one] { $count } est un choix de ce programme, à régler avec les coopératives
   *[other] { NUMBER($count) } sont des choix de ce programme, à régler avec les coopératives
}
country-unverified-many = { $count ->
    [one] { $count } est mise par défaut, non vérifiée
   *[other] { NUMBER($count) } sont mises par défaut, non vérifiées
}
country-of-read = { NUMBER($count) } sur une source lue
country-of-chosen = { $count ->
    [one] { $count } choix du programme
   *[other] { NUMBER($count) } choix du programme
}
country-of-default = { NUMBER($count) } par défaut
country-default = par défaut, non vérifié
country-at = { $source }, art. { $place }
country-unfold = Tout déplier
country-fold = Tout replier
country-list = Voir la liste
country-sources = Sources
country-cited = { $count ->
    [one] { $count } indication
   *[other] { NUMBER($count) } indications
}
country-optional = { $part } (facultatif)
country-endless = Sans limite de durée
months = { $count ->
    [one] { $count } mois
   *[other] { $count } mois
}
hours = { $count ->
    [one] { $count } heure
   *[other] { $count } heures
}

country-areas = Lieux
country-people = Personnes
country-forms = Formes juridiques
country-recognition = Chemin de la reconnaissance
country-licences = Cartes et titres
country-limits = Seuils
country-sharing = Modèles de partage
country-accounts = Comptes et opérations
country-money = Monnaies
country-goods = Minerais, mesures et prix
country-standards = Normes
country-trainings = Formations
country-cases = Cas et plaintes
country-reports = Rapports à remettre
country-privacy = Vie privée

country-adult-age = Peut être membre à partir de
country-auxiliary-age = Peut être auxiliaire (vendre à manger, tenir les livres, monter la garde) à partir de
country-membership = Membre de deux organisations de même sorte
country-exclusive = Personne ne peut l’être
country-not-exclusive = C’est permis
country-nationality = Nationalité de qui creuse
country-names = Parties du nom
country-languages = Langues parlées

country-organ = Organe de gestion
country-single = Fonctions qu’une seule personne tient à la fois
country-members-min = Membres au moins
country-notice = Entre la convocation et l’assemblée
country-notice-none = Aucun délai
country-quorum-constitutive = Quorum de l’assemblée constitutive
country-quorum = Quorum des autres assemblées
country-quorum-second = Quorum à la seconde convocation
country-proxies = Absents qu’un présent représente au plus
country-majorities = Majorité qu’il faut
country-majority-others = Toutes les autres décisions
country-management = Membres de l’organe de gestion
country-supervision = Organe de surveillance
country-size = De { $least } à { $most }
country-size-grown = Jusqu’à { $most } à partir de { $from } membres
country-term = Durée des mandats, sauf autre règle des statuts

country-services = Services et organismes
country-stage = Étape atteinte
country-decides = Qui décide
country-level = Niveau
country-documents = Pièces du dossier
country-fee = Ce qui se paie
country-fee-unknown = Montant inconnu
country-terms = Comment cela se paie
country-answer = Réponse attendue en
country-answer-none = Aucun délai connu
country-silence = Si l’autorité ne répond pas
country-silence-nothing = Cela ne vaut ni accord ni refus : il faut relancer
country-silence-granted = Cela vaut accord
country-silence-refused = Cela vaut refus
country-validity = Valable
country-renewal = À renouveler avant la fin

country-holders = Titulaire
country-needed-by = Qui en a besoin
country-required-of = Qui doit en avoir un (une organisation, une fois coopérative reconnue)
country-area = Surface au plus
country-reminders = Rappels
country-reminder-days = { $days } jours avant la fin

country-steps = Qui reçoit, dans l’ordre
country-step = { $to } : { $how }, au compte « { $account } »
country-rates = Taux de départ

country-chart = Plan comptable
country-chart-own = Comptes que le programme y ajoute
country-money-lies = L’argent se trouve sur
country-operations = Opérations de caisse
country-fiscal = Début de l’exercice
country-day = { $day ->
    [one] 1er { $month }
   *[other] { $day } { $month }
}
country-pieces = Billets et pièces
country-approval = Une personne seule paie au plus
country-mobile-money = Argent sur téléphone

country-minerals = Minerais
country-prices = Catégories de prix

country-criteria = Normes et critères
country-criteria-of = { $count ->
    [one] { $count } critère
   *[other] { $count } critères
}
country-standard = { $criteria } ; il faut { $mark } des points, et tous les critères de base
country-courses = Cours du catalogue
country-course-valid = { $course }, valable { $months }

country-refer = À qui on peut le transmettre
country-ack = Accusé de réception en
country-first-answer = Première réponse en

country-report-who = Qui le doit
country-report-after = Dû à partir de
country-every-organisation = Toutes les organisations
country-report-to = À qui
country-every = Rythme
country-every-month = Chaque mois
country-every-quarter = Chaque trimestre
country-every-year = Chaque exercice
country-due = À remettre
country-due-within = Dans les { $days } après la fin de la période
country-contents = Ce qui y figure

country-read-out = Lu à la personne avant d’écrire
country-law = Sur quoi cela repose
country-complain = Où se plaindre
country-kept = Gardé après que la personne a quitté sa dernière organisation

limit-group = Une organisation de moins de { $value } membres actifs est signalée.
limit-alike = Deux organisations de noms semblables qui ont en commun au moins { $value } des membres de la plus petite sont à comparer : c’est peut-être la même.
limit-trained = Avant l’assemblée constitutive au moins { $value } des fondateurs, et ensuite des élus, sont formés en gouvernance et en résolution des conflits.
limit-filing = Des statuts adoptés se déposent au registre au plus { $value } après l’assemblée.
limit-general-reserve = La réserve générale reçoit d’abord au moins { $value } de l’excédent de l’année.
limit-training-reserve = La réserve pour la formation reçoit ensuite au moins { $value } de l’excédent de l’année.
limit-optional-reserves = Les réserves facultatives reçoivent au plus { $value } de l’excédent de l’année.
limit-share-interest = Les parts versées ne rapportent pas plus de { $value } d’intérêt par an.
limit-fair-price = Un prix de vente inférieur à { $value } du prix de référence est signalé.
limit-offers = Une vente d’un colis qui a reçu moins de { $value } offres est signalée.
limit-tolerance = Deux pesées du même colis peuvent différer de { $value } du poids.
limit-tolerance-stones = Pour des pierres, deux pesées peuvent toujours différer de { $value }.
limit-tolerance-gold = Pour de l’or, deux pesées peuvent toujours différer de { $value }.
limit-rate = Un change qui s’écarte de plus de { $value } du cours publié est signalé.
limit-transit = L’argent sorti d’une caisse ou d’une banque et qui n’est pas arrivé dans une autre au bout de { $value } est signalé.
limit-unreconciled = Une opération de banque qui attend son relevé depuis plus de { $value } est rappelée.
limit-late-entry = Une écriture faite plus de { $value } après l’événement est signalée.
limit-savers-min = Un groupe d’épargne de moins de { $value } membres est signalé.
limit-savers-max = Un groupe d’épargne de plus de { $value } membres est signalé.
limit-loan-multiple = Dans un groupe d’épargne, on emprunte au plus { $value } fois ce qu’on a épargné, sauf autre règle du groupe.
limit-loan-months = Un prêt d’un groupe d’épargne se rembourse en { $value } au plus, sauf autre règle du groupe.
limit-half-day = Une formation de { $value } ou moins compte pour une demi-journée.
limit-session = Une formation qui s’étend sur plus de { $value } est signalée.
limit-attendance = Une formation compte pour qui était là au moins { $value } de ses jours.
limit-near-site = Deux sites de noms semblables à { $value } ou moins l’un de l’autre sont à comparer : c’est peut-être le même.
limit-accuracy = Une position connue à plus de { $value } près est signalée.
limit-depth = Un puits de plus de { $value } de profondeur est signalé.
limit-site-visit = Un rappel vient pour un site sans visite depuis { $value }.
limit-standard-trained = Pour s’engager dans une norme, au moins { $value } des membres des organisations qui travaillent sur le site y ont été formés.
limit-standard-months = Pour s’engager dans une norme, on accède au site au moins { $value } par an.
limit-standard-pits = Pour s’engager dans une norme, un site a des puits en activité : { $value } au moins.
limit-case-ack = On accuse réception d’un cas en { $value }, sauf délai propre à sa sorte.
limit-case-answer = La première réponse à un cas vient en { $value }, sauf délai propre à sa sorte.
