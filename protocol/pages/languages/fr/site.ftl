# Ce que lit un coordonnateur sur son site.

way-home = Accueil
way-exchange = Échange

badge-up-to-date = À jour
badge-to-send = { NUMBER($count) } à envoyer
badge-attention = { NUMBER($count) } à vérifier
badge-old = Échange ancien
badge-ended = Droits terminés

done-asked = Un échange est demandé.
done-user = Enregistré.

# Entrer.

sign-in-title = Qui est à l’écran ?
sign-in-who = Votre nom
pin = Code PIN
pin-new = Nouveau code PIN
pin-again = Le même code encore une fois
pin-help = 4 à 12 chiffres.
pin-forgotten = Code oublié ? Un coordonnateur peut en mettre un autre. Rien n’est perdu.
pin-wrong = Ce n’est pas le code de cette personne. Essayez encore.
pin-wait = Trop d’essais. Attendez { $count ->
    [one] { $count } seconde
   *[other] { NUMBER($count) } secondes
} et essayez encore. Rien n’est effacé.
pin-form = Un code PIN a 4 à 12 chiffres.
pin-differs = Les deux codes ne sont pas les mêmes.
pin-nameless = Écrivez un nom.
first-title = Première mise en route
first-why = Cet appareil fait partie du site. Dites qui le tient : cette personne ajoutera les autres.
first-device = Tablette 1
first-begin = Commencer
device-name = Nom de l’appareil
user-name = Nom de la personne
user-role = Fonction
user-new = Ajouter une personne
user-add = Ajouter
user-change = Changer
user-set-pin = Mettre ce code
user-end = Cette personne ne travaille plus ici
user-ended = parti·e
users-title = Utilisateurs de cet appareil
users-role = Choisissez une fonction.

# Accueil.

home-title = Accueil
home-last = Dernier échange avec le centre : { $ago }.
home-never = Aucun échange avec le centre pour l’instant.
home-operations = { $count ->
    [one] opération de caisse
   *[other] opérations de caisse
}

# Brouillons.

due = À faire
due-late = en retard
due-roll = Faire l’appel : { $course }
due-training = À venir : { $course }
due-count = Compter : { $book }
due-operations = { $count ->
    [one] { NUMBER($count) } opération depuis le dernier comptage
   *[other] { NUMBER($count) } opérations depuis le dernier comptage
}
drafts = Saisies commencées
draft-nameless = Sans nom
draft-discard = Jeter
draft-kept = Brouillon gardé sur cet appareil.

# Exploitants.

person-register = Enregistrer une personne
person-register-this = Enregistrer « { $name } »
register-again = Renouveler l’enregistrement
register-first = Enregistrer cette personne
person-new-title = Nouvelle personne
alike-title = Est-ce la même personne ?
alike-why = Quelqu’un d’ici ressemble à la personne que vous enregistrez. Des jumeaux sont deux personnes.
alike-score = ressemblance { $count } sur 100
alike-same = C’est cette personne
alike-different = C’est quelqu’un d’autre : enregistrer

# L’histoire d’un champ.

# Échange.

