report-profit-unknown = profit unknown
report-unknown-profit = { $count ->
    [one] Profit of { $number } client is
   *[other] Profit of { $number } clients is
 } unknown: no cost. It is left out here, the names are in the rows.
report-months = { $number } mo
report-channels-none = Nobody came and nothing was spent in this time
report-channels-no-spend = No spend entered: payback cannot be counted.
report-channels-most-leads = Most leads: “{ $source }”, { $number } of { $total }.
report-channels-no-profit = { $spend } spent, the profit of those who came is not known yet.
report-channels-roi = ROI of advertising { $roi }: { $paid } of { $known } pay back.
report-channels-best = Best “{ $source }” ({ $roi }).
report-channels-worst = Worst “{ $source }” ({ $roi }).
report-channels-by = by the day the client came
report-channels-no-source = no source
report-channels-main = { $unit ->
    [money] Profit of those who came; mark: spend
    [number] How many came
   *[share] Share of those who came and bought
 }
report-channels-part-bought = bought
report-channels-part-not-yet = not yet
report-channels-shared = The spend is taken by the share of your leads.
report-channels-undated = Deals without a creation date: { $number }, in no period.
report-channels-came = What came
report-channels-cost = What it cost
report-channels-total = Total
report-channels-column-leads = Leads
report-channels-column-deals = Deals
report-channels-column-won = Won
report-channels-column-revenue = Sales
report-channels-column-spend = Spend
report-channels-column-per-lead = Per lead
report-channels-column-per-sale = Per sale
report-channels-column-payback = Payback
report-channels-pick-leads = All who came: { $number }
report-channels-pick-unknown = Profit unknown: { $number }
report-channels-pick-source-leads = { $source }, leads: { $number }
report-channels-pick-source-deals = { $source }, deals: { $number }
report-channels-pick-source-won = { $source }, won: { $number }
report-rows-channels-leads = Clients who came
report-rows-channels-unknown = Profit unknown
report-rows-channels-deals = Deals of the source
report-rows-channels-won = Won deals of the source
report-channels-how-leads = A lead is a client who came in this time: the day he was entered or first bought, whichever is earlier. Whose he is, the present keeper says.
report-channels-how-deals = Deals: created in this time with those who came in it; by the deal's source, else the client's. Won: of the same deals, by today.
report-channels-how-spend = The owner enters the spend by month; a part of a month is taken by days. Per lead: spend ÷ leads. Per sale: spend ÷ won deals.
report-channels-how-roi = ROI = (profit to date of the clients who came in this time − spend) ÷ spend. Payback: what a buyer cost ÷ his mean profit a month since the first purchase (a month at least).
report-channels-how-profit = Profit: sales − cost. A purchase without a cost takes its products', then the channel's margin: an estimate. Without these the client is left out of profit.
report-channels-how-cut = Cut by people, channels or regions, a source's spend is divided by the share of leads. A cut by product narrows the deals only.
report-channels-spend = 💸 Enter spend
listing-source = Source
listing-source-none = no source
listing-bought-first = First purchase
listing-bought-first-none = has not bought yet
