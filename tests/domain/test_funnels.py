"""The two funnels. Rule: "Two funnels"."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.analytics.funnels import (
    ActivityCount,
    DealFunnel,
    DealGroup,
    DealKind,
    InvoiceTotals,
    Pace,
    activity_funnel,
    at_same_age,
    deal_funnel,
    ladder,
)
from domain.analytics.shares import Share
from domain.tables import ActivityKind, DealState, Outcome

BOOK = ("called", "offer", "meeting", "invoice", "paid")
OPEN, WON, LOST = DealState.OPEN, DealState.WON, DealState.LOST
NEW, AGAIN = DealKind.NEW, DealKind.AGAIN


def group(furthest: int, state: DealState, number: int, kind: DealKind = NEW, amount: int = 0) -> DealGroup:
    return DealGroup(kind, furthest, state, number, amount)


def cohort(*groups: DealGroup, stood: dict[int, int] | None = None) -> DealFunnel:
    return deal_funnel(BOOK, groups, stood or {}, undated_beside=0)


def book() -> DealFunnel:
    """10 called, 8 offers, 5 meetings, 4 invoices, 2 paid."""
    return cohort(group(0, LOST, 2), group(1, LOST, 3), group(2, LOST, 1), group(3, LOST, 2), group(4, WON, 2))


# Deals


def test_ten_called_and_two_paid() -> None:
    funnel = book().all
    assert funnel.reached == (10, 8, 5, 4, 2)
    assert [step.value for step in funnel.steps] == [Fraction(4, 5), Fraction(5, 8), Fraction(4, 5), Fraction(1, 2)]
    assert funnel.overall.value == Fraction(1, 5)


def test_ten_sales_take_fifty_calls() -> None:
    assert book().all.needed_for(10) == 50


def test_most_deals_stop_after_the_offer() -> None:
    assert book().all.worst_step == 1


def test_new_clients_stand_apart_from_repeat_ones() -> None:
    funnel = cohort(group(4, WON, 1, NEW, 100), group(4, WON, 3, AGAIN, 700), group(0, LOST, 2, NEW))
    assert funnel.new.reached == (3, 1, 1, 1, 1)
    assert funnel.again.reached == (3, 3, 3, 3, 3)
    assert funnel.all.amounts[-1] == 800


def test_a_cohort_with_a_fifth_open_is_not_called_unripe() -> None:
    assert not cohort(group(0, OPEN, 2), group(4, WON, 8)).is_unripe


def test_a_cohort_with_more_than_a_fifth_open_says_so_and_gives_the_closed_apart() -> None:
    funnel = cohort(group(0, OPEN, 3), group(0, LOST, 4), group(4, WON, 4))
    assert funnel.is_unripe
    assert funnel.all.overall.value == Fraction(4, 11)
    assert funnel.closed.overall.value == Fraction(1, 2)


def test_a_deal_that_jumped_from_the_call_to_the_payment_passed_the_rest_by() -> None:
    jumped = DealGroup(NEW, 4, WON, 1, traced=1)
    assert cohort(jumped, stood={0: 1, 4: 1}).skipped == (0, 1, 1, 1, 0)


def test_deals_whose_way_is_unknown_are_not_said_to_have_skipped_anything() -> None:
    assert cohort(group(4, WON, 500)).skipped == (0, 0, 0, 0, 0)


def test_deals_without_a_date_are_inside_all_time_and_beside_a_year() -> None:
    undated = DealGroup(NEW, 0, OPEN, 500, undated=500)
    all_time = deal_funnel(BOOK, [undated, group(4, WON, 10)], {})
    year = deal_funnel(BOOK, [group(4, WON, 10)], {}, undated_beside=500)
    assert (all_time.all.total, all_time.undated, all_time.undated_inside) == (510, 500, True)
    assert (year.all.total, year.undated, year.undated_inside) == (10, 500, False)


def test_deals_without_client_or_amount_are_counted() -> None:
    funnel = cohort(DealGroup(NEW, 0, OPEN, 5, amountless=4, clientless=3), group(1, LOST, 1))
    assert (funnel.amountless, funnel.clientless) == (4, 3)


def test_nothing_at_all_has_no_conversions() -> None:
    funnel = cohort()
    assert [step.value for step in funnel.all.steps] == [None] * 4
    assert funnel.all.overall.value is None
    assert funnel.all.worst_step is None
    assert not funnel.is_unripe


def test_a_share_of_three_deals_carries_its_interval() -> None:
    low, high = Share(1, 3).interval() or (0.0, 0.0)
    assert (round(low, 2), round(high, 2)) == (0.06, 0.79)
    assert Share(1, 10).interval() is None


def test_more_meetings_than_contacts_have_no_interval() -> None:
    assert Share(5, 3).interval() is None
    assert Share(5, 3).value == Fraction(5, 3)


groups = st.lists(
    st.builds(
        DealGroup,
        kind=st.sampled_from(DealKind),
        furthest=st.integers(0, 4),
        state=st.sampled_from(DealState),
        number=st.integers(0, 1000),
        amount=st.integers(0, 10**12),
        traced=st.integers(0, 1000),
    ),
    max_size=20,
)


@given(groups)
def test_a_funnel_never_grows_downwards(rows: list[DealGroup]) -> None:
    funnel = deal_funnel(BOOK, rows, {})
    for part in (funnel.all, funnel.new, funnel.again, funnel.closed):
        assert all(before >= after for before, after in pairwise(part.reached))
        assert all(before >= after for before, after in pairwise(part.amounts))


@given(groups)
def test_new_and_repeat_make_up_all(rows: list[DealGroup]) -> None:
    funnel = deal_funnel(BOOK, rows, {})
    assert tuple(map(sum, zip(funnel.new.reached, funnel.again.reached, strict=True))) == funnel.all.reached
    assert funnel.all.total == funnel.all.reached[0] == funnel.closed.total + funnel.all.open


@given(groups, st.randoms())
def test_the_order_of_rows_does_not_matter(rows: list[DealGroup], random: st.DataObject) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert ladder(5, mixed) == ladder(5, rows)


# Activities


def count(kind: ActivityKind, number: int, outcome: Outcome | None = None, effective: bool = False) -> ActivityCount:
    return ActivityCount(kind, outcome, effective, number)


def week() -> list[ActivityCount]:
    return [
        count(ActivityKind.CALL, 30, Outcome.NO_ANSWER),
        count(ActivityKind.CALL, 15, Outcome.AGREED, effective=True),
        count(ActivityKind.CALL_IN, 3, Outcome.TALKED),
        count(ActivityKind.REQUEST, 2, Outcome.AGREED, effective=True),
        count(ActivityKind.MEETING_SET, 6),
        count(ActivityKind.MEETING, 4, Outcome.AGREED),
        count(ActivityKind.MEETING, 1, Outcome.NOT_HELD),
        count(ActivityKind.OFFER, 8),
        count(ActivityKind.NOTE, 9),
    ]


def test_calls_incoming_calls_and_requests_are_contacts() -> None:
    funnel = activity_funnel(week(), InvoiceTotals(4, 900, 2, 500), (3, 700), 5)
    assert funnel.contacts == 50
    assert funnel.effective == 17
    assert funnel.after_contacts == (6, 4, 17, 8, 4, 2)
    assert funnel.contacts_per_sale == 10


def test_a_meeting_that_did_not_take_place_is_not_held() -> None:
    assert activity_funnel(week(), InvoiceTotals(), (0, 0), 0).meetings == 4


def test_each_stage_is_a_share_of_contacts() -> None:
    shares = activity_funnel(week(), InvoiceTotals(4, 900, 2, 500), (3, 700), 5).shares
    assert [share.value for share in shares[:2]] == [Fraction(6, 50), Fraction(4, 50)]


def test_a_period_without_sales_has_no_contacts_per_sale() -> None:
    assert activity_funnel(week(), InvoiceTotals(), (0, 0), 0).contacts_per_sale is None


def test_a_period_with_a_payment_only_is_not_empty() -> None:
    assert activity_funnel([], InvoiceTotals(), (0, 0), 0).is_empty
    assert not activity_funnel([], InvoiceTotals(), (1, 100), 0).is_empty


def test_a_cohort_that_is_still_open_is_compared_at_the_same_age() -> None:
    november = Pace(30, created={1: 60, 20: 40}, won={12: 11, 30: 20})
    october = Pace(61, created={1: 50, 25: 50, 31: 20}, won={10: 17, 30: 10, 31: 5, 60: 40})
    age, now, then = at_same_age(november, october)
    assert (age, now.value, then.value) == (30, Fraction(31, 100), Fraction(27, 100))
    assert at_same_age(october, november) == (30, then, now)
