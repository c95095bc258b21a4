# Ce que lit un bureau.

way-overview = Aperçu
way-accounts = Comptes
way-sites = Sites
way-devices = Appareils
way-quarantine = Quarantaine
way-audit = Journal

done-saved-hub = Enregistré.

# Entrer.

office-sign-in = Entrer
office-wrong = Le nom ou le mot de passe est faux.
office-wait = Trop d’essais. Attendez { $count ->
    [one] { $count } seconde
   *[other] { NUMBER($count) } secondes
} et essayez encore.
account-name = Nom
account-password = Mot de passe
account-new-password = Nouveau mot de passe
account-password-help = Au moins 12 caractères.
account-set-password = Mettre ce mot de passe
account-change = Changer
account-close = Fermer ce compte
account-closed = fermé
account-new = Ajouter un compte
account-add = Ajouter
account-role = Rôle
account-of = Province
account-of-help = Pour un bureau provincial ou qui traite ses cas. Un facilitateur sans province suit ses organisations dans toutes.
account-short = Le mot de passe a besoin d’au moins 12 caractères.
account-taken = Il y a déjà un compte de ce nom.
account-unknown = Il n’y a pas de compte de ce nom.
account-province = Un compte de bureau provincial a besoin d’une province.
account-incomplete = Écrivez un nom et choisissez un rôle.
role-administrator = Administration
role-headquarters = Siège
role-province = Bureau provincial
role-case-officer = Point focal griefs

# Tableau de bord.

overview-nation = Le pays
overview-provinces = Provinces
overview-sites = Sites
overview-sites-count = { $count ->
    [one] site
   *[other] sites
}
overview-empty = Aucun site n’est encore fondé.
overview-chart = Personnes enregistrées
overview-women = Femmes
overview-others = Hommes et non renseignés
sites-current = { $current } sur { $sites } à jour (14 jours)
sites-order = Le plus silencieux d’abord.
column-persons = Personnes
column-women = Femmes
column-trainings = Formations
column-review = À revoir
column-age = Dernier échange
column-site = Site
column-devices = Appareils
column-records = Enregistrements
site-never = jamais
site-written = Dernière saisie sur le site
site-waiting = En attente d’autres enregistrements
site-held = Retenus pour décision
site-refused = Refusés
site-no-device = Aucun appareil n’est encore venu.
persons-within = Où
persons-everywhere = Partout

# Comptes.

accounts-empty = Aucune caisse n’est encore arrivée.
accounts-balances = Soldes de tous les comptes
accounts-sign = Débit moins crédit, sur tous les mois.

# Quarantaine.

quarantine-empty = Rien n’est retenu.
quarantine-why = Ces enregistrements sont gardés, mais ne comptent pas encore. Décidez.
quarantine-records = { $count ->
    [one] { $count } enregistrement
   *[other] { NUMBER($count) } enregistrements
}
quarantine-held = Écrits sur un appareil dont les droits étaient retirés.
quarantine-refused = Refusés à l’admission (raison n° { $reason }). Un programme plus récent peut les accepter.
quarantine-release = Laisser compter
quarantine-discard = Ne pas laisser compter

# Appareils.

devices-empty = Aucun appareil n’est encore venu.
device-revoked = droits retirés
device-revoke = Retirer les droits
device-revoke-why = Ce que l’appareil a remis jusqu’ici compte. Ce qui vient après est retenu pour décision.
device-revoke-do = Retirer les droits maintenant
invite-title = Inviter un appareil
invite-why = L’invitation sert une fois, pendant 14 jours, pour un seul appareil.
invite-in = Province
invite-code = Code du site
invite-code-help = Lettres, chiffres et traits d’union, par exemple LUBI-1. Un nouveau code fonde un site.
invite-name = Nom du site
invite-minerals = Ce qu’on y extrait
invite-device = Nom de l’appareil
invite-addresses = Adresse de ce centre
invite-addresses-help = Comme l’appareil l’atteint : nom:port, plusieurs séparées par une espace.
invite-do = Faire l’invitation
invite-next = Inviter un autre appareil
invite-site = Le code du site a des lettres, des chiffres et des traits d’union, 20 au plus.
invite-address = Écrivez au moins une adresse comme centre.exemple:4470.
invite-province = Choisissez la province.
invite-sheet = Invitation : { $device }, { $site }
invite-qr = L’invitation comme code QR
invite-step-1 = Sur l’appareil, installez Lisanga.
invite-step-2 = Lisez ce code, ou tapez : lisanga-node join suivi du texte ci-dessous.
invite-until = Sert une fois, jusqu’au { $until }.

# Journal d’accès.

audit-holds = Le journal est entier : { $lines } lignes, dont la dernière a l’empreinte
audit-broken = La ligne { $line } ne suit pas la précédente : le journal a été changé. Prévenez le siège.
audit-number = N°
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-to = À quoi
audit-read = lu
audit-change = changé
audit-export = exporté
audit-import = importé
audit-erase = effacé
audit-sign-in = entré

