report-as-of = данные на { $day } { $hour }
report-period-week = неделя { $first } – { $last }
report-period-quarter = { $number } кв. { $year }
report-period-half = { $number } полугодие { $year }
report-period-year = { $year } год
report-period-range = { $first } – { $last }
report-period-all = всё время
report-span = { $span ->
    [month] Месяц
    [quarter] Квартал
    [year] Год
   *[all] Всё
 }
report-span-now = • { $span ->
    [month] Месяц
    [quarter] Квартал
    [year] Год
   *[all] Всё
 }
report-whose-rep = мои
report-whose-manager = мои команды
report-whose-owner = вся компания
report-cut = ✂️ { $whose }
report-rows = 🔍 Показать строки
report-export = 📄 XLSX
report-export-begun = Готовлю файл, пришлю его сюда.
report-export-failed = Файл не получился: Telegram его не принял или в нём слишком много строк. Возьмите период короче или один канал, команду, человека (✂️) и попросите ещё раз. Если не выходит и так, покажите это владельцу: причина записана в журнале программы.
report-export-sent = { $of }. Строк: { $rows }. Кто и что выгрузил, остаётся в журнале.
report-sheet-figures = Показатели
report-text = 🔤 Текстом
report-how = ❓ Как посчитано
report-ask = Не нашлось «{ $said }». Что показать?
report-not-yours = Этот отчёт считается по всей компании, его видят руководители. Ваши цифры: /ok
report-ask-period = Нет такого времени: «{ $said }». За какое время показать?
report-ask-two-periods = Названо два времени. Сравнить их или взять вместе?
report-ask-one-of = Показать можно рядом или что-то одно. Что показать?
report-ask-both = ⚖️ { $one } ↔ { $other }
report-ask-beside = С чем сравнить?
report-ask-which = Что из этого «{ $said }»?
report-ask-own = Не нашлось «{ $said }». Вам видны свои сделки. За какое время?
report-just-begun = Месяц только начался, поэтому показан прошлый.
report-of = { $part } из { $whole }
report-clients = { $count ->
    [one] { $number } клиент
    [few] { $number } клиента
   *[many] { $number } клиентов
 }
report-estimated = Прибыль с { $share } продаж: оценка.
report-funnel-none = За это время сделок нет
report-funnel-tiny = { $count ->
    [one] Сделка всего { $count }
   *[other] Сделок всего { $count }
 }, проценты ни о чём не скажут. { $count ->
    [one] Вот она.
   *[other] Вот они.
 }
report-funnel-unripe = Ещё в работе { $open } из { $total }. Из закрытых выиграно { $paid }
report-funnel-all-open = Ещё в работе { $open } из { $total }
report-funnel-same-age = Ещё в работе { $open } из { $total }. На { $age }-й день выиграно { $now } против { $then }
report-funnel-no-loss = Выиграно { $paid }, потерь нет
report-funnel-worst = Выиграно { $paid }. Больше всего теряем после «{ $stage }»: { $lost } из { $of } { $count ->
    [one] закрытой
   *[other] закрытых
  }{ $between }
report-funnel-created = { $count ->
    [one] Создана { $number } сделка
    [few] Создано { $number } сделки
   *[many] Создано { $number } сделок
 }
report-funnel-deals = Воронка сделок
report-funnel-no-deals = За это время ничего не создано.
report-funnel-won = Выиграны
report-funnel-lost = Потеряны
report-funnel-open = Ещё в работе
report-funnel-undated-inside = Из них { $number } без даты создания.
report-funnel-undated-beside = Ещё { $number } без даты создания, ни в какой период не входят.
report-funnel-clientless = Клиент не указан: { $number }.
report-funnel-amountless = Без суммы: { $number }.
report-funnel-reached = Дошли до этапа или дальше
report-funnel-new = новые
report-funnel-again = повторные
report-funnel-skipped = минуя { $number }
report-funnel-needed = { $sales } продаж = { $count ->
    [one] { $number } сделка
    [few] { $number } сделки
   *[many] { $number } сделок
 }.
