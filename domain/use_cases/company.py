"""What a member sets for himself, and the owner for the company. Rules: "Plans", "Who uses it"."""

from domain.errors import BadChoice
from domain.tables import Member
from domain.use_case import Area, Done, Right, Tx, use_case

LANGUAGES = frozenset({"ru", "en"})


@use_case(Right.OWN_SETTINGS)
def choose_language(tx: Tx, actor: Member, language: str) -> Done:
    """Speak this language with the actor. Raises BadChoice."""
    if language not in LANGUAGES:
        raise BadChoice
    actor.language = language
    tx.touch(Area.MEMBERS)
    return Done()
