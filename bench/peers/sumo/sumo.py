"""A road-only scenario of corridor as input of SUMO's mesoscopic model: the same links, ways and departure instants."""
import csv
import subprocess
import xml.etree.ElementTree as ElementTree
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

REACTION_TIME_S, LENGTH_M, JAM_GAP_M = 1.5, 5, 2.5
OPTIONS = ["--mesosim", "--time-to-teleport", "-1", "--no-step-log", "--no-warnings", "--duration-log.disable"]


class TripEnds(NamedTuple):
    origin: str
    depart_s: float  # when it wants to depart
    arrive_s: float


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def write(path, root, elements):
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<{root}>\n")
        for name, attributes in elements:
            file.write(f"<{name} " + " ".join(f"{k}={quoteattr(str(v))}" for k, v in attributes.items()) + "/>\n")
        file.write(f"</{root}>\n")


def write_network(scenario, folder):
    """Lengths are given, so coordinates only have to keep nodes apart."""
    write(folder / "nodes.xml", "nodes", (
        ("node", {"id": n["node_id"], "x": 1e5 * float(n["x_coord"]), "y": 1e5 * float(n["y_coord"]), "type": "priority"})
        for n in rows(scenario / "network" / "node.csv")))
    write(folder / "edges.xml", "edges", (
        ("edge", {"id": l["link_id"], "from": l["from_node_id"], "to": l["to_node_id"], "numLanes": l["lanes"],
                  "length": l["length"], "speed": float(l["free_speed"]) / 3.6,
                  "type": "bottleneck" if l["capacity"] else "road"})
        for l in rows(scenario / "network" / "link.csv")))
    write(folder / "types.xml", "types", (("type", {"id": id_}) for id_ in ("road", "bottleneck")))
    subprocess.run(["netconvert", "-n", folder / "nodes.xml", "-e", folder / "edges.xml", "-t", folder / "types.xml",
                    "-o", folder / "net.xml", "--no-internal-links", "--no-turnarounds", "--precision", "6"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write_headways(folder, bottleneck_s):
    """The time that SUMO puts between two vehicles at the end of an edge, by the states of the two segments there; to it
    comes the time a vehicle takes to drive its own length."""
    def headways(edge_type, seconds):
        states = " ".join(f'{state}="{seconds}"' for state in ("tauff", "taufj", "taujf", "taujj"))
        return f'<type id="{edge_type}"><meso {states}/></type>\n'
    (folder / "headways.xml").write_text("<additional>\n" + headways("road", REACTION_TIME_S)
                                         + headways("bottleneck", bottleneck_s) + "</additional>\n", encoding="utf-8")


def ways(run):
    """By origin: the links that a vehicle of a run of corridor has driven."""
    origin_of = {(trip["vehicle"], trip["trip"]): trip["origin"] for trip in rows(run / "trips.csv")}
    way = {}
    for passage in rows(run / "passages.csv"):
        way.setdefault((passage["vehicle"], passage["trip"]), []).append((float(passage["enter"]), passage["link"]))
    return {origin_of[vehicle]: [link for _, link in sorted(passages)] for vehicle, passages in way.items()}


def write_trips(trips, way_of_origin, folder):
    """Departs every vehicle when it departs in corridor, to the microsecond."""
    def elements():
        yield "vType", {"id": "car", "length": LENGTH_M, "minGap": JAM_GAP_M, "speedDev": 0}
        for origin, links in way_of_origin.items():
            yield "route", {"id": origin, "edges": " ".join(links)}
        for number, trip in enumerate(sorted(trips, key=lambda t: t.depart_s)):
            yield "vehicle", {"id": f"{trip.origin}.{number}", "type": "car", "route": trip.origin,
                              "depart": f"{trip.depart_s:.6f}"}
    write(folder / "trips.xml", "routes", elements())


def command(folder):
    return ["sumo", *OPTIONS, "--net-file", folder / "net.xml", "--additional-files", folder / "headways.xml",
            "--route-files", folder / "trips.xml", "--tripinfo-output", folder / "ends.xml"]


def trip_ends(folder):
    trips = []
    for _, element in ElementTree.iterparse(folder / "ends.xml"):
        if element.tag == "tripinfo":
            wanted_s = float(element.get("depart")) - float(element.get("departDelay"))
            trips.append(TripEnds(element.get("id").split(".")[0], wanted_s, float(element.get("arrival"))))
        element.clear()
    return trips


def version():
    said = subprocess.run(["sumo", "--version"], check=True, capture_output=True, text=True).stdout
    return said.splitlines()[0].split()[-1]
