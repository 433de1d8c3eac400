queue-position = Calls { $number }/{ $total }
queue-client = <b>{ $name }</b>
queue-not-yours = Somebody else keeps this client now. Skip.
queue-why-task = Promised: { $when }, { $action }.
queue-why-silent = { $days ->
    [one] Silent for { $days } day
   *[other] Silent for { $days } days
 }, last purchase { $since }.
queue-why-unanswered = { $count ->
    [one] No answer once.
   *[other] No answer { $count } times in a row.
 }
queue-phone-of = { $name }, { $phone }
queue-phone = { $phone }
queue-no-phone = No phone.
queue-skip = skip
queue-pause = pause
queue-change = ↩ change the previous
queue-decide = “{ $client }”: { $count ->
    [one] no answer once
   *[other] no answer { $count } times in a row
 }. What now?
queue-letter = letter
queue-contact = another contact
queue-let-go = let go
queue-find-contact = find another contact
queue-paused = Paused at { $number }/{ $total }.
queue-go-on = ▶️ Go on calling { $number }/{ $total }
queue-anew = Begin anew
queue-nobody = Nobody to call now.
queue-over = Calls are over. { $called } of { $total }: { $talks ->
    [one] { $talks } talk
   *[other] { $talks } talks
 }, { $unanswered ->
    [one] { $unanswered } did not answer
   *[other] { $unanswered } did not answer
 }.
queue-retries = Retries are set.
