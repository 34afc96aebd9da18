"""Documents that a hand wrote after public forms, with defects marked in their text.

`fourth/`, `fifth/` and `sixth/` hold the content of made-up institutions. A line ends with `⟦kind⟧`, or `⟦kind,kind⟧`,
where a defect of that kind lies; the marks are removed before the check. A finding of a rule that some kind expects is
right if it or one of its notes lies at a line marked with such a kind. Findings of other rules are not counted.
"""
import os
import re
import tempfile

from judge import Score, TOGETHER, check, write
from seeds import NEAR as NEAR_SEEDS, OTHER
from third_set import KINDS

# A table or a list counts as one place.
NEAR = NEAR_SEEDS | {"time-sum": 3, "leader": 3}
HERE = os.path.dirname(os.path.abspath(__file__))
MARK = re.compile(r" *⟦([^⟧]*)⟧")
EXPECTED = {name: codes for name, (codes, _) in KINDS.items()} | {
    "behaviours-differ": {"comportamientos-distintos"}, "experience": {"experiencia-no-cuadra"},
    "legend-unused": {"codigo-sin-uso", "leyenda-sin-uso"}, "legend-unknown": {"valor-invalido", "codigo-sin-leyenda"},
    "inclusive-term": OTHER["inclusive-term"]}


def institutions(folder):
    """(name, files, marks) of each institution in a folder; marks are (path, line from 1, kind, text of the line)."""
    for name in sorted(os.listdir(folder)):
        files, marks = {}, []
        for base, _, names in os.walk(os.path.join(folder, name)):
            for file in names:
                full = os.path.join(base, file)
                path = os.path.relpath(full, os.path.join(folder, name))
                with open(full, encoding="utf-8") as source:
                    lines = source.read().split("\n")
                for number, line in enumerate(lines, 1):
                    for match in MARK.findall(line):
                        marks += [(path, number, kind, MARK.sub("", line)) for kind in match.split(",")]
                files[path] = "\n".join(MARK.sub("", line) for line in lines)
        yield name, files, marks


def written_set(program, verbose, name):
    """The score of the set in the folder `name`."""
    score = Score()
    # The small sites describe no unit and few posts, so names in words are not counted.
    wanted = set().union(*EXPECTED.values()) - {"referencia-desconocida"}
    for name, files, marks in institutions(os.path.join(HERE, name)):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, files)
            findings = check(program, folder)
        places = {}
        for path, line, kind, _ in marks:
            for near in range(line - NEAR.get(kind, 0), line + NEAR.get(kind, 0) + 1):
                places.setdefault((path, near), set()).update(EXPECTED[kind])
        own = [[(f["file"], f["line"])] + [(n.get("file"), n.get("line")) for n in f["notes"]] for f in findings]
        at = {}
        for finding, spots in zip(findings, own):
            for spot in spots:
                at.setdefault(spot, set()).add(finding["code"])
        for path, line, kind, text in marks:
            near = NEAR.get(kind, 0)
            hit = any(at.get((path, n), set()) & EXPECTED[kind] for n in range(line - near, line + near + 1))
            score.put[kind] += 1
            score.found[kind] += hit
            if verbose and not hit:
                print(f"missed {kind} in {name}, {path}:{line}: {text[:150]}")
        groups = {f["group"] for f, spots in zip(findings, own) if any(f["code"] in places.get(s, ()) for s in spots)}
        for finding, spots in zip(findings, own):
            code = finding["code"]
            if code not in wanted:
                continue
            fits = any(code in places.get(spot, ()) for spot in spots)
            fits = fits or code in TOGETHER and finding["group"] in groups
            score.fresh[code] += 1
            score.right[code] += fits
            if verbose and not fits:
                print(f"beside {code} in {name}, {finding['file']}:{finding['line']}: {finding['message'][:150]}")
    return score
