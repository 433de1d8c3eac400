stranger = This is a private work bot. You can enter by a link from your manager.
group = I work in private chats only. Goodbye.
stale = That screen is out of date, a fresh one is below. Nothing has changed.
fault = It did not work, and nothing was saved. Please try again. If it happens again, show your manager the code { $code }.
fault-but-saved = Saved, but it could not be shown. If the screen does not refresh, show your manager the code { $code }.
menu-log = ➕ Log
menu-day = 📋 My day
menu-clients = 🔎 Clients
menu-deals = 💼 Deals
menu-figures = 📈 My figures
menu-reports = 📊 Reports
cancelled = Closed. Nothing was saved.
nothing-to-cancel = There is nothing to close.
back = ← Back
more = { $count } more
error-refused = That cannot be done. Nothing was saved.
error-not-allowed = Not everyone may do that. Nothing was saved.
error-client-not-yours = “{ $name }” is kept by { $keeper }. Nothing was saved.
error-gone = That is no longer there. Nothing has changed.
error-backdated-too-far = Back-dating is possible by { $days ->
    [one] { $days } day
   *[other] { $days } days
 } at most. Nothing was saved.
error-in-the-future = That time has not come yet. Nothing was saved.
error-in-the-past = That time has passed. Nothing was saved.
error-bad-name = A name of up to 200 characters is needed.
error-bad-amount = That does not look like an amount. For example: 120 000, 120k or 1.5M.
error-bad-phone = That does not look like a phone number. For example: +7 912 000-00-00.
quoted = “{ $name }”