# Exports.

way-exports = Exports
exports-why = Chaque export est noté dans le journal : qui, quoi, quand.
exports-what = Quoi
exports-form = Sous quelle forme
exports-do = Exporter
form-csv = CSV pour programmes (RFC 4180)
form-excel-csv = CSV pour Excel en français
form-xlsx = Classeur (XLSX)

# Importations.

way-imports = Importations
import-why = Un registre (CSV ou classeur) est d’abord essayé à blanc ; rien n’est écrit avant votre accord, et tout peut être annulé ensemble.
import-file = Fichier
import-file-help = CSV, XLSX, XLS ou ODS, 64 Mo au plus.
import-how = Si le fichier est mal lu
import-above = Lignes au-dessus des titres
import-sheet = Feuille du classeur
import-encoding = Encodage
import-give = Lire le fichier
import-no-file = Choisissez un fichier.
import-not-ready = Cette importation n’en est pas là. Regardez où elle en est.
import-earlier = Importations précédentes
import-title = Importation : { $name }
import-rows = { $count ->
    [one] { $count } ligne
   *[other] { NUMBER($count) } lignes
}
import-columns = Colonnes à dire
import-checking = Essai à blanc en cours
import-checked = Essai à blanc terminé : rien n’est encore écrit
import-writing = Écriture en cours
import-written = Écrit
import-undoing = Annulation en cours
import-undone = Annulé
import-failed = Arrêté
import-look = Regarder où on en est
import-new = Nouvelles personnes
import-changed = Personnes mises à jour
import-identical = Déjà enregistrées à l’identique
import-duplicates = Peut-être déjà enregistrées
import-duplicates-too = J’ai vérifié : ce sont d’autres personnes, enregistrez-les aussi.
import-rejected = Lignes refusées
import-rejects = les reprendre avec leur raison (XLSX)
import-rejects-name = lignes-refusees
import-left-alone = Gardées, car on y a travaillé depuis
import-problems = Ce qui ne va pas
import-do = Écrire
import-undo = Annuler cette importation
import-undo-why = Les nouvelles fiches deviennent sans effet et les anciennes valeurs reviennent. Ce que les sites ont changé depuis reste.
import-undo-do = Annuler tout ensemble
import-columns-title = Que donne chaque colonne ?
import-nothing = — rien —
import-full-name = Nom complet, à partager en nom, post-nom et prénom
import-id = Identifiant de la fiche
import-defaults = Ce qu’aucune colonne ne donne
import-defaults-help = Cette valeur vaut pour toutes les lignes qui n’en ont pas.
import-check = Essayer à blanc

# Plis.

way-bundles = Plis
bundles-hub-why = Un site sans réseau remet ses enregistrements dans un pli, et emporte le pli qui y répond : reçu et nouvelles à la fois.
bundles-for-sites = Plis pour les sites
bundle-receipt = Le pli qui répond est prêt ci-dessous : remettez-le à qui a porté celui-ci.
bundle-stored = { $count ->
    [0] rien de nouveau
    [one] { NUMBER($count) } enregistrement nouveau
   *[other] { NUMBER($count) } enregistrements nouveaux
}
bundle-at-hub = { $from }, pli du { $made } : { $new }.
invite-reserved = Cet appareil lit les cas et les constats sensibles du site
way-cases = Cas

role-facilitator = Facilitateur
way-caseload = Accompagnement
way-followed = Rapport au programme
way-candidates = Sites candidats
way-recognised = Vérifier un numéro
caseload-title = Accompagnement
caseload-why = Les organisations suivies par chaque facilitateur, et ce qui a été convenu.
caseload-missing = Il manque : { $what }
caseload-visited = Dernière visite le { $day }
caseload-never = Pas encore visitée
caseload-report = Rapport de la visite du { $day } : { $what }
caseload-report-owed = Rapport à remettre pour la visite du { $day }
followed-title = Rapport au programme
followed-why = Ce que chaque organisation suivie est devenue pendant une période, et ce qui a été convenu et fait.
followed-organisations = { $count ->
    [one] { NUMBER($count) } organisation
   *[other] { NUMBER($count) } organisations
}
followed-sites = { $count ->
    [one] { NUMBER($count) } site
   *[other] { NUMBER($count) } sites
}
followed-facilitator = Facilitateur
followed-organisation = Organisation
followed-stage-before = Étape avant la période
followed-stage = Étape
followed-last = Dernière visite
followed-visits = Visites
followed-agreed = Convenu
followed-done = Fait
followed-open = À faire
followed-late = En retard
followed-reports = Rapports remis
followed-owed = Rapports dus
followed-next = Prochaines étapes convenues
followed-total = Ensemble
candidates-title = Sites candidats
candidates-why = Les sites qui peuvent s’engager dans une norme, les plus prêts d’abord.
candidates-score = { $score } points sur 100
candidates-reason = { $question } : { $answer } (source : { $source })
candidates-unknown = { $question } : personne ne le sait encore
lists-empty = Rien n’est encore noté ici.
recognised-title = Vérifier un numéro de reconnaissance
recognised-why = Écrivez le numéro entier de l’acte, comme il figure sur le document.
recognised-number = Numéro de l’acte
recognised-check = Vérifier
recognised-none = Aucun acte de ce numéro n’est connu ici. Vérifiez le numéro, ou demandez au bureau provincial.
recognised-today = Situation aujourd’hui
review-at-site = Site

