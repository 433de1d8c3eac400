error-bad-day = That does not look like a day of the calendar. For example: 31.12 off, 30.12 short by 1 hour. Nothing has changed.
calendar-button = 📅 Calendar
calendar-month = <b>{ $month }</b>, { $count ->
    [one] { $count } working day
   *[other] { $count } working days
 }. Tap a day to correct it.
calendar-marks = (1) off, 1− shorter, ✎ corrected by you
calendar-corrections = Your corrections:
calendar-correction = · { $what }
calendar-day = Now { $what }. What shall it be?
calendar-past = That day is over: its plans and shares will be counted anew.
calendar-set-working = Working
calendar-set-off = Day off
calendar-set-short = Shorter by { $hours } h
calendar-set-usual = As in the calendar
calendar-is-working = { $day }: working
calendar-is-off = { $day }: off
calendar-is-short = { $day }: shorter by { $hours } h
calendar-is-short-minutes = { $day }: shorter by { $minutes } min
calendar-type = Type the day and what it shall be, for example: 31.12 off, 30.12 short by 1 hour, 2.01 working or 2.01 as usual.
