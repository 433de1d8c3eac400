report-base-as-of = The base on { $day }
report-base-none = No clients yet
report-base-change = { $way ->
    [grew] In { $months ->
        [one] { $months } month
       *[other] { $months } months
     } the active base grew by { $by }: from { $before } to { $now }.
    [shrank] In { $months ->
        [one] { $months } month
       *[other] { $months } months
     } the active base shrank by { $by }: from { $before } to { $now }.
   *[same] In { $months ->
        [one] { $months } month
       *[other] { $months } months
     } the active base has not changed: { $now }.
 }
report-base-changed-by = { $came } came, { $back } returned, { $left } left
report-base-states = How many clients in which state
report-base-inside = The base at the end of the period, and who moved in it
report-base-inside-came = came in the period
report-base-inside-back = returned in the period
report-base-inside-left = left in the period
report-base-state = { $state ->
    [active] active
    [sleeping] sleeping
    [lost] lost
   *[potential] potential
 }
report-base-once = Bought once, no second purchase: { $count ->
    [one] { $number } client.
   *[other] { $number } clients.
 }
report-base-closed = Closed: { $number }, not in the base.
report-base-moves = Who came, returned and left
report-base-came = came
report-base-back = returned
report-base-left = left
report-base-move = +{ $came } +{ $back } −{ $left }
report-base-sum = Together: came { $came } + returned { $back } − left { $left } = { $total } in { $months ->
    [one] { $months } month.
   *[other] { $months } months.
 }
report-base-mark = active { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
 } before { $before }, that day { $day }, as long after { $after }
report-base-mark-too-early = active that day { $day }, no week has passed yet
report-base-pick-state = { $state ->
    [active] Active
    [sleeping] Sleeping
    [lost] Lost
   *[potential] Potential
 }: { $number }
report-base-pick-once = Bought once: { $number }
report-base-pick-came = Came: { $number }
report-base-pick-back = Returned: { $number }
report-base-pick-left = Left: { $number }
report-base-pick-month = { $month }: +{ $came } +{ $back } −{ $left } = { $total }
report-base-how-states = The state follows from purchases as of the last day of the month. Sleeping: silent longer than { $sleeps } of the client’s own rhythm and longer than { $sleeping } days. Lost: silent longer than { $lost } rhythms and longer than { $gone } days, or declared lost; a purchase cancels it. Who has bought nothing yet is potential.
report-base-how-rhythm = Rhythm: the mean days between a client’s purchases. With fewer than three, the median of the channel, else of the company, else { $days } days.
report-base-how-moves = Came: the first purchase made the client active. Returned: slept, was lost or closed, and is active again. Left: was active and is no more. Came + returned − left is always the change of the active base. Under “Show rows” every month of the picture opens who moved in it.
report-base-how-marks = Managers put the marks: /event 15.09 prices up by 10 %. Around each of the latest { $most } the active clients are counted 8 weeks before it, on its day and 8 weeks after; if not that many have passed, as many whole weeks as have.
report-base-how-whose = A client is of who keeps him on the day of the report, in the months before too.
report-rows-base = { $what ->
    [active] Active
    [sleeping] Sleeping
    [lost] Lost
    [potential] Potential
    [once] Bought once
    [came] Came in the month
    [back] Returned in the month
    [moved] Who came, returned and left
   *[left] Left in the month
 }
listing-base-move = Movement
listing-base-move-came = came
listing-base-move-back = returned
listing-base-move-left = left
listing-potential = Potential a year
