nudge-line-silent = 🔕 «{ $client }» молчит { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 } при ритме { $rhythm }{ $priced ->
    [0] { "" }
   *[other] , берёт на { $worth }
 }
nudge-line-unpaid = 💰 «{ $client }»: счёт ждёт оплаты с { $due }, { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }, осталось { $worth }
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
nudge-line-loyal = 💚 «{ $client }» покупает раз в { $rhythm ->
    [one] { $rhythm } день
    [few] { $rhythm } дня
   *[many] { $rhythm } дней
 }, прошло { $days }{ $priced ->
    [0] { "" }
   *[other] , берёт на { $worth }
 }
nudge-line-takes_less = 📉 «{ $client }»: три последние покупки в среднем по { $now }, раньше по { $usual } ({ $share } %)
nudge-line-after_sale = 📦 «{ $client }»: { $first ->
    [1] первая покупка
   *[other] покупка
 } { $day }{ $priced ->
    [0] { "" }
   *[other] { "" } на { $worth }
 }. Всё ли хорошо?
nudge-kind-loyal = Верные клиенты ждут звонка
nudge-kind-takes_less = Берут меньше
nudge-kind-after_sale = После покупки
nudge-answer-gone = 🚪 Ушёл
nudge-answer-not_mine = 🙅 Не мой
nudge-answer-season = 🍂 Сезон, так и надо
nudge-answer-content = 👍 Доволен
nudge-answer-remark = ⚠️ Есть замечание
nudge-answer-unreached = 📞 Не дозвониться
nudge-answer-promised = 🤝 Обещали
nudge-answer-dispute = ⚖️ Спор
nudge-answer-paid = 💳 Оплатили
nudge-done-gone = 🚪 «{ $client }»: теперь среди потерянных.
nudge-done-not_mine = 🙅 «{ $client }»: руководитель решит, чей это клиент.
nudge-done-season = 🍂 «{ $client }»: так и должно быть. О новых покупках скажем.
nudge-done-promised = 🤝 «{ $client }»: обещали оплатить { $day }.
nudge-when-promised = Когда обещали оплатить?
nudge-why-gone = Почему клиент ушёл?
nudge-gone-words = ✏️ Другая причина
nudge-not-mine = { $member }: «{ $client }» не мой клиент. Кому передать?
nudge-not-mine-given = «{ $client }»: теперь ведёт { $member }.
nudge-leave-mine = Оставить: { $member }