exchange-title = Échange avec le centre
exchange-last = Dernier échange : { $when } ({ $ago }).
exchange-trouble = Le centre n’est pas joignable pour l’instant. Vous pouvez continuer à travailler ; le programme essaie de nouveau tout seul.
exchange-words = « Enregistré ici » : sur le disque de cet appareil. « En sûreté au centre » : aussi sur le disque du centre. « Accepté » : chez tous, pour de bon.
exchange-now = Échanger maintenant
exchange-pictures-here = { $count ->
    [one] Une image n’est pas encore au centre. Les images partent après tout le reste.
   *[other] { $count } images ne sont pas encore au centre. Les images partent après tout le reste.
}
exchange-pictures-expected = { $count ->
    [one] Une image est attendue du centre.
   *[other] { $count } images sont attendues du centre.
}
exchange-carried = { $count ->
    [one] Cet appareil garde { NUMBER($count) } enregistrement d’un autre appareil, jusqu’à ce que le centre l’ait.
   *[other] Cet appareil garde { NUMBER($count) } enregistrements d’un autre appareil, jusqu’à ce que le centre les ait.
}
bundles-title = Échanger sans réseau
bundles-why = Un pli est un fichier scellé que l’on emporte sur une clé USB, dans un téléphone ou par courriel. Seul son destinataire peut l’ouvrir ; le perdre ne perd rien.
bundle-out = Emporter
bundle-to = Pour qui
bundle-to-help = Un autre appareil de ce site peut porter vos enregistrements au centre.
bundle-to-hub = Le centre
bundle-waiting = Prêt à emporter :
bundle-in = Recevoir
bundle-taken = { $count ->
    [0] rien de nouveau
    [one] { NUMBER($count) } nouveauté
   *[other] { NUMBER($count) } nouveautés
}
bundle-from-hub = Pli du centre du { $made } : { $taken }.
bundle-kept = { $count ->
    [0] rien de nouveau
    [one] { NUMBER($count) } enregistrement gardé pour le centre
   *[other] { NUMBER($count) } enregistrements gardés pour le centre
}
bundle-from-device = Pli de { $name } : { $kept }.
bundle-left = { $count ->
    [one] { NUMBER($count) } enregistrement n’a pas été pris : son auteur n’écrit pas sur ce site, ou la place manque.
   *[other] { NUMBER($count) } enregistrements n’ont pas été pris : leur auteur n’écrit pas sur ce site, ou la place manque.
}

# À revoir.

# Formations.

training-plan = Noter une formation
training-new-title = Nouvelle formation
training-all = Tous présents
training-add = Ajouter à la liste

# Les autres registres.


# La caisse.

way-cash = Caisse
cash-title = Caisses
cash-open = Ouvrir une caisse
cash-open-why = Une caisse appartient à une organisation. Comptez d’abord ce qui s’y trouve.
cash-open-there = Cette organisation a déjà une caisse de ce nom.
cash-usual-book = Caisse
cash-held = Dans la caisse aujourd’hui, en { $currency }
cash-empty = Aucune caisse n’est encore ouverte ici.
cash-in = Entrée
cash-out = Sortie
cash-where = Où est l’argent ?
cash-who = Dites de qui il s’agit : une personne enregistrée.
cash-nothing = Le montant doit être plus grand que zéro.
cash-future = Ce jour n’est pas encore venu.
cash-short = D’après le livre il n’y a que { $held }. Une entrée n’est peut-être pas encore saisie.
cash-anyway = Enregistrer quand même
cash-takes-back = Cette opération en annule une autre.
cash-see = La voir
cash-day = Date
cash-what = Objet
cash-with = Avec
cash-text = Précision
cash-signed-gives = Celui qui donne
cash-signed-takes = Celui qui reçoit
cash-lines = Écriture comptable
cash-account = Compte
cash-debit = Débit
cash-credit = Crédit
cash-back = Revenir à la caisse
cash-reverse = C’est une erreur ?
cash-reverse-why = Une opération ne s’efface pas : une opération contraire la remet à zéro, et les deux restent lisibles.
cash-reason = Raison
cash-reverse-do = Annuler par une opération contraire
receipt = Reçu
count-title = Compter la caisse
count-why = Comptez les billets et les pièces, ou écrivez seulement le total. Ce que dit le livre ne change pas.
count-book = D’après le livre : { $amount }
count-total = Total compté, en { $currency }
count-bad = « { $text } » n’est pas un nombre de billets.
count-differs = Les billets font { $sum } ; le total dit autre chose.
count-note = Noter l’écart
done-organisation-first = Enregistrez d’abord l’organisation à qui appartient la caisse.

training-edit = Modifier ou annuler
training-others = Autres auditeurs
training-others-own = Comptés sur cet appareil
training-others-help = Des visiteurs qui ne sont pas enregistrés. Écrivez combien cet appareil en a comptés ; les autres appareils comptent les leurs.
training-scores = Notes avant et après
training-before = Avant
training-after = Après
training-scores-help = De 0 à 100.
training-score-bad = « { $text } » n’est pas une note de 0 à 100.
done-number = Écrivez un nombre en chiffres.
due-licence = À renouveler : { $name }
due-filing = À déposer au registre : { $name }
plan-unwritten = Avant l’approbation, il manque : { $what }.
due-mandate = Le mandat finit : { $name }
due-activity = En retard : { $name }

