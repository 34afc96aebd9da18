"""Interactive pages: onboarding, receipts, tables, comparison, calendar, chart, the reader's own job."""
import json
import pathlib
import re
import shutil
import subprocess
import tempfile

from pages import PROGRAM, SITE, TODAY, PageTest

ONBOARDING = 'incorporacion/puestos/agente-ventanilla.html'
RECEIPT = 'acuses/puestos/agente-ventanilla.html'


def events(text):
    """The events of a calendar, lines unfolded."""
    lines = re.sub(r'\r\n[ \t]', '', text).split('\r\n')
    found, event = [], None
    for line in lines:
        if line == 'BEGIN:VEVENT':
            event = {}
        elif line == 'END:VEVENT':
            found.append(event)
            event = None
        elif event is not None:
            name, value = line.split(':', 1)
            event[name.split(';')[0]] = value
    return found


class Work(PageTest):
    def saved(self, page, click):
        with page.expect_download() as download:
            click()
        return download.value.suggested_filename, pathlib.Path(download.value.path()).read_bytes()

    def loaded(self, page, data, name='avance.json'):
        page.set_input_files('[data-load]', {'name': name, 'mimeType': 'application/json', 'buffer': data
            if isinstance(data, bytes) else json.dumps(data).encode()})

    # ── Onboarding

    def test_ticks_stay_and_dates_are_counted(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open(ONBOARDING, how)
                total = page.locator('.check-item:not([hidden])').count()
                self.assertGreater(total, 40, 'authored and implied items')
                box = page.locator('#base-seguridad-hecho')
                box.focus()
                page.keyboard.press('Space')
                self.assertIn(f'1 de {total}', page.inner_text('[data-words-out]'))
                page.fill('#inicio', '2026-11-23')
                due = page.get_attribute('#a-sentarse-junto-companero-durante-dos-jornadas time', 'datetime')
                self.assertEqual('2026-11-26', due, 'three working days after a Monday')
                page.reload()
                self.assertTrue(box.is_checked())
                self.assertEqual('2026-11-23', page.input_value('#inicio'))

    def test_working_days_leave_out_the_weekend(self):
        page = self.open(ONBOARDING)
        page.fill('#inicio', '2026-11-26')
        self.assertEqual('2026-12-01', page.get_attribute('#a-sentarse-junto-companero-durante-dos-jornadas time',
            'datetime'), 'Thursday and three working days')

    def test_each_view_shows_its_own(self):
        page = self.open(ONBOARDING)
        shown = page.locator('.check-item:not([hidden])')
        page.check('[name=vista][value=""]')
        every = shown.count()
        counts = {}
        for value in ('persona', 'jefatura', 'talento'):
            page.check(f'[name=vista][value={value}]')
            counts[value] = shown.count()
            self.assertTrue(0 < counts[value] < every, counts)
        page.check('[name=vista][value=talento]')
        self.assertTrue(page.locator('#fase-1').is_visible(), 'what human resources prepare before the first day')
        page.check('[name=vista][value=persona]')
        self.assertFalse(page.locator('#fase-1').is_visible())

    def test_progress_goes_to_another_computer_and_is_merged(self):
        page = self.open(ONBOARDING)
        page.check('#base-seguridad-hecho')
        page.fill('#inicio', '2026-11-23')
        name, data = self.saved(page, lambda: page.click('[data-save]'))
        self.assertEqual('avance-agente-ventanilla.json', name)
        other = self.open(ONBOARDING, 'file')
        other.check('#base-jefatura-hecho')
        self.loaded(other, data)
        self.until(other, "() => document.getElementById('base-seguridad-hecho').checked")
        self.assertTrue(other.is_checked('#base-jefatura-hecho'), 'nothing that was ticked is lost')
        self.assertEqual('2026-11-23', other.input_value('#inicio'))
        self.assertIn('del archivo: 1', other.inner_text('[data-message]'))

    def test_files_that_are_no_progress_change_nothing(self):
        page = self.open(ONBOARDING)
        page.check('#base-seguridad-hecho')
        for data, words in ((b'{"format": "oficio pro', 'dañado'), ({'format': 'otro'}, 'dañado'),
                            ({'format': 'oficio progress 1', 'job': 'director', 'title': '<b>Director</b>'},
                                'otro puesto: <b>Director</b>'),
                            ({'format': 'oficio progress 1', 'job': 'agente-ventanilla', 'done': 7,
                                'start': '2026-13-77'}, 'del archivo: 0')):
            self.loaded(page, data)
            self.until(page, "words => document.querySelector('[data-message]').textContent.includes(words)", words)
            self.assertTrue(page.is_checked('#base-seguridad-hecho'))
        self.assertEqual(0, page.locator('[data-message] b').count())

    def test_progress_survives_a_new_wording_and_removed_items_are_listed(self):
        page = self.open(ONBOARDING)
        words = page.inner_text('#a-firmar-compromiso-reserva-aprender-bloquear-sesion .check-task') if page.locator(
            '#a-firmar-compromiso-reserva-aprender-bloquear-sesion').count() else None
        key = page.evaluate(
            "'oficio:' + document.documentElement.getAttribute('data-site') + ':avance:agente-ventanilla'")
        item = page.locator('.check-item:visible').nth(6)
        id_, text = item.get_attribute('id'), item.locator('.check-task').inner_text()
        page.evaluate("([key, text]) => localStorage.setItem(key, JSON.stringify({format: 'oficio progress 1', job: "
            "'agente-ventanilla', start: '', done: {'a-antiguo-nombre': {text: text + ' siempre', day: '2026-11-20'}, "
            "'a-desaparecida': {text: 'Tarea que ya no existe', day: ''}}}))", [key, text])
        page.reload()
        self.assertTrue(page.is_checked(f'#{id_}-hecho'), words)
        self.assertIn('actividades con nueva redacción que conservan su marca: 1', page.inner_text('[data-message]'))
        self.assertIn('Tarea que ya no existe', page.locator('[data-gone-list]').text_content())

    def test_without_storage_the_page_works_and_shows_a_message(self):
        context = self.browser.new_context(locale='es')
        self.addCleanup(context.close)
        context.add_init_script("Object.defineProperty(Storage.prototype, 'setItem', {value: () => { throw new "
            "DOMException('full', 'QuotaExceededError'); }});")
        page = context.new_page()
        page.goto(self.bases['http'] + ONBOARDING)
        self.assertIn('no guarda el avance', page.inner_text('[data-message]'))
        page.check('#base-seguridad-hecho')
        self.assertIn('1 de', page.inner_text('[data-words-out]'))
        self.assertIn('Guardar en un archivo', page.inner_text('[data-message]'))

    def test_due_dates_come_as_a_calendar(self):
        page = self.open(ONBOARDING)
        page.fill('#inicio', '2026-11-23')
        page.check('#base-seguridad-hecho')
        name, data = self.saved(page, lambda: page.click('button[data-calendar]'))
        found = events(data.decode('utf-8'))
        self.assertEqual('plazos-agente-ventanilla.ics', name)
        shown = page.locator('.check-item:not([hidden])').count()
        self.assertEqual(shown - 1, len(found), 'what is done needs no date')
        self.assertTrue(all(len(line.encode()) <= 75 for line in data.decode('utf-8').split('\r\n')))
        self.assertEqual(len(found), len({e['UID'] for e in found}))
        self.assertTrue(all(re.fullmatch(r'20\d{6}', e['DTSTART']) for e in found))

    # ── Receipts

    def test_a_receipt_made_in_the_page_is_one_for_the_program(self):
        for how in ('http', 'file'):
            with self.subTest(how), tempfile.TemporaryDirectory() as folder:
                page = self.open(RECEIPT, how)
                page.fill('#acuse-nombre', 'Iñaki «Ñ» Peña;=1')
                page.fill('#acuse-documento', '0801-1990')
                page.fill('#acuse-fecha', TODAY)
                name, data = self.saved(page, lambda: page.click('[data-receipt-form] [type=submit]'))
                self.assertRegex(name, r'^acuse-agente-de-ventanilla-05-.*\.json$')
                shutil.copytree(SITE / 'content', pathlib.Path(folder) / 'content')
                (pathlib.Path(folder) / 'a.json').write_bytes(data)
                added = subprocess.run([PROGRAM, 'receipts', 'add', '--today', TODAY, 'a.json'], cwd=folder,
                    capture_output=True, text=True)
                self.assertEqual(0, added.returncode, added.stderr)
                self.assertIn('Iñaki «Ñ» Peña;=1', added.stdout)
                self.assertNotIn('Iñaki', page.evaluate('JSON.stringify(localStorage)'), 'the browser keeps no name')

    def test_a_receipt_without_a_name_is_not_made(self):
        page = self.open(RECEIPT)
        page.fill('#acuse-nombre', '  ')
        page.click('[data-receipt-form] [type=submit]')
        self.assertIn('Faltan el nombre o la fecha', page.inner_text('.receipt-page [data-message]'))

    def test_a_later_visit_shows_changes_since_the_receipt(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open('index.html', how)
                key = page.evaluate("'oficio:' + document.documentElement.getAttribute('data-site') + ':acuses'")
                page.evaluate("key => localStorage.setItem(key, JSON.stringify({'manual/man-atc-01': {entry: 2, "
                    "version: '04', title: 'Manual de puestos', date: '2024-01-01'}, 'job/x': 3, "
                    "'job/agente-ventanilla': {entry: 3, version: '05', title: 'Agente', date: '2026-01-01'}}))", key)
                page.reload()
                box = page.locator('[data-signed]')
                box.wait_for(state='visible')
                self.assertIn('Manual de puestos: firmó la versión 04; rige la 05', box.inner_text())
                self.assertNotIn('Agente', box.inner_text())
                box.get_by_role('link', name='Ver qué cambió').click()
                page.wait_for_url('**/historial/**')
                self.assertEqual(1, page.locator('h1').count())

    # ── Tables

    def test_functions_are_filtered_and_sorted(self):
        page = self.open('quien-hace.html', 'file')
        rows = page.locator('#tabla-funciones tbody tr:visible')
        every = rows.count()
        page.get_by_label('Filtrar la lista').fill('expedientes agente')
        few = rows.count()
        self.assertTrue(0 < few < every / 4)
        self.assertIn(str(few), page.inner_text('.filter-result'))
        page.get_by_role('button', name='Quitar los filtros').click()
        page.get_by_label('Frecuencia').select_option('Mensual')
        self.assertTrue(all('Mensual' in t for t in rows.all_inner_texts()))
        head = page.locator('#tabla-funciones thead th').nth(1)
        head.get_by_role('button').click()
        self.assertEqual('ascending', head.get_attribute('aria-sort'))
        jobs = [r.locator('td').nth(1).inner_text() for r in rows.all()]
        self.assertEqual(jobs, sorted(jobs, key=lambda t: t.lower().translate(str.maketrans('áéíóúñ', 'aeioun'))))
        rows.first.locator('a').first.click()
        self.assertIn('/puestos/', page.url)
        # It opens at the function.
        page.locator(':target').wait_for()

    def test_the_matrix_shows_levels_as_figures_and_is_a_list_on_a_telephone(self):
        page = self.open('matriz.html')
        self.assertTrue(all(t.strip() for t in page.locator('td[class*=heat-]').all_inner_texts()),
            'no cell speaks by its shade alone')
        page.set_viewport_size({'width': 360, 'height': 740})
        self.assertEqual('none', page.locator('td.level:empty').first.evaluate('e => getComputedStyle(e).display'))

    # ── Jobs

    def test_what_is_missing_to_become_the_boss_is_two_links_away(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open('puestos/agente-ventanilla.html', how)
                page.get_by_role('link', name='Qué falta para ser Supervisor de Ventanilla').click()
                section = page.get_by_role('region',
                    name='Lo que falta para pasar de Agente de Ventanilla a Supervisor de Ventanilla')
                section.wait_for()
                text = section.inner_text()
                self.assertIn('Liderazgo, nivel 2', text)
                self.assertIn('(hoy se pide el nivel 2)', text)
                self.assertIn('Elaborar el rol de ventanillas', text)
                self.assertNotIn('Marcar personalmente', text, 'common functions are shared or left behind')
                page.get_by_role('button', name='Intercambiar').click()
                page.get_by_role('region',
                    name='Lo que falta para pasar de Supervisor de Ventanilla a Agente de Ventanilla').wait_for()
                self.assertIn('de=supervisor-ventanilla', page.url)
                page.reload()
                page.get_by_role('region',
                    name='Lo que falta para pasar de Supervisor de Ventanilla a Agente de Ventanilla').wait_for()

    def test_the_year_of_a_job_and_its_calendar(self):
        page = self.open('calendario.html?puesto=agente-ventanilla', 'file')
        page.get_by_role('region', name='Esta semana').wait_for()
        row = page.locator('.year tbody tr', has_text='Reforzar durante enero y febrero')
        marks = [i for i, c in enumerate(row.locator('td.month').all()) if 'month-on' in c.get_attribute('class')]
        self.assertEqual([0, 1], marks, 'the months that the function names')
        name, data = self.saved(page, lambda: page.get_by_role('button', name='Descargar el calendario').click())
        found = events(data.decode('utf-8'))
        self.assertEqual('calendario-agente-ventanilla.ics', name)
        monthly = [e for e in found if 'RRULE' in e and e['RRULE'].startswith('FREQ=MONTHLY')
            and 'BYMONTH' not in e['RRULE']]
        self.assertTrue(monthly)
        self.assertTrue(any(e['RRULE'] == 'FREQ=MONTHLY;BYMONTH=1,2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' for e in found))
        self.assertFalse(any('BYDAY=MO,TU,WE,TH,FR' == e['RRULE'].split(';')[-1]
            and e['RRULE'].startswith('FREQ=WEEKLY') for e in found), 'daily ones only where asked for')

    def test_a_missing_data_file_gives_a_message(self):
        context = self.browser.new_context(locale='es')
        self.addCleanup(context.close)
        page = context.new_page()
        page.route(re.compile(r'/datos/puestos/[0-9]+\.js'), lambda route: route.abort())
        page.goto(self.bases['http'] + 'calendario.html?puesto=agente-ventanilla')
        page.locator('[data-status]', has_text='No se pudieron leer los datos').wait_for()

    def test_my_job_is_remembered_on_the_home_page(self):
        for how in ('http', 'file'):
            with self.subTest(how):
                page = self.open('puestos/agente-ventanilla.html', how)
                button = page.get_by_role('button', name='Este es mi puesto')
                button.click()
                self.assertEqual('true', page.get_by_role('button', name='Mi puesto ✓').get_attribute('aria-pressed'))
                page.goto(self.bases[how] + 'index.html')
                mine = page.get_by_role('region', name='Mi puesto: Agente de Ventanilla')
                self.assertIn('Supervisor de Ventanilla', mine.inner_text())
                mine.get_by_role('link', name='Tareas de esta semana').click()
                page.get_by_role('region', name='Esta semana').wait_for()

    def test_stored_addresses_lead_nowhere_else(self):
        page = self.open('index.html')
        key = page.evaluate("'oficio:' + document.documentElement.getAttribute('data-site') + ':puesto'")
        for url in ('javascript:alert(1)', 'https://mal.example/x.html', '../x.html', '//mal.example/x.html'):
            page.evaluate("([key, url]) => localStorage.setItem(key, JSON.stringify({id: 'x', title: 'X', url: url, "
                "bossUrl: url, start: url}))", [key, url])
            page.reload()
            self.assertEqual(0, page.locator('[data-my-home]:visible').count(), url)

    def test_the_chart_grows_and_is_a_list_too(self):
        page = self.open('organizacion.html')
        before = float(page.get_attribute('svg.chart', 'width'))
        page.get_by_role('button', name='Acercar').click()
        self.assertGreater(float(page.get_attribute('svg.chart', 'width')), before)
        page.get_by_role('button', name='Ajustar al ancho').click()
        self.assertLessEqual(float(page.get_attribute('svg.chart', 'width')),
            page.evaluate("document.querySelector('.chart-scroll').clientWidth"))
        boxes = page.locator('svg.chart rect').count()
        self.assertEqual(boxes, page.locator('.chart-list li').count(), 'every box stands in the list')
        overflow = page.evaluate(
            """Array.from(document.querySelectorAll('svg.chart text'))
                .filter(t => t.getComputedTextLength() > 204 - 6).map(t => t.textContent)""")
        self.assertEqual([], overflow)
        page.set_viewport_size({'width': 390, 'height': 844})
        page.reload()
        place = (
            "(() => { const [r, v] = ['svg.chart rect', '.chart-scroll'].map(w => "
            "document.querySelector(w).getBoundingClientRect()); return [r.left - v.left, v.right - r.right]; })()")
        left, right = page.evaluate(place)
        self.assertAlmostEqual(left, right, delta=4, msg='a narrow screen begins with the top of the chart')
        page.get_by_role('button', name='Acercar').click()
        left, right = page.evaluate(place)
        self.assertAlmostEqual(left, right, delta=4, msg='what stood in the middle stays there')
