"""Where the lines of a panel are, and where there is room to write."""

from dataclasses import dataclass, field

from handlers.charts.style import LINE, MARGIN, SMALL

HEADROOM = 48
ROW = SMALL * LINE


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, width: float) -> "Box":
        """Of a line of text."""
        return cls(x - width / 2, y - ROW / 2, x + width / 2, y + ROW / 2)

    def holds(self, x: float, y: float) -> bool:
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def meets(self, other: "Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


@dataclass(slots=True)
class Plot:
    """Where the lines are, in pixels and in their own units; what is written there already."""

    left: float
    right: float
    top: float
    bottom: float
    low: float
    high: float
    points: int
    floor: float
    taken: list[Box] = field(default_factory=list)

    def x(self, place: float) -> float:
        return self.left + (self.right - self.left) * (place / (self.points - 1) if self.points > 1 else 1.0)

    def has_room(self, box: Box) -> bool:
        """Within the plot, on nothing written."""
        is_inside = box.top >= self.top - HEADROOM and box.bottom <= self.floor and box.left >= MARGIN
        return is_inside and not any(box.meets(other) for other in self.taken)

    def y(self, value: float) -> float:
        return self.bottom - (value - self.low) / (self.high - self.low) * (self.bottom - self.top)
