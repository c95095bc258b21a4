practice-observation = Observed practice
practice-observation-place = Site or pit
practice-observation-practice = Practice
practice-observation-level = Level (0 to 3)
practice-observation-event-date = Date
practice-observation-observer = Observer
