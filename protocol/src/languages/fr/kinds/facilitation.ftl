facilitation = Accompagnement
facilitation-facilitator = Facilitateur
facilitation-organisation = Organisation
facilitation-employer = Employeur
facilitation-since = Depuis le
facilitation-ended = Terminé le