report-funnel-paid = Доля выигранных
report-funnel-paid-all = Из всех
report-funnel-paid-closed = Из закрытых
report-funnel-paid-new = Новые клиенты
report-funnel-paid-again = Повторные
report-funnel-activities = Воронка действий
report-funnel-no-activities = За это время ничего не записано.
report-funnel-contacts = Контакты
report-funnel-meetings-set = Назначены встречи
report-funnel-meetings = Прошли встречи
report-funnel-effective = Результативные
report-funnel-offers = КП
report-funnel-invoices = Счета
report-funnel-paid-invoices = из них оплачены
report-funnel-invoiced = Счета на { $issued }, из них уже оплачено { $paid }.
report-funnel-payments = Всех оплат: { $number } на { $amount }.
report-funnel-per-sale = На одну продажу контактов: { $number }.
report-funnel-kind-new = Только новые клиенты
report-funnel-kind-again = Только повторные
report-funnel-kind-closed = Только закрытые
report-pick = Какие строки показать? { $of }.
report-pick-won = Выиграны: { $number }
report-pick-lost = Потеряны: { $number }
report-pick-open = Ещё в работе: { $number }
report-pick-all = Все: { $number }
report-pick-undated = Без даты создания: { $number }
report-pick-clientless = Клиент не указан: { $number }
report-pick-amountless = Без суммы: { $number }
report-pick-stage = { $stage }: { $number }
report-pick-again = ← Какие строки
report-rows-all = Все сделки
report-rows-won = Выиграны
report-rows-lost = Потеряны
report-rows-open = Ещё в работе
report-rows-undated = Без даты создания
report-rows-clientless = Клиент не указан
report-rows-amountless = Без суммы
report-rows-stage = Дошли до «{ $stage }»
report-rows-title = <b>{ $what }: { $number }</b>
report-rows-of = { $of }. { $order ->
    [latest] Последние покупки сверху.
    [longest] Самые давние сверху.
   *[largest] Крупные сверху.
 }
report-rows-line = { $place }. { $values }
report-rows-none = Таких строк нет.
report-funnel-how-deals = Воронка сделок берёт сделки, созданные в это время ({ $period }). На этапе считается каждая, что до него дошла или прошла дальше; кто этап миновал, показан как «минуя». Процент со стрелкой: сколько дошло до этапа из дошедших до предыдущего.
report-funnel-how-kinds = Новая: у клиента до неё не было покупок. Остальные повторные.
report-funnel-how-open = Если в работе больше { $share } сделок, так и сказано в заголовке: доли ещё вырастут. Доля из закрытых дана отдельно.
report-funnel-how-same-age = Пока открытых много, другой период сравнивается в том же возрасте: на тот день от начала, до которого дошли оба, сколько выиграно из созданных к этому дню.
report-funnel-how-few = Доля меньше чем от { $few } случаев дана с интервалом: там, где она лежит на самом деле с вероятностью 95 %. Меньше { $tiny } сделок: без процентов.
report-funnel-how-activities = Воронка действий считает по дню, когда действие случилось. Контакт: любой звонок, входящий или заявка. Всё остальное показано долей от контактов. Несостоявшаяся встреча прошедшей не считается, отменённые записи не входят. Оплаченные счета: из тех же счетов, к этому часу.
report-funnel-how-whose = Сделка считается за тем, кто вёл её в день закрытия, а открытая за тем, кто ведёт сейчас; действие за тем, кто его записал; команда по составу на тот день.
report-funnel-how-left-out = Что не вошло или неполно: { $missing }
report-funnel-how-nothing-left-out = Пропусков нет: у всех сделок есть дата, клиент и сумма.
report-compare = ⚖️ Сравнить
report-versus = ⚖️ Рядом: { $versus }
report-versus-period = 📅 { $period }
report-versus-none = ✖ Без сравнения
report-cut-drop = ✖ { $name }
report-cut-kind-channel = Канал ▸
report-cut-kind-region = Регион ▸
report-cut-kind-source = Источник ▸
report-cut-kind-group = Группа товаров ▸
report-cut-kind-product = Товар ▸
report-funnel-by = по дате создания сделок
report-how-title = <b>Как посчитано</b>
listing-client = Клиент
listing-client-none = клиент не указан
listing-deal = Сделка
listing-amount = Сумма
listing-amount-none = без суммы
listing-stage = Этап
listing-state = Итог
listing-state-lost = потеряна
listing-owner = Ответственный
listing-owner-none = без ответственного
report-ask-too-much = «{ $said }» вместе с остальным не показать: слишком много сразу. Что показать?
report-unit = { $unit ->
    [number] шт
    [money] ₽
   *[share] %
 }
report-unit-now = • { $unit ->
    [number] шт
    [money] ₽
   *[share] %
 }
report-black-none = За это время потерь нет
report-black-worst = Больше всего теряем после «{ $stage }»: { $lost } из { $left } { $count ->
    [one] сделки
   *[other] сделок
  }, { $amount }.
