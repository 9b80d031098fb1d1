"""What the tools share that set the reference case beside what was counted and reported."""
import csv
from datetime import timedelta

from pages import ROOT, rows
from scoring import Series, at

SCENARIO = ROOT / "scenarios" / "lachin-2023"
NAMES = {"arrivals": "persons", "vehicles": "vehicles", "registrations": "registrations", "accommodation": "in state accommodation"}


def local(text):
    return at(text + ":00+04:00")


START = local("2023-09-24T00:00")


def counted():
    def series(file, column, begin, end, total):
        return Series(SCENARIO / "observed" / file, column, begin=local(begin), end=local(end), total=total)

    first = "2023-09-24T00:00"
    return {
        "arrivals": series("arrivals_cumulative.csv", "persons_cumulative", "2023-09-25T00:00", "2023-10-01T00:00", 100_632),
        "vehicles": series("vehicles_cumulative.csv", "vehicles_cumulative", "2023-09-27T18:30", "2023-09-30T12:00", 21_195),
        "registrations": series("registrations_cumulative.csv", "registered_cumulative", first, "2023-10-04T16:00", 96_940),
        "accommodation": series("accommodation_cumulative.csv", "persons_in_state_accommodation", first, "2023-10-01T20:00", 48_000),
    }


BRIDGE_TO_KORNIDZOR = "hakari_bridge__kornidzor"  # the point at Kornidzor stands at its end


def free_flow_h(link):
    row = next(row for row in rows(SCENARIO / "network" / "link.csv") if row["link_id"] == link)
    return float(row["length"]) / float(row["free_speed"])


def passages(folder, link):
    """Vehicle, trip and instant of entering of each passage of the link. There are many others: no dictionary for each."""
    with open(folder / "passages.csv", encoding="utf-8", newline="") as table:
        lines = csv.reader(table)
        head = next(lines)
        at_link, *wanted = (head.index(name) for name in ("link", "vehicle", "trip", "enter"))
        for line in lines:
            if line[at_link] == link:
                yield tuple(line[i] for i in wanted)


def journeys(folder):
    """By origin: of each vehicle that crossed, when it left [h from the start], hours from home to Kornidzor and of those on the
    road, hours from home to Goris (none: not there yet). Kornidzor is reached in free flow from the bridge."""
    trips = {(row["vehicle"], row["trip"]): row for row in rows(folder / "trips.csv")}
    found = {}
    to_kornidzor = free_flow_h(BRIDGE_TO_KORNIDZOR)
    for vehicle, number, entered_bridge in passages(folder, BRIDGE_TO_KORNIDZOR):
        trip = trips.get((vehicle, number))
        if trip is None:
            continue
        reached = float(entered_bridge) / 3600 + to_kornidzor
        depart, entered = float(trip["depart"]) / 3600, float(trip["enter_road"]) / 3600
        goris = float(trip["arrive"]) / 3600 - depart if trip["arrive"] else None
        found.setdefault(trip["origin"], []).append((depart, reached - depart, reached - entered, goris))
    return found


def reports():
    """The rows of the reports of travel times."""
    return list(rows(SCENARIO / "observed" / "travel_times.csv"))


def times_of_report(row, of_origins):
    """Hours of the journeys that a report speaks of, ascending."""
    begin, end = ((at(row[name]) - START) / timedelta(hours=1) for name in ("depart_from", "depart_to"))
    column = 3 if row["to"] == "goris" else 1
    return sorted(j[column] for j in of_origins.get(row["origin"], []) if begin <= j[0] < end and j[column] is not None)


def as_reported(row):
    return {"exact": "", "at_least": "at least ", "at_most": "up to "}[row["bound"]] + row["hours"] if row["hours"] else "-"


def departures_of_report(row):
    return f"{at(row['depart_from']):%d %b %H:%M} to {at(row['depart_to']):%d %b %H:%M}"
