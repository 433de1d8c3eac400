report-norms-us = us
report-norms-usual = usual
report-norms-none = Nothing to compare yet: neither purchases nor contacts
report-norms-nothing-known = Whether we are better or worse than usual cannot be told yet.
report-norms-fine = { $number ->
    [one] No worse than usual by { $number } figure.
   *[other] No worse than usual by all { $number } figures.
 }
report-norms-unknown = no data
report-norms-times = { $count ->
    [one] { $times } time
   *[other] { $times } times
 }
report-norms-top = Sales from the best 20 % of clients
report-norms-cost = A new client costs more than a kept one
report-norms-lost = Clients lost a year
report-norms-payback = Months for a client to pay back
report-norms-unprofitable = Clients without profit
report-norms-existing = Contacts a year with a buyer
report-norms-potential = Contacts a year with who never bought
report-norms-worst-lost = We lose { $value } of clients a year, usually { $usual }.
report-norms-worst-payback = A new client pays back in { $value } months, usually { $usual }.
report-norms-worst-unprofitable = { $value } of clients bring no profit, usually { $usual }.
report-norms-worst-existing = Contacts a year with a buyer { $value }, usually { $usual }.
report-norms-worst-potential = Contacts a year with who never bought { $value }, usually { $usual }.
report-norms-missing-cost = How much more a new client costs is seen once all is entered: marketing (/spend), pre-sale and service of new and of repeat clients (/settings).
report-norms-missing-payback = Paying back: needs the marketing spend (/spend) and new clients with a known profit.
report-norms-pick-top = Best 20 %: { $number }
report-norms-pick-lost = Lost in a year: { $number }
report-norms-pick-unprofitable = Without profit: { $number }
report-norms-how-top = Share of sales from the best 20 % of clients: by what they bought in these months.
report-norms-how-cost = New against kept: acquisition, pre-sale and service of a new sale, divided by the same of a repeat one. Marketing of these months is divided by all new clients of the company.
report-norms-how-lost = Lost a year: who was active or sleeping a year ago and is lost or closed now, of all such. Usually half in five years, that is 13 % a year.
report-norms-how-payback = Paying back: the marketing spent for a new client, divided by the mean profit of one a month.
report-norms-how-unprofitable = Without profit: clients whose profit in these months is zero or less, of all whose profit is known.
report-norms-how-existing = Contacts with a buyer: any calls and requests in these months with those who bought both before and in them, on average.
report-norms-how-potential = Contacts with who never bought: the same of clients who had bought nothing by the end of these months; who was met within the year counts from that day.
report-norms-how-usual = “Usual”: known averages of selling, not a plan. Green is better than usual, orange is worse; where neither can be said, there is no colour.
report-rows-norms = { $what ->
    [top] Best 20 % by sales
    [lost] Lost in a year
   *[unprofitable] Without profit
 }
