"""What the pushes of the working day remember, and indexes of what is read often"""

from collections.abc import Sequence

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    """Each step is a function below."""


def downgrade() -> None:
    """The way back is `python -m bot restore`."""
    raise RuntimeError("the way back is `python -m bot restore`")
