report-face-activity = План действий
report-face-signs = 👀 Посмотрите
report-signs = На что посмотреть
report-signs-by = до месяца за раз
report-signs-none = Записи как обычно, смотреть не на что
report-signs-nothing = Ничего необычного.
report-signs-finding = Посмотрите: { $what }
report-signs-usual = раньше { $share }
report-signs-team = у команды { $share }
report-signs-burst = Дни, когда много разговоров записано за 3 минуты
report-signs-overlap = Дни, когда разговоры длиннее времени между ними
report-signs-evening = Дни, записанные в последние полчаса
report-signs-same = Дни с одним комментарием на нескольких клиентов
report-signs-far = Дни с отметкой не у адреса клиента
report-signs-backdated = Записано не в тот же день
report-signs-unfollowed = «Договорились», и за 14 дней ничего
report-signs-what-burst = { $count ->
    [one] { $number } разговор записан за 3 минуты
    [few] { $number } разговора записаны за 3 минуты
   *[many] { $number } разговоров записаны за 3 минуты
 }
report-signs-what-overlap = { $count ->
    [one] { $number } разговор длиннее времени между ними
    [few] { $number } разговора длиннее времени между ними
   *[many] { $number } разговоров длиннее времени между ними
 }
report-signs-what-evening = { $count ->
    [one] { $number } запись в последние полчаса
    [few] { $number } записи в последние полчаса
   *[many] { $number } записей в последние полчаса
 }
report-signs-what-same = { $count ->
    [one] { $number } запись с одним комментарием
    [few] { $number } записи с одним комментарием
   *[many] { $number } записей с одним комментарием
 }
report-signs-what-far = { $count ->
    [one] { $number } отметка не у адреса
    [few] { $number } отметки не у адреса
   *[many] { $number } отметок не у адреса
 }
report-signs-what-backdated = { $count ->
    [one] { $number } запись не в тот же день
    [few] { $number } записи не в тот же день
   *[many] { $number } записей не в тот же день
 }
report-signs-what-unfollowed = «договорились» без продолжения: { $count ->
   *[other] { $number }
 }
report-signs-line = { $what }. { $beside }
report-signs-closed = Разобрались: { $number }.
report-signs-how = Здесь то, на что стоит посмотреть. Это не вывод о человеке: у каждого случая есть строки, и рядом сказано, как у этого менеджера было раньше и как у команды.
report-signs-how-day = По дням: { $talks } разговоров и больше записаны за 3 минуты (без «не ответил», обзвона и того, что пришло разом после связи); разговоры длиннее времени между ними; больше половины дня записано в последние 30 минут работы; один комментарий от 20 знаков на 3 клиентов и больше; отметка дальше { $metres } м от адреса клиента.
report-signs-how-period = За всё время: записано не в тот же день или «договорились» без сделки, шага по сделке и покупки за 14 дней, и доля больше двух медиан команды.
report-signs-how-beside = Раньше: то же за столько же дней до этого. У команды: медиана доли; если в команде меньше трёх менеджеров, по компании. Ярче то, что чаще и прежнего, и команды.
report-signs-how-without = Записи телефонии не сверяются: телефония не подключена. «Спросить» отправит менеджеру нейтральный вопрос; его ответ закрывает случай, как и «Разобрались».
report-rows-signs-burst = Записаны за 3 минуты
report-rows-signs-overlap = Длиннее времени между ними
report-rows-signs-evening = Записаны в последние полчаса
report-rows-signs-same = Один комментарий
report-rows-signs-far = Не у адреса
report-rows-signs-backdated = Записаны не в тот же день
report-rows-signs-unfollowed = «Договорились» без продолжения
listing-what-call-in = входящий
listing-what-request = заявка
listing-what-letter = письмо
listing-what-invoice = счёт
listing-what-payment = оплата
listing-what-shipment = отгрузка
listing-what-claim = рекламация
listing-what-note = заметка
listing-comment = Комментарий
sign-title = <b>{ $what }</b>
sign-own-days = дней с таким { $part } из { $whole }
sign-own-period = { $part } из { $whole }
sign-open = Посмотрите строки. Если непонятно, спросите: вопрос придёт в рабочее время, нейтральными словами.
sign-waiting = Вопрос отправлен, ответа пока нет.
sign-answered = Ответ: «{ $answer }».
sign-explained = Разобрались.
sign-ask = 💬 Спросить
sign-explain = ✅ Разобрались
sign-all = ← Все
sign-look = Посмотреть
sign-asked = Вопрос отправлен
sign-asked-before = Вопрос уже отправлен
sign-answer-at-once = Внесено разом за день
sign-answer-offline = Не было связи
sign-answer-as-it-was = Так и было
sign-answer-mistake = Ошибка в записи, поправлю
sign-answer-in-person = Расскажу лично
sign-thanks = Ответ передан: «{ $answer }». Спасибо.
push-sign-asked = Уточните, пожалуйста: { $what }. Как это получилось?
push-sign-answered = { $name } отвечает: «{ $answer }».
