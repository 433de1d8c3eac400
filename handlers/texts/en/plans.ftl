plans-whose = Whose plan?
plans-title = <b>{ $name }, plans</b>
plans-activity = Activity:
plans-none = none yet
plans-no-line = none
plans-per-day = { $number } a day
plans-per-week = { $number } a week
plans-activity-line = { $line }: { $number }
plans-activity-focus = ⭐ <b>{ $line }: { $number }</b>, focus of the month
plans-ahead = from { $since }: { $line } { $number }
plans-line = { $text }
plans-sales = <b>{ $month }</b>
plans-sales-line = { $line }: { $value }
plans-funnel-line = Funnel: { $stages }
plans-stage-value = { $number } for { $amount }
plans-sales-button = Sales, { $month }
plans-funnel-button = Funnel, { $month }
plans-propose-button = 💡 Propose
plans-focus-button = ⭐ Focus of the month
plans-exceptions-button = 📅 Special days
plans-copy-button = 👥 Give to a team
plans-everybody = ← Whose plan
plans-rep = 👤 About the rep
plans-back = ← To the plans
plans-close = Close
plans-type = ✏️ Type
plans-remove = Take away
plans-as-usual = As usual
plans-line-calls = Calls
plans-line-cold_calls = Cold calls
plans-line-warm_calls = Warm calls
plans-line-meetings_set = Meetings to arrange
plans-line-meetings = Meetings
plans-line-offers = Offers
plans-line-payments = Payments
plans-line-deals_won = Deals
plans-line-new_clients = New clients
plans-line-reactivated = Reactivated
plans-ask-line = { $name }, { $line }: now { $number }.
    How many from today on? Past days stay as they were. A weekday below may have another number.
plans-ask-weekday = { $name }, { $line }: now { $number }.
    How many on { $weekday }?
plans-exceptions = <b>{ $name }, special days</b>
    On these days the plan is another:
plans-exception = { $day }: { $what }
plans-exception-all = no plan
plans-exception-usual = { $day }: the plan as usual
plans-exception-none = No plan
plans-ask-exception = { $name }. { $now }.
    What is to change?
plans-ask-exception-line = { $name }. { $now }.
    { $line }: how many that day?
plans-ask-focus = { $name }: what matters most this month? The line is highlighted in the day's plan and asked about first in the evening.
plans-focus-none = No focus
plans-propose-title = <b>{ $name }, { $month }: activity for the sales plan</b>
plans-propose-goal = Deals to win by the plan: { $sales }.
plans-propose-goal-money = Payments planned { $amount }, the average deal { $average }: { $sales } to win.
plans-propose-source-own = By own conversions: { $won } deals won in { $days } days.
plans-propose-source-team = Own deals won in { $days } days are { $own }, too few. Reckoned by the team: { $won }.
plans-propose-source-company = Own deals won in { $days } days are { $own }, the team has few too. Reckoned by the company: { $won }.
plans-propose-line = { $line }: { $done } done, deals { $won }; the plan needs { $needed } → <b>{ $often }</b>
plans-propose-note = Working days in the month: { $days }. The other lines of the plan stay.
plans-propose-accept = ✅ Accept
plans-propose-no-plan = { $name }: first set a sales plan of this month or the next (₽ or deals). Activity is reckoned from it.
plans-propose-few = { $name }: nothing to reckon from yet. Deals won in half a year: { $won }, shares of so few say nothing.
plans-copy-which = { $name }: which team gets this plan?
plans-copy-no-team = No teams yet.
plans-copy-title = Plan: { $name }. Who gets what from today on, people { $count }:
plans-copy-line = <b>{ $name }</b>: { $what }
plans-copy-same = Have it already: { $count }.
plans-copy-note = Past days and special days stay as they are.
plans-copy-nobody = { $name }: everybody in the team has this plan already.
plans-copy-give = ✅ Give · { $count }
plans-copy-done = ✅ A new plan for { $count }.
plans-title-sales = <b>{ $name }, sales plan, { $month }</b>
plans-title-funnel = <b>{ $name }, funnel plan, { $month }</b>
plans-month-before = { $month }: { $what }
plans-copy-month-0 = As { $month }
plans-copy-month-10 = { $month } +10%
plans-ask-sales = { $name }, { $line }, { $month }: now { $now }. How much?
plans-type-line = { $who }, { $line }: how many? For example: { $example }. 0 takes it away. Past days stay as they were.
plans-type-exception = { $who }, { $line }, { $day }: how many that day? 0 if none is needed.
plans-type-sales = { $who }, { $line }, { $month }: how many? For example: { $example }. 0 takes it away.
plans-type-stage = { $who }, { $month }, stage “{ $stage }”: how many deals and for how much? For example: 10 for 1.5M. 0 takes it away.
plans-example-line = 10 a day, or 15 a week, or 10, Fri 5, Sat none
plans-example-money = 1.5M
plans-example-number = 12
push-behind = Before { $hour }: { $missing } to go.
push-behind-and = { $first } and { $last }
push-behind-nearest = Nearest:
push-behind-log = ➕ Log
push-lack-calls = { $count ->
    [one] { $count } call
   *[other] { $count } calls
 }
