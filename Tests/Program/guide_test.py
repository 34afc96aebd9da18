"""The guide in both languages checks and builds without findings, and its commands print what its pages say.

The test follows the blocks of a page in order, in a new site: a block with a path is that file, and a `console` block
holds commands behind `$` and their output. `RECORD=1` writes the output into the pages, for a person to read through,
and makes the test fail.
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM = os.environ['PROGRAM']
DOCS = pathlib.Path(__file__).resolve().parents[2] / 'docs'
GUIDES = {'es': DOCS / 'guia', 'en': DOCS / 'guide'}
DAY = '2026-11-21'
BLOCK = re.compile(r'^```(\w+)(?: (\S+))?\n(.*?)^```$', re.S | re.M)


def mask(line):
    line = re.sub(r'\b([0-9A-F]{4}-[0-9A-F]{4}|[0-9a-f]{16,64})\b', 'HASH', line)
    return re.sub(r'\d+ ', 'N ', line) if 'index.html: ' in line else line


class Guide(unittest.TestCase):
    def test_both_build_without_a_remark(self):
        for language, guide in GUIDES.items():
            with self.subTest(language), tempfile.TemporaryDirectory() as output:
                done = subprocess.run(
                    [PROGRAM, 'build', '--site', guide, '--output', output + '/o', '--strict', '--today', DAY],
                    capture_output=True, text=True)
                self.assertEqual(0, done.returncode, done.stderr)
                self.assertRegex(done.stderr, r' 0 (?:notas|notes)\n')

    def test_both_have_the_same_tasks(self):
        counts = {language: len(list((guide / 'content/paginas').glob('*.md'))) for language, guide in GUIDES.items()}
        self.assertEqual(counts['es'], counts['en'])
        self.assertGreaterEqual(counts['es'], 10)

    def test_both_have_a_picture_of_every_task_that_can_be_seen(self):
        comments = {language: [re.findall(r'^<!-- (?:imagen|picture): (\S+) ', page.read_text('utf-8'), re.M)
            for page in sorted((guide / 'content/paginas').glob('*.md'))]
                    for language, guide in GUIDES.items()}
        for language, pages in comments.items():
            self.assertGreaterEqual(sum(map(len, pages)), 9, language)

    def test_pictures_are_made_by_the_build(self):
        """With Chromium the guide has its pictures. Without it the guide is built all the same, and a message says so.
        """
        for language, guide in GUIDES.items():
            for folder in (None, '/nonexistent'):
                if folder is None and not any(shutil.which(name) for name in ('chromium-headless-shell', 'chromium',
                        'chromium-browser', 'google-chrome')):
                    self.assertNotIn('CI', os.environ, 'Chromium is absent')
                    print('left out: Chromium is absent')
                    continue
                with self.subTest(language=language, path=folder), tempfile.TemporaryDirectory() as output:
                    done = subprocess.run(
                        [sys.executable, DOCS / 'pictures.py', PROGRAM, guide, output + '/o'], capture_output=True,
                        text=True,
                        env=os.environ | ({'PATH': folder} if folder else {}))
                    self.assertEqual(0, done.returncode, done.stderr)
                    made = list(pathlib.Path(output).rglob('recursos/*.png'))
                    if folder:
                        self.assertEqual([], made)
                        self.assertIn('without its pictures', done.stderr)
                        continue
                    self.assertGreaterEqual(len(made), 9)
                    pages = ''.join(page.read_text('utf-8') for page in pathlib.Path(output).rglob('paginas/*.html'))
                    for picture in made:
                        self.assertIn(f'recursos/{picture.name}', pages)

    def test_commands_print_the_output_that_the_pages_show(self):
        recorded = []
        for language, guide in GUIDES.items():
            for page in sorted((guide / 'content/paginas').glob('*.md')):
                with self.subTest(page=page.name):
                    text = page.read_text('utf-8')
                    followed = self.followed(text, language)
                    if os.environ.get('RECORD') and followed != text:
                        page.write_text(followed, 'utf-8')
                        recorded.append(page.name)
                    else:
                        self.assertEqual(text, followed)
        self.assertEqual([], recorded)

    def followed(self, text, language):
        """The page with the current output of its commands."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            name = {'es': 'sitio', 'en': 'site'}[language]
            site = root / name
            # A page that makes its site begins outside of it, and `cd` enters it.
            place = [root]
            if '$ oficio new' not in text:
                self.run_in(root, ['new', name, '--lang', language], root)
                place[0] = site

            def follow(match):
                kind, path, body = match[1], match[2], match[3]
                if path:
                    (site / path).parent.mkdir(parents=True, exist_ok=True)
                    (site / path).write_text(body, 'utf-8')
                if kind != 'console':
                    return match[0]
                lines, former = [], body.rstrip('\n').split('\n')
                for program, command in re.findall(r'^\$ (oficio|cd) (.*)$', body, re.M):
                    lines.append(f'$ {program} {command}')
                    if program == 'cd':
                        place[0] = place[0] / command
                    else:
                        lines += self.run_in(place[0], shlex.split(command), root)
                # Values that depend on the number of pages or the bytes of a release may differ.
                if [mask(line) for line in lines] == [mask(line) for line in former]:
                    return match[0]
                return '```console\n' + '\n'.join(lines) + '\n```'

            return BLOCK.sub(follow, text)

    def run_in(self, folder, words, root):
        done = subprocess.run(
            [PROGRAM, *words, '--today', DAY], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, 'XDG_CACHE_HOME': str(root / 'cache'), 'LC_ALL': 'C.UTF-8'})
        self.assertNotIn(done.returncode, (64, 70, 74), f'{words}: {done.stdout}')
        return done.stdout.replace(str(root), '~').rstrip('\n').split('\n')


if __name__ == '__main__':
    unittest.main()
