home-todo = { $name }, { $count ->
    [one] { $count } thing
   *[other] { $count } things
 } to do today.
home-overdue = { $count } overdue.
home-nothing = Nothing to do today.
home-nothing-own = You have no tasks of your own today.
home-first-at = First at { $hour }: { $what }.
home-first = Begin with { $what }.
home-with-client = { $client }, { $action }
home-do = { $action }
home-calls = Calls: { $calls } of { $plan }.
home-calls-made = Calls today: { $calls }.
home-silent = { $count ->
    [one] { $count } client has
   *[other] { $count } clients have
 } been silent for long.
home-silent-worth = { $count ->
    [one] { $count } client has
   *[other] { $count } clients have
 } been silent for long, worth { $worth }.
home-help = Send a name, a phone or a part of a title to find a client.
    Voice, photo, file or location is attached to what was logged last.

    { $commands }
home-cancelled = Closed. What was not finished is not saved, what was saved stays.
home-language = Which language?
home-language-name = English
home-language-chosen = English from now on.
home-keyboard = The buttons below too.
home-unknown-command = There is no such command. What there is: /help
home-no-use = There is nowhere to keep that. Text, voice, photo, file, location and contact will do.
home-forwarded = Forwarded here, but saved nowhere. Open a client and forward it again, or send the client's name to find it.
home-no-search = Nothing could be done with that, and nothing was saved. Short text finds a client, a call is logged with /log.
home-command-log = log a call, a meeting, an offer
home-command-day = my day
home-command-clients = clients
home-command-deals = deals
home-command-tasks = tasks
home-command-segment = segments and tasks over them
home-command-figures = my figures of the month
home-command-funnel = funnel
home-command-black = where money is lost
home-command-debts = who owes us
home-command-forecast = what will come, will the plan be made
home-command-plan = plan and fact by rep
home-command-sales = how sales go
home-command-top = top clients, whom to see
home-command-matrix = what to offer to whom
home-command-event = mark an event on the charts
home-command-base = is the client base growing
home-command-norms = us and the usual figures
home-command-segments = who feeds us: classes of clients
home-command-channels = which advertising pays
home-command-margin = new against repeat sale
home-command-reps = who works how, whom to help
home-command-activity = activity by day, plan and fact
home-command-bonus = base growth bonus
home-command-spend = enter marketing spend
home-command-ok = how are we: all in five lines
home-command-digest = the day's results
home-command-team = the team today
home-command-invite = invite people
home-command-members = people, roles, dismissal
home-command-sick = ill, on holiday
home-command-pushes = what will come to me this week, and what not to send
home-command-settings = settings
home-command-language = language
home-command-cancel = close the open form
home-command-help = what there is
