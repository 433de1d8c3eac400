push-deal-won = 🎉 Ваша сделка выиграна: «{ $name }», { $amount }. Оплату записали за вас: { $by }.
push-team-win = 🎉 { $name }: крупная сделка выиграна!
push-big-payment = 💰 «{ $client }»: оплата { $amount }. Запись: { $by }.
push-big-payment-won = { $count ->
    [one] Сделка выиграна 🎉
   *[other] Сделки выиграны 🎉
 }
push-big-loss = «{ $name }»: сделка на { $amount } не состоялась, этап «{ $stage }».
push-big-loss-why = Причина: { $why }.
push-big-loss-owner = Ведёт: { $owner }.
push-to-client = Клиент
push-to-deal = Сделка
