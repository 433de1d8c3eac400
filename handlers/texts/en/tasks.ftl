task-do-call = call back
task-do-meeting = meeting
task-do-offer = send an offer
task-do-letter = write a letter
task-do-invoice = issue an invoice
task-do-claim = answer the claim
task-do-other = task
task-with = “{ $client }”, { $action }
task-alone = { $action }
task-person = { $person }.
task-last = Last time, { $day }: “{ $said }”.
task-said-agreed = Agreed
task-said-talked = Talked
task-said-no_answer = No answer
task-said-refused = Refused
task-said-meeting_refused = Refused
task-said-meeting = Held
task-said-thinking = Held, thinking
task-said-not_held = Not held
task-said-offer = Offer sent
task-said-letter = Letter sent
task-said-more = Other…
task-done-button = ✅ Done
task-move-2h = +2 h
task-move-day = Tomorrow
task-move-more = 🕒 When…
task-list-overdue = { $count ->
    [one] { $count } task is overdue
   *[other] { $count } tasks are overdue
 }.
task-list-today = { $count ->
    [one] { $count } task for today
   *[other] { $count } tasks for today
 }.
task-list-tomorrow = { $count ->
    [one] { $count } task for tomorrow
   *[other] { $count } tasks for tomorrow
 }.
task-list-later = { $count ->
    [one] { $count } task later
   *[other] { $count } tasks later
 }.
task-none-overdue = Nothing is overdue.
task-none-today = No tasks for today.
task-none-tomorrow = No tasks for tomorrow.
task-none-later = No tasks later.
task-part-overdue = Overdue · { $count }
task-part-today = Today · { $count }
task-part-tomorrow = Tomorrow · { $count }
task-part-later = Later · { $count }
task-new = ➕ New task
task-queue = ▶️ Call queue
task-all = ← All tasks
task-head-open = { $what } · { $when }
task-head-done = ✅ Done: { $what }.
task-head-cancelled = Cancelled: { $what }.
task-assignee = For: { $name }
task-author = From: { $name }
task-address = Address: { $address }
task-and-next = What comes next?
task-next = ➕ Next step
task-log = ➕ Log
task-client = 👤 Client
task-route = 🗺 Route
task-hand = Hand over
task-cancel = Cancel it
task-cancel-ask = Cancel the task: { $what }?
task-cancel-sure = Yes, cancel it
task-hand-whom = Hand to whom: { $what }?
task-hand-to = { $name } · tasks { $count }
task-hand-nobody = Nobody to hand it to: the team has no one else.
task-handed = Handed over.
task-moved = Moved: { $when }.
task-move-to = When: { $what }? Words will do: “Fri 15:30”.
task-move-at = { $day }, { $hour }
task-move-calendar = 📅 Calendar
task-which-day = Which day: { $what }?
task-which-hour = { $day }, at what hour: { $what }?
task-no-hour = No hour
task-with-whom = With whom? Choose, or write a part of the name.
task-found = Found for “{ $query }”. With whom?
task-not-found = Nothing found for “{ $query }”. Try other words.
task-no-client = No client
task-close = ✕ Close
task-client-named = “{ $client }”
task-for = For: { $name }
task-what-to-do = What is to be done?
task-button-call = 📞 Call
task-button-meeting = 🤝 Meeting
task-button-offer = Offer
task-button-invoice = Invoice
task-button-letter = ✉️ Letter
task-button-other = Other
task-when = When? Words will do: “Fri 15:30”.
task-month = { $month }
task-month-before = ‹
task-month-after = ›
task-which-hour-on = { $day }, at what hour?
task-more-words = Add a few words, or save it as it is.
task-save = 💾 Save
task-no-date = That is no day. For example: “tomorrow”, “Fri 15:30”, “in 2 hours”.
