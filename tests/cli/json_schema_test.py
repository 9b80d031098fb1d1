#!/usr/bin/env python3
"""Validates what `corridor run --json` prints against docs/run-output.schema.json, and that the schema refuses damage."""
import copy
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/run-output.schema.json").read_text(encoding="utf-8"))
PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())


def run(scenario, *options):
    """The object that the program prints; nothing else may stand on standard output."""
    with tempfile.TemporaryDirectory() as folder:
        command = [PROGRAM, "run", str(ROOT / "scenarios" / scenario), "--json", *options]
        ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def faults(value):
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(value)]


def objects_of(value, path=()):
    """Every object in a JSON value whose keys are fixed, with the way to it: the first of each list stands for all."""
    if isinstance(value, dict):
        if path != ("manifest", "series_that_are_nothing"):
            yield path
        for key, inner in value.items():
            yield from objects_of(inner, (*path, key))
    elif isinstance(value, list) and value:
        yield from objects_of(value[0], (*path, 0))


def thinned(value):
    """With the first of each list only: what is said of it is said of all."""
    if isinstance(value, dict):
        return {key: thinned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [thinned(inner) for inner in value[:1]]
    return value


def at(value, path):
    for step in path:
        value = value[step]
    return value


class RunOutput(unittest.TestCase):
    def test_schema_is_a_schema(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def test_a_run_of_every_kind_is_valid(self):
        self.assertEqual(faults(run("minimal")), [])
        self.assertEqual(faults(run("minimal", "--trips", "--replications", "3", "--timeseries", "1")), [])
        self.assertEqual(faults(run("queue", "--set", "end=2024-01-02T00:00:00Z")), [])
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as posterior:
            posterior.write("draw,weight,servers,sets\n0,1,2,site.checkpoint.documents.servers=2\n")
            posterior.flush()
            output = run("minimal", "--posterior", posterior.name)
        self.assertEqual(faults(output), [])
        self.assertEqual(output["manifest"]["posterior"]["paths"], ["site.checkpoint.documents.servers"])

    def test_a_run_with_observations_is_valid_and_has_them(self):
        output = run("lachin-2023")
        self.assertEqual(faults(output), [])
        self.assertGreater(len(output["observations"]), 0)
        self.assertGreater(len(output["manifest"]["changes"]), 0)

    def test_a_key_too_few_or_too_many_is_refused_everywhere(self):
        output = run("lachin-2023")
        files = output["manifest"]["files"][:2]  # there are always two
        output = thinned(output)
        output["manifest"]["files"] = files
        self.assertEqual(faults(output), [])
        paths = list(objects_of(output))
        self.assertGreater(len(paths), 10)
        for path in paths:
            for key in at(output, path):
                damaged = copy.deepcopy(output)
                del at(damaged, path)[key]
                self.assertNotEqual(faults(damaged), [], f"without {key} in {path}")
            damaged = copy.deepcopy(output)
            at(damaged, path)["more"] = 1
            self.assertNotEqual(faults(damaged), [], f"with more in {path}")

    def test_a_value_of_another_kind_is_refused(self):
        output = run("minimal")
        for path, value in [
            (("manifest", "result_hash"), "12"),
            (("manifest", "seed"), -1),
            (("manifest", "scenario", "start"), "yesterday"),
            (("manifest", "parameters", 0, "kind"), "guessed"),
            (("manifest", "replications", "finished"), 0),
            (("summary", 0, "mean"), "7"),
            (("summary", 0, "n"), 1.5),
            (("summary",), []),
            (("observations",), None),
        ]:
            damaged = copy.deepcopy(output)
            at(damaged, path[:-1])[path[-1]] = value
            self.assertNotEqual(faults(damaged), [], f"{value} at {path}")


if __name__ == "__main__":
    unittest.main()
