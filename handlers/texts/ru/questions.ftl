question-task = { $asker } спрашивает: { $what }. Как дела с этим?
question-task-today = Сделаю сегодня
question-task-done = Уже сделано
question-task-moved = Договорились на потом
question-task-needless = Больше не нужно
question-task-help = Нужна помощь
question-invoice = { $asker } спрашивает: { $what }, счёт не оплачен. Что говорит клиент?
question-invoice-promised = Обещают оплатить
question-invoice-disputed = Спорят
question-invoice-paid = Говорят, что оплатили
question-invoice-help = Нужна помощь
question-client = { $asker } спрашивает: { $what } давно не покупает. Что известно?
question-client-today = Позвоню сегодня
question-client-in-touch = На связи, покупка будет
question-client-left = Ушли
question-client-help = Нужна помощь
question-deal = { $asker } спрашивает: сделка { $what }. Что дальше?
question-deal-today = Займусь сегодня
question-deal-waiting = Ждём клиента
question-deal-lost = Не получится
question-deal-help = Нужна помощь
question-plan = { $asker } спрашивает: план месяца отстаёт. Что мешает?
question-plan-catch-up = Наверстаю
question-plan-clients-away = Клиенты не берут
question-plan-busy = Другая работа
question-plan-help = Нужна помощь
question-in-words = ✍️ Своими словами
question-type = Напишите ответ одним сообщением.
question-thanks = { $name } узнает: «{ $answer }».
question-told =
    { $what ->
        [-] { $name }: «{ $answer }».
       *[other] { $name } · { $what }: «{ $answer }».
    }
question-sent = Вопрос отправлен: { $name }. Ответ придёт сюда.
question-before = Сегодня уже спрашивали: { $name }.
