#!/usr/bin/env python3
"""The layer checker finds each kind of violation when one is planted, and nothing in a clean tree."""
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.dont_write_bytecode = True  # leaves nothing in the source tree
sys.path.insert(0, str(ROOT / "tools"))
import check_layers  # noqa: E402  (its folder is known only now)

TABLE = """# the modules
corridor_module(base HEADERS time.hpp SOURCES time.cpp)
corridor_module(network
  HEADERS road.hpp   # a comment with ) in it
  SOURCES road.cpp
  DEPENDS base)
corridor_module(kernel HEADERS scheduler.hpp SOURCES scheduler.cpp DEPENDS base)
"""
CLEAN = {
    "src/CMakeLists.txt": TABLE,
    "include/corridor/base/time.hpp": "#include <cstdint>\n",
    "src/base/time.cpp": '#include "corridor/base/time.hpp"\n',
    "include/corridor/network/road.hpp": '#include "corridor/base/time.hpp"\n',
    "src/network/graph.hpp": "#include <boost/graph/adjacency_list.hpp>\n",
    "src/network/road.cpp": '#include "corridor/network/road.hpp"\n#include "graph.hpp"\n',
    "include/corridor/kernel/scheduler.hpp": "\n",
    "src/kernel/scheduler.cpp": '#include "corridor/kernel/scheduler.hpp"\n',
    "src/cli/main.cpp": '#include "corridor/network/road.hpp"\n#include "corridor/kernel/scheduler.hpp"\n',
    "tests/network/road_test.cpp": '#include <gtest/gtest.h>\n#include "graph.hpp"\n',
}


def violations(changed):
    """What the checker says of the clean tree with some files (path -> text) replaced or added."""
    files = CLEAN | changed
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return check_layers.check(root)


class CheckLayers(unittest.TestCase):
    def assert_found(self, place, words, changed):
        found = violations(changed)
        self.assertEqual(len(found), 1, found)
        self.assertTrue(found[0].startswith(place), found[0])
        self.assertIn(words, found[0])

    def test_says_nothing_of_a_clean_tree(self):
        self.assertEqual(violations({}), [])

    def test_finds_an_include_of_an_undeclared_module(self):
        self.assert_found("src/kernel/scheduler.cpp:2", "kernel may not include network",
                          {"src/kernel/scheduler.cpp": '\n#include "corridor/network/road.hpp"\n'})

    def test_finds_an_include_of_a_later_module(self):
        self.assert_found("include/corridor/base/time.hpp:1", "base may not include network",
                          {"include/corridor/base/time.hpp": "#include <corridor/network/road.hpp>\n"})

    def test_finds_a_table_that_is_not_in_data_flow_order(self):
        table = TABLE.replace("SOURCES time.cpp)", "SOURCES time.cpp DEPENDS kernel)")
        self.assert_found("src/CMakeLists.txt:2", "base depends on kernel", {"src/CMakeLists.txt": table})

    def test_finds_a_module_that_does_not_exist(self):
        self.assert_found("src/cli/main.cpp:1", "there is no module report",
                          {"src/cli/main.cpp": '#include "corridor/report/page.hpp"\n'})

    def test_finds_a_private_header_of_another_folder(self):
        for text in ('#include "graph.hpp"\n', '#include "../network/graph.hpp"\n'):
            self.assert_found("src/kernel/scheduler.cpp:1", "private header", {"src/kernel/scheduler.cpp": text})

    def test_finds_a_private_header_in_a_public_one(self):
        self.assert_found("include/corridor/network/road.hpp:1", "a public header includes a private one",
                          {"include/corridor/network/road.hpp": '#include "graph.hpp"\n'})

    def test_finds_third_party_headers_out_of_place(self):
        for header in ("boost/graph/adjacency_list.hpp", "Eigen/Dense", "toml.hpp", "spdlog/spdlog.h", "openssl/evp.h",
                       "nlohmann/json.hpp", "Random123/philox.h", "gtest/gtest.h"):
            self.assert_found("src/kernel/scheduler.cpp:1", "only", {"src/kernel/scheduler.cpp": f"#include <{header}>\n"})

    def test_finds_a_library_that_no_rule_names(self):
        self.assert_found("src/kernel/scheduler.cpp:1", "not in the table",
                          {"src/kernel/scheduler.cpp": "#include <sqlpp/sqlpp.h>\n"})

    def test_finds_files_on_disk_that_are_in_no_module(self):
        self.assert_found("src/kernel/heap.cpp:1", "in no corridor_module()", {"src/kernel/heap.cpp": "\n"})
        self.assert_found("include/corridor/report/page.hpp:1", "in no corridor_module()",
                          {"include/corridor/report/page.hpp": "\n"})

    def test_finds_listed_files_that_do_not_exist(self):
        table = TABLE.replace("time.hpp", "time.hpp calendar.hpp")
        self.assert_found("src/CMakeLists.txt:1", "base/calendar.hpp, which does not exist", {"src/CMakeLists.txt": table})


if __name__ == "__main__":
    unittest.main()
