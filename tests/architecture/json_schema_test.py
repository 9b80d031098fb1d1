#!/usr/bin/env python3
"""The JSON Schema that `corridor schema` prints: takes every scenario of the project, refuses what a schema can see.

Usage: json_schema_test.py <corridor program>
"""
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = ROOT / "scenarios"
EXAMPLE = ROOT / "tests/support/minimal"
PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "corridor"

STAGE = "site[0].stage[0]"
SERVICE = '{ dist = "gamma", mean = "100 s", cv = 0.5, per_person = "5 s", night = "125 %" }'
HAZARD = '{ model = "hazard", base = "0.3 /h", imitation = 2, night = "50 %" }'
STAY = '{ dist = "gamma", mean = "10 h", cv = 0.5 }'

# Mistakes put into tests/support/minimal: what stands there, what is written instead, where the schema must find it.
BAD = [
    ("a misspelt key", "servers      = 1 ", "server = 1\nservers = 1 ", STAGE),
    ("a misspelt table", "[network]", "[netwerk]\n[network]", ""),
    ("a misspelt key of the file", "sample = ", "sampel = \"1 h\"\nsample = ", ""),
    ("a key of an inline table", "per_person =", "per_persons = \"1 s\", per_person =", STAGE + ".service"),
    ("an unknown key beside a value", "{ value = 600, source", "{ value = 600, sorce", "origin[0].population"),
    ("a missing title", 'title  = "A village, a checkpoint, a town"', "", ""),
    ("a missing start", "start  = 2024-03-01T06:00:00+02:00", "", ""),
    ("a missing unit of a stage", 'unit         = "vehicle"', "", STAGE),
    ("a missing number of servers", "servers      = 1 ", "#", STAGE),
    ("missing seats", "seats  = 5", "", "vehicle_class.car"),
    ("a missing links table", 'links = "network/link.csv"', "", "network"),
    ("a missing mean", 'mean = "100 s", ', "", STAGE + ".service"),
    ("a missing spread", ', cv = 0.5, per_person = "5 s"', "", STAGE + ".service"),
    ("a missing rate of departures", HAZARD, '{ model = "poisson" }', "origin[0].departure"),
    ("a missing stay", f"stay   = {STAY}", "", "site[1].stage[1]"),
    ("a missing model", 'model = "hazard", ', "", "origin[0].departure"),
    ("a missing destination of a transition", '[{ to = "beds", when', "[{ when", "site[1].stage[0].next[0]"),
    ("a missing value beside a source", "{ value = 600, ", "{ ", "origin[0].population"),
    ("a number for a text", 'title  = "A village, a checkpoint, a town"', "title = 4", "title"),
    ("a text for a number", "seats  = 5", 'seats = "5"', "vehicle_class.car.seats"),
    ("a list for a number", "seats  = 5", "seats = [5]", "vehicle_class.car.seats"),
    ("a value for a table", f"departure   = {HAZARD}", 'departure = "hazard"', "origin[0].departure"),
    ("a table for a list of tables", "[[change]] ", "[change] ", "change"),
    ("a text for true", "registers    = true", 'registers = "yes"', "site[1].stage[0].registers"),
    ("a number for a date", "end    = 2024-03-02T06:00:00+02:00", "end = 20240302", "end"),
    ("a day for a date", "end    = 2024-03-02T06:00:00+02:00", "end = 2024-03-02", "end"),
    ("a date without offset", "end    = 2024-03-02T06:00:00+02:00", "end = 2024-03-02T06:00:00", "end"),
    ("a date without offset in a change", "at     = 2024-03-01T12:00:00+02:00", "at = 2024-03-01T12:00:00", "change[0].at"),
    ("a bare number for a time", 'mean = "100 s"', "mean = 100", STAGE + ".service.mean"),
    ("a text without unit", 'mean = "100 s"', 'mean = "100"', STAGE + ".service.mean"),
    ("an unknown unit", 'mean = "100 s"', 'mean = "100 sec"', STAGE + ".service.mean"),
    ("a unit of another kind", 'length = "4.6 m"', 'length = "4.6 s"', "vehicle_class.car.length"),
    ("a decimal comma", 'length = "4.6 m"', 'length = "4,6 m"', "vehicle_class.car.length"),
    ("a bare share", 'female     = "52 %"', "female = 0.52", "people.female"),
    ("a rate per week", 'base = "0.3 /h"', 'base = "0.3 /week"', "origin[0].departure.base"),
    ("a negative time", 'mean = "100 s"', 'mean = "-100 s"', STAGE + ".service.mean"),
    ("a negative number of servers", "servers      = 1 ", "servers = -1 ", STAGE + ".servers"),
    ("no seat", "seats  = 5", "seats = 0", "vehicle_class.car.seats"),
    ("half a seat", "seats  = 5", "seats = 4.5", "vehicle_class.car.seats"),
    ("a spread of nothing", "cv = 0.5, per_person", "cv = 0, per_person", STAGE + ".service.cv"),
    ("a party of none", "values = [1, 2, 3", "values = [0, 2, 3", "people.party_size.values[0]"),
    ("an unknown family", 'dist = "gamma", mean = "100 s"', 'dist = "gama", mean = "100 s"', STAGE + ".service.dist"),
    ("an unknown unit of service", 'unit         = "vehicle"', 'unit = "car"', STAGE + ".unit"),
    ("an unknown kind of stage", 'kind   = "beds"', 'kind = "bed"', "site[1].stage[1].kind"),
    ("an unknown evidence", 'kind   = "assumed"                       #', 'kind = "guessed" #', "kind"),
    ("a misspelt unlimited", "places = 100 ", 'places = "unlimted" ', "site[1].stage[1].places"),
    ("a road for a limit", "servers      = 1 ", 'servers = "road" ', STAGE + ".servers"),
    ("a key of a service among beds", "places = 100 ", "servers = 2\nplaces = 100 ", "site[1].stage[1].servers"),
    ("a key of beds in a service", "servers      = 1 ", "places = 5\nservers = 1 ", STAGE + ".places"),
    ("a key of a hazard in a Poisson process", HAZARD, '{ model = "poisson", rate = "9 /h", imitation = 2 }',
     "origin[0].departure.imitation"),
    ("a spread of a fixed time", f"stay   = {STAY}", 'stay = { dist = "fixed", mean = "10 h", cv = 1 }',
     "site[1].stage[1].stay.cv"),
    ("hours that do not exist", "servers      = 1 ", 'servers = 1\nhours = ["06:00-25:00"] #', STAGE + ".hours[0]"),
    ("an id with capitals", 'id          = "village"', 'id = "Village"', "origin[0].id"),
    ("a reserved id", 'id      = "checkpoint"', 'id = "all"', "site[0].id"),
    ("a class with a blank", "[vehicle_class.car]", '[vehicle_class."a car"]', "vehicle_class"),
    ("a bare share of vehicles", '{ car = "95 %", none', "{ car = 95, none", "origin[0].vehicles.car"),
    ("a label with capitals", '{ relatives = "70 %"', '{ Relatives = "70 %"', "origin[0].destination"),
]

