"""Answer files, and what became of each question."""

from __future__ import annotations

import json
import operator
import tomllib
from dataclasses import dataclass
from pathlib import Path

from conditions import Truth
from definition import FULL, Question, Questionnaire

NOT_APPLICABLE = "n/a"
UNKNOWN = "unknown"

RELATIONS = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

Answer = str | float | bool | int | frozenset[int]
"""Text, a number, yes or no, the place of an option from 0, or the places of several."""


@dataclass(frozen=True)
class Sheet:
    """What one file says: for each question named in it, the raw response (`None` for a mere note)."""

    form: str
    responses: dict[str, object]


def load(path: Path) -> Sheet:
    """Reads an answer file; TOML and JSON have the same shape."""
    text = path.read_text(encoding="utf-8")
    return sheet(json.loads(text) if path.suffix == ".json" else tomllib.loads(text))


def sheet(table: dict) -> Sheet:
    """Takes what counts from the tables of an answer file."""
    responses = {
        question: entry.get("answer") if isinstance(entry, dict) else entry
        for question, entry in table.get("answers", {}).items()
    }
    return Sheet(table.get("form", FULL), responses)


@dataclass(frozen=True)
class Outcome:
    """What became of a question; `answer` and `value` (0..=1, after reversing) only where it is answered."""

    state: str
    answer: Answer | None = None
    value: float | None = None

    @property
    def answered(self) -> bool:
        return self.state == "answered"

    @property
    def missing(self) -> bool:
        """Whether it applies and no answer to it counts."""
        return self.state in ("invalid", "unknown", "unanswered")

    @property
    def applies(self) -> bool:
        return self.answered or self.missing


class Outcomes:
    """The outcome of every question; the facts for the conditions."""

    def __init__(self, questionnaire: Questionnaire, sheet: Sheet) -> None:
        self.questionnaire = questionnaire
        self.by_id: dict[str, Outcome] = {}
        for question in questionnaire.questions:
            shown = question.when.evaluate(self) if question.when else True
            self.by_id[question.id] = outcome(question, shown, sheet)

    def __getitem__(self, question: Question) -> Outcome:
        return self.by_id[question.id]

    def answered(self, question: str) -> Truth:
        state = self.by_id[question].state
        return True if state == "answered" else False if state in ("not-applicable", "not-shown") else None

    def compare(self, question: str, relation: str, operand: str | float) -> bool:
        asked, answer = self.questionnaire.by_id[question], self.by_id[question].answer
        match asked.kind:
            case "multiple":
                chosen = asked.option(operand) in answer
                return {"=": chosen, "!=": not chosen}.get(relation, False)
            case "choice":
                return RELATIONS[relation](answer, asked.option(operand))
            case "yes-no":
                return RELATIONS[relation](answer, operand == "yes")
            case "number":
                return RELATIONS[relation](answer, operand)
        return False


def outcome(question: Question, shown: Truth, sheet: Sheet) -> Outcome:
    """Judges one question; an open condition asks for an answer like a true one."""
    response = sheet.responses.get(question.id)
    if shown is False:
        return Outcome("not-shown")
    if response is None or response == "":
        return Outcome("unanswered" if sheet.form == FULL or sheet.form in question.forms else "not-in-form")
    if response == NOT_APPLICABLE:
        return Outcome("not-applicable")
    if response == UNKNOWN:
        return Outcome("unknown")
    answer = interpret(question, response)
    if question.kind == "multiple" and len(answer) > 1 and any(question.options[place].none for place in answer):
        return Outcome("invalid")
    return Outcome("answered", answer, value(question, answer) if question.trait else None)


def interpret(question: Question, response: object) -> Answer:
    """Turns a response into an answer: ids and 1-based numbers into places from 0."""

    def place(of: object) -> int:
        return question.option(of) if isinstance(of, str) else int(of) - 1

    match question.kind:
        case "choice":
            return place(response)
        case "multiple":
            several = response.split(";") if isinstance(response, str) else response
            return frozenset(place(each) for each in (several if isinstance(several, list) else [several]))
        case "yes-no":
            return response if isinstance(response, bool) else response.lower() == "yes"
        case "number":
            return float(response)
    return str(response)


def written(question: Question, answer: Answer) -> object:
    """Returns an answer as a report writes it."""
    match question.kind:
        case "choice":
            return question.options[answer].id
        case "multiple":
            return [question.options[place].id for place in sorted(answer)]
        case "yes-no":
            return "yes" if answer else "no"
    return answer


def basis(question: Question, answer: Answer) -> dict[str, object]:
    """Returns what the worth of an answer is reckoned from, before reversing."""
    match question.kind:
        case "choice":
            chosen = question.options[answer]
            return {"by": "option", "place": answer + 1, "of": len(question.options), "value": chosen.value}
        case "multiple":
            points = sum(question.options[place].points for place in answer)
            return {"by": "points", "points": points, "cap": question.cap}
        case "yes-no":
            return {"by": "yes-no", "yes": answer}
        case "number":
            left = [anchor for anchor in question.anchors if anchor[0] <= answer][-1:]
            right = [anchor for anchor in question.anchors if anchor[0] > answer][:1]
            between = left + right if left else right
            return {"by": "line", "number": answer, "anchors": [list(anchor) for anchor in between]}
    raise ValueError(f"{question.kind} is not scored")


def coded(question: Question, answer: Answer) -> float:
    """Returns what an answer is worth before reversing, 0..=1."""
    match question.kind:
        case "choice":
            return question.options[answer].value
        case "multiple":
            return share(question, sum(question.options[place].points for place in answer))
        case "yes-no":
            return 1.0 if answer else 0.0
        case "number":
            return interpolate(question.anchors, answer)
    raise ValueError(f"{question.kind} is not scored")


def value(question: Question, answer: Answer, exponent: float = 1.0) -> float:
    """Returns what an answer is worth; an exponent other than 1 spaces the options anew before reversing."""
    worth = coded(question, answer) ** exponent
    return 1.0 - worth if question.reversed else worth


def share(question: Question, points: float) -> float:
    """Returns what points are worth."""
    return min(1.0, points / question.cap)


def interpolate(anchors: tuple[tuple[float, float], ...], number: float) -> float:
    """Returns the value on the lines between the anchors, constant outside."""
    if number <= anchors[0][0]:
        return anchors[0][1]
    for (left, low), (right, high) in zip(anchors, anchors[1:]):
        if number <= right:
            along = (number - left) / (right - left)
            return (1.0 - along) * low + along * high
    return anchors[-1][1]


def steps(question: Question, answer: Answer) -> list[float]:
    """Returns the changes of the value (after reversing) that one step to either side makes."""
    here = coded(question, answer)
    match question.kind:
        case "choice":
            places = (place for place in (answer - 1, answer + 1) if 0 <= place < len(question.options))
            beside = [question.options[place].value for place in places]
        case "multiple":
            points = sum(question.options[place].points for place in answer)
            beside = [
                share(question, points + (-option.points if place in answer else option.points))
                for place, option in enumerate(question.options)
            ]
        case "yes-no":
            beside = [1.0 - here]
        case _:
            at = min(max(answer, question.anchors[0][0]), question.anchors[-1][0])
            below = [value for number, value in question.anchors if number < at]
            above = [value for number, value in question.anchors if number > at]
            beside = below[-1:] + above[:1]
    sign = -1.0 if question.reversed else 1.0
    return [sign * (there - here) for there in beside]
