"""To a manager: how the yearly cleaning of the base went, rep by rep."""

from datetime import date

from domain.readers.cleaning import Cleaned, cleaning_summary
from handlers.plain import Card
from handlers.pushes.rendering import About, Occasion
from handlers.words import Html


async def summary(occasion: Occasion, about: About) -> Card | None:
    """Not wanted by who leads nobody with clients."""
    month = date.fromisoformat(about["month"])
    found: tuple[Cleaned, ...] = await occasion.read(cleaning_summary, occasion.who.id, month)
    if not found:
        return None
    say = occasion.words
    done, of = sum(one.done for one in found), sum(one.of for one in found)
    lines = [say("push-cleaning", done=done, of=of)]
    for one in found:
        lines.append(say("push-cleaning-line", name=one.name, done=one.done, of=one.of, close=one.to_close))
    return Card(Html("\n".join(lines)))
