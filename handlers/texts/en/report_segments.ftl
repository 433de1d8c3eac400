report-face-segments = ABC×XYZ
report-face-loyal = Loyal
report-face-letters = ABCDE
report-segments-window = Sales: { $months }
report-segments-none = Nobody bought in these months
report-segments-few = { $count ->
    [one] Only { $count } client bought
   *[other] Only { $count } clients bought
 }, too early for classes.
report-segments-top = { $clients } of clients bring { $amount } of sales.
report-segments-dominant = More than half of sales comes from “{ $client }” alone.
report-segments-without-him = Without “{ $client }”:
report-segments-of-profit = { $share } of profit
report-segments-unknown = The profit of { $count ->
    [one] { $number } client
   *[other] { $number } clients
 } with { $amount } is unknown: in neither 123 nor ABCDE.
report-segments-too-few = Fewer than { $few } clients with a known profit: no classes 123.
report-segments-toxic = Without profit or at a loss: { $number }.
report-segments-matrix = { $unit ->
    [number] How many clients
    [money] How much is sold
   *[share] Share of profit
 }
report-segments-abc = { $abc ->
    [A] A main
    [B] B middling
   *[C] C small
 }
report-segments-xyz = { $way ->
    [frequency] { $xyz ->
        [X] X regular
        [Y] Y irregular
       *[Z] Z one-off
     }
   *[stability] { $xyz ->
        [X] X steady
        [Y] Y wavering
       *[Z] Z in leaps
     }
 }
report-segments-kind = { $kind ->
    [cows] cash cows
    [stars] stars
    [dogs] dogs
   *[cats] wild cats
 }
report-segments-kind-of = { $kind ->
    [cows] cash cows, AX
    [stars] stars, AZ
    [dogs] dogs, CZ
   *[cats] wild cats, the rest
 }
report-segments-kinds = Who feeds us
report-segments-cells =

    <b>By cell</b>
report-segments-line = { $line }
report-segments-with = Bring “{ $client }” back
report-segments-without = Without “{ $client }”
report-segments-pick-all = All: { $number }
report-segments-pick-kind = { $kind ->
    [cows] Cash cows
    [stars] Stars
    [dogs] Dogs
   *[cats] Wild cats
 }: { $number }
report-segments-pick-dark = Profit unknown: { $number }
report-segments-pick-toxic = Without profit: { $number }
report-segments-how-window = Sales (purchases with returns) of the whole months before the day of the report; which, stands under the title. Shares are of clients who bought in them. Classes are of the whole company, whoever looks: in a report by rep or region they are the same.
report-segments-how-abc = ABC by sales: clients in descending order, A while less than { $a } came before the client, B while less than { $b }, the rest C. Who alone brings more than { $half } is named in the title; a button classes the rest without him.
report-segments-how-frequency = { $unit ->
    [month] XYZ by frequency: X buys in at least { $often } of the months since the first purchase and in at least three; Z bought on one day; the rest are Y.
   *[quarter] XYZ by frequency: X buys in at least { $often } of the quarters since the first purchase and in at least three; Z bought on one day; the rest are Y.
 }
report-segments-how-stability = XYZ by steadiness: how far monthly sales are from their mean. X up to { $steady }, Y up to { $wavering }, beyond it Z.
report-segments-how-names = AX cash cows, AZ stars, CZ dogs, the rest wild cats.
report-segments-how-profit = Profit: sales less cost. Where a purchase has none, the cost of the product is taken, else the margin of the channel: an estimate. Nothing at all: the profit is unknown, the client is in neither 123 nor ABCDE and is counted beside. If more than { $share } of sales is estimated, the title says so.
report-loyal-number = { $count ->
    [one] { $number } loyal client ({ $share })
   *[other] { $number } loyal clients ({ $share })
 }.
report-loyal-profit = Their share of profit is { $share }.
report-loyal-moved = { $came } became loyal, { $count ->
    [one] { $left } is
   *[other] { $left } are
 } loyal no more.
report-loyal-class = { $profit ->
    [first] 1 profitable
    [second] 2 middling
   *[third] 3 low-profit
 }
report-loyal-group = { $group ->
    [loyal] loyal
    [one_off] one-off
   *[low_profit] low-profit
 }
