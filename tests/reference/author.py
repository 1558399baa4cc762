"""Random questionnaires."""

from __future__ import annotations

from random import Random

import answers
import definition
from advice import rung_start
from definition import FULL, Questionnaire
from respondent import Respondent

TRIALS = 60
"""Random sheets on which a condition has to hold at least once, so that it is not one that never can."""


class Author:
    """Writes one random questionnaire, as the tables of its definition."""

    def __init__(self, rng: Random, number: int) -> None:
        self.rng = rng
        self.poles = [f"pole-{i}" for i in range(1, rng.choice([1, 2, 2, 2, 3]) + 1)]
        self.forms = [f"form-{i}" for i in range(1, rng.randint(0, 2) + 1)]
        self.levels = rng.choice([0, 2, 4, 5, 5, 6])
        self.dimensions = [f"dimension-{i}" for i in range(1, rng.randint(1, 4) + 1)]
        self.whole: dict[str, object] = {
            "questionnaire": {"id": f"random-{number}", "version": "1.2.3", "title": f"Random {number}"},
            "pole": [{"id": pole, "title": pole.title()} for pole in self.poles],
        }
        self.scales = self.add_scales()
        self.plain_scales = [id for id in self.scales if "value" not in self.whole["scale"][id]["options"][0]]
        self.add_forms()
        self.add_levels()
        self.add_placement()
        self.add_method()
        self.whole["dimension"] = [self.dimension(id) for id in self.dimensions]
        self.whole["trait"] = self.traits()
        self.whole["question"] = self.questions()
        self.whole["recommendation"] = self.recommendations()
        self.whole["contradiction"] = [
            {"id": f"contradiction-{i}", "when": self.condition(self.whole["question"]), "message": "Can both be?"}
            for i in range(1, rng.randint(0, 5) + 1)
        ]
        self.drop_what_never_holds()
        used = {form for question in self.whole["question"] for form in question.get("forms", [])}
        self.whole["form"] = [form for form in self.whole["form"] if form["id"] in used | {FULL}]
        self.whole = {key: value for key, value in self.whole.items() if value}

    def some(self, probability: float) -> bool:
        """Tosses a coin."""
        return self.rng.random() < probability

    def grid(self, low: float, high: float, step: float = 0.05) -> float:
        """Draws a round number, so that scores often fall exactly on a threshold."""
        return round(low + step * self.rng.randint(0, round((high - low) / step)), 4)

    def weight(self) -> dict[str, object]:
        """States a weight, or leaves the default."""
        return {"weight": self.rng.choice([1, 2, 3, 2.0])} if self.some(0.5) else {}

    def add_scales(self) -> list[str]:
        """Adds scales for several questions to share."""
        scales = {f"scale-{i}": {"options": self.choices()} for i in range(1, self.rng.randint(0, 2) + 1)}
        self.whole["scale"] = scales
        return list(scales)

    def add_forms(self) -> None:
        """Adds the forms; the full one may be declared too."""
        forms = self.forms + ([FULL] if self.some(0.3) else [])
        self.whole["form"] = [{"id": form, "title": form.title(), "minutes": self.rng.randint(2, 20)} for form in forms]

    def add_levels(self) -> None:
        """Adds a ladder from 0, or none."""
        if not self.levels:
            return
        if self.some(0.4):
            starts = [round(i / self.levels, 4) for i in range(self.levels)]
        else:
            starts = [0.0, *sorted(self.rng.sample([i / 20 for i in range(1, 20)], self.levels - 1))]
        self.whole["level"] = [{"id": f"level-{i}", "title": f"Level {i}", "from": s} for i, s in enumerate(starts, 1)]

    def add_placement(self) -> None:
        """Adds zones that tile the plane, by splitting it along one pole after another."""
        if len(self.poles) < 2 or self.some(0.1):
            return
        first = self.rng.choice(self.poles)
        regions = [{first: "low"}, {first: "high"}]
        for pole in self.rng.sample(self.poles, len(self.poles)):
            regions = [
                part
                for region in regions
                for part in self.split(region, pole)
            ]
        self.rng.shuffle(regions)
        constants = {"cut": self.grid(0.3, 0.7), "band": self.grid(0.0, 0.15), "central": self.grid(0.05, 0.2)}
        self.whole["placement"] = {key: value for key, value in constants.items() if self.some(0.4)} | {
            "zone": [
                {"id": f"zone-{i}", "title": f"Zone {i}", "summary": "A place.", "when": when}
                for i, when in enumerate(regions, 1)
            ]
        }

    def split(self, region: dict[str, str], pole: str) -> list[dict[str, str]]:
        """Parts a region along a pole, or leaves it whole."""
        if pole in region or self.some(0.2):
            return [region]
        return [region | {pole: "low"}, region | {pole: "high"}]

    def add_method(self) -> None:
        """Sets some constants of the method."""
        constants = {
            "trait-coverage": self.grid(0.2, 0.8),
            "pole-coverage": self.grid(0.2, 0.8),
            "weak-link": self.grid(0.05, 0.3),
            "weak-trait": self.grid(0.1, 0.4),
            "practised": self.grid(0.55, 0.8),
            "unsupported": self.grid(0.2, 0.5),
            "balance": self.grid(0.05, 0.5),
            "spacing": [self.grid(0.3, 0.9), self.grid(1.2, 2.5)],
            "leverage": self.grid(0.1, 0.9),
            "effort": self.rng.choice([1, 2.5, 5]),
        }
        if self.some(0.3):
            self.whole["method"] = {key: value for key, value in constants.items() if self.some(0.4)}

    def dimension(self, id: str) -> dict[str, object]:
        return {"id": id, "title": id.title()} | self.weight()

    def traits(self) -> list[dict[str, object]]:
        """Writes the traits, those of one dimension not always side by side; each pole has at least one."""
        homes = [dimension for dimension in self.dimensions for _ in range(self.rng.randint(1, 4))]
        while len(homes) < len(self.poles):
            homes.append(self.rng.choice(self.dimensions))
        if self.some(0.3):
            self.rng.shuffle(homes)
        traits = []
        for place, home in enumerate(homes):
            own = self.poles[place % len(self.poles)]
            on = [pole for pole in self.poles if pole == own or self.some(0.3)]
            trait = {"id": f"trait-{place + 1}", "dimension": home, "title": f"Trait {place + 1}"}
            trait["poles"] = {pole: self.rng.choice([0.5, 1.0, 1, 2.0]) for pole in on} if self.some(0.4) else on
            trait |= self.weight()
            if self.levels > 1 and self.some(0.35):
                count = self.rng.randint(1, min(2, self.levels - 1))
                ranks = sorted(self.rng.sample(range(2, self.levels + 1), count))
                minima = sorted(self.rng.sample([i / 20 for i in range(2, 20)], len(ranks)))
                trait["essential"] = [{"level": r, "minimum": m} for r, m in zip(ranks, minima)]
            traits.append(trait)
        return traits

    def questions(self) -> list[dict[str, object]]:
        """Writes the questions, in the order of the traits or not; a condition names earlier ones."""
        traits = [trait["id"] for trait in self.whole["trait"] for _ in range(self.rng.randint(1, 4))]
        traits += [None] * self.rng.randint(0, 3)
        if self.some(0.5):
            self.rng.shuffle(traits)
        questions: list[dict[str, object]] = []
        for place, trait in enumerate(traits, 1):
            question = {"id": f"question-{place}", "text": f"Question {place}?"} | self.kind(scored=trait is not None)
            if trait:
                question["trait"] = trait
                question |= self.weight()
                if question["kind"] in ("choice", "yes-no") and self.some(0.4):
                    question["reversed"] = self.some(0.9)
            if self.forms and self.some(0.5):
                question["forms"] = self.rng.sample(self.forms, self.rng.randint(1, len(self.forms)))
            if questions and self.some(0.25):
                question["when"] = self.condition(questions)
            questions.append(question)
        return questions

    def kind(self, scored: bool) -> dict[str, object]:
        """Draws a kind of question with what belongs to it."""
        kinds = ["choice"] * 4 + ["multiple", "multiple", "number", "number", "yes-no"]
        kinds += [] if scored else ["text"] * 3
        kind = self.rng.choice(kinds)
        match kind:
            case "multiple" if self.plain_scales and self.some(0.1):
                return {"kind": kind, "scale": self.rng.choice(self.plain_scales)}
            case "choice" if self.scales and self.some(0.4):
                return {"kind": kind, "scale": self.rng.choice(self.scales)}
            case "choice":
                return {"kind": kind, "options": self.choices()}
            case "multiple":
                return {"kind": kind} | self.items()
            case "number":
                return {"kind": kind} | self.number()
        return {"kind": kind}

    def choices(self) -> list[dict[str, object]]:
        """Writes ordered options, with equal steps or with values of their own."""
        count = self.rng.randint(2, 6)
        options: list[dict[str, object]] = [{"id": f"option-{i}", "text": f"Option {i}"} for i in range(1, count + 1)]
        if self.some(0.5):
            values = [0.0, *sorted(self.grid(0.05, 0.95) for _ in range(count - 2)), 1.0]
            for option, worth in zip(options, values):
                option["value"] = worth
        return options

    def items(self) -> dict[str, object]:
        """Writes options of which several may be chosen, and perhaps a cap that they reach."""
        count = self.rng.randint(2, 5)
        options: list[dict[str, object]] = [{"id": f"item-{i}", "text": f"Item {i}"} for i in range(1, count + 1)]
        for option in options:
            if self.some(0.5):
                option["points"] = self.rng.choice([1, 2, 0.5, 3, 0])
        options[0].pop("points", None)
        points = sum(option.get("points", 1) for option in options)
        if self.some(0.7):
            options.append({"id": "none", "text": "None of these", "none": True})
        caps = [points, max(0.5, points / 2), min(1, points)]
        return {"options": options} | ({"cap": self.rng.choice(caps)} if self.some(0.6) else {})

    def number(self) -> dict[str, object]:
        """Writes anchors that rise or fall from one end of the values to the other."""
        count = self.rng.randint(2, 5)
        numbers = sorted(self.rng.sample(range(0, 200), count))
        values = [0.0, *sorted(self.rng.sample([i / 20 for i in range(1, 20)], count - 2)), 1.0]
        if self.some(0.5):
            values.reverse()
        number: dict[str, object] = {"unit": "days", "anchors": [[n, v] for n, v in zip(numbers, values)]}
        if self.some(0.6):
            number["minimum"] = self.rng.randint(0, numbers[0])
        if self.some(0.4):
            number["maximum"] = numbers[-1] + self.rng.randint(0, 50)
        return number

    def condition(self, questions: list[dict[str, object]], depth: int = 0) -> str:
        """Writes a condition on some of these questions."""
        if depth < 2 and self.some(0.5):
            if self.some(0.25):
                return f"not ({self.condition(questions, depth + 1)})"
            word = self.rng.choice(["and", "or"])
            parts = [self.condition(questions, depth + 1) for _ in range(2)]
            bare = [depth == 0 and " or " not in part and self.some(0.7) for part in parts]
            return f" {word} ".join(part if is_bare else f"({part})" for part, is_bare in zip(parts, bare))
        return self.comparison(self.rng.choice(questions))

    def comparison(self, question: dict[str, object]) -> str:
        """Writes a condition on one question."""
        id, kind = question["id"], question["kind"]
        if kind == "text" or self.some(0.15):
            return f"answered({id})"
        relation = self.rng.choice(["=", "=", "!=", "<", "<=", ">", ">="])
        if kind == "number":
            anchors = [number for number, _ in question["anchors"]]
            return f"{id} {relation} {self.rng.choice([*anchors, sum(anchors) / len(anchors)])}"
        if kind == "yes-no":
            return f"{id} {self.rng.choice(['=', '!='])} '{self.rng.choice(['yes', 'no'])}'"
        scale = self.whole["scale"][question["scale"]] if "scale" in question else question
        ids = [option["id"] for option in scale["options"]]
        if self.some(0.25):
            some = self.rng.sample(ids, self.rng.randint(1, len(ids) - 1))
            return f"{id} in ({', '.join(repr(each) for each in some)})"
        if kind == "multiple":
            relation = self.rng.choice(["=", "!="])
        return f"{id} {relation} '{self.rng.choice(ids)}'"

    def recommendations(self) -> list[dict[str, object]]:
        """Writes up to four steps a trait, then requirements as long as they make no cycle."""
        steps: list[dict[str, object]] = []
        for trait in self.whole["trait"]:
            rungs = sorted(self.rng.sample([i / 20 for i in range(2, 21)], self.rng.randint(0, 4)))
            if rungs and self.some(0.1):
                rungs.append(rungs[-1])
            for below in rungs:
                number = len(steps) + 1
                step = {"id": f"step-{number}", "trait": trait["id"], "title": f"Take step {number}"}
                step |= {"below": below, "lift": self.grid(0.05, 0.5)}
                if self.some(0.8):
                    low = self.rng.choice([0.5, 1, 2, 3, 5, 8])
                    step["effort"] = [low, low + self.rng.choice([0, 1, 2, 4, 0.5])]
                steps.append(step)
        if self.some(0.3):
            self.rng.shuffle(steps)
            for place, step in enumerate(steps, 1):
                step["id"] = f"step-{place}"
                step["title"] = f"Take step {place}"
        if steps and self.some(0.4):
            self.share_a_prerequisite(steps)
        for _ in range(self.rng.randint(0, 2 * len(steps))):
            trait = self.rng.choice(self.whole["trait"])["id"]
            self.require(steps, self.rng.choice(steps), trait, self.grid(0.1, 0.9, 0.1))
        return steps

    def share_a_prerequisite(self, steps: list[dict[str, object]]) -> None:
        """Lets cheap steps rest on a costly one, so that they may be worth more together than either alone."""
        costly = self.rng.choice(steps)
        steps[:] = [step for step in steps if step is costly or step["trait"] != costly["trait"]]
        costly |= {"below": 0.95, "lift": 0.05, "effort": [4, 4 + self.rng.randint(0, 8)]}
        for step in steps:
            if step is not costly and self.some(0.5):
                step |= {"lift": self.grid(0.3, 0.6), "effort": [1, self.rng.choice([1, 2, 3])]}
                self.require(steps, step, costly["trait"], 0.9)

    def require(self, steps: list[dict[str, object]], step: dict[str, object], trait: str, at_least: float) -> None:
        """Lets a step require a trait, unless that would make a cycle or a step that never applies."""
        requires = step.setdefault("requires", [])
        requirement = {"trait": trait, "at-least": at_least}
        own = trait == step["trait"] and requirement["at-least"] >= step["below"]
        if own or any(trait == each["trait"] for each in requires):
            return
        requires.append(requirement)
        if cyclic(steps):
            requires.remove(requirement)

    def drop_what_never_holds(self) -> None:
        """Removes each condition that none of many random sheets fulfils."""
        model = definition.build(self.whole)
        met = self.trial(model)
        for question in self.whole["question"]:
            if "when" in question and question["id"] not in met:
                del question["when"]
        met = self.trial(definition.build(self.whole))
        self.whole["contradiction"] = [each for each in self.whole["contradiction"] if each["id"] in met]

    def trial(self, model: Questionnaire) -> set[str]:
        """Returns the ids of the questions and contradictions whose condition held at least once."""
        met: set[str] = set()
        for _ in range(TRIALS):
            sheet = Respondent(self.rng, model, settled=True).sheet()
            outcomes = answers.Outcomes(model, answers.sheet(sheet))
            met |= {each.id for each in model.contradictions if each.when.evaluate(outcomes)}
            met |= {each.id for each in model.questions if each.when and each.when.evaluate(outcomes)}
        return met


def cyclic(steps: list[dict[str, object]]) -> bool:
    """Returns whether a step leads back to itself over the steps that its requirements go through."""
    model = [definition.recommendation(step) for step in steps]

    def before(step: definition.Recommendation) -> list[definition.Recommendation]:
        return [
            other
            for need in step.requires
            for other in model
            if other.trait == need.trait and rung_start(model, other) < need.at_least
        ]

    done: set[str] = set()

    def leads_back(step: definition.Recommendation, path: frozenset[str]) -> bool:
        if step.id in path:
            return True
        if step.id in done:
            return False
        found = any(leads_back(other, path | {step.id}) for other in before(step))
        done.add(step.id)
        return found

    return any(leads_back(step, frozenset()) for step in model)
