"""Compares the words that Oficio's readers find with those of pandoc, mammoth and LibreOffice, on the samples and on
files made here."""
import collections
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest

import environment
import office_files

PROBE = environment.PROBES / 'import-probe'
SAMPLES = environment.MATERIAL / 'import-samples' / 'files'
# The percentage of words that two readers may count differently. Not all readers count numbers of lists, notes and
# boxes.
SHARE = 2


def needs_tool(name):
    """Decorates a test that runs a tool. Without the tool the test is skipped, or fails if CI is set."""
    if shutil.which(name) is None:
        if os.environ.get('CI'):
            raise FileNotFoundError(f'{name} is absent, and CI is set')
        print(f'LEFT OUT: tests that need {name}, which is absent')
    return unittest.skipUnless(shutil.which(name), f'{name} is absent')


def words(text):
    """The words of a text as the importer counts them: letters, digits and combining marks."""
    text = re.sub('[\u00ad\u200b\u200c\u200d\u2060\ufeff]', '', text)
    kept = ''.join(c if c.isalnum() or unicodedata.category(c).startswith('M') else ' ' for c in text)
    return collections.Counter(kept.split())


def ours(path):
    """The words of the main text, notes and text boxes, one a line."""
    lines = subprocess.run([PROBE, '--words', path], capture_output=True, text=True, timeout=120, check=True).stdout
    return words(lines)


def pandoc(path):
    return words(subprocess.run(
        ['pandoc', '--track-changes=accept', '--wrap=none', '-t', 'plain', path],
        capture_output=True, text=True, timeout=120, check=True).stdout)


def mammoth_text(path):
    import mammoth
    with open(path, 'rb') as file:
        html = mammoth.convert_to_html(file).value
    return words(re.sub('<[^>]*>', ' ', re.sub('</(p|td|li|h[1-6])>', ' ',
        re.sub('<(/?)(strong|em|a|sup|sub)[^>]*>', '', html))))


def libreoffice(path, folder):
    subprocess.run(
        ['soffice', f'-env:UserInstallation=file://{folder}/profile', '--headless', '--convert-to',
         'txt:Text (encoded):UTF8',
         '--outdir', folder, path], capture_output=True, timeout=180, check=True)
    return words((pathlib.Path(folder) / (pathlib.Path(path).stem + '.txt')).read_text('utf-8-sig'))


class Oracles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp()
        cls.files = office_files.write_all(cls.folder)
        if environment.present(SAMPLES):
            cls.files += sorted(SAMPLES.glob('*.docx'))

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def missing(self, theirs, path, ignore=()):
        """Expects that at most a small percentage of another reader's words is missing in ours."""
        own = ours(path)
        lacking = theirs - own
        for word in list(lacking):
            # Ignore numbers of lists and marks of notes, which the other reader prints as text.
            if re.fullmatch(r'[0-9ivxlcIVXLC]{1,4}|[a-z]', word) or word in ignore:
                del lacking[word]
        few = max(2, sum(theirs.values()) * SHARE // 100)
        self.assertLessEqual(sum(lacking.values()), few, f'{path}: {dict(lacking)}')

    @needs_tool('pandoc')
    def test_pandoc(self):
        for path in self.files:
            with self.subTest(file=pathlib.Path(path).name):
                self.missing(pandoc(path), path)

    def test_mammoth(self):
        for path in self.files:
            with self.subTest(file=pathlib.Path(path).name):
                self.missing(mammoth_text(path), path)

    @needs_tool('soffice')
    def test_libreoffice(self):
        for path in self.files:
            # LibreOffice's text of a revised file includes the deleted words.
            if 'revision' in str(path) or 'borrador' in str(path) or 'revisado' in str(path):
                continue
            with self.subTest(file=pathlib.Path(path).name):
                self.missing(libreoffice(path, self.folder), path)


if __name__ == '__main__':
    unittest.main()
