#!/usr/bin/env python3
"""Fails if a *_test.cpp below tests/ is compiled by no target of the build tree given (its compile_commands.json)."""
import json
import pathlib
import re
import sys

root = pathlib.Path(__file__).resolve().parents[2]
build = pathlib.Path(sys.argv[1])
commands = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
built = {pathlib.Path(command["directory"], command["file"]).resolve() for command in commands}
# Several sources may be compiled at once: then a file that includes them is.
for source in [path for path in built if path.parent.name == "Unity"]:
    built |= {pathlib.Path(path).resolve() for path in re.findall(r'^#include "(.*)"$', source.read_text(encoding="utf-8"), re.MULTILINE)}
lost = sorted(path for path in (root / "tests").rglob("*_test.cpp") if path.resolve() not in built)
for path in lost:
    print(f"{path.relative_to(root)}:1: is in no target: add a corridor_tests() line for its folder to tests/CMakeLists.txt")
sys.exit(1 if lost else 0)
