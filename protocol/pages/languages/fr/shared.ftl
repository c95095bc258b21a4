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
megabytes = { $number } Mo
file-image = image, { $size }
file-pdf = PDF, { $size }
file-remove = retirer
file-open = Ouvrir { $what }
file-not-here = { $what } : arrive au prochain échange avec le centre
file-kind = « { $name } » n’est ni une image (JPEG, PNG) ni un PDF. Photographiez le papier, ou enregistrez-le en PDF, et choisissez ce fichier.
file-damaged = « { $name } » est abîmé et ne peut être lu. Prenez la photo de nouveau, ou choisissez un autre fichier.
file-large = « { $name } » fait { $size } ; un PDF a au plus { $most }. Photographiez la page, ou enregistrez le PDF en plus petit.

# Le cadre.

language-name = Français
skip-to-content = Aller au contenu
demo-data = Données de démonstration : rien de ce qui est écrit ici n’est vrai.
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

# Les registres, aux sites et dans les bureaux.

way-persons = Exploitants
done-saved = Enregistré sur cet appareil.
done-unchanged = Rien n’a changé.
persons-title = Exploitants
persons-search = Nom, numéro, téléphone
persons-count = { $count ->
    [one] { $count } personne
   *[other] { NUMBER($count) } personnes
}
persons-empty = Personne n’est encore enregistré ici.
persons-none = Personne ne répond à « { $search } ».
person-differing = Deux informations différentes ont été saisies. Aucune n’est perdue. Choisissez avec « Modifier », ou demandez à la province.
person-trainings = Formations suivies
person-no-training = Aucune pour l’instant.
days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
years = { $count ->
    [one] { $count } an
   *[other] { $count } ans
}
area-level = Sorte de lieu
alike-differs = différent
history-steps = { $count ->
    [one] { $count } saisie
   *[other] { $count } saisies
}
history-by = par { $name }, sur { $device }
history-on = sur { $device }
history-by-hub = par le centre
history-other-device = un autre appareil
history-removed = « { $what } » retiré
history-cleared = effacé
state-here = Enregistré ici
state-safe = En sûreté au centre
state-accepted = Accepté
state-attention = Demande attention
way-review = À revoir
review-title = À revoir
review-empty = Rien à revoir. Tout s’accorde.
review-why = Deux informations différentes ont été saisies, ou quelque chose ne s’accorde pas. Rien n’est perdu. Choisissez, ou demandez à la province.
review-apart = « { $field } » a été saisi différemment sur deux appareils.
review-choose = Laquelle est juste ?
review-sign = Signer ce résultat
review-signed = Signé par { $who } ({ $function }) : { $value }
review-unsigned = Il manque encore la signature de : { $who }
review-signed-apart = Les signatures ne portent pas sur le même résultat : mettez-vous d’accord, et signez de nouveau.
review-keep-value = Garder cette information
review-same-person = Est-ce la même personne ?
review-score = Ressemblance { $score } sur 100. Des jumeaux sont deux personnes.
review-keep-person = La même personne : garder cette fiche
review-different = Ce sont deux personnes
review-below-zero = La caisse serait à { $amount } le { $day } : il manque une entrée, ou un montant est faux. Une opération contraire corrige ; rien n’est effacé.
review-explained = Expliqué
review-receipt = Le reçu { $number } a été donné deux fois.
review-alias = Garder les deux, le second avec « -B »
review-ask = Pas sûr : demander au site une photo ou le nom de la mère
review-asked = Demandé au site : photo ou nom de la mère ({ $when } · { $who })
review-text = Explication
erased-title = Personne effacée
erased-why = Cette personne a été effacée : son nom, ses images et tout ce qui était noté d’elle sont partis d’ici, et partent de chaque appareil à son prochain échange.
erased-left = Restent les livres et les registres. Ils ne disent d’elle que ce numéro :
done-elsewhere = Quelqu’un a déjà décidé, ou tout s’accorde à nouveau.
done-choose = Choisissez d’abord, ou écrivez l’explication.
way-trainings = Formations
trainings-title = Formations
trainings-empty = Aucune formation n’est encore notée ici.
training-roster = Présences
training-days = Jours de la formation
training-there = { $count ->
    [one] { $count } personne présente
   *[other] { NUMBER($count) } personnes présentes
}
training-nobody = Personne n’est encore sur la liste. Cherchez un nom ci-dessous.
training-present = Présent
training-absent = Absent
cash-no-money = Rien n’y est encore passé.
cash-month-empty = Aucune opération ce mois-ci.
cash-taken-back = Opération annulée par une opération contraire.
count-list = Comptages
count-difference = écart { $amount }
count-agrees = d’accord avec le livre
training-others-now = { $count ->
    [one] { $count } autre auditeur
   *[other] { NUMBER($count) } autres auditeurs
}
training-cancelled = Cette formation est annulée.
way-users = Utilisateurs
home-persons = { $count ->
    [one] exploitant
   *[other] exploitants
}
home-trainings = { $count ->
    [one] formation
   *[other] formations
}
home-review = à revoir

