bundle-head =
    { $priced ->
        [0] { $name }, доброе утро. { $count ->
            [one] Ждёт вашего решения { $count } дело:
            [few] Ждут вашего решения { $count } дела:
           *[many] Ждут вашего решения { $count } дел:
        }
       *[1] { $name }, доброе утро. { $count ->
            [one] Ждёт вашего решения { $count } дело на { $worth }:
            [few] Ждут вашего решения { $count } дела на { $worth }:
           *[many] Ждут вашего решения { $count } дел на { $worth }:
        }
    }
bundle-weekly =
    { $priced ->
        [0] { $name }, руководителям говорили дважды, а стоит до сих пор: { $count }.
       *[1] { $name }, руководителям говорили дважды, а стоит до сих пор: { $count } на { $worth }.
    }
bundle-task =
    { $priced ->
        [0] { $member }: { $what }, { $when }, не отмечено
       *[1] { $member }: { $what }, { $when }, не отмечено · { $worth }
    }
bundle-nudge = { $member }: { $what }
bundle-ask = ❓ Спросить: { $name }
bundle-prolong-task = ⏳ Продлить на день
bundle-prolong = ⏳ Через неделю
bundle-hand = ↪️ Передать
bundle-hand-task = Кому передать задачу?
bundle-hand-client = Кому передать клиента «{ $client }»? С ним перейдут открытые сделки и задачи.
bundle-to-task = Задача
bundle-to-client = Карточка клиента
bundle-prolonged = ✅ Отложено. { $what }
bundle-handed = ✅ Передано. { $what }
bundle-decided = Это уже решено.
bundle-nothing = Больше ничего не ждёт вашего решения.
