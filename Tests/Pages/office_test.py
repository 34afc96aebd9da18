"""Exports for word processors and electronic books: LibreOffice opens them, no word is lost, and every part of an EPUB
parses."""
import collections
import html.parser
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.dom.minidom
import zipfile

from environment import SEEDS_SITE, present
from pages import PROGRAM, SITE, TODAY

SITES = [(SITE, ['man-atc-01', 'fe-de-vida', 'director-ejecutivo', 'incorporacion-atencion'])]
if present(SEEDS_SITE):
    SITES.append((SEEDS_SITE, ['supervisor-servicio-usuario', 'ejecutivo-servicio-usuario',
        'jefe-servicio-cliente-pqrs', '900-0935', 'coord-tec-orient-inf-derechohabiente-e1']))
# Elements that an export leaves out: those only for a screen, words of the interface, and fields that the form does not
# print.
HIDDEN = {'visually-hidden', 'single-bar', 'single-note', 'outside', 'member-link', 'mark-meaning', 'print-only',
    'skip-link', 'signature-line', 'step-number', 'count'}
VOID = {'br', 'img', 'input', 'hr', 'meta', 'link', 'col', 'path', 'rect'}


class Shown(html.parser.HTMLParser):
    """The words that a page shows in its main part."""

    def __init__(self):
        super().__init__()
        self.stack, self.text, self.headings, self.tables = [], [], 0, 0
        self.has_sheet = False

    def handle_starttag(self, tag, attributes):
        if tag in VOID:
            if tag == 'br':
                self.text.append(' ')
            return
        classes = set((dict(attributes).get('class') or '').split())
        out = bool(classes & HIDDEN) or 'hidden' in dict(attributes) \
            or tag in ('script', 'style', 'button', 'form', 'nav', 'svg', 'noscript', 'head')
        # The form has a header of its own.
        self.has_sheet = self.has_sheet or 'has-sheet' in classes
        out = out or self.has_sheet and 'record-header' in classes
        # A running band stands once, in the header of the document.
        out = out or 'band' in classes
        self.stack.append((tag, out))
        if tag not in ('a', 'b', 'strong', 'em', 'i', 'span', 'abbr', 'time', 'ins', 'del', 'sup', 'code'):
            self.text.append(' ')
        if not self.left_out():
            self.headings += tag in ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
            self.tables += tag == 'table'

    def handle_endtag(self, tag):
        while self.stack:
            top, _ = self.stack.pop()
            if top == tag:
                break
        if tag not in ('a', 'b', 'strong', 'em', 'i', 'abbr', 'time', 'ins', 'del', 'sup', 'code'):
            self.text.append(' ')

    def left_out(self):
        return any(out for _, out in self.stack) or not any(tag == 'main' for tag, _ in self.stack)

    def handle_data(self, data):
        if not self.left_out():
            self.text.append(data)


def words(text):
    return collections.Counter(re.findall(r'[^\W_]+', text))


