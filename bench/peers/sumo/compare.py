"""corridor beside SUMO's mesoscopic model: the same links, ways and departure instants; first what comes out, then the time.
`bench/peers/run` calls it."""
import pathlib
import statistics
import tempfile

import generated
import timed

from . import sumo

NOMINAL_PER_HOUR = 300
STANDING = (5_000, 15_000)  # between these arrivals the bottleneck is never without a queue
MOST_DELAY_ERROR, MOST_QUEUE_ERROR, MOST_TRAVEL_TIME_ERROR = 0.03, 0.05, 0.03


def corridor_command(program, folder, trips):
    return [program, "run", folder / "scenario", "--force", "--out", folder / "run", f"--trips={trips}"]


def trip_ends(folder):
    return [sumo.TripEnds(t["origin"], float(t["depart"]), float(t["arrive"]))
            for t in sumo.rows(folder / "run" / "trips.csv")]


def prepare(program, folder):
    """Runs the scenario in corridor for its ways and departures, and writes SUMO's input. The ways."""
    timed.run(corridor_command(program, folder, "all"))
    (folder / "sumo").mkdir()
    ways = sumo.ways(folder / "run")
    sumo.write_network(folder / "scenario", folder / "sumo")
    sumo.write_headways(folder / "sumo", 3600 / NOMINAL_PER_HOUR)
    sumo.write_trips(trip_ends(folder), ways, folder / "sumo")
    return ways


def free_flow_s(folder, ways):
    """By origin: the time over its way without traffic."""
    link_s = {link["link_id"]: float(link["length"]) / (float(link["free_speed"]) / 3.6)
              for link in sumo.rows(folder / "scenario" / "network" / "link.csv")}
    return {origin: sum(link_s[link] for link in way) for origin, way in ways.items()}


def discharge_per_hour(trips):
    arrivals = sorted(t.arrive_s for t in trips)
    first, last = STANDING
    return (last - first) / (arrivals[last] - arrivals[first]) * 3600


def mean_delay_s(trips, free_s):
    return statistics.fmean(t.arrive_s - t.depart_s - free_s[t.origin] for t in trips)


def late_over_time(trips, free_s, end_s, step_s=900):
    """How many vehicles would have arrived in free flow and have not, every quarter of an hour: the queue, were it to stand
    upright at the bottleneck."""
    change = [0] * (int(end_s / step_s) + 2)
    for t in trips:
        change[int((t.depart_s + free_s[t.origin]) / step_s) + 1] += 1
        change[int(t.arrive_s / step_s) + 1] -= 1
    return [sum(change[:k + 1]) for k in range(len(change))]


def medians(commands, runs):
    """Processor time of each command, run in turn with the others [s]."""
    costs = [[timed.run(command).cpu_s for command in commands] for _ in range(runs)]
    return [statistics.median(of_one) for of_one in zip(*costs, strict=True)]


def print_times(program, folder, runs):
    corridor, peer = medians([corridor_command(program, folder, "ends"), sumo.command(folder / "sumo")], runs)
    print("| program | writes | s of processor time | times corridor |\n|---|---|---|---|")
    print(f"| corridor | trip ends, summary, levels once a day | {corridor:.3f} | 1 |")
    print(f"| SUMO {sumo.version()} meso, steps of 1 s | trip ends | {peer:.2f} | {peer / corridor:.1f} |")


def expect(is_so, what):
    if not is_so:
        raise SystemExit(f"corridor and SUMO do not do the same work: {what}")


def corridor_beside_sumo(program, folder, runs):
    generated.write_corridor(folder / "scenario", NOMINAL_PER_HOUR)
    ways = prepare(program, folder)
    timed.run(sumo.command(folder / "sumo"))
    theirs = sumo.trip_ends(folder / "sumo")
    generated.write_corridor(folder / "scenario", discharge_per_hour(theirs))
    timed.run(corridor_command(program, folder, "ends"))
    ours = trip_ends(folder)
    free_s = free_flow_s(folder, ways)
    delays = [mean_delay_s(trips, free_s) for trips in (theirs, ours)]
    end_s = max(t.arrive_s for t in theirs + ours)
    late = [late_over_time(trips, free_s, end_s) for trips in (theirs, ours)]
    apart = max(abs(a - b) for a, b in zip(*late, strict=True)) / max(late[0])
    print(f"\n100 km, one lane, {len(ours):,} vehicles in six days by three ways, bottleneck at km 75; medians of {runs}\n")
    print("| program | discharge, vehicles/h | mean delay, h | most vehicles late |\n|---|---|---|---|")
    for name, trips, delay, queue in zip(("SUMO", "corridor, at that discharge"), (theirs, ours), delays, late, strict=True):
        print(f"| {name} | {discharge_per_hour(trips):.1f} | {delay / 3600:.3f} | {max(queue):,} |")
    print(f"\nSUMO's bottleneck is given a headway of 12 s, for {NOMINAL_PER_HOUR} vehicles/h; to it comes the time over a vehicle's own length.")
    print(f"Vehicles late, every quarter of an hour: at most {apart:.2%} of the largest number apart.\n")
    expect(len(ours) == len(theirs), "not the same vehicles arrive")
    expect(abs(delays[1] / delays[0] - 1) < MOST_DELAY_ERROR, f"mean delays of {delays} s")
    expect(apart < MOST_QUEUE_ERROR, f"queues are {apart:.1%} of the largest apart")
    print_times(program, folder, runs)


def city_beside_sumo(program, folder, runs):
    generated.write_city(folder / "scenario")
    ways = prepare(program, folder)
    timed.run(sumo.command(folder / "sumo"))
    ours, theirs = trip_ends(folder), sumo.trip_ends(folder / "sumo")
    free_s = free_flow_s(folder, ways)
    driven = sum(len(ways[t.origin]) for t in ours)
    means = [statistics.fmean(t.arrive_s - t.depart_s for t in trips) for trips in (theirs, ours)]
    free = statistics.fmean(free_s[t.origin] for t in ours)
    print(f"\nA grid of 2,500 crossings in free flow, {len(ours):,} vehicles in twelve hours, {driven:,} passages of links; medians of")
    print(f"{runs}. Mean travel time: {free:.1f} s without traffic, {means[0]:.1f} s in SUMO, {means[1]:.1f} s in corridor. Ways are given")
    print("to SUMO; corridor finds them itself.\n")
    expect(len(ours) == len(theirs), "not the same vehicles arrive")
    expect(abs(means[1] / means[0] - 1) < MOST_TRAVEL_TIME_ERROR, f"mean travel times of {means} s")
    print_times(program, folder, runs)


def beside_sumo(program, runs):
    for compare in (corridor_beside_sumo, city_beside_sumo):
        with tempfile.TemporaryDirectory(prefix="corridor-bench-") as folder:
            compare(program, pathlib.Path(folder), runs)
