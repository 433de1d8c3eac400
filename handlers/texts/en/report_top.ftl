report-face-top = Sales
report-face-topp = Profit
report-face-topg = Growth
report-face-topf = Fall
report-face-topl = Lost
report-top-by = { $order ->
    [topl] by profit of all time
    [topp] by profit
   *[other] by purchases, returns taken off
 }
report-top-none = { $order ->
    [topg] Nobody bought more than before
    [topf] Nobody bought less than before
    [topl] There are no lost clients
   *[other] Nobody bought in this time
 }
report-top-top = { $shown ->
    [one] { $shown } client of { $number } brings
   *[other] { $shown } clients of { $number } bring
 } { $share } of sales, “{ $client }” first: { $first }
report-top-topp = Most profit comes from “{ $client }”: { $first }
report-top-topg = “{ $client }” has grown most: by { $first }. Grown in all: { $number }, by { $total } together
report-top-topf = “{ $client }” has fallen most: { $first }. Fallen in all: { $number }, by { $total } together
report-top-topl = { $count ->
    [one] { $number } client is lost, who brought
   *[other] { $number } clients are lost, who brought
 } { $total } of profit. “{ $client }” to be won back first
report-top-estimated = (estimated)
report-top-largest = The largest
report-top-heading = { $order ->
    [top] The largest, before that in grey
    [topp] The most profitable
    [topg] Have grown
    [topf] Have fallen
   *[topl] Whom to win back
 }
report-top-was = was { $was }, is { $became }
report-top-of = of { $amount } sales
report-top-before = before
report-top-last = bought last { $day }
report-top-potential = could be { $amount } a year
report-top-unknown = Profit is unknown of { $count ->
    [one] { $number } client
   *[other] { $number } clients
 }, last in the list.
report-top-to-see = Whom to see this week: fallen most
report-top-pick = All clients in order: { $number }
report-top-how-whose = Clients are those you keep (a manager: his teams, the owner: all) on the last day of the period, with all they bought in it, whoever kept them then.
report-top-how-before = { $now } is compared with as many days before: { $before }. The season is not taken off.
report-top-how-profit = Profit: sales less cost. Where there is no cost it is the product's, then the channel's margin, and that is an estimate. With none of these profit is unknown.
report-top-how-top = “Whom to see” are the clients who bought less than before, by the difference in roubles.
report-top-how-topp = In order of the profit of the period, losses at the end.
report-top-how-topg = In order of how many roubles more were bought than before.
report-top-how-topf = In order of how many roubles less were bought than before. Who has stopped buying is here too.
report-top-how-topl = Lost: silent for more than four of his rhythms and more than 90 days (both are settings), or declared lost. In order of the profit of all time, where it is unknown of the potential a year.
report-rows-top = Clients by sales
report-rows-topp = Clients by profit
report-rows-topg = Have grown
report-rows-topf = Have fallen
report-rows-topl = Lost
listing-top-change = Change
listing-top-change-sum = difference { $sum }
listing-top-now = Sales
listing-top-now-sum = bought { $sum }
listing-top-before = Before
listing-top-before-sum = before { $sum }
listing-top-profit = Profit
listing-top-profit-sum = profit { $sum }
listing-top-profit-none = profit unknown
listing-top-potential = Potential a year
listing-top-potential-sum = potential { $sum }
