"""Pages without a network: a unit kept by the service worker, the site as one archive, a manual as one file; also the
second theme."""
import pathlib
import shutil
import re
import subprocess
import tempfile
import zipfile

import pages
from pages import PROGRAM, SITE, TODAY, PageTest

SETTINGS = '''
identidad:
  logo: recursos/logo.svg
  color: "#6b1f2a"
  color oscuro: "#f0b9c0"
  pie: [Avenida Central 100]
sin conexión: sí
'''


class Offline(PageTest):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        shutil.copytree(SITE / 'content', root / 'content')
        settings = root / 'content/site.yaml'
        own = [line for line in settings.read_text('utf-8').splitlines()
            if not line.startswith(('identidad', 'sin conexión', 'tema', '  '))]
        settings.write_text('\n'.join(own).replace('https://manuales.ipsv.example/', 'https://ejemplo.example/')
            + '\ntema: folio\n' + SETTINGS, 'utf-8')
        (root / 'content/recursos').mkdir(exist_ok=True)
        (root / 'content/recursos/logo.svg').write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4" '
            'width="60" height="40"><rect width="6" height="4" fill="#246"/></svg>', 'utf-8')
        cls.run_program(root, 'build', '--output', str(root / 'web'), '--quiet')
        cls.saved, pages.PAGES = pages.PAGES, root / 'web'
        super().setUpClass()

    @classmethod
    def tearDownClass(cls):
        super().tearDownClass()
        pages.PAGES = cls.saved
        cls.folder.cleanup()

    @classmethod
    def run_program(cls, root, *arguments):
        done = subprocess.run([PROGRAM, *arguments, '--site', str(root), '--today', TODAY], capture_output=True,
            text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def test_a_unit_is_kept_and_read_without_the_network(self):
        context = self.browser.new_context(locale='es')
        self.addCleanup(context.close)
        page = context.new_page()
        page.goto(self.bases['http'] + 'unidades/departamento-oficinas-atencion.html')
        button = page.get_by_role('button', name='Guardar esta unidad')
        button.click()
        page.locator('.offline [role=status]', has_text='Páginas guardadas').wait_for()
        done, of = [int(n) for n in re.findall(r'\d+', page.inner_text('.offline [role=status]'))][:2]
        self.assertEqual(done, of)
        self.assertEqual('true', page.locator('.offline button').get_attribute('aria-pressed'))
        context.set_offline(True)
        page.goto(self.bases['http'] + 'puestos/agente-ventanilla.html')
        self.assertEqual('Agente de Ventanilla', page.inner_text('h1'))
        self.assertTrue(page.evaluate("getComputedStyle(document.querySelector('.masthead')).display !== 'block'"),
            'its styles are there too')
        page.goto(self.bases['http'] + 'protocolos/fe-de-vida.html')
        self.assertEqual('Fe de vida', page.inner_text('h1'))
        context.set_offline(False)
        page.goto(self.bases['http'] + 'unidades/departamento-oficinas-atencion.html')
        page.get_by_role('button', name='Quitar lo guardado').click()
        page.get_by_role('button', name='Guardar esta unidad').wait_for()

    def test_from_a_disk_nothing_is_offered_that_cannot_be(self):
        page = self.open('unidades/departamento-oficinas-atencion.html', 'file')
        self.assertFalse(page.locator('.offline').is_visible())

    def test_the_archive_is_the_site(self):
        with tempfile.TemporaryDirectory() as folder:
            archive = zipfile.ZipFile(pages.PAGES / 'sitio-sin-conexion.zip')
            self.assertIsNone(archive.testzip())
            archive.extractall(folder)
            here = sorted(p.relative_to(pages.PAGES).as_posix() for p in pages.PAGES.rglob('*') if p.is_file()
                and '.oficio' not in p.parts and p.suffix != '.zip')
            there = sorted(p.relative_to(folder + '/sitio').as_posix() for p in pathlib.Path(folder).rglob('*')
                if p.is_file())
            self.assertEqual(here, there)
            page = self.open('index.html')
            page.goto(pathlib.Path(folder, 'sitio/index.html').as_uri())
            page.fill('#buscar-inicio', 'fe de vida')
            page.wait_for_selector('.suggestion')
        before = (pages.PAGES / 'sitio-sin-conexion.zip').read_bytes()
        self.run_program(pages.PAGES.parent, 'build', '--output', str(pages.PAGES), '--quiet')
        self.assertEqual(before, (pages.PAGES / 'sitio-sin-conexion.zip').read_bytes())

    def test_a_manual_works_as_one_file(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'manual.html'
            self.run_program(pages.PAGES.parent, 'export', 'html', 'MAN-ATC-01', '--output', str(path))
            context = self.browser.new_context(locale='es')
            self.addCleanup(context.close)
            page, asked = context.new_page(), []
            page.on('request', lambda request: asked.append(request.url))
            page.goto(path.as_uri())
            page.get_by_label('Buscar en este documento').fill('ATENCION')
            page.keyboard.press('Enter')
            self.assertRegex(page.inner_text('[role=status]'), r'^1 / \d+$')
            self.assertEqual('atención', page.locator('mark.current').inner_text().lower())
            words = page.inner_text('main')
            for member in ('Agente de Ventanilla', 'Analista de Calidad y Reclamos', 'Jefe de Calidad y Reclamos'):
                self.assertIn(member, words)
            page.keyboard.press('Escape')
            self.assertEqual(0, page.locator('mark').count())
            self.assertEqual([path.as_uri()], [u for u in asked if not u.startswith('data:')], 'nothing else is loaded')
            self.assertEqual(0, page.locator('a:not([href^="https://ejemplo.example/"]):not([href^="#"])').count())
            self.axe(page, 'manual')

    def test_the_second_theme_holds_the_same_promises(self):
        for scheme in ('light', 'dark'):
            for path in ('index.html', 'puestos/director-ejecutivo.html', 'protocolos/fe-de-vida.html',
                    'lista-maestra.html'):
                with self.subTest(f'{path} {scheme}'):
                    page = self.open(path, color_scheme=scheme)
                    self.axe(page, f'{path} {scheme}')
                    page.set_viewport_size({'width': 320, 'height': 640})
                    self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), 320)
                    page.context.close()

    def test_the_identity_is_on_every_page(self):
        page = self.open('puestos/director-ejecutivo.html')
        self.assertTrue(page.evaluate("document.querySelector('.site-logo').naturalWidth > 0"))
        self.assertIn('Avenida Central 100', page.inner_text('.site-footer'))
        self.assertEqual('rgb(107, 31, 42)',
            page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor"))
