"""A new hire with a telephone: the header, the way to the own list, and what the list says."""
import html
import pathlib
import re
import subprocess
import tempfile

from pages import PAGES, PROGRAM, TODAY, PageTest

JOB = 'puestos/agente-ventanilla.html'
LIST = 'incorporacion/puestos/agente-ventanilla.html'
PHONE = {'viewport': {'width': 360, 'height': 640}, 'has_touch': True, 'is_mobile': True}
SITE = {
    'site.yaml': 'institución: Casa\nlengua: es\n',
    'puestos/jefe.md': '---\ntítulo: Jefe de Sala\n---\n\n## Objetivo\n\nDirigir.\n',
    'puestos/agente.md': '---\ntítulo: Agente\nreporta a: jefe\n---\n\n## Objetivo\n\nAtender.\n\n'
        '## Relaciones internas\n\n| Con | Para qué |\n|---|---|\n| [[jefe]] | Informar. |\n| Contabilidad. | Pagar. |'
        '\n\n## Relaciones externas\n\n| Con | Para qué |\n|---|---|\n| Afiliados y sus familias. | Atender. |\n\n'
        '## Funciones\n\n- Abrir la sala.\n',
    'incorporacion/sala.md': '---\ntítulo: Sala\npara: [agente]\n---\n\n## Actividades\n\n### Día 1\n\n'
        '- [ ] Recorrer la sala y el archivo con la jefatura. {plazo="1 día"}\n- [x] Leer la descripción del '
        'puesto con la jefatura y preguntar lo que no se entienda.\n\n### Primera semana\n\n'
        '- Revisar con la jefatura diez expedientes cerrados. {plazo="1 día"}\n'
        '- Revisar con la jefatura diez expedientes abiertos.\n',
    'incorporacion/casa.md': '---\ntítulo: Casa\npara: [agente]\n---\n\n## Actividades\n\n### Día 1\n\n'
        '- Recorrer la sala y el archivo con la jefatura de turno. {evidencia="Croquis"}\n'
}


def tasks(text):
    """Each task of an onboarding page: its words, its facts, its code of the time limit."""
    found = []
    for item in re.findall(r'<li class="check-item".*?</li>', text, re.S):
        facts = [html.unescape(re.sub('<[^>]+>', '', ' '.join(pair)))
            for pair in re.findall(r'<dt>(.*?)</dt><dd>(.*?)</dd>', item, re.S)]
        code = re.search('data-due-code="([^"]*)"', item)
        found.append((html.unescape(re.search('<label[^>]*>(.*?)</label>', item, re.S)[1]), facts,
            code and code[1]))
    return found