report-loyal-moved-group = { $group ->
    [loyal] loyal
    [one_off] one-off
    [low_profit] low profit
   *[none] none
 }
report-loyal-groups = Three groups
report-loyal-work = The work: make one-off buyers regular, begin to earn on the low-profit.
report-loyal-flows = Who they were → who they are
report-loyal-flows-of = Were: { $months }. None: did not buy, or the profit is unknown.
report-loyal-no-flows = Nobody bought then, there is nothing to compare with.
report-loyal-pick-group = { $group ->
    [loyal] Loyal
    [one_off] One-off
   *[low_profit] Low-profit
 }: { $number }
report-loyal-pick-in = Became loyal: { $number }
report-loyal-pick-out = Were loyal: { $number }
report-loyal-pick-flow = { $was ->
    [L] loyal
    [O] one-off
    [P] low-profit
   *[N] none
 } → { $now ->
    [L] loyal
    [O] one-off
    [P] low-profit
   *[N] none
 }: { $number }
report-loyal-how-purchase = 123 by profit per purchase: 1 from percentile { $high } of clients, 3 up to percentile { $low } or without profit, the rest 2. Fewer than { $few } clients are not classed.
report-loyal-how-total = 123 by the whole profit of a client, with the bounds of ABC: 1 up to { $a }, 2 up to { $b }, 3 beyond or without profit.
report-loyal-how-groups = Loyal (green): 1X, 1Y, 2X, 2Y. One-off: 1Z, 2Z, 3Z. Low-profit (blue): 3X, 3Y. The share of the loyal is of clients with a known profit.
report-loyal-how-flows = Moves: the same months taken some months earlier against these. Each client stands once. “None”: did not buy in those months, or the profit is unknown.
report-letters-unknown = Nobody’s profit is known, there is nothing to class by.
report-letters-best = { $count ->
    [one] { $number } client of class A brings { $share } of profit.
   *[other] { $number } clients of class A bring { $share } of profit.
 }
report-letters-open = { $count ->
    [one] { $number } client could buy more (C).
   *[other] { $number } could buy more (C).
 }
report-letters-worst = { $count ->
    [one] { $number } brings a loss (E).
   *[other] { $number } bring a loss (E).
 }
report-letters-even = Nobody brings a loss or could buy much more.
report-letters-all = The whole company by class
report-letters-letter = { $letter ->
    [A] A profit and potential
    [B] B profit
    [C] C potential
    [D] D the rest
   *[E] E loss
 }
report-letters-channels = By sales channel
report-letters-no-channel = no channel
report-letters-in-company = * few clients, compared in the whole company.
report-letters-others = Bought nothing: potential
report-letters-no-others = None: everybody bought.
report-letters-grade = { $grade ->
    [high] high
    [usual] usual
   *[unknown] unknown
 }
report-letters-how-letters = Within a sales channel: E profit below zero; A profit and potential in the upper quarter; B profit at least in the middle, and the potential too or unknown; C potential at least in the middle; D the rest.
report-letters-how-potential = Who buys more than was thought possible has that potential. A channel with fewer than { $few } clients is compared in the whole company and marked with a star.
report-letters-how-others = Who bought nothing in these months has no letter: the potential is high if it is at least the median of the buyers of his channel.
report-rows-segments = { $what ->
    [all] Bought
    [dark] Profit unknown
    [toxic] Without profit
    [cows] Cash cows
    [stars] Stars
    [dogs] Dogs
    [cats] Wild cats
    [L] Loyal
    [O] One-off
    [P] Low-profit
    [in] Became loyal
    [out] Were loyal
    [lA] Class A
    [lB] Class B
    [lC] Class C
    [lD] Class D
    [lE] Class E
    [flow] { $was ->
        [L] Loyal
        [O] One-off
        [P] Low-profit
       *[N] None
     } → { $now ->
        [L] loyal
        [O] one-off
        [P] low-profit
       *[N] none
     }
    [AX] AX, cash cows
    [AZ] AZ, stars
    [CZ] CZ, dogs
   *[other] { $what }
 }
listing-seg-revenue = Sales
listing-seg-profit = Profit
listing-seg-profit-none = profit unknown
listing-bought-last = Last purchase
listing-bought-last-none = never bought
report-as-segment = 🎯 Open as a segment
