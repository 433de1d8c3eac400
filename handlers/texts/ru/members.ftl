error-last-owner = Это единственный собственник. Сначала назначьте другого. Ничего не изменилось.
error-not-yourself = Себя уволить нельзя. Ничего не изменилось.
error-no-successor = Сначала выберите, кому передать клиентов, сделки и дела. Ничего не изменилось.
error-too-many-names = За раз можно пригласить до { $most } человек. Ничего не записано.
error-too-late-to-undo = Вернуть можно было в течение суток. Пригласите заново: история сохранится.
members-role-rep = менеджер
members-role-manager = РОП
members-role-owner = собственник
members-list = { $count ->
    [one] В компании { $count } человек.
    [few] В компании { $count } человека.
   *[many] В компании { $count } человек.
 }
members-all = Все люди
members-not-here = ещё не входил
members-access-closed = доступ закрыт
members-invite = ➕ Пригласить
members-waiting-button = Ждут входа: { $count }
members-card = <b>{ $name }</b>, { $role }
members-card-team = Команда: { $team }
members-card-leads = Ведёт: { $teams }
members-card-zone = Часовой пояс: { $zone }
members-card-work = Клиентов { $clients }, сделок в работе { $deals }, дел { $tasks }.
members-card-dismissed = Доступ закрыт { $when }.
members-card-not-here = Ещё не входил.
members-card-unreachable = Бот заблокирован: напоминания не доходят.
members-role = Роль
members-team = Команда
members-leads = Ведёт команды
members-plans = Планы
members-today = Сегодня
members-invite-this = Пригласить
members-dismiss = Уволить
members-undo = Вернуть
members-ask-role = { $name }: какая роль?
members-ask-team = { $name }: в какой команде с сегодняшнего дня?
members-ask-leads = { $name }: какие команды ведёт?
members-no-team = Без команды
members-ask-heir = { $name } передаёт: клиентов { $clients }, сделок { $deals }, дел { $tasks }. Кому?
members-evenly = { $count ->
    [one] Поровну на { $count } человека
    [few] Поровну на { $count } человек
   *[many] Поровну на { $count } человек
 }
members-plan = { $name }: доступ закроется сразу.
members-plan-share = { $name } получит: клиентов { $clients }, сделок { $deals }, дел { $tasks }.
members-plan-nothing = Передавать нечего.
members-plan-undo = История останется. Сутки можно будет вернуть.
members-dismiss-now = Уволить и передать
members-dismissed = { $name }: доступ закрыт. Передано: клиентов { $clients }, сделок { $deals }, дел { $tasks }. Вернуть можно до { $until }.
members-invites = Ссылки, по которым ещё не вошли:
members-no-invites = Ссылок, по которым ещё не вошли, нет.
members-invite-line = { $number }. { $name }, { $role }{ $team }, до { $until }
members-invite-expired = { $number }. { $name }, { $role }{ $team }, срок вышел { $until }
members-invite-team = , «{ $team }»
members-renew = { $number }: новая ссылка
members-revoke = { $number }: отозвать
members-links = Перешлите каждому его ссылку. Она на один вход и до { $until }.
members-link = <b>{ $name }</b>
    { $url }
members-forward = ↗ { $name }
members-share = Вход в рабочий бот. Ссылка только для вас, на один раз.
members-links-unseen = Ссылки сделаны, но показать их не успели. Второй раз они не показываются: сделайте новые.
members-form-role = Кого пригласить?
members-form-team = В какую команду?
members-form-new-team = ➕ Новая команда
members-form-team-name = Как назвать команду?
members-form-names = Напишите имена столбиком: каждому будет своя ссылка.
members-form-close = Закрыть
members-card-exports = Может выгружать строки отчётов в файл. Каждая выгрузка записана.
members-export-let = Разрешить выгрузку
members-export-forbid = Запретить выгрузку
