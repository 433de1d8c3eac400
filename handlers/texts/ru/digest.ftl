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
digest-reps = <b>По менеджерам:</b>
digest-rep = { $name }: { $month }{ $day }
digest-rep-planless = { $amount } за месяц
digest-rep-nothing = без оплат
digest-rep-of = { $progress }, { $share }
digest-rep-day = { " · " }{ $list }
digest-nobody = Без ответственного
digest-calls = звонки { $fact } из { $plan }
digest-cold_calls = холодные { $fact } из { $plan }
digest-warm_calls = тёплые { $fact } из { $plan }
digest-meetings_set = назначено встреч { $fact } из { $plan }
digest-meetings = встречи { $fact } из { $plan }
digest-offers = КП { $fact } из { $plan }
digest-week = { $line } за неделю
digest-completion = действия { $share }
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
digest-completion-of = { $completion }: { $lines }
