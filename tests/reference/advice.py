"""The advice (§9 of `docs/method.md`): which steps apply, what they are worth, and in which order they pay."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from math import fsum
from typing import Callable, Iterable

from definition import Recommendation, Requirement, Trait
from scoring import SLACK, Assessment, below, point

CERTAINTY = {"open": 0.4, "tentative": 0.6}
"""What a gap counts for by how sure it is; one answer set is never likely or firm."""

FEW = 15
"""While at most this many moves are open, closures are tried together."""


def rung_start(steps: list[Recommendation], step: Recommendation) -> float:
    """Returns where a step's rung begins: at the next lower `below` of its trait, else at 0."""
    ladder = (other.below for other in steps if other.trait == step.trait)
    return max((start for start in ladder if start < step.below), default=0.0)


def best(ones: dict[str, tuple[float, float]]) -> str:
    """Returns the id of the highest merit (given with its effort), then of the smaller effort, then the first id."""
    highest = max(merit for merit, _ in ones.values())
    return min((effort, id) for id, (merit, effort) in ones.items() if merit >= highest - SLACK)[1]


@dataclass
class Move:
    """A step that applies to the team, with its worth before any is taken."""

    step: Recommendation
    target: float
    gap: float
    weight: float
    effort: float
    confidence: str
    through: list[list[str] | None]
    """For each requirement the moves that lead to it, or `None` if it is met."""
    lower: list[str]
    """The moves of the next lower rung."""

    @property
    def rests_on(self) -> set[str]:
        """The moves that lead to its unmet requirements."""
        return {id for through in self.through for id in through or []}

    @property
    def waits_for(self) -> set[str]:
        """The moves that it comes after."""
        return self.rests_on | set(self.lower)

    @property
    def gain(self) -> float:
        """What it brings to the overall scores."""
        return self.weight * min(self.gap, self.step.lift)


