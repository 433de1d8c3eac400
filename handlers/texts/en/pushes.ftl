push-dead-update = One action of a colleague could not be handled: number { $number }. Everything else works. A record of it is kept.
push-task = ⏰ { $hour } · { $what }.
