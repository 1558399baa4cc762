"""The judgement: traits, dimension × pole, poles, levels, zones, integration, weak links.

Sections are those of `docs/method.md`. Scores are exact; thresholds have a slack of 1e-12.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import fsum, prod

from answers import Outcomes, Sheet, steps, value
from definition import Dimension, Placement, Question, Questionnaire, Trait

SLACK = 1e-12
"""How far below a threshold a score still counts as having reached it."""


def reaches(score: float, threshold: float) -> bool:
    """Returns whether a score is at a threshold or above."""
    return score >= threshold - SLACK


def below(score: float, threshold: float) -> bool:
    """Returns whether a score is below a threshold by more than the slack."""
    return not reaches(score, threshold)


@dataclass(frozen=True)
class Score:
    """A weighted mean with the range that missing answers leave; `point` is none where nothing is answered."""

    point: float | None
    low: float
    high: float
    coverage: float


MISSING = Score(None, 0.0, 1.0, 0.0)
"""An applicable part of which nothing is known."""


def mean(parts: list[tuple[float, Score | None]]) -> Score | None:
    """Returns the weighted mean of parts (§4), each `None` if it does not apply; `None` if none applies.

    The point rests on the parts that have one; range and coverage on all that apply.
    """
    applicable = [(weight, part) for weight, part in parts if part is not None]
    if not applicable:
        return None
    known = [(weight, part) for weight, part in applicable if part.point is not None]
    total = fsum(weight for weight, _ in applicable)
    return Score(
        point=fsum(w * part.point for w, part in known) / fsum(w for w, _ in known) if known else None,
        low=fsum(w * part.low for w, part in applicable) / total,
        high=fsum(w * part.high for w, part in applicable) / total,
        coverage=fsum(w * part.coverage for w, part in applicable) / total,
    )


def point(score: Score | None) -> float | None:
    """Returns the point of a score that may not apply."""
    return score.point if score else None


def weight_of(dimension: str, among: list[Dimension]) -> float:
    """Returns a dimension's share of the weight of several."""
    return fsum(d.weight for d in among if d.id == dimension) / fsum(d.weight for d in among)


class Scores:
    """All scores of one sheet, for one spacing of the options."""

    def __init__(self, questionnaire: Questionnaire, outcomes: Outcomes, exponent: float = 1.0) -> None:
        self.questionnaire = questionnaire
        self.outcomes = outcomes
        self.exponent = exponent
        self.traits = {
            trait.id: mean([(q.weight, self.of_question(q)) for q in questionnaire.questions_of(trait.id)])
            for trait in questionnaire.traits
        }
        self.dimensions = {
            (dimension.id, pole): mean(
                [
                    (trait.weight_on(pole), self.traits[trait.id])
                    for trait in questionnaire.traits_of(dimension.id)
                    if pole in trait.factors
                ]
            )
            for dimension in questionnaire.dimensions
            for pole in questionnaire.poles
        }
        self.poles = {
            pole: mean([(d.weight, self.dimensions[d.id, pole]) for d in questionnaire.dimensions])
            for pole in questionnaire.poles
        }

    def of_question(self, question: Question) -> Score | None:
        """Returns a question as a part of its trait."""
        outcome = self.outcomes[question]
        if outcome.answered:
            worth = value(question, outcome.answer, self.exponent)
            return Score(worth, worth, worth, 1.0)
        return MISSING if outcome.missing else None

    def on(self, pole: str, dimension: str | None) -> Score | None:
        """Returns the score on a pole, of a dimension or overall."""
        return self.poles[pole] if dimension is None else self.dimensions[dimension, pole]

    def plane(self, dimension: str | None) -> dict[str, Score | None]:
        """Returns the scores on all poles, of a dimension or overall."""
        return {pole: self.on(pole, dimension) for pole in self.questionnaire.poles}

    def trait_share(self, trait: Trait, pole: str, dimension: str | None) -> float:
        """Returns how far the point on a pole, of the trait's dimension or overall, moves with the trait's point."""
        if pole not in trait.factors or point(self.traits[trait.id]) is None:
            return 0.0
        beside = [t for t in self.questionnaire.traits_of(trait.dimension) if point(self.traits[t.id]) is not None]
        share = trait.weight_on(pole) / fsum(t.weight_on(pole) for t in beside)
        if dimension is not None:
            return share
        known = [d for d in self.questionnaire.dimensions if point(self.dimensions[d.id, pole]) is not None]
        return share * weight_of(trait.dimension, known)

    def weight_overall(self, trait: Trait, pole: str) -> float:
        """Returns a trait's share of the overall score on a pole among all that applies (§9)."""
        if pole not in trait.factors or self.traits[trait.id] is None:
            return 0.0
        beside = [t for t in self.questionnaire.traits_of(trait.dimension) if self.traits[t.id] is not None]
        applicable = [d for d in self.questionnaire.dimensions if self.dimensions[d.id, pole] is not None]
        return trait.weight_on(pole) / fsum(t.weight_on(pole) for t in beside) * weight_of(trait.dimension, applicable)


