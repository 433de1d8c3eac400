report-margin-none = No sales in this time
report-margin-unknown = What a sale leaves cannot be counted: the cost of none is known
report-margin-only-new = No repeat sales. A new one leaves { $left }
report-margin-only-repeat = No new sales. A repeat one leaves { $left }
report-margin-both = A repeat sale leaves { $repeat }, a new one { $new }.
report-margin-times = { $count ->
    [one] { $times } time more.
   *[other] { $times } times more.
 }
report-margin-by = by the day of purchase
report-margin-left = What one sale leaves
report-margin-new = New
report-margin-repeat = Repeat
report-margin-sales = { $count ->
    [one] { $number } sale
   *[other] { $number } sales
 }
report-margin-unset = Not set and counted as nothing: { $what }.
report-margin-setting-presale-new = pre-sale of a new one
report-margin-setting-presale-repeat = pre-sale of a repeat one
report-margin-setting-service-new = service of a new one
report-margin-setting-service-repeat = service of a repeat one
report-margin-setting-overhead = overhead
report-margin-no-spend = No marketing spend entered: acquisition is counted as nothing.
report-margin-few = { $kind ->
    [new] New sales so far: { $number }
   *[repeat] Repeat sales so far: { $number }
 }, the means do not tell anything yet.
report-margin-made-up = What it is made up of
report-margin-row-price = Price
report-margin-row-cost = − cost
report-margin-row-acquisition = − acquisition
report-margin-row-presale = − pre-sale
report-margin-row-service = − service
report-margin-row-overhead = − overhead
report-margin-row-left = Left
report-margin-segments = By segment: what a sale leaves
report-margin-segment-loyal = Loyal
report-margin-segment-one-off = One-off
report-margin-segment-low-profit = Low-profit
report-margin-segment-none = Not in segments yet
report-margin-products = By product: what is left after the cost
report-margin-pick-new = New sales: { $number }
report-margin-pick-repeat = Repeat sales: { $number }
report-margin-pick-unknown = Profit unknown: { $number }
report-rows-margin-new = Clients with new sales
report-rows-margin-repeat = Clients with repeat sales
report-rows-margin-unknown = Profit unknown
report-rows-margin-all = Clients with sales
report-margin-how-new = A new sale is on the day of the client's first purchase, all later ones are repeat. A return lowers the repeat ones; of a client who bought once, the new one.
report-margin-how-left = Left = price − cost − acquisition − pre-sale − service − overhead, the mean of one sale. The last three are set by the owner: ₽ of a sale or a share of its price.
report-margin-how-spend = Acquisition: marketing spend of this time ÷ new clients of the whole company (cut by source: of that source). A repeat sale has none.
report-margin-how-segments = Segments: “Loyal clients” of the last 12 months. By product only price − cost is counted: the rest is of the whole sale.
report-margin-how-whose = A sale is of the deal's owner on its day; without a deal, of the client's keeper.
listing-orders = Sales
