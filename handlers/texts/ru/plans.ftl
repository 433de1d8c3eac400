plans-whose = Чей план?
plans-title = <b>{ $name }, планы</b>
plans-activity = Действия:
plans-none = пока нет
plans-no-line = нет
plans-per-day = { $number } в день
plans-per-week = { $number } в неделю
plans-activity-line = { $line }: { $number }
plans-activity-focus = ⭐ <b>{ $line }: { $number }</b>, фокус месяца
plans-ahead = с { $since }: { $line } { $number }
plans-line = { $text }
plans-sales = <b>{ $month }</b>
plans-sales-line = { $line }: { $value }
plans-funnel-line = Воронка: { $stages }
plans-stage-value = { $number } на { $amount }
plans-sales-button = Продажи, { $month }
plans-funnel-button = Воронка, { $month }
plans-propose-button = 💡 Предложить
plans-focus-button = ⭐ Фокус месяца
plans-exceptions-button = 📅 Особые дни
plans-copy-button = 👥 Раздать команде
plans-everybody = ← Чей план
plans-rep = 👤 О менеджере
plans-back = ← К планам
plans-close = Закрыть
plans-type = ✏️ Написать
plans-remove = Убрать
plans-as-usual = Как обычно
plans-line-calls = Звонки
plans-line-cold_calls = Холодные
plans-line-warm_calls = Тёплые
plans-line-meetings_set = Назначить встреч
plans-line-meetings = Встречи
plans-line-offers = КП
plans-line-payments = Оплаты
plans-line-deals_won = Сделки
plans-line-new_clients = Новые клиенты
plans-line-reactivated = Возвращённые
plans-ask-line = { $name }, { $line }: сейчас { $number }.
    Сколько с сегодняшнего дня? Прошлые дни не изменятся. По дню недели внизу можно задать другое число.
plans-ask-weekday = { $name }, { $line }: сейчас { $number }.
    Сколько на день недели { $weekday }?
plans-exceptions = <b>{ $name }, особые дни</b>
    В эти дни план другой:
plans-exception = { $day }: { $what }
plans-exception-all = без плана
plans-exception-usual = { $day }: план как обычно
plans-exception-none = Без плана
plans-ask-exception = { $name }. { $now }.
    Что изменить?
plans-ask-exception-line = { $name }. { $now }.
    { $line }: сколько в этот день?
plans-ask-focus = { $name }: что важнее всего в этом месяце? Строка будет выделена в плане дня и первой спрошена вечером.
plans-focus-none = Без фокуса
plans-propose-title = <b>{ $name }, { $month }: план действий от плана продаж</b>
plans-propose-goal = Выиграть сделок по плану: { $sales }.
plans-propose-goal-money = Оплаты по плану { $amount }, средняя сделка { $average }: нужно выиграть { $sales }.
plans-propose-source-own = По своим конверсиям: за { $days } дней выиграно сделок { $won }.
plans-propose-source-team = Своих выигранных сделок за { $days } дней пока { $own }, этого мало. Считаем по команде: { $won }.
plans-propose-source-company = Своих выигранных сделок за { $days } дней { $own }, в команде тоже мало. Считаем по компании: { $won }.
plans-propose-line = { $line }: было { $done }, сделок { $won }; для плана нужно { $needed } → <b>{ $often }</b>
plans-propose-note = Рабочих дней в месяце: { $days }. Остальные строки плана останутся как есть.
plans-propose-accept = ✅ Принять
plans-propose-no-plan = { $name }: сначала поставьте план продаж на этот или следующий месяц (₽ или сделки). От него посчитаем действия.
plans-propose-few = { $name }: пока считать не от чего. Выигранных сделок за полгода { $won }, проценты по ним ни о чём не скажут.
plans-copy-which = { $name }: какой команде раздать этот план?
plans-copy-no-team = Команд пока нет.
plans-copy-title = План: { $name }. Кто что получит с сегодняшнего дня, людей { $count }:
plans-copy-line = <b>{ $name }</b>: { $what }
plans-copy-same = Уже такой план: { $count }.
plans-copy-note = Прошлые дни и особые дни не изменятся.
plans-copy-nobody = { $name }: у всех в команде уже такой план.
plans-copy-give = ✅ Раздать · { $count }
plans-copy-done = ✅ Новый план у { $count }.
plans-title-sales = <b>{ $name }, план продаж, { $month }</b>
plans-title-funnel = <b>{ $name }, план воронки, { $month }</b>
plans-month-before = { $month }: { $what }
plans-copy-month-0 = Как { $month }
plans-copy-month-10 = { $month } +10 %
plans-ask-sales = { $name }, { $line }, { $month }: сейчас { $now }. Сколько?
plans-type-line = { $who }, { $line }: сколько? Например: { $example }. 0 убирает. Прошлые дни не изменятся.
plans-type-exception = { $who }, { $line }, { $day }: сколько в этот день? 0, если в этот день не нужно.
plans-type-sales = { $who }, { $line }, { $month }: сколько? Например: { $example }. 0 убирает.
plans-type-stage = { $who }, { $month }, этап «{ $stage }»: сколько сделок и на сколько? Например: 10 на 1,5 млн. 0 убирает.
plans-example-line = 10 в день, или 15 в неделю, или 10, пт 5, сб нет
plans-example-money = 1,5 млн
plans-example-number = 12
push-behind = До { $hour } не хватает { $missing }.
push-behind-and = { $first } и { $last }
push-behind-nearest = Ближе всего:
push-behind-log = ➕ Записать
push-lack-calls = { $count ->
    [one] { $count } звонка
   *[other] { $count } звонков
 }
