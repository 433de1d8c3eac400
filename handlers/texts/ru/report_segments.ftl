report-face-segments = ABC×XYZ
report-face-loyal = Верные
report-face-letters = ABCDE
report-segments-window = Продажи: { $months }
report-segments-none = За эти месяцы никто не покупал
report-segments-few = { $count ->
    [one] Покупал всего { $count } клиент
    [few] Покупали всего { $count } клиента
   *[many] Покупали всего { $count } клиентов
 }, делить на классы рано.
report-segments-top = { $clients } клиентов дают { $amount } продаж.
report-segments-dominant = Больше половины продаж даёт один «{ $client }».
report-segments-without-him = Без «{ $client }»:
report-segments-of-profit = { $share } прибыли
report-segments-unknown = Прибыль неизвестна у { $count ->
    [one] { $number } клиента
   *[other] { $number } клиентов
 } на { $amount }: ни в 123, ни в ABCDE их нет.
report-segments-too-few = Клиентов с известной прибылью меньше { $few }: на классы 123 не делим.
report-segments-toxic = Без прибыли или в минус: { $number }.
report-segments-matrix = { $unit ->
    [number] Сколько клиентов
    [money] Сколько продаж
   *[share] Доля прибыли
 }
report-segments-abc = { $abc ->
    [A] A главные
    [B] B средние
   *[C] C мелкие
 }
report-segments-xyz = { $way ->
    [frequency] { $xyz ->
        [X] X постоянные
        [Y] Y нерегулярные
       *[Z] Z разовые
     }
   *[stability] { $xyz ->
        [X] X ровно
        [Y] Y с колебаниями
       *[Z] Z скачками
     }
 }
report-segments-kind = { $kind ->
    [cows] дойные коровы
    [stars] звёзды
    [dogs] собаки
   *[cats] дикие кошки
 }
report-segments-kind-of = { $kind ->
    [cows] дойные коровы, AX
    [stars] звёзды, AZ
    [dogs] собаки, CZ
   *[cats] дикие кошки, остальные
 }
report-segments-kinds = Кто нас кормит
report-segments-cells =

    <b>По клеткам</b>
report-segments-line = { $line }
report-segments-with = Вернуть «{ $client }»
report-segments-without = Без «{ $client }»
report-segments-pick-all = Все: { $number }
report-segments-pick-kind = { $kind ->
    [cows] Дойные коровы
    [stars] Звёзды
    [dogs] Собаки
   *[cats] Дикие кошки
 }: { $number }
report-segments-pick-dark = Прибыль неизвестна: { $number }
report-segments-pick-toxic = Без прибыли: { $number }
report-segments-how-window = Берутся продажи (покупки с возвратами) за целые месяцы до дня отчёта; какие, сказано под заголовком. Доли считаются от клиентов, которые в эти месяцы покупали. Классы у всей компании общие, кто бы ни смотрел: в отчёте по менеджеру или региону они те же.
report-segments-how-abc = ABC по продажам: клиенты по убыванию, A, пока до клиента набралось меньше { $a }, B, пока меньше { $b }, остальные C. Кто один даёт больше { $half }, назван в заголовке; кнопка считает остальных без него.
report-segments-how-frequency = { $unit ->
    [month] XYZ по частоте: X покупает не реже чем в { $often } месяцев с первой покупки и не меньше чем в трёх; Z купил в один день; остальные Y.
   *[quarter] XYZ по частоте: X покупает не реже чем в { $often } кварталов с первой покупки и не меньше чем в трёх; Z купил в один день; остальные Y.
 }
report-segments-how-stability = XYZ по ровности: насколько продажи по месяцам отходят от средних. X до { $steady }, Y до { $wavering }, дальше Z.
report-segments-how-names = AX дойные коровы, AZ звёзды, CZ собаки, остальные дикие кошки.
report-segments-how-profit = Прибыль: продажи минус себестоимость. Где её у покупки нет, берётся себестоимость товара, иначе наценка канала: это оценка. Нет ничего: прибыль неизвестна, клиент не входит в 123 и ABCDE и посчитан отдельно. Если по оценке больше { $share } продаж, так и сказано в заголовке.
report-loyal-number = { $count ->
    [one] Верный { $number } клиент ({ $share })
    [few] Верных { $number } клиента ({ $share })
   *[many] Верных { $number } клиентов ({ $share })
 }.
report-loyal-profit = Их доля прибыли { $share }.
report-loyal-moved = Стали верными { $came }, { $count ->
    [one] перестал { $left }
   *[other] перестали { $left }
 }.
report-loyal-class = { $profit ->
    [first] 1 прибыльные
    [second] 2 средние
   *[third] 3 малоприбыльные
 }
report-loyal-group = { $group ->
    [loyal] верные
    [one_off] разовые
   *[low_profit] малоприбыльные
 }