# Les fichiers qui sortent.

export-what = Contenu
export-of = Lieu
export-day = Fait le
export-as-of = Jusqu’à l’entrée nationale
export-complete = Complétude
export-rows = Lignes
export-by = Par
export-program = Programme
export-sheet-data = Données
export-sheet-metadata = Métadonnées
export-sheet-codes = Codes
export-sheet-read-me = Lisez-moi
export-column = Colonne
export-column-label = Libellé
export-column-about = Sens
export-column-type = Type
export-list = Liste
export-code = Code
export-read-1 = La feuille « Données » porte une ligne par document ou par écriture ; la première ligne nomme les colonnes.
export-read-2 = La feuille « Métadonnées » dit ce que veut dire chaque colonne, la feuille « Codes » ce que veut dire chaque code.
export-read-3 = Les montants sont des nombres dans la monnaie de la colonne voisine. Une cellule vide : non renseigné.
export-read-4 = Ces données parlent de personnes. Ne les donnez à personne dont ce n’est pas la tâche.

# Plis : l’échange sans réseau.

bundle-write = Préparer un pli
bundle-read = Lire le pli
bundle-file = Fichiers reçus
bundle-file-help = Ils se terminent par .lisanga. S’il y en a plusieurs, choisissez-les tous.
bundle-none = Choisissez un fichier qui se termine par .lisanga.
bundle-again = Ce pli du { $made } a déjà été lu le { $again } ; rien ne manque.
bundle-more-parts = C’était la partie { $part } sur { $parts } : lisez maintenant la suivante.
bundle-other = Ce fichier n’est pas un pli. Choisissez un fichier qui se termine par .lisanga.
bundle-newer = Un programme plus récent a fait ce pli. Mettez celui-ci à jour, puis lisez-le de nouveau.
bundle-for-another = Ce pli est pour un autre appareil : il ne s’ouvre que là-bas. Rien n’a été lu.
bundle-damaged = Ce fichier est coupé ou abîmé. Copiez-le de nouveau depuis l’appareil qui l’a fait.
bundle-dataset = Ce pli appartient aux données d’un autre pays. Rien n’a été lu.
bundle-unwritable = Un pli ne peut pas être écrit pour cet appareil.
bundle-old-hub = Ce pli vient d’une copie plus ancienne du centre. Rien n’a été lu ; prévenez le siège.
bundle-wrong-hub = Ce pli ne vient pas du centre de ce site. Rien n’a été lu.
bundle-gap = Il manque ici quelque chose qui vient avant ce pli. Préparez un pli pour le centre, et lisez celui qui y répond.
bundle-nonsense = Ce que dit ce pli ne s’accorde pas avec ce qui est ici. Rien n’a été lu ; demandez-en un nouveau.
bundle-stranger = Ni le centre ni un appareil de ce site n’a écrit ce pli. Rien n’a été lu.
bundle-unknown = Ce pli ne vient pas d’un appareil que ce bureau reçoit. Remettez-le au bureau de sa province.
bundle-missing = La partie { $missing } sur { $parts } manque : lisez-la d’abord.
bundle-folder = Le dossier des plis ne peut être ni lu ni écrit. Vérifiez la place sur le disque.
done-bundle = Le pli est prêt : téléchargez-le, puis emportez-le.