sharing-title = Partager cette vente
sharing-scheme = Règle de partage adoptée
sharing-from = Jours travaillés, du
sharing-to = au
sharing-costs = Frais à rembourser
sharing-compute = Calculer
sharing-result = Ce que chacun reçoit
sharing-total = Total
sharing-freeze = Arrêter ce calcul
sharing-freeze-why = Les données du calcul sont gardées avec lui et ne changent plus. Deux responsables, ou l’assemblée, l’approuvent ensuite.
sharing-post = Écrire dans le livre
sharing-pay = Payer { $amount } à { $name }
sharing-no-scheme = Aucune règle de partage n’est adoptée par l’assemblée pour les ventes.
sharing-incomplete = L’étape { $step } de la règle est incomplète.
sharing-too-much = L’étape { $step } prend plus que ce qui reste.
sharing-no-base = Étape { $step } : aucune base de répartition. Personne n’a de jours ou de parts dans cette période.
sharing-left-over = Il reste { $amount } : aucune étape ne prend le reste.
sharing-amounts = Les montants ne s’additionnent pas : une seule monnaie par partage.

statement-open = Relevé du membre
statement-title = Relevé : { $name }
statement-shares = Parts sociales
statement-shares-of = { $paid } libérées sur { $subscribed } souscrites
statement-saved = Épargne (AVEC)
statement-shared = Partage
statement-paid-of = { $paid } payés sur { $due }
statement-empty = Rien n’est encore noté pour cette personne.
statement-signed-by-member = Le membre
statement-signed-by-office = Pour l’organisation

price-too-low = Ouvrir un cas : prix trop bas
price-facts = Vendu à { $ratio } du prix de référence.

change-title = Changer des devises
change-gives = Ce qui sort de la caisse
change-takes = Ce qui y entre
change-currency = Devise
change-same = Choisissez deux devises différentes.
change-off = Le taux publié est de { $rate }. Celui-ci en est loin : vérifiez les deux montants.

cash-closed = Ce mois est clos : rien n’y entre plus.
cash-closed-month = Ce mois est clos. Datez l’opération d’un mois ouvert, ou demandez qu’il soit rouvert.
cash-close = Clore ce mois
cash-close-why = Comptez d’abord la caisse. Après la clôture, ce mois ne prend plus d’opération.
cash-uncounted = Pas encore compté après la dernière opération : { $boxes }
cash-reopen = Rouvrir ce mois
cash-reopen-why = Dites pourquoi ; la raison reste lisible.
cash-waits = Ce montant demande l’approbation d’une deuxième personne.
cash-approve = Approuver
cash-approved = Approuvé : { $offices }
done-approve-other = Qui a saisi une opération ne l’approuve pas : demandez à une autre personne.
done-kept-elsewhere = Un autre appareil tient cette caisse. Demandez-lui de la remettre d’abord.

custody-here = Qui tient la caisse ?
custody-here-yes = Cet appareil la tient ; les autres n’y écrivent pas sans remise
custody-keeper = { $box } : tenue par { $name }
custody-box = { $name } tient cette caisse. Saisissez l’opération là-bas, ou demandez une remise.
custody-parcel = { $name } garde ce colis. Faites la vente là-bas, ou demandez une remise.
custody-give = Remettre à un autre appareil
custody-receive = Confirmer une réception
custody-from = Remis par { $name }. Comptez ou pesez, puis écrivez ce que vous avez reçu.
due-approve = À approuver : { $book }
due-over = Trop payé : { $name }, { $amount }. Notez qui le doit
due-waiting = { $count ->
    [one] { NUMBER($count) } opération
   *[other] { NUMBER($count) } opérations
}

