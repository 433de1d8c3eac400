queue-position = Обзвон { $number }/{ $total }
queue-client = <b>{ $name }</b>
queue-not-yours = Этого клиента ведёт уже другой. Пропустите.
queue-why-task = Обещано: { $when }, { $action }.
queue-why-silent = { $days ->
    [one] Молчит { $days } день
    [few] Молчит { $days } дня
   *[many] Молчит { $days } дней
 }, последняя покупка { $since }.
queue-why-unanswered = { $count ->
    [one] Не ответил { $count } раз.
    [few] Не ответил { $count } раза подряд.
   *[many] Не ответил { $count } раз подряд.
 }
queue-phone-of = { $name }, { $phone }
queue-phone = { $phone }
queue-no-phone = Телефона нет.
queue-skip = пропустить
queue-pause = пауза
queue-change = ↩ изменить предыдущий
queue-decide = «{ $client }»: { $count ->
    [one] не ответил { $count } раз
    [few] не ответил { $count } раза подряд
   *[many] не ответил { $count } раз подряд
 }. Что делаем?
queue-letter = письмо
queue-contact = другой контакт
queue-let-go = отпустить
queue-find-contact = найти другой контакт
queue-paused = Пауза. Сейчас { $number }/{ $total }.
queue-go-on = ▶️ Продолжить обзвон { $number }/{ $total }
queue-anew = Начать заново
queue-nobody = Звонить сейчас некому.
queue-over = Обзвон окончен. { $called } из { $total }: { $talks ->
    [one] { $talks } разговор
    [few] { $talks } разговора
   *[many] { $talks } разговоров
 }, { $unanswered ->
    [one] { $unanswered } не ответил
   *[other] { $unanswered } не ответили
 }.
queue-retries = Повторы поставлены.
