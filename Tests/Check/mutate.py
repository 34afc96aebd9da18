#!/usr/bin/env python3
"""Measures `oficio check`: how many defects put into clean documents it points at, and how many findings point at none.

    mutate.py PROGRAM [--seed N] [--rounds N] [--seeds FOLDER] [--write docs/checking.md] [--verbose]

Recall: of the defects of a kind, how many got a finding of a fitting rule at their lines. Precision: of the findings that are new
since the defects were put in, how many lie where a defect of that kind is. With --seeds, the list of seeds-defects.tsv is compared too.
"""
import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

from documents import Document, shout
from mutations import KINDS
from register import posts
from seeds import compare

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
# Rules that compare documents: what is put into one makes a finding in the other as well.
TOGETHER = {"funcion-copiada", "funcion-comun-divergente"}
TODAY = "2026-11-21"


def check(program, site):
    run = subprocess.run([program, "check", "--site", site, "--format", "json", "--today", TODAY, "--quiet"], capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(run.stderr)
    return [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]


def read(folder):
    found = {}
    for base, _, names in os.walk(os.path.join(folder, "content")):
        for name in names:
            path = os.path.join(base, name)
            relative = os.path.relpath(path, folder)
            if not relative.startswith("content/historial"):
                found[relative] = open(path, "rb").read()
    return found


def sites(generator):
    """(name, files, paths in capitals) of the clean sites."""
    demonstration = read(ROOT)
    yield "demonstration", demonstration, set()
    shouted, capitals = dict(demonstration), set()
    for path, data in demonstration.items():
        if re.match(r"content/(puestos|protocolos|estandares|clausulas)/.*\.md$", path):
            shouted[path] = shout(data.decode()).encode()
            capitals.add(path)
    yield "demonstration in capitals", shouted, capitals
    register, capitals = {"content/site.yaml": "institución: Municipio de Ejemplo\nlengua: es\n".encode()}, set()
    for path, text, loud in posts(generator, 40):
        register[path] = (shout(text) if loud else text).encode()
        if loud:
            capitals.add(path)
    yield "register", register, capitals


def write(folder, files):
    for path, data in files.items():
        full = os.path.join(folder, path)
        os.makedirs(os.path.dirname(full), exist_ok=True)
        with open(full, "wb") as file:
            file.write(data)


def documents(files, capitals):
    found = []
    for path, data in sorted(files.items()):
        if path.endswith(".md") and re.match(r"content/(puestos|protocolos|estandares)/", path):
            document = Document(path, data.decode())
            document.capitals = path in capitals
            found.append(document)
    titles = [m[1] for d in found for m in [re.search(r"^título: (.+)$", d.text, re.M)] if m]
    counts = collections.Counter(w for d in found for w in re.findall(r"[A-Z]{3,}", d.text))
    for document in found:
        document.others = [d for d in found if d is not document]
        document.titles, document.counts = titles, counts
    return found


def key(finding):
    return finding["file"], finding["code"], re.sub(r"\d+", "#", finding["message"])


def measure(program, seed, rounds, verbose):
    """By kind: put in, found; by code: new findings, right ones."""
    put, found, fresh, right = (collections.Counter() for _ in range(4))
    generator = random.Random(seed)
    for name, files, capitals in sites(generator):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, files)
            before = collections.Counter(key(f) for f in check(program, folder))
            for _ in range(rounds):
                made = []
                for document in documents(files, capitals):
                    kinds = [k for k in KINDS]
                    generator.shuffle(kinds)
                    # The kinds that were put in least come first, so that each has its share.
                    for kind in sorted(kinds, key=lambda k: put[k])[:8]:
                        lines = KINDS[kind][1](document, generator)
                        if lines:
                            made.append((kind, document, {n + 1 for n in lines}))
                            put[kind] += 1
                            break
                changed = {d.path: d.text.encode() for _, d, _ in made}
                write(folder, changed)
                known = collections.Counter(before)
                new = []
                for finding in check(program, folder):
                    if known[key(finding)] > 0:
                        known[key(finding)] -= 1
                    else:
                        new.append(finding)
                write(folder, {path: files[path] for path in changed})
                for kind, document, lines in made:
                    codes = KINDS[kind][0]
                    hit = any(f["file"] == document.path and f["code"] in codes and f["line"] in lines for f in new)
                    found[kind] += hit
                    if not hit and verbose:
                        print(f"missed {kind} in {name}, {document.path}:{min(lines)}: {document.lines[min(lines) - 1][:150]}")
                spots = collections.defaultdict(set)
                for kind, document, lines in made:
                    spots[document.path].add((kind, frozenset(lines)))
                at_spot = {f["group"] for f in new if any(
                    f["line"] in lines and f["code"] in KINDS[kind][0] for kind, lines in spots.get(f["file"], ()))}
                for finding in new:
                    fresh[finding["code"]] += 1
                    # A finding in another document is right where its notes or its group speak of a changed one.
                    places = [(finding["file"], finding["line"])] + [(n.get("file"), n.get("line")) for n in finding["notes"]]
                    fits = any(line in lines and finding["code"] in KINDS[kind][0] for path, line in places for kind, lines in spots.get(path, ()))
                    fits = fits or finding["code"] in TOGETHER and finding["group"] in at_spot
                    right[finding["code"]] += fits
                    if not fits and verbose:
                        print(f"beside {finding['code']} in {name}, {finding['file']}:{finding['line']}: {finding['message'][:150]}")
    return put, found, fresh, right


def table(put, found, fresh, right):
    rows = ["| kind of defect | put in | found | recall |", "|---|---|---|---|"]
    for kind in KINDS:
        if put[kind]:
            rows.append(f"| {kind} | {put[kind]} | {found[kind]} | {100 * found[kind] // put[kind]} % |")
    rows.append(f"| all | {sum(put.values())} | {sum(found.values())} | {100 * sum(found.values()) // max(1, sum(put.values()))} % |")
    rows += ["", "| rule | new findings | at a defect of its kind | precision |", "|---|---|---|---|"]
    for code in sorted(fresh):
        rows.append(f"| {code} | {fresh[code]} | {right[code]} | {100 * right[code] // fresh[code]} % |")
    rows.append(f"| all | {sum(fresh.values())} | {sum(right.values())} | {100 * sum(right.values()) // max(1, sum(fresh.values()))} % |")
    return "\n".join(rows)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--seeds", help="the site of the five real documents")
    parser.add_argument("--write", help="the document that holds the table between its two marks")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    text = table(*measure(program, given.seed, given.rounds, given.verbose))
    if given.seeds and os.path.isdir(given.seeds):
        with tempfile.TemporaryDirectory() as folder:
            site = os.path.join(folder, "site")
            shutil.copytree(given.seeds, site)
            text += "\n\n" + compare(check(program, site), os.path.join(HERE, "seeds-defects.tsv"), given.verbose)
    print(text)
    if given.write:
        with open(given.write, encoding="utf-8") as file:
            page = file.read()
        page = re.sub(r"(<!-- bench -->\n).*(<!-- /bench -->)", lambda m: m[1] + "\n" + text + "\n\n" + m[2], page, flags=re.S)
        with open(given.write, "w", encoding="utf-8") as file:
            file.write(page)


if __name__ == "__main__":
    main()
