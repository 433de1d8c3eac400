push-dead-update = Одно действие сотрудника не удалось обработать: номер { $number }. Остальное работает. Запись о нём сохранена.
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
