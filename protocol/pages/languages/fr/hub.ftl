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
account-of-help = Pour un bureau provincial seulement.
account-short = Le mot de passe a besoin d’au moins 12 caractères.
account-taken = Il y a déjà un compte de ce nom.
account-unknown = Il n’y a pas de compte de ce nom.
account-province = Un compte de bureau provincial a besoin d’une province.
account-incomplete = Écrivez un nom et choisissez un rôle.
role-administrator = Administration
role-headquarters = Siège
role-province = Bureau provincial

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