class Office(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.made = []
        for site, documents in SITES:
            for name in documents:
                for kind in ('html', 'odt', 'docx', 'epub'):
                    path = cls.root / f'{name}.{kind}'
                    done = subprocess.run([PROGRAM, 'export', kind, name, '--site', str(site), '--today', TODAY,
                        '--output', str(path)], capture_output=True, text=True)
                    assert done.returncode == 0, done.stderr
                cls.made.append(name)
        for kind in ('odt', 'docx'):
            (cls.root / kind).mkdir()
            # Use a profile of its own, because another LibreOffice may be running.
            subprocess.run(['soffice', f'-env:UserInstallation={(cls.root / "profile").as_uri()}', '--headless',
                            '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', str(cls.root / kind),
                            *[str(cls.root / f'{name}.{kind}') for name in cls.made]], capture_output=True, check=True,
                            timeout=300)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def shown(self, name):
        page = Shown()
        page.feed((self.root / f'{name}.html').read_text('utf-8'))
        return page

    def test_libreoffice_reads_every_word(self):
        for name in self.made:
            page = self.shown(name)
            wanted = words(''.join(page.text))
            self.assertGreater(sum(wanted.values()), 40)
            for kind in ('odt', 'docx'):
                with self.subTest(f'{name}.{kind}'):
                    found = words((self.root / kind / f'{name}.txt').read_text('utf-8-sig'))
                    self.assertEqual({}, dict(wanted - found))

    def test_styles_headings_and_tables_are_real(self):
        for name in self.made:
            page = self.shown(name)
            with self.subTest(name):
                odt = zipfile.ZipFile(self.root / f'{name}.odt')
                self.assertEqual('mimetype', odt.namelist()[0])
                self.assertEqual(zipfile.ZIP_STORED, odt.infolist()[0].compress_type)
                content = odt.read('content.xml').decode()
                self.assertEqual(page.headings, content.count('<text:h '))
                self.assertGreaterEqual(content.count('<table:table '), page.tables)
                styles = odt.read('styles.xml').decode()
                for style in set(re.findall(r'text:style-name="([^"]+)"', content)) - {'b', 'i', 'u', 's'}:
                    self.assertIn(f'style:name="{style}"', styles)
                docx = zipfile.ZipFile(self.root / f'{name}.docx')
                body = docx.read('word/document.xml').decode()
                self.assertEqual(page.headings, len(re.findall(r'w:pStyle w:val="(?:Form)?Heading', body)))
                known = docx.read('word/styles.xml').decode()
                for style in set(re.findall(r'w:pStyle w:val="([^"]+)"', body)):
                    self.assertIn(f'w:styleId="{style}"', known)
                for archive in (odt, docx):
                    for part in archive.namelist():
                        if part.endswith(('.xml', '.rels')):
                            xml.dom.minidom.parseString(archive.read(part))

    def test_header_and_footer_say_which_document_it_is(self):
        docx = zipfile.ZipFile(self.root / 'fe-de-vida.docx')
        header = docx.read('word/header1.xml').decode()
        self.assertIn('Fe de vida', header)
        self.assertIn('PR-', header)
        self.assertIn('NUMPAGES', docx.read('word/footer1.xml').decode())
        odt = zipfile.ZipFile(self.root / 'man-atc-01.odt').read('styles.xml').decode()
        self.assertIn('text:page-count', odt)

    def test_every_row_of_a_table_is_as_wide_as_the_others(self):
        for name in self.made:
            body = zipfile.ZipFile(self.root / f'{name}.docx').read('word/document.xml').decode()
            for table in xml.dom.minidom.parseString(body).getElementsByTagName('w:tbl'):
                width = len(next(n for n in table.childNodes if n.nodeName == 'w:tblGrid').childNodes)
                for row in (n for n in table.childNodes if n.nodeName == 'w:tr'):
                    cells = 0
                    for cell in (n for n in row.childNodes if n.nodeName == 'w:tc'):
                        span = [s for p in cell.childNodes if p.nodeName == 'w:tcPr' for s in p.childNodes
                            if s.nodeName == 'w:gridSpan']
                        cells += int(span[0].getAttribute('w:val')) if span else 1
                    self.assertEqual(width, cells, name)

    def test_an_electronic_book_holds_together(self):
        for name in self.made:
            with self.subTest(name):
                book = zipfile.ZipFile(self.root / f'{name}.epub')
                first = book.infolist()[0]
                self.assertEqual(('mimetype', zipfile.ZIP_STORED, b''),
                    (first.filename, first.compress_type, first.extra))
                self.assertEqual(b'application/epub+zip', book.read('mimetype'))
                package = xml.dom.minidom.parseString(book.read('EPUB/package.opf'))
                items = {i.getAttribute('id'): i.getAttribute('href') for i in package.getElementsByTagName('item')}
                for href in items.values():
                    self.assertIn('EPUB/' + href, book.namelist())
                spine = [i.getAttribute('idref') for i in package.getElementsByTagName('itemref')]
                self.assertTrue(set(spine) <= set(items))
                text = ''
                for part in book.namelist():
                    if part.endswith('.xhtml'):
                        tree = xml.dom.minidom.parseString(book.read(part))
                        self.assertEqual('es', tree.documentElement.getAttribute('lang'))
                        if part != 'EPUB/nav.xhtml':
                            text += re.sub(r'<(?!/?(?:b|i|u|s)>)[^>]+>', ' ', book.read(part).decode())
                text = re.sub(r'<[^>]+>', '', text).replace('&amp;', '&').replace('&lt;', '<').replace('&gt;',
                    '>').replace('&quot;', '"')
                self.assertEqual({}, dict(words(''.join(self.shown(name).text)) - words(text)))

    def test_epubcheck_finds_nothing(self):
        for name in self.made:
            with self.subTest(name):
                # So short a run is over before the optimising compiler of the JVM pays.
                judged = subprocess.run(['java', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-jar',
                    '/usr/share/java/epubcheck.jar', str(self.root / f'{name}.epub')], capture_output=True, text=True)
                self.assertEqual(0, judged.returncode, judged.stdout + judged.stderr)
                self.assertIn('No errors or warnings detected', judged.stdout + judged.stderr)

    def test_the_same_document_gives_the_same_bytes(self):
        for kind in ('odt', 'docx', 'epub'):
            again = self.root / f'again.{kind}'
            subprocess.run([PROGRAM, 'export', kind, 'fe-de-vida', '--site', str(SITE), '--today', TODAY, '--output',
                str(again)], check=True, capture_output=True, env={'TZ': 'Asia/Tokyo'})
            self.assertEqual((self.root / f'fe-de-vida.{kind}').read_bytes(), again.read_bytes())
