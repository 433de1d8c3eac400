"""Where the money leaks. Rule: "Black funnel"."""

from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.black import Lost, Moved, black_funnel

STAGES = ("contact", "offer", "invoice")
ANNA, BORIS = 1, 2
RUB = 100


def lost(place: int, number: int, **alike: object) -> Lost:
    about = {"owner_id": ANNA, "reason": "price", "source": None, "competitor_id": None} | alike
    return Lost(place, number=number, **about)  # type: ignore[arg-type]


def test_twenty_of_fifty_are_lost_after_the_offer() -> None:
    funnel = black_funnel(STAGES, [Moved(1, ANNA, 30)], [lost(1, 20, amount=2_100_000 * RUB)])
    offer = funnel.stages[1]
    assert (offer.left, offer.share.part, offer.share.whole) == (50, 20, 50)
    assert funnel.worst == offer


def test_being_as_good_as_the_best_brings_983_thousand() -> None:
    """50 left, team 60 %, Анна 19 of 20, later steps 80 %, 150 000 ₽."""
    moved = [Moved(1, ANNA, 19), Moved(1, BORIS, 11), Moved(2, BORIS, 80)]
    leaks = [lost(1, 1), lost(1, 19, owner_id=BORIS), lost(2, 20, owner_id=BORIS)]
    found = black_funnel(STAGES, moved, leaks, won_amounts=(10, 1_500_000 * RUB)).what_if
    assert found is not None
    assert (found.place, found.owner_id) == (1, ANNA)
    assert round(found.best, 3) == 0.764
    assert round(found.gain / RUB, -3) == 983_000


def test_a_rep_with_nine_deals_is_nobodys_example() -> None:
    moved = [Moved(2, ANNA, 9), Moved(2, BORIS, 10)]
    leaks = [lost(2, 30, owner_id=BORIS)]
    funnel = black_funnel(STAGES, moved, leaks, won_amounts=(1, 100_000 * RUB))
    assert funnel.what_if is None


def test_nobody_better_than_chance_is_no_example() -> None:
    moved = [Moved(2, ANNA, 30), Moved(2, BORIS, 30)]
    leaks = [lost(2, 20), lost(2, 20, owner_id=BORIS)]
    assert black_funnel(STAGES, moved, leaks, won_amounts=(60, 60_000 * RUB)).what_if is None


def test_without_a_sale_nothing_is_promised() -> None:
    moved = [Moved(1, ANNA, 20)]
    assert black_funnel(STAGES, moved, [lost(1, 40, owner_id=BORIS)]).what_if is None


def test_only_deals_that_went_to_a_competitor_are_under_competitors() -> None:
    leaks = [lost(1, 3, reason="competitor", competitor_id=7, amount=5), lost(1, 2, reason="competitor"), lost(0, 4)]
    funnel = black_funnel(STAGES, [], leaks, to_competitor=frozenset({"competitor"}))
    assert [(key, leak.number) for key, leak in funnel.competitors] == [(7, 3), (None, 2)]


rows = st.lists(
    st.builds(
        Lost,
        place=st.integers(0, 2),
        owner_id=st.sampled_from([None, ANNA, BORIS]),
        reason=st.sampled_from([None, "price", "competitor"]),
        source=st.sampled_from([None, "сайт"]),
        competitor_id=st.sampled_from([None, 7]),
        number=st.integers(1, 50),
        amount=st.integers(0, 10**9),
        amountless=st.integers(0, 3),
    )
)


@given(rows)
def test_every_cut_sums_to_the_same_total(leaks: list[Lost]) -> None:
    funnel = black_funnel(STAGES, [], leaks)
    total = (funnel.total.number, funnel.total.amount, funnel.total.amountless)
    for cut in (funnel.reasons, funnel.owners, funnel.sources):
        parts = [leak for _, leak in cut]
        assert tuple(sum(getattr(leak, name) for leak in parts) for name in ("number", "amount", "amountless")) == total
    assert sum(stage.leak.number for stage in funnel.stages) == total[0]


@given(rows, st.randoms())
def test_the_order_of_rows_does_not_matter(leaks: list[Lost], random: object) -> None:
    shuffled = list(leaks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert black_funnel(STAGES, [], shuffled) == black_funnel(STAGES, [], leaks)
