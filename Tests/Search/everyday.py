"""Measures everyday needs: the share answered by the first page and by one of the first three, by kind.

usage: everyday.py PROGRAM SITE [--list]        SITE: the demonstration; --list names what the development set misses

The needs of `seeds` need the outside material ($OFICIO_MATERIAL, by default the folder `shared` beside the project).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from score import pages

HERE = pathlib.Path(__file__).resolve().parent
SETS = {'development': 'everyday.tsv', 'held out': 'everyday-held-out.tsv', 'other hand': 'everyday-other.tsv',
    'other hand, held out': 'everyday-other-held-out.tsv', 'third hand': 'everyday-third.tsv',
    'third hand, held out': 'everyday-third-held-out.tsv'}
KINDS = ('code', 'former', 'phrase', 'spelling', 'sentence', 'trade', 'fact')


def needs(path):
    """Rows of a set: site, kind, query, set of page ids."""
    for line in path.read_text('utf-8').splitlines():
        if line and not line.startswith('#'):
            site, kind, query, *answers = line.split('\t')
            yield site, kind, query, set(answers[0].split()) if answers else set()


def ask(program, site, queries):
    """Page ids found for each query, best first."""
    with tempfile.NamedTemporaryFile('w', suffix='.jsonl', encoding='utf-8') as file:
        file.writelines(json.dumps({'query': query}, ensure_ascii=False) + '\n' for query in queries)
        file.flush()
        run = subprocess.run([program, 'search', '--site', site, '--today', '2026-11-21', '--queries', file.name],
            check=True, capture_output=True, encoding='utf-8')
    return [pages(line) for line in run.stdout.splitlines() if line.strip()]


def main():
    program, demonstration = sys.argv[1:3]
    material = pathlib.Path(os.environ.get('OFICIO_MATERIAL') or HERE.parents[2] / 'shared')
    sites = {'demo': demonstration, 'seeds': str(material / 'seeds-site')}
    if not (material / 'seeds-site').is_dir():
        if os.environ.get('CI'):
            sys.exit(f'everyday.py: {material} is absent')
        print(f'LEFT OUT: the needs of {material}/seeds-site, which is absent')
        del sites['seeds']
    for name, file in SETS.items():
        rows = [row for row in needs(HERE / file) if row[0] in sites]
        counts = {}
        for site in sites:
            here = [row for row in rows if row[0] == site]
            for (_, kind, query, wanted), found in zip(here, ask(program, sites[site], [row[2] for row in here])):
                first, three = (not found, not found) if kind == 'none' else \
                    (bool(wanted & set(found[:1])), bool(wanted & set(found[:3])))
                for key in (kind,) if kind == 'none' else (kind, 'all'):
                    count = counts.setdefault(key, [0, 0, 0])
                    count[0], count[1], count[2] = count[0] + 1, count[1] + first, count[2] + three
                if '--list' in sys.argv and 'held out' not in name and not first:
                    print(f'{"   " if three else "!! "}{kind:9}{query[:70]:72}{" ".join(found[:3])}')
        print(f'{name}\n{"n":>18} {"first":>6} {"three":>6}')
        for key in (*KINDS, 'all', 'none'):
            if key in counts:
                n, first, three = counts[key]
                print(f'  {key:12}{n:4} {first / n:6.1%} {three / n:6.1%}')


main()
