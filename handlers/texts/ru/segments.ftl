segment-list = <b>Сегменты</b>
    Сохранённые отборы клиентов: открыть, дать по ним задачи, посмотреть, что вышло.
segment-list-none = <b>Сегменты</b>
    Отбор клиентов, с которыми стоит поработать: например, постоянные, которые в этом квартале не покупали. Сохранённых пока нет.
segment-new = ➕ Новый сегмент
segment-groups = 📌 Групповые задачи
segment-new-title = Новый сегмент
segment-everybody = Все клиенты
segment-title = <b>{ $name }</b>
segment-line = • { $line }
segment-asks-nothing = Условий нет: все клиенты. Чем сузить?
segment-found = { $count ->
    [0] Таких клиентов нет.
    [one] Нашёлся <b>{ $number }</b> клиент.
    [few] Нашлось <b>{ $number }</b> клиента.
   *[other] Нашлось <b>{ $number }</b> клиентов.
}
segment-without-closed = Закрытые карточки не входят.
segment-part-class = Класс ABC · XYZ
segment-part-life = Состояние
segment-part-channel = Канал
segment-part-region = Регион
segment-part-source = Источник
segment-part-keeper = Кто ведёт
segment-part-buy = Когда покупали
segment-part-prod = Товар
segment-part-sum = Сумма ₽
segment-part-date = Даты
segment-clients = 📋 Клиенты: { $number }
segment-chart = 📊 График
segment-give = 📌 Дать задачи тем, кто ведёт
segment-give-own = 📌 Дать задачи себе
segment-save = 💾 Сохранить
segment-rename = ✏️ Название
segment-drop = 🗑 Удалить
segment-to-list = ← Сегменты
segment-back = ← К сегменту
segment-line-classes = { $classes } за { $window }
segment-line-without-largest = без самого крупного клиента
segment-line-lifecycle = состояние: { $states }
segment-line-lifecycle-on = состояние на { $on }: { $states }
segment-line-channel = канал: { $values }
segment-line-region = регион: { $values }
segment-line-source = источник: { $values }
segment-line-keeper = ведёт: { $values }
segment-line-bought = покупали: { $span }
segment-line-never = ни одной покупки: { $span }
segment-line-bought-product = покупали «{ $product }»: { $span }
segment-line-never-product = не покупали «{ $product }»: { $span }
segment-line-sum = { $sum }: { $span }
segment-line-date = { $what }: { $span }
segment-sum-between = от { $low } до { $high }
segment-sum-from = от { $low }
segment-sum-to = не больше { $high }
segment-span-ahead = { $days ->
    [one] ближайший { $days } день
    [few] ближайшие { $days } дня
   *[other] ближайшие { $days } дней
}
segment-span-gone-by = { $days ->
    [one] последний { $days } день
    [few] последние { $days } дня
   *[other] последние { $days } дней
}
segment-window = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
} по { $last }
segment-window-button = 🗓 За { $window }
segment-window-rolling = Последние полные месяцы
segment-classes-how = ABC: по продажам. X постоянные, Y нерегулярные, Z разовые. 1 2 3: по прибыли. ABCDE: по прибыли и потенциалу внутри канала. Из строки можно взять несколько.
segment-xyz-x = X (постоянные)
segment-xyz-y = Y (нерегулярные)
segment-xyz-z = Z (разовые)
segment-letter = ABCDE: { $letter }
segment-none-abc = без класса
segment-none-xyz = без класса
segment-none-profit-class = 123 нет
segment-none-letter = ABCDE нет
segment-state-closed = закрытые
segment-state-potential = потенциальные
segment-state-lost = потерянные
segment-state-sleeping = спящие
segment-state-active = активные
segment-without-channel = без канала
segment-without-region = без региона
segment-without-source = без источника
segment-without-keeper = никто не ведёт
segment-add = ➕ { $what }
segment-add-bought = Покупали
segment-add-never = Не покупали
segment-add-sum = Сумма покупок
segment-add-window = Классы
segment-date-contract = договор кончается
segment-date-own = дата с карточки
segment-date-birthday = день рождения
segment-date-first = первая покупка
segment-date-last = последняя покупка
segment-take-away = ✖ { $what }
segment-ask-product = <b>{ $product }</b>
    Кого искать?
