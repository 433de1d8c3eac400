report-activity-none = Nobody has an activity plan in this time
report-activity-nothing = Neither an activity plan nor entries.
report-activity-planless = No activity plan is set.
report-activity-short = { $name }: { $share } of the activity plan, least { $line }
report-activity-done = { $name }: { $share } of the activity plan
report-activity-all-done = Everybody does the activity plan: { $share } at least
report-activity-days = Activity plan by day
report-activity-days-bonus = Activity plan by day; on the right the month and the share of the bonus
report-activity-lines = By line of the plan
report-activity-focus = In bold: the month's focus.
report-activity-capped = More on one day does not make up for another: a day is 100 % at most.
report-activity-away-vacation = off
report-activity-away-sick = ill
report-activity-more = { $count ->
    [one] { $number } more rep
   *[other] { $number } more reps
 }: “Show rows”.
report-activity-bonus = Share of the activity bonus: { $share }.
report-activity-later = Logged later: { $number } ({ $names }), in no day's plan.
report-activity-undivided = The activity plan is not divided by clients and products: all of it is shown.
report-activity-line-calls = calls
report-activity-line-cold-calls = cold calls
report-activity-line-warm-calls = warm calls
report-activity-line-meetings-set = meetings set
report-activity-line-meetings = meetings
report-activity-line-offers = offers
report-activity-name-calls = Calls
report-activity-name-cold-calls = Cold calls
report-activity-name-warm-calls = Warm calls
report-activity-name-meetings-set = Meetings set
report-activity-name-meetings = Meetings
report-activity-name-offers = Offers
report-activity-rep = { $name }: { $share }, in full { $done } of { $days ->
    [one] { $days } day
   *[other] { $days } days
 }.
report-activity-rep-planless = { $name }: no activity plan.
report-activity-rep-met = The sales plan is met, share of the activity bonus: { $share }.
report-activity-rep-least = Least { $line }.
report-activity-rep-later = Logged later: { $number }.
report-activity-signs = 👀 Have a look
report-activity-how-day = A day: the mean over the plan's lines, 100 % at most in each. Counted is what happened on that day and was logged by 12:00 of the rep's next working day.
report-activity-how-week = A weekly line counts the whole week and stands in each of its days.
report-activity-how-month = A month: the mean over working days; a shortened day weighs less, leave and illness are left out.
report-activity-how-later = What was logged after that is shown apart, “logged later”, and changes no day.
report-activity-how-away = off: on leave, ill: ill. An empty field: a day off, a day without a plan, or today while nothing is logged: such a morning is not in the mean.
report-activity-how-bonus = Share of the bonus: 1 if the month's sales plan is met, else the month's mean over 90 %, 1 at most. The manager decides.
report-pick-activity-all = All: { $number }
report-pick-activity-short = Under 90 %: { $number }
report-pick-activity-later = Logged later: { $number }
report-rows-activity-all = Activity plan
report-rows-activity-short = Under 90 % of the activity plan
report-rows-activity-later = Logged later
listing-least = Least
listing-least-calls = least calls
listing-least-cold-calls = least cold calls
listing-least-warm-calls = least warm calls
listing-least-meetings-set = least meetings set
listing-least-meetings = least meetings
listing-least-offers = least offers
listing-days-done = Days in full
listing-days-done-count = { $count ->
   *[other] in full { $number }
 }
listing-days-worked = Working days
listing-days-worked-count = { $count ->
    [one] of { $number } day
   *[other] of { $number } days
 }
listing-bonus-share = Share of the activity bonus
listing-bonus-share-decimal = bonus share { $number }
listing-later = Logged later
listing-later-count = { $count ->
   *[other] later { $number }
 }
listing-what = What
listing-what-call = call
listing-what-meeting-set = meeting set
listing-what-meeting = meeting
listing-what-offer = offer
listing-happened = When it was
listing-logged = When it was logged
