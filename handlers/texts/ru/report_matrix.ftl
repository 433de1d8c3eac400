report-matrix-by = кто покупал в это время: { $number }
report-matrix-none = За это время никто не покупал с указанием товара
report-matrix-stopped = { $count ->
    [one] Перестал брать «{ $item }» { $number } клиент
    [few] Перестали брать «{ $item }» { $number } клиента
   *[many] Перестали брать «{ $item }» { $number } клиентов
 }, раньше на { $amount }
report-matrix-never = «{ $item }» не берут { $number } из { $of } { $count ->
    [one] покупателя
   *[other] покупателей
  }
report-matrix-all = { $count ->
    [1] Единственный покупатель берёт все товары
    [one] Каждый из { $number } покупателя берёт все товары
   *[other] Каждый из { $number } покупателей берёт все товары
 }
report-matrix-items = Кто что берёт
report-matrix-part-bought = берут
report-matrix-part-stopped = перестали
report-matrix-part-never = не брали
report-matrix-rest = перестали { $stopped }, не брали { $never }
report-matrix-clients = Крупнейшие покупатели
report-matrix-columns = Столбцов { $shown } из { $number }: что продаётся больше всего.
report-matrix-legend = «Был»: брал раньше, теперь не берёт. Прочерк: не брал, можно предложить. Справа все покупки.
report-matrix-cell-bought = берёт
report-matrix-cell-never = –
report-matrix-cell-stopped = был
report-matrix-tap-bought = { $item } { $number }
report-matrix-tap-stopped = перестали { $number }
report-matrix-tap-never = не брали { $number }
report-matrix-pick-stopped = Перестали: { $item }, { $number }
report-matrix-pick-never = Не брали: { $item }, { $number }
report-matrix-pick-bought = Берут: { $item }, { $number }
report-matrix-how-who = Покупатели: клиенты с покупкой в это время ({ $days }), по тому, кто их ведёт на последний день. Кто не покупает ничего, тот потерян целиком, и предлагать ему надо не товар.
report-matrix-how-stopped = Перестал брать: брал товар за { $months } месяцев до этого времени (с { $first }), а в это время нет, хотя другое покупает. Не брал: ни тогда, ни теперь. Возвраты не считаются.
report-matrix-how-order = В строках: кто перестал, по тому, сколько платил за товар раньше; кто не брал, по всем его покупкам сейчас. Сверху те, с кем разговор дороже.
report-matrix-how-groups = Больше восьми товаров показаны группами. Чтобы увидеть товары группы, выберите её в ✂️.
report-rows-matrix-b = Берут «{ $item }»
report-rows-matrix-s = Перестали брать «{ $item }»
report-rows-matrix-n = Не брали «{ $item }»
listing-matrix-product = Этот товар
listing-matrix-product-sum = этого товара на { $sum }
listing-matrix-all = Все покупки
listing-matrix-all-sum = сейчас всего на { $sum }
