report-reps-none = За это время о работе менеджеров ничего не записано
report-reps-nothing = Записей нет.
report-reps-finding = { $name }: { $what }
report-reps-plan = план { $share }
report-reps-contacts-enough = звонков хватает
report-reps-even = Все идут ровно: заметно хуже остальных нет никого
report-reps-even-best = Все идут ровно. Дальше всех { $name }: план { $share }
report-reps-well = { $name }: план { $share }, заметно хуже остальных ничего нет
report-reps-alone = { $name }: план { $share }. Сравнить пока не с кем
report-reps-planless = { $name }: плана нет, заметно хуже остальных ничего нет
report-reps-cause-plan = план { $own }
report-reps-cause-activity = план действий { $own }
report-reps-cause-contacts = { $some ->
    [none] звонков нет
   *[few] мало звонков
 }
report-reps-cause-effective = { $some ->
    [none] результативных разговоров нет
   *[few] мало результативных разговоров
 }
report-reps-cause-meetings = { $some ->
    [none] встреч нет
   *[few] мало встреч
 }
report-reps-cause-offers = { $some ->
    [none] КП нет
   *[few] мало КП
 }
report-reps-cause-won = { $some ->
    [none] выигранных сделок нет
   *[few] выиграно { $own } сделок
 }
report-reps-cause-response = первый ответ через { $own }
report-reps-cause-cycle = сделка идёт { $own }
report-reps-cause-stuck = зависло { $own } сделок
report-reps-cause-in-time = в срок { $own } дел
report-reps-cause-stepped = со следующим шагом { $own } сделок
report-reps-cause-same-day = в тот же день внесено { $own }
report-reps-hours = { $hours } ч
report-reps-days = { $days } дн.
report-reps-own = факт
report-reps-median = медиана
report-reps-result = Результат и скорость
report-reps-work = Что сделано
report-reps-order = Порядок
report-reps-load = В работе сейчас
report-reps-load-clients = Клиенты
report-reps-load-deals = Сделки
report-reps-load-tasks = Дела
report-reps-column-plan = План
report-reps-column-won = Выиграно сделок
report-reps-column-response = Первый ответ
report-reps-column-cycle = Путь сделки
report-reps-column-activity = План действий
report-reps-column-contacts = Контакты
report-reps-column-effective = Результ.
report-reps-column-meetings = Встречи
report-reps-column-offers = КП
report-reps-column-stuck = Зависло
report-reps-column-in-time = Дела в срок
report-reps-column-stepped = Есть шаг
report-reps-column-same-day = Внесено сразу
report-reps-name-plan = План продаж
report-reps-name-won = Выиграно сделок
report-reps-name-response = Первый ответ на заявку
report-reps-name-cycle = От создания до оплаты
report-reps-name-activity = План действий
report-reps-name-contacts = Контакты
report-reps-name-effective = Результативные
report-reps-name-meetings = Встречи
report-reps-name-offers = КП
report-reps-name-stuck = Зависшие сделки
report-reps-name-in-time = Дела в срок
report-reps-name-stepped = Сделки со следующим шагом
report-reps-name-same-day = Внесено в тот же день
report-reps-beside-team = Рядом медиана команды.
report-reps-beside-company = Рядом медиана компании.
report-reps-beside-nobody = Сравнить пока не с кем: менеджеров меньше трёх.
report-reps-more = { $count ->
    [one] Ещё { $number } менеджер
    [few] Ещё { $number } менеджера
   *[many] Ещё { $number } менеджеров
 }: «Показать строки».
report-reps-unanswered = { $count ->
    [one] Без ответа { $number } заявка.
    [few] Без ответа { $number } заявки.
   *[many] Без ответа { $number } заявок.
 }
report-reps-undivided = Работа по клиентам и товарам не делится: показана вся.
report-reps-line = { $name }: клиентов { $clients }, сделок { $deals }, дел { $tasks }.
report-reps-line-help = Помочь: { $what }.
report-reps-how-plan = План: оплаты за это время к плану продаж на каждый начатый месяц; внесённое после закрытия месяца не входит. Если время не из целых месяцев, плана к нему нет.
report-reps-how-won = Выиграно: выигранные из закрытых за это время сделок, у того, кто вёл сделку в день закрытия. Под процентом интервал, в котором доля лежит на самом деле (95 %).
report-reps-how-activity = План действий: среднее по рабочим дням, внесённое вовремя. Контакты: звонки, входящие, заявки. Результативные, встречи и КП даны долей от контактов.
report-reps-how-speed = Первый ответ: рабочие часы от заявки до первого звонка клиенту, середина по всем заявкам; заявка без ответа ждёт до начала сегодняшнего дня. Путь сделки: дни от создания до выигрыша, середина.
report-reps-how-deals = Зависло: стоит на этапе дольше срока, и вперёд ничего не назначено. Есть шаг: по открытой сделке есть дело. То и другое на сегодня.
report-reps-how-order = Дела в срок: сделаны не позже своего дня, из тех, чей день прошёл. Внесено сразу: записано в тот же день, когда случилось.
report-reps-how-median = Цветом отмечено то, что хуже или лучше медианы команды на четверть и больше и не случайно: медиана вне 95 % интервала доли. Если менеджеров с цифрой в команде меньше трёх, медиана компании. Никто не оценивает себя сам.
report-pick-reps-all = Все: { $number }
report-pick-reps-help = Кому помочь: { $number }
report-pick-reps-well = Идут ровно: { $number }
report-rows-reps-all = Менеджеры
report-rows-reps-help = Кому помочь
report-rows-reps-well = Идут ровно
listing-rep = Менеджер
listing-of-plan = План
listing-of-plan-share = план { $share }
listing-help = С чем помочь
listing-help-none = идёт ровно
listing-help-plan = план
listing-help-activity = план действий
listing-help-contacts = звонки
listing-help-effective = результативные разговоры
listing-help-meetings = встречи
listing-help-offers = КП
listing-help-won = выигранные сделки
listing-help-response = первый ответ
listing-help-cycle = долгий путь сделки
listing-help-stuck = зависшие сделки
listing-help-in-time = дела в срок
listing-help-stepped = следующий шаг
listing-help-same-day = вносить сразу
listing-activity-done = План действий
listing-activity-done-share = действия { $share }
listing-won-share = Выиграно сделок
listing-won-share-share = выиграно { $share }
listing-response = Первый ответ, рабочих часов
listing-response-decimal = ответ за { $number } ч
listing-cycle = Путь сделки, дней
listing-cycle-days = { $count ->
    [one] путь сделки { $number } день
    [few] путь сделки { $number } дня
   *[many] путь сделки { $number } дней
 }
listing-stuck = Зависло сделок
listing-stuck-count = { $count ->
   *[other] зависло { $number }
 }
listing-in-time = Дела в срок
listing-in-time-share = в срок { $share }
listing-stepped = Сделки со следующим шагом
listing-stepped-share = с шагом { $share }
listing-same-day = Внесено в тот же день
listing-same-day-share = сразу внесено { $share }
listing-kept = Клиентов
listing-kept-count = { $count ->
    [one] { $number } клиент
    [few] { $number } клиента
   *[many] { $number } клиентов
 }
listing-open-deals = Сделок в работе
listing-open-deals-count = { $count ->
    [one] { $number } сделка
    [few] { $number } сделки
   *[many] { $number } сделок
 }
listing-open-tasks = Дел
listing-open-tasks-count = { $count ->
    [one] { $number } дело
    [few] { $number } дела
   *[many] { $number } дел
 }
