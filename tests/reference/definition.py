"""Questionnaires: the tables of the format, read into plain values.

The reader trusts its input: it is fed with questionnaires that the real program accepts, and judges nothing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from conditions import Condition, parse

FULL = "full"
"""The form that holds every question, whether it is declared or not."""


@dataclass(frozen=True)
class Option:
    """An option of a choice question (`value`) or of a question with several answers (`points`, `none`)."""

    id: str
    value: float = 0.0
    points: float = 0.0
    none: bool = False


@dataclass(frozen=True)
class Question:
    """Something that is asked; scored if it has a trait, which free text never has."""

    id: str
    trait: str | None
    kind: str
    weight: float
    forms: frozenset[str]
    reversed: bool
    when: Condition | None
    options: tuple[Option, ...] = ()
    cap: float = 1.0
    anchors: tuple[tuple[float, float], ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def option(self, id: str) -> int:
        """Returns the place of an option, from 0."""
        return [option.id for option in self.options].index(id)


@dataclass(frozen=True)
class Gate:
    """A level and all above it need the trait at this minimum."""

    level: int
    minimum: float


@dataclass(frozen=True)
class Requirement:
    """A trait that must have reached a score."""

    trait: str
    at_least: float


@dataclass(frozen=True)
class Recommendation:
    """A step that raises a trait."""

    id: str
    trait: str
    below: float
    lift: float
    effort: tuple[float, float] | None
    requires: tuple[Requirement, ...]


@dataclass(frozen=True)
class Trait:
    """What is measured; `factors` maps each pole that it counts for to the factor on its weight."""

    id: str
    dimension: str
    weight: float
    factors: dict[str, float]
    essential: tuple[Gate, ...]

    def weight_on(self, pole: str) -> float:
        """Returns the weight on a pole; 0 where the trait does not count."""
        return self.weight * self.factors.get(pole, 0.0)


@dataclass(frozen=True)
class Dimension:
    """A part of the subject."""

    id: str
    weight: float


@dataclass(frozen=True)
class Level:
    """A rung of the ladder."""

    id: str
    start: float


@dataclass(frozen=True)
class Zone:
    """A part of the plane; `when` maps some poles to high (true) or low, and leaves the others free."""

    id: str
    when: dict[str, bool]


@dataclass(frozen=True)
class Placement:
    """How teams are placed."""

    cut: float
    band: float
    central: float
    zones: tuple[Zone, ...]

    def zone(self, high: dict[str, bool]) -> str:
        """Returns the zone in which each pole is on this side of the cut."""
        (found,) = (z.id for z in self.zones if all(high[pole] == side for pole, side in z.when.items()))
        return found


@dataclass(frozen=True)
class Contradiction:
    """Answers that cannot all be true."""

    id: str
    when: Condition


@dataclass(frozen=True)
class Method:
    """The constants of the method with their defaults."""

    trait_coverage: float = 0.5
    pole_coverage: float = 0.6
    weak_link: float = 0.2
    weak_trait: float = 0.3
    practised: float = 0.6
    unsupported: float = 0.4
    balance: float = 0.2
    spacing: tuple[float, float] = (2 / 3, 1.5)
    leverage: float = 0.5
    moves: int = 5
    effort: float = 3.0


@dataclass
class Questionnaire:
    """A whole definition, each part in declared order."""

    id: str
    version: str
    poles: list[str]
    levels: list[Level]
    placement: Placement | None
    method: Method
    dimensions: list[Dimension]
    traits: list[Trait]
    questions: list[Question]
    recommendations: list[Recommendation]
    contradictions: list[Contradiction]
    by_id: dict[str, Question] = field(init=False)

    def __post_init__(self) -> None:
        self.by_id = {question.id: question for question in self.questions}

    def traits_of(self, dimension: str) -> list[Trait]:
        """Returns the traits of a dimension."""
        return [trait for trait in self.traits if trait.dimension == dimension]

    def questions_of(self, trait: str) -> list[Question]:
        """Returns the questions of a trait, in the order of the survey."""
        return [question for question in self.questions if question.trait == trait]

    def steps_of(self, trait: str) -> list[Recommendation]:
        """Returns the recommendations of a trait by rising `below`, equal ones in declared order."""
        return sorted((r for r in self.recommendations if r.trait == trait), key=lambda r: r.below)


def load(path: Path) -> Questionnaire:
    """Reads a questionnaire from a file, or from a folder whose files are read in name order."""
    files = sorted(path.glob("*.toml")) if path.is_dir() else [path]
    whole: dict[str, object] = {}
    for file in files:
        for key, value in tomllib.loads(file.read_text(encoding="utf-8")).items():
            if isinstance(value, list):
                whole.setdefault(key, []).extend(value)
            elif isinstance(value, dict):
                merge(whole.setdefault(key, {}), value)
    return build(whole)


def merge(into: dict, table: dict) -> None:
    """Adds a table of a further file, such as the zones of a placement or one more scale."""
    for key, value in table.items():
        if isinstance(value, list) and key in into:
            into[key].extend(value)
        else:
            into[key] = value


def build(whole: dict) -> Questionnaire:
    """Turns the tables of a definition into a questionnaire."""
    scales = whole.get("scale", {})
    poles = [pole["id"] for pole in whole["pole"]]
    return Questionnaire(
        id=whole["questionnaire"]["id"],
        version=whole["questionnaire"]["version"],
        poles=poles,
        levels=[Level(level["id"], float(level["from"])) for level in whole.get("level", [])],
        placement=placement(whole.get("placement")),
        method=method(whole.get("method", {})),
        dimensions=[Dimension(d["id"], float(d.get("weight", 1))) for d in whole["dimension"]],
        traits=[trait(table, poles) for table in whole["trait"]],
        questions=[question(table, scales) for table in whole["question"]],
        recommendations=[recommendation(table) for table in whole.get("recommendation", [])],
        contradictions=[Contradiction(c["id"], parse(c["when"])) for c in whole.get("contradiction", [])],
    )


def placement(table: dict | None) -> Placement | None:
    """Reads the placement; without zones there is none."""
    if not table or not table.get("zone"):
        return None
    return Placement(
        cut=float(table.get("cut", 0.5)),
        band=float(table.get("band", 0.05)),
        central=float(table.get("central", 0.10)),
        zones=tuple(
            Zone(zone["id"], {pole: side == "high" for pole, side in zone["when"].items()}) for zone in table["zone"]
        ),
    )


def method(table: dict) -> Method:
    """Reads the constants that differ from the defaults."""
    return Method(**{k.replace("-", "_"): tuple(v) if isinstance(v, list) else v for k, v in table.items()})


def trait(table: dict, poles: list[str]) -> Trait:
    """Reads a trait; its poles come in the order in which the questionnaire declares them."""
    named = table["poles"]
    factors = named if isinstance(named, dict) else dict.fromkeys(named, 1)
    return Trait(
        id=table["id"],
        dimension=table["dimension"],
        weight=float(table.get("weight", 1)),
        factors={pole: float(factors[pole]) for pole in poles if pole in factors},
        essential=tuple(Gate(gate["level"], float(gate["minimum"])) for gate in table.get("essential", [])),
    )


def question(table: dict, scales: dict) -> Question:
    """Reads a question with the options of its own or of its scale."""
    kind = table["kind"]
    tables = scales[table["scale"]]["options"] if "scale" in table else table.get("options", [])
    options = tuple(option(kind, tables, place) for place in range(len(tables)))
    return Question(
        id=table["id"],
        trait=table.get("trait") if kind != "text" else None,
        kind=kind,
        weight=float(table.get("weight", 1)),
        forms=frozenset(table.get("forms", [])),
        reversed=table.get("reversed", False),
        when=parse(table["when"]) if "when" in table else None,
        options=options,
        cap=float(table.get("cap", sum(option.points for option in options))),
        anchors=tuple((float(number), float(value)) for number, value in table.get("anchors", [])),
        minimum=table.get("minimum"),
        maximum=table.get("maximum"),
    )


def option(kind: str, tables: list[dict], place: int) -> Option:
    """Reads an option: equal steps where a choice states no values, one point where an item states none."""
    table = tables[place]
    if kind == "multiple":
        none = table.get("none", False)
        return Option(table["id"], points=0.0 if none else float(table.get("points", 1)), none=none)
    return Option(table["id"], value=float(table.get("value", place / max(1, len(tables) - 1))))


def recommendation(table: dict) -> Recommendation:
    """Reads a recommendation."""
    effort = table.get("effort")
    return Recommendation(
        id=table["id"],
        trait=table["trait"],
        below=float(table["below"]),
        lift=float(table["lift"]),
        effort=(float(effort[0]), float(effort[1])) if effort else None,
        requires=tuple(Requirement(r["trait"], float(r["at-least"])) for r in table.get("requires", [])),
    )
