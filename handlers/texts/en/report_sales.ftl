report-face-sales = By month
report-face-salesp = Products
report-face-salesr = Regions
report-face-salesc = Channels
report-face-salesm = Reps
report-sales-by = purchases by day, returns taken off
report-sales-none = No sales in this time
report-sales-so-far = { $period } to { $day }
report-sales-more = { $period }: { $amount }, { $share } more than a year ago
report-sales-less = { $period }: { $amount }, { $share } less than a year ago
report-sales-same = { $period }: { $amount }, as much as a year ago
report-sales-alone = { $period }: { $amount }. Nothing a year ago to compare with
report-sales-months = Sales by month
report-sales-inside = Month by month
report-sales-now = sales
report-sales-year-ago = a year ago
report-sales-unfinished = The last month is up to { $day }, a year ago up to the same day.
report-sales-no-season = The season shows from { $needed } whole months of data, there are { $known }.
report-sales-season = Season: how much a month sells, the mean one 100 %
report-sales-season-line = share of a mean month
report-sales-mark = { $mark }: { $sales }
report-sales-too-early = not a week has passed, too early to compare
report-sales-nothing-before = { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
 } after { $after }, no data before
report-sales-before-after = { $weeks ->
    [one] { $weeks } week
   *[other] { $weeks } weeks
 } before { $before }, after { $after } ({ $growth })
report-sales-pick = Clients, { $number } purchases
report-sales-pick-month = { $month }: { $number } purchases
report-sales-pick-all = All clients
report-sales-parts = What sales are made of
report-sales-parts-years = What sales are made of, a year ago in grey
report-sales-most = { $period }: most comes from “{ $name }”, { $amount } ({ $share })
report-sales-fallen = The largest fall since last year: “{ $name }”, { $amount }.
report-sales-rest = { $count } others
report-sales-no-product = No product given
report-sales-no-region = No region given
report-sales-no-channel = No channel given
report-sales-no-member = Nobody's
report-sales-how-what = Sales: purchases of clients by the day of their first payment or shipment. A return is taken off the sum and is no purchase.
report-sales-how-year = A year ago: the same days of last year. Of a period that is not over, as many of its days. Nothing is compared with before the first month with data.
report-sales-how-season = Season: each whole month is divided by the mean month of the year around it (half a year before, half a year after), then the years are averaged, so that growth is not in it. It takes { $needed } whole months of data, { $known } are known.
report-sales-how-marks = Marks are made by a manager: /event 15.09 prices up 10 %. Each has 8 weeks before and 8 weeks from its day on; while fewer have passed, as many whole weeks as have.
report-sales-how-product = Products: by lines of purchases; their number is that of lines. A purchase without lines has the product of its deal. What no line explains is “No product given”.
report-sales-how-whose = A purchase of a deal counts for whoever led the deal on its day, without a deal for the client's keeper; a team by its members of that day.
report-rows-sales = Clients
listing-sold = Sales
listing-sold-times = Purchases
listing-sold-times-count = { $count ->
    [one] { $number } purchase
   *[other] { $number } purchases
 }
listing-sold-year-ago = A year ago
listing-sold-year-ago-sum = a year ago { $sum }