push-lack-cold_calls = { $count ->
    [one] { $count } cold call
   *[other] { $count } cold calls
 }
push-lack-warm_calls = { $count ->
    [one] { $count } warm call
   *[other] { $count } warm calls
 }
push-lack-meetings_set = { $count ->
    [one] { $count } meeting to arrange
   *[other] { $count } meetings to arrange
 }
push-lack-meetings = { $count ->
    [one] { $count } meeting
   *[other] { $count } meetings
 }
push-lack-offers = { $count ->
    [one] { $count } offer
   *[other] { $count } offers
 }
coming-why-behind = Two hours before the end of the day, only if behind the plan.
coming-kind-behind = What the day's plan lacks
statement-title = <b>{ $name }, { $month }: activity plan</b>
statement-none = No working day was planned.
statement-open = The month is going on, it closes at the end of { $day }.
statement-share = Share of the activity bonus: <b>{ $share }</b>. Done { $completion } of the plan, whole from { $full }. Full days { $done } of { $days }.
statement-share-met = Share of the activity bonus: <b>{ $share }</b>: the sales plan is met. Activity plan { $completion }, full days { $done } of { $days }.
statement-note = The bot shows the share and the days, a person decides.
statement-away = { $kind }: { $days }
statement-day = { $day } · { $completion }: { $lines }
statement-day-short = { $day } (short day) · { $completion }: { $lines }
statement-line-day = { $line } { $fact } of { $plan }
statement-line-week = { $line } { $fact } of { $plan } that week
statement-later = Logged later than noon of the next working day, not counted: { $count }.
statement-after = Logged after the closing, changes nothing: { $count }.
statement-team = ← All reps
statement-back = ← To the month
statement-evidence = <b>{ $name }, { $day }</b>. Records: { $count }
statement-counted = Counted: { $lines }
statement-fact = { $hour } · “{ $client }”, { $what }
statement-fact-later = { $hour } · “{ $client }”, { $what } (logged later)
statement-fact-after = { $hour } · “{ $client }”, { $what } (after the closing)
statement-team-title = <b>Closed: { $month }. Activity plan and share of the activity bonus:</b>
statement-team-line = { $name }: <b>{ $share }</b>, done { $completion }
statement-team-line-met = { $name }: <b>{ $share }</b>, sales plan met, activity { $completion }
statement-team-none = { $month }: no closed activity plans.
statement-button = 📄 Days of the activity plan
coming-why-statement = The month is closed: your activity plan by days and the share of the bonus.
coming-why-team-statements = The month is closed: the activity plans of your reps.
coming-why-focus-old = A focus has been the same for long: a proposal to change it.
plans-focus-old = ⭐ The focus “{ $line }” has been the same for { $months ->
    [one] { $months } month
   *[other] { $months } months
 }: { $names }. What instead from today on?
plans-focus-more = { " " }and { $count } more
plans-focus-stays = Keep it
plans-focus-stayed = The focus “{ $line }” stays.
plans-focus-changed = It was “{ $before }”, now the focus is “{ $line }”. Changed for { $count }.
