"""Compares order and structure of every source of the demonstration with its page.

A text below a heading of the author's is below that heading on the page, once and in the author's order; list items are
items, and cells are cells.
"""
import html.parser
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from environment import ROOT, SEEDS_SITE, needs

PROGRAM = os.environ['PROGRAM']


class Page(html.parser.HTMLParser):
    """The words of the main part, each with the kinds of the elements around it."""
    void = {'img', 'br', 'hr', 'input', 'meta', 'link', 'col', 'wbr'}

    def __init__(self, text):
        super().__init__()
        self.open, self.words, self.kinds = [], '', []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag not in self.void:
            self.open.append(tag)
        self.add(' ')

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        self.add('' if tag in ('em', 'strong', 'a', 'code', 's', 'abbr', 'span', 'time') else ' ')

    def handle_data(self, data):
        if 'main' in self.open and not {'script', 'style', 'nav'} & set(self.open):
            self.add(data)

    def add(self, data):
        for letter in bare(data):
            self.words += letter
            self.kinds.append(tuple(self.open))


def bare(text):
    """The letters and digits of a text; case, punctuation and typography may differ."""
    return [letter for letter in text.lower() if letter.isalnum()]


def leaves(body):
    """(section, group, kind, words) of each paragraph, item and table row's first cell, in order."""
    section = group = ''
    fenced = False
    for line in body.splitlines():
        if line.lstrip().startswith(('```', '~~~')):
            fenced = not fenced
        if fenced:
            continue
        if line.startswith('## '):
            section, group = line[3:], ''
            continue
        if line.startswith('### '):
            group = line[4:]
            continue
        kind = 'text'
        words = line.strip()
        if re.match(r'(?:[-*+]|\d+[.)])\s', words):
            kind, words = 'item', re.sub(r'^(?:[-*+]|\d+[.)])\s+', '', words)
        elif words.startswith('|'):
            cells = [cell.strip() for cell in words.strip('|').split('|')]
            if set(cells[0]) <= set('-: '):
                continue
            kind, words = 'cell', cells[0]
        # A reference shows the title of its target, and an attribute is a cell of its own.
        if re.search(r'\[\[|\]\(|\{[^}]*\}|<|\[\^|&', words) or not words:
            continue
        words = ''.join(bare(words))
        if len(words) >= 24:
            yield section, group, kind, words


class Order(unittest.TestCase):
    def compare(self, site):
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder) / 'output'
            built = subprocess.run([PROGRAM, 'build', '--site', site, '--output', output, '--today', '2026-11-29'],
                capture_output=True, text=True)
            self.assertEqual(0, built.returncode, built.stderr)
            pages = {}
            for listing in (output / 'datos').glob('*.json'):
                for record in json.loads(listing.read_text()).get('records', []):
                    pages[record['url']] = output / record['url']
            compared = faults = 0
            problems = []
            for source in sorted((pathlib.Path(site) / 'content').rglob('*.md')):
                url = f'{source.parent.name}/{source.stem}.html'
                if url not in pages or 'historial' in source.parts:
                    continue
                text = source.read_text()
                body = text.split('\n---', 1)[1] if text.startswith('---') and '\n---' in text else text
                compared += self.look(url, Page(pages[url].read_text()), list(leaves(body)), problems)
            self.assertEqual([], problems[:10], f'{len(problems)} of {compared}')
            self.assertGreater(compared, 40)

    def look(self, url, page, found, problems):
        texts = [words for *_, words in found]
        last, compared = {}, 0
        for section, group, kind, words in found:
            # The place of a text that appears twice, or is part of a longer one, is not known.
            if sum(other.count(words) for other in texts) > 1:
                continue
            compared += 1
            times = page.words.count(words)
            place = page.words.find(words)
            if times != 1:
                problems.append((url, section, f'{times} times', words))
                continue
            # Forms order sections, and groups by their codes; within a group the author's order holds.
            if place < last.get((section, group), -1):
                problems.append((url, section, 'out of order', words))
            last[section, group] = place
            inside = set(page.kinds[place])
            if kind == 'item' and not inside & {'li', 'td', 'th', 'dd', 'dt'} and 'p' not in inside:
                problems.append((url, section, f'an item in {sorted(inside)}', words))
            if kind == 'cell' and not inside & {'td', 'th', 'li', 'dd', 'dt', 'p'}:
                problems.append((url, section, f'a cell in {sorted(inside)}', words))
        return compared

    def test_demonstration(self):
        self.compare(ROOT)

    @needs(SEEDS_SITE)
    def test_seeds(self):
        self.compare(SEEDS_SITE)


if __name__ == '__main__':
    unittest.main()