segment-ask-span = <b>{ $what }</b>
    За какое время?
segment-span-other = ✍️ Написать другое
segment-type-name = Как назвать сегмент? Например: «Замолчали с весны».
segment-type-rename = Как назвать сегмент «{ $about }»?
segment-type-span = <b>{ $about }</b>
    Напишите время: «2025», «1 кв 2026», «март–июнь», «15.10–20.11».
segment-type-sum = Сумма покупок: { $about }.
    Напишите: «от 100 000», «до 50 тыс», «100–500 тыс».
segment-bad-name = Название нужно до 60 знаков.
segment-bad-span = Не получилось понять, какое это время.
segment-bad-window = Классы считаются по целым месяцам: год, квартал или месяцы подряд.
segment-bad-sum = Не получилось понять сумму.
segment-clients-title = <b>{ $name }: { $number }</b>
    Крупные за год сверху.
segment-drop-sure = Удалить сегмент «{ $name }»? Розданные по нему задачи останутся.
segment-drop-yes = Да, удалить
segment-dropped = Сегмент удалён.
segment-drop-back = ↩️ Вернуть
segment-chart-title = { $count ->
    [one] { $number } клиент
    [few] { $number } клиента
   *[other] { $number } клиентов
}, { $share } { $state }
segment-chart-all = { $count ->
    [one] { $number } клиент
    [few] { $number } клиента
   *[other] { $number } клиентов
}, все { $state }
segment-chart-nobody = Таких клиентов нет
segment-states-closed = закрыты
segment-states-potential = ещё не покупали
segment-states-lost = потеряны
segment-states-sleeping = спят
segment-states-active = активны
segment-chart-states = В каком состоянии
segment-chart-channel = Каналы
segment-chart-keeper = Кто ведёт
segment-chart-region = Регионы
segment-chart-rest = остальные
report-rows-segment = Клиенты сегмента
listing-segment-keeper = Ведёт
listing-segment-keeper-none = никто не ведёт
listing-segment-channel = Канал
listing-segment-year = Покупки за 12 месяцев
listing-segment-last = Последняя покупка
listing-segment-last-none = не покупал

group-ask-action = Что сделать с каждым клиентом?
group-ask-text = Напишите слова для клиента или что сделать. На месте <code>{ "{" }имя{ "}" }</code> у каждого будет имя его контактного лица.
    Например: «{ "{" }имя{ "}" }, здравствуйте! До 10 декабря держим для вас прошлогоднюю цену».
group-no-text = Без текста
group-ask-file = Пришлите файл, который переслать клиентам: прайс, буклет, картинку.
group-no-file = Без файла
group-bad-file = Такое переслать не получится. Нужен файл, картинка, видео или голосовое.
group-ask-due = К какому дню всё сделать? Выберите или напишите: «4 декабря», «через три недели».
group-due-today = Задачи начнутся со следующего рабочего дня. Нужен день позже сегодняшнего.
group-start = ✅ Раздать задачи
group-untouched = { $percent ->
    [0] Задачи всем
   *[other] Без задач { $percent } %
}
group-untouched-now = • { $percent ->
    [0] Задачи всем
   *[other] Без задач { $percent } %
}
group-preview-title = <b>{ $name }</b> · { $action }
group-preview-text = «{ $text }»
group-preview-file = 📎 С файлом
group-preview = { $count ->
    [one] <b>{ $number } клиент</b>
    [few] <b>{ $number } клиента</b>
   *[other] <b>{ $number } клиентов</b>
}, { $people ->
    [one] { $people } менеджер
    [few] { $people } менеджера
   *[other] { $people } менеджеров
}, по { $day } в день до { $last }.
group-preview-own = { $count ->
    [one] <b>{ $number } задача</b>
    [few] <b>{ $number } задачи</b>
   *[other] <b>{ $number } задач</b>
}, по { $day } в день до { $last }.
group-preview-late = ⚠️ К { $due } не поместится: больше { $most } в день никому не даётся, выходные и отпуска пропускаются.
group-preview-keeper = { $name }: { $count }, по { $day } в день до { $last }
group-preview-nobody = Раздавать некому: таких клиентов никто не ведёт.
group-preview-nobodys = { $count ->
    [one] { $count } клиента никто не ведёт: задачи по нему не будет.
   *[other] { $count } клиентов никто не ведёт: задач по ним не будет.
}
group-preview-all = Задачи получат все. Если оставить часть клиентов без задач (наугад), через { $days } { $days ->
    [one] день
    [few] дня
   *[other] дней
} будет видно, что дали именно задачи.
group-preview-untouched = { $count ->
    [one] Ещё { $count } клиент наугад останется без задачи: с ним потом сравним.
    [few] Ещё { $count } клиента наугад останутся без задач: с ними потом сравним.
   *[other] Ещё { $count } клиентов наугад останутся без задач: с ними потом сравним.
}
group-preview-few = Их меньше { $few }: увидеть получится только большую разницу.
group-list = <b>Групповые задачи</b>
    Что роздано по сегментам и сколько сделано.