class Assessment:
    """Everything that is judged of one sheet."""

    def __init__(self, questionnaire: Questionnaire, sheet: Sheet) -> None:
        self.questionnaire = questionnaire
        self.outcomes = Outcomes(questionnaire, sheet)
        self.scores = Scores(questionnaire, self.outcomes)
        self.respaced = [Scores(questionnaire, self.outcomes, exponent) for exponent in questionnaire.method.spacing]

    # Coverage

    def coverage(self, trait: str | None = None) -> dict[str, int | float | None]:
        """Returns the counts of scored questions (§2), of a trait or of all."""
        states = [self.outcomes[q].state for q in self.questionnaire.questions if q.trait and trait in (None, q.trait)]
        counts = {
            "answered": states.count("answered"),
            "not_applicable": states.count("not-applicable"),
            "unknown": states.count("unknown"),
            "unanswered": states.count("unanswered") + states.count("invalid"),
        }
        applicable = counts["answered"] + counts["unknown"] + counts["unanswered"]
        return counts | {"applicable": applicable, "share": counts["answered"] / applicable if applicable else None}

    # Levels (§6)

    def level(self, pole: str, dimension: str | None) -> dict[str, object] | None:
        """Returns the level on a pole with its gates: those of the dimension, or all."""
        score = self.scores.on(pole, dimension)
        if not self.questionnaire.levels or score is None or score.point is None:
            return None
        gates = [
            (trait, gate)
            for trait in self.questionnaire.traits
            if pole in trait.factors and dimension in (None, trait.dimension) and self.scores.traits[trait.id]
            for gate in trait.essential
        ]

        def unmet(end: str) -> list[tuple[Trait, object]]:
            reached = {trait.id: getattr(self.scores.traits[trait.id], end) for trait, _ in gates}
            return [(t, gate) for t, gate in gates if reached[t.id] is None or below(reached[t.id], gate.minimum)]

        def raw(end: str) -> int:
            return sum(reaches(getattr(score, end), level.start) for level in self.questionnaire.levels)

        def gated(end: str) -> int:
            return min([raw(end), *(gate.level - 1 for _, gate in unmet(end))])

        rank = gated("point")
        return {
            "id": self.questionnaire.levels[rank - 1].id,
            "rank": rank,
            "raw_rank": raw("point"),
            "low_rank": gated("low"),
            "high_rank": gated("high"),
            "held_back_by": [
                {
                    "trait": trait.id,
                    "score": self.scores.traits[trait.id].point,
                    "minimum": gate.minimum,
                    "level": gate.level,
                }
                for trait, gate in unmet("point")
                if rank < raw("point") and gate.level == rank + 1
            ],
        }

    # Placement (§5)

    def placement(self, dimension: str | None = None) -> dict[str, object] | None:
        """Returns the place on the plane, of a dimension or overall."""
        model = self.questionnaire.placement
        if model is None:
            return None
        scores = self.scores.plane(dimension)
        possible = corners(model, scores)
        place: dict[str, object] = {
            "zone": None,
            "label": "no-data",
            "candidates": [],
            "possible": possible,
            "missing_robust": len(possible) == 1,
            "confidence": "open",
            "flips_after": None,
            "by_spacing": [],
        }
        points = {pole: point(score) for pole, score in scores.items()}
        if None in points.values():
            return place
        zone = zone_of(model, points)
        near = {pole: below(abs(at - model.cut), model.band) for pole, at in points.items()}
        close = below(max(points.values()) - min(points.values()), model.central)
        return place | {
            "zone": zone,
            "label": self.label(zone, near, close),
            "candidates": zones(
                model, {p: {True, False} if near[p] else {reaches(at, model.cut)} for p, at in points.items()}
            ),
            "confidence": "tentative" if len(possible) == 1 else "open",
            "flips_after": self.flips_after(points, dimension),
            "by_spacing": self.by_spacing(zone, dimension),
        }

    def label(self, zone: str, near: dict[str, bool], close: bool) -> str:
        """Returns the zone if each pole that it asks for is decided, else what is unclear."""
        (asked,) = (each.when for each in self.questionnaire.placement.zones if each.id == zone)
        if not any(near[pole] for pole in asked):
            return zone
        return "central" if all(near.values()) and close else "borderline"

    def by_spacing(self, zone: str, dimension: str | None) -> list[str]:
        """Returns the other zones that other spacings of the options lead to."""
        model = self.questionnaire.placement
        others = {
            zone_of(model, {pole: point(score) for pole, score in scores.plane(dimension).items()})
            for scores in self.respaced
        }
        return [each.id for each in model.zones if each.id in others - {zone}]

    def flips_after(self, points: dict[str, float], dimension: str | None) -> int | None:
        """Returns the least number of answers which, each moved by one step, change the zone by one pole."""
        model = self.questionnaire.placement
        sides = {pole: reaches(at, model.cut) for pole, at in points.items()}
        counts = []
        for pole, at in points.items():
            if model.zone(sides) == model.zone(sides | {pole: not sides[pole]}):
                continue
            moved = at
            for count, effect in enumerate(self.effects(pole, dimension, downwards=sides[pole]), start=1):
                moved += effect
                if reaches(moved, model.cut) != sides[pole]:
                    counts.append(count)
                    break
        return min(counts, default=None)

    def effects(self, pole: str, dimension: str | None, downwards: bool) -> list[float]:
        """Returns what one step of each answer can do to a pole's point in one direction, largest first."""
        effects = []
        for trait in self.questionnaire.traits:
            if dimension not in (None, trait.dimension):
                continue
            share = self.scores.trait_share(trait, pole, dimension)
            answered = [q for q in self.questionnaire.questions_of(trait.id) if self.outcomes[q].answered]
            for question in answered:
                own = question.weight / fsum(q.weight for q in answered)
                changes = [share * own * step for step in steps(question, self.outcomes[question].answer)]
                effects.append(min(changes, default=0.0) if downwards else max(changes, default=0.0))
        return sorted((e for e in effects if (e < 0 if downwards else e > 0)), key=abs, reverse=True)

    # Integration (§8)

    def integration(self, dimension: str) -> dict[str, float | None] | None:
        """Returns how far the poles go together in a dimension."""
        points = {pole: point(score) for pole, score in self.scores.plane(dimension).items()}
        return together(points, self.questionnaire.method.balance)

    def overall_integration(self) -> dict[str, object] | None:
        """Returns the integration over all dimensions; of equal lowest ones the first is named."""
        found = [(d, self.integration(d.id)) for d in self.questionnaire.dimensions]
        known = [(dimension, detail["score"]) for dimension, detail in found if detail]
        if not known:
            return None
        lowest = min(score for _, score in known)
        return {
            "score": fsum(d.weight * score for d, score in known) / fsum(d.weight for d, _ in known),
            "minimum": lowest,
            "minimum_dimension": next(d.id for d, score in known if score <= lowest + SLACK),
        }

    # Weakest links (§7)

    def weak_traits(self) -> list[dict[str, object]]:
        """Returns the traits far below their dimension's score on a pole."""
        method, model = self.questionnaire.method, self.questionnaire.placement
        high = model.cut if model else 0.5

        def weak(score: float, whole: float) -> bool:
            return below(score, whole - method.weak_link) or (below(score, method.weak_trait) and reaches(whole, high))

        found = []
        for trait in self.questionnaire.traits:
            score = self.scores.traits[trait.id]
            for pole in trait.factors:
                whole = self.scores.dimensions[trait.dimension, pole]
                if score is None or score.point is None or not weak(score.point, whole.point):
                    continue
                found.append(
                    {
                        "trait": trait.id,
                        "dimension": trait.dimension,
                        "pole": pole,
                        "score": score.point,
                        "pole_score": whole.point,
                        "certain": weak(score.high, whole.low),
                        "bottleneck": self.bottleneck(trait, whole.point),
                    }
                )
        return found

    def bottleneck(self, trait: Trait, raised: float) -> float | None:
        """Returns what the dimension's integration gains if the trait rises to this score."""
        now = self.integration(trait.dimension)
        if now is None:
            return None
        rise = raised - self.scores.traits[trait.id].point
        points = {
            pole: score.point + rise * self.scores.trait_share(trait, pole, trait.dimension)
            for pole, score in self.scores.plane(trait.dimension).items()
        }
        return together(points, self.questionnaire.method.balance)["score"] - now["score"]

    def weak_dimensions(self) -> list[dict[str, object]]:
        """Returns the dimensions far below the overall score of a pole."""
        gap = self.questionnaire.method.weak_link
        found = []
        for dimension in self.questionnaire.dimensions:
            for pole in self.questionnaire.poles:
                score, whole = self.scores.dimensions[dimension.id, pole], self.scores.poles[pole]
                if point(score) is None or reaches(score.point, whole.point - gap):
                    continue
                found.append(
                    {
                        "dimension": dimension.id,
                        "pole": pole,
                        "score": score.point,
                        "pole_score": whole.point,
                        "certain": below(score.high, whole.low - gap),
                    }
                )
        return found

    def unsupported(self) -> list[dict[str, object]]:
        """Returns the traits that are practised while a trait that their steps require is low."""
        points = {id: point(score) for id, score in self.scores.traits.items()}
        method = self.questionnaire.method
        pairs = {(step.trait, need.trait) for step in self.questionnaire.recommendations for need in step.requires}
        return [
            {"practice": practice, "practice_score": points[practice], "needs": needs, "needs_score": points[needs]}
            for practice, needs in itertools.product(points, points)
            if practice != needs
            and (practice, needs) in pairs
            and None not in (points[practice], points[needs])
            and reaches(points[practice], method.practised)
            and below(points[needs], method.unsupported)
        ]

    def contradictions(self) -> list[dict[str, object]]:
        """Returns the contradictions that certainly hold, with their questions in the order of the survey."""
        order = [question.id for question in self.questionnaire.questions]
        return [
            {"id": each.id, "questions": sorted(each.when.questions, key=order.index)}
            for each in self.questionnaire.contradictions
            if each.when.evaluate(self.outcomes) is True
        ]

    def ask_next(self) -> list[dict[str, object]]:
        """Returns the scored questions without an answer by id, with how much of the overall scores rests on each."""
        missing = []
        for question in self.questionnaire.questions:
            if not question.trait or not self.outcomes[question].missing:
                continue
            (trait,) = (trait for trait in self.questionnaire.traits if trait.id == question.trait)
            beside = [q for q in self.questionnaire.questions_of(trait.id) if self.outcomes[q].applies]
            overall = fsum(self.scores.weight_overall(trait, pole) for pole in trait.factors)
            missing.append(
                {
                    "question": question.id,
                    "trait": trait.id,
                    "dimension": trait.dimension,
                    "state": self.outcomes[question].state,
                    "weight": overall * question.weight / fsum(q.weight for q in beside),
                }
            )
        return sorted(missing, key=lambda each: each["question"])