related-begin = Commencer quelque chose à ce sujet
related-more = { $count ->
    [one] et un autre
   *[other] et { NUMBER($count) } autres
}
form-known = « { $name } » existe déjà ici. Ouvrez-le et complétez-le.

rule-not-adult = Âge à l’adhésion : { $two } ans. Un membre est majeur ; documentez l’âge, ou suspendez l’adhésion.
rule-not-national = Seul un national du pays peut creuser comme membre actif. Vérifiez la nationalité ; sinon le membre devient auxiliaire.
rule-two-memberships = Membre de deux organisations de même nature ({ $one }). Le membre choisit par écrit ; l’autre adhésion prend fin.
rule-two-holders = Deux personnes occupent la fonction « { $one } ». Elle est contestée jusqu’à ce qu’un des mandats prenne fin.
rule-assembly-doubtful = { $one } : { $two } pour { $three } requis. Ce que l’assemblée a décidé reste à confirmer.
rule-two-statutes = Deux versions ({ $one }) ont été adoptées le même jour ou portent le même numéro.
rule-paid-too-much = Payé { $one } de plus que dû. Le trop-perçu devient une avance, récupérée au prochain partage.
rule-entry-misplaced = Opération du { $two } : { $one }. Contre-passez-la et saisissez-la dans le premier mois ouvert.
rule-entry-closed = Entré dans un mois déjà clos : { $two } de plus. Cela compte maintenant dans { $three }, sous sa date. Regardez ; pour que cela compte dans le mois clos, clôturez avec ces opérations ou rouvrez le mois.
rule-entry-closed-waits = Entré dans un mois déjà clos : { $two } de plus. Cela comptera dans le prochain mois de ce livre. Regardez ; pour que cela compte dans le mois clos, clôturez avec ces opérations ou rouvrez le mois.
rule-days-changed = L’appel a changé depuis le calcul de ce partage ({ $two }) : d’autres jours ont été travaillés. Annulez et calculez de nouveau ; si c’est payé, faites un partage correctif.
rule-transfer-open = { $one } sont partis le { $two } et ne sont arrivés nulle part. Saisissez l’arrivée, ou déclarez la perte.
rule-sold-too-much = Il a été vendu, divisé ou réuni { $one } de plus que le colis ne pesait. L’une des ventes est peut-être saisie deux fois.
rule-shared-twice = Une vente est partagée deux fois. Gardez le partage payé d’abord ou approuvé, annulez l’autre ; ce qu’il a payé devient une avance.
rule-adjusted-twice = Un partage est corrigé deux fois. Gardez la correction payée d’abord ou approuvée, annulez l’autre.
rule-inputs-changed = Ce qui a été partagé ({ $two }) ne correspond plus aux ventes ({ $three }). Annulez et calculez de nouveau ; si c’est payé, faites un partage correctif.
rule-flow-gap = Fin { $one }, les colis pèsent { $two } de plus que ce qui a été pesé. Il manque des pesées.
rule-two-places = Présent en deux lieux le { $one }. Corrigez l’une des présences, ou notez une demi-journée.
rule-certificate-twice = Deux attestations pour le même module. La première reste, l’autre renvoie à elle.
rule-meeting-twice = Les écritures de la réunion ne s’accordent pas : { $path }. Le groupe relit les carnets, qui font foi.
rule-lent-too-much = Prêté au-delà de ce que la caisse contient ou de ce que l’épargne permet : { $one }. Plus de nouveau prêt.
rule-licence-twice = Le même numéro a deux titulaires, ou deux titres se chevauchent ({ $one }). L’autorité vérifie.
rule-organisation-twice = Peut-être la même organisation, enregistrée deux fois ; membres communs : { $one }.
rule-site-twice = Peut-être le même site : { $one } m les séparent.
rule-decided-apart = Les décisions sur ce dossier se contredisent. L’acte le plus récent de la plus haute autorité fait foi.
rule-after-death = Décès déclaré le { $one }, activité le { $two }. Vérifiez l’identité ; ce qui a été payé par erreur se contre-passe.
rule-after-exit = Sorti le { $one }, encore actif dans l’organisation le { $two }. Vérifiez l’identité ; ce qui a été payé par erreur se contre-passe.
rule-clock-wrong = Daté du { $one }, mais saisi le { $two } : l’horloge de l’appareil était peut-être fausse.
rule-clock-behind = Saisi le { $two } pour annuler ce qui n’a été saisi que le { $one } : l’horloge de l’appareil était peut-être fausse.
rule-clock-device = Le { $one }, l’horloge de cet appareil disait { $two }. Réglez-la, puis vérifiez les dates de ce qui y a été saisi avant : ce qui est faux s’annule et se saisit de nouveau.
rule-consent-withdrawn = Consentement retiré le { $one }. Plus rien de nominatif ne sort ; la province décide de l’effacement.
rule-self-approved = Approuvé par la personne qui l’a saisi. Une autre personne approuve.
rule-rate-off = Le change s’écarte de plus de 20 % du taux publié ({ $one }).
rule-reversed-twice = Une opération a été contre-passée { $three } fois sur des appareils différents ({ $one }). La première contre-passation reste ; l’autre est annulée par une opération contraire.
rule-mandate-twice = La même personne figure deux fois à la fonction « { $one } » pour la même assemblée. Gardez un mandat, annulez l’autre.
rule-lot-differs = Le lot pèse { $one }, ses parties { $two }. Vérifiez la pesée ; sinon annulez le lot et saisissez-le de nouveau.
rule-sold-double = Il a été vendu, divisé ou réuni { $one } de plus que le colis ne pesait. Même jour, même poids ou même prix : c’est sans doute une double saisie.
rule-changed-after = Ce document était signé ou adopté, et il a changé depuis sur un autre appareil.
rule-scheme-wrong = La règle de partage ne garde pas ce que la loi demande : { $one } { $two }.
rule-case-named = Le numéro d’un cas confidentiel ({ $one }) figure dans un document que d’autres lisent. Retirez-le.

