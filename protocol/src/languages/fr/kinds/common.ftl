common-source-form = N° du formulaire papier
common-note = Note
common-void = Annulé
    .help = Un document annulé reste lisible et ne compte plus.
common-struck = Lignes annulées
common-struck-key = Ligne
common-struck-reason = Raison
