push-dead-update = Одно действие сотрудника не удалось обработать: код { $code }. Остальное работает. Запись о нём сохранена.
push-task = ⏰ { $hour } · { $what }.
push-task-again = Ещё раз: { $hour } · { $what }.
push-tasks-again = Ждут ответа { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }:
push-task-line = { $hour } · { $what }
push-task-given = { $author } просит: { $what } · { $when }.
push-meeting = 🤝 { $hour } · { $what }.
push-address = { $address }
push-route = 🗺 Маршрут
push-meeting-after = Как прошло? { $hour } · { $what }.
push-open = Открыть
push-all-tasks = Все дела
push-work-handed = Теперь это ваше (раньше: { $giver }): { $what }.
push-work-handed-nobodys = Теперь это ваше: { $what }.
push-handed-clients = клиентов { $count }
push-handed-deals = сделок { $count }
push-handed-tasks = дел { $count }
push-handed-to-clients = Клиенты
push-handed-to-deals = Сделки
push-morning = { $name }, доброе утро. Сегодня { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }.
push-morning-silent = { $name }, доброе утро. На сегодня дел нет. { $count ->
    [one] Давно молчит { $count } клиент
    [few] Давно молчат { $count } клиента
   *[many] Давно молчат { $count } клиентов
 } на { $worth }.
push-morning-empty = { $name }, доброе утро. На сегодня дел нет.
push-to-day = 📋 Мой день
push-morning-overdue = { $name }, доброе утро. Сегодня { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }, просрочено { $overdue }.
push-morning-only-overdue = { $name }, доброе утро. На сегодня дел нет, просрочено { $overdue }.
push-overdue-button = ⏳ Просрочено · { $count }
push-deal-nameless = клиент не указан
push-why = Что помешало { $line }?
push-with-calls = со звонками
push-with-cold_calls = с холодными звонками
push-with-warm_calls = с тёплыми звонками
push-with-meetings_set = с назначением встреч
push-with-meetings = со встречами
push-with-offers = с КП
push-why-said = { $line }: { $reason }
push-why-thanks = Понятно.
push-why-no_time = Не хватило времени
push-why-no_answer = Не дозвониться
push-why-no_reason = Не было повода
push-why-other_work = Другая работа
push-why-away = День вне офиса
push-why-other = Другое
push-plan-done = План дня выполнен.
push-unanswered = Без ответа { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }:
push-of-day = Итог за { $day }:
push-role-changed = Теперь ваша роль: { $role }. Кнопки внизу и команды обновились.
