roll-call = Appel du mois
roll-call-pit = Puits
roll-call-month = Mois
roll-call-days = Jours
roll-call-days-key = Jour
roll-call-days-present = Présents
roll-call-days-half-day = Demi-journée
