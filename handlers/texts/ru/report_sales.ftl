report-face-sales = По месяцам
report-face-salesp = Товары
report-face-salesr = Регионы
report-face-salesc = Каналы
report-face-salesm = Менеджеры
report-sales-by = покупки по дню, возвраты вычтены
report-sales-none = За это время продаж нет
report-sales-so-far = { $period } по { $day }
report-sales-more = { $period }: { $amount }, на { $share } больше, чем год назад
report-sales-less = { $period }: { $amount }, на { $share } меньше, чем год назад
report-sales-same = { $period }: { $amount }, столько же, сколько год назад
report-sales-alone = { $period }: { $amount }. Год назад сравнить не с чем
report-sales-months = Продажи по месяцам
report-sales-inside = Месяц к месяцу
report-sales-now = продажи
report-sales-year-ago = год назад
report-sales-unfinished = Последний месяц по { $day }, год назад по тот же день.
report-sales-no-season = Сезонность видна с { $needed } полных месяцев данных, есть { $known }.
report-sales-season = Сезонность: сколько продаёт месяц, средний 100 %
report-sales-season-line = доля среднего месяца
report-sales-mark = { $mark }: { $sales }
report-sales-too-early = недели ещё не прошло, сравнивать рано
report-sales-nothing-before = { $weeks ->
    [one] за { $weeks } неделю
    [few] за { $weeks } недели
   *[many] за { $weeks } недель
 } после { $after }, до этого данных нет
report-sales-before-after = { $weeks ->
    [one] за { $weeks } неделю
    [few] за { $weeks } недели
   *[many] за { $weeks } недель
 } до { $before }, после { $after } ({ $growth })
report-sales-pick = Клиенты, покупок { $number }
report-sales-pick-month = { $month }: покупок { $number }
report-sales-pick-all = Все клиенты
report-sales-parts = Из чего складываются продажи
report-sales-parts-years = Из чего складываются продажи, серым год назад
report-sales-most = { $period }: больше всего даёт «{ $name }», { $amount } ({ $share })
report-sales-fallen = Самый большой минус к прошлому году: «{ $name }», { $amount }.
report-sales-rest = Остальные { $count }
report-sales-no-product = Товар не указан
report-sales-no-region = Регион не указан
report-sales-no-channel = Канал не указан
report-sales-no-member = Без ответственного
report-sales-how-what = Продажи: покупки клиентов по дню первой оплаты или отгрузки. Возврат вычитается из суммы и покупкой не считается.
report-sales-how-year = Год назад: те же дни прошлого года. Если период ещё идёт, берётся столько же его дней. Раньше первого месяца с данными сравнения нет.
report-sales-how-season = Сезонность: каждый полный месяц делится на средний месяц года вокруг него (полгода до и полгода после), потом годы усредняются, так что рост в неё не попадает. Нужно { $needed } полных месяца данных, известно { $known }.
report-sales-how-marks = Отметки ставит руководитель: /event 15.09 цену подняли на 10 %. К каждой посчитано 8 недель до и 8 недель начиная с её дня; если столько ещё не прошло, то сколько прошло целых недель.
report-sales-how-product = Товары: по строкам покупок, «шт» считает строки. Покупка без строк берёт товар своей сделки. Что строками не объяснено, показано как «Товар не указан».
report-sales-how-whose = Покупка по сделке считается за тем, кто вёл сделку в день покупки, без сделки за тем, кто вёл клиента; команда по составу на тот день.
report-rows-sales = Клиенты
listing-sold = Продажи
listing-sold-times = Покупок
listing-sold-times-count = { $count ->
    [one] { $number } покупка
    [few] { $number } покупки
   *[many] { $number } покупок
 }
listing-sold-year-ago = Год назад
listing-sold-year-ago-sum = год назад { $sum }
