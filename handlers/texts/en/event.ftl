event-title = <b>Marks on the charts</b>
event-none = Nothing is marked yet.
event-hint = In one line: <code>/event 15.09 prices up 10 %</code>
event-line = • { $mark }
event-mark = { $day }, { $kind ->
    [price] price
    [rate] rate
    [promotion] promotion
    [competitor] competitor
    [law] law
   *[other] other
 }: { $text }
event-kind = { $kind ->
    [price] 💰 Price
    [rate] 💱 Rate
    [promotion] 🎁 Promotion
    [competitor] ⚔️ Competitor
    [law] ⚖️ Law
   *[other] 📌 Other
 }
event-new = ➕ Mark
event-remove = ✖ { $mark }
event-remove-ask = Remove the mark “{ $mark }” from all charts?
event-remove-yes = ✖ Remove
event-removed = The mark is no more.
event-noted = ✅ Marked. { $mark }.
event-sales = 📈 How sales go
event-close = Do not mark
event-ask-kind = What happened?
event-ask-day = When? Choose a day or write one: “15 September”.
event-ask-words = { $kind ->
    [price] Price
    [rate] Rate
    [promotion] Promotion
    [competitor] Competitor
    [law] Law
   *[other] Other
 }, { $day }. What exactly? A few words to stand on the chart.
event-no-day = “{ $said }” is no day that has been: nothing was noted.
