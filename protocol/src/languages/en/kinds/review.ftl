review = Decision
review-item = Review item
review-rule = Rule
review-decisions = Decisions
review-decisions-event-date = Date
review-decisions-decision = Decision
review-decisions-text = Explanation
review-decisions-state = What was found then
