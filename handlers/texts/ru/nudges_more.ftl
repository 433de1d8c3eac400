nudge-answer-step = ➕ Поставить шаг
nudge-answer-next = → { $next }
nudge-answer-deal-lost = ✖️ Потеряна
nudge-answer-greeted = ✅ Поздравление отправлено
nudge-answer-not_needed = Не нужно
nudge-answer-prolonged = ✅ Продлили до…
nudge-answer-not-prolonged = ✖️ Не продлевают
nudge-answer-never = ✖️ Вернуть не выйдет
nudge-answer-new-deal = 💼 Новая сделка
nudge-when-step = На какой день поставить звонок?
nudge-when-prolonged = До какого дня продлили?
nudge-in-next = Следующий рабочий · { $day }
nudge-end-year = На год · { $day }
nudge-end-half = На полгода · { $day }
nudge-done-step = ✅ «{ $client }»: звонок { $day }.
nudge-done-next = ✅ «{ $client }»: сделка на следующем этапе.
nudge-done-greeted = ✅ «{ $client }»: поздравление отправлено.
nudge-done-not_needed = «{ $client }»: не поздравляем.
nudge-done-prolonged = ✅ «{ $client }»: договор продлён.
nudge-done-never = «{ $client }»: больше не напоминаем.
nudge-greeting = { $text }
nudge-copy-greeting = 📋 Скопировать поздравление
nudge-write = ✈️ Написать
nudge-line-men = 🎖 23 Февраля: { $who }, «{ $client }»
nudge-line-women = 💐 8 Марта: { $who }, «{ $client }»
nudge-line-new_year = 🎄 Новый год: { $who }, «{ $client }»
nudge-line-date-of = 📅 { $day }: { $text }, { $who }, «{ $client }»
nudge-fold-men = 🎖 23 Февраля: { $count ->
    [one] { $count } мужчина
    [few] { $count } мужчины
   *[many] { $count } мужчин
 }
nudge-fold-women = 💐 8 Марта: { $count ->
    [one] { $count } женщина
    [few] { $count } женщины
   *[many] { $count } женщин
 }
nudge-fold-new_year = 🎄 Новый год: { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
 } у активных клиентов
nudge-one-by-one = ▶️ Поздравить по одной
nudge-one-by-one-all = ▶️ Поздравить по очереди
nudge-kind-contract = Договор кончается
nudge-line-contract = 📄 «{ $client }»: договор до { $ends }, { $days ->
    [0] последний день
    [one] остался { $days } день
    [few] осталось { $days } дня
   *[many] осталось { $days } дней
 }{ $priced ->
    [0] { "" }
   *[other] , за год { $worth }
 }
nudge-kind-reanimation = Вернуть
nudge-line-reanimation = 🌱 «{ $client }»: { $of_deal ->
    [1] { $priced ->
        [0] сделка не состоялась
       *[other] сделка на { $worth } не состоялась
     }, пора вернуться
   *[other] { $days ->
        [0] покупок нет
        [one] { $days } день без покупок
        [few] { $days } дня без покупок
       *[many] { $days } дней без покупок
     }{ $profit ->
        [1] , прибыль { $worth } в год
       *[other] { $priced ->
            [0] { "" }
           *[other] , потенциал { $worth } в год
         }
     }
 }. { $known ->
    [1] Причина: { $why }
   *[other] Причина неизвестна
 }
nudge-kind-touch = Давно не связывались
nudge-line-touch = ☎️ «{ $client }»{ $letter ->
    [none] { "" }
   *[other] , класс { $letter }
 }{ $potential ->
    [1] , ещё не покупал
   *[0] { "" }
 }: контактов { $done } из { $number } за { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }{ $priced ->
    [0] { "" }
   *[other] { $potential ->
        [1] , потенциал { $worth } в год
       *[0] , берёт на { $worth } в год
     }
 }
nudge-fold-touch = ☎️ Ниже нормы касаний { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[many] { $count } клиентов
 }
