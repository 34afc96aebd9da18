"""Texts pasted from a word processor keep their words, their order and their structure. `pasted_order*.txt` hold such
texts with the results of `oficio check --fix`."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
SIGNS = {'•': '\uf0b7\t', '⇥': '\t', '⏎': '\x0b', '☑': '\uf0fe', '☐': '\uf0a8'}
TITLE = '---\ntítulo: C\n---\n\n'


def cases():
    """The cases of the files: name, folder, text and result."""
    found = []
    files = sorted(pathlib.Path(__file__).parent.glob('pasted_order*.txt'))
    for line in ''.join(file.read_text('utf-8') for file in files).splitlines():
        sign, rest = line[:2], line[2:]
        if sign == '= ':
            found.append([*rest.split(), '', ''])
        elif sign in ('< ', '> '):
            part = 2 if sign == '< ' else 3
            found[-1][part] = rest
        elif sign == '  ':
            found[-1][part] += rest
    for case in found:
        case[2] = case[2].replace('¶', '\n')
        for sign, typed in SIGNS.items():
            case[2] = case[2].replace(sign, typed)
    return found


def words(text):
    """The words of a text with two letters and more, in small letters, with one blank between them."""
    return ' '.join(re.findall(r'[^\W\d_]{2,}', text.lower()))


class PastedOrder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        (cls.root / 'content').mkdir()
        (cls.root / 'content/site.yaml').write_text('institución: Prueba\n', 'utf-8')
        cls.cases = cases()
        cls.fixed = {}
        for name, kind, text, _ in cls.cases:
            file = cls.root / 'content' / kind / f'{name}.md'
            file.parent.mkdir(exist_ok=True)
            file.write_text(TITLE + text + '\n', 'utf-8')
        cls.fix()
        for name, kind, _, _ in cls.cases:
            cls.fixed[name] = (cls.root / 'content' / kind / f'{name}.md').read_text('utf-8')

    @classmethod
    def fix(cls):
        subprocess.run([PROGRAM, 'check', '--fix', '--site', cls.root, '--today', '2026-11-21'], capture_output=True)

    def test_each_text_becomes_what_it_says(self):
        self.assertGreater(len(self.cases), 95)
        for name, _, _, expected in self.cases:
            with self.subTest(name):
                head, body = self.fixed[name].removeprefix('---\ntítulo: C\n').split('---\n', 1)
                lines = head.splitlines() + ['---'] + [line for line in body.splitlines() if line]
                self.assertEqual(expected.split('¶'), lines)

    def test_actors_among_steps_are_paragraphs_of_their_own(self):
        self.assertIn('1. Llena.\n\nTesorería\n\n2. Calcula', self.fixed['actors-among-steps'])

    def test_a_second_fix_changes_nothing(self):
        self.fix()
        for name, kind, _, _ in self.cases:
            with self.subTest(name):
                self.assertEqual(self.fixed[name],
                    (self.root / 'content' / kind / f'{name}.md').read_text('utf-8'))

    def test_the_page_shows_the_body_in_its_order(self):
        done = subprocess.run([PROGRAM, 'build', '--drafts', '--quiet', '--site', self.root, '--today', '2026-11-21'],
            capture_output=True, text=True)
        self.assertEqual(0, done.returncode, done.stderr)
        for name, kind, _, _ in self.cases:
            with self.subTest(name):
                page = (self.root / 'output' / kind / f'{name}.html').read_text('utf-8')
                shown = words(re.sub(r'<[^>]+>', ' ', page.split('<main', 1)[1]))
                for section in re.split(r'^## .*\n', self.fixed[name].split('\n---\n', 1)[1], flags=re.M):
                    self.assert_order(section.splitlines(), shown)

    def assert_order(self, lines, shown):
        """Fails unless the page shows the lines of a section in their order, headings and headers aside. The cells of a
        row may stand in another order."""
        place = 0
        for number, line in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else ''
            if line.startswith(('#', '| ---')) or following.startswith('| ---'):
                continue
            if line.startswith('|'):
                for cell in line.split('|'):
                    self.assertIn(words(cell.replace('<br>', ' ')), shown[place:])
                continue
            line = re.sub(r'\{.*\}', '', line)
            self.assertIn(words(line), shown[place:])
            place = shown.index(words(line), place)


if __name__ == '__main__':
    unittest.main()
