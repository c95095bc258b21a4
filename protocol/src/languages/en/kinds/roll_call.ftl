roll-call = Roll-call
roll-call-pit = Pit
roll-call-month = Month
roll-call-days = Days
roll-call-days-key = Day
roll-call-days-present = Present
roll-call-days-half-day = Half a day
