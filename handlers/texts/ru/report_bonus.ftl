report-bonus-none = Первых покупок новых клиентов за это время не было
report-bonus-granted = Авансы { $amount } за { $count ->
    [one] { $number } нового клиента
   *[other] { $number } новых клиентов
 }, с учётом зачёта { $paid }.
report-bonus-no-advances = Новых авансов за это время нет.
report-bonus-cost = Мотивация обошлась в { $share } продаж.
report-bonus-by = бонус за рост активной базы
report-bonus-became = За это время
report-bonus-granted-bar = авансы
report-bonus-earned-bar = заработано
report-bonus-offset-bar = к зачёту
report-bonus-waiting = Ждёт зачёта из следующих бонусов: { $amount }.
report-bonus-own = { $factor }, { $churn }.
report-bonus-standing = Как держатся авансы
report-bonus-none-stands = Сейчас ни один аванс не в работе.
report-bonus-begun = первый период идёт
report-bonus-held0 = аванс
report-bonus-held1 = держится 1 из 4
report-bonus-held2 = держится 2 из 4
report-bonus-held3 = держится 3 из 4
report-bonus-soon = За 7 дней период кончится у { $count ->
    [one] { $number } клиента
   *[other] { $number } клиентов
 }, не хватает { $short }.
report-bonus-reps = Кому сколько
report-bonus-part-paid = бонус
report-bonus-part-against = зачтено
report-bonus-churn = отток { $part } из { $whole }
report-bonus-teams = Команды: доля плана продаж
report-bonus-pick-soon = Скоро кончится период: { $number }
report-bonus-pick-granted = Авансы: { $number }
report-bonus-pick-earned = Заработаны: { $number }
report-bonus-pick-offset = К зачёту: { $number }
report-bonus-pick-begun = Первый период идёт: { $number }
report-bonus-pick-held0 = Аванс: { $number }
report-bonus-pick-held1 = Держится 1 из 4: { $number }
report-bonus-pick-held2 = Держится 2 из 4: { $number }
report-bonus-pick-held3 = Держится 3 из 4: { $number }
report-rows-bonus-soon = Период кончается, продаж пока меньше первого
report-rows-bonus-granted = Авансы
report-rows-bonus-earned = Заработаны
report-rows-bonus-offset = К зачёту
report-rows-bonus-begun = Первый период идёт
report-rows-bonus-held0 = Аванс
report-rows-bonus-held1 = Держится 1 из 4
report-rows-bonus-held2 = Держится 2 из 4
report-rows-bonus-held3 = Держится 3 из 4
listing-bonus-state = Состояние
listing-bonus-state-begun = первый период идёт
listing-bonus-state-advance = аванс
listing-bonus-state-holds1 = держится 1 из 4
listing-bonus-state-holds2 = держится 2 из 4
listing-bonus-state-holds3 = держится 3 из 4
listing-bonus-state-earned = заработан
listing-bonus-state-offset = к зачёту
listing-bonus-first = Первый период
listing-bonus-advance = Аванс
listing-bonus-short = Не хватает
listing-bonus-due = Период до
report-bonus-how-advance = Аванс = k × продажи за первые { $days } дн. нового клиента (для канала может быть 60 или 90). Он у того, кому досталась первая покупка, и с передачей клиента не переходит.
report-bonus-how-holds = Аванс держится, если каждый из следующих { $held } таких же периодов не меньше первого. Все { $held } прошли: аванс заработан.
report-bonus-how-offset = Период вышел меньше первого: аванс целиком идёт к зачёту, на столько меньше будут следующие авансы. Из выплаченного ничего не вычитается.
report-bonus-how-factor = k = 4, 3, 2 или 1 по доле сроков, ушедших в зачёт, за 12 месяцев: сравниваются те, у кого закончилось не меньше { $ended } сроков. У остальных { $factor }.
report-bonus-how-cost = Во что обошлась: заработанные авансы ÷ все продажи клиентов, чей срок закончился в это время.
report-bonus-how-person = Бот считает, решает человек.
