day-head = { $day }. { $count ->
    [one] { $count } task
   *[other] { $count } tasks
 }.
day-empty = { $day }. No tasks.
day-empty-silent = { $day }. No tasks. { $count ->
    [one] { $count } client has been silent for long
   *[other] { $count } clients have been silent for long
 }, worth { $worth }.
day-plan = { $lines }.
day-plan-line = { $line } { $fact } of { $plan }
day-plan-week = { $line } { $fact } of { $plan } this week
day-line-calls = calls
day-line-cold_calls = cold calls
day-line-warm_calls = warm calls
day-line-meetings_set = meetings set
day-line-meetings = meetings
day-line-offers = offers
day-overdue-head = Overdue { $count }
day-meetings-head = Meetings: { $count }
day-tasks-head = To do: { $count }
day-first-head = Whom to call first
day-task-at = { $mark } { $hour } · { $what }
day-task = { $mark } { $what }
day-overdue = { $day } · { $what }
day-silent = “{ $client }” silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, rhythm { $rhythm }
day-silent-worth = “{ $client }” silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, rhythm { $rhythm }, buys for { $worth }
day-all-silent = All who are silent · { $count }
day-all-tasks = All tasks
day-team = 👥 Team
