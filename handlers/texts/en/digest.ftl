digest-day = { $day }.
digest-paid = { $amount } paid.
digest-not-paid = No payments.
digest-month = Since the month began { $progress }: { $share } of the plan, { $passed } of the working days have passed.
digest-month-over = { $progress } paid: { $share } of the plan.
digest-month-planless = Since the month began { $amount }, no plan for { $month }.
digest-deals = Deals: { $list }.
digest-won = won { $number }{ $amount }
digest-lost = lost { $number }{ $amount }
digest-moved = moved { $number }{ $amount }
digest-worth = { " " }worth { $amount }
digest-new-clients = New clients { $number }.
digest-made = Contacts { $contacts }, meetings { $meetings }, offers { $offers }.
digest-later = Entered later: { $number }.
digest-standing = Now: { $list }.
digest-standing-overdue = { $number ->
    [one] { $number } overdue task
   *[other] { $number } overdue tasks
 }
digest-standing-stuck = { $number ->
    [one] { $number } stuck deal
   *[other] { $number } stuck deals
 }
digest-standing-stepless = { $number } without a next step
digest-decide = <b>To decide:</b>
digest-decide-behind = { $name }: { $share } of the plan, by days it should be { $passed }. { $missing } short.
digest-decide-stuck = { $deal }: stuck at “{ $stage }”.
digest-decide-stepless = { $deal }: “{ $stage }”, no next step.
digest-decide-overdue = { $number ->
    [one] { $number } task is overdue.
   *[other] { $number } tasks are overdue.
 }
digest-decide-plan = Nobody has a plan for { $month }.
digest-button-behind = { $name } is behind
digest-button-deal = Deal: { $deal }
digest-button-overdue = Overdue tasks: { $number }
digest-button-plan = Set plans
digest-nobody = Nobody’s
digest-empty = No payments, no deals, no calls.
digest-title = { $paid } The month: { $share } of the plan
digest-title-ahead = { $paid } The month’s plan is met: { $share }
digest-title-planless = { $paid } { $month } since the month began
digest-mark = The tick: { $passed } of the working days have passed
digest-panel-month = Plan, { $month }
digest-panel-paid = Payments, { $month }
digest-all = All
digest-panel-reps = By rep
digest-panel-day = Activity plan done
digest-more = { $count } more
digest-what = “{ $said }” is not clear. A past day, week or month, for example: /digest yesterday, /digest 20 November, /digest October.
digest-deal-nameless = client not known
digest-span-day = Day
digest-span-week = Week
digest-span-month = Month
planning-line = { $title }
digest-button-ask = ❓ Ask { $name }
digest-button-table = 👥 By person
digest-table = By person: the month’s payments, plan, activities
digest-table-rows = { $rows }
digest-table-paid = paid
digest-table-plan = plan
digest-table-done = acts
planning-head = <b>For the meeting: { $week }</b>
planning-look = More: /digest last week
