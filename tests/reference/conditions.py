"""Conditions on answers: a small parser and Kleene's three values.

A condition is a function of the facts, and what it returns is `True`, `False` or `None` (open: it rests on an
answer that is missing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Callable, Protocol

Truth = bool | None


class Facts(Protocol):
    """What a condition can know of the answers."""

    def answered(self, question: str) -> Truth:
        """Returns true if answered, false if absent (not applicable or not asked), none if it may still be answered."""

    def compare(self, question: str, relation: str, operand: str | float) -> bool:
        """Returns whether the answer stands in the relation to the operand; asked only of answered questions."""


@dataclass(frozen=True)
class Condition:
    """A parsed condition, with the questions that it names."""

    evaluate: Callable[[Facts], Truth]
    questions: frozenset[str]


TOKEN = re.compile(r"\s*('[^']*'|<=|>=|!=|[=<>(),]|[a-z][a-z0-9-]*|[-+]?[0-9.]+)")
"""A quoted id, a sign, a word or a number."""


def parse(text: str) -> Condition:
    """Parses a condition: `or` binds weaker than `and`, and `and` weaker than `not`."""
    parser = Parser(text)
    evaluate = parser.either()
    assert not parser.tokens, f"left over in {text!r}: {parser.tokens}"
    return Condition(evaluate, frozenset(parser.named))


class Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        self.named: set[str] = set()
        end = 0
        while text[end:].strip():
            match = TOKEN.match(text, end)
            assert match, f"cannot read {text[end:]!r}"
            self.tokens.append(match.group().strip())
            end = match.end()

    def take(self, *expected: str) -> bool:
        """Consumes the next token if it is one of these."""
        if self.tokens and self.tokens[0] in expected:
            self.tokens.pop(0)
            return True
        return False

    def need(self, token: str) -> None:
        """Consumes a token that must be there."""
        assert self.take(token), f"expected {token!r} before {self.tokens}"

    def either(self) -> Callable[[Facts], Truth]:
        """`a or b`: true if one is, false if both are."""
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())

        def evaluate(facts: Facts) -> Truth:
            truths = [part(facts) for part in parts]
            return True if True in truths else None if None in truths else False

        return evaluate

    def both(self) -> Callable[[Facts], Truth]:
        """`a and b`: false if one is, true if both are."""
        parts = [self.negated()]
        while self.take("and"):
            parts.append(self.negated())

        def evaluate(facts: Facts) -> Truth:
            truths = [part(facts) for part in parts]
            return False if False in truths else None if None in truths else True

        return evaluate

    def negated(self) -> Callable[[Facts], Truth]:
        """`not a`: open stays open."""
        if not self.take("not"):
            return self.atom()
        inner = self.negated()

        def evaluate(facts: Facts) -> Truth:
            truth = inner(facts)
            return None if truth is None else not truth

        return evaluate

    def atom(self) -> Callable[[Facts], Truth]:
        """A group, `answered(…)`, a comparison or `in (…)`."""
        if self.take("("):
            inner = self.either()
            self.need(")")
            return inner
        if self.take("answered"):
            self.need("(")
            question = self.question()
            self.need(")")
            return lambda facts: facts.answered(question)
        question = self.question()
        if self.take("in"):
            self.need("(")
            operands = [self.operand()]
            while self.take(","):
                operands.append(self.operand())
            self.need(")")
            return known(question, lambda facts: any(facts.compare(question, "=", operand) for operand in operands))
        relation = self.tokens.pop(0)
        operand = self.operand()
        return known(question, lambda facts: facts.compare(question, relation, operand))

    def question(self) -> str:
        """The id of a question."""
        id = self.tokens.pop(0)
        self.named.add(id)
        return id

    def operand(self) -> str | float:
        """A quoted id or a number."""
        token = self.tokens.pop(0)
        return token[1:-1] if token.startswith("'") else float(token)


def known(question: str, holds: Callable[[Facts], bool]) -> Callable[[Facts], Truth]:
    """Asks only of an answered question: nothing is true of an absent answer, and all is open of a missing one."""
    return lambda facts: holds(facts) if facts.answered(question) else facts.answered(question)
