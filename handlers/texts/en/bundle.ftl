bundle-head =
    { $priced ->
        [0] { $name }, good morning. { $count ->
            [one] { $count } matter waits for your decision:
           *[other] { $count } matters wait for your decision:
        }
       *[1] { $name }, good morning. { $count ->
            [one] { $count } matter of { $worth } waits for your decision:
           *[other] { $count } matters of { $worth } wait for your decision:
        }
    }
bundle-weekly =
    { $priced ->
        [0] { $name }, managers were told twice and it still stands: { $count }.
       *[1] { $name }, managers were told twice and it still stands: { $count } of { $worth }.
    }
bundle-task =
    { $priced ->
        [0] { $member }: { $what }, { $when }, not answered
       *[1] { $member }: { $what }, { $when }, not answered · { $worth }
    }
bundle-nudge = { $member }: { $what }
bundle-ask = ❓ Ask { $name }
bundle-prolong-task = ⏳ One more day
bundle-prolong = ⏳ In a week
bundle-hand = ↪️ Hand over
bundle-hand-task = To whom does the task go?
bundle-hand-client = To whom does “{ $client }” go? Open deals and tasks go along.
bundle-to-task = Task
bundle-to-client = Client’s card
bundle-prolonged = ✅ Put off. { $what }
bundle-handed = ✅ Handed over. { $what }
bundle-decided = That is decided already.
bundle-nothing = Nothing else waits for your decision.