class Newcomer(PageTest):
    def test_the_header_takes_a_tenth_of_a_telephone_and_shows_its_parts_on_request(self):
        page = self.open(JOB, **PHONE)
        self.assertLessEqual(page.locator('.site-header').bounding_box()['height'], 64)
        self.assertFalse(page.locator('.site-header .search-box').is_visible())
        page.get_by_role('button', name='Menú').click()
        self.assertTrue(page.locator('.doors-line').is_visible())
        page.get_by_role('button', name='Buscar').click()
        self.assertFalse(page.locator('.doors-line').is_visible())
        self.assertEqual('buscar', page.evaluate('document.activeElement.id'))
        page.reload()
        page.keyboard.press('/')
        self.assertEqual('buscar', page.evaluate('document.activeElement.id'), 'a narrow window has a keyboard too')
        plain = self.open(JOB, java_script_enabled=False, **PHONE)
        self.assertTrue(plain.locator('.doors-line').is_visible())
        self.assertTrue(plain.locator('.site-header .search-box').is_visible())

    def test_every_page_links_to_the_readers_own_list(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open(JOB, how, **PHONE)
                mine, own = page.locator('[data-my-job]'), page.get_by_role('link', name='Lista de incorporación')
                for part in (mine, own.first):
                    box = part.bounding_box()
                    self.assertLess(box['y'] + box['height'], 640, 'on the first screen')
                door = page.locator('[data-start-door]')
                self.assertTrue(door.get_attribute('href').endswith('incorporacion/index.html'))
                mine.click()
                page.get_by_role('button', name='Menú').click()
                door.click()
                self.assertTrue(page.url.endswith(LIST))
                page.goto(self.bases[how] + 'index.html')
                page.locator('.doors [data-start-door]').click()
                self.assertTrue(page.url.endswith(LIST))
                page.locator('[data-my-job]').click()
                page.goto(self.bases[how] + 'index.html')
                page.locator('.doors [data-start-door]').click()
                self.assertTrue(page.url.endswith('incorporacion/index.html'))
                page.get_by_role('link', name='Agente de Ventanilla').click()
                self.assertTrue(page.url.endswith(LIST), 'the general page leads to the list of each job')

    def test_the_sourceopens_at_what_is_mine_and_due(self):
        page = self.open(LIST, **PHONE)
        self.assertFalse(page.locator('#fase-1').is_visible(), 'before the first day, others have work')
        opened = page.locator('.phase:not(.is-folded):visible')
        self.assertEqual(1, opened.count())
        self.assertIn('Día 1', opened.inner_text())
        page.fill('#inicio', page.evaluate('OficioFiles.iso(OficioFiles.today())'))
        now = page.locator('[data-now]')
        self.assertTrue(0 < now.locator('li').count() <= 7)
        self.assertLess(now.bounding_box()['y'], page.locator('[data-tools]').bounding_box()['y'])
        today = page.evaluate('OficioFiles.iso(OficioFiles.today())')
        dates = page.eval_on_selector_all('#fase-2 ~ * time, .phase:not(.is-folded) .check-item:not([hidden]) time',
            'all => all.map(e => e.dateTime)')
        self.assertEqual({today}, set(dates), 'all of the first day is due on the first day')
        # A link to a task opens its phase.
        later = page.locator('.phase.is-folded .check-item:not([hidden])').last.get_attribute('id')
        page.evaluate('id => { location.hash = id; }', later)
        page.locator(f'#{later}').wait_for(state='visible')
        for box in page.locator('.phase:not(.is-folded)').first.locator('.check-box:visible').all():
            box.check()
        self.assertTrue(page.get_by_role('button', name='Primera semana').get_attribute('aria-expanded') == 'true')
        page.check('[name=vista][value=jefatura]')
        page.reload()
        self.assertTrue(page.is_checked('[name=vista][value=jefatura]'), 'the chosen view stays')
        page.emulate_media(media='print')
        self.assertEqual(0, page.locator('.phase:not([hidden]) .check-item:not([hidden]):not(:visible)').count())

    def test_a_table_that_scrolls_says_so(self):
        page = self.open('manuales/man-atc-01.html', **PHONE)
        wide = page.locator('.is-wider')
        self.assertGreater(wide.count(), 0)
        self.assertEqual(wide.count(), page.locator('.scroll-note:visible').count())
        self.assertIn('deslizarla', page.locator('.scroll-note').first.inner_text())
        page.emulate_media(media='print')
        self.assertEqual(0, page.locator('.scroll-note:visible').count())
        self.assertEqual(0, self.open(JOB).locator('.scroll-note').count())

    def test_tasks_keep_their_numbers_and_their_levels(self):
        text = '---\ntítulo: Tareas\n---\n\n- [ ] Abrir\n- [x] Cerrar\n  - [ ] Con llave\n\n1. [ ] Uno\n2. [x] Dos\n'
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / 'content/paginas/tareas.md'
            page.parent.mkdir(parents=True)
            page.write_text(text, 'utf-8')
            (page.parents[1] / 'site.yaml').write_text('institución: Casa\n', 'utf-8')
            done = subprocess.run([PROGRAM, 'build', '--quiet', '--today', TODAY], cwd=folder, capture_output=True)
            self.assertEqual(0, done.returncode)
            shown = self.browser.new_page(viewport={'width': 360, 'height': 640})
            self.addCleanup(shown.close)
            shown.goto((pathlib.Path(folder) / 'output/paginas/tareas.html').as_uri())
            boxes = shown.locator('main .task')
            left = [boxes.nth(place).bounding_box()['x'] for place in range(5)]
            kinds = shown.locator('main li:has(> .task)').evaluate_all(
                'items => items.map(item => getComputedStyle(item).listStyleType)')
        self.assertEqual(['none', 'none', 'none', 'decimal', 'decimal'], kinds)
        self.assertEqual(left[0], left[1])
        self.assertGreater(left[2], left[1] + 8)

    def test_a_telephone_gets_no_hint_of_keys(self):
        for options, shown in ((PHONE, False), ({}, True)):
            page = self.open('index.html', **options)
            page.fill('#buscar-inicio', 'pensión')
            page.locator('.suggestion').first.wait_for()
            said = "Array.from(document.querySelectorAll('[role=status]')).map(e => e.textContent).join()"
            self.until(page, f'() => /documento/.test({said})')
            self.assertEqual(shown, 'Flecha abajo' in page.evaluate(said))
            self.assertEqual(shown, page.locator('.key-choice').is_visible())

    def test_dates_of_an_english_sourcebegin_with_the_day(self):
        """As the dates do that the build writes: *5 January 2026*."""
        with tempfile.TemporaryDirectory() as folder:
            site = pathlib.Path(folder) / 'site'
            source = site / 'content/onboarding/first.md'
            for words in (['new', site, '--lang', 'en'], ['build', '--quiet', '--site', site, '--today', TODAY]):
                done = subprocess.run([PROGRAM, *words], capture_output=True, text=True)
                self.assertEqual(0, done.returncode, done.stderr)
                source.parent.mkdir(exist_ok=True)
                source.write_text('---\ntitle: First month\nfor: [archivist]\n---\n\n## Items\n\n### Day 1\n\n'
                    '- Introduce the team. {due="1 day"}\n', 'utf-8')
            page = self.browser.new_page(locale='en-US')
            self.addCleanup(page.close)
            page.goto((site / 'output/onboarding/jobs/archivist.html').as_uri())
            page.fill('input[type=date]', '2026-11-30')
            self.until(page, "() => /November/.test(document.querySelector('main').innerText)")
            words = page.inner_text('main')
            names = []
            for button in ('[data-save]', '[data-calendar]'):
                with page.expect_download() as download:
                    page.click(button)
                names.append(download.value.suggested_filename)
        self.assertEqual(['progress-archivist.json', 'due-dates-archivist.ics'], names)
        self.assertIn('30 November 2026', words)
        self.assertNotIn('November 30', words)

    def test_lists_of_the_demonstration_say_nothing_odd(self):
        for path in sorted((PAGES / 'incorporacion/puestos').glob('*.html')):
            found = tasks(path.read_text('utf-8'))
            words = [task[0] for task in found]
            self.assertEqual(len(words), len(set(words)), path.name)
            for text, facts, _ in found:
                self.assertNotIn('..', text)
                self.assertNotIn('Frecuencia Función', facts)
                self.assertNotIn('Presentarse: Afiliados', text)

    def test_a_sourceof_a_small_site(self):
        with tempfile.TemporaryDirectory() as folder:
            content = pathlib.Path(folder) / 'content'
            for name, text in SITE.items():
                (content / name).parent.mkdir(parents=True, exist_ok=True)
                (content / name).write_text(text, 'utf-8')
            done = subprocess.run([PROGRAM, 'build', '--quiet', '--today', TODAY], cwd=folder, capture_output=True,
                text=True)
            self.assertEqual(0, done.returncode, done.stdout + done.stderr)
            found = tasks((pathlib.Path(folder) / 'output/incorporacion/puestos/agente.html').read_text('utf-8'))
            own = (pathlib.Path(folder) / 'output/incorporacion/sala.html').read_text('utf-8')
        by_words = {words: (facts, code) for words, facts, code in found}
        self.assertEqual(len(found), len(by_words))
        # The same task of two checklists is one, in the fuller words and with the facts of both.
        self.assertEqual(
            (['Evidencia Croquis'], '0 days'), by_words['Recorrer la sala y el archivo con la jefatura de turno.'])
        self.assertIn('Leer la descripción del puesto con la jefatura y preguntar lo que no se entienda.', by_words)
        self.assertFalse([words for words in by_words if words.startswith(('Leer la descripción del puesto y', '['))])
        self.assertEqual('1 days', by_words['Revisar con la jefatura diez expedientes cerrados.'][1])
        self.assertIn('Revisar con la jefatura diez expedientes abiertos.', by_words, 'one list has no double tasks')
        self.assertEqual(['Presentarse: Contabilidad.'], [w for w in by_words if w.startswith('Presentarse')],
            'neither the superior again nor the public')
        self.assertEqual(['Puesto Agente'], by_words['Abrir la sala.'][0])
        self.assertNotIn('[ ]', own)
        self.assertNotIn('[x]', own)
