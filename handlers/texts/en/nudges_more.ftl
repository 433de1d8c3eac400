nudge-answer-step = ➕ Set a step
nudge-answer-next = → { $next }
nudge-answer-deal-lost = ✖️ Lost
nudge-answer-greeted = ✅ Greeting sent
nudge-answer-not_needed = Not needed
nudge-answer-prolonged = ✅ Prolonged till…
nudge-answer-not-prolonged = ✖️ Not prolonged
nudge-answer-never = ✖️ Will not come back
nudge-answer-new-deal = 💼 New deal
nudge-when-step = On which day is the call?
nudge-when-prolonged = Till which day?
nudge-in-next = Next working day · { $day }
nudge-end-year = A year · { $day }
nudge-end-half = Half a year · { $day }
nudge-done-step = ✅ “{ $client }”: a call { $day }.
nudge-done-next = ✅ “{ $client }”: the deal is at its next stage.
nudge-done-greeted = ✅ “{ $client }”: the greeting is sent.
nudge-done-not_needed = “{ $client }”: no greeting.
nudge-done-prolonged = ✅ “{ $client }”: the contract is prolonged.
nudge-done-never = “{ $client }”: no more reminders.
nudge-greeting = { $text }
nudge-copy-greeting = 📋 Copy the greeting
nudge-write = ✈️ Write
nudge-line-men = 🎖 23 February: { $who }, “{ $client }”
nudge-line-women = 💐 8 March: { $who }, “{ $client }”
nudge-line-new_year = 🎄 New Year: { $who }, “{ $client }”
nudge-line-date-of = 📅 { $day }: { $text }, { $who }, “{ $client }”
nudge-fold-men = 🎖 23 February: { $count ->
    [one] { $count } man
   *[other] { $count } men
 }
nudge-fold-women = 💐 8 March: { $count ->
    [one] { $count } woman
   *[other] { $count } women
 }
nudge-fold-new_year = 🎄 New Year: { $count ->
    [one] { $count } person
   *[other] { $count } people
 } at active clients
nudge-one-by-one = ▶️ Greet one by one
nudge-one-by-one-all = ▶️ Greet in turn
nudge-kind-contract = Contracts that end
nudge-line-contract = 📄 “{ $client }”: the contract runs till { $ends }, { $days ->
    [0] the last day
    [one] { $days } day left
   *[other] { $days } days left
 }{ $priced ->
    [0] { "" }
   *[other] , { $worth } a year
 }
nudge-kind-reanimation = To win back
nudge-line-reanimation = 🌱 “{ $client }”: { $of_deal ->
    [1] { $priced ->
        [0] the deal did not happen
       *[other] the deal of { $worth } did not happen
     }, time to come back
   *[other] { $days ->
        [0] no purchases
        [one] { $days } day without purchases
       *[other] { $days } days without purchases
     }{ $profit ->
        [1] , { $worth } of profit a year
       *[other] { $priced ->
            [0] { "" }
           *[other] , potential { $worth } a year
         }
     }
 }. { $known ->
    [1] Why: { $why }
   *[other] Why is not known
 }
nudge-kind-touch = Not heard from for long
nudge-line-touch = ☎️ “{ $client }”{ $letter ->
    [none] { "" }
   *[other] , class { $letter }
 }{ $potential ->
    [1] , has not bought yet
   *[0] { "" }
 }: { $done } of { $number } contacts in { $days } days{ $priced ->
    [0] { "" }
   *[other] { $potential ->
        [1] , potential { $worth } a year
       *[0] , buys { $worth } a year
     }
 }
nudge-fold-touch = ☎️ Below the norm of touches: { $count ->
    [one] { $count } client
   *[other] { $count } clients
 }
nudge-unfold-touch = ▶️ Whom to call
nudge-kind-bonus = Base bonus: a period ends
nudge-line-bonus = 🏅 “{ $client }”: { $days ->
    [one] { $days } day
   *[other] { $days } days
 } till the period ends, { $worth } short for the bonus: { $sold } of { $least }
nudge-kind-cleaning = Cards to go through
nudge-line-cleaning = 🧹 “{ $client }” still works? Decides: { $decider }. Potential a year: { $potential }. Channel: { $channel }. { $done } of { $of } gone through
nudge-fold-cleaning = 🧹 Cleaning of the base: { $count ->
    [one] { $count } card
   *[other] { $count } cards
 } today, { $done } of { $of } done
nudge-unfold-cleaning = 🧹 Go through the cards
nudge-clean-other = ✍️ Other
nudge-clean-ask-decider = Who decides?
nudge-clean-ask-potential = How much a year could they buy?
nudge-clean-ask-channel = Which channel?
nudge-clean-unknown = not known
nudge-clean-decider = 👤 Who decides
nudge-clean-potential = 💰 Potential
nudge-clean-channel = 🏷 Channel
nudge-answer-checked = ✅ Works, all is right
nudge-answer-closed = ✖️ Closed
nudge-answer-skipped = ⏭ Skip
nudge-done-checked = ✅ “{ $client }”: the card is gone through.
nudge-done-closed = “{ $client }”: the manager was asked to close it.
nudge-done-skipped = “{ $client }”: skipped.
push-cleaning = 🧹 Cleaning of the base this month: { $done } of { $of } cards.
push-cleaning-line = { $name }: { $done } of { $of }{ $close ->
    [0] { "" }
   *[other] , to close { $close }
 }
coming-kind-cleaning-summary = How the cleaning went
coming-why-cleaning-summary = The last working day of the month of cleaning.
greet-somebody = Colleagues
greet-birthday-1 = { $name }, happy birthday! I wish you health, strength and good news every day.
greet-birthday-2 = { $name }, my best wishes on your birthday! May all you have in mind come true, with your dear ones near.
greet-birthday-3 = { $name }, happy birthday! Thank you for working with us. Joy and good luck in everything.
greet-birthday-4 = { $name }, many happy returns! Health to you and yours, and success in all you do.
greet-date-1 = { $name }, congratulations: { $text }! I wish you success and new victories.
greet-date-2 = { $name }, { $text }: my heartfelt congratulations! May there be even more good things ahead.
greet-men-1 = { $name }, congratulations on Defender of the Fatherland Day! Strength, health and peace to your home.
greet-men-2 = { $name }, happy 23 February! May there be order at work and warmth at home.
greet-men-3 = { $name }, happy holiday! Good health to you, confidence and reliable people around.
greet-men-4 = { $name }, congratulations on 23 February! Good luck in all you take up.
greet-women-1 = { $name }, happy Women's Day! I wish you a spring mood, joy and good news.
greet-women-2 = { $name }, happy 8 March! May this spring bring you all you are waiting for.
greet-women-3 = { $name }, happy spring holiday! Health to you, warmth and reasons to smile every day.
greet-women-4 = { $name }, my best wishes on 8 March! May all your plans come easily.
greet-new_year-1 = { $name }, happy New Year! I wish you health, calm and good changes.
greet-new_year-2 = { $name }, happy New Year! Thank you for this year together. May the next be even better.
greet-new_year-3 = { $name }, happy New Year! May it be kind to you, your dear ones and your business.
greet-new_year-4 = { $name }, season's greetings! Rest, warmth at home and great plans for the new year.
