spend-sources = <b>Marketing spend</b>
    { $present } · { $previous }
spend-source-line = “{ $source }”: { $present } · { $previous }
spend-example = Enter in one line: <code>/spend 50 000 website September</code>
spend-new-button = ➕ Another source
spend-months = <b>“{ $source }”: spend by month</b>
    Choose a month to enter, correct or remove.
spend-saved = ✅ “{ $source }”, { $month }: { $amount }.
spend-removed = ✅ “{ $source }”, { $month }: the spend is removed.
spend-was = It was { $amount }.
spend-not-read = How much, and for which month, is not clear. Nothing is written.
spend-which = { $amount } for { $month }. For which source?
spend-which-new = ➕ New: “{ $said }”
spend-ask-name = What is the source called?
spend-ask-amount = “{ $source }”, { $month }. Now: { $now }.
    How much was spent? For example: 50 000
spend-nothing = nothing is entered
spend-remove = 🗑 Remove
