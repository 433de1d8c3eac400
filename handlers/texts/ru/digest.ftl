digest-day = { $day }.
digest-paid = Оплатили { $amount }.
digest-not-paid = Оплат нет.
digest-month = С начала месяца { $progress }: { $share } плана, прошло { $passed } рабочих дней.
digest-month-over = Оплатили { $progress }: { $share } плана.
digest-month-planless = С начала месяца { $amount }, плана на { $month } нет.
digest-deals = Сделки: { $list }.
digest-won = выиграли { $number }{ $amount }
digest-lost = потеряли { $number }{ $amount }
digest-moved = сдвинули { $number }{ $amount }
digest-worth = { " " }на { $amount }
digest-new-clients = Новых клиентов { $number }.
digest-made = Контактов { $contacts }, встреч { $meetings }, КП { $offers }.
digest-later = Внесено позже: { $number }.
digest-standing = Сейчас: { $list }.
digest-standing-overdue = { $number ->
    [one] { $number } просроченное дело
    [few] { $number } просроченных дела
   *[many] { $number } просроченных дел
 }
digest-standing-stuck = { $number ->
    [one] { $number } зависшая сделка
    [few] { $number } зависшие сделки
   *[many] { $number } зависших сделок
 }
digest-standing-stepless = { $number } без следующего шага
digest-decide = <b>Решить:</b>
digest-decide-behind = { $name }: { $share } плана, по дням уже { $passed }. Не хватает { $missing }.
digest-decide-stuck = { $deal }: зависла на «{ $stage }».
digest-decide-stepless = { $deal }: «{ $stage }», нет следующего шага.
digest-decide-overdue = { $number ->
    [one] Просрочено { $number } дело.
    [few] Просрочено { $number } дела.
   *[many] Просрочено { $number } дел.
 }
digest-decide-plan = План на { $month } никому не задан.
digest-button-behind = { $name } отстаёт
digest-button-deal = Сделка: { $deal }
digest-button-overdue = Просроченные дела: { $number }
digest-button-plan = Задать планы
digest-nobody = Без ответственного
digest-empty = Ни оплат, ни сделок, ни звонков.
digest-title = { $paid } Месяц: { $share } плана
digest-title-ahead = { $paid } План месяца выполнен: { $share }
digest-title-planless = { $paid } С начала месяца { $month }
digest-mark = Чёрточка: прошло { $passed } рабочих дней
digest-panel-month = План, { $month }
digest-panel-paid = Оплаты, { $month }
digest-all = Все
digest-panel-reps = По менеджерам
digest-panel-day = План действий выполнен
digest-more = ещё { $count }
digest-what = Не получилось понять «{ $said }». Прошедший день, неделя или месяц, например: /digest вчера, /digest 20 ноября, /digest октябрь.
digest-deal-nameless = клиент не указан
digest-span-day = День
digest-span-week = Неделя
digest-span-month = Месяц
planning-line = { $title }
digest-button-ask = ❓ Спросить: { $name }
digest-button-table = 👥 По людям
digest-table = По людям: оплаты месяца, план, действия
digest-table-rows = { $rows }
digest-table-paid = оплаты
digest-table-plan = план
digest-table-done = дела
planning-head = <b>К планёрке: { $week }</b>
planning-look = Подробнее: /digest прошлая неделя
