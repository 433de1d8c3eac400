report-as-of = data as of { $day } { $hour }
report-period-week = week { $first } – { $last }
report-period-quarter = Q{ $number } { $year }
report-period-half = H{ $number } { $year }
report-period-year = { $year }
report-period-range = { $first } – { $last }
report-period-all = all time
report-span = { $span ->
    [month] Month
    [quarter] Quarter
    [year] Year
   *[all] All
 }
report-span-now = • { $span ->
    [month] Month
    [quarter] Quarter
    [year] Year
   *[all] All
 }
report-whose-rep = mine
report-whose-manager = my teams
report-whose-owner = the whole company
report-cut = ✂️ { $whose }
report-rows = 🔍 Show rows
report-export = 📄 XLSX
report-export-begun = Making the file, it will come here.
report-export-failed = The file could not be made: Telegram did not take it, or it has too many rows. Choose a shorter period or one channel, team or person (✂️) and ask again. If that fails too, show this to the owner: the reason is in the program's log.
report-export-sent = { $of }. Rows: { $rows }. Who took what out stays in the log.
report-sheet-figures = Figures
report-text = 🔤 As text
report-how = ❓ How it is counted
report-ask = Nothing found as “{ $said }”. What to show?
report-not-yours = This report is of the whole company, its managers see it. Your figures: /ok
report-ask-period = There is no such time: “{ $said }”. Of what time?
report-ask-two-periods = Two times were named. Compare them or take them together?
report-ask-one-of = They can be shown side by side, or one of them. Which?
report-ask-both = ⚖️ { $one } ↔ { $other }
report-ask-beside = Compare with what?
report-ask-which = Which of these is “{ $said }”?
report-ask-own = Nothing found as “{ $said }”. You see your own deals. Of what time?
report-just-begun = The month has just begun, so this is the last one.
report-of = { $part } of { $whole }
report-clients = { $count ->
    [one] { $number } client
   *[other] { $number } clients
 }
report-estimated = The profit on { $share } of sales is an estimate.
report-funnel-none = No deals in this time
report-funnel-tiny = { $count ->
    [one] Only { $count } deal
   *[other] Only { $count } deals
 }, percentages say nothing. { $count ->
    [one] Here it is.
   *[other] Here they are.
 }
report-funnel-unripe = { $open } of { $total } still open. Of the closed, { $paid } are won
report-funnel-all-open = { $open } of { $total } still open
report-funnel-same-age = { $open } of { $total } still open. By day { $age } won { $now } against { $then }
report-funnel-no-loss = { $paid } won, no losses
report-funnel-worst = { $paid } won. Most are lost after “{ $stage }”: { $lost } of { $of } { $count ->
    [one] closed deal
   *[other] closed deals
  }{ $between }
report-funnel-created = { $count ->
    [one] { $number } deal created
   *[other] { $number } deals created
 }
report-funnel-deals = Deal funnel
report-funnel-no-deals = Nothing was created in this time.
report-funnel-won = Paid
report-funnel-lost = Lost
report-funnel-open = Still open
report-funnel-undated-inside = { $number } of them have no creation date.
report-funnel-undated-beside = { $number } more have no creation date and belong to no period.
report-funnel-clientless = Client not given: { $number }.
report-funnel-amountless = No amount: { $number }.
report-funnel-reached = Reached the stage or a later one
report-funnel-new = new
report-funnel-again = repeat
report-funnel-skipped = skipped by { $number }
report-funnel-needed = { $sales } sales = { $count ->
    [one] { $number } deal
   *[other] { $number } deals
 }.