nudge-unfold-touch = ▶️ Кому позвонить
nudge-kind-bonus = Бонус за базу: период кончается
nudge-line-bonus = 🏅 «{ $client }»: до конца периода { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 }, для бонуса не хватает { $worth }: { $sold } из { $least }
nudge-kind-cleaning = Проверить карточки
nudge-line-cleaning = 🧹 «{ $client }» ещё работает? Решает: { $decider }. Потенциал в год: { $potential }. Канал: { $channel }. Проверено { $done } из { $of }
nudge-fold-cleaning = 🧹 Проверка базы: сегодня { $count ->
    [one] { $count } карточка
    [few] { $count } карточки
   *[many] { $count } карточек
 }, готово { $done } из { $of }
nudge-unfold-cleaning = 🧹 Проверить карточки
nudge-clean-other = ✍️ Другое
nudge-clean-ask-decider = Кто решает?
nudge-clean-ask-potential = На сколько в год мог бы покупать?
nudge-clean-ask-channel = Какой канал?
nudge-clean-unknown = неизвестно
nudge-clean-decider = 👤 Кто решает
nudge-clean-potential = 💰 Потенциал
nudge-clean-channel = 🏷 Канал
nudge-answer-checked = ✅ Работает, всё верно
nudge-answer-closed = ✖️ Закрыт
nudge-answer-skipped = ⏭ Пропустить
nudge-done-checked = ✅ «{ $client }»: карточка проверена.
nudge-done-closed = «{ $client }»: просьба закрыть отправлена руководителю.
nudge-done-skipped = «{ $client }»: пропущено.
push-cleaning = 🧹 Проверка базы за месяц: { $done } из { $of } карточек.
push-cleaning-line = { $name }: { $done } из { $of }{ $close ->
    [0] { "" }
   *[other] , к закрытию { $close }
 }
coming-kind-cleaning-summary = Итог проверки базы
coming-why-cleaning-summary = Последний рабочий день месяца, в котором проверяют базу.
greet-somebody = Коллеги
greet-birthday-1 = { $name }, с днём рождения! Желаю вам здоровья, сил и хороших новостей каждый день.
greet-birthday-2 = { $name }, поздравляю вас с днём рождения! Пусть всё задуманное получается, а рядом будут близкие люди.
greet-birthday-3 = { $name }, с днём рождения! Спасибо, что работаете с нами. Радости вам и удачи во всём.
greet-birthday-4 = { $name }, примите поздравления с днём рождения! Здоровья вам и вашим близким, успехов во всех делах.
greet-date-1 = { $name }, поздравляю вас: { $text }! Желаю успехов и новых побед.
greet-date-2 = { $name }, { $text }: от души поздравляю вас! Пусть впереди будет ещё больше хорошего.
greet-men-1 = { $name }, поздравляю вас с Днём защитника Отечества! Желаю сил, здоровья и мира вашему дому.
greet-men-2 = { $name }, с 23 Февраля! Пусть в делах будет порядок, а дома тепло.
greet-men-3 = { $name }, с праздником 23 Февраля! Крепкого здоровья вам, уверенности и надёжных людей рядом.
greet-men-4 = { $name }, поздравляю вас с 23 Февраля! Удачи во всём, за что вы берётесь.
greet-women-1 = { $name }, поздравляю вас с 8 Марта! Желаю весеннего настроения, радости и добрых новостей.
greet-women-2 = { $name }, с 8 Марта! Пусть эта весна принесёт вам всё, чего вы ждёте.
greet-women-3 = { $name }, с праздником весны! Здоровья вам, тепла и поводов улыбаться каждый день.
greet-women-4 = { $name }, примите поздравления с 8 Марта! Пусть всё задуманное получается легко.
greet-new_year-1 = { $name }, с наступающим Новым годом! Желаю вам здоровья, спокойствия и хороших перемен.
greet-new_year-2 = { $name }, поздравляю вас с Новым годом! Спасибо за этот год вместе. Пусть следующий будет ещё удачнее.
greet-new_year-3 = { $name }, с Новым годом! Пусть он будет добрым к вам, вашим близким и вашему делу.
greet-new_year-4 = { $name }, с наступающим! Отдыха вам, тепла дома и больших планов на новый год.
