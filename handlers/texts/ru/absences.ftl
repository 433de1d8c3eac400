error-month-closed = Месяц закрыт, его дни уже посчитаны. Ничего не изменилось.
error-already-away = На эти дни отсутствие уже записано. Ничего не изменилось.
error-too-long-away = Дольше трёх лет записать нельзя. Ничего не изменилось.
error-nobody-to-take = В эти дни передать некому. Ничего не изменилось.
away-sick = больничный
away-vacation = отпуск
away-till = { $kind } по { $last }
away-on = { $kind } { $day }
away-from-till = { $kind } с { $first } по { $last }
away-words = { $what }
away-span = { $what }.
away-of = { $name }: { $what }
away-own = <b>Ваши отпуска и больничные</b>
away-whose = <b>{ $name }: отпуска и больничные</b>
away-line = · { $what }
away-none = Впереди ничего не записано.
away-past = Было:
away-lent = { $count ->
    [one] { $count } дело ещё у коллег.
    [few] { $count } дела ещё у коллег.
   *[many] { $count } дел ещё у коллег.
 }
away-take-back = ↩️ Забрать у коллег ({ $count })
away-fell-ill = 🤒 Нездоровится
away-is-ill = 🤒 Больничный
away-leave = 🏖 Отпуск
away-ask-sick = Выздоравливайте. По какой день больничный?
away-ask-sick-of = { $name }: по какой день больничный?
away-ask-first = С какого дня отпуск?
away-ask-first-of = { $name }: с какого дня отпуск?
away-ask-last = С { $first }. По какой день включительно?
away-ask-end = Сейчас { $what }. По какой день теперь?
away-only = Только { $last }
away-by = По { $last }
away-days = { $count ->
    [one] { $count } день, по { $last }
    [few] { $count } дня, по { $last }
   *[many] { $count } дней, по { $last }
 }
away-calendar = Календарь
away-type = Написать
away-type-days = Напишите дни, например: 1–14 декабря, с 28.12 по 10.01 или по пятницу.
away-close = Закрыть
away-meetings = Ждут встречи:
away-tasks = Дела:
away-task-on = { $day } { $task }
away-task-person = { $task }. { $person }
away-nothing = Дел на эти дни нет.
away-nothing-left = Дела роздали или перенесли, ничего не осталось.
away-copy = 📋 { $name }, { $phone }
away-hand = Передать всё
away-spread = Развести
away-move = Перенести на { $day }
away-undo = ↩️ Вернуть как было ({ $count })
away-back-own = ✅ Снова работаю
away-back = ✅ Снова работает
away-cancel = Отменить
away-change = Другой день
away-evenly = Поровну между { $count }
away-colleague = { $name } · { $count }
away-hand-whom = { $count ->
    [one] Кому передать { $count } дело? Рядом с именем число своих дел на эти дни.
    [few] Кому передать { $count } дела? Рядом с именем число своих дел на эти дни.
   *[many] Кому передать { $count } дел? Рядом с именем число своих дел на эти дни.
 }
away-nobody = В эти дни передать некому: коллег нет или они тоже отсутствуют. Дела можно перенести.
away-spread-ask = { $task }
    Кому? Ещё решить: { $count }.
away-leave-it = Оставить
away-ended = Хорошего дня. Отсутствие закончено.
away-handed = { $count ->
    [one] Передано { $count } дело.
    [few] Передано { $count } дела.
   *[many] Передано { $count } дел.
 }
away-moved = { $count ->
    [one] Перенесено { $count } дело.
    [few] Перенесено { $count } дела.
   *[many] Перенесено { $count } дел.
 }
away-undone = { $count ->
    [one] Возвращено { $count } дело.
    [few] Возвращено { $count } дела.
   *[many] Возвращено { $count } дел.
 }
push-handed-away = <b>{ $giver }</b> отсутствует. Вам на это время { $count ->
    [one] { $count } дело:
    [few] { $count } дела:
   *[many] { $count } дел:
 }
