segment-list = <b>Segments</b>
    Saved selections of clients: open one, give tasks over it, see what came of them.
segment-list-none = <b>Segments</b>
    A selection of clients worth working on: say, regular ones who bought nothing this quarter. None is saved yet.
segment-new = ➕ New segment
segment-groups = 📌 Group tasks
segment-new-title = New segment
segment-everybody = All clients
segment-title = <b>{ $name }</b>
segment-line = • { $line }
segment-asks-nothing = No conditions: every client. Narrow by what?
segment-found = { $count ->
    [0] There are no such clients.
    [one] <b>{ $number }</b> client found.
   *[other] <b>{ $number }</b> clients found.
}
segment-without-closed = Closed cards are left out.
segment-part-class = Class ABC · XYZ
segment-part-life = State
segment-part-channel = Channel
segment-part-region = Region
segment-part-source = Source
segment-part-keeper = Keeper
segment-part-buy = When they bought
segment-part-prod = Product
segment-part-sum = Sum ₽
segment-part-date = Dates
segment-clients = 📋 Clients: { $number }
segment-chart = 📊 Chart
segment-give = 📌 Give tasks to the keepers
segment-give-own = 📌 Give tasks to myself
segment-save = 💾 Save
segment-rename = ✏️ Name
segment-drop = 🗑 Delete
segment-to-list = ← Segments
segment-back = ← To the segment
segment-line-classes = { $classes } for { $window }
segment-line-without-largest = without the largest client
segment-line-lifecycle = state: { $states }
segment-line-lifecycle-on = state on { $on }: { $states }
segment-line-channel = channel: { $values }
segment-line-region = region: { $values }
segment-line-source = source: { $values }
segment-line-keeper = keeper: { $values }
segment-line-bought = bought: { $span }
segment-line-never = not one purchase: { $span }
segment-line-bought-product = bought “{ $product }”: { $span }
segment-line-never-product = did not buy “{ $product }”: { $span }
segment-line-sum = { $sum }: { $span }
segment-line-date = { $what }: { $span }
segment-sum-between = from { $low } to { $high }
segment-sum-from = from { $low }
segment-sum-to = at most { $high }
segment-span-ahead = { $days ->
    [one] the next day
   *[other] the next { $days } days
}
segment-span-gone-by = { $days ->
    [one] the last day
   *[other] the last { $days } days
}
segment-window = { $count ->
    [one] { $count } month
   *[other] { $count } months
} to { $last }
segment-window-button = 🗓 For { $window }
segment-window-rolling = The last whole months
segment-classes-how = ABC: by sales. X regular, Y irregular, Z one-off. 1 2 3: by profit. ABCDE: by profit and potential within the channel. Several of a row may be taken.
segment-xyz-x = X (regular)
segment-xyz-y = Y (irregular)
segment-xyz-z = Z (one-off)
segment-letter = ABCDE: { $letter }
segment-none-abc = no class
segment-none-xyz = no class
segment-none-profit-class = no 123
segment-none-letter = no ABCDE
segment-state-closed = closed
segment-state-potential = potential
segment-state-lost = lost
segment-state-sleeping = sleeping
segment-state-active = active
segment-without-channel = no channel
segment-without-region = no region
segment-without-source = no source
segment-without-keeper = nobody's
segment-add = ➕ { $what }
segment-add-bought = Bought
segment-add-never = Did not buy
segment-add-sum = Sum of purchases
segment-add-window = Classes
segment-date-contract = contract ends
segment-date-own = date on the card
segment-date-birthday = birthday
segment-date-first = first purchase
segment-date-last = last purchase
segment-take-away = ✖ { $what }
segment-ask-product = <b>{ $product }</b>
    Whom to look for?
segment-ask-span = <b>{ $what }</b>
    Of which time?
segment-span-other = ✍️ Write another
segment-type-name = What to call the segment? For example: “Silent since spring”.
segment-type-rename = What to call the segment “{ $about }”?
segment-type-span = <b>{ $about }</b>
    Write the time: “2025”, “q1 2026”, “March–June”, “15.10–20.11”.
segment-type-sum = Sum of purchases: { $about }.
    Write: “from 100 000”, “to 50k”, “100–500k”.
segment-bad-name = A name of at most 60 characters is needed.
segment-bad-span = This could not be read as a time.
segment-bad-window = Classes go by whole months: a year, a quarter or months in a row.
segment-bad-sum = This could not be read as a sum.
segment-clients-title = <b>{ $name }: { $number }</b>
    The largest of the year first.
segment-drop-sure = Delete the segment “{ $name }”? The tasks given out over it stay.
segment-drop-yes = Yes, delete
segment-dropped = The segment is deleted.
segment-drop-back = ↩️ Bring back
segment-chart-title = { $count ->
    [one] { $number } client
   *[other] { $number } clients
}, { $share } { $state }
segment-chart-all = { $count ->
    [one] { $number } client
   *[other] { $number } clients
}, all { $state }
segment-chart-nobody = There are no such clients
segment-states-closed = closed
segment-states-potential = have not bought yet
segment-states-lost = lost
segment-states-sleeping = asleep
segment-states-active = active
segment-chart-states = In which state
segment-chart-channel = Channels
segment-chart-keeper = Keepers
segment-chart-region = Regions
segment-chart-rest = others
report-rows-segment = Clients of the segment
listing-segment-keeper = Keeper
listing-segment-keeper-none = nobody's
listing-segment-channel = Channel
listing-segment-year = Purchases of 12 months
listing-segment-last = Last purchase
listing-segment-last-none = has not bought