def zone_of(model: Placement, points: dict[str, float]) -> str:
    """Returns the zone of the points by the cut alone."""
    return model.zone({pole: reaches(at, model.cut) for pole, at in points.items()})


def zones(model: Placement, sides: dict[str, set[bool]]) -> list[str]:
    """Returns the zones of all combinations of possible sides, in the order of the definition."""
    combinations = (dict(zip(sides, combination)) for combination in itertools.product(*sides.values()))
    found = {model.zone(combination) for combination in combinations}
    return [zone.id for zone in model.zones if zone.id in found]


def corners(model: Placement, scores: dict[str, Score | None]) -> list[str]:
    """Returns the zones that the missing answers leave possible (§5); none if a pole does not apply."""
    if None in scores.values():
        return []
    return zones(model, {pole: {reaches(s.low, model.cut), reaches(s.high, model.cut)} for pole, s in scores.items()})


def together(points: dict[str, float | None], balance_from: float) -> dict[str, float | None] | None:
    """Returns the measures of integration of two or more poles that all have a point."""
    values = list(points.values())
    if len(values) < 2 or None in values:
        return None
    geometric = prod(values) ** (1 / len(values))
    arithmetic = fsum(values) / len(values)
    return {
        "score": geometric,
        "strength": arithmetic,
        "penalty": arithmetic - geometric,
        "minimum": min(values),
        "lean": values[0] - values[1] if len(values) == 2 else None,
        "balance": min(values) / max(values) if reaches(max(values), balance_from) else None,
    }
