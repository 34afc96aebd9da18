"""Scores runs against queries, by slice: success@1, success@3, MRR@10, nDCG@10, recall@10, empty answers.

usage: score.py QUERIES NAME=RUN…
A run has one JSON line a query, in the same order: {"results": [{"id": "type/page"}, …]}.
"""
import json
import math
import sys


def pages(run):
    seen = []
    for result in json.loads(run)['results']:
        page = (result if isinstance(result, str) else result['id']).split('#')[0].split('/')[-1].removesuffix('.html')
        if page not in seen:
            seen.append(page)
    return seen[:10]


def figures(query, found):
    wanted = set(query['relevant'])
    ranks = [i for i, page in enumerate(found) if page in wanted]
    first = ranks[0] if ranks else None
    gain = sum(1 / math.log2(i + 2) for i in ranks)
    ideal = sum(1 / math.log2(i + 2) for i in range(min(10, len(wanted))))
    return (first == 0, first is not None and first < 3, 0 if first is None else 1 / (first + 1), gain / ideal
        if ideal else 0, len(ranks) / len(wanted) if wanted else 0, not found)


def main():
    queries = [json.loads(line) for line in open(sys.argv[1], encoding='utf-8')]
    print(f"{'':22}{'n':>5} {'s@1':>6} {'s@3':>6} {'MRR':>6} {'nDCG':>6} {'rec@10':>6} {'empty':>6}")
    for name, path in (argument.split('=', 1) for argument in sys.argv[2:]):
        runs = [pages(line) for line in open(path, encoding='utf-8') if line.strip()]
        assert len(runs) == len(queries), f'{name}: {len(runs)} answers to {len(queries)} queries'
        slices = {}
        for query, found in zip(queries, runs):
            if query['slice'] == 'none':
                slices.setdefault('none', []).append(figures(query, found))
                continue
            for key in (query['slice'], 'all'):
                slices.setdefault(key, []).append(figures(query, found))
        for key, rows in slices.items():
            means = [sum(column) / len(rows) for column in zip(*rows)]
            print(f'{name + " " + key:22}{len(rows):5} ' + ' '.join(f'{mean:6.3f}' for mean in means))


if __name__ == '__main__':
    main()