remedy-suspend = Suspendre : { $name }
remedy-auxiliary = En faire un membre auxiliaire : { $name }
remedy-exit = Mettre fin à : { $name }
remedy-end-mandate = Mettre fin au mandat : { $name }
remedy-lock-again = C’est bien ainsi : signer de nouveau « { $name } »
remedy-void = Annuler : { $name }
remedy-reverse-sale = Annuler la vente : { $name }
remedy-cancel = Annuler le partage : { $name }
remedy-merge = Réunir à l’autre : { $name }
remedy-alias = Renvoyer à la première : { $name }
remedy-confirm-roll = Le bureau confirme la liste : { $name }
remedy-as-decided = Reprendre la décision de l’autorité : { $name }
remedy-withdraw = Retirer : { $name }
remedy-advance = Noter le trop-perçu comme avance : { $name }
remedy-reverse-again = Garder la première contre-passation, annuler l’autre : { $name }
remedy-reopen = Rouvrir le mois : { $name }
remedy-close-again = Clore avec ces opérations : { $name }

fact-not-on-roll = hors de la liste électorale
fact-account = compte inconnu
fact-month = hors de son mois
fact-rest = aucune étape ne prend le reste
fact-percent = plus de 100 %
fact-reserve = réserve générale
fact-training = réserve de formation
fact-optional = réserves facultatives
fact-interest = intérêt des parts
fact-shares = parts au-delà du maximum
fact-day = deux fois le même jour
fact-count = caisse comptée autrement
fact-fund = caisse
fact-member = membre
review-blocking = Bloque les paiements
review-urgent = Urgent
review-important = Important
review-information = Pour information
review-who = { $severity } · Décide : { $who }
review-province = la province
review-headquarters = le siège
review-explained-before = Déjà expliqué
review-explained-why = Si autre chose est trouvé au même endroit, cela revient ici de soi-même.
review-case = Ouvrir un cas
review-count = Compter la caisse
review-book = Ouvrir le journal
review-void = Annuler, puis saisir à la bonne date
review-operation = Ouvrir l’opération
review-sharing = Ouvrir le partage
review-again = À revoir encore

