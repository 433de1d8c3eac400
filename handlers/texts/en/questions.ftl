question-task = { $asker } asks: { $what }. How is it going?
question-task-today = I’ll do it today
question-task-done = Already done
question-task-moved = Agreed on later
question-task-needless = No longer needed
question-task-help = I need help
question-invoice = { $asker } asks: { $what }, the invoice is unpaid. What does the client say?
question-invoice-promised = They promise to pay
question-invoice-disputed = They dispute it
question-invoice-paid = They say it is paid
question-invoice-help = I need help
question-client = { $asker } asks: { $what } has not bought for long. What is known?
question-client-today = I’ll call today
question-client-in-touch = In touch, they will buy
question-client-left = They have left
question-client-help = I need help
question-deal = { $asker } asks: the deal { $what }. What comes next?
question-deal-today = I’ll see to it today
question-deal-waiting = Waiting for the client
question-deal-lost = It will not work out
question-deal-help = I need help
question-plan = { $asker } asks: the month’s plan is behind. What hinders?
question-plan-catch-up = I’ll catch up
question-plan-clients-away = Clients do not buy
question-plan-busy = Other work
question-plan-help = I need help
question-in-words = ✍️ In my own words
question-type = Write the answer as one message.
question-thanks = { $name } will know: “{ $answer }”.
question-told =
    { $what ->
        [-] { $name }: “{ $answer }”.
       *[other] { $name } · { $what }: “{ $answer }”.
    }
question-sent = Asked: { $name }. The answer will come here.
question-before = Asked today already: { $name }.
