# Ce qu’on dit en reprenant un registre ou un cahier.

# Le fichier.

tables-file-unreadable = Le fichier ne peut pas être lu : { $reason }.
tables-file-empty = Le fichier est vide.
tables-file-no-header = La première ligne doit porter les noms des colonnes ; elle est vide.
tables-file-too-large = Le fichier dépasse { $max } Mo. Partagez-le en plusieurs fichiers.
tables-file-too-many-rows = Le fichier a plus de { $max } lignes. Partagez-le en plusieurs fichiers.
tables-file-too-many-columns = Le fichier a plus de { $max } colonnes. Vérifiez le séparateur.
tables-file-workbook = C’est un classeur, pas un fichier CSV. Dans le tableur : « Enregistrer sous », puis « CSV UTF-8 ».
tables-file-nul = La ligne { $line } contient des octets nuls : ce n’est pas du texte, ou le fichier est abîmé. Enregistrez-le de nouveau en « CSV UTF-8 ».
tables-file-unknown-encoding = L’encodage « { $name } » n’est pas connu. Essayez « utf-8 » ou « windows-1252 ».
tables-file-not-in-encoding = La ligne { $line } n’est pas écrite dans l’encodage « { $name } ».
tables-file-open-quote = Ligne { $line } : un guillemet ouvert n’est jamais fermé.
tables-file-after-quote = Ligne { $line } : du texte suit un guillemet fermant. Dans une cellule, un guillemet s’écrit deux fois.
tables-file-uneven = Ligne { $line } : { $found } cellules, mais { $expected } colonnes. Un séparateur manque, ou il y en a un de trop.

# Les colonnes.

tables-columns-not-toml = La liste des colonnes n’est pas bien écrite : { $reason }.
tables-columns-unknown-field = « { $name } » n’est pas un champ. Vouliez-vous dire « { $nearest } » ?
tables-columns-unknown-column = Le fichier n’a pas de colonne « { $name } ».
tables-columns-twice = Deux colonnes donnent « { $name } » ; une seule le peut.
tables-columns-missing = Aucune colonne ne donne « { $name } ».
tables-columns-bad-default = La valeur « { $value } » ne convient pas à « { $name } » : { $reason }

# Les cellules.

tables-cell-missing-column = Aucune colonne ne donne « { $name } », qui est à remplir.
tables-cell-date = Écrivez le jour, le mois et l’année : 03/04/1987 est le 3 avril 1987.
tables-cell-partial-date = Écrivez 03/04/1987, 04/1987, 1987 ou « environ 1987 ».
tables-cell-month = Écrivez le mois et l’année : 04/1987.
tables-cell-phone = Écrivez le numéro en chiffres, avec l’indicatif du pays si ce n’est pas celui d’ici.
tables-cell-int = Écrivez un nombre entier en chiffres.
tables-cell-bool = Écrivez « oui » ou « non ».
tables-cell-money = Écrivez le montant et la monnaie : 1 250,50 USD.
tables-cell-weight = Écrivez le poids et son unité : 3,5 ct ou 2,25 g.
tables-cell-ref-id = Un identifiant a 32 chiffres hexadécimaux.
tables-cell-ref-unknown = Rien de connu ici ne porte ce nom.
tables-cell-ref-several = { $count } choses connues ici portent ce nom ; écrivez l’identifiant.
tables-cell-id-unknown = Cet identifiant n’est pas connu ici.
tables-cell-number-taken = Ce numéro est celui de quelqu’un ou de quelque chose d’autre ici.
tables-cell-row-twice = La ligne { $line } porte déjà cet identifiant ou ce numéro.
tables-cell-written-once = Cette valeur ne change plus ; elle était « { $old } ».
tables-cell-unreadable = Ce qui est connu ici ne peut pas être contrôlé.
tables-cell-unbalanced = Les lignes de cette opération ne s’équilibrent pas, ou l’une d’elles est fausse : corrigez toutes ses lignes ensemble.
tables-cell-both-sides = Une opération est une entrée ou une sortie, pas les deux.
tables-cell-no-amount = Écrivez une entrée ou une sortie, plus grande que zéro.
tables-cell-balance = Le solde calculé est { $expected }.

# Les doublons possibles.

tables-alike-same-name = même nom
tables-alike-near-name = nom presque pareil
tables-alike-same-birth = même naissance
tables-alike-near-birth = naissance à deux ans près
tables-alike-same-mother = même mère
tables-alike-same-phone = même téléphone

tables-problem-column = Problème
tables-problem-at = { $column } : { $sentence }
tables-problem-of = { $column } « { $value } » : { $sentence }

# Ce qui sort en tableau.

export-province = Province
export-site = Site
export-id = Identifiant
export-demo = Démonstration
export-key = Clé
export-receipt-number = Reçu, avec sa lettre
export-period = Mois où cela compte
export-name = nom
export-label = libellé
export-currency = monnaie
