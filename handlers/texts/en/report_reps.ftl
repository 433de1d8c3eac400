report-reps-none = Nothing is written down of the reps' work in this time
report-reps-nothing = No entries.
report-reps-finding = { $name }: { $what }
report-reps-plan = plan { $share }
report-reps-contacts-enough = calls enough
report-reps-even = All go evenly: nobody is notably worse than the rest
report-reps-even-best = All go evenly. Furthest is { $name }: plan { $share }
report-reps-well = { $name }: plan { $share }, nothing notably worse than the rest
report-reps-alone = { $name }: plan { $share }. Nobody to compare with yet
report-reps-planless = { $name }: no plan, nothing notably worse than the rest
report-reps-cause-plan = plan { $own }
report-reps-cause-activity = activity plan { $own }
report-reps-cause-contacts = { $some ->
    [none] no calls
   *[few] few calls
 }
report-reps-cause-effective = { $some ->
    [none] no effective contacts
   *[few] few effective contacts
 }
report-reps-cause-meetings = { $some ->
    [none] no meetings
   *[few] few meetings
 }
report-reps-cause-offers = { $some ->
    [none] no offers
   *[few] few offers
 }
report-reps-cause-won = { $some ->
    [none] no deals won
   *[few] { $own } of deals won
 }
report-reps-cause-response = first answer after { $own }
report-reps-cause-cycle = a deal takes { $own }
report-reps-cause-stuck = { $own } of deals stuck
report-reps-cause-in-time = { $own } of tasks in time
report-reps-cause-stepped = { $own } of deals with a next step
report-reps-cause-same-day = { $own } logged the same day
report-reps-hours = { $hours } h
report-reps-days = { $days } d
report-reps-own = actual
report-reps-median = median
report-reps-result = Result and speed
report-reps-work = What was done
report-reps-order = Order
report-reps-load = In hand now
report-reps-load-clients = Clients
report-reps-load-deals = Deals
report-reps-load-tasks = Tasks
report-reps-column-plan = Plan
report-reps-column-won = Deals won
report-reps-column-response = First answer
report-reps-column-cycle = Deal's way
report-reps-column-activity = Activity plan
report-reps-column-contacts = Contacts
report-reps-column-effective = Effective
report-reps-column-meetings = Meetings
report-reps-column-offers = Offers
report-reps-column-stuck = Stuck
report-reps-column-in-time = Tasks in time
report-reps-column-stepped = Has a step
report-reps-column-same-day = Logged at once
report-reps-name-plan = Sales plan
report-reps-name-won = Deals won
report-reps-name-response = First answer to a request
report-reps-name-cycle = From creation to won
report-reps-name-activity = Activity plan
report-reps-name-contacts = Contacts
report-reps-name-effective = Effective
report-reps-name-meetings = Meetings
report-reps-name-offers = Offers
report-reps-name-stuck = Stuck deals
report-reps-name-in-time = Tasks in time
report-reps-name-stepped = Deals with a next step
report-reps-name-same-day = Logged the same day
report-reps-beside-team = Beside it the team's median.
report-reps-beside-company = Beside it the company's median.
report-reps-beside-nobody = Nobody to compare with yet: fewer than three reps.
report-reps-more = { $count ->
    [one] { $number } more rep
   *[other] { $number } more reps
 }: “Show rows”.
report-reps-unanswered = { $count ->
    [one] { $number } request is unanswered.
   *[other] { $number } requests are unanswered.
 }
report-reps-undivided = Work is not divided by clients and products: all of it is shown.
report-reps-line = { $name }: clients { $clients }, deals { $deals }, tasks { $tasks }.
report-reps-line-help = Help with: { $what }.
report-reps-how-plan = Plan: payments of this time against the sales plan of each month begun; what was entered after a month closed is left out. Time that is no whole months has no plan to it.
report-reps-how-won = Won: deals won of those closed in this time, by who led the deal on the day it was closed. Under the share the interval where it really lies (95 %).
report-reps-how-activity = Activity plan: the mean over working days, of what was logged in time. Contacts: calls, incoming calls, requests. Effective contacts, meetings and offers as a share of contacts.
report-reps-how-speed = First answer: working hours from a request to the first call to the client, the middle of all requests; one without an answer waits until the start of today. Deal's way: days from creation to won, the middle.
report-reps-how-deals = Stuck: at a stage for longer than planned, with nothing dated ahead. Has a step: an open deal with an open task. Both as of today.
report-reps-how-order = Tasks in time: done on their day at the latest, of those whose day is over. Logged at once: written down on the day it happened.
report-reps-how-median = Coloured is what is worse or better than the team's median by a quarter or more and not by chance: the median is outside the share's 95 % interval. With fewer than three reps who have the figure, the company's median. Nobody rates himself.
report-pick-reps-all = All: { $number }
report-pick-reps-help = To help: { $number }
report-pick-reps-well = Going evenly: { $number }
report-rows-reps-all = Reps
report-rows-reps-help = To help
report-rows-reps-well = Going evenly
listing-rep = Rep
listing-of-plan = Plan
listing-of-plan-share = plan { $share }
listing-help = Help with
listing-help-none = going evenly
listing-help-plan = plan
listing-help-activity = activity plan
listing-help-contacts = calls
listing-help-effective = effective contacts
listing-help-meetings = meetings
listing-help-offers = offers
listing-help-won = deals won
listing-help-response = first answer
listing-help-cycle = long way of a deal
listing-help-stuck = stuck deals
listing-help-in-time = tasks in time
listing-help-stepped = next step
listing-help-same-day = logging at once
listing-activity-done = Activity plan
listing-activity-done-share = activity { $share }
listing-won-share = Deals won
listing-won-share-share = won { $share }
listing-response = First answer, working hours
listing-response-decimal = answers in { $number } h
listing-cycle = Deal's way, days
listing-cycle-days = { $count ->
    [one] a deal takes { $number } day
   *[other] a deal takes { $number } days
 }
listing-stuck = Stuck deals
listing-stuck-count = { $count ->
   *[other] { $number } stuck
 }
listing-in-time = Tasks in time
listing-in-time-share = in time { $share }
listing-stepped = Deals with a next step
listing-stepped-share = with a step { $share }
listing-same-day = Logged the same day
listing-same-day-share = logged at once { $share }
listing-kept = Clients
listing-kept-count = { $count ->
    [one] { $number } client
   *[other] { $number } clients
 }
listing-open-deals = Deals in hand
listing-open-deals-count = { $count ->
    [one] { $number } deal
   *[other] { $number } deals
 }
listing-open-tasks = Tasks
listing-open-tasks-count = { $count ->
    [one] { $number } task
   *[other] { $number } tasks
 }
