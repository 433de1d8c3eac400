report-activity-none = За это время плана действий ни у кого нет
report-activity-nothing = Ни плана действий, ни записей.
report-activity-planless = План действий не задан.
report-activity-short = { $name }: { $share } плана действий, меньше всего { $line }
report-activity-done = { $name }: { $share } плана действий
report-activity-all-done = План действий выполняют все: не меньше { $share }
report-activity-days = План действий по дням
report-activity-days-bonus = План действий по дням; справа месяц и доля премии
report-activity-lines = По строкам плана
report-activity-focus = Жирным: фокус месяца.
report-activity-capped = Лишнее одного дня не закрывает другого: день не больше 100 %.
report-activity-away-vacation = отп
report-activity-away-sick = бол
report-activity-more = { $count ->
    [one] Ещё { $number } менеджер
    [few] Ещё { $number } менеджера
   *[many] Ещё { $number } менеджеров
 }: «Показать строки».
report-activity-bonus = Доля премии за активность: { $share }.
report-activity-later = Внесено позже: { $number } ({ $names }), в план дня не входит.
report-activity-undivided = План действий по клиентам и товарам не делится: показан весь.
report-activity-line-calls = звонки
report-activity-line-cold-calls = холодные звонки
report-activity-line-warm-calls = тёплые звонки
report-activity-line-meetings-set = назначенные встречи
report-activity-line-meetings = встречи
report-activity-line-offers = КП
report-activity-name-calls = Звонки
report-activity-name-cold-calls = Холодные звонки
report-activity-name-warm-calls = Тёплые звонки
report-activity-name-meetings-set = Назначенные встречи
report-activity-name-meetings = Встречи
report-activity-name-offers = КП
report-activity-rep = { $name }: { $share }, полностью { $done } из { $days ->
    [one] { $days } дня
   *[other] { $days } дней
 }.
report-activity-rep-planless = { $name }: плана действий нет.
report-activity-rep-met = План продаж выполнен, доля премии за активность: { $share }.
report-activity-rep-least = Меньше всего { $line }.
report-activity-rep-later = Внесено позже: { $number }.
report-activity-signs = 👀 Посмотрите
report-activity-how-day = День: среднее по строкам плана, в каждой не больше 100 %. Считается то, что случилось в этот день и внесено до 12:00 следующего рабочего дня менеджера.
report-activity-how-week = Недельная строка считается по всей неделе и входит в каждый её день.
report-activity-how-month = Месяц: среднее по рабочим дням; сокращённый день весит меньше, отпуск и больничный не входят.
report-activity-how-later = Внесённое после этого срока показано отдельно, «внесено позже», и дня не меняет.
report-activity-how-away = отп: отпуск, бол: больничный. Пустое поле: выходной, день без плана или сегодня, пока ничего не внесено: такое утро в среднее не входит.
report-activity-how-bonus = Доля премии: 1, если план продаж месяца выполнен, иначе среднее за месяц к 90 %, не больше 1. Решает руководитель.
report-pick-activity-all = Все: { $number }
report-pick-activity-short = Меньше 90 %: { $number }
report-pick-activity-later = Внесено позже: { $number }
report-rows-activity-all = План действий
report-rows-activity-short = Меньше 90 % плана действий
report-rows-activity-later = Внесено позже
listing-least = Меньше всего
listing-least-calls = меньше всего звонков
listing-least-cold-calls = меньше всего холодных звонков
listing-least-warm-calls = меньше всего тёплых звонков
listing-least-meetings-set = меньше всего назначенных встреч
listing-least-meetings = меньше всего встреч
listing-least-offers = меньше всего КП
listing-days-done = Дней полностью
listing-days-done-count = { $count ->
   *[other] полностью { $number }
 }
listing-days-worked = Рабочих дней
listing-days-worked-count = { $count ->
    [one] из { $number } дня
   *[other] из { $number } дней
 }
listing-bonus-share = Доля премии за активность
listing-bonus-share-decimal = доля премии { $number }
listing-later = Внесено позже
listing-later-count = { $count ->
   *[other] позже { $number }
 }
listing-what = Что
listing-what-call = звонок
listing-what-meeting-set = назначена встреча
listing-what-meeting = встреча
listing-what-offer = КП
listing-happened = Когда было
listing-logged = Когда внесено
