"""Scenarios that the benchmarks generate, into folders of their own: the same bytes every time. Starts no program."""
import csv
import datetime
import json
import random
import shutil
import tomllib

LINK_COLUMNS = ["link_id", "from_node_id", "to_node_id", "directed", "length", "free_speed", "lanes", "capacity",
                "merge_priority"]

ROAD_ONLY = """\
schema = 1
title  = "{title}"
start  = 2024-03-01T00:00:00+00:00
end    = {end}
sample = "{sample}"
source = "made up"
kind   = "assumed"

[network]
nodes = "network/node.csv"
links = "network/link.csv"

[traffic]
reaction_time = "1.5 s"
jam_gap       = "2.5 m"

[vehicle_class.car]
length = "5 m"
seats  = 5

[people]
party_size = {{ dist = "categorical", values = [1], weights = [1] }}
"""

ORIGIN = """
[[origin]]
id             = "from_{node}"
node           = "{node}"
population     = {vehicles}
vehicles       = {{ car = "100 %" }}
departure      = {departure}
destination    = {{ away = "100 %" }}
to             = "{to}"
"""


def write_rows(path, columns, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def write_network(folder, nodes, links):
    """nodes: (id, longitude, latitude); links: one tuple each, as LINK_COLUMNS from the id to the lanes, then capacity."""
    shutil.rmtree(folder, ignore_errors=True)
    network = folder / "network"
    network.mkdir(parents=True)
    write_rows(network / "config.csv", ["dataset_name", "long_length", "speed"], [["generated", "m", "km/h"]])
    write_rows(network / "node.csv", ["node_id", "x_coord", "y_coord"], nodes)
    write_rows(network / "link.csv", LINK_COLUMNS,
               [[id_, tail, head, 1, metres, speed, 1, capacity, 1] for id_, tail, head, metres, speed, capacity in links])


def write_corridor(folder, capacity):
    """100 km, one lane, in 20 links; 17,000, 2,000 and 2,000 vehicles come by roads of 2 km at km 0, 25 and 50; the link that
    ends at km 75 lets out `capacity` vehicles per hour. Six days: the queue is about 8,000 vehicles at its longest."""
    villages = {"north": (0, 17_000), "middle": (5, 2_000), "south": (10, 2_000)}
    nodes = [(f"km_{5 * i}", 40 + 0.05 * i, 40) for i in range(21)]
    links = [(f"road_{i}", f"km_{5 * i}", f"km_{5 * i + 5}", 5000, 60, capacity if i == 14 else "") for i in range(20)]
    text = ROAD_ONLY.format(title="100 km with a bottleneck", end="2024-03-07T00:00:00+00:00", sample="1 d")
    for village, (joins, vehicles) in villages.items():
        nodes.append((village, 40 + 0.05 * joins, 40.02))
        links.append((f"branch_{village}", village, f"km_{5 * joins}", 2000, 60, ""))
        text += ORIGIN.format(node=village, vehicles=vehicles, to="km_100",
                              departure='{ model = "hazard", base = "0.03 /h", imitation = 2 }')
    write_network(folder, nodes, links)
    (folder / "scenario.toml").write_text(text, encoding="utf-8")


def write_city(folder, side=50, vehicles_each=80):
    """A grid of side x side crossings, 180 to 220 m apart, in free flow: from each of them vehicles_each vehicles drive to one
    other crossing, spread over twelve hours. No two ways are equally fast."""
    draw = random.Random(1)
    at = {(x, y): f"x{x}_y{y}" for x in range(side) for y in range(side)}
    nodes = [(node, 40 + 0.0025 * x, 40 + 0.0018 * y) for (x, y), node in at.items()]
    links = []
    for (x, y), tail in at.items():
        for head in (at.get((x + 1, y)), at.get((x - 1, y)), at.get((x, y + 1)), at.get((x, y - 1))):
            if head is not None:
                links.append((f"{tail}_{head}", tail, head, round(draw.uniform(180, 220), 3), 50, ""))
    text = ROAD_ONLY.format(title="A city in free flow", end="2024-03-01T13:00:00+00:00", sample="13 h")
    places = list(at.values())
    for place in places:
        to = draw.choice(places)
        while to == place:
            to = draw.choice(places)
        text += ORIGIN.format(node=place, vehicles=vehicles_each, to=to,
                              departure='{ model = "file", file = "departures.csv" }')
    write_network(folder, nodes, links)
    write_rows(folder / "departures.csv", ["start", "end", "persons"],
               [["2024-03-01T00:00:00+00:00", "2024-03-01T12:00:00+00:00", vehicles_each]])
    (folder / "scenario.toml").write_text(text, encoding="utf-8")


# --- a scenario of the project, several times over -------------------------------------------------------------------

EVIDENCE = ("observed", "estimated", "assumed")


def without_sources(value):
    if isinstance(value, list):
        return [without_sources(v) for v in value]
    if not isinstance(value, dict):
        return value
    kept = {k: without_sources(v) for k, v in value.items()
            if k not in ("source", "evidence") and not (k == "kind" and v in EVIDENCE)}
    return kept["value"] if set(kept) == {"value"} else kept


def toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value)