way-documents = Autres registres
kinds-title = Autres registres
kind-new = Ajouter
kind-new-title = { $kind } : nouvelle fiche
kind-empty = Il n’y a encore rien ici.
related-names = Va avec
related-missing = Il manque

price-best-offer = Meilleure offre
price-gap = Écart des intermédiaires
price-gain = Gain de la coopérative
price-no-reference = non calculable : pas de prix de référence

doubt = À vérifier
doubt-deep = { $metres } m de profondeur : plus que ce que le pays conseille
doubt-vague = Position connue à { $metres } m près seulement
doubt-few = { $members } membres ; il en faut au moins { $least }
doubt-unplanned = En marche sans plan d’affaires
doubt-late = Saisi { $days } jours après
doubt-blacklisted = Cet acheteur est sur la liste noire
doubt-unlicensed = Aucune licence connue de cet acheteur
doubt-licence-ended = La licence de l’acheteur a pris fin le { $day }
doubt-differs = { $weight } d’écart entre ce qui est parti et ce qui est arrivé
doubt-elsewhere = Habite hors de la région des membres
doubt-members-elsewhere = { $count ->
    [one] { NUMBER($count) } membre habite
   *[other] { NUMBER($count) } membres habitent
} hors de la région
doubt-few-organisations = { $members } organisations membres ; une union en a au moins { $least }
doubt-organ = Nombre d’élus dans l’organe de gestion : { $members } ; il en faut de { $least } à { $most }
doubt-supervisors = Nombre d’élus dans l’organe de surveillance : { $members } ; il en faut de { $least } à { $most }
doubt-unevidenced = { $name } : rien ne le prouve encore
doubt-committee = Comité d’initiative : notez qui en fait partie
doubt-dissolved = Dissoute, mais ni assemblée extraordinaire ni autorité ne l’a décidé
doubt-no-founders = Personne n’est noté comme membre fondateur : on ne sait pas qui devait être formé
doubt-majority = Résolution { $number } : il faut la { $asked }
doubt-unfiled = À déposer au registre : le délai était le { $day }
doubt-unnumbered = L’acte n’a pas de numéro
doubt-uncopied = La copie de l’acte manque
doubt-unwritten = Approuvé, mais des rubriques ou les prévisions manquent
doubt-name = { $part } : à demander
doubt-age = { $years } ans : vérifiez la naissance
doubt-undated = Ni demandé ni reçu : notez un jour
doubt-standard-unnamed = Résolution n° { $number } : dites de quelle norme il s’agit
doubt-unengaged = Inscrit sans qu’une assemblée valable ait décidé de s’engager dans cette norme
doubt-untitled = Titre requis qui manque ou ne vaut plus : { $name }
doubt-twice = Une autre fiche porte le même numéro ou le même nom court
doubt-unwitnessed = Accord oral sans témoin
doubt-group-size = { $members } membres ; un groupe en a de { $least } à { $most }
doubt-key-in-committee = Une personne du comité garde aussi une clé
doubt-price-order = Un prix plus bas est au-dessus d’un prix plus haut
doubt-outside-days = Présence notée le { $day }, hors des jours de la séance
doubt-long = La séance dure { $days } jours
doubt-groundless = Ni évaluation, ni accident, ni visite ne dit pourquoi
doubt-men = Classe réservée aux femmes : { $count ->
    [one] { $count } homme inscrit
   *[other] { $count } hommes inscrits
}
doubt-unweighed = Aucun poids n’est noté
doubt-few-offers = { $offers ->
    [0] Vendu sans aucune offre notée
    [one] Vendu avec une seule offre notée
   *[other] Vendu avec { $offers } offres notées
} ; il en faut au moins { $least }
doubt-wrong-holder = Ce titre ne se donne pas à ce titulaire
doubt-long-licence = Valable plus longtemps que les { $months } mois de ce titre
doubt-large-area = Plus grand que les { $most } m² de ce titre
doubt-referred-nowhere = Transmis, mais on ne sait pas à qui
case-refer-to = Peut être transmis à
doubt-late-correction = À corriger avant le { $day } selon le critère
doubt-unproven = Réponses au plus haut de l’échelle sans preuve : { $count }
doubt-minors-seen = Mineurs vus au travail : { $minors }. Ouvrez un dossier « travail d’enfants »
doubt-unelected = Aucune élection n’est notée pour ce mandat
doubt-unapproved = Versé, mais aucune réunion ne l’a accordé
doubt-beyond-savings = Plus que ce que les règles du groupe permettent encore : { $amount }
doubt-unadopted = Envoyé, mais aucune assemblée valable ne l’a adopté
doubt-cardless = Travaille sans titre valable : { $card }
doubt-kept-too-long = Parti depuis plus de { $years } : demander au bureau national d’effacer cette fiche
doubt-done-unsaid = Terminé, mais personne ne dit comment cela s’est passé
related-unproven = Noté, sans document qui le prouve
learner-levels = Niveau { $entry } au début, { $last } au dernier test, { $days } séances
related-into = Cette fiche ne fait qu’une avec
related-merged = Fiches réunies à celle-ci
related-part = Séparer de nouveau
rule-surplus-twice = L’excédent des mêmes jours est réparti deux fois. Gardez la répartition approuvée ou payée d’abord, annulez l’autre.
struck = { $what } (annulé)
void-title = Annuler : { $name }
void-why = Ce document restera lisible, avec votre nom et la raison, mais il ne comptera plus. Si c’est seulement une valeur fausse, modifiez-la plutôt.
void-reason = Pourquoi
void-do = Annuler ce document
void-step = Annuler ce document (saisi par erreur)
review-linked = C’est la même : relier les deux
related-linked = Connu aussi à un autre site
related-elsewhere = un autre site

