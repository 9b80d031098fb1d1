"""Three M/M/4 queues in a row with SimPy 3, as its own examples write a queue: one process for each customer."""
import json
import random
import resource
import sys

import simpy

SERVERS = 4
STATIONS = 3
MEAN_BETWEEN_ARRIVALS_S = 1.0
MEAN_SERVICE_S = 3.2


def customer(env, row, waits, rng):
    for station, desk in enumerate(row):
        arrived = env.now
        with desk.request() as request:
            yield request
            waits[station].append(env.now - arrived)
            yield env.timeout(rng.expovariate(1 / MEAN_SERVICE_S))


def source(env, row, waits, rng, customers):
    for _ in range(customers):
        yield env.timeout(rng.expovariate(1 / MEAN_BETWEEN_ARRIVALS_S))
        env.process(customer(env, row, waits, rng))


def main():
    customers = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rng = random.Random(1)
    env = simpy.Environment()
    row = [simpy.Resource(env, capacity=SERVERS) for _ in range(STATIONS)]
    waits = [[] for _ in range(STATIONS)]
    env.process(source(env, row, waits, rng, customers))
    env.run()
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "customers": customers,
        "cpu_s": used.ru_utime + used.ru_stime,
        "mean_wait_s": [sum(w) / len(w) for w in waits],
        "p95_wait_s": [sorted(w)[(len(w) * 95 + 99) // 100 - 1] for w in waits],
    }))


if __name__ == "__main__":
    main()
