nudge-line-silent = 🔕 “{ $client }” silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, rhythm { $rhythm }{ $priced ->
    [0] { "" }
   *[other] , buys for { $worth }
 }
nudge-line-unpaid = 💰 “{ $client }”: the invoice has waited since { $due }, { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, { $worth } left
nudge-line-stuck = 🧊 “{ $client }”, deal { $priced ->
    [0] without an amount
   *[other] { $worth }
 }: { $days ->
    [one] { $days } working day
   *[other] { $days } working days
 } at “{ $stage }”
nudge-line-stepless = 🧭 “{ $client }”, deal { $priced ->
    [0] without an amount
   *[other] { $worth }
 }: no next step, stage “{ $stage }”
nudge-line-birthday = 🎂 Birthday { $day }: { $who }, “{ $client }”
nudge-line-feast = 📅 { $day }: { $text }, “{ $client }”
nudge-kind-silent = Silent for long
nudge-kind-unpaid = Invoices not paid
nudge-kind-stuck = Stuck deals
nudge-kind-stepless = Deals without a next step
nudge-kind-feast = To congratulate
nudge-list = { $count ->
    [one] { $count } reason
   *[other] { $count } reasons
 } to get in touch today
nudge-none = No reasons left for today.
nudge-over = That was the last one for today.
nudge-answered = No answer is needed here any more.
nudge-all = All reasons · { $count }
nudge-to-client = 👤 Card
nudge-to-deal = 💼 Deal
nudge-copy-phone = 📋 Phone
nudge-back = ‹ Back
nudge-when = When to remind?
nudge-in-day = Tomorrow · { $day }
nudge-in-week = In a week · { $day }
nudge-in-month = In a month · { $day }
nudge-calendar = 📅 Another day
nudge-take-back = ↩️ Take back
nudge-answer-agreed = 📞 Agreed
nudge-answer-talked = 📞 Talked
nudge-answer-no_answer = 📞 No answer
nudge-answer-refused = 📞 Refused
nudge-answer-later = 🕐 Later
nudge-answer-done = ✅ Done
nudge-done-later = 🕐 “{ $client }”: we will remind { $day }.
nudge-done-done = ✅ “{ $client }”: done.
nudge-line-loyal = 💚 “{ $client }” buys every { $rhythm ->
    [one] { $rhythm } day
   *[other] { $rhythm } days
 }, { $days } have gone{ $priced ->
    [0] { "" }
   *[other] , buys for { $worth }
 }
nudge-line-takes_less = 📉 “{ $client }”: the last three purchases are { $now } on average, { $usual } before ({ $share } %)
nudge-line-after_sale = 📦 “{ $client }”: { $first ->
    [1] the first purchase
   *[other] a purchase
 } { $day }{ $priced ->
    [0] { "" }
   *[other] { "" } for { $worth }
 }. Is all well?
nudge-kind-loyal = Loyal clients to call
nudge-kind-takes_less = Buy less
nudge-kind-after_sale = After a purchase
nudge-answer-gone = 🚪 Left us
nudge-answer-not_mine = 🙅 Not mine
nudge-answer-season = 🍂 In season, as it should be
nudge-answer-content = 👍 Content
nudge-answer-remark = ⚠️ Has a remark
nudge-answer-unreached = 📞 Not reached
nudge-answer-promised = 🤝 Promised
nudge-answer-dispute = ⚖️ Dispute
nudge-answer-paid = 💳 Paid
nudge-done-gone = 🚪 “{ $client }” is among the lost now.
nudge-done-not_mine = 🙅 “{ $client }”: the manager will say whose client it is.
nudge-done-season = 🍂 “{ $client }”: as it should be. New purchases will be told.
nudge-done-promised = 🤝 “{ $client }” promised to pay { $day }.
nudge-when-promised = When did they promise to pay?
nudge-why-gone = Why did the client leave?
nudge-gone-words = ✏️ Another reason
nudge-not-mine = { $member }: “{ $client }” is not mine. Whose is it to be?
nudge-not-mine-given = “{ $client }” is kept by { $member } now.
nudge-leave-mine = Leave: { $member }
