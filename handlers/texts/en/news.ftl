push-deal-won = 🎉 Your deal is won: “{ $name }”, { $amount }. The payment was recorded for you: { $by }.
push-team-win = 🎉 { $name }: a big deal is won!
push-big-payment = 💰 “{ $client }”: paid { $amount }. Recorded by { $by }.
push-big-payment-won = { $count ->
    [one] The deal is won 🎉
   *[other] Deals are won 🎉
 }
push-big-loss = “{ $name }”: a deal of { $amount } did not happen, stage “{ $stage }”.
push-big-loss-why = Why: { $why }.
push-big-loss-owner = Led by { $owner }.
push-to-client = Client
push-to-deal = Deal