report-funnel-paid = Share won
report-funnel-paid-all = Of all
report-funnel-paid-closed = Of the closed
report-funnel-paid-new = New clients
report-funnel-paid-again = Repeat
report-funnel-activities = Activity funnel
report-funnel-no-activities = Nothing was logged in this time.
report-funnel-contacts = Contacts
report-funnel-meetings-set = Meetings set
report-funnel-meetings = Meetings held
report-funnel-effective = Effective
report-funnel-offers = Offers
report-funnel-invoices = Invoices
report-funnel-paid-invoices = of them paid
report-funnel-invoiced = Invoices of { $issued }, { $paid } of them paid by now.
report-funnel-payments = All payments: { $number } of { $amount }.
report-funnel-per-sale = Contacts per sale: { $number }.
report-funnel-kind-new = New clients only
report-funnel-kind-again = Repeat only
report-funnel-kind-closed = Closed only
report-pick = Which rows? { $of }.
report-pick-won = Paid: { $number }
report-pick-lost = Lost: { $number }
report-pick-open = Still open: { $number }
report-pick-all = All: { $number }
report-pick-undated = No creation date: { $number }
report-pick-clientless = Client not given: { $number }
report-pick-amountless = No amount: { $number }
report-pick-stage = { $stage }: { $number }
report-pick-again = ← Which rows
report-rows-all = All deals
report-rows-won = Paid
report-rows-lost = Lost
report-rows-open = Still open
report-rows-undated = No creation date
report-rows-clientless = Client not given
report-rows-amountless = No amount
report-rows-stage = Reached “{ $stage }”
report-rows-title = <b>{ $what }: { $number }</b>
report-rows-of = { $of }. { $order ->
    [latest] The latest purchases first.
    [longest] The longest ago first.
   *[largest] The largest first.
 }
report-rows-line = { $place }. { $values }
report-rows-none = No such rows.
report-funnel-how-deals = The deal funnel takes the deals created in this time ({ $period }). A stage counts every deal that reached it or a later one; those that passed it by are shown as skipped. The percentage with an arrow: how many reached the stage of those that reached the one before.
report-funnel-how-kinds = New: the client had bought nothing before it. The rest are repeat.
report-funnel-how-open = When more than { $share } of the deals are open, the title says so: the shares will still grow. The share of the closed is given apart.
report-funnel-how-same-age = While many are open another period is compared at the same age: by the day from its start that both have come to, how many were paid of those created by then.
report-funnel-how-few = A share of fewer than { $few } cases comes with an interval: where it really lies with a probability of 95 %. Fewer than { $tiny } deals: no percentages.
report-funnel-how-activities = The activity funnel counts by the day an activity happened. A contact: any call, incoming call or request. Everything else is shown as a share of contacts. A meeting that did not take place is not held, cancelled entries are left out. Paid invoices: of those same invoices, by now.
report-funnel-how-whose = A deal belongs to whoever had it on the day it was closed, an open one to whoever has it now; an activity to its author; a team is as it was on that day.
report-funnel-how-left-out = Left out or incomplete: { $missing }
report-funnel-how-nothing-left-out = Nothing is missing: every deal has a date, a client and an amount.
report-compare = ⚖️ Compare
report-versus = ⚖️ Beside: { $versus }
report-versus-period = 📅 { $period }
report-versus-none = ✖ No comparison
report-cut-drop = ✖ { $name }
report-cut-kind-channel = Channel ▸
report-cut-kind-region = Region ▸
report-cut-kind-source = Source ▸
report-cut-kind-group = Product group ▸
report-cut-kind-product = Product ▸
report-funnel-by = by the day deals were created
report-how-title = <b>How it is counted</b>
listing-client = Client
listing-client-none = client not given
listing-deal = Deal
listing-amount = Amount
listing-amount-none = no amount
listing-stage = Stage
listing-state = End
listing-state-lost = lost
listing-owner = Owner
listing-owner-none = nobody's
report-ask-too-much = “{ $said }” cannot be shown together with the rest: too much at once. What to show?
report-unit = { $unit ->
    [number] pcs
    [money] ₽
   *[share] %
 }
report-unit-now = • { $unit ->
    [number] pcs
    [money] ₽
   *[share] %
 }
