day-head = { $day }. { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }.
day-empty = { $day }. Дел нет.
day-empty-silent = { $day }. Дел нет. { $count ->
    [one] Давно молчит { $count } клиент
    [few] Давно молчат { $count } клиента
   *[many] Давно молчат { $count } клиентов
 } на { $worth }.
day-plan = { $lines }.
day-plan-line = { $line } { $fact } из { $plan }
day-plan-week = { $line } { $fact } из { $plan } за неделю
day-line-calls = звонки
day-line-cold_calls = холодные звонки
day-line-warm_calls = тёплые звонки
day-line-meetings_set = назначенные встречи
day-line-meetings = встречи
day-line-offers = КП
day-overdue-head = Просрочено { $count }
day-meetings-head = Встречи: { $count }
day-tasks-head = Дела: { $count }
day-first-head = Кому позвонить первым
day-task-at = { $mark } { $hour } · { $what }
day-task = { $mark } { $what }
day-overdue = { $day } · { $what }
day-silent = «{ $client }» молчит { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 } при ритме { $rhythm }
day-silent-worth = «{ $client }» молчит { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
 } при ритме { $rhythm }, берёт на { $worth }
day-all-silent = Все, кто молчит · { $count }
day-all-tasks = Все дела
day-team = 👥 Команда
