review = Décision
review-item = Point à revoir
review-rule = Règle
review-decisions = Décisions
review-decisions-event-date = Date
review-decisions-decision = Décision
review-decisions-text = Explication
review-decisions-state = Ce qui était trouvé
