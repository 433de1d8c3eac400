home-todo = { $name }, сегодня { $count ->
    [one] { $count } дело
    [few] { $count } дела
   *[many] { $count } дел
 }.
home-overdue = Просрочено { $count }.
home-nothing = На сегодня дел нет.
home-nothing-own = Своих дел на сегодня нет.
home-first-at = Первое в { $hour }: { $what }.
home-first = Начните с этого: { $what }.
home-with-client = «{ $client }», { $action }
home-do = { $action }
home-calls = Звонков { $calls } из { $plan }.
home-calls-made = Звонков сегодня { $calls }.
home-silent = { $count ->
    [one] Давно молчит { $count } клиент
    [few] Давно молчат { $count } клиента
   *[many] Давно молчат { $count } клиентов
 }.
home-silent-worth = { $count ->
    [one] Давно молчит { $count } клиент
    [few] Давно молчат { $count } клиента
   *[many] Давно молчат { $count } клиентов
 } на { $worth }.
home-help = Имя, телефон или часть названия в чат: найдётся клиент.
    Голос, фото, файл или место прикрепятся к последней записи.

    { $commands }
home-cancelled = Закрыто. Незаконченное не записано, записанное осталось.
home-language = На каком языке говорить?
home-language-name = Русский
home-language-chosen = Теперь по-русски.
home-keyboard = Кнопки внизу тоже.
home-unknown-command = Такой команды нет. Что есть: /help
home-no-use = Это сохранить некуда. Годятся текст, голос, фото, файл, место и контакт.
home-forwarded = Переслано сюда, но никуда не записано. Откройте клиента и перешлите ещё раз или напишите его название: найдётся.
home-no-search = Не нашлось, что с этим сделать, и ничего не записано. Короткий текст ищет клиента, звонок записывается по /log.
home-command-log = записать звонок, встречу, КП
home-command-day = мой день
home-command-clients = клиенты
home-command-deals = сделки
home-command-tasks = дела
home-command-segment = сегменты и задачи по ним
home-command-figures = мои цифры за месяц
home-command-funnel = воронка
home-command-black = где теряем деньги
home-command-debts = кто нам должен
home-command-forecast = сколько придёт, выполним ли план
home-command-plan = план и факт: кто сколько
home-command-sales = динамика продаж
home-command-top = топ клиентов, кого увидеть
home-command-matrix = что кому предложить
home-command-event = отметить событие на графиках
home-command-base = растёт ли клиентская база
home-command-norms = мы и обычные показатели
home-command-segments = кто нас кормит: классы клиентов
home-command-channels = какая реклама окупается
home-command-margin = новая продажа против повторной
home-command-reps = кто как работает, кому помочь
home-command-activity = действия по дням, план и факт
home-command-bonus = бонус за рост активной базы
home-command-spend = внести расходы на рекламу
home-command-ok = как дела: всё в пяти строках
home-command-digest = итоги дня
home-command-team = команда сегодня
home-command-invite = пригласить людей
home-command-members = люди, роли, увольнение
home-command-sick = нездоровится, отпуск
home-command-pushes = что мне придёт за неделю и чего не присылать
home-command-settings = настройки
home-command-language = язык
home-command-cancel = закрыть открытую форму
home-command-help = что здесь есть
