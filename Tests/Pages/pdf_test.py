"""PDFs of the demonstration, read back with poppler."""
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

from pages import PROGRAM, SITE, TODAY


def text(pdf, page):
    return subprocess.run(['pdftotext', '-layout', '-f', str(page), '-l', str(page), pdf, '-'], capture_output=True, text=True, check=True).stdout


class PDF(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        environment = dict(os.environ, PATH=os.environ['ENGINE_PATH'] + ':' + os.environ['PATH'])
        command = [PROGRAM, 'build', '--site', str(SITE), '--output', cls.folder.name, '--today', TODAY, '--quiet', '--pdf', 'MAN-ATC-01', 'director-ejecutivo', 'PR-ATC-04']
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        cls.manual = str(pathlib.Path(cls.folder.name) / 'pdf/manuales/man-atc-01.pdf')
        cls.job = str(pathlib.Path(cls.folder.name) / 'pdf/puestos/director-ejecutivo.pdf')
        cls.protocol = str(pathlib.Path(cls.folder.name) / 'pdf/protocolos/solicitud-pension-vejez.pdf')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def pages(self, pdf):
        return int(re.search(r'Pages:\s+(\d+)', subprocess.run(['pdfinfo', pdf], capture_output=True, text=True, check=True).stdout).group(1))

    def test_every_page_of_the_manual_says_which_it_is_and_whose(self):
        count = self.pages(self.manual)
        self.assertGreater(count, 12)
        for page in range(1, count + 1):
            words = text(self.manual, page)
            self.assertRegex(words, rf'Página\s+{page}\s+de\s+{count}')
            self.assertIn('MAN-ATC-01', words)
            self.assertIn('Versión 05', words)

    def test_the_contents_lead_to_the_right_pages(self):
        contents = next(text(self.manual, page) for page in range(1, 6) if 'CONTENIDO' in text(self.manual, page))
        entries = re.findall(r'^\s*(\S.*?)\s*\.{4,}\s*(\d+)\s*$', contents, re.M)
        self.assertGreaterEqual(len(entries), 7)
        for title, page in entries:
            there = set(re.findall(r'\w+', text(self.manual, int(page)).casefold()))
            self.assertEqual(set(), set(re.findall(r'\w+', title.casefold())) - there, f'{title} on page {page}')

    def test_words_of_the_sources_are_on_paper(self):
        # A word may be broken at the end of a line; whole ones are there.
        paper = ' '.join(text(self.protocol, page) for page in range(1, self.pages(self.protocol) + 1))
        there = set(re.findall(r'\w+', re.sub(r'[-‐]\n\s*', '', paper).casefold())) | set(re.findall(r'\w+', paper.casefold()))
        source = (SITE / 'content/protocolos/solicitud-pension-vejez.md').read_text('utf-8').split('---', 2)[2]
        source = re.sub(r'\[\[[^\]|\\]*(?:\\?\|([^\]]*))?\]\]', r'\1', source)
        lost = {word for word in re.findall(r'\w+', source.casefold()) if word not in there}
        self.assertLess(len(lost), 8, lost)

    def test_documents_are_tagged_titled_and_carry_their_fonts(self):
        for pdf, title in ((self.manual, 'Manual de puestos de Atención Ciudadana'), (self.job, 'Director Ejecutivo'), (self.protocol, 'Solicitud de pensión de vejez')):
            info = subprocess.run(['pdfinfo', pdf], capture_output=True, text=True, check=True).stdout
            self.assertRegex(info, r'Tagged:\s+yes')
            self.assertIn(title, info)
            fonts = subprocess.run(['pdffonts', pdf], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
            self.assertTrue(fonts)
            for font in fonts:
                self.assertEqual('yes', font.split()[-5], font)


if __name__ == '__main__':
    unittest.main()
