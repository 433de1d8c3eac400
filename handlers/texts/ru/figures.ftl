figures-of = { $fact } из { $plan }
figures-title = { $share } плана, осталось { $left }
figures-title-met = План выполнен: { $share }
figures-title-planless = Оплатили { $amount }
figures-title-nothing = За этот месяц записей нет
figures-nothing-yet = В этом месяце пока ни плана, ни записей. Цифры появятся с первым звонком.
figures-subtitle = { $name } · { $month }
figures-mark = чёрточка: прошло { $passed } рабочих дней
figures-panel-plan = К плану месяца
figures-panel-month = За месяц
figures-paid = Оплаты
figures-won = Сделки
figures-new-clients = Новые клиенты
figures-activity = План действий
figures-panel-conversions = Из контактов и сделок
figures-effective = Результативные
figures-meetings = Встречи
figures-offers = КП
figures-conversion-won = Выигранные сделки
figures-remark-team = Чёрточка: медиана команды.
figures-remark-company = Чёрточка: медиана компании.
figures-left = Осталось { $left }: по { $daily } в день, рабочих дней { $days }.
figures-left-over = До плана не хватило { $left }.
figures-met = План по оплатам выполнен.
figures-late = После закрытия месяца внесено { $amount }, в план не входит.
figures-won-amount = Сделки выиграны на { $amount }.
figures-days = План действий: выполнено полностью { $done } из { $days ->
    [one] { $days } дня
   *[other] { $days } дней
 }, в среднем { $completion }. Доля премии за активность: { $bonus }.
figures-activity-planless = Плана действий на этот месяц нет.
figures-conversion = { $name }: { $own }{ $between } ({ $part } из { $whole }){ $median }
figures-between = , от { $low } до { $high }
figures-median-team = , медиана команды { $median }
figures-median-company = , медиана компании { $median }
figures-nothing-of = не из чего
figures-how-button = ❓ Как посчитано
figures-how = <b>Как посчитано</b>
    Оплаты и выигранные сделки идут тому, чья была сделка в день оплаты; без сделки тому, кто вёл клиента. Передали клиента: будущее у нового менеджера, прошлое остаётся.
    Новый клиент: первая покупка в этом месяце.
    План: каким он был в тот день. Прошедшие рабочие дни считаются вместе с сегодняшним, отпуск и больничный не входят.
    План действий: среднее по строкам плана за каждый рабочий день, не больше 100 % в строке. Считается внесённое до { $hour } следующего рабочего дня. Недельная строка считается по всей неделе. Доля премии: 1, если план по оплатам выполнен, иначе среднее за месяц к 90 %, не больше 1.
    Результативные, встречи и КП: доля от контактов (звонки, входящие, заявки). Выигранные: доля от закрытых за месяц сделок. Если случаев меньше { $few }, показано, в каких пределах доля на самом деле (95 %).
    Медиана: середина между менеджерами команды; если их меньше трёх, компании.
figures-of-member = Цифры
