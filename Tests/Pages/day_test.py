"""The date of the site stands in one style sheet and one script, so that a new day does not change the pages."""
import filecmp
import os
import pathlib
import re
import subprocess
import tempfile
import unittest
import zipfile

from pages import PAGES, PROGRAM, SITE, TODAY, PageTest

TOMORROW = '2026-11-22'
STYLE, SCRIPT = 'estilos/dia.css', 'guiones/dia.js'
TOLD = 'Estado al 21 de noviembre de 2026'
PAGE = 'protocolos/constancia-cotizaciones.html'


def build(output, day, *more):
    command = [PROGRAM, 'build', '--site', str(SITE), '--output', str(output), '--today', day, *more]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def files(root):
    return {str(path.relative_to(root)) for path in root.rglob('*') if path.is_file()}


class NewDay(unittest.TestCase):
    def test_a_day_on_which_nothing_changes_leaves_every_page_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder)
            build(output, TOMORROW, '--quiet')
            self.assertEqual(files(PAGES) - {'.oficio/archivos'}, files(output) - {'.oficio/archivos'})
            other = {path for path in files(PAGES) if not filecmp.cmp(PAGES / path, output / path, shallow=False)}
            self.assertEqual({STYLE, SCRIPT, 'datos/index.json', 'sitio-sin-conexion.zip'}, other)

    def test_the_same_folder_on_a_new_day_is_written_as_from_nothing(self):
        """Some of these days are those on which a document comes into force or its review falls due."""
        with tempfile.TemporaryDirectory() as folder:
            kept, fresh = pathlib.Path(folder, 'kept'), pathlib.Path(folder, 'fresh')
            for day in (TODAY, '2026-12-03', '2027-03-02', '2026-11-20'):
                build(kept, day, '--quiet')
                build(fresh, day, '--quiet')
                subprocess.run(['rm', '-r', str(fresh / '.oficio')], check=True)
                for path in files(fresh):
                    self.assertTrue(filecmp.cmp(kept / path, fresh / path, shallow=False), f'{day}: {path}')
                subprocess.run(['rm', '-r', str(fresh)], check=True)

    def test_a_day_on_which_nothing_changes_reads_no_document(self):
        """A build that reads documents writes their cache again, where somebody deleted it."""
        with tempfile.TemporaryDirectory() as folder:
            site, output, cache = (pathlib.Path(folder, name) for name in ('site', 'output', 'cache'))
            subprocess.run([PROGRAM, 'new', str(site)], check=True, capture_output=True)
            page = site / 'content/protocolos/consulta-en-sala.md'
            page.write_text(page.read_text().replace('vigencia: 2026-01-05', 'vigencia: 2026-11-25'))

            def build(day):
                for path in cache.rglob('*.registros'):
                    path.unlink()
                subprocess.run([PROGRAM, 'build', '--site', str(site), '--output', str(output), '--today', day],
                    check=True, capture_output=True, env={**os.environ, 'XDG_CACHE_HOME': str(cache)})
                told = (output / SCRIPT).read_text(), (output / 'datos/index.json').read_text()
                self.assertTrue(all(day in text for text in told), told)
                return bool(list(cache.rglob('*.registros')))

            # On the 25th the protocol comes into force; an earlier day is never taken for a later one.
            days = ('2026-11-21', '2026-11-22', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-20')
            self.assertEqual([True, False, False, True, False, True], [build(day) for day in days])

    def test_the_archive_and_the_kept_pages_have_both_files(self):
        with zipfile.ZipFile(PAGES / 'sitio-sin-conexion.zip') as archive:
            names = {name.split('/', 1)[-1] if not (PAGES / name).exists() else name for name in archive.namelist()}
        self.assertLessEqual({STYLE, SCRIPT}, names)
        kept = (PAGES / 'datos/sin-conexion.json').read_text()
        self.assertIn(f'"{STYLE}"', kept)
        self.assertIn(f'"{SCRIPT}"', kept)


class Told(PageTest):
    def test_the_script_tells_the_day_and_the_next_change(self):
        for how in ('http', 'file'):
            page = self.open(PAGE, how)
            footer = page.inner_text('.site-footer')
            self.assertIn(TOLD, footer)
            self.assertIn('próximo cambio previsto el 3 de diciembre de 2026', footer)
            self.assertEqual(TODAY, page.get_attribute('.site-day time', 'datetime'))

    def test_the_style_sheet_tells_the_same_without_a_script(self):
        for how in ('http', 'file'):
            page = self.open(PAGE, how, java_script_enabled=False)
            tree = page.locator('.site-footer').aria_snapshot()
            self.assertIn(TOLD, tree)
            self.assertIn('próximo cambio previsto el 3 de diciembre de 2026', tree)

    def test_printed_copies_bear_their_date(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, options in (('script', {}), ('none', {'java_script_enabled': False})):
                paper = pathlib.Path(folder, name + '.pdf')
                self.open(PAGE, **options).pdf(path=str(paper))
                command = ['pdftotext', '-layout', str(paper), '-']
                words = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                self.assertEqual(1, len(re.findall(TOLD, words.split('\f')[0])), name)

    def test_an_archived_version_tells_no_day(self):
        page = self.open('historial/manuales/man-atc-01/03.html')
        self.assertNotIn('Estado al', page.inner_text('.site-footer'))

    def test_a_document_exported_as_one_file_tells_its_day(self):
        with tempfile.TemporaryDirectory() as folder:
            command = [PROGRAM, 'export', 'html', 'constancia-cotizaciones', '--site', str(SITE), '--output', folder]
            subprocess.run(command + ['--today', TODAY], capture_output=True, check=True)
            [single] = pathlib.Path(folder).glob('*.html')
            for scripted in (True, False):
                context = self.browser.new_context(java_script_enabled=scripted)
                self.addCleanup(context.close)
                page = context.new_page()
                page.goto(single.as_uri())
                told = page.inner_text('.single-note') if scripted else page.locator('.single-note').aria_snapshot()
                self.assertIn(TOLD, told, scripted)


if __name__ == '__main__':
    unittest.main()
