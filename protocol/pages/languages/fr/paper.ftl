# Ce qui est imprimé sur papier.

print-attendance-blank = Liste de présence à remplir
print-attendance = Liste de présence
print-roll-blank = Émargement à remplir
print-roll = Émargement de l’assemblée
print-minutes = Procès-verbal de l’assemblée
print-file = Dossier de reconnaissance
print-plan = Plan d’affaires
print-register = Registre mensuel de production
print-identification = Fiche d’identification des exploitants
print-statement = Relevé des services reçus

paper-links = À imprimer :
paper-back = Revenir au document
paper-printed = Imprimé le { $day }
paper-from = Du
paper-to = Au
paper-show = Montrer
paper-period = Du { $from } au { $to }
paper-number = N°
paper-name = Nom
paper-signature = Signature ou empreinte
paper-total = Total
paper-nothing = Rien n’est noté.
paper-there = Personnes présentes
paper-entitled = Membres qui peuvent voter
paper-absent = Absent
paper-trainer = Le formateur
paper-for-organisation = Pour l’organisation
paper-for-site = Pour le site
paper-for-programme = Pour le programme
paper-service = Pour le service de l’État
paper-day = Date
paper-what = Service
paper-how-much = Montant ou nombre
paper-persons = { $count ->
    [one] { NUMBER($count) } personne
   *[other] { NUMBER($count) } personnes
}

minutes-calling = Convocation
minutes-quorum = Quorum
minutes-notice = Délai de convocation
minutes-notice-of = { $given } jours, { $asked } demandés
minutes-bureau = Bureau de séance
minutes-elections = Élections
minutes-result = Résultat
minutes-carried = Adoptée
minutes-lost = Rejetée
minutes-elected = Élu·e

file-item = Pièce
file-texts = Statuts et règlements en vigueur
file-minutes = Assemblées qui les ont adoptés
file-officers = Dirigeants en fonction
file-members = Liste des membres

plan-year = Année
plan-left = Reste

register-weight = Poids
register-parcels = Colis du mois
register-sales = Ventes du mois
register-weigher = Le peseur

identification-count = Personnes sur cette fiche
