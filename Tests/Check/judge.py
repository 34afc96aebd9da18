"""Runs `oficio check` and judges its findings against the places where defects were put."""
import collections
import json
import os
import re
import subprocess
import sys

# Rules that compare documents: a defect in one document is reported in the other one as well.
TOGETHER = {"funcion-copiada", "funcion-comun-divergente"}
# Findings that follow from a defect and are right: an entry that lost its full stop with the insertion.
ALSO = {"punto-final-desigual"}
TODAY = "2026-11-21"


class Score:
    """Counts by kind of defect (inserted, found) and by rule (new findings, findings at a defect of a fitting kind)."""

    def __init__(self):
        self.put, self.found, self.fresh, self.right = (collections.Counter() for _ in range(4))

    def recall(self, kind):
        return f"{self.found[kind]} of {self.put[kind]}" if self.put[kind] else "–"

    def precision(self, code):
        return f"{self.right[code]} of {self.fresh[code]}" if self.fresh[code] else "–"


def check(program, site):
    run = subprocess.run([program, "check", "--site", site, "--format", "json", "--today", TODAY, "--quiet"],
        capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def write(folder, files):
    for path, data in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())


def key(finding):
    """The identity of a finding, without its line and the numbers in its message."""
    return finding["file"], finding["code"], re.sub(r"\d+", "#", finding["message"])


def fresh(findings, before):
    """The findings that were not among those before, compared by `key`."""
    known = collections.Counter(before)
    new = []
    for finding in findings:
        if known[key(finding)] > 0:
            known[key(finding)] -= 1
        else:
            new.append(finding)
    return new


def judge(score, made, new, kinds, where, verbose):
    """Adds the defects and the findings about them to the score.

      made: (kind, path, lines from 1, text of the place); kinds: name to (codes, function); where: name of the site.
    """
    spots = collections.defaultdict(list)
    for kind, path, lines, text in made:
        codes = kinds[kind][0]
        hit = any(f["file"] == path and f["code"] in codes and f["line"] in lines for f in new)
        score.put[kind] += 1
        score.found[kind] += hit
        spots[path].append((codes, lines))
        if not hit and verbose:
            print(f"missed {kind} in {where}, {path}:{min(lines)}: {text[:150]}")
    at_spot = {f["group"] for f in new if any(f["line"] in lines and f["code"] in codes for codes,
        lines in spots.get(f["file"], ()))}
    for finding in new:
        score.fresh[finding["code"]] += 1
        # A finding in another document is right if its notes or its group name a changed document.
        places = [(finding["file"], finding["line"])] + [(n.get("file"), n.get("line")) for n in finding["notes"]]
        fits = any(line in lines and finding["code"] in codes for path, line in places for codes,
            lines in spots.get(path, ()))
        fits = fits or finding["code"] in TOGETHER and finding["group"] in at_spot
        fits = fits or finding["code"] in ALSO and any(finding["line"] in lines for _,
            lines in spots.get(finding["file"], ()))
        score.right[finding["code"]] += fits
        if not fits and verbose:
            print(
                f"beside {finding['code']} in {where}, {finding['file']}:{finding['line']}: {finding['message'][:150]}")