together = Remplir pour tous : { $what }
together-title = Remplir pour tous
together-day = Jour
together-other = Aller à ce jour

bank-title = Rapprocher le compte
bank-lines = Lignes de relevé sans opération
bank-lines-none = Toutes les lignes du relevé ont leur opération.
bank-no-entry = Aucune opération du livre n’a ce montant : saisissez-la d’abord dans la caisse.
bank-not-yet = Pas encore
bank-match = Rapprocher
bank-add = Ajouter une ligne de relevé
bank-entries = Opérations sans ligne de relevé
bank-entries-none = Toutes les opérations du compte ont leur ligne.
due-bank = À rapprocher : { $name }
due-visit = Site à visiter : { $name }
due-reimburse = Parts à rembourser : { $name }
home-clock-ahead = L’horloge de cet appareil avance ({ $days }), selon le centre le { $seen }. Réglez-la, puis faites un échange : les dates saisies ici sont fausses.
home-clock-behind = L’horloge de cet appareil retarde ({ $days }), selon le centre le { $seen }. Réglez-la, puis faites un échange : les dates saisies ici sont fausses.
home-clock-days = { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}
sheet-foretold = Vérifiez d’abord. Si vous enregistrez ainsi, ceci sera à revoir :
sheet-anyway = C’est bien ainsi : enregistrer
due-receive = Saisir l’arrivée de { $amount } ({ $book })
due-asked = La province demande une photo ou le nom de la mère : { $name }
due-exchange = Faire un échange avec le centre
due-loan = Prêt en retard : { $name }, { $amount }
due-cards = { $count ->
    [one] { NUMBER($count) } carte finit ce trimestre
   *[other] { NUMBER($count) } cartes finissent ce trimestre
}
due-never-visited = jamais visité
due-correction = Correction en retard : { $name }
due-accounts = Comptes à présenter en assemblée : { $name }
due-agreed = Convenu avec l’animateur : { $what }
due-report = À remettre : { $report } · { $name }
due-silence = L’autorité n’a pas répondu : { $name }
due-recognition = Reconnaissance à renouveler : { $name }
due-agreement = Le contrat de vente finit : { $name }
due-certificate = Le certificat finit : { $name }
due-acknowledge = Accuser réception du cas : { $name }
claims-agreement = Noter l’accord foncier
observed-case = Ouvrir un dossier « travail d’enfants »
observed-facts = { $minors } mineurs vus au travail le { $day }.
due-answer = Répondre au cas : { $name }

share-out-title = Partage de fin de cycle
share-out-fund = Fonds à partager
share-out-social = Fonds social, non partagé
share-out-member = Membre
share-out-shares = Parts
share-out-gets = Reçoit
share-out-owes = Doit encore
share-out-why = Chacun reçoit selon ses parts. Le partage ferme le cycle ; les réunions suivantes demandent un nouveau groupe.
share-out-do = Partager et clore le cycle
share-out-done = Ce cycle est déjà clos.
share-out-lent = { $amount } sont encore prêtés. Les prêts se remboursent avant le partage.
share-out-nobody = Personne n’a de parts dans ce cycle.

surplus-title = Répartir l’excédent
surplus-from = Exercice, du
surplus-amount = Excédent à répartir
surplus-result = D’après les livres, l’exercice laisse { $amount }. Laissez vide pour répartir ce montant.
surplus-nothing = Il n’y a rien à répartir dans cet exercice.
surplus-no-scheme = Aucune règle de partage de l’excédent n’est adoptée par l’assemblée.

paid-in-shares = Encaisser des parts sociales
paid-in-units = Encaisser une souscription
paid-in-left = Cette personne a quitté l’organisation : elle n’y verse plus.
sharing-cancel = Annuler ce partage et son opération
surplus-before = L’excédent de ces jours est déjà réparti. Annulez d’abord ce partage, ou choisissez d’autres jours.
paid-in-price = { $name } · { $price } l’unité
paid-in-no-price = { $name }
paid-in-price-first = La valeur d’une part n’est pas connue : elle figure dans les statuts que l’assemblée a adoptés.

