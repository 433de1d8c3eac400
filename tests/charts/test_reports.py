"""The pictures of every report, of companies with nothing, little and too much, read as a person would."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from tests.charts.companies import COMPANIES, company_of, demo_file
from tests.charts.reports import compared, pictures
from tests.charts.seen import faults

ROOMY = ("usual", "empty", "one", "tiny")
"""Companies whose figures a picture has room for whole."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_file(tmp_path_factory.mktemp("charts"))


@pytest.fixture(params=COMPANIES, scope="module")
def company(request: pytest.FixtureRequest, demo: Path) -> Iterator[tuple[str, Session]]:
    with company_of(demo, request.param) as session:
        yield request.param, session


def test_a_person_can_read_every_report(company: tuple[str, Session]) -> None:
    name, session = company
    drawn = [*pictures(session, units=1)]
    drawn += compared(session) if name == "usual" else ()
    found = {report: faults(spec, is_roomy=name in ROOMY) for report, spec in drawn}
    assert {report: wrong for report, wrong in found.items() if wrong} == {}