report-black-none = Nothing was lost in this time
report-black-worst = Most is lost after “{ $stage }”: { $lost } of { $left } { $count ->
    [one] deal
   *[other] deals
  }, { $amount }.
report-black-often = Most often “{ $reason }”.
report-black-by = by the day the deal was lost
report-black-stages = At which stage
report-black-of = of { $left }
report-black-reasons = Why
report-black-owners = Whose
report-black-sources = Where they came from
report-black-competitors = Whom they went to
report-black-no-reason = no reason given
report-black-no-owner = nobody's
report-black-no-source = no source given
report-black-no-competitor = not said to whom
report-black-rest = the rest
report-black-amountless = Without an amount: { $number }, they are in no sum.
report-black-silent = Silently lost now besides: { $amount }, { $count ->
    [one] { $number } deal has
   *[other] { $number } deals have
 } stood longer than twice the planned time of the stage with no task. Not added to the losses.
report-black-what-if = If all did as well after “{ $stage }” as the best ({ $name }, at least { $best }): +{ $gain }.
report-black-by-chance = The difference between reps is within chance.
report-pick-silent = Silent: { $number }
report-rows-black-all = Lost
report-rows-black-amountless = Lost, without an amount
report-rows-black-silent = Longer than twice their time
report-rows-lost-stage = Lost after “{ $stage }”
listing-reason = Reason
report-black-how-lost = A loss counts on the day the deal was lost ({ $period }). A deal counts once, by its last loss and its one reason; a reopened one is not lost. So stages, reasons, people and sources add up to the same.
report-black-how-left = Left a stage: moved on or lost. Who jumped over a stage has passed it too. The share is lost of left.
report-black-how-silent = Silent losses: open deals that stand at a stage longer than { $times } planned durations with nothing planned. Shown apart.
report-black-how-what-if = “What if”: left × (best − team) × shares of the later stages × average won deal. The best: of those with at least { $few } deals, the highest lower end of the 95 % interval. The stage with the largest gain is shown.
report-black-how-whose = A loss is counted for whoever owned the deal on that day; a step on, for its owner on that day.
report-debts-none = No unpaid invoices
report-debts-in-time = We are owed { $amount }, none of it is due yet
report-debts-late = We are owed { $amount }, { $overdue } is overdue, most of it by “{ $client }”: { $first }
report-debts-by = by the day of the invoice
report-debts-ages = Days past due
report-debts-age-not-due = not due
report-debts-age-week = 1–7 days
report-debts-age-month = 8–30 days
report-debts-age-longer = over 30 days
report-debts-clients = Who owes
report-debts-owners = Whose clients
report-debts-part-late = overdue
report-debts-of-them-late = { $late } late
report-debts-part-not-due = not due yet
report-debts-how-rest = A debt is the invoice's sum less all that is paid of it. Invoices paid in full are left out.
report-debts-how-age = Age: days past the day it was due, as of today. On that very day it is not late.
report-debts-how-whose = An invoice of a deal is of whoever owns the deal now; one without a deal, of the client's keeper.
report-pick-overdue = Overdue: { $number }
report-rows-debts-all = Unpaid invoices
report-rows-debts-overdue = Overdue invoices
report-rows-debts-not_due = Not due
report-rows-debts-week = Overdue by 1–7 days
report-rows-debts-month = Overdue by 8–30 days
report-rows-debts-longer = Overdue by more than 30 days
listing-invoice = Invoice
listing-rest = Left to pay
listing-due = Due
listing-late = Late
listing-late-days = { $count ->
    [one] { $number } day
   *[other] { $number } days
 } ago
report-more-as-text = <i>The rest is under “🔤 As text”.</i>
report-no-room = { $number } more under “As text”.
report-not-listed = { $number } more { $count ->
    [one] is
   *[other] are
  } not in the list.
report-funnel-mend = New deals most often stop after “{ $stage }”: { $lost } of { $of } { $count ->
    [one] closed deal
   *[other] closed deals
  }{ $between }