assembly-majorities = Plus que la majorité simple : { $what }.
assembly-open = Ouvrir la séance : arrêter la liste électorale
election-install = { $count ->
    [one] Noter le mandat de la personne élue
   *[other] Noter les mandats des { NUMBER($count) } personnes élues
}
strike-title = Une ligne fausse : { $name }
strike-step = Annuler une ligne fausse
sheet-closed = Ce qui est signé ou adopté ne se change plus ici : faites une nouvelle version.
done-locked = C’est signé ou adopté : cela ne se change plus. Faites une nouvelle version.
training-void = Cette séance a été annulée : elle ne compte plus.

# Cartes à renouveler ensemble.

renewals-title = Cartes à renouveler
renewals-why = Cochez les cartes qui sont demandées ensemble : une liste, un récépissé.
renewals-until = Cartes qui finissent avant le { $day }
renewals-other = Jusqu’au { $day }
renewals-none = Aucune carte ne finit d’ici là.
renewals-card = Carte
renewals-ends = Finit le
renewals-ask = Noter la demande
renewals-asked-on = Demandé le
renewals-receipt = N° de récépissé
renewals-choose = Cochez au moins une carte.
renewals-day = Écrivez le jour de la demande. Il ne peut pas être dans l’avenir.
renewals-receipt-long = Ce numéro est trop long.
renewals-fee = { $what } : { $count } × { $fee } = { $amount }
renewals-asked = Demandées, pas encore reçues
renewals-asked-why = Quand la nouvelle carte arrive, enregistrez-la : celle-ci quitte la liste. Si rien ne vient, ouvrez la carte et notez une nouvelle demande.

# Offres et prix.

offers-why = Une offre de { $amount } est meilleure. Dites pourquoi elle n’est pas prise.
offers-too-low = Ouvrir un cas : offre trop basse de { $name }
offers-facts = { $parcel } : { $price }, prix de référence { $reference } par carat ou gramme, soit { $ratio }.
offers-best = Meilleure offre : { $amount }.

## Qui approuve un partage

scheme-no-assembly = « { $name } » : pas encore adoptée. Indiquez l’assemblée qui l’adopte.
scheme-not-valid = « { $name } » : l’assemblée qui l’adopte ne compte pas ({ $validity }).
scheme-not-decided = « { $name } » : l’assemblée indiquée n’a pas voté cette règle de partage.
scheme-from = « { $name } » : valable à partir du { $day }.
sharing-two-approve = Deux autres personnes approuvent ce partage, chacune avec son propre nom et son code, ou bien l’assemblée. Une signature sur papier ne suffit pas.
sharing-assembly-alone = Seule l’assemblée approuve la répartition de l’excédent : une assemblée valable, avec une résolution « Affectation de l’excédent ».
sharing-not-decided = L’assemblée indiquée ne compte pas : elle n’est pas valable, ou elle n’a pas voté ce partage.
done-approve-computed = Qui a calculé un partage ne l’approuve pas : demandez à une autre personne.
done-approve-again = Vous avez déjà approuvé, ou votre fonction l’a déjà fait : une autre personne approuve.
due-approve-sharing = Partage

## Où l’argent d’une vente est entré

sharing-receives = Nom de qui reçoit
done-two-places = C’est noté. Cette personne est déjà notée ailleurs ce jour-là : c’est à revoir.
done-pay-withheld = Une question « À revoir » porte sur cette personne (deux fiches, âge ou nationalité) : décidez-la avant de la payer.
done-pay-overdrawn = La caisse est déjà à découvert (« À revoir ») : comptez-la, saisissez l’entrée qui manque ou contre-passez, puis payez.
share-out-blocked = Une question « À revoir » porte sur les réunions de ce groupe : décidez-la avant de partager.
done-sharing-blocked = Une question « À revoir » porte sur ce partage ou sur sa vente : décidez-la avant de payer.
done-sharing-who = Écrivez le nom de qui reçoit cet argent.
sharing-signature = Photo de la signature ou du pouce (facultatif)
done-sharing-picture = La photo ne peut être lue : prenez-en une autre. Rien n’a été payé.
done-sharing-changed = La vente ne vaut plus ce qui a été calculé : annulez ce partage et calculez-le de nouveau.
done-sharing-debt-unknown = L’acheteur a retenu plus que ce que le livre lui doit. Écrivez d’abord dans la caisse l’avance qu’il avait donnée.

