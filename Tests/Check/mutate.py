#!/usr/bin/env python3
"""Measures `oficio check`: how many defects put into clean documents it points at, and how many findings point at none.

    mutate.py PROGRAM [--seed N] [--rounds N] [--set first|second|third|fourth|fifth|sixth|all] [--seeds FOLDER]
              [--write docs/checking.md] [--figures FILE] [--verbose]

Recall: of the defects of a kind, how many got a finding of a fitting rule at their lines. Precision: of the findings
that are new since the defects were put in, how many lie where a defect of a fitting kind is. With --seeds, the list of
seeds-defects.tsv is compared too. --figures writes what `oficio explain` states of each rule.
"""
import argparse
import collections
import copy
import os
import random
import re
import shutil
import tempfile

import held_out
import mutations
import third_set as third
from documents import Document, shout
from held_out_sites import sites as made_up_sites
from judge import Score, check, fresh, judge, key, write
from register import posts
from seeds import compare
from third_posts import third_posts
from written_sets import EXPECTED, written_set

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
WRITTEN = {kind: (codes, None) for kind, codes in EXPECTED.items()}


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
    """(name, files, paths in capitals) of the clean sites of the first set."""
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


def rarest(kinds, put, generator):
    """Kinds to try, the least used ones first, so that each gets its share."""
    names = list(kinds)
    generator.shuffle(names)
    return sorted(names, key=lambda name: put[name])[:8]


def first_set(program, seed, rounds, verbose):
    score, generator = Score(), random.Random(seed)
    put = collections.Counter()
    for name, files, capitals in sites(generator):
        with tempfile.TemporaryDirectory() as folder:
            write(folder, files)
            before = collections.Counter(key(f) for f in check(program, folder))
            for _ in range(rounds):
                made, changed = [], {}
                for document in documents(files, capitals):
                    for kind in rarest(mutations.KINDS, put, generator):
                        lines = mutations.KINDS[kind][1](document, generator)
                        if lines:
                            made.append((kind, document.path, {n + 1 for n in lines}, document.lines[min(lines)]))
                            put[kind] += 1
                            changed[document.path] = document.text
                            break
                write(folder, changed)
                judge(score, made, fresh(check(program, folder), before), mutations.KINDS, name, verbose)
                write(folder, {path: files[path] for path in changed})
    return score


def second_set(program, seed, rounds, verbose):
    score, generator = Score(), random.Random(seed)
    put = collections.Counter()
    for name, papers, files in made_up_sites(generator):
        with tempfile.TemporaryDirectory() as folder:
            clean = {p.path: p.render()[0] for p in papers}
            write(folder, files | clean)
            before = collections.Counter(key(f) for f in check(program, folder))
            for _ in range(rounds):
                made, changed = [], {}
                for paper in papers:
                    for kind in rarest(held_out.KINDS, put, generator):
                        other = copy.deepcopy(paper)
                        other.others = [p for p in papers if p is not paper]
                        if held_out.KINDS[kind][1](other, generator):
                            text, lines = other.render()
                            if lines and text != clean[paper.path]:
                                made.append((kind, paper.path, lines, text.split("\n")[max(lines) - 1]))
                                put[kind] += 1
                                changed[paper.path] = text
                                break
                write(folder, changed)
                judge(score, made, fresh(check(program, folder), before), held_out.KINDS, name, verbose)
                write(folder, {path: clean[path] for path in changed})
    return score


def third_set(program, seed, verbose):
    """Runs every wording of every kind once in small letters and once in capitals, one wording per paper and run."""
    score, generator = Score(), random.Random(seed)
    papers = third_posts(generator)
    clean = {paper.path: paper.render()[0] for paper in papers}
    waiting = [(kind, number, capitals) for kind, (_, wordings) in third.KINDS.items()
        for number in range(len(wordings)) for capitals in (False, True)]
    generator.shuffle(waiting)
    with tempfile.TemporaryDirectory() as folder:
        write(folder, third.SETTINGS | clean)
        findings = check(program, folder)
        before = collections.Counter(key(f) for f in findings)
        while waiting:
            made, changed, left = [], {}, []
            free = list(papers)
            for kind, number, capitals in waiting:
                for paper in [p for p in free if p.capitals == capitals]:
                    other = copy.deepcopy(paper)
                    other.institution, other.others = paper.institution, [p for p in papers if p is not paper]
                    if third.KINDS[kind][1][number](other, number):
                        text, lines = other.render()
                        made.append((kind, paper.path, lines, text.split("\n")[max(lines) - 1]))
                        changed[paper.path] = text
                        free.remove(paper)
                        break
                else:
                    left.append((kind, number, capitals))
            if not made:
                break
            write(folder, changed)
            judge(score, made, fresh(check(program, folder), before), third.KINDS, "third", verbose)
            write(folder, {path: clean[path] for path in changed})
            waiting = left
    return score


