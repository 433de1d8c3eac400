stage-contact = Контакт
stage-meeting_set = Встреча назначена
stage-meeting_held = Встреча проведена
stage-offer = КП отправлено
stage-invoice = Счёт выставлен
stage-paid = Оплачено
lost-price = дорого
lost-competitor = ушёл к конкуренту
lost-no_need = нет потребности
lost-no_decision_maker = не вышли на ЛПР
lost-timing = сроки
lost-other = другое
lost-delisting = делистинг
lost-spoiled_relations = испортились отношения
lost-debt = долг
lost-return_problem = проблема с возвратом
lost-client_competitor = ушёл к конкуренту
lost-decision_maker_changed = сменился ЛПР
lost-client_other = другое
error-deal-closed = Эта сделка уже закрыта. Ничего не изменилось.
error-amount-unknown = Сумма сделки не указана. Сначала укажите её.
error-nothing-to-pay = Неоплаченного здесь нет. Ничего не записано.
error-competitor-needed = К какому конкуренту ушли? Ничего не записано.
error-words-needed = Напишите причину своими словами. Ничего не записано.
deal-no-amount = сумма не указана
deal-stepless-mark = ⚠️ без следующего шага
deal-which-competitor = К какому конкуренту ушли? Выберите или напишите.
deal-which-words = Напишите причину своими словами.
error-negative-amount = Сумма не бывает меньше нуля. Ничего не записано. Напишите, например, 120к.
deal-none = Открытых сделок нет.
deal-new = ➕ Новая сделка
deal-pipeline = { $count ->
    [one] { $count } открытая сделка на { $amount }
    [few] { $count } открытые сделки на { $amount }
   *[many] { $count } открытых сделок на { $amount }
 }
deal-list = { $which }: { $count }, { $amount }
deal-list-all = Все открытые
deal-list-stuck = Зависшие
deal-list-stepless = Без следующего шага
deal-list-stuck-button = 🔴 Зависли · { $count }
deal-list-stepless-button = ⚠️ Без шага · { $count }
deal-to-pipeline = ← К воронке
deal-to-client = ← К клиенту
deal-no-client = клиент не указан
deal-title = { $client }, { $deal }
deal-waits-short = ждёт до { $day }
deal-waits = ⏳ Ждёт до { $day }
deal-next = 👉 { $when } · { $what }
deal-stuck = { $days ->
    [one] 🔴 Зависла: { $days } рабочий день на этапе. Что дальше?
    [few] 🔴 Зависла: { $days } рабочих дня на этапе. Что дальше?
   *[many] 🔴 Зависла: { $days } рабочих дней на этапе. Что дальше?
 }
deal-stepless = ⚠️ Нет следующего шага
deal-kind-new = Новая
deal-kind-repeat = Повторная
deal-kind-cross = Новая группа товаров
deal-stands = { $days ->
    [0] { $kind } · { $stage }, с сегодняшнего дня, по плану { $planned }
   *[other] { $kind } · { $stage }, рабочих дней { $days } из { $planned }
 }
deal-stood = { $kind } · потеряна на этапе «{ $stage }»
deal-won = { $kind } · ✅ выиграна { $day }
deal-state-lost = потеряна
deal-invoiced = Счёт { $amount }
deal-paid = оплачено { $amount }
deal-rest = осталось { $amount }
deal-late = срок оплаты был { $due }
deal-expected = ждём { $day }
deal-owner = Ведёт { $owner }
deal-lost-why = Причина: { $why }
deal-return = Вернуться { $day }
deal-move = { $when } · { $stage } · { $by }
deal-to-which-stage = На какой этап?
deal-to-whom = Кому передать?
deal-invoice = 🧾 Счёт { $amount }
deal-invoice-ask = 🧾 Счёт…
deal-paid-whole = 💰 Оплачен целиком, { $amount }
deal-paid-part = Оплата частью…
deal-title-button = Название…
deal-amount-button = Сумма…
deal-close-button = Когда ждём…
deal-other-stage = Другой этап
deal-lost = 🔴 Потеряна
deal-hand = Передать
deal-reopen = Открыть снова
deal-take-back = ↩️ Оплаты не было
deal-history = 🕓 Ход сделки
deal-whose = С кем сделка? Выберите или напишите название.
deal-whose-found = Нашлось по «{ $query }». С кем сделка?
deal-new-amount = На какую сумму сделка с «{ $client }»? Например: 120к или 1,5 млн.
deal-amount-unknown = Пока не знаю
deal-ask-part = Сколько пришло?
deal-ask-close = Когда ждём оплату? Например: 15 декабря или через месяц.
deal-ask-invoice = На какую сумму счёт?
deal-why = Почему не состоялась?
deal-when-back = Когда вернуться? Выберите или напишите дату.
deal-back-month = Через месяц
deal-back-quarter = Через 3 месяца
deal-back-half = Через полгода
deal-never-back = Не возвращаться
deal-ask-title = О чём сделка? Например: стулья в столовую.
deal-ask-amount = На какую сумму сделка? Например: 120к или 1,5 млн.
deal-expected-late = ждали { $day }