# Ways to write that are unusual and right.
GOOD = [
    ("a number with groups", "population  = { value = 600,", "population  = { value = 60_000,"),
    ("a wrapped word", 'unit         = "vehicle"', 'unit = { value = "vehicle", source = "a visit", kind = "observed" }'),
    ("a plain number", "{ value = 600, source = \"made up, as a register would say it\", kind = \"estimated\" }", "600"),
    ("units without a blank and with an exponent", 'mean = "100 s"', 'mean = "1e2s"'),
    ("no limit", "servers      = 1 ", 'servers = "unlimited" '),
    ("one window of hours", "servers      = 1 ", 'servers = 1\nhours = "22:00-06:00" #'),
    ("evidence of a stage", "servers      = 1 ", 'servers = 1\nevidence = "observed" #'),
    ("a source among shares", '{ relatives = "70 %"', '{ kind = "assumed", relatives = "70 %"'),
    ("a time in universal time", "end    = 2024-03-02T06:00:00+02:00", "end = 2024-03-02T04:00:00Z"),
]


def as_json(value):
    """TOML as a JSON Schema sees it: dates are texts."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def path_of(error):
    text = ""
    for part in error.absolute_path:
        text += f"[{part}]" if isinstance(part, int) else ("." if text else "") + part
    return text


class JsonSchema(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads(subprocess.run([PROGRAM, "schema"], check=True, capture_output=True).stdout)
        cls.validator = jsonschema.Draft7Validator(cls.schema)
        cls.minimal = (EXAMPLE / "scenario.toml").read_text(encoding="utf-8")

    def places_of_errors(self, text):
        return sorted({path_of(error) for error in self.validator.iter_errors(as_json(tomllib.loads(text)))})

    def changed(self, right, wrong):
        self.assertEqual(self.minimal.count(right), 1, f"not there exactly once: {right}")
        return self.minimal.replace(right, wrong)

    def test_is_a_schema(self):
        jsonschema.Draft7Validator.check_schema(self.schema)

    def test_takes_every_scenario_of_the_project(self):
        files = sorted([*SCENARIOS.glob("*/scenario.toml"), *SCENARIOS.glob("what-if/*.toml")])
        self.assertGreaterEqual(len(files), 6)
        for path in files:
            with self.subTest(path=path.parent.name):
                self.assertEqual(self.places_of_errors(path.read_text(encoding="utf-8")), [])

    def test_refuses_each_mistake_at_its_place(self):
        self.assertGreaterEqual(len(BAD), 40)
        for name, right, wrong, place in BAD:
            with self.subTest(mistake=name):
                self.assertEqual(self.places_of_errors(self.changed(right, wrong)), [place])

    def test_refuses_mistakes_in_a_variant_but_not_what_it_leaves_to_its_base(self):
        variant = (SCENARIOS / "what-if/desks-doubled.toml").read_text(encoding="utf-8")
        for right, wrong, place in (
            ("servers = 48", "server = 48", "site[0].stage[0]"),
            ('id = "goris"', "", "site[0]"),
            ('id      = "registration"', "", "site[0].stage[0]"),
            ("servers = 8", 'servers = "8 desks"', "site[0].stage[1].servers"),
            ("title  =", "titel  =", ""),
        ):
            with self.subTest(mistake=wrong or f"no {right}"):
                self.assertEqual(variant.count(right), 1)
                self.assertEqual(self.places_of_errors(variant.replace(right, wrong)), [place])
        self.assertEqual(self.places_of_errors(variant.replace("servers = 48", "places = 48")), [])

    def test_takes_what_is_unusual_and_right(self):
        for name, right, other in GOOD:
            with self.subTest(way=name):
                self.assertEqual(self.places_of_errors(self.changed(right, other)), [])

    def exit_code_of_check(self, text):
        with tempfile.TemporaryDirectory() as folder:
            scenario = pathlib.Path(folder) / "minimal"
            shutil.copytree(EXAMPLE, scenario)
            (scenario / "scenario.toml").write_text(text, encoding="utf-8")
            return subprocess.run([PROGRAM, "check", scenario], capture_output=True).returncode

    def test_the_program_refuses_and_takes_the_same(self):
        for cases, code in ((BAD, 3), (GOOD, 0)):
            for name, right, other, *_ in cases:
                with self.subTest(case=name):
                    self.assertEqual(self.exit_code_of_check(self.changed(right, other)), code)

    def test_every_key_has_a_description(self):
        for table in self.schema["definitions"].values():
            for key, value in table["properties"].items():
                with self.subTest(table=table["title"], key=key):
                    self.assertTrue(value["description"])

    def test_examples_and_defaults_can_stand_where_they_are_given(self):
        checked = 0
        for table in self.schema["definitions"].values():
            for key, value in table["properties"].items():
                whole = {**value, "definitions": self.schema["definitions"]}
                for given in value.get("examples", []) + ([value["default"]] if "default" in value else []):
                    with self.subTest(table=table["title"], key=key, given=given):
                        self.assertEqual(list(jsonschema.Draft7Validator(whole).iter_errors(given)), [])
                        checked += 1
        self.assertGreater(checked, 50)


if __name__ == "__main__":
    unittest.main()