push-lack-cold_calls = { $count ->
    [one] { $count } холодного звонка
   *[other] { $count } холодных звонков
 }
push-lack-warm_calls = { $count ->
    [one] { $count } тёплого звонка
   *[other] { $count } тёплых звонков
 }
push-lack-meetings_set = { $count ->
    [one] { $count } назначенной встречи
   *[other] { $count } назначенных встреч
 }
push-lack-meetings = { $count ->
    [one] { $count } встречи
   *[other] { $count } встреч
 }
push-lack-offers = { $count } КП
coming-why-behind = За два часа до конца дня, только если есть отставание от плана.
coming-kind-behind = Чего не хватает до плана дня
statement-title = <b>{ $name }, { $month }: план действий</b>
statement-none = Рабочих дней с планом не было.
statement-open = Месяц ещё идёт, закроется в конце дня { $day }.
statement-share = Доля премии за активность: <b>{ $share }</b>. Выполнено { $completion } плана, целиком от { $full }. Полных дней { $done } из { $days }.
statement-share-met = Доля премии за активность: <b>{ $share }</b>: план продаж выполнен. План действий { $completion }, полных дней { $done } из { $days }.
statement-note = Бот показывает долю и дни, решает руководитель.
statement-away = { $kind }: { $days }
statement-day = { $day } · { $completion }: { $lines }
statement-day-short = { $day } (короткий день) · { $completion }: { $lines }
statement-line-day = { $line } { $fact } из { $plan }
statement-line-week = { $line } { $fact } из { $plan } за неделю
statement-later = Внесено позже полудня следующего рабочего дня и не вошло: { $count }.
statement-after = После закрытия внесено и ничего не меняет: { $count }.
statement-team = ← Все менеджеры
statement-back = ← К месяцу
statement-evidence = <b>{ $name }, { $day }</b>. Записей: { $count }
statement-counted = В расчёте: { $lines }
statement-fact = { $hour } · «{ $client }», { $what }
statement-fact-later = { $hour } · «{ $client }», { $what } (внесено позже)
statement-fact-after = { $hour } · «{ $client }», { $what } (после закрытия)
statement-team-title = <b>Закрыт месяц: { $month }. План действий и доля премии за активность:</b>
statement-team-line = { $name }: <b>{ $share }</b>, выполнено { $completion }
statement-team-line-met = { $name }: <b>{ $share }</b>, план продаж выполнен, действия { $completion }
statement-team-none = { $month }: закрытых планов действий нет.
statement-button = 📄 Дни плана действий
coming-why-statement = Месяц закрыт: ваш план действий по дням и доля премии за активность.
coming-why-team-statements = Месяц закрыт: планы действий ваших менеджеров.
coming-why-focus-old = Фокус месяца держится давно: предложение сменить.
plans-focus-old = ⭐ Фокус «{ $line }» держится { $months ->
    [one] { $months } месяц
    [few] { $months } месяца
   *[many] { $months } месяцев
 }: { $names }. Чем сменить с сегодняшнего дня?
plans-focus-more = { " " }и ещё { $count }
plans-focus-stays = Оставить
plans-focus-stayed = Фокус «{ $line }» остаётся.
plans-focus-changed = Было «{ $before }», теперь фокус «{ $line }». Изменилось у { $count }.
