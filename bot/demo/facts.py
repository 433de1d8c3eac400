"""The facts of buying that each client row carries."""

from collections import defaultdict
from fractions import Fraction

from bot.demo.clients import DemoClient
from domain.rhythm import expected_rhythm, own_rhythm, silent_from
from domain.statistics import median


def settle_purchases(clients: list[DemoClient]) -> None:
    """First and last purchase day, number of purchase days, silent from: by his own rhythm, else his channel's."""
    by_channel: dict[str, list[Fraction]] = defaultdict(list)
    for client in clients:
        if (own := _own(client)) is not None:
            by_channel[client.row["channel"]].append(own)
    company = [own for rhythms in by_channel.values() for own in rhythms]
    channels = {channel: median(rhythms) for channel, rhythms in by_channel.items()}
    for client in clients:
        days = set(client.days)
        if not days:
            continue
        rhythm = expected_rhythm(_own(client), channels.get(client.row["channel"]), median(company))
        client.row.update(
            first_purchase_on=min(days),
            last_purchase_on=max(days),
            purchase_days=len(days),
            silent_from=silent_from(max(days), rhythm),
        )


def _own(client: DemoClient) -> Fraction | None:
    days = set(client.days)
    return own_rhythm(min(days, default=None), max(days, default=None), len(days))