group-ask-action = What is to be done with each client?
group-ask-text = Write what to say to the client, or what to do. In place of <code>{ "{" }name{ "}" }</code> each one's contact person will be named.
    For example: “{ "{" }name{ "}" }, hello! Until 10 December last year's price holds for you”.
group-no-text = No text
group-ask-file = Send the file to pass on to the clients: a price list, a booklet, a picture.
group-no-file = No file
group-bad-file = This cannot be passed on. A file, a picture, a video or a voice message is needed.
group-ask-due = By which day is it all to be done? Choose, or write: “4 December”, “in three weeks”.
group-due-today = The tasks begin on the next working day. A day later than today is needed.
group-start = ✅ Give the tasks out
group-untouched = { $percent ->
    [0] Tasks for all
   *[other] { $percent } % without
}
group-untouched-now = • { $percent ->
    [0] Tasks for all
   *[other] { $percent } % without
}
group-preview-title = <b>{ $name }</b> · { $action }
group-preview-text = “{ $text }”
group-preview-file = 📎 With a file
group-preview = { $count ->
    [one] <b>{ $number } client</b>
   *[other] <b>{ $number } clients</b>
}, { $people ->
    [one] { $people } rep
   *[other] { $people } reps
}, { $day } a day until { $last }.
group-preview-own = { $count ->
    [one] <b>{ $number } task</b>
   *[other] <b>{ $number } tasks</b>
}, { $day } a day until { $last }.
group-preview-late = ⚠️ They do not fit before { $due }: nobody gets more than { $most } a day, days off and leaves are skipped.
group-preview-keeper = { $name }: { $count }, { $day } a day until { $last }
group-preview-nobody = There is nobody to give them to: these clients have no keeper.
group-preview-nobodys = { $count ->
    [one] { $count } client has no keeper: there will be no task.
   *[other] { $count } clients have no keeper: there will be no tasks.
}
group-preview-all = All get tasks. If some clients are left without, by chance, in { $days } days it will be seen what the tasks themselves gave.
group-preview-untouched = { $count ->
    [one] { $count } more client, by chance, is left without a task, to compare with.
   *[other] { $count } more clients, by chance, are left without tasks, to compare with.
}
group-preview-few = Fewer than { $few }: only a large difference will be seen.
group-list = <b>Group tasks</b>
    What is given out over segments and how much of it is done.
group-list-none = <b>Group tasks</b>
    Nothing is given out yet. Open a segment and tap “Give tasks”.
group-line = { $name } · { $done } of { $tasks } · { $started }
group-title = <b>{ $name }</b> · { $action }
group-when = Begun { $started }, due { $due }. Set by { $author }.
group-stopped = ⏹ Stopped: open tasks are taken back, what is done stays.
group-giving = ⏳ Giving out: { $done } of { $total }.
group-skipped = { $count ->
    [one] { $count } client was closed or passed to another meanwhile: there is no task.
   *[other] { $count } clients were closed or passed to others meanwhile: there are no tasks.
}
group-done = Done <b>{ $done }</b> of { $tasks }{ $overdue ->
    [0] .
   *[other] , overdue { $overdue }.
}
group-rep = { $name }: { $done } of { $tasks }
group-rep-overdue = { $name }: { $done } of { $tasks }, overdue { $overdue }
group-untouched-left = Without tasks, to compare with: { $count }
group-result = 📈 What came of it
group-refresh = 🔄 Refresh
group-text = 💬 What to say
group-text-of = <b>{ $name }</b>
    <blockquote>{ $text }</blockquote>
group-stop = ⏹ Stop
group-stop-sure = Stop “{ $name }”? { $count ->
    [0] No task is open, and no more will come.
    [one] { $count } open task is taken back, what is done stays.
   *[other] { $count } open tasks are taken back, what is done stays.
}
group-stop-yes = Yes, stop
group-back = ← To the tasks
group-to-list = ← All group tasks
group-result-title = <b>{ $name }: what came of it</b>
group-result-days = Who bought from { $first } to { $last }. The days are the same for all, from the start.
group-result-early = { $days ->
    [one] { $days } more day, the result is not final.
   *[other] { $days } more days, the result is not final.
}
group-arm = { $who }: <b>{ $bought }</b> of { $clients } bought ({ $share }), { $amount }
group-arm-tasked = With a task
group-arm-untouched = Without a task
group-arm-reached = Task done
group-arm-unreached = Task not done
group-difference = Difference { $value } (with 95 % probability between { $low } and { $high }).
group-difference-sure = That is more than chance makes.
group-difference-chance = Such a difference may be chance.
group-returned = Over what they would have bought anyway: { $amount }.
group-no-comparison = This is no comparison: some were reached, others were not, and the clients themselves may be why. To see what the tasks give, next time leave some of the clients without.
group-say = 💬 What to say, tap to copy:
    <code>{ $text }</code>
group-file = 📎 File for the client
push-group-given = 📌 { $author } asks: “{ $name }”. { $count ->
    [one] { $count } client
   *[other] { $count } clients
}, { $when }, { $day } a day. They are in your tasks already.
push-group-days = from { $first } to { $last }
push-group-tasks = 🗂 My tasks
