"""Random questionnaires and answer files, for two implementations to read and to agree on.

    generate.py pairs FOLDER [--seed TEXT] [--count N]                  questionnaires, each with an answer file
    generate.py sheets QUESTIONNAIRE FOLDER [--seed TEXT] [--count N]   answer files to one questionnaire

Writes into the folder and prints one line a pair: the questionnaire's path, a tab, the answer file's path. The same
seed gives the same bytes.
"""

from __future__ import annotations

import sys

sys.dont_write_bytecode = True

import argparse
import json
from pathlib import Path
from random import Random

import definition
from author import Author
from respondent import Respondent


def inline(value: object) -> str:
    """Writes a value as TOML on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case dict():
            return "{ " + ", ".join(f"{key} = {inline(each)}" for key, each in value.items()) + " }"
        case list():
            return "[" + ", ".join(inline(each) for each in value) + "]"
        case str():
            return json.dumps(value)
    return repr(value)


def toml(whole: dict[str, object]) -> str:
    """Writes tables as TOML: plain values first, then tables, then arrays of tables."""
    lines: list[str] = []

    def write(path: str, table: dict[str, object]) -> None:
        nested = {key: value for key, value in table.items() if is_section(path, key, value)}
        for key, value in table.items():
            if key not in nested:
                lines.append(f"{key} = {inline(value)}")
        for key, value in nested.items():
            full = f"{path}.{key}" if path else key
            for each in value if isinstance(value, list) else [value]:
                if full != "scale":
                    lines.extend(["", f"[[{full}]]" if isinstance(value, list) else f"[{full}]"])
                write(full, each)

    write("", whole)
    return "\n".join(lines).lstrip() + "\n"


def is_section(path: str, key: str, value: object) -> bool:
    """Returns whether a value has a header of its own rather than standing on one line."""
    if path in ("", "scale"):
        return isinstance(value, dict) or isinstance(value, list) and all(isinstance(each, dict) for each in value)
    return path == "placement" and key == "zone"


def write_questionnaire(rng: Random, folder: Path, whole: dict[str, object]) -> Path:
    """Writes a definition as one file, or as a folder of several."""
    if rng.random() < 0.7:
        path = folder / "questionnaire.toml"
        path.write_text(toml(whole), encoding="utf-8")
        return path
    path = folder / "questionnaire"
    path.mkdir(parents=True, exist_ok=True)
    first, second = {}, {}
    for key, value in whole.items():
        if isinstance(value, list) and key not in ("pole", "form", "level"):
            middle = rng.randint(0, len(value))
            first[key], second[key] = value[:middle], value[middle:]
        else:
            first[key] = value
    for name, part in (("10-first.toml", first), ("20-second.toml", second)):
        (path / name).write_text(toml({key: value for key, value in part.items() if value}), encoding="utf-8")
    return path


def write_answers(rng: Random, path: Path, sheet: dict[str, object]) -> Path:
    """Writes an answer file in either syntax."""
    if rng.random() < 0.4:
        path = path.with_suffix(".json")
        path.write_text(json.dumps(sheet, indent=1), encoding="utf-8")
        return path
    path = path.with_suffix(".toml")
    text = "".join(
        f"{key} = {value if key == 'date' else inline(value)}\n" for key, value in sheet.items() if key != "answers"
    )
    text += "\n[answers]\n" + "".join(f"{key} = {inline(value)}\n" for key, value in sheet["answers"].items())
    path.write_text(text, encoding="utf-8")
    return path


def pairs(folder: Path, seed: str, count: int) -> None:
    """Writes questionnaires, each with an answer file."""
    for number in range(1, count + 1):
        rng = Random(f"{seed}/pair/{number}")
        home = folder / f"{number:04}"
        home.mkdir(parents=True, exist_ok=True)
        whole = Author(rng, number).whole
        questionnaire = write_questionnaire(rng, home, whole)
        sheet = Respondent(rng, definition.build(whole)).sheet()
        print(questionnaire, write_answers(rng, home / "answers", sheet), sep="\t")


def sheets(questionnaire: Path, folder: Path, seed: str, count: int) -> None:
    """Writes answer files to one questionnaire."""
    model = definition.load(questionnaire)
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, count + 1):
        rng = Random(f"{seed}/{model.id}/{number}")
        print(questionnaire, write_answers(rng, folder / f"{number:04}", Respondent(rng, model).sheet()), sep="\t")


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description="Writes random questionnaires and answer files.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, paths in (("pairs", ["folder"]), ("sheets", ["questionnaire", "folder"])):
        command = commands.add_parser(name)
        for path in paths:
            command.add_argument(path, type=Path)
        command.add_argument("--seed", default="1")
        command.add_argument("--count", type=int, default=1)
    arguments = vars(parser.parse_args())
    {"pairs": pairs, "sheets": sheets}[arguments.pop("command")](**arguments)


if __name__ == "__main__":
    main()
