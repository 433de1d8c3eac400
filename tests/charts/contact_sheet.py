"""Every picture in every edge case, to be looked through: `python -m tests.charts.contact_sheet [words of names]`.

Single pictures and contact sheets of them go to var/charts. Pictures of reports are of companies with nothing, little
and too much; those of panels are `tests.charts.cases`.
"""

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path

from PIL import Image

from handlers.charts.draw import draw
from handlers.charts.specs import Spec
from tests.charts.cases import CASES
from tests.charts.companies import COMPANIES, company_of, demo_file
from tests.charts.reports import compared, pictures

FOLDER = Path("var/charts")
COLUMNS, ROWS = 4, 2
THUMB, TALLEST, GAP = 540, 1280, 16
GREY = "#808080"


def all_pictures(folder: Path) -> Iterator[tuple[str, Spec]]:
    """The panels, then every report of every company, dark and in English too."""
    yield from CASES.items()
    demo = demo_file(folder)
    for name in COMPANIES:
        with company_of(demo, name) as session:
            yield from ((f"{name} {report}", spec) for report, spec in pictures(session))
            yield from ((f"{name} {report}", spec) for report, spec in compared(session))
            if name in ("usual", "forty"):
                yield from ((f"{name} {report} en dark", spec) for report, spec in pictures(session, "dark", "en"))


def main(words: Sequence[str]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    wanted = (found for found in all_pictures(FOLDER) if all(word in found[0] for word in words))
    number = 0
    while drawn := [_drawn(name, spec) for name, spec in islice(wanted, COLUMNS * ROWS)]:
        number += 1
        _sheet(drawn).save(FOLDER / f"sheet-{number:02}.png")
    sys.stdout.write(f"{FOLDER}/sheet-01.png … sheet-{number:02}.png\n")


def _drawn(name: str, spec: Spec) -> Image.Image:
    png = draw(spec)
    (FOLDER / f"{name.replace(':', '').replace(' ', '-')}.png").write_bytes(png)
    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = picture.resize((THUMB, round(picture.height * THUMB / picture.width)), Image.Resampling.LANCZOS)
    sys.stdout.write(f"{name}: {picture.height / THUMB:.1f} as high as wide\n")
    return picture.crop((0, 0, THUMB, min(picture.height, TALLEST)))


def _sheet(pictures: Sequence[Image.Image]) -> Image.Image:
    rows = [pictures[at : at + COLUMNS] for at in range(0, len(pictures), COLUMNS)]
    heights = [max(picture.height for picture in row) + GAP for row in rows]
    sheet = Image.new("RGB", (COLUMNS * (THUMB + GAP), sum(heights)), GREY)
    for number, row in enumerate(rows):
        for column, picture in enumerate(row):
            sheet.paste(picture, (column * (THUMB + GAP), sum(heights[:number])))
    return sheet


if __name__ == "__main__":
    main(sys.argv[1:])
