report-bonus-none = No new client made a first purchase in this time
report-bonus-granted = Advances { $amount } for { $count ->
    [one] { $number } new client
   *[other] { $number } new clients
 }, { $paid } after offsets.
report-bonus-no-advances = No new advances in this time.
report-bonus-cost = The motivation cost { $share } of sales.
report-bonus-by = base growth bonus
report-bonus-became = In this time
report-bonus-granted-bar = advances
report-bonus-earned-bar = earned
report-bonus-offset-bar = to be offset
report-bonus-waiting = Waits to be set against the next bonuses: { $amount }.
report-bonus-own = { $factor }, { $churn }.
report-bonus-standing = How the advances hold
report-bonus-none-stands = No advance is running now.
report-bonus-begun = first period runs
report-bonus-held0 = advance
report-bonus-held1 = holds 1 of 4
report-bonus-held2 = holds 2 of 4
report-bonus-held3 = holds 3 of 4
report-bonus-soon = A period ends within 7 days for { $count ->
    [one] { $number } client
   *[other] { $number } clients
 }, { $short } is missing.
report-bonus-reps = Who gets what
report-bonus-part-paid = bonus
report-bonus-part-against = offset
report-bonus-churn = churn { $part } of { $whole }
report-bonus-teams = Teams: share of the sales plan
report-bonus-pick-soon = Period ends soon: { $number }
report-bonus-pick-granted = Advances: { $number }
report-bonus-pick-earned = Earned: { $number }
report-bonus-pick-offset = To be offset: { $number }
report-bonus-pick-begun = First period runs: { $number }
report-bonus-pick-held0 = Advance: { $number }
report-bonus-pick-held1 = Holds 1 of 4: { $number }
report-bonus-pick-held2 = Holds 2 of 4: { $number }
report-bonus-pick-held3 = Holds 3 of 4: { $number }
report-rows-bonus-soon = A period ends, sales are less than in the first
report-rows-bonus-granted = Advances
report-rows-bonus-earned = Earned
report-rows-bonus-offset = To be offset
report-rows-bonus-begun = First period runs
report-rows-bonus-held0 = Advance
report-rows-bonus-held1 = Holds 1 of 4
report-rows-bonus-held2 = Holds 2 of 4
report-rows-bonus-held3 = Holds 3 of 4
listing-bonus-state = State
listing-bonus-state-begun = first period runs
listing-bonus-state-advance = advance
listing-bonus-state-holds1 = holds 1 of 4
listing-bonus-state-holds2 = holds 2 of 4
listing-bonus-state-holds3 = holds 3 of 4
listing-bonus-state-earned = earned
listing-bonus-state-offset = to be offset
listing-bonus-first = First period
listing-bonus-advance = Advance
listing-bonus-short = Missing
listing-bonus-due = Period until
report-bonus-how-advance = Advance = k × sales of a new client's first { $days } days (60 or 90 for a channel, if so set). It belongs to whoever got the first purchase and stays his when the client is handed over.
report-bonus-how-holds = It holds if each of the next { $held } such periods is no less than the first. After all { $held } it is earned.
report-bonus-how-offset = A period came out less than the first: the advance, whole, is set against the next ones. Nothing is taken from what was paid.
report-bonus-how-factor = k = 4, 3, 2 or 1 by the share of terms offset in 12 months, among those with at least { $ended } ended terms. The others have { $factor }.
report-bonus-how-cost = Cost: earned advances ÷ all sales of the clients whose term ended in this time.
report-bonus-how-person = The bot counts, a person decides.