def share(part, whole):
    return f"{100 * part // whole} %" if whole else "–"


def table(sets):
    """Two Markdown tables of (name, score, kinds) of each set: recall by kind of defect, precision by rule."""
    kinds = [k for k in {k: None for _, _, own in sets for k in own} if any(score.put[k] for _, score, _ in sets)]
    rows = ["| kind of defect |" + "".join(f" {name} set: found | recall |" for name, _, _ in sets), "|---|"
        + "---|---|" * len(sets)]
    for kind in kinds:
        rows.append(f"| {kind} |" + "".join(f" {score.recall(kind)} | {share(score.found[kind], score.put[kind])} |"
            for _, score, _ in sets))
    sums = [(sum(score.found.values()), sum(score.put.values())) for _, score, _ in sets]
    rows.append("| all |" + "".join(f" {found} of {put} | {share(found, put)} |" for found, put in sums))
    rows += ["", "| rule |" + "".join(f" {name} set: right | precision |" for name, _, _ in sets), "|---|"
        + "---|---|" * len(sets)]
    for code in sorted({code for _, score, _ in sets for code in score.fresh}):
        rows.append(f"| {code} |"
            + "".join(f" {score.precision(code)} | {share(score.right[code], score.fresh[code])} |" for _, score,
                _ in sets))
    sums = [(sum(score.right.values()), sum(score.fresh.values())) for _, score, _ in sets]
    rows.append("| all |" + "".join(f" {right} of {new} | {share(right, new)} |" for right, new in sums))
    return "\n".join(rows)


def figures(sets):
    """One line per rule: code, right findings, new findings, defects found, defects inserted, of all sets together.

    Only for rules that a kind of defect expects.
    """
    codes = sorted({code for _, _, known in sets for own, _ in known.values() for code in own})
    lines = []
    for code in codes:
        right, new = (sum(counts(score)[code] for _, score, _ in sets)
            for counts in (lambda s: s.right, lambda s: s.fresh))
        found = put = 0
        for _, score, known in sets:
            for kind, (own, _) in known.items():
                if code in own:
                    found, put = found + score.found[kind], put + score.put[kind]
        if new:
            lines.append(f"{code} {right} {new} {found} {put}")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--set", choices=["first", "second", "third", "fourth", "fifth", "sixth", "all"], default="all")
    parser.add_argument("--seeds", help="the site of the five real documents")
    parser.add_argument("--write", help="the document that holds each table between two marks")
    parser.add_argument("--figures", help="the file of precision and recall by rule that the program ships")
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    program = os.path.abspath(given.program)
    measures = {"first": (lambda: first_set(program, given.seed, given.rounds, given.verbose), mutations.KINDS),
                "second": (lambda: second_set(program, given.seed, given.rounds, given.verbose), held_out.KINDS),
                "third": (lambda: third_set(program, given.seed, given.verbose), third.KINDS),
                "fourth": (lambda: written_set(program, given.verbose, "fourth"), WRITTEN),
                "fifth": (lambda: written_set(program, given.verbose, "fifth"), WRITTEN),
                "sixth": (lambda: written_set(program, given.verbose, "sixth"), WRITTEN)}
    sets = [(name, measure(), kinds) for name, (measure, kinds) in measures.items() if given.set in (name, "all")]
    made = {"bench": table(sets)}
    if given.seeds and os.path.isdir(given.seeds):
        with tempfile.TemporaryDirectory() as folder:
            site = os.path.join(folder, "site")
            shutil.copytree(given.seeds, site)
            made["real"] = compare(check(program, site), os.path.join(HERE, "seeds-defects.tsv"), given.verbose)
    print("\n\n".join(made.values()))
    if given.write:
        with open(given.write, encoding="utf-8") as file:
            page = file.read()
        for mark, text in made.items():
            page = re.sub(rf"(<!-- {mark} -->\n).*(<!-- /{mark} -->)",
                lambda found, text=text: f"{found[1]}\n{text}\n\n{found[2]}", page, flags=re.S)
        with open(given.write, "w", encoding="utf-8") as file:
            file.write(page)
    if given.figures:
        with open(given.figures, "w", encoding="utf-8") as file:
            file.write(figures(sets))


if __name__ == "__main__":
    main()