group-list-none = <b>Групповые задачи</b>
    Пока ничего не роздано. Откройте сегмент и нажмите «Дать задачи».
group-line = { $name } · { $done } из { $tasks } · { $started }
group-title = <b>{ $name }</b> · { $action }
group-when = Начали { $started }, срок { $due }. Поручение: { $author }.
group-stopped = ⏹ Остановлено: открытые задачи сняты, сделанное осталось.
group-giving = ⏳ Раздаю: { $done } из { $total }.
group-skipped = { $count ->
    [one] { $count } клиент за это время закрыт или перешёл к другому: задачи по нему нет.
    [few] { $count } клиента за это время закрыты или перешли к другим: задач по ним нет.
   *[other] { $count } клиентов за это время закрыты или перешли к другим: задач по ним нет.
}
group-done = Сделано <b>{ $done }</b> из { $tasks }{ $overdue ->
    [0] .
   *[other] , просрочено { $overdue }.
}
group-rep = { $name }: { $done } из { $tasks }
group-rep-overdue = { $name }: { $done } из { $tasks }, просрочено { $overdue }
group-untouched-left = Без задач для сравнения: { $count }
group-result = 📈 Что вышло
group-refresh = 🔄 Обновить
group-text = 💬 Слова для клиента
group-text-of = <b>{ $name }</b>
    <blockquote>{ $text }</blockquote>
group-stop = ⏹ Остановить
group-stop-sure = Остановить «{ $name }»? { $count ->
    [0] Открытых задач нет, новых не будет.
    [one] Снимется { $count } открытая задача, сделанное останется.
    [few] Снимутся { $count } открытые задачи, сделанное останется.
   *[other] Снимутся { $count } открытых задач, сделанное останется.
}
group-stop-yes = Да, остановить
group-back = ← К задачам
group-to-list = ← Все групповые задачи
group-result-title = <b>{ $name }: что вышло</b>
group-result-days = Кто купил с { $first } до { $last }. Дни у всех одни и те же, от начала.
group-result-early = { $days ->
    [one] Ещё { $days } день, итог не окончательный.
    [few] Ещё { $days } дня, итог не окончательный.
   *[other] Ещё { $days } дней, итог не окончательный.
}
group-arm = { $who }: купили <b>{ $bought }</b> из { $clients } ({ $share }), { $amount }
group-arm-tasked = С задачей
group-arm-untouched = Без задачи
group-arm-reached = Задача сделана
group-arm-unreached = Задача не сделана
group-difference = Разница { $value } (с вероятностью 95 % между { $low } и { $high }).
group-difference-sure = Это больше, чем бывает случайно.
group-difference-chance = Такая разница может быть случайной.
group-returned = Сверх того, что купили бы и так: { $amount }.
group-no-comparison = Это не сравнение: до одних дошли, до других нет, и причина могла быть в самих клиентах. Чтобы видеть, что дали задачи, в следующий раз оставьте часть клиентов без них.
group-say = 💬 Слова для клиента, нажмите, чтобы скопировать:
    <code>{ $text }</code>
group-file = 📎 Файл для клиента
push-group-given = 📌 { $author } просит: «{ $name }». { $count ->
    [one] { $count } клиент
    [few] { $count } клиента
   *[other] { $count } клиентов
}, { $when }, по { $day } в день. Они уже в ваших делах.
push-group-days = с { $first } по { $last }
push-group-tasks = 🗂 Мои дела
