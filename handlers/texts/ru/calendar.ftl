error-bad-day = Не похоже на день календаря. Например: 31.12 выходной, 30.12 короткий на 1 час. Ничего не изменилось.
calendar-button = 📅 Календарь
calendar-month = <b>{ $month }</b>, { $count ->
    [one] { $count } рабочий день
    [few] { $count } рабочих дня
   *[many] { $count } рабочих дней
 }. Нажмите день, чтобы поправить.
calendar-marks = (1) выходной, 1− короче, ✎ ваша правка
calendar-corrections = Ваши правки:
calendar-correction = · { $what }
calendar-day = Сейчас { $what }. Каким он будет?
calendar-past = Этот день прошёл: планы и доли за него пересчитаются.
calendar-set-working = Рабочий
calendar-set-off = Выходной
calendar-set-short = Короче на { $hours } ч
calendar-set-usual = Как в календаре
calendar-is-working = { $day }: рабочий
calendar-is-off = { $day }: выходной
calendar-is-short = { $day }: короче на { $hours } ч
calendar-is-short-minutes = { $day }: короче на { $minutes } мин
calendar-type = Напишите день и каким он будет, например: 31.12 выходной, 30.12 короткий на 1 час, 2.01 рабочий или 2.01 обычный.
