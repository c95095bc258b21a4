# What is printed on paper.

print-attendance-blank = Attendance sheet to fill in
print-attendance = Attendance sheet
print-roll-blank = Roll to sign
print-roll = Roll of the assembly
print-minutes = Minutes of the assembly
print-file = Recognition file
print-plan = Business plan
print-register = Monthly production register
print-identification = Identification sheet of miners
print-statement = Statement of services received

paper-links = To print:
paper-back = Back to the document
paper-printed = Printed on { $day }
paper-from = From
paper-to = To
paper-show = Show
paper-period = From { $from } to { $to }
paper-number = No.
paper-name = Name
paper-signature = Signature or thumbprint
paper-total = Total
paper-nothing = Nothing is noted.
paper-there = Persons present
paper-entitled = Members entitled to vote
paper-absent = Absent
paper-trainer = The trainer
paper-for-organisation = For the organisation
paper-for-site = For the site
paper-for-programme = For the programme
paper-service = For the service of the state
paper-day = Day
paper-what = Service
paper-how-much = Amount or number
paper-persons = { $count ->
    [one] { NUMBER($count) } person
   *[other] { NUMBER($count) } persons
}

minutes-calling = How it was called
minutes-quorum = Quorum
minutes-notice = Notice
minutes-notice-of = { $given } days, { $asked } asked for
minutes-bureau = Officers of the sitting
minutes-elections = Elections
minutes-result = Result
minutes-carried = Carried
minutes-lost = Lost
minutes-elected = Elected

file-item = Document
file-texts = Statutes and by-laws in force
file-minutes = Assemblies that adopted them
file-officers = Officers in office
file-members = List of members

plan-year = Year
plan-left = Left

register-weight = Weight
register-parcels = Parcels of the month
register-sales = Sales of the month
register-weigher = The weigher

identification-count = Persons on this sheet
