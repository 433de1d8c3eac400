event-title = <b>Отметки на графиках</b>
event-none = Пока ничего не отмечено.
event-hint = Можно одной строкой: <code>/event 15.09 цену подняли на 10 %</code>
event-line = • { $mark }
event-mark = { $day }, { $kind ->
    [price] цена
    [rate] курс
    [promotion] акция
    [competitor] конкурент
    [law] закон
   *[other] другое
 }: { $text }
event-kind = { $kind ->
    [price] 💰 Цена
    [rate] 💱 Курс
    [promotion] 🎁 Акция
    [competitor] ⚔️ Конкурент
    [law] ⚖️ Закон
   *[other] 📌 Другое
 }
event-new = ➕ Отметить
event-remove = ✖ { $mark }
event-remove-ask = Убрать отметку «{ $mark }» со всех графиков?
event-remove-yes = ✖ Убрать
event-removed = Отметки больше нет.
event-noted = ✅ Отмечено. { $mark }.
event-sales = 📈 Динамика продаж
event-close = Не отмечать
event-ask-kind = Что произошло?
event-ask-day = Когда? Выберите день или напишите: «15 сентября».
event-ask-words = { $kind ->
    [price] Цена
    [rate] Курс
    [promotion] Акция
    [competitor] Конкурент
    [law] Закон
   *[other] Другое
 }, { $day }. Что именно? Несколько слов для подписи на графике.
event-no-day = «{ $said }» не день, который уже был: ничего не отмечено.