report-loyal-moved-group = { $group ->
    [loyal] верные
    [one_off] разовые
    [low_profit] мало прибыли
   *[none] никто
 }
report-loyal-groups = Три группы
report-loyal-work = Работа: разовых сделать регулярными, на малоприбыльных начать зарабатывать.
report-loyal-flows = Кем были → кем стали
report-loyal-flows-of = Были: { $months }. Никто: не покупали, или прибыль неизвестна.
report-loyal-no-flows = Тогда ещё никто не покупал, сравнить не с чем.
report-loyal-pick-group = { $group ->
    [loyal] Верные
    [one_off] Разовые
   *[low_profit] Малоприбыльные
 }: { $number }
report-loyal-pick-in = Стали верными: { $number }
report-loyal-pick-out = Были верными: { $number }
report-loyal-pick-flow = { $was ->
    [L] верные
    [O] разовые
    [P] малоприбыльные
   *[N] никто
 } → { $now ->
    [L] верные
    [O] разовые
    [P] малоприбыльные
   *[N] никто
 }: { $number }
report-loyal-how-purchase = 123 по прибыли с одной покупки: 1 от { $high }-го процентиля клиентов, 3 до { $low }-го или без прибыли, остальные 2. Меньше { $few } клиентов не делим.
report-loyal-how-total = 123 по всей прибыли клиента, границы как у ABC: 1 до { $a }, 2 до { $b }, 3 дальше или без прибыли.
report-loyal-how-groups = Верные (зелёные): 1X, 1Y, 2X, 2Y. Разовые: 1Z, 2Z, 3Z. Малоприбыльные (синие): 3X, 3Y. Доля верных считается от клиентов с известной прибылью.
report-loyal-how-flows = Переходы: тот же срок, взятый на несколько месяцев раньше, против этого. Каждый клиент стоит один раз. «Никто»: в том сроке не покупал или прибыль неизвестна.
report-letters-unknown = Прибыль не известна ни у кого, делить на ABCDE не по чему.
report-letters-best = { $count ->
    [one] { $number } клиент класса A даёт { $share } прибыли.
    [few] { $number } клиента класса A дают { $share } прибыли.
   *[many] { $number } клиентов класса A дают { $share } прибыли.
 }
report-letters-open = { $count ->
    [one] { $number } мог бы покупать больше (C).
   *[other] { $number } могли бы покупать больше (C).
 }
report-letters-worst = { $count ->
    [one] { $number } приносит убыток (E).
   *[other] { $number } приносят убыток (E).
 }
report-letters-even = Убыточных и недобранных нет.
report-letters-all = Вся компания по классам
report-letters-letter = { $letter ->
    [A] A прибыль и потенциал
    [B] B прибыль
    [C] C потенциал
    [D] D остальные
   *[E] E убыток
 }
report-letters-channels = По каналам продаж
report-letters-no-channel = без канала
report-letters-in-company = * мало клиентов, сравнены со всей компанией.
report-letters-others = Ничего не купили: потенциал
report-letters-no-others = Таких нет: покупали все.
report-letters-grade = { $grade ->
    [high] высокий
    [usual] обычный
   *[unknown] неизвестен
 }
report-letters-how-letters = Внутри канала продаж: E прибыль меньше нуля; A прибыль и потенциал в верхней четверти; B прибыль не ниже середины, а потенциал не ниже середины или неизвестен; C потенциал не ниже середины; D остальные.
report-letters-how-potential = Если клиент покупает больше, чем считали его потенциалом, потенциал равен покупкам. Канал, где меньше { $few } клиентов, сравнивается со всей компанией и отмечен звёздочкой.
report-letters-how-others = Кто за эти месяцы не покупал, без буквы: потенциал высокий, если не ниже середины у покупающих его канала.
report-rows-segments = { $what ->
    [all] Покупали
    [dark] Прибыль неизвестна
    [toxic] Без прибыли
    [cows] Дойные коровы
    [stars] Звёзды
    [dogs] Собаки
    [cats] Дикие кошки
    [L] Верные
    [O] Разовые
    [P] Малоприбыльные
    [in] Стали верными
    [out] Были верными
    [lA] Класс A
    [lB] Класс B
    [lC] Класс C
    [lD] Класс D
    [lE] Класс E
    [flow] { $was ->
        [L] Верные
        [O] Разовые
        [P] Малоприбыльные
       *[N] Никто
     } → { $now ->
        [L] верные
        [O] разовые
        [P] малоприбыльные
       *[N] никто
     }
    [AX] AX, дойные коровы
    [AZ] AZ, звёзды
    [CZ] CZ, собаки
   *[other] { $what }
 }
listing-seg-revenue = Продажи
listing-seg-profit = Прибыль
listing-seg-profit-none = прибыль неизвестна
listing-bought-last = Последняя покупка
listing-bought-last-none = не покупал
report-as-segment = 🎯 Открыть как сегмент
