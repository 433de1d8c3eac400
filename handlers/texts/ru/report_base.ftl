report-base-as-of = База на { $day }
report-base-none = Клиентов пока нет
report-base-change = { $way ->
    [grew] За { $months ->
        [one] { $months } месяц
        [few] { $months } месяца
       *[many] { $months } месяцев
     } активная база выросла на { $by }: с { $before } до { $now }.
    [shrank] За { $months ->
        [one] { $months } месяц
        [few] { $months } месяца
       *[many] { $months } месяцев
     } активная база уменьшилась на { $by }: с { $before } до { $now }.
   *[same] За { $months ->
        [one] { $months } месяц
        [few] { $months } месяца
       *[many] { $months } месяцев
     } активная база не изменилась: { $now }.
 }
report-base-changed-by = Пришли { $came }, вернулись { $back }, ушли { $left }
report-base-states = Сколько клиентов в каком состоянии
report-base-inside = База в конце периода: кто в ней, кто пришёл и ушёл
report-base-inside-came = пришли за период
report-base-inside-back = вернулись за период
report-base-inside-left = ушли за период
report-base-state = { $state ->
    [active] активные
    [sleeping] спящие
    [lost] потерянные
   *[potential] потенциальные
 }
report-base-once = Купили один раз, второй покупки нет: { $count ->
    [one] { $number } клиент.
    [few] { $number } клиента.
   *[many] { $number } клиентов.
 }
report-base-closed = Закрыты: { $number }, в базу не входят.
report-base-moves = Кто пришёл, вернулся и ушёл
report-base-came = пришли
report-base-back = вернулись
report-base-left = ушли
report-base-move = +{ $came } +{ $back } −{ $left }
report-base-sum = Вместе: пришли { $came } + вернулись { $back } − ушли { $left } = { $total } за { $months ->
    [one] { $months } месяц.
    [few] { $months } месяца.
   *[many] { $months } месяцев.
 }
report-base-mark = активных за { $weeks ->
    [one] { $weeks } неделю
    [few] { $weeks } недели
   *[many] { $weeks } недель
 } до { $before }, в этот день { $day }, через столько же { $after }
report-base-mark-too-early = активных в этот день { $day }, недели ещё не прошло
report-base-pick-state = { $state ->
    [active] Активные
    [sleeping] Спящие
    [lost] Потерянные
   *[potential] Потенциальные
 }: { $number }
report-base-pick-once = Купили один раз: { $number }
report-base-pick-came = Пришли: { $number }
report-base-pick-back = Вернулись: { $number }
report-base-pick-left = Ушли: { $number }
report-base-pick-month = { $month }: +{ $came } +{ $back } −{ $left } = { $total }
report-base-how-states = Состояние выводится из покупок на последний день месяца. Спит, кто молчит дольше { $sleeps } своего ритма и дольше { $sleeping } дней. Потерян, кто молчит дольше { $lost } ритмов и дольше { $gone } дней или назван потерянным; покупка это отменяет. Не покупал ещё ничего: потенциальный.
report-base-how-rhythm = Ритм: в среднем дней между покупками клиента. Пока покупок меньше трёх, берётся середина его канала, иначе компании, иначе { $days } дней.
report-base-how-moves = Пришли: первая покупка сделала активным. Вернулись: спали, были потеряны или закрыты и снова активны. Ушли: были активны и перестали. Пришли + вернулись − ушли всегда равно изменению активной базы. Под «Показать строки» каждый месяц картинки открывает, кто в нём пришёл, вернулся и ушёл.
report-base-how-marks = Отметки ставит руководитель: /event 15.09 цену подняли на 10 %. К каждой из { $most } последних посчитано, сколько клиентов было активно за 8 недель до неё, в её день и через 8 недель; если столько ещё не прошло, то сколько прошло целых недель.
report-base-how-whose = Клиент за тем, кто ведёт его на день отчёта, и в прошлых месяцах тоже.
report-rows-base = { $what ->
    [active] Активные
    [sleeping] Спящие
    [lost] Потерянные
    [potential] Потенциальные
    [once] Купили один раз
    [came] Пришли за месяц
    [back] Вернулись за месяц
    [moved] Кто пришёл, вернулся и ушёл
   *[left] Ушли за месяц
 }
listing-base-move = Движение
listing-base-move-came = пришёл
listing-base-move-back = вернулся
listing-base-move-left = ушёл
listing-potential = Потенциал в год
