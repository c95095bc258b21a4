site-observation = Sensitive observation
site-observation-site = Site
site-observation-event-date = Date
site-observation-armed-presence = Armed presence
site-observation-minors-seen = Minors seen
site-observation-text = Finding