# Ce qu’un bureau a à traiter.

files-title = Dossiers à instruire
files-why = Les demandes de reconnaissance qui attendent une réponse, celles dont le délai finit d’abord.
files-submitted = Déposé le { $day }
files-until = À répondre avant le { $day }
files-silent = Sans réponse depuis le { $day }
titles-title = Titres et échéances
titles-why = Les cartes, agréments et accords qui finissent, par jours qui restent.
titles-over = Déjà finis
titles-within = Dans les { $days } jours
titles-ends = Finit le { $day }
titles-ended = Fini le { $day }
titles-asked = Renouvellement demandé
prices-title = Prix et marchés
prices-why = Les ventes des douze derniers mois, comparées au prix de référence du jour et du lieu.
prices-references = Derniers prix de référence
prices-from = Depuis le { $day }
prices-organisations = Ventes comparées à la référence
prices-ratio = { $ratio } de la référence, en { $currency }
prices-low = { $count ->
    [one] { NUMBER($count) } vente sous le seuil
   *[other] { NUMBER($count) } ventes sous le seuil
}
prices-sales = { $count ->
    [one] { NUMBER($count) } vente
   *[other] { NUMBER($count) } ventes
}
prices-kinds = Ventes par type d’acheteur
prices-buyers = { $count ->
    [one] { NUMBER($count) } acheteur
   *[other] { NUMBER($count) } acheteurs
}
prices-share = { $share } des recettes en { $currency }
completeness-title = Ce qui est remonté
completeness-why = Ce qui manque n’est pas zéro : le mois n’est pas encore raconté. Les { NUMBER($count) } derniers mois entiers sont regardés.
completeness-came = Dernier échange : { $ago }
completeness-last = Dernier jour noté : { $day }
completeness-nothing = Rien n’est encore noté
completeness-books = Caisse
completeness-production = Production
completeness-all = { $what } : tous les mois sont là
completeness-gaps = { $what } : il manque { $months }
completeness-records = { $count ->
    [one] { NUMBER($count) } enregistrement reçu
   *[other] { NUMBER($count) } enregistrements reçus
}
trained-title = Personnes formées, par module
trained-sessions = Les séances
trained-course = Module
trained-held = Séances tenues
trained-women = Femmes
trained-men = Hommes
trained-others = Non dit
plans-title = Plans et activités
plans-why = Les plans d’affaires que les organisations suivent, ce que coûtent leurs plans d’action, et leurs autres activités.
plans-in-force = Plans d’affaires en vigueur : { $count } sur { $of } organisations installées, { $running } en exécution
plans-actions = Plans d’action
plans-livelihoods = Autres activités
plans-late = { $count ->
    [one] { $count } activité en retard
   *[other] { NUMBER($count) } activités en retard
}
plans-activities = { $count ->
    [one] { $count } activité
   *[other] { NUMBER($count) } activités
}
plans-spent = Dépensé { $spent } sur { $budget }
plans-people = { $count ->
    [one] { $count } participant
   *[other] { NUMBER($count) } participants
}
plans-jobs = Emplois : { $women } de femmes, { $men } d’hommes
plans-unplanned = Sans plan d’affaires : { $count }
prices-unexplained = { $count ->
    [one] { $count } vente sous une meilleure offre, sans raison donnée
   *[other] { NUMBER($count) } ventes sous une meilleure offre, sans raison donnée
}

# Effacer une personne.

done-erased = L’effacement est ordonné. Il atteint chaque appareil à son prochain échange.
erase-do = Effacer cette personne
erase-title = Effacer { $name }
erase-goes = S’en vont pour toujours, au centre et sur chaque appareil à son prochain échange : le nom, les données, l’histoire et les images de cette personne. Personne ne peut les faire revenir.
erase-stays = Restent les livres, les présences et les registres, qui ne disent de cette personne qu’un numéro.
erase-backups = Les sauvegardes faites avant, les fichiers exportés et les papiers imprimés ne changent pas : détruisez-les ou gardez-les à part.
erase-records = Ce qui est effacé
erase-no-ground = Cette personne n’a pas retiré son consentement, et n’est pas partie depuis assez longtemps. Notez d’abord le retrait sur sa fiche.
erase-confirm = Pour confirmer, écrivez son nom : { $name }
erase-other-name = Ce n’est pas le nom de cette personne. Vérifiez que c’est la bonne fiche.
erase-for-consent = Effacer : consentement retiré
erase-for-age = Effacer : parti depuis longtemps
