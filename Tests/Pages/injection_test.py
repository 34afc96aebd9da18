"""Hostile texts in every place that takes text, checked in every output: HTML, attributes, addresses, scripts, CSV,
SVG, Atom, JSON, sitemap, PDF, office documents, SARIF, annotations; and in the browser, under the policy of each page.
"""
import csv
import html.parser
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import xml.dom.minidom
import zipfile

from pages import PROGRAM, TODAY, PageTest

# Whole comments are missing, because `comentario-publicado` refuses them.
HOSTILE = [
    '</script><script>window.mal=1</script>', '<img src=x onerror=window.mal=1>', '"><svg onload=window.mal=1>',
    "' onmouseover='window.mal=1",
    '=CMD("calc")', '+1+1', '@SUM(A1)', ']]><mal/>', '<!-', '-->', '\u2028window.mal=1\u2029', '${window.mal=1}',
    '{{mal}}', '%0d%0aMal: 1', '\\";window.mal=1//',
    '::error file=x::mal',
]
ALL = ' '.join(HOSTILE)
# A release takes no line separators.
PRINTED = ALL.replace('\u2028', '').replace('\u2029', '')


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found = []

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


class Injection(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.site = cls.root / 'sitio'
        written = {
            'site.yaml': f'institución: {quoted(ALL)}\nsigla: {quoted("<b>I</b>")}\ndirección web: '
                f'https://ejemplo.org/\nidentidad:\n  pie: [{quoted(ALL)}]\n',
            'unidades.yaml':
            f'elementos:\n  - título: {quoted("Unidad " + ALL)}\n    id: unidad\n    propósito: {quoted(ALL)}\n',
            'glosario.yaml': f'elementos:\n  - término: {quoted("Término " + ALL)}\n    id: termino\n    definición: '
                f'{quoted(ALL)}\n    sinónimos: [{quoted(ALL)}]\n    no usar: [{quoted("jamás " + HOSTILE[0])}]\n',
            'competencias.yaml': f'elementos:\n  - título: {quoted("Competencia " + ALL)}\n    id: competencia\n    '
                f'definición: {quoted(ALL)}\n    niveles:\n      - nivel: 1\n        denominación: '
                f'{quoted(HOSTILE[0])}\n        comportamientos: [{quoted(ALL)}]\n',
        }
        tail = ALL.replace('|', '\\|')
        for number, name in enumerate(('jefe', 'cajero')):
            written[f'puestos/{name}.md'] = (
                f'---\ntítulo: {quoted(HOSTILE[4 + number] + " " + name + ALL)}\nid: {name}\ncódigo: '
                f'{quoted("=" + name + HOSTILE[0])}\nversión: {quoted(HOSTILE[1])}\nvigencia: 2026-01-01\n'
                f'unidad: unidad\n' + ('reporta a: jefe\n' if number else '') + f'---\n\n## Misión\n\n{tail}\n\n'
                f'[enlace](javascript:window.mal=1) [otro](data:text/html,<script>window.mal=1</script>) '
                f'![foto](javascript:mal) <script>window.mal=1</script>\n\n'
                f'## Funciones\n\n### Mensual\n\n- {HOSTILE[4]} {tail}\n- Cobrar, contar; y \\ guardar \u2028 '
                f'{HOSTILE[0]}\n- @SUM(A1) {HOSTILE[1]}\n\n## Competencias\n\n| Competencia | Nivel |\n|---|---|\n| '
                f'[[competencia]] | 1 |\n')
        written['protocolos/cobro.md'] = (
            f'---\ntítulo: {quoted("Cobro " + ALL)}\nid: cobro\ncódigo: {quoted(HOSTILE[5])}\nversión: "01"\nvigencia: '
            f'2026-01-01\ndirigido a: cajero\n---\n\n## Pasos\n\n1. {tail}\n2. {HOSTILE[2]}\n')
        written[
            'paginas/pagina.md'] = (
                f'---\ntítulo: {quoted("Página " + ALL)}\n---\n\n{tail}\n\n## {HOSTILE[0]}\n\n{tail}\n')
        written[
            'incorporacion/lista.md'] = (
                f'---\ntítulo: {quoted("Lista " + ALL)}\nid: lista\nfases: {{dia-1: Día 1}}\n---\n\n'
                f'## Actividades\n\n### Día 1\n\n- {tail}\n- {HOSTILE[0]}\n')
        for path, text in written.items():
            file = cls.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        cls.output = cls.root / 'salida'
        engine = os.environ.get('ENGINE_PATH', '')
        made = subprocess.run(
            [PROGRAM, 'build', '--site', str(cls.site), '--output', str(cls.output), '--today', TODAY],
            capture_output=True, text=True)
        assert made.returncode == 0, made.stderr
        for document in ('jefe', 'cobro'):
            done = subprocess.run(
                [PROGRAM, 'release', document, '--site', str(cls.site), '--today', TODAY, '--effective', '2026-01-01',
                    '--note', PRINTED, '--authorized-by', PRINTED],
                capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
        made = subprocess.run(
            [PROGRAM, 'build', '--pdf', '--site', str(cls.site), '--output', str(cls.output), '--today', TODAY],
            capture_output=True, text=True,
            env={**os.environ, 'PATH': engine + ':' + os.environ['PATH']})
        assert made.returncode == 0, made.stderr
        cls.bases = {'file': cls.output.as_uri() + '/'}

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        cls.folder.cleanup()

    def files(self, *endings):
        found = sorted(path for path in self.output.rglob('*') if path.suffix in endings
            and '.oficio' not in path.parts)
        self.assertTrue(found, endings)
        return found

    def markup(self, text, where, scripts):
        parser = Tags()
        parser.feed(text)
        for tag, attributes in parser.found:
            self.assertNotIn(tag, ('mal', 'b>', 'iframe', 'object', 'embed'), where)
            for name, value in attributes.items():
                self.assertFalse(name.startswith('on'), f'{where}: {tag} {name}')
                self.assertNotRegex(value or '', r'^\s*(javascript|vbscript|data:text)', where)
            if tag == 'script' and not scripts and attributes.get('type') != 'application/ld+json':
                # The page for unknown addresses may name the root of the host.
                start = '/' if pathlib.Path(where).name == '404.html' else r'(\.\./)*'
                self.assertRegex(attributes.get('src') or '', f'^{start}(guiones|buscar|datos)/', where)
            if tag == 'img':
                self.assertNotEqual('x', attributes.get('src'), where)

    def test_pages(self):
        for path in self.files('.html'):
            self.markup(path.read_text(), path, False)

    def test_linked_data(self):
        found = 0
        for path in self.files('.html'):
            for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(), re.S):
                json.loads(text)
                found += 1
        self.assertTrue(found)

    def test_scripts_hold_data_alone(self):
        for path in self.files('.js'):
            if 'guiones' in path.parts or path.name == 'oficio-sw.js':
                continue
            text = path.read_text()
            self.assertNotIn('<', text, path)
            self.assertNotRegex(text, '[\u2028\u2029]', path)
            match = re.fullmatch(r'\s*(?:[\w.]+\((.*)\)|var oficioIndice=(\{.*\}));?\s*', text, re.S)
            self.assertTrue(match, f'{path}: {text[:80]}')
            json.loads('[' + (match[1] or match[2]) + ']')

    def test_data(self):
        for path in self.files('.json'):
            json.loads(path.read_text())

    def test_spreadsheets_hold_no_formula(self):
        for path in self.files('.csv'):
            for row in csv.reader(path.read_text(encoding='utf-8-sig').splitlines(), delimiter=';'
                    if ';' in path.read_text(encoding='utf-8-sig').splitlines()[0] else ','):
                for cell in row:
                    self.assertNotRegex(cell, r'^[=+\-@\t\r]', f'{path}: {cell[:40]}')

    def test_drawings_feeds_and_maps_are_well_formed(self):
        for path in self.files('.svg', '.atom', '.xml'):
            tree = xml.dom.minidom.parse(str(path))
            for node in tree.getElementsByTagName('*'):
                self.assertNotIn(node.tagName.lower(), ('script', 'mal', 'foreignobject'), path)
                for name in node.attributes.keys():
                    self.assertFalse(name.lower().startswith('on'), path)
                    self.assertNotRegex(node.getAttribute(name), r'^\s*javascript:', path)

    def test_pdfs(self):
        for path in self.files('.pdf'):
            said = subprocess.run(['pdfinfo', str(path)], capture_output=True, text=True, check=True).stdout
            self.assertRegex(said, r'JavaScript:\s+no')
            self.assertNotIn(b'/Launch', path.read_bytes())

    def test_office_documents_are_well_formed(self):
        (self.root / 'aparte').mkdir(exist_ok=True)
        for format in ('odt', 'docx', 'epub'):
            subprocess.run([PROGRAM, 'export', format, 'cajero', '--site', str(self.site), '--output',
                str(self.root / 'aparte'), '--today', TODAY], check=True, capture_output=True)
            with zipfile.ZipFile(self.root / 'aparte' / f'cajero.{format}') as archive:
                for name in archive.namelist():
                    if name.endswith(('.xml', '.xhtml', '.opf', '.rels', '.ncx')):
                        tree = xml.dom.minidom.parseString(archive.read(name))
                        self.assertFalse(tree.getElementsByTagName('script') + tree.getElementsByTagName('mal'), name)

    def test_findings(self):
        (self.site / 'content/puestos/malo%0A::error::.md').write_text(
            f'---\ntítulo: {quoted(ALL)}\nreporta a: {quoted(ALL)}\ncampo {HOSTILE[15]}: x\n---\n')
        try:
            def check(format):
                return subprocess.run(
                    [PROGRAM, 'check', '--site', str(self.site), '--format', format, '--today', TODAY, '--quiet'],
                    capture_output=True, text=True).stdout
            json.loads(check('sarif'))
            for line in check('json').strip('\n').split('\n'):
                json.loads(line)
            annotations = check('github').strip('\n').split('\n')
            self.assertTrue(annotations)
            for line in annotations:
                self.assertRegex(line, r'^::(error|warning|notice) file=[^,:]+,line=\d+')
                self.assertNotIn('::', line.split('::', 2)[1])
            # A source cannot send escape sequences to the terminal.
            self.assertNotIn('\x1b', check('text'))
        finally:
            (self.site / 'content/puestos/malo%0A::error::.md').unlink()

    def test_in_the_browser_nothing_runs_and_the_policy_stands(self):
        for path in ('index.html', 'puestos/jefe.html', 'protocolos/cobro.html', 'quien-hace.html', 'matriz.html',
                     'organizacion.html', 'buscar.html?q=mal', 'calendario.html', 'comparar.html',
                     'novedades.html', 'glosario/index.html', 'incorporacion/puestos/cajero.html',
                     'lista-maestra.html'):
            with self.subTest(path):
                self.assertTrue((self.output / path.split('?')[0]).exists())
                context = self.browser.new_context(locale='es')
                self.addCleanup(context.close)
                page = context.new_page()
                refused = []
                page.on('console', lambda message: refused.append(message.text))
                page.goto(self.bases['file'] + path)
                page.wait_for_timeout(150)
                self.assertEqual([], refused)
                policy = page.get_attribute('meta[http-equiv="Content-Security-Policy"]', 'content')
                self.assertIn("default-src 'none'", policy)
                self.assertNotIn('unsafe', policy)
                self.assertEqual('undefined', page.evaluate('typeof window.mal'))
                # The policy of the page refuses a script that the page itself inserts.
                page.evaluate("document.body.append(Object.assign(document.createElement('script'), {textContent: "
                    "'window.propio = 1'}))")
                self.assertEqual('undefined', page.evaluate('typeof window.propio'))
                self.assertTrue(any('Content Security Policy' in text for text in refused))

    def test_calendars_made_in_the_browser_hold_no_line_of_an_author(self):
        """A text stays inside its property; commas, semicolons and backslashes are escaped (RFC 5545)."""
        known = {'BEGIN', 'END', 'VERSION', 'PRODID', 'CALSCALE', 'METHOD', 'X-WR-CALNAME', 'UID', 'DTSTAMP', 'DTSTART',
            'DTEND', 'SUMMARY', 'DESCRIPTION', 'URL', 'RRULE', 'TRANSP', 'CATEGORIES'}
        onboarding = 'incorporacion/puestos/cajero.html'
        for path, button in ((onboarding, '[data-calendar]'),
                ('calendario.html?puesto=cajero', '[data-ics] [type=submit]')):
            with self.subTest(path):
                page = self.open(path, 'file')
                if path == onboarding:
                    page.fill('#inicio', '2026-11-23')
                else:
                    page.wait_for_selector(button)
                    for box in page.locator('[data-ics] input[type=checkbox]').all():
                        box.check()
                with page.expect_download() as download:
                    page.click(button)
                raw = pathlib.Path(download.value.path()).read_bytes()
                self.assertEqual([], re.findall(rb'(?<!\r)\n|\r(?!\n)', raw))
                lines = re.sub('\r\n[ \t]', '', raw.decode('utf-8')).split('\r\n')
                self.assertEqual({'BEGIN:VCALENDAR'}, set(lines[:1]))
                summaries = [line for line in lines if line.startswith('SUMMARY')]
                self.assertTrue(summaries)
                self.assertTrue(any('window.mal' in line for line in lines))
                for line in filter(None, lines):
                    name, value = line.split(':', 1)
                    self.assertIn(name.split(';')[0], known)
                    if name in ('SUMMARY', 'DESCRIPTION', 'X-WR-CALNAME'):
                        self.assertEqual([], re.findall(r'(?<!\\)(?:\\\\)*[,;]', value), line)

    def test_in_the_browser_search_shows_words_as_words(self):
        page = self.open('buscar.html?q=calc', 'file')
        self.until(page, '() => document.querySelectorAll("main li").length > 0')
        self.assertEqual('undefined', page.evaluate('typeof window.mal'))
        self.assertEqual(0, page.locator('main svg[onload], main img[src=x]').count())
        page.fill('input[type=search]', HOSTILE[1])
        page.wait_for_timeout(300)
        self.assertEqual('undefined', page.evaluate('typeof window.mal'))


if __name__ == '__main__':
    unittest.main()
