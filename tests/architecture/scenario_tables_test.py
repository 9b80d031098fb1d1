#!/usr/bin/env python3
"""The network tables of the scenarios are whole: every row has a source, links join known nodes, known totals come out."""
import csv
import pathlib
import unittest

SCENARIOS = pathlib.Path(__file__).resolve().parents[2] / "scenarios"
KINDS = {"observed", "estimated", "assumed"}


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def km(links, *places):
    """Length of the way through these places, in the direction of travel."""
    length = {(row["from_node_id"], row["to_node_id"]): float(row["length"]) for row in links}
    return sum(length[way] for way in zip(places, places[1:]))


class ScenarioTables(unittest.TestCase):
    def test_every_row_of_a_network_says_where_it_comes_from(self):
        for path in SCENARIOS.glob("*/network/*.csv"):
            for row in table(path) if path.name != "config.csv" else []:
                with self.subTest(path=path.name, row=row):
                    self.assertTrue(row["source"].strip())
                    self.assertIn(row["kind"], KINDS)

    def test_links_join_known_nodes_in_one_direction(self):
        for path in SCENARIOS.glob("*/network/link.csv"):
            nodes = {row["node_id"] for row in table(path.with_name("node.csv"))}
            for row in table(path):
                with self.subTest(link=row["link_id"]):
                    self.assertLessEqual({row["from_node_id"], row["to_node_id"]}, nodes)
                    self.assertEqual(row["directed"], "1")
                    self.assertEqual(row["link_id"], row["from_node_id"] + "__" + row["to_node_id"])

    def test_parts_of_known_roads_add_up_to_their_totals(self):
        links = table(SCENARIOS / "lachin-2023/network/link.csv")
        # Sources in the rows: 36 km to the junction, 57.5 to the bridge, 11.8 from the bridge to Tegh, 254 Goris - Yerevan.
        self.assertAlmostEqual(km(links, "stepanakert", "shushi", "lisagor", "mets_shen"), 36)
        self.assertAlmostEqual(km(links, "stepanakert", "shushi", "lisagor", "mets_shen", "hakari_bridge"), 57.5)
        self.assertAlmostEqual(km(links, "hakari_bridge", "kornidzor", "tegh"), 11.8)
        self.assertAlmostEqual(
            km(links, "goris", "sisian", "jermuk_turn", "vayk", "yeghegnadzor", "areni", "ararat", "artashat", "yerevan"), 254)

    def test_cumulative_counts_never_fall_and_are_in_order_of_time(self):
        for path in SCENARIOS.glob("*/observed/*_cumulative.csv"):
            rows = table(path)
            value = next(column for column in rows[0] if column.endswith(("_cumulative", "_accommodation")))
            with self.subTest(path=path.name):
                self.assertEqual([row["time_local"] for row in rows], sorted(row["time_local"] for row in rows))
                counts = [int(row[value]) for row in rows if row["use"] == "yes"]
                self.assertEqual(counts, sorted(counts))


if __name__ == "__main__":
    unittest.main()
