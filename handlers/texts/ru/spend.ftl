spend-sources = <b>Расходы на рекламу</b>
    { $present } · { $previous }
spend-source-line = «{ $source }»: { $present } · { $previous }
spend-example = Внести одной строкой: <code>/spend 50 000 сайт сентябрь</code>
spend-new-button = ➕ Другой источник
spend-months = <b>«{ $source }»: расходы по месяцам</b>
    Выберите месяц, чтобы внести, исправить или убрать.
spend-saved = ✅ «{ $source }», { $month }: { $amount }.
spend-removed = ✅ «{ $source }», { $month }: расход убран.
spend-was = Было { $amount }.
spend-not-read = Не понять, сколько и за какой месяц. Ничего не записано.
spend-which = { $amount } за { $month }. На какой источник?
spend-which-new = ➕ Новый: «{ $said }»
spend-ask-name = Как называется источник?
spend-ask-amount = «{ $source }», { $month }. Сейчас: { $now }.
    Сколько потрачено? Например: 50 000
spend-nothing = ничего не внесено
spend-remove = 🗑 Убрать
