error-month-closed = The month is closed, its days are counted already. Nothing has changed.
error-already-away = An absence is noted for these days already. Nothing has changed.
error-too-long-away = Three years at most. Nothing has changed.
error-nobody-to-take = There is nobody to take it on these days. Nothing has changed.
away-sick = sick leave
away-vacation = holiday
away-till = { $kind } till { $last }
away-on = { $kind }, { $day }
away-from-till = { $kind } from { $first } to { $last }
away-words = { $what }
away-span = { $what }.
away-of = { $name }: { $what }
away-own = <b>Your holidays and sick leaves</b>
away-whose = <b>{ $name }: holidays and sick leaves</b>
away-line = · { $what }
away-none = Nothing is noted ahead.
away-past = Past:
away-lent = { $count ->
    [one] { $count } task is still with colleagues.
   *[other] { $count } tasks are still with colleagues.
 }
away-take-back = ↩️ Take back from colleagues ({ $count })
away-fell-ill = 🤒 I am ill
away-is-ill = 🤒 Sick leave
away-leave = 🏖 Holiday
away-ask-sick = Get well soon. Till which day?
away-ask-sick-of = { $name }: sick leave till which day?
away-ask-first = From which day is the holiday?
away-ask-first-of = { $name }: from which day is the holiday?
away-ask-last = From { $first }. Till which day, included?
away-ask-end = Now it is { $what }. Till which day instead?
away-only = Only { $last }
away-by = Till { $last }
away-days = { $count ->
    [one] { $count } day, till { $last }
   *[other] { $count } days, till { $last }
 }
away-calendar = Calendar
away-type = Type it
away-type-days = Type the days, for example: Dec 1 to Dec 14, or till Friday.
away-close = Close
away-meetings = Waiting for a meeting:
away-tasks = Tasks:
away-task-on = { $day } { $task }
away-task-person = { $task }. { $person }
away-nothing = Nothing is planned for these days.
away-nothing-left = All of it is handed over or moved, nothing is left.
away-copy = 📋 { $name }, { $phone }
away-hand = Hand all over
away-spread = One by one
away-move = Move to { $day }
away-undo = ↩️ Put back ({ $count })
away-back-own = ✅ Working again
away-back = ✅ Works again
away-cancel = Cancel
away-change = Another day
away-evenly = Evenly among { $count }
away-colleague = { $name } · { $count }
away-hand-whom = { $count ->
    [one] Who takes { $count } task? Beside the name, own tasks on these days.
   *[other] Who takes { $count } tasks? Beside the name, own tasks on these days.
 }
away-nobody = Nobody can take it on these days: there are no colleagues, or they are away too. The tasks can be moved.
away-spread-ask = { $task }
    Whose is it? Left to decide: { $count }.
away-leave-it = Leave it
away-ended = Have a good day. The absence is over.
away-handed = { $count ->
    [one] { $count } task handed over.
   *[other] { $count } tasks handed over.
 }
away-moved = { $count ->
    [one] { $count } task moved.
   *[other] { $count } tasks moved.
 }
away-undone = { $count ->
    [one] { $count } task put back.
   *[other] { $count } tasks put back.
 }
push-handed-away = <b>{ $giver }</b> is away, meanwhile { $count ->
    [one] { $count } task is yours:
   *[other] { $count } tasks are yours:
 }
