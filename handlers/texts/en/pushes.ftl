push-dead-update = One action of a colleague could not be handled: code { $code }. Everything else works. A record of it is kept.
push-task = ⏰ { $hour } · { $what }.
push-task-again = Once more: { $hour } · { $what }.
push-tasks-again = { $count ->
    [one] { $count } task waits
   *[other] { $count } tasks wait
 } for an answer:
push-task-line = { $hour } · { $what }
push-task-given = { $author } asks: { $what } · { $when }.
push-meeting = 🤝 { $hour } · { $what }.
push-address = { $address }
push-route = 🗺 Route
push-meeting-after = How did it go? { $hour } · { $what }.
push-open = Open
push-all-tasks = All tasks
push-work-handed = This is yours now (before: { $giver }): { $what }.
push-work-handed-nobodys = This is yours now: { $what }.
push-handed-clients = clients { $count }
push-handed-deals = deals { $count }
push-handed-tasks = tasks { $count }
push-handed-to-clients = Clients
push-handed-to-deals = Deals
push-morning = Good morning, { $name }. { $count ->
    [one] { $count } task
   *[other] { $count } tasks
 } today.
push-morning-silent = Good morning, { $name }. No tasks for today. { $count ->
    [one] { $count } client has been silent for long
   *[other] { $count } clients have been silent for long
 }, worth { $worth }.
push-morning-empty = Good morning, { $name }. No tasks for today.
push-to-day = 📋 My day
push-morning-overdue = Good morning, { $name }. { $count ->
    [one] { $count } task
   *[other] { $count } tasks
 } today, { $overdue } overdue.
push-morning-only-overdue = Good morning, { $name }. No tasks for today, { $overdue } overdue.
push-overdue-button = ⏳ Overdue · { $count }
push-deal-nameless = client not given
push-why = What hindered { $line }?
push-with-calls = the calls
push-with-cold_calls = the cold calls
push-with-warm_calls = the warm calls
push-with-meetings_set = setting meetings
push-with-meetings = the meetings
push-with-offers = the offers
push-why-said = { $line }: { $reason }
push-why-thanks = Got it.
push-why-no_time = Not enough time
push-why-no_answer = Nobody answered
push-why-no_reason = No occasion
push-why-other_work = Other work
push-why-away = Out of office
push-why-other = Other
push-plan-done = The day's plan is done.
push-unanswered = { $count ->
    [one] { $count } task
   *[other] { $count } tasks
 } without an answer:
push-of-day = The check of { $day }:
push-role-changed = Your role is now: { $role }. The buttons below and the commands have changed.
