action-plan = Plan d’action
action-plan-title = Intitulé
action-plan-organisation = Organisation
action-plan-plan = Plan d’affaires
action-plan-start = Début
action-plan-end = Fin
action-plan-approved-by = Approuvé par l’assemblée
