report-forecast-by = оплаты по дню, когда пришли
report-forecast-ahead = { $period } ещё впереди: прогноз появится с первым днём
report-forecast-none = { $period }: ни оплат, ни открытых сделок, ни плана
report-forecast-waits = { $period }: план { $plan }, ни оплат, ни открытых сделок пока нет
report-forecast-nothing = Прогноз появится с первой оплатой или открытой сделкой.
report-forecast-expected = { $period }: ждём { $of } ({ $band })
report-forecast-over = { $period }: оплачено { $of }
report-forecast-verdict-made = План выполнен
report-forecast-verdict-will = План выполним
report-forecast-verdict-risk = План под угрозой
report-forecast-verdict-not = План не выполним
report-forecast-verdict-missed = План не выполнен
report-forecast-verdict-planless = Плана нет
report-forecast-course = Оплаты с начала периода
report-forecast-part-paid = Оплачено
report-forecast-paid = оплачено
report-forecast-total = ждём
report-forecast-plan = план
report-forecast-made-of = Из чего складывается
report-forecast-deals = Открытые сделки
report-forecast-deals-note = { $number } на { $amount }
report-forecast-repeats = Повторные покупки
report-forecast-repeats-note = { $count ->
    [one] { $number } клиент
    [few] { $number } клиента
   *[many] { $number } клиентов
 }
report-forecast-all = Всего ждём
report-forecast-chance = шанс на план { $chance }
report-forecast-coverage = До плана { $left }, в открытых сделках { $amount }: покрытие { $coverage }.
report-forecast-largest = Самая крупная: «{ $name }», { $amount }, шанс { $chance }. Без неё ждём { $without }.
report-forecast-no-repeats = Повторные покупки пока не посчитать.
report-forecast-amountless = Без суммы: { $number }, в прогноз не входят.
report-forecast-late = После закрытия месяца внесено { $amount }, в план не входит.
report-forecast-planless-none = План на это время не поставлен.
report-forecast-planless-part = План поставлен не на все месяцы, сравнить не с чем.
report-forecast-planless-span = План ставится на месяц: выберите месяц, квартал или год.
report-forecast-planless-cut = План ставится людям, в этом срезе его нет.
report-forecast-tested = Прогноз к факту раньше
report-forecast-untested = Проверить пока не на чем: нужны прошлые месяцы с оплатами.
report-forecast-tested-as = Каждый прогноз за { $count ->
    [one] { $number } день
    [few] { $number } дня
   *[many] { $number } дней
 } до конца, по тому, что тогда было известно. Чёрточка: точное попадание.
report-forecast-test = ждали { $forecast }, пришло { $fact }
report-forecast-button-largest = 💼 { $name }
report-forecast-button-plan = 🎯 Поставить план
report-pick-forecast-paid = Оплаты
report-pick-forecast-deals = Сделки: { $number }
report-pick-forecast-clients = Купят снова: { $number }
report-pick-forecast-late = После закрытия
report-rows-forecast-paid = Оплаты
report-rows-forecast-late = Оплаты, внесённые после закрытия
report-rows-forecast-deals = Открытые сделки
report-rows-forecast-clients = Кто должен купить снова
listing-unpaid = Не оплачено
listing-chance = Шанс
listing-chance-share = шанс { $share }
listing-expected = Ждём
listing-expected-sum = ждём { $sum }
listing-paid-on = Оплачено
listing-last-bought = Покупал
report-forecast-how-total = Прогноз: оплаты с начала периода, плюс неоплаченное по каждой открытой сделке × шанс, что её оплатят до конца, плюс повторные покупки клиентов без открытой сделки.
report-forecast-how-chance = Шанс: сколько сделок, простоявших на этом этапе столько же дней, оплатили за столько дней, сколько осталось. Считаются все: выигранные, потерянные и открытые. Если случаев меньше { $enough }, недостающие взяты с плановым шансом этапа.
report-forecast-how-repeats = Повторные: покупки клиента за 12 месяцев × доля года, что осталась, × сколько от своего обычного покупали раньше клиенты с таким же молчанием. Молчание меряется в ритмах клиента: до 0,5, 1, 1,5, 2,5, 4 и дольше.
report-forecast-how-band = В скобках: где итог окажется с вероятностью 80 %. План выполним, если шанс на него от 80 %, под угрозой от 20 %, иначе не выполним.
report-forecast-how-coverage = Покрытие: неоплаченное по открытым сделкам к тому, чего не хватает до плана.
report-forecast-how-tested = Прогноз к факту: тот же расчёт за столько же дней до конца прошлых периодов, по внесённому к тому дню. Сумма сделки взята нынешняя: прежние не хранятся.
report-forecast-how-whose = Оплата и сделка за тем, кто вёл сделку в тот день, без сделки за тем, кто вёл клиента. Шансы и молчание считаются по всей компании.
report-forecast-how-closing = Месяц закрывается на третий рабочий день следующего. Что внесено позже, показано отдельно и плана не меняет.
report-forecast-how-imported = Загруженные из файла сделки в расчёт шанса не идут, их путь по этапам неизвестен: { $number }.
