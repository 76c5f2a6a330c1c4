#!/usr/bin/env python3
"""Writes Sources/FIT/CategoryNames.swift: how the FIT profile numbers and names exercises.

    names.py >Sources/FIT/CategoryNames.swift

Run it with the Python of .build-fit/venv, which Tests/fit/run makes: the names are taken from fitdecode's profile.
"""
import re
import textwrap

from fitdecode.profile import FIELD_TYPES

HEAD = """\
// Written by Tests/fit/names.py from the FIT profile {version}: not to be edited.

/// The exercises of the FIT profile: its `exercise_category`, and of each category its `..._exercise_name`.
enum CategoryNames {{
  /// A category: its name, its number, and the names of its subtypes in the order of their numbers, apart by spaces or
  /// line feeds. A number that the profile leaves out has `-` in its place.
  ///
  /// Texts within the program's file: nothing is read or made of them until a name is looked for.
  typealias Category = (name: StaticString, number: UInt16, subtypes: StaticString)

  static let all: [Category] = [
"""


def version():
    import fitdecode.profile
    text = open(fitdecode.profile.__file__, encoding="utf-8").read(1000)
    return re.search(r"SDK VERSION (\S+)", text).group(1)


def main():
    print(HEAD.format(version=version()), end="")
    categories = FIELD_TYPES["exercise_category"].enum
    for number, name in sorted(categories.items()):
        known = FIELD_TYPES.get(name + "_exercise_name")
        names = known.enum if known else {}
        for text in [name, *names.values()]:
            assert re.fullmatch(r"[a-z0-9_]+", text), text
        words = [names.get(i, "-") for i in range(max(names, default=-1) + 1)]
        if not words:
            print(f'    ("{name}", {number}, ""),')
            continue
        lines = textwrap.wrap(" ".join(words), 100, break_on_hyphens=False)
        text = "\n".join("      " + line for line in lines)
        print(f'    (\n      "{name}", {number},\n      """\n{text}\n      """\n    ),')
    print("  ]\n}")


main()
