practice-observation = Pratique observée
practice-observation-place = Site ou puits
practice-observation-practice = Pratique
practice-observation-level = Niveau (0 à 3)
practice-observation-event-date = Date
practice-observation-observer = Observateur
