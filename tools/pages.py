"""What the tools share that run the program and write what comes of it into a page of the documentation."""
import csv
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[1]


def built_program():
    """The program that users run, built anew if it must be."""
    subprocess.run([ROOT / "tools" / "setup", "build"], check=True)
    subprocess.run(["cmake", "--preset", "release", "--log-level=WARNING"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", "--preset", "release", "--target", "corridor"], cwd=ROOT, check=True,
                   stdout=subprocess.DEVNULL)
    return ROOT / "build" / "release" / "src" / "cli" / "corridor"


def run(program, scenario, out, *options):
    """`corridor run`, silently: the folder with its results."""
    command = [program, "run", scenario, "--out", out, *options]
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return pathlib.Path(out)


def rows(path):
    """Of a table in CSV."""
    with open(path, encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def markdown(head, lines):
    """A table of a page."""
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in [head, ["---"] * len(head), *lines]) + "\n"


def write(page, blocks):
    """Puts each text between the marks of its name, `<!-- name -->` and `<!-- end of name -->`."""
    text = page.read_text(encoding="utf-8")
    for name, block in blocks.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        before, found, rest = text.partition(begin)
        _, ended, after = rest.partition(end)
        if not found or not ended:
            raise SystemExit(f"{page.relative_to(ROOT)} has no place for {name}")
        text = before + begin + block + end + after
    page.write_text(text, encoding="utf-8")
