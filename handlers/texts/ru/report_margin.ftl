report-margin-none = За это время продаж не было
report-margin-unknown = Что остаётся с продажи, не посчитать: себестоимость не известна ни у одной
report-margin-only-new = Повторных продаж не было. Новая оставляет { $left }
report-margin-only-repeat = Новых продаж не было. Повторная оставляет { $left }
report-margin-both = Повторная продажа оставляет { $repeat }, новая { $new }.
report-margin-times = В { $times } { $count ->
    [one] раз
    [few] раза
    [many] раз
   *[other] раза
 } больше.
report-margin-by = по дню покупки
report-margin-left = Что остаётся с одной продажи
report-margin-new = Новая
report-margin-repeat = Повторная
report-margin-sales = { $count ->
    [one] { $number } продажа
    [few] { $number } продажи
   *[many] { $number } продаж
 }
report-margin-unset = Не заданы и посчитаны как ноль: { $what }.
report-margin-setting-presale-new = предпродажа новой
report-margin-setting-presale-repeat = предпродажа повторной
report-margin-setting-service-new = обслуживание новой
report-margin-setting-service-repeat = обслуживание повторной
report-margin-setting-overhead = накладные
report-margin-no-spend = Расходы на рекламу не внесены: привлечение посчитано как ноль.
report-margin-few = { $kind ->
    [new] Новых продаж всего { $number }
   *[repeat] Повторных продаж всего { $number }
 }, средние ещё ни о чём не скажут.
report-margin-made-up = Из чего складывается
report-margin-row-price = Цена
report-margin-row-cost = − себестоимость
report-margin-row-acquisition = − привлечение
report-margin-row-presale = − предпродажа
report-margin-row-service = − обслуживание
report-margin-row-overhead = − накладные
report-margin-row-left = Остаётся
report-margin-segments = По сегментам: что остаётся с продажи
report-margin-segment-loyal = Верные
report-margin-segment-one-off = Разовые
report-margin-segment-low-profit = Малоприбыльные
report-margin-segment-none = Ещё не в сегментах
report-margin-products = По товарам: что остаётся после себестоимости
report-margin-pick-new = Новые продажи: { $number }
report-margin-pick-repeat = Повторные продажи: { $number }
report-margin-pick-unknown = Прибыль неизвестна: { $number }
report-rows-margin-new = Клиенты с новыми продажами
report-rows-margin-repeat = Клиенты с повторными продажами
report-rows-margin-unknown = Прибыль неизвестна
report-rows-margin-all = Клиенты с продажами
report-margin-how-new = Новая продажа: в день первой покупки клиента; все следующие повторные. Возврат уменьшает повторные, а если клиент купил один раз, новую.
report-margin-how-left = Остаётся = цена − себестоимость − привлечение − предпродажа − обслуживание − накладные, в среднем на одну продажу. Последние три задаёт собственник в настройках: в рублях с продажи или в процентах цены.
report-margin-how-spend = Привлечение: расходы на рекламу за это время ÷ новые клиенты всей компании (в срезе по источнику: этого источника). У повторной продажи привлечения нет.
report-margin-how-segments = Сегменты: «Верные клиенты» по прошлым 12 месяцам. По товарам считается только цена − себестоимость: остальное относится к продаже целиком.
report-margin-how-whose = Продажа за тем, кто вёл сделку в день покупки, а без сделки за тем, кто вёл клиента.
listing-orders = Продаж