class Gaps:
    """What is left of each trait's gap while steps are taken."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self.open = {move.step.trait: move.gap for move in moves}

    def copy(self) -> Gaps:
        """Returns the same gaps, to try something out."""
        copy = Gaps([])
        copy.open = dict(self.open)
        return copy

    def take(self, move: Move) -> float:
        """Closes what a move closes, and returns it."""
        closes = min(self.open[move.step.trait], move.step.lift)
        self.open[move.step.trait] -= closes
        return closes


class Advice:
    """All moves with what rests on what, and their order."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.model = assessment.questionnaire
        self.points = {id: point(score) for id, score in assessment.scores.traits.items()}
        self.moves = {step.id: self.move(step) for step in self.model.recommendations if self.applies(step)}
        self.unlocks = {
            id: [other.step.id for other in self.moves.values() if id in other.rests_on] for id in self.moves
        }
        self.priorities = {
            id: (move.gain + self.leverage(id)) * CERTAINTY[move.confidence] / move.effort
            for id, move in self.moves.items()
        }
        self.sequence = self.arrange(self.moves, lambda _: 0.0)

    # What applies and what it is worth

    def applies(self, step: Recommendation) -> bool:
        """Returns whether the trait has a score that leaves the step to be taken."""
        at = self.points[step.trait]
        return at is not None and below(at, step.below)

    def trait(self, step: Recommendation) -> Trait:
        """Returns the trait that a step raises."""
        return next(trait for trait in self.model.traits if trait.id == step.trait)

    def move(self, step: Recommendation) -> Move:
        """Works out what a step is worth before any is taken."""
        at = self.points[step.trait]
        target = min((level.start for level in self.model.levels if below(at, level.start)), default=1.0)
        trait = self.trait(step)
        ladder = [other for other in self.model.steps_of(step.trait) if self.applies(other)]
        start = rung_start(ladder, step)
        return Move(
            step=step,
            target=target,
            gap=target - at,
            weight=fsum(self.assessment.scores.weight_overall(trait, pole) for pole in self.model.poles),
            effort=sum(step.effort) / 2 if step.effort else self.model.method.effort,
            confidence="tentative" if self.assessment.coverage(trait.id)["share"] == 1 else "open",
            through=[None if self.met(need) else self.leading_to(need) for need in step.requires],
            lower=[other.id for other in ladder if other.below == start],
        )

    def met(self, need: Requirement) -> bool:
        """Returns whether a requirement is in place, or does not apply."""
        if self.assessment.scores.traits[need.trait] is None:
            return True
        at = self.points[need.trait]
        return at is not None and not below(at, need.at_least)

    def leading_to(self, need: Requirement) -> list[str]:
        """Returns the steps that apply and lead to a requirement, in the order of the ladder."""
        steps = self.model.steps_of(need.trait)
        return [step.id for step in steps if self.applies(step) and rung_start(steps, step) < need.at_least]

    def leverage(self, id: str) -> float:
        """Returns the gains of what rests on a move, each discounted by its distance."""
        gains, seen, front, distance = [], {id}, [id], 0
        while front:
            distance += 1
            reached = dict.fromkeys(itertools.chain.from_iterable(self.unlocks[each] for each in front))
            front = [id for id in reached if id not in seen]
            seen.update(front)
            gains += [self.model.method.leverage**distance * self.moves[each].gain for each in front]
        return fsum(gains)

    # Order

    def blocked(self) -> set[str]:
        """Returns the moves that nothing leads to, with all that wait for them."""
        found = {id for id, move in self.moves.items() if [] in move.through}
        while more := {id for id, move in self.moves.items() if id not in found and move.waits_for & found}:
            found |= more
        return found

    def closure(self, id: str, among: set[str]) -> frozenset[str]:
        """Returns a move with everything among these that it waits for, directly or not."""
        found, front = {id}, [id]
        while front:
            more = (self.moves[front.pop()].waits_for & among) - found
            found |= more
            front += more
        return frozenset(found)

    def arrange(self, some: Iterable[str], merit: Callable[[str], float]) -> list[str]:
        """Returns moves so that each comes after what it waits for; of those that may be next, the best one is."""
        left, order = set(some), []
        while left:
            free = {id: (merit(id), self.moves[id].effort) for id in left if not self.moves[id].waits_for & left}
            chosen = best(free)
            left.remove(chosen)
            order.append(chosen)
        return order

    def in_order(self, some: Iterable[str]) -> list[str]:
        """Returns moves in the one order of all: after what they wait for, then by effort, then by id."""
        return sorted(some, key=self.sequence.index)

    def worth(self, closure: frozenset[str], gaps: Gaps) -> tuple[float, float]:
        """Returns the density and the effort of a closure, each step closing part of its trait's gap."""
        left = gaps.copy()
        gain = fsum(self.moves[id].weight * left.take(self.moves[id]) for id in self.in_order(closure))
        effort = fsum(self.moves[id].effort for id in closure)
        return gain / effort, effort

    def plan(self, among: set[str]) -> list[str]:
        """Returns the moves that bring something, closure by closure; the densest first."""
        order: list[str] = []
        gaps = Gaps(self.moves.values())
        left = set(among)
        while left:
            closures = {id: self.closure(id, left) for id in left}
            if len(left) <= FEW:
                closures = {id: self.grown(id, closures, gaps) for id in left}
            worths = {id: self.worth(closure, gaps) for id, closure in closures.items()}
            worths = {id: worth for id, worth in worths.items() if worth[0] > SLACK}
            if not worths:
                break
            chosen = closures[best(worths)]
            for id in self.in_order(chosen):
                gaps.take(self.moves[id])
                order.append(id)
            left -= chosen
        return order

    def grown(self, id: str, closures: dict[str, frozenset[str]], gaps: Gaps) -> frozenset[str]:
        """Returns a closure with those that overlap with it, as long as the union gets denser."""
        whole = closures[id]
        while True:
            overlapping = {other: each for other, each in closures.items() if whole & each and each - whole}
            unions = {other: whole | each for other, each in overlapping.items()}
            worths = {other: self.worth(union, gaps) for other, union in unions.items()}
            if not worths:
                return whole
            densest = best(worths)
            if worths[densest][0] <= self.worth(whole, gaps)[0] + SLACK:
                return whole
            whole = unions[densest]

    def by_priority(self, some: set[str]) -> list[str]:
        """Returns moves by priority, each after what it waits for."""
        return self.arrange(some, self.priorities.__getitem__)

    def in_turns(self, order: list[str], had: set[str]) -> list[str]:
        """Returns moves so that each trait gets its turn first, prerequisites before what waits for them.

        `had` holds the traits that had their turn, and gains those that get it here.
        """
        turned: list[str] = []
        for id in order:
            trait = self.moves[id].step.trait
            if trait not in had:
                before = self.closure(id, set(order) - set(turned))
                turned += [each for each in order if each in before]
                had |= {self.moves[each].step.trait for each in before}
        return turned + [id for id in order if id not in turned]

    def order(self) -> list[str]:
        """Returns all moves in the order of the advice."""
        blocked = self.blocked()
        ready = set(self.moves) - blocked
        planned = self.plan(ready)
        listed = planned + self.by_priority(ready - set(planned))
        had: set[str] = set()
        return self.in_turns(listed, had) + self.in_turns(self.by_priority(blocked), had)

    def report(self) -> list[dict[str, object]]:
        """Returns the recommendations by rank; what they close and gain is reckoned at their place."""
        gaps = Gaps(self.moves.values())
        order = self.order()
        report = []
        for rank, id in enumerate(order, start=1):
            move = self.moves[id]
            closes = gaps.take(move)
            report.append(
                {
                    "id": id,
                    "rank": rank,
                    "trait": move.step.trait,
                    "dimension": self.trait(move.step).dimension,
                    "score": self.points[move.step.trait],
                    "target": move.target,
                    "lift": move.step.lift,
                    "closes": closes,
                    "weight": move.weight,
                    "gain": move.weight * closes,
                    "leverage": self.leverage(id),
                    "effort": list(move.step.effort) if move.step.effort else None,
                    "priority": self.priorities[id],
                    "confidence": move.confidence,
                    "ready": all(through is None for through in move.through),
                    "requires": [
                        {
                            "trait": need.trait,
                            "at_least": need.at_least,
                            "met": through is None,
                            "through": sorted(through or [], key=order.index),
                        }
                        for need, through in zip(move.step.requires, move.through)
                    ],
                    "unlocks": sorted(self.unlocks[id], key=order.index),
                }
            )
        return report
