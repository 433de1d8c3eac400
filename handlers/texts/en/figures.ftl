figures-of = { $fact } of { $plan }
figures-title = { $share } of the plan, { $left } to go
figures-title-met = The plan is met: { $share }
figures-title-planless = { $amount } paid
figures-title-nothing = Nothing was logged this month
figures-nothing-yet = No plan and no entries this month yet. The figures begin with the first call.
figures-subtitle = { $name } · { $month }
figures-mark = the tick: { $passed } of the working days have passed
figures-panel-plan = Against the month’s plan
figures-panel-month = This month
figures-paid = Payments
figures-won = Deals
figures-new-clients = New clients
figures-activity = Activity plan
figures-panel-conversions = Of contacts and deals
figures-effective = Effective
figures-meetings = Meetings
figures-offers = Offers
figures-conversion-won = Deals won
figures-remark-team = The tick: the team’s median.
figures-remark-company = The tick: the company’s median.
figures-left = { $left } to go: { $daily } a day, working days { $days }.
figures-left-over = { $left } short of the plan.
figures-met = The payments plan is met.
figures-late = { $amount } was entered after the month was closed and is not in the plan.
figures-won-amount = Deals won are worth { $amount }.
figures-days = Activity plan: done in full on { $done } of { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, { $completion } on average. Share of the activity bonus: { $bonus }.
figures-activity-planless = No activity plan this month.
figures-conversion = { $name }: { $own }{ $between } ({ $part } of { $whole }){ $median }
figures-between = , from { $low } to { $high }
figures-median-team = , the team’s median { $median }
figures-median-company = , the company’s median { $median }
figures-nothing-of = nothing to count from
figures-how-button = ❓ How it is counted
figures-how = <b>How it is counted</b>
    Payments and won deals belong to whose deal it was on the payment’s day; without a deal, to who kept the client. When a client is handed over, the future is the new rep’s, the past stays.
    New client: the first purchase is in this month.
    The plan: as it was on that day. Working days passed include today; leave and illness do not count.
    Activity plan: the mean over the plan’s lines of each working day, at most 100 % a line. What was logged by { $hour } of the next working day counts. A weekly line is counted over its whole week. Share of the bonus: 1 if the payments plan is met, else the month’s mean to 90 %, at most 1.
    Effective, meetings and offers: share of contacts (calls, incoming, requests). Won: share of the deals closed this month. With fewer than { $few } cases the limits of the true share are shown (95 %).
    Median: the middle of the team’s reps; with fewer than three, the company’s.
figures-of-member = Figures
