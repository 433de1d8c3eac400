report-profit-unknown = прибыль неизвестна
report-unknown-profit = { $count ->
    [one] У { $number } клиента
   *[other] У { $number } клиентов
 } прибыль неизвестна: нет себестоимости. Их прибыли здесь нет, имена в строках.
report-months = { $number } мес.
report-channels-none = За это время никто не пришёл и ничего не потрачено
report-channels-no-spend = Расходы не внесены: окупаемость не посчитать.
report-channels-most-leads = Больше всего лидов: «{ $source }», { $number } из { $total }.
report-channels-no-profit = Потратили { $spend }, а прибыль от пришедших пока неизвестна.
report-channels-roi = ROI рекламы { $roi }: окупается { $paid } из { $known }.
report-channels-best = Лучше всех «{ $source }» ({ $roi }).
report-channels-worst = Хуже всех «{ $source }» ({ $roi }).
report-channels-by = по дню, когда клиент пришёл
report-channels-no-source = источник не указан
report-channels-main = { $unit ->
    [money] Прибыль от пришедших; черта: потрачено
    [number] Сколько пришло
   *[share] Какая доля пришедших купила
 }
report-channels-part-bought = купили
report-channels-part-not-yet = ещё нет
report-channels-shared = Расходы взяты по доле ваших лидов.
report-channels-undated = Сделок без даты создания: { $number }, ни в какой период не входят.
report-channels-came = Что пришло
report-channels-cost = Во что обошлось
report-channels-total = Всего
report-channels-column-leads = Лиды
report-channels-column-deals = Сделки
report-channels-column-won = Выиграны
report-channels-column-revenue = Продажи
report-channels-column-spend = Расход
report-channels-column-per-lead = За лид
report-channels-column-per-sale = За продажу
report-channels-column-payback = Окупается
report-channels-pick-leads = Все пришедшие: { $number }
report-channels-pick-unknown = Прибыль неизвестна: { $number }
report-channels-pick-source-leads = { $source }, лиды: { $number }
report-channels-pick-source-deals = { $source }, сделки: { $number }
report-channels-pick-source-won = { $source }, выиграны: { $number }
report-rows-channels-leads = Пришедшие клиенты
report-rows-channels-unknown = Прибыль неизвестна
report-rows-channels-deals = Сделки источника
report-rows-channels-won = Выигранные сделки источника
report-channels-how-leads = Лид: клиент, который пришёл в это время. День прихода: когда его завели или когда он впервые купил, что раньше. Чей он, решает нынешний ответственный.
report-channels-how-deals = Сделки: созданные в это время с теми, кто в это время пришёл; по источнику сделки, а если его нет, по источнику клиента. Выиграны: из них же, к сегодняшнему дню.
report-channels-how-spend = Расход вносит собственник по месяцам; неполный месяц берётся по дням. За лид: расход ÷ лиды. За продажу: расход ÷ выигранные сделки.
report-channels-how-roi = ROI = (прибыль по сегодня от клиентов, пришедших в это время − расход) ÷ расход. Окупается: сколько стоил купивший ÷ его средняя прибыль в месяц с первой покупки (не меньше месяца).
report-channels-how-profit = Прибыль: продажи − себестоимость. Нет себестоимости у покупки: берётся у её товаров, потом по наценке канала, это оценка. Нет и её: клиент в прибыль не входит.
report-channels-how-cut = В срезе по людям, каналам и регионам расход источника делится по доле лидов. Срез по товару сужает только сделки.
report-channels-spend = 💸 Внести расходы
listing-source = Источник
listing-source-none = источник не указан
listing-bought-first = Первая покупка
listing-bought-first-none = ещё не покупал
