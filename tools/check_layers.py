#!/usr/bin/env python3
"""Compares the #includes with the module table in src/CMakeLists.txt and prints every violation as file:line.

Checked: arrows go to declared, earlier modules only; private headers stay in their folder; third-party headers appear
only where ALLOWED says; every header and source on disk belongs to a module. Builds nothing.
"""
import argparse
import pathlib
import re
import sys
from collections import namedtuple

Module = namedtuple("Module", "name headers sources depends line")
Include = namedtuple("Include", "file line text quoted")

# Third-party headers and who may include them. A dependency that appears in one place can be replaced in one place.
# "public" = also in headers that others see. Whatever is not in this table is refused.
ALLOWED = [
    # pattern of the include, files below the root, what the message says
    (r"fmt/", r"(src|tests|bench)/", "sources and private headers"),
    (r"boost/(graph|property_map|range)/", r"src/network/", "sources and private headers of network"),
    (r"boost/random/|boost/math/|boost/multiprecision/", r"tests/", "tests, as an oracle"),
    (r"Eigen/", r"src/(calibration|statistics)/.*\.cpp$", "sources of calibration and statistics"),
    (r"toml\.hpp$|toml/", r"src/scenario/toml_document\.cpp$", "src/scenario/toml_document.cpp"),
    (r"spdlog/", r"src/(cli|ensemble)/", "cli and ensemble"),
    (r"openssl/", r"src/base/hash\.cpp$", "src/base/hash.cpp"),
    (r"nlohmann/", r"(src/(results|report|cli)|tests)/", "results, report and cli"),
    (r"sqlite3\.h$", r"src/results/database\.cpp$", "src/results/database.cpp"),
    (r"oneapi/tbb/", r"src/ensemble/", "ensemble"),
    (r"CLI/", r"src/cli/", "cli"),
    (r"Random123/", r"(include/corridor|src|tests|bench)/random/", "random"),
    (r"gtest/|gmock/", r"tests/", "tests"),
    (r"benchmark/", r"bench/", "bench"),
    (r"sys/", r"(src/(results|cli)|tests|bench)/", "results and cli"),
]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
SUFFIXES = {".hpp", ".cpp"}


def read_modules(root):
    """The corridor_module() calls of src/CMakeLists.txt in file order."""
    text = (root / "src/CMakeLists.txt").read_text(encoding="utf-8")
    text = re.sub(r"#[^\n]*", lambda m: " " * len(m.group()), text)
    modules = []
    for call in re.finditer(r"^corridor_module\(([^)]*)\)", text, re.MULTILINE):
        words = call.group(1).split()
        lists = {"HEADERS": [], "SOURCES": [], "DEPENDS": [], "LIBRARIES": []}
        current = None
        for word in words[1:]:
            if word in lists:
                current = lists[word]
            elif current is not None:
                current.append(word)
        line = text.count("\n", 0, call.start()) + 1
        modules.append(Module(words[0], lists["HEADERS"], lists["SOURCES"], lists["DEPENDS"], line))
    return modules


def read_includes(root, file):
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield Include(file.relative_to(root).as_posix(), number, match.group(2), match.group(1) == '"')


def code_files(folder):
    return sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES) if folder.is_dir() else []


def check_table(modules):
    """Each module depends on earlier modules only, so the table is in data-flow order and has no cycle."""
    seen = set()
    for module in modules:
        for name in module.depends:
            if name not in seen:
                yield f"src/CMakeLists.txt:{module.line}: {module.name} depends on {name}, which is not above it"
        seen.add(module.name)


def check_files(root, modules):
    """What is on disk and what the table lists are the same files."""
    for folder, names_of in (("include/corridor", lambda m: m.headers), ("src", lambda m: m.sources)):
        listed = {f"{folder}/{m.name}/{name}" for m in modules for name in names_of(m)}
        suffix = ".hpp" if folder.startswith("include") else ".cpp"
        on_disk = {p.relative_to(root).as_posix() for p in code_files(root / folder) if p.suffix == suffix}
        on_disk = {p for p in on_disk if not p.startswith("src/cli/")}
        for path in sorted(on_disk - listed):
            yield f"{path}:1: is in no corridor_module()"
        for path in sorted(listed - on_disk):
            yield f"src/CMakeLists.txt:1: lists {path}, which does not exist"


def check_module_arrow(include, module, names):
    target = include.text.split("/")[1]
    if target not in names:
        return f"there is no module {target}"
    if module is None or target == module.name or target in module.depends:
        return None
    return f"{module.name} may not include {target} (it depends on: {' '.join(module.depends) or 'nothing'})"


def check_private(root, include):
    """A quoted header that is not of the public tree lies in the folder of the file that includes it."""
    folder = pathlib.PurePosixPath(include.file).parent
    homes = [root / folder]
    if include.file.startswith(("tests/", "bench/")):
        homes.append(root / "tests")  # support/
    if include.file.startswith("tests/"):
        of_module = folder.relative_to("tests").as_posix()
        homes.append(root / "src" / ("scenario" if of_module == "fuzz" else of_module))  # fuzzed is what reads input
    if include.file.startswith("include/"):
        return "a public header includes a private one"
    found = ".." not in include.text.split("/") and any((home / include.text).is_file() for home in homes)
    return None if found else "a private header of another folder"


def check_third_party(include):
    if "/" not in include.text and not include.text.endswith((".hpp", "sqlite3.h")):
        return None  # the standard library, or a plain C header
    for pattern, where, text in ALLOWED:
        if re.match(pattern, include.text):
            return None if re.match(where, include.file) else f"belongs in {text} only"
    return "is not in the table of third-party headers (tools/check_layers.py)"


def check_include(root, include, module, names):
    if include.text.startswith("corridor/"):
        return check_module_arrow(include, module, names)
    if include.quoted:
        return check_private(root, include)
    return check_third_party(include)


def check_includes(root, modules):
    by_name = {m.name: m for m in modules}
    for top in ("include/corridor", "src", "tests", "bench"):
        for file in code_files(root / top):
            parts = file.relative_to(root / top).parts
            is_layered = top in ("include/corridor", "src") and parts[0] != "cli"
            if is_layered and parts[0] not in by_name:
                continue  # already said: is in no corridor_module()
            module = by_name[parts[0]] if is_layered else None
            for include in read_includes(root, file):
                wrong = check_include(root, include, module, by_name)
                if wrong:
                    yield f"{include.file}:{include.line}: {include.text}: {wrong}"


def check(root):
    """Every violation below `root`, one line each."""
    modules = read_modules(root)
    return [*check_table(modules), *check_files(root, modules), *check_includes(root, modules)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", nargs="?", type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    violations = check(parser.parse_args().root)
    print("\n".join(violations) if violations else "layers: ok")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main())
