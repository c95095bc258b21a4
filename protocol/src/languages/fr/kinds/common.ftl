common-source-form = N° du formulaire papier
common-note = Note
common-void = Annulé
    .help = Un document annulé reste lisible et ne compte plus.
