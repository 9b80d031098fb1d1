"""Runs programs as whole processes and says what they cost. Prints nothing."""
import os
import subprocess
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Cost:
    cpu_s: float  # processor time in the program itself and in the system for it
    mebibytes: float  # most memory at one time, and no less than this program's own
    elapsed_s: float = 0


def run(command):
    """Its Cost. One that does not end well ends the benchmark, with what it said."""
    begun = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    process.stderr.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{said.decode(errors='replace')}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.monotonic() - begun)
