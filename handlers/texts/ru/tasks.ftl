task-do-call = перезвонить
task-do-meeting = встреча
task-do-offer = отправить КП
task-do-letter = написать письмо
task-do-invoice = выставить счёт
task-do-claim = ответить на рекламацию
task-do-other = дело
task-with = «{ $client }», { $action }
task-alone = { $action }
task-person = { $person }.
task-last = В прошлый раз, { $day }: «{ $said }».
task-said-agreed = Договорились
task-said-talked = Поговорили
task-said-no_answer = Не ответил
task-said-refused = Отказ
task-said-meeting_refused = Отказ
task-said-meeting = Прошла
task-said-thinking = Прошла, думают
task-said-not_held = Не состоялась
task-said-offer = КП отправлено
task-said-letter = Письмо отправлено
task-said-more = Другое…
task-done-button = ✅ Сделано
task-move-2h = +2 ч
task-move-day = Завтра
task-move-more = 🕒 Когда…
task-list-overdue = { $count ->
    [one] Просрочено { $count } дело
    [few] Просрочено { $count } дела
   *[many] Просрочено { $count } дел
 }.
task-list-today = { $count ->
    [one] На сегодня { $count } дело
    [few] На сегодня { $count } дела
   *[many] На сегодня { $count } дел
 }.
task-list-tomorrow = { $count ->
    [one] На завтра { $count } дело
    [few] На завтра { $count } дела
   *[many] На завтра { $count } дел
 }.
task-list-later = { $count ->
    [one] Позже { $count } дело
    [few] Позже { $count } дела
   *[many] Позже { $count } дел
 }.
task-none-overdue = Просроченного нет.
task-none-today = На сегодня дел нет.
task-none-tomorrow = На завтра дел нет.
task-none-later = Дальше дел нет.
task-part-overdue = Просрочено · { $count }
task-part-today = Сегодня · { $count }
task-part-tomorrow = Завтра · { $count }
task-part-later = Позже · { $count }
task-new = ➕ Новое дело
task-queue = ▶️ Обзвон
task-all = ← Все дела
task-head-open = { $what } · { $when }
task-head-done = ✅ Сделано: { $what }.
task-head-cancelled = Отменено: { $what }.
task-assignee = Кому: { $name }
task-author = От: { $name }
task-address = Адрес: { $address }
task-and-next = Что дальше?
task-next = ➕ Следующий шаг
task-log = ➕ Записать
task-client = 👤 Клиент
task-route = 🗺 Маршрут
task-hand = Передать
task-cancel = Отменить
task-cancel-ask = Отменить дело: { $what }?
task-cancel-sure = Да, отменить
task-hand-whom = Кому передать: { $what }?
task-hand-to = { $name } · дел { $count }
task-hand-nobody = Передать некому: в команде больше никого нет.
task-handed = Передано.
task-moved = Перенесено: { $when }.
task-move-to = Когда: { $what }? Можно словами: «пт 15:30».
task-move-at = { $day }, { $hour }
task-move-calendar = 📅 Календарь
task-which-day = Какой день: { $what }?
task-which-hour = { $day }, во сколько: { $what }?
task-no-hour = Без часа
task-with-whom = С кем? Выберите или напишите часть названия.
task-found = Нашлось по «{ $query }». С кем?
task-not-found = По «{ $query }» ничего не нашлось. Напишите иначе.
task-no-client = Без клиента
task-close = ✕ Закрыть
task-client-named = «{ $client }»
task-for = Для: { $name }
task-what-to-do = Что сделать?
task-button-call = 📞 Позвонить
task-button-meeting = 🤝 Встреча
task-button-offer = КП
task-button-invoice = Счёт
task-button-letter = ✉️ Письмо
task-button-other = Другое
task-when = Когда? Можно словами: «пт 15:30».
task-month = { $month }
task-month-before = ‹
task-month-after = ›
task-which-hour-on = { $day }, во сколько?
task-more-words = Добавьте пару слов или сохраните так.
task-save = 💾 Сохранить
task-no-date = Не похоже на день. Например: «завтра», «пт 15:30», «через 2 часа».
