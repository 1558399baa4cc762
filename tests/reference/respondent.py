"""Random answers."""

from __future__ import annotations

from random import Random

from definition import FULL, Question, Questionnaire


class Respondent:
    """Answers one questionnaire at random, from a leaning of its own and with its own habit of leaving things out."""

    def __init__(self, rng: Random, questionnaire: Questionnaire, settled: bool = False) -> None:
        """`settled`: the full form, and each question is answered or does not apply, so that no condition is open."""
        self.rng = rng
        self.questionnaire = questionnaire
        self.settled = settled
        self.forms = [] if settled else sorted({form for q in questionnaire.questions for form in q.forms})
        self.leaning = rng.choice([rng.random(), rng.uniform(0.4, 0.6)])
        self.spread = rng.choice([0.1, 0.25, 0.6])
        self.silence = 0.1 if settled else rng.choice([0.0, 0.0, 0.05, 0.1, 0.3, 0.6])
        self.traits = {
            trait.id: rng.choice(["absent", "n/a", "unknown", "mixed"])
            for trait in questionnaire.traits
            if not settled and rng.random() < 0.08
        }

    def sheet(self) -> dict[str, object]:
        """Returns a whole answer file."""
        form = self.rng.choice([FULL, *self.forms])
        sheet: dict[str, object] = {"questionnaire": self.questionnaire.id}
        optional = {
            "version": self.questionnaire.version,
            "form": form,
            "team": "payments",
            "respondent": "r-01",
            "role": "operations",
            "date": "2026-11-23",
        }
        needed = set() if form == FULL else {"form"}
        sheet |= {key: value for key, value in optional.items() if key in needed or self.rng.random() < 0.5}
        said = {}
        for question in self.questionnaire.questions:
            if form not in (FULL, *question.forms) and self.rng.random() < 0.8:
                continue
            response = self.response(question)
            if response is not None:
                said[question.id] = response
        if self.rng.random() < 0.3:
            said = dict(self.rng.sample(list(said.items()), len(said)))
        return sheet | {"answers": said}

    def response(self, question: Question) -> object:
        """Returns what stands in the file for a question; `None` for nothing."""
        fate = self.traits.get(question.trait) or ("mixed" if self.rng.random() < self.silence else "answered")
        if fate == "mixed":
            fates = ["n/a"] if self.settled else ["absent", "absent", "unknown", "n/a", "note", "invalid", "invalid"]
            fate = self.rng.choice(fates)
        match fate:
            case "absent":
                return None
            case "note":
                return {"note": "To be found out"}
            case "n/a" if self.rng.random() < 0.5:
                return {"answer": fate, "reason": "We have none"}
            case "n/a" | "unknown":
                return fate if self.rng.random() < 0.7 else {"answer": fate, "note": "Somebody may know"}
            case "invalid" if question.kind == "multiple" and question.options[-1].none:
                return [question.options[0].id, question.options[-1].id]
        return self.dressed(self.answer(question))

    def dressed(self, answer: object) -> object:
        """Sometimes adds a note, evidence or a confidence to an answer."""
        if self.rng.random() < 0.8:
            return answer
        extras = {
            "note": 'Only "production"',
            "evidence": ["wiki: page"],
            "confidence": self.rng.choice(["high", "medium", "low"]),
        }
        return {"answer": answer} | {key: value for key, value in extras.items() if self.rng.random() < 0.5}

    def answer(self, question: Question) -> object:
        """Draws an answer whose worth lies about the leaning."""
        worth = min(1.0, max(0.0, self.rng.gauss(self.leaning, self.spread)))
        worth = 1.0 - worth if question.reversed else worth
        match question.kind:
            case "choice":
                distances = [abs(option.value - worth) for option in question.options]
                return self.named(question, distances.index(min(distances)))
            case "multiple":
                chosen = [place for place, o in enumerate(question.options) if not o.none and self.rng.random() < worth]
                if not chosen:
                    chosen = [place for place, o in enumerate(question.options) if o.none]
                self.rng.shuffle(chosen)
                return self.several(question, chosen)
            case "yes-no":
                yes = self.rng.random() < worth
                return self.rng.choice([yes, "yes" if yes else "no", "Yes" if yes else "NO"])
            case "number":
                return self.number(question)
        return "Some words"

    def several(self, question: Question, chosen: list[int]) -> object:
        """Writes the chosen options as a list, or as one text."""
        if chosen and self.rng.random() < 0.1:
            return ";".join(question.options[place].id for place in chosen)
        return [self.named(question, place) for place in chosen]

    def named(self, question: Question, place: int) -> object:
        """Names an option by its id, or by its number from 1."""
        return place + 1 if self.rng.random() < 0.15 else question.options[place].id

    def number(self, question: Question) -> float:
        """Draws a number: an anchor, one between anchors, or one outside."""
        first, last = question.anchors[0][0], question.anchors[-1][0]
        low = first - 20 if question.minimum is None else float(question.minimum)
        high = last + 20 if question.maximum is None else float(question.maximum)
        drawn = self.rng.choice(
            [
                self.rng.choice(question.anchors)[0],
                float(round(self.rng.uniform(first, last))),
                round(self.rng.uniform(first, last), 2),
                round(self.rng.uniform(low, high), 1),
            ]
        )
        drawn = min(high, max(low, drawn))
        return int(drawn) if drawn.is_integer() and self.rng.random() < 0.7 else drawn
