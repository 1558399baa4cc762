"""An independent reference of the scoring and the advice: plain Python, written from the method alone.

    standpoint_reference.py QUESTIONNAIRE ANSWERS     prints the result of one answer file
    standpoint_reference.py --pairs                   reads lines of `QUESTIONNAIRE<tab>ANSWERS`, prints one result each

A questionnaire is a file or a folder; answers are TOML or JSON. The result is JSON with the keys of a report, for
every number and every decision in it; words are left out. Nothing is rounded.
"""

from __future__ import annotations

import sys

sys.dont_write_bytecode = True

import functools
import itertools
import json
from pathlib import Path

import answers
import definition
from advice import Advice
from answers import basis, written
from definition import Method, Question, Questionnaire, Trait
from scoring import Assessment, Score, reaches


def state(score: Score | None, sufficient: bool) -> str:
    """Returns whether there is a score, or why not."""
    if score is None:
        return "not-applicable"
    if score.point is None:
        return "unanswered"
    return "scored" if sufficient else "insufficient"


def range_of(score: Score | None) -> dict[str, float | None]:
    """Returns point and range of a score."""
    return {
        "score": score.point if score else None,
        "low": score.low if score else None,
        "high": score.high if score else None,
    }


DEFAULTS = {"cut": 0.5, "band": 0.05, "central": 0.1}
"""The constants of a placement."""


class Result:
    """The report of one answer sheet."""

    def __init__(self, questionnaire: Questionnaire, sheet: answers.Sheet) -> None:
        self.questionnaire = questionnaire
        self.assessment = Assessment(questionnaire, sheet)

    def whole(self) -> dict[str, object]:
        """Returns everything."""
        judged = self.assessment
        return {
            "coverage": judged.coverage(),
            "poles": self.poles(None),
            "placement": judged.placement(),
            "integration": judged.overall_integration(),
            "dimensions": [self.dimension(dimension.id) for dimension in self.questionnaire.dimensions],
            "weak_traits": judged.weak_traits(),
            "weak_dimensions": judged.weak_dimensions(),
            "unsupported": judged.unsupported(),
            "recommendations": Advice(judged).report(),
            "contradictions": judged.contradictions(),
            "ask_next": judged.ask_next(),
            "unscored": [self.question(q) for q in self.questionnaire.questions if not q.trait],
            "method": self.method(),
        }

    def method(self) -> dict[str, object]:
        """Returns what the scores rest on."""
        model, method = self.questionnaire.placement, self.questionnaire.method
        constants = constants_of(method)
        differing = [name for name, usual in DEFAULTS.items() if model and getattr(model, name) != usual]
        differing += sorted(name for name, usual in constants_of(Method()).items() if constants[name] != usual)
        sides = [dict(zip(self.questionnaire.poles, c)) for c in corners_of(len(self.questionnaire.poles))]
        return {
            "placement": model
            and {
                "cut": model.cut,
                "band": model.band,
                "central": model.central,
                "zones": [
                    {"id": zone.id, "combinations": [list(s.values()) for s in sides if model.zone(s) == zone.id]}
                    for zone in model.zones
                ],
            },
            "levels": [{"id": level.id, "from": level.start} for level in self.questionnaire.levels],
            "constants": constants,
            "differing": differing,
        }

    def poles(self, dimension: str | None) -> list[dict[str, object]]:
        """Returns the scores on each pole, of a dimension or overall."""
        least = self.questionnaire.method.pole_coverage
        return [
            {
                "id": pole,
                "state": state(score, score is not None and reaches(score.coverage, least)),
                **range_of(score),
                "coverage": score.coverage if score else None,
                "level": self.assessment.level(pole, dimension),
            }
            for pole, score in self.assessment.scores.plane(dimension).items()
        ]

    def dimension(self, id: str) -> dict[str, object]:
        """Returns a dimension with its traits."""
        (dimension,) = (each for each in self.questionnaire.dimensions if each.id == id)
        detail = self.assessment.integration(id)
        return {
            "id": id,
            "weight": dimension.weight,
            "poles": self.poles(id),
            "placement": self.assessment.placement(id),
            "integration": detail["score"] if detail else None,
            "integration_detail": detail,
            "traits": [self.trait(trait) for trait in self.questionnaire.traits_of(id)],
        }

    def trait(self, trait: Trait) -> dict[str, object]:
        """Returns a trait with its questions."""
        score = self.assessment.scores.traits[trait.id]
        coverage = self.assessment.coverage(trait.id)
        return {
            "id": trait.id,
            "poles": list(trait.factors),
            "weights": {pole: trait.weight_on(pole) for pole in trait.factors},
            "state": state(score, enough(coverage, self.questionnaire.method.trait_coverage)),
            **range_of(score),
            "coverage": coverage["share"],
            "essential": [{"level": gate.level, "minimum": gate.minimum} for gate in trait.essential],
            "weak_link": any(weak["trait"] == trait.id for weak in self.assessment.weak_traits()),
            "questions": [self.question(question) for question in self.questionnaire.questions_of(trait.id)],
        }

    def question(self, question: Question) -> dict[str, object]:
        """Returns a question; its answer only where it counts."""
        outcome = self.assessment.outcomes[question]
        said = {"answer": written(question, outcome.answer)} if outcome.answered else {}
        return {
            "id": question.id,
            "state": outcome.state,
            "value": outcome.value,
            "coding": basis(question, outcome.answer) if outcome.value is not None else None,
            "reversed": question.reversed,
            "weight": question.weight if question.trait else None,
            **said,
        }


def constants_of(method: Method) -> dict[str, float]:
    """Returns the constants by the names that a report gives them."""
    named = {name.replace("_", "-"): value for name, value in vars(method).items() if name != "spacing"}
    return named | {"spacing-low": method.spacing[0], "spacing-high": method.spacing[1]}


def corners_of(poles: int) -> list[tuple[bool, ...]]:
    """Returns all combinations of low and high; the first pole changes most often."""
    return [corner[::-1] for corner in itertools.product([False, True], repeat=poles)]


def enough(coverage: dict[str, int | float | None], least: float) -> bool:
    """Returns whether a trait's point rests on enough answers: a share of them, and two unless only one applies."""
    share, answered, applicable = coverage["share"], coverage["answered"], coverage["applicable"]
    return share is not None and reaches(share, least) and answered >= min(2, applicable)


@functools.cache
def questionnaire(path: Path) -> Questionnaire:
    """Reads each questionnaire once."""
    return definition.load(path)


def result(model: Path, sheet: Path) -> str:
    """Returns the result of one answer file as JSON."""
    return json.dumps(Result(questionnaire(model), answers.load(sheet)).whole(), allow_nan=False)


def main() -> None:
    """Reads the command line."""
    match sys.argv[1:]:
        case ["--pairs"]:
            for line in sys.stdin:
                model, sheet = line.rstrip("\n").split("\t")
                print(result(Path(model), Path(sheet)))
        case [model, sheet]:
            print(result(Path(model), Path(sheet)))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