## Ce que la caisse n’accepte pas

cash-on-credit = À crédit, payé plus tard
cash-on-credit-not = Seul un achat se fait à crédit : choisissez où se trouve l’argent.
cash-at-most = Il reste seulement { $amount } à ce titre. Vérifiez le montant et la personne.
cash-once = Cette personne a déjà payé ce droit.
cash-assembly = Décidé par l’assemblée
cash-assembly-why = À indiquer pour un emprunt, une action communautaire ou une perte.
cash-decided-by = Une assemblée valable décide d’un emprunt, d’une action communautaire ou d’une perte : choisissez-la.
cash-nobody = Aucune

## Écrit dans la caisse depuis la fiche

cash-from-document = Cette opération commence sur la fiche : l’adhésion, le préfinancement, le programme ou le bien.
paid-out-receive = Encaisser cette avance
paid-out-repay = Rembourser cette avance
paid-out-reimburse = Rembourser les parts
paid-out-exit = Rendre une souscription
paid-out-buy = Écrire l’achat dans la caisse
paid-out-what = Nature du bien
paid-out-owed = { $name } · reste dû : { $amount }
returns-title = Payer un rendement
returns-why = Ce que le programme a rapporté est partagé entre ceux qui y ont encore de l’argent, selon ce que chacun y a. Chacun a son reçu.
returns-by-scheme = Ce que le programme a rapporté est partagé selon ce que l’assemblée a adopté :
returns-amount = Montant à partager
returns-nobody = Personne n’a d’argent dans ce programme.
returns-no-book = Ouvrez d’abord une caisse pour cette organisation.
returns-has = Placé : { $amount }
returns-gets = Reçoit
returns-pay = Payer et écrire les reçus

## Ce que chacun a et doit

advances-title = Avances à rembourser
advances-by = Qui doit
advances-to = À qui
advances-partners = À rendre après un partage annulé ou corrigé
advances-none = Aucune avance à rembourser.
statement-worth = Valeur des parts libérées
statement-invested = Placement : { $name }
statement-helped = Aide reçue du fonds social
statement-loan = Prêt à rembourser (AVEC)
statement-lent = Prêt à rembourser (coopérative)
statement-advance = Avance à rembourser

## Plusieurs membres à la fois

enrol = Inscrire plusieurs membres
enrol-title = Inscrire des membres : { $name }
enrol-why = Cochez les personnes du registre qui deviennent membres. Celles qui le sont déjà ne sont pas dans la liste.
enrol-nobody = Personne à inscrire ici.
enrol-who = Qui devient membre
enrol-since = Admis le
enrol-as = Catégorie
enrol-each = Parts souscrites par chacun
enrol-founding = Membres fondateurs
enrol-send = Inscrire
enrol-outside = Habite hors de la région
enrol-choose = Cochez au moins une personne.
enrol-day = Indiquez le jour de l’admission, aujourd’hui au plus tard.
enrol-category = Choisissez une catégorie.
enrol-shares = Écrivez le nombre de parts en chiffres, ou laissez vide.

## Une autre caisse

further-title = Ouvrir une autre caisse
further-kind = Ce que c’est
further-which = Numéro ou lettres
further-which-why = Ce qui la distingue des autres : un numéro ou quelques lettres, comme 2 ou PUITS.
further-which-named = Ce qui la distingue des autres : un numéro ou quelques lettres, comme 2 ou PUITS. Pour un téléphone : { $names }.
further-there = Il y en a déjà une de ce nom.
count-other = Compter : { $name }
share-out-book = Le livre du groupe compte { $book } de parts, les réunions { $meetings }. Complétez d’abord le livre.

