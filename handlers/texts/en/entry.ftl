entry-wrong = That link does not let you in. Ask your manager for a new one.
entry-welcome-rep = Hello, { $name }. Log calls, meetings and deals with the buttons below.
entry-welcome-manager = Hello, { $name }. Reports are on the button below, your team under /team.
entry-welcome-owner = Hello, { $name }. Reports are on the button below, people and settings under /members and /settings.
entry-owner-first = First invite your people: names in a column, a link for each.
entry-invite = ➕ Invite
entry-first-log = You have { $count ->
    [one] { $count } client
   *[other] { $count } clients
 }. Log your first call: with whom?
entry-first-log-new = No clients yet. Log your first call: the client is added on the way.
entry-another-client = Another client
