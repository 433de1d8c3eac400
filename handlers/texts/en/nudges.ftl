nudge-line-silent = 🔕 “{ $client }” silent for { $days ->
    [one] { $days } day
   *[other] { $days } days
 }, rhythm { $rhythm }{ $priced ->
    [0] { "" }
   *[other] , buys for { $worth }
 }
nudge-line-unpaid = 💰 “{ $client }”: the invoice has waited since { $due }, { $worth } left
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
