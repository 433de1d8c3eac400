report-face-activity = Activity plan
report-face-signs = 👀 Have a look
report-signs = What to look at
report-signs-by = a month at a time
report-signs-none = Entries as usual, nothing to look at
report-signs-nothing = Nothing unusual.
report-signs-finding = Have a look: { $what }
report-signs-usual = before { $share }
report-signs-team = the team { $share }
report-signs-burst = Days with many conversations saved within 3 minutes
report-signs-overlap = Days with conversations longer than the time between
report-signs-evening = Days saved in the last half an hour
report-signs-same = Days with one comment on several clients
report-signs-far = Days with a place away from the client's address
report-signs-backdated = Logged on a later day
report-signs-unfollowed = “Agreed” and nothing in 14 days
report-signs-what-burst = { $count ->
    [one] { $number } conversation saved within 3 minutes
   *[other] { $number } conversations saved within 3 minutes
 }
report-signs-what-overlap = { $count ->
    [one] { $number } conversation longer than the time between
   *[other] { $number } conversations longer than the time between
 }
report-signs-what-evening = { $count ->
    [one] { $number } entry in the last half an hour
   *[other] { $number } entries in the last half an hour
 }
report-signs-what-same = { $count ->
    [one] { $number } entry with one comment
   *[other] { $number } entries with one comment
 }
report-signs-what-far = { $count ->
    [one] { $number } place away from the address
   *[other] { $number } places away from the address
 }
report-signs-what-backdated = { $count ->
    [one] { $number } entry on a later day
   *[other] { $number } entries on a later day
 }
report-signs-what-unfollowed = “agreed” with nothing after: { $count ->
   *[other] { $number }
 }
report-signs-line = { $what }. { $beside }
report-signs-closed = Explained: { $number }.
report-signs-how = Here is what is worth a look. It is no verdict on anybody: each case has its rows, and beside it stands how it was with this rep before and how it is with the team.
report-signs-how-day = By day: { $talks } conversations or more saved within 3 minutes (without “no answer”, the call queue and what came at once after a lost connection); conversations longer than the time between them; more than half of the day saved in the last 30 minutes of work; one comment of 20 characters or more on 3 clients or more; a place further than { $metres } m from the client's address.
report-signs-how-period = Over the whole time: logged on a later day, or “agreed” with no deal, step of a deal or purchase in 14 days, where the share is over twice the team's median.
report-signs-how-beside = Before: the same over as many days before. The team: the median of the share; with fewer than three reps in the team, of the company. Brighter is what is more often than both.
report-signs-how-without = Telephony records are not compared: no telephony is connected. “Ask” sends the rep a neutral question; the answer closes the case, and so does “Explained”.
report-rows-signs-burst = Saved within 3 minutes
report-rows-signs-overlap = Longer than the time between
report-rows-signs-evening = Saved in the last half an hour
report-rows-signs-same = One comment
report-rows-signs-far = Away from the address
report-rows-signs-backdated = Logged on a later day
report-rows-signs-unfollowed = “Agreed” with nothing after
listing-what-call-in = incoming call
listing-what-request = request
listing-what-letter = letter
listing-what-invoice = invoice
listing-what-payment = payment
listing-what-shipment = shipment
listing-what-claim = claim
listing-what-note = note
listing-comment = Comment
sign-title = <b>{ $what }</b>
sign-own-days = days like this { $part } of { $whole }
sign-own-period = { $part } of { $whole }
sign-open = Look at the rows. If it is unclear, ask: the question comes in working hours and in neutral words.
sign-waiting = The question is sent, no answer yet.
sign-answered = The answer: “{ $answer }”.
sign-explained = Explained.
sign-ask = 💬 Ask
sign-explain = ✅ Explained
sign-all = ← All
sign-look = Have a look
sign-asked = The question is sent
sign-asked-before = The question was sent already
sign-answer-at-once = Logged at once for the day
sign-answer-offline = There was no connection
sign-answer-as-it-was = It was so
sign-answer-mistake = A slip in the entry, will mend it
sign-answer-in-person = Will tell in person
sign-thanks = The answer is passed on: “{ $answer }”. Thank you.
push-sign-asked = Please tell: { $what }. How did it come about?
push-sign-answered = { $name } answers: “{ $answer }”.
