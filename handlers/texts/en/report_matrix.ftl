report-matrix-by = who bought in this time: { $number }
report-matrix-none = Nobody bought in this time with a product told
report-matrix-stopped = { $count ->
    [one] { $number } client has stopped taking “{ $item }”
   *[other] { $number } clients have stopped taking “{ $item }”
 }, { $amount } before
report-matrix-never = “{ $item }” is not taken by { $number } of { $of } { $count ->
    [one] buyer
   *[other] buyers
  }
report-matrix-all = { $count ->
    [1] The only buyer takes every product
   *[other] All { $number } buyers take every product
 }
report-matrix-items = Who takes what
report-matrix-part-bought = take
report-matrix-part-stopped = have stopped
report-matrix-part-never = never took
report-matrix-rest = stopped { $stopped }, never took { $never }
report-matrix-clients = The largest buyers
report-matrix-columns = { $shown } columns of { $number }: what sells most.
report-matrix-legend = “Was”: took it before, takes it no more. A dash: never took it, may be offered. All purchases on the right.
report-matrix-cell-bought = takes
report-matrix-cell-never = –
report-matrix-cell-stopped = was
report-matrix-tap-bought = { $item } { $number }
report-matrix-tap-stopped = stopped { $number }
report-matrix-tap-never = never { $number }
report-matrix-pick-stopped = Stopped: { $item }, { $number }
report-matrix-pick-never = Never took: { $item }, { $number }
report-matrix-pick-bought = Take: { $item }, { $number }
report-matrix-how-who = Buyers: clients with a purchase in this time ({ $days }), by whoever keeps them on the last day. Who buys nothing is lost as a whole, and it is no product he should be offered.
report-matrix-how-stopped = Has stopped: took the product in the { $months } months before this time (from { $first }) and not in it, though he buys other things. Never took: neither then nor now. Returns do not count.
report-matrix-how-order = In the rows: who has stopped, by what he paid for it before; who never took it, by all he buys now. The dearest talks come first.
report-matrix-how-groups = More than eight products are shown by groups. To see the products of a group choose it under ✂️.
report-rows-matrix-b = Take “{ $item }”
report-rows-matrix-s = Have stopped taking “{ $item }”
report-rows-matrix-n = Never took “{ $item }”
listing-matrix-product = This product
listing-matrix-product-sum = { $sum } of this product
listing-matrix-all = All purchases
listing-matrix-all-sum = { $sum } now in all