report-black-often = Чаще всего «{ $reason }».
report-black-by = по дню, когда сделка потеряна
report-black-stages = На каком этапе
report-black-of = из { $left }
report-black-reasons = Почему
report-black-owners = У кого
report-black-sources = Откуда пришли
report-black-competitors = К кому ушли
report-black-no-reason = причина не указана
report-black-no-owner = без ответственного
report-black-no-source = источник не указан
report-black-no-competitor = не сказано, к кому
report-black-rest = остальные
report-black-amountless = Без суммы: { $number }, в рублях их нет.
report-black-silent = Сейчас молча теряем ещё { $amount }: { $count ->
    [one] { $number } сделка стоит
    [few] { $number } сделки стоят
   *[many] { $number } сделок стоят
 } дольше двух сроков этапа без задачи. В потери не входит.
report-black-what-if = Если после «{ $stage }» у всех станет как у лучших ({ $name }, не хуже { $best }): +{ $gain }.
report-black-by-chance = Разница между менеджерами в пределах случайного.
report-pick-silent = Молчат: { $number }
report-rows-black-all = Потеряны
report-rows-black-amountless = Потеряны, без суммы
report-rows-black-silent = Стоят дольше двух сроков
report-rows-lost-stage = Потеряны после «{ $stage }»
listing-reason = Причина
report-black-how-lost = Потеря берётся по дню, когда сделка потеряна ({ $period }). Сделка считается один раз: по последней потере и одной причине; кого вернули в работу, потерянным не считается. Поэтому по этапам, причинам, людям и источникам сумма одна.
report-black-how-left = Ушли с этапа: прошли дальше или потеряны. Кто этап перескочил, тоже прошёл его. Доля: потерянные из ушедших.
report-black-how-silent = Молчаливые потери: открытые сделки, которые стоят на этапе дольше { $times } плановых сроков и по которым ничего не назначено. Показаны отдельно.
report-black-how-what-if = «Если бы»: ушедшие с этапа × разница лучшего и команды × доли следующих этапов × средняя выигранная сделка. Лучший: у кого от { $few } сделок выше всех нижняя граница 95 % интервала. Показан этап с наибольшей прибавкой.
report-black-how-whose = Потеря считается за тем, кто вёл сделку в день потери; шаг дальше за тем, кто вёл её в тот день.
report-debts-none = Неоплаченных счетов нет
report-debts-in-time = Нам должны { $amount }, срок ещё не вышел ни у кого
report-debts-late = Нам должны { $amount }, просрочено { $overdue }. Самая большая просрочка: «{ $client }», { $first }
report-debts-by = по дню выставления счёта
report-debts-ages = Сколько дней после срока
report-debts-age-not-due = срок не вышел
report-debts-age-week = 1–7 дней
report-debts-age-month = 8–30 дней
report-debts-age-longer = больше 30 дней
report-debts-clients = Кто должен
report-debts-owners = Чьи клиенты
report-debts-part-late = просрочено
report-debts-of-them-late = просрочено { $late }
report-debts-part-not-due = ещё не срок
report-debts-how-rest = Долг: сумма счёта минус всё, что по нему уже оплачено. Счета, оплаченные целиком, не входят.
report-debts-how-age = Возраст: дни после срока оплаты, по сегодняшний день. В самый день срока счёт ещё не просрочен.
report-debts-how-whose = Счёт по сделке за тем, кто её ведёт сейчас; счёт без сделки за тем, кто ведёт клиента.
report-pick-overdue = Просрочены: { $number }
report-rows-debts-all = Неоплаченные счета
report-rows-debts-overdue = Просроченные счета
report-rows-debts-not_due = Срок не вышел
report-rows-debts-week = Просрочены на 1–7 дней
report-rows-debts-month = Просрочены на 8–30 дней
report-rows-debts-longer = Просрочены больше чем на 30 дней
listing-invoice = Счёт
listing-rest = Осталось
listing-due = Срок
listing-late = Просрочка
listing-late-days = { $count ->
    [one] { $number } день
    [few] { $number } дня
   *[many] { $number } дней
 } назад
report-more-as-text = <i>Остальное под «🔤 Текстом».</i>
report-no-room = Ещё { $number } под «Текстом».
report-not-listed = Ещё { $number } в список не { $count ->
    [one] вошёл
   *[other] вошли
  }.
report-funnel-mend = Новые сделки чаще всего срываются после «{ $stage }»: { $lost } из { $of } { $count ->
    [one] закрытой
   *[other] закрытых
  }{ $between }
