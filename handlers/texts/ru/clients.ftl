error-too-long = Слишком длинно: { $length } знаков, помещается { $limit }. Ничего не записано.
error-bad-date = Не похоже на дату. Например: 15.12, 15 декабря, через месяц.
error-no-contact = Сначала запишите контакт: чей это день рождения?
client-list-mine = Клиенты: { $count }.
client-list-mine-empty = Клиентов пока нет. Добавьте первого: достаточно названия.
client-list-silent = Давно молчат: { $count }. Сверху те, от кого ждём больше денег.
client-list-silent-empty = Никто не молчит дольше обычного.
client-list-once = Купили раз, второй покупки нет: { $count }.
client-list-once-empty = Все, кто купил, купили не один раз.
client-search-hint = Напишите название, имя или телефон, и я найду.
client-kind-mine = Все клиенты
client-kind-silent = 😴 Давно молчат · { $count }
client-kind-once = 1️⃣ Купили раз · { $count }
client-queue = 📞 Обзвонить
client-new = ➕ Новый клиент
client-to-list = ← К списку
client-to-card = ← К карточке
client-silent-days = молчит { $days } дн.
client-found = Нашлось по «{ $query }»:
client-not-found = По «{ $query }» никого нет.
client-colleagues = «{ $name }» ведёт { $keeper }.
client-title = { $name }
client-state-active = 🟢 АКБ, активный
client-state-sleeping = 🟡 спящий → реактивация
client-state-lost = 🔴 потерянный → реанимация
client-state-potential = ⚪ ПКБ, потенциальный
client-state-closed = закрыт
client-lost-why = причина: { $why }
client-once = купил раз
client-rhythm = { $days ->
    [one] покупает раз в { $days } день
    [few] покупает раз в { $days } дня
   *[many] покупает раз в { $days } дней
 }
client-silence = { $days ->
    [0] последняя покупка сегодня
    [one] без покупок { $days } день
    [few] без покупок { $days } дня
   *[many] без покупок { $days } дней
 }
client-close-asked = 🚪 Сказано, что клиент закрыт. Ждёт подтверждения руководителя.
client-next-task = 👉 { $when } · { $what }
client-next-late = ⏰ Просрочено, { $when }: { $what }
client-next-unpaid = 💰 Не оплачено { $amount }, срок был { $due }
client-next-silent = 👉 Давно не покупал: позвоните
client-next-deal = 👉 Сделка открыта, а следующего шага нет: назначьте
client-next-none = 👉 Следующий шаг не назначен
client-person = 👤 { $person }
client-decides = ЛПР
client-born = др { $day }
client-bought = 🛒 { $purchases }
client-usual = Обычно берёт: { $products }
client-unpaid = 💳 Ждём оплату { $amount }, срок { $due }
client-deal = 💼 { $deal } · { $stage }
client-task = ☐ { $when }: { $what }
client-said = 💬 { $day }: «{ $said }»
client-notes = 📝 { $notes }
client-log = ➕ Записать
client-task-button = ☑️ Дело
client-deal-button = 💼 Сделка
client-edit = ✏️ Изменить
client-write = 💬 Написать
client-route = 🗺 Маршрут
client-copy-address = 📋 Адрес
client-copy-details = 📋 Контакт
client-history = 🕓 История
client-details = ℹ️ Подробно
client-missing = Не хватает: { $what }
client-missing-phone = телефон
client-missing-contact = контакт
client-missing-decider = ЛПР
client-missing-channel = канал продаж
client-missing-address = адрес
client-missing-birthday = день рождения
client-missing-potential = потенциал
client-missing-region = регион
client-missing-line_of_business = чем занимается
client-missing-source = откуда пришёл
client-missing-contract_ends_on = до какого договор
client-field-keeper = Ведёт
client-field-name = Название
client-field-phone = Телефон
client-field-contact = Контакт
client-field-contact_left = Контакт ушёл
client-field-decider = ЛПР
client-field-birthday = День рождения
client-field-date_dropped = Дата не нужна
client-field-address = Адрес
client-field-channel = Канал продаж
client-field-region = Регион
client-field-line_of_business = Чем занимается
client-field-source = Откуда пришёл
client-field-potential = Потенциал в год
client-field-payment_term = Отсрочка, дней
client-field-contract = Договор
client-field-contract_number = Номер договора
client-field-contract_ends_on = Договор до
client-field-competitors = Конкуренты
client-field-notes = Заметка
client-detail = { $what }: { $value }
client-contract-until = до { $day }
client-term = { $days ->
    [one] Срок оплаты: { $days } день
    [few] Срок оплаты: { $days } дня
   *[many] Срок оплаты: { $days } дней
 }