sharing-cancel-paid = Annuler ce partage : l’autre a été payé d’abord. Ce qui a été payé ici devient une avance
sharing-owes-back = { $name } doit rendre { $amount } : l’autre partage a été payé d’abord.
sharing-gives-back = { $name } rend { $amount }
sharing-over = { $name } a reçu { $amount } de plus que sa part.
sharing-note = Noter comme dû
sharing-owes-more = { $name } doit rendre { $amount } : plus que sa part corrigée.
sharing-keep = Retenir sur sa part
sharing-keep-advance = Retenir l’avance, { $amount }, et verser { $rest }
sharing-keep-debt = Retenir { $amount } que { $name } doit, et verser { $rest }
sharing-keep-nothing = Ne rien retenir
sharing-adjust = Faire un partage correctif
sharing-is-adjusted = Un partage correctif existe. Ce qui reste à payer se paie sur celui-là.
adjust-why = Le partage déjà payé ne change pas. On calcule de nouveau avec ce qui est juste maintenant, et on garde seulement les différences.
adjust-same = Personne ne reçoit plus ou moins qu’avant.
adjust-not-one-sale = Ce partage ne porte pas sur une seule vente avec ses jours : il ne peut pas être calculé de nouveau.
adjust-who = Pour qui
adjust-was = Déjà dû
adjust-is = Dû maintenant
adjust-difference = Différence

# Ce que le pays dit au-dessus d’une fiche.

privacy-title = À lire à la personne avant d’écrire
privacy-kept = Ce qui est écrit est gardé { $years } après votre départ.
country-unverified = { $text } (à confirmer dans le pays)
sharing-models = Commencer avec un modèle
sharing-models-why = Les taux du modèle sont des exemples : changez-les, puis l’assemblée vote.
procedure-decides = Qui décide : { $who } (niveau : { $level }).
procedure-answer = Réponse attendue en { $days }.
training-untaught = Indiquez un formateur : une personne enregistrée, ou quelqu’un de l’extérieur.
cash-activity = Pour l’activité
cash-activity-why = L’activité du plan d’action que cet argent paie, s’il y en a une.
offers-say-why = Dire pourquoi la meilleure offre n’a pas été prise
procedure-fee = Tarif : { $amount }. Demander un reçu.
procedure-fees = Ce qui se paie
procedure-fee-of = { $what } : { $amount }
procedure-pay = Noter { $amount } payés aujourd’hui
procedure-receipt = N° de reçu
procedure-paid = Tarif payé : { $amount }.
procedure-above = Payé comme frais officiels : { $amount }. Le tarif est { $fee }. Ce qui est pris en plus se note « non officiel ».
report-month = { $report } ({ $month })
report-quarter = { $report } (trimestre jusqu’à { $month })
report-year = { $report } (année jusqu’à { $month })
report-owed = À remettre : { $report }, à { $who }, au plus tard le { $day }.
report-note = Noter comme remis : { $report }

# Ce que le centre retient.

held-title = Retenu au centre
held-why = Quelqu’un a écrit sur un appareil dont les droits avaient pris fin. Rien n’est perdu : le centre garde ces saisies, mais elles ne comptent pas encore.
held-when = Écrit le { $first } ; connu ici depuis le { $known }.
held-when-between = Écrit entre le { $first } et le { $last } ; connu ici depuis le { $known }.
held-document = { $kind } : { $name }
held-elsewhere = { $kind } : seul le centre en a le contenu
held-next = La province décide si cela compte. Dites-lui ce que vous en savez.
held-counts = Décidé le { $when } : cela compte.
held-discarded = Décidé le { $when } : cela ne compte pas. Ce qui est vrai, saisissez-le de nouveau ici.
held-before = Retenu au centre, puis décidé
held-here = Le centre a mis fin aux droits de cet appareil ; il l’a dit le { $when }. Ce qui a été saisi ici reste ici et part au centre, qui le retient. Pour continuer à travailler, demandez à la province une nouvelle invitation.
held-here-next = La province décide si cela compte. Cet appareil ne l’apprend pas : demandez-le à la province, ou voyez « À revoir » sur un autre appareil du site.
