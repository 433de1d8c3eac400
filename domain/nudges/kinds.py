"""Every kind of nudge, the most important first."""

from domain.errors import BadChoice
from domain.nudges import (
    after_sale,
    bonus,
    cleaning,
    contract,
    feast,
    idle_deals,
    loyal,
    reanimation,
    silent,
    takes_less,
    touch,
    unpaid,
)
from domain.nudges.nudge import Kind

KINDS: tuple[Kind, ...] = (
    loyal.KIND,
    unpaid.KIND,
    after_sale.KIND,
    idle_deals.STUCK,
    idle_deals.STEPLESS,
    silent.KIND,
    takes_less.KIND,
    feast.KIND,
    bonus.KIND,
    contract.KIND,
    reanimation.KIND,
    touch.KIND,
    cleaning.KIND,
)
_BY_NAME: dict[str, Kind] = {kind.name.value: kind for kind in KINDS}


def kind_of(name: str) -> Kind:
    """Raises BadChoice for one there is not."""
    found = _BY_NAME.get(name)
    if found is None:
        raise BadChoice
    return found
