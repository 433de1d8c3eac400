push-dead-update = One action of a colleague could not be handled: number { $number }. Everything else works. A record of it is kept.
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
