facilitation = Facilitation
facilitation-facilitator = Facilitator
facilitation-organisation = Organisation
facilitation-employer = Employer
facilitation-since = Since
facilitation-ended = Ended on