doubt-untrained = { $share } des fondateurs formés en gouvernance et conflits ; il en faut { $least }
trained-gov = Formés en gouvernance
trained-conflict = Formés en résolution des conflits
trained-of = { $trained } sur { $of } dirigeants et fondateurs ({ $percent } %)
milestones-next = Prochaine étape
loans-title = Prêts
loans-given = Versé le
loans-amount = Montant prêté
offers-title = Offres : { $name }
offers-per-unit = Par carat ou gramme
offers-reference = Prix de référence
prescreen-question = Question
prescreen-source = Source
prescreen-by-hand = réponse d’une personne
prescreen-unknown = personne ne le sait encore
asked-evidence = Preuves acceptées
asked-guidance = Conseils
offers-ratio = Part de la référence
offers-state = Choix
offers-chosen = Choisie
strike-why = La ligne restera lisible, barrée, avec votre nom et la raison, mais elle ne comptera plus. Saisissez ensuite la bonne.
strike-line = Quelle ligne
strike-do = Annuler cette ligne
void-back = Ne rien changer

contested-office = Contestée : { $holders }. La province décide.
contested-holder = { $name } (depuis le { $day })
contested-signature = Signature contestée ({ $office }) : deux personnes tiennent cette fonction. Ce qui est écrit est accepté et marqué ; la province décide qui signe.
contested-mark = Signature contestée
late-counts = Écriture après la clôture ({ $month }), compte dans { $counts }
late-waits = Écriture après la clôture ({ $month }), comptera dans le prochain mois de ce livre
report-title = Le mois en somme
report-account-column = Compte
report-end = À la fin
report-money = Au début { $before } · entré { $debit } · sorti { $credit }
report-account = Au début { $before } · débit { $debit } · crédit { $credit }
doubt-plan-unnamed = Aucun plan d’affaires n’est indiqué
doubt-untaught = Personne n’est noté comme formateur
doubt-absent = Jours de présence à la formation : { $there } sur { $held } ; ce n’est pas assez pour un certificat
budget-used = Part du budget dépensée
budget-besides = Dépensé aussi
rule-number-twice = Le numéro { $path } est donné deux fois. Le premier reste, l’autre se distingue par une lettre, ou quelqu’un explique.
remedy-letter = Ajouter une lettre au numéro : { $name }
doubt-better-offer = Une meilleure offre est arrivée, { $amount }, sans raison donnée
related-unresolved = Sans la résolution de l’assemblée

what-is = { $what } : { $value }
