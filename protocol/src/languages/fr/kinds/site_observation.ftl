site-observation = Constat sensible
site-observation-site = Site
site-observation-event-date = Date
site-observation-armed-presence = Présence armée
site-observation-minors-seen = Mineurs d’âge vus
site-observation-text = Constat
