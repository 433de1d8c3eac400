report-face-top = Продажи
report-face-topp = Прибыль
report-face-topg = Рост
report-face-topf = Падение
report-face-topl = Потерянные
report-top-by = { $order ->
    [topl] по прибыли за всё время
    [topp] по прибыли
   *[other] по покупкам, возвраты вычтены
 }
report-top-none = { $order ->
    [topg] Больше прежнего никто не купил
    [topf] Меньше прежнего никто не купил
    [topl] Потерянных клиентов нет
   *[other] За это время никто не покупал
 }
report-top-top = { $shown ->
    [one] { $shown } клиент из { $number } даёт
    [few] { $shown } клиента из { $number } дают
   *[many] { $shown } клиентов из { $number } дают
 } { $share } продаж, первый «{ $client }»: { $first }
report-top-topp = Больше всего прибыли даёт «{ $client }»: { $first }
report-top-topg = Больше всех вырос «{ $client }»: на { $first }. Всех, кто вырос: { $number }, вместе на { $total }
report-top-topf = Больше всех упал «{ $client }»: { $first }. Всех, кто упал: { $number }, вместе на { $total }
report-top-topl = { $count ->
    [one] Потерян { $number } клиент, раньше дал
    [few] Потеряны { $number } клиента, раньше дали
   *[many] Потеряно { $number } клиентов, раньше дали
 } { $total } прибыли. Первым вернуть «{ $client }»
report-top-estimated = (оценка)
report-top-largest = Крупнейшие
report-top-heading = { $order ->
    [top] Крупнейшие, серым было до этого
    [topp] Самые прибыльные
    [topg] Выросли
    [topf] Упали
   *[topl] Кого возвращать
 }
report-top-was = было { $was }, стало { $became }
report-top-of = с продаж { $amount }
report-top-before = до этого
report-top-last = последняя покупка { $day }
report-top-potential = потенциал { $amount } в год
report-top-unknown = Прибыль неизвестна у { $count ->
    [one] { $number } клиента
   *[other] { $number } клиентов
 }, они в конце списка.
report-top-to-see = Кого увидеть на этой неделе: упали больше всех
report-top-pick = Все клиенты по порядку: { $number }
report-top-how-whose = Клиенты берутся те, кого вы ведёте (руководителю: команда, собственнику: все) на последний день периода, со всеми их покупками за это время, кто бы тогда их ни вёл.
report-top-how-before = Сравниваются { $now } и столько же дней перед этим: { $before }. Сезон при этом не вычитается.
report-top-how-profit = Прибыль: продажи минус себестоимость. Где себестоимость не указана, берётся из товара, затем маржа канала, и это оценка. Если нет ничего, прибыль неизвестна.
report-top-how-top = «Кого увидеть» берёт клиентов, которые купили меньше прежнего, по разнице в рублях.
report-top-how-topp = Порядок по прибыли за период, кто в минусе, тот внизу.
report-top-how-topg = Порядок по тому, на сколько рублей куплено больше прежнего.
report-top-how-topf = Порядок по тому, на сколько рублей куплено меньше прежнего. Кто перестал покупать совсем, тоже здесь.
report-top-how-topl = Потерян: молчит дольше четырёх своих ритмов и дольше 90 дней (пороги в настройках) или объявлен потерянным. Порядок по прибыли за всё время, у кого она неизвестна, по потенциалу в год.
report-rows-top = Клиенты по продажам
report-rows-topp = Клиенты по прибыли
report-rows-topg = Выросли
report-rows-topf = Упали
report-rows-topl = Потерянные
listing-top-change = Изменение
listing-top-change-sum = разница { $sum }
listing-top-now = Продажи
listing-top-now-sum = купил на { $sum }
listing-top-before = До этого
listing-top-before-sum = до этого { $sum }
listing-top-profit = Прибыль
listing-top-profit-sum = прибыль { $sum }
listing-top-profit-none = прибыль неизвестна
listing-top-potential = Потенциал в год
listing-top-potential-sum = потенциал { $sum }
