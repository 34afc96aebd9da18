"""Makes queries from needs.tsv: the needs themselves, and those of tasks without accents, with one slip, or with a
truncated last word.

usage: needs.py NEEDS > queries.jsonl          the same every time
"""
import json
import random
import sys
import unicodedata


def plain(text):
    return ''.join(c for c in unicodedata.normalize('NFD', text) if not unicodedata.combining(c))


def slip(word, chance):
    place = chance.randrange(1, len(word) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return word[:place] + word[place + 1] + word[place] + word[place + 2:]
    if kind == 1:
        return word[:place] + word[place + 1:]
    if kind == 2:
        return word[:place] + word[place] + word[place:]
    return word[:place] + chance.choice('aeiounrslt') + word[place + 1:]


def main():
    chance = random.Random(20261121)
    needs = [line.rstrip('\n').split('\t') for line in open(sys.argv[1], encoding='utf-8') if line.strip()
        and not line.startswith('#')]
    queries = [(need[0], need[1], need[2].split() if len(need) > 2 else []) for need in needs]
    for kind, query, pages in list(queries):
        if kind not in ('task', 'title'):
            continue
        if plain(query) != query:
            queries.append(('accents', plain(query), pages))
        words = query.split()
        long = [i for i, word in enumerate(words) if len(word) > 5]
        if long:
            place = chance.choice(long)
            queries.append(('typo', ' '.join(words[:place] + [slip(words[place], chance)] + words[place + 1:]), pages))
        if len(words[-1]) > 5:
            queries.append(('prefix', ' '.join(words[:-1] + [words[-1][:chance.randrange(4, len(words[-1]))]]), pages))
    for kind, query, pages in queries:
        print(json.dumps({'slice': kind, 'query': query, 'relevant': pages}, ensure_ascii=False))


main()