client-address = 📍 { $address }
client-date = 📅 { $day }: { $text } { $whose }
client-history-title = { $name }: история
client-history-empty = Записей пока нет.
client-history-line = { $when } · { $what } · { $author }
client-history-said = «{ $said }»
client-history-cancelled = { $line } · отменено
client-history-corrected = { $count ->
    [one] · исправлено { $count } раз
    [few] · исправлено { $count } раза
   *[many] · исправлено { $count } раз
 }
client-versions-of = Что было: { $when }
client-versions = Что было записано до исправлений:
client-version = { $when } · { $what } · «{ $said }». Исправлено: { $by }, { $at }
client-new-ask = Как называется клиент? Можно прислать его контакт.
client-new-ask-name = Телефон { $phone } запомнится. Как называется клиент?
client-similar = «{ $name }» похож на тех, кто уже есть:
client-another = Нет, это другой
client-close-form = Закрыть
client-edit-what = Что изменить у «{ $name }»?
client-kept = ✅ Записано.
client-kept-field = ✅ Записано: { $what }.
client-now = Сейчас: { $value }
client-skip = Пропустить
client-done = Готово
client-ask-name = Как теперь называть «{ $name }»?
client-ask-phone = Телефон «{ $name }»? Можно прислать контакт.
client-ask-contact = С кем говорить в «{ $name }»? Имя и отчество.
client-ask-contact_left = Кто больше не работает в «{ $name }»? Из карточки уйдёт, в истории останется.
client-ask-decider = Кто принимает решения в «{ $name }»? Выберите или напишите имя.
client-ask-birthday = Когда день рождения? Например: 12.03.1980 или 12 марта.
client-ask-date_dropped = Какую дату «{ $name }» больше не помнить?
client-ask-address = Где находится «{ $name }»? Напишите адрес или пришлите место.
client-ask-channel = Канал продаж «{ $name }»?
client-ask-region = В каком регионе «{ $name }»?
client-ask-line_of_business = Чем занимается «{ $name }»?
client-ask-source = Откуда пришёл «{ $name }»?
client-ask-potential = На сколько «{ $name }» мог бы покупать за год? Например: 1,5 млн.
client-ask-payment_term = Сколько дней «{ $name }» на оплату?
client-ask-contract_number = Номер договора с «{ $name }»?
client-ask-contract_ends_on = До какого дня договор с «{ $name }»?
client-ask-notes = Что запомнить о «{ $name }»?
client-date-button = 📅 Добавить дату
client-date-ask = Что за дата у «{ $name }»? Например: юбилей фирмы.
client-date-ask-day = «{ $text }»: какого числа? Например: 15.12, 15 декабря.
client-date-ask-whose = 📅 { $date }. Чья это дата?
client-date-nobodys = Всей фирмы
client-date-ask-often = 📅 { $date }. Напоминать каждый год или один раз?
client-date-yearly = Каждый год
client-date-once = Один раз
client-date-kept = ✅ Записано: 📅 { $date }.
client-lost-button = 🔴 Потерян
client-not-lost-button = Не потерян
client-close-button = 🚪 Закрыть
client-loss-why = Почему ушёл «{ $name }»?
client-close-ask = «{ $name }» больше не существует или не нужен? Он уйдёт из всех списков, история останется. Если вы не руководитель, руководитель подтвердит.
client-close-sure = Да, закрыть
client-close-agree = 🚪 Закрыть клиента
client-close-keep = Оставить
client-close-push = 🚪 { $member } говорит, что «{ $name }» закрыт. Согласны?
client-open-again = Работать снова
client-card = Карточка
client-keeper = Ведёт { $keeper }
