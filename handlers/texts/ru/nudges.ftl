nudge-line-silent = 🔕 «{ $client }» молчит { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 } при ритме { $rhythm }{ $priced ->
    [0] { "" }
   *[other] , берёт на { $worth }
 }
nudge-line-unpaid = 💰 «{ $client }»: счёт ждёт оплаты с { $due }, осталось { $worth }
nudge-line-stuck = 🧊 «{ $client }», сделка { $priced ->
    [0] без суммы
   *[other] { $worth }
 }: { $days ->
    [one] { $days } рабочий день
    [few] { $days } рабочих дня
   *[many] { $days } рабочих дней
 } на этапе «{ $stage }»
nudge-line-stepless = 🧭 «{ $client }», сделка { $priced ->
    [0] без суммы
   *[other] { $worth }
 }: нет следующего шага, этап «{ $stage }»
nudge-line-birthday = 🎂 День рождения { $day }: { $who }, «{ $client }»
nudge-line-feast = 📅 { $day }: { $text }, «{ $client }»
nudge-kind-silent = Давно молчат
nudge-kind-unpaid = Счета ждут оплаты
nudge-kind-stuck = Зависшие сделки
nudge-kind-stepless = Сделки без следующего шага
nudge-kind-feast = Поздравить
nudge-list = Сегодня { $count ->
    [one] { $count } повод
    [few] { $count } повода
   *[many] { $count } поводов
 } связаться с клиентами
nudge-none = Поводов на сегодня не осталось.
nudge-over = Это был последний повод на сегодня.
nudge-answered = Здесь отвечать уже не нужно.
nudge-all = Все поводы · { $count }
nudge-to-client = 👤 Карточка
nudge-to-deal = 💼 Сделка
nudge-copy-phone = 📋 Телефон
nudge-back = ‹ Назад
nudge-when = Когда напомнить?
nudge-in-day = Завтра · { $day }
nudge-in-week = Через неделю · { $day }
nudge-in-month = Через месяц · { $day }
nudge-calendar = 📅 Другой день
nudge-take-back = ↩️ Вернуть ответ
nudge-answer-agreed = 📞 Договорились
nudge-answer-talked = 📞 Поговорили
nudge-answer-no_answer = 📞 Не ответил
nudge-answer-refused = 📞 Отказ
nudge-answer-later = 🕐 Позже
nudge-answer-done = ✅ Готово
nudge-done-later = 🕐 «{ $client }»: напомним { $day }.
nudge-done-done = ✅ «{ $client }»: готово.