def toml_table(header, table):
    nested = {k: v for k, v in table.items() if k == "stage"}
    lines = [header] + [f"{k} = {toml(v)}" for k, v in table.items() if k not in nested]
    for stages in nested.values():
        for stage in stages:
            lines += toml_table("[[site.stage]]", stage)
    return lines


def toml_file(scenario):
    """Of a scenario as tomllib reads it: values, then tables, then lists of tables."""
    lines = [f"{k} = {toml(v)}" for k, v in scenario.items() if not isinstance(v, (dict, list))]
    for key, value in scenario.items():
        if key == "vehicle_class":
            lines += [line for id_, table in value.items() for line in toml_table(f"[vehicle_class.{id_}]", table)]
        elif isinstance(value, dict):
            lines += toml_table(f"[{key}]", value)
        elif isinstance(value, list):
            lines += [line for table in value for line in toml_table(f"[[{key}]]", table)]
    return "\n".join(lines) + "\n"


def read_scenario(folder):
    """scenario.toml without sources and observations, and the rows of the road's tables."""
    with open(folder / "scenario.toml", "rb") as file:
        scenario = without_sources(tomllib.load(file))
    scenario |= {"source": "made up", "kind": "assumed"}
    scenario.pop("observe", None)
    tables = {}
    for name in ("config", "node", "link"):
        with open(folder / "network" / f"{name}.csv", newline="", encoding="utf-8") as file:
            tables[name] = list(csv.DictReader(file))
    return scenario, tables


def write_scenario(folder, scenario, tables):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "network").mkdir(parents=True)
    for name, rows in tables.items():
        write_rows(folder / "network" / f"{name}.csv", list(rows[0]), [list(row.values()) for row in rows])
    (folder / "scenario.toml").write_text(toml_file(scenario), encoding="utf-8")


def write_copies(base, folder, copies):
    """`copies` of the scenario side by side: nobody goes from one to the other."""
    scenario, tables = read_scenario(base)

    def renamed(row, keys, copy):
        return row | {key: f"{row[key]}_c{copy}" for key in keys if key in row}

    def located(incident, copy):
        where = incident["where"]
        return renamed(incident, ("id",), copy) | {
            "where": f"{where}_c{copy}" if isinstance(where, str) else [f"{place}_c{copy}" for place in where]}

    def of_each_copy(rows, keys):
        return [renamed(row, keys, copy) for copy in range(copies) for row in rows]

    places = {**scenario, "origin": of_each_copy(scenario["origin"], ("id", "node", "to")),
              "site": of_each_copy(scenario["site"], ("id", "node", "on_link")), "change": []}
    for change in scenario.get("change", []):
        kind, place, *rest = change["set"].split(".")
        paths = [change["set"]] if place == "*" else [".".join([kind, f"{place}_c{c}", *rest]) for c in range(copies)]
        places["change"] += [change | {"set": path} for path in paths]
    places["incident"] = [located(incident, copy) for copy in range(copies) for incident in scenario.get("incident", [])]
    write_scenario(folder, places, {"config": tables["config"], "node": of_each_copy(tables["node"], ("node_id",)),
                                    "link": of_each_copy(tables["link"], ("link_id", "from_node_id", "to_node_id"))})


def write_larger(base, folder, times):
    """The scenario with `times` as many people, lanes, servers and places."""
    scenario, tables = read_scenario(base)

    def enlarged(row, keys):
        return row | {key: row[key] * times for key in keys if isinstance(row.get(key), int)}

    scenario["origin"] = [enlarged(origin, ("population",)) for origin in scenario["origin"]]
    for site in scenario["site"]:
        site["stage"] = [enlarged(stage, ("servers", "places", "waiting_room")) for stage in site["stage"]]
    scenario["change"] = [enlarged(change, ("to",)) if change["set"].endswith(".servers") else change
                          for change in scenario.get("change", [])]
    for link in tables["link"]:
        link["lanes"] = float(link["lanes"]) * times
    write_scenario(folder, scenario, tables)
