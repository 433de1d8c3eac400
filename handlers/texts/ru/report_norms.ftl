report-norms-us = у нас
report-norms-usual = обычно
report-norms-none = Сравнивать пока не с чем: нет ни покупок, ни контактов
report-norms-nothing-known = Сказать, лучше мы или хуже обычного, пока нельзя.
report-norms-fine = { $number ->
    [one] Не хуже обычного по { $number } показателю.
   *[other] Не хуже обычного по всем { $number } показателям.
 }
report-norms-unknown = нет данных
report-norms-times = в { $times } { $count ->
    [one] раз
    [few] раза
    [many] раз
   *[other] раза
 }
report-norms-top = Продаж от лучших 20 % клиентов
report-norms-cost = Новый дороже постоянного
report-norms-lost = Теряем клиентов за год
report-norms-payback = Месяцев, пока клиент окупится
report-norms-unprofitable = Клиентов без прибыли
report-norms-existing = Контактов в год с покупающим
report-norms-potential = Контактов в год с тем, кто не покупал
report-norms-worst-lost = Теряем за год { $value } клиентов, обычно { $usual }.
report-norms-worst-payback = Новый клиент окупается { $value } мес., обычно { $usual }.
report-norms-worst-unprofitable = Без прибыли { $value } клиентов, обычно { $usual }.
report-norms-worst-existing = Контактов в год с покупающим { $value }, обычно { $usual }.
report-norms-worst-potential = Контактов в год с тем, кто не покупал, { $value }, обычно { $usual }.
report-norms-missing-cost = Во сколько новый клиент дороже, видно, когда внесено всё: реклама (/spend), предпродажа и обслуживание новых и постоянных (/settings).
report-norms-missing-payback = Окупаемость: нужны расходы на рекламу (/spend) и новые клиенты с известной прибылью.
report-norms-pick-top = Лучшие 20 %: { $number }
report-norms-pick-lost = Потеряны за год: { $number }
report-norms-pick-unprofitable = Без прибыли: { $number }
report-norms-how-top = Доля продаж от лучших 20 % клиентов: по сумме покупок за эти месяцы.
report-norms-how-cost = Новый против постоянного: привлечение, предпродажа и обслуживание новой продажи, делённые на то же у повторной. Реклама за эти месяцы делится на всех новых клиентов компании.
report-norms-how-lost = Теряем за год: кто год назад был активным или спал, а теперь потерян или закрыт, из всех таких. Обычно половина за пять лет, то есть 13 % в год.
report-norms-how-payback = Окупаемость: сколько рекламы пришлось на нового клиента, делённое на его среднюю прибыль в месяц.
report-norms-how-unprofitable = Без прибыли: клиенты, у которых прибыль за эти месяцы ноль или меньше, из всех, у кого она известна.
report-norms-how-existing = Контакты с покупающим: любые звонки и заявки за эти месяцы тем, кто покупал и до них, и в них, в среднем на клиента.
report-norms-how-potential = Контакты с тем, кто не покупал: то же по клиентам, которые к концу этих месяцев ничего не купили; кто появился среди года, считается с того дня.
report-norms-how-usual = «Обычно»: известные средние по продажам, не план. Зелёное лучше обычного, оранжевое хуже; где хуже и лучше не скажешь, цвета нет.
report-rows-norms = { $what ->
    [top] Лучшие 20 % по продажам
    [lost] Потеряны за год
   *[unprofitable] Без прибыли
 }
