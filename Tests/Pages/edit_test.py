"""The editor in a browser: from a page to its form, findings while typing, drafts, marks, the page beside the form, a
hostile page, and every view at two widths."""
import http.server
import os
import re
import subprocess
import threading

from edit_page import JOB, EditPage
from editing import Editor


class Edit(EditPage):
    def test_from_the_page_to_the_form_and_back(self):
        page = self.enter(JOB + '.html', 'site')
        page.click('#oficio-editar a')
        page.wait_for_url('**/-oficio/editar/documento**')
        self.checked(page)
        page.fill('[name="v:objective"]', 'Hacer que la oficina funcione.')
        self.until(
            page, 'words => document.querySelector("#cambios .lineas")?.textContent.includes(words)',
            'funcione.')
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        self.assertIn('Hacer que la oficina funcione.', self.file.read_text())
        page.click('.aviso a')
        self.assertNotEqual('Hacer que la oficina funcione.', page.input_value('[name="v:objective"]'))
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        self.assertEqual(self.text, self.file.read_text())

    def test_saving_by_key_and_leaving_without_a_question(self):
        page = self.form()
        asked = []
        page.on('dialog', lambda dialog: (asked.append(dialog.type), dialog.accept()))
        self.checked(page)
        page.reload()
        self.checked(page)
        page.fill('[name="v:objective"]', 'Hacer que la oficina funcione.')
        page.keyboard.press('Control+s')
        page.wait_for_url(re.compile('guardado=1'))
        self.assertIn('Hacer que la oficina funcione.', self.file.read_text())
        self.assertIn('anterior', page.text_content('.aviso a'))
        page.click('.aviso a')
        self.checked(page)
        self.assertTrue(page.locator('.barra .guardar').is_visible())
        page.reload()
        self.assertEqual([], asked, 'nothing was typed')

    def test_findings_stand_beside_their_field_while_typing(self):
        page = self.form()
        self.checked(page)
        unit = page.locator('[name="v:unit"]')
        good = unit.input_value()
        unit.fill('unidad-que-no-existe')
        self.until(page, '() => document.querySelector("[data-campo=unit] .hallazgos li")')
        self.assertEqual('true', unit.get_attribute('aria-invalid'))
        unit.fill(good)
        self.until(page, '() => !document.querySelector("[data-campo=unit] .hallazgos li")')
        self.assertIsNone(unit.get_attribute('aria-invalid'))

    def test_drafts_wait_and_leaving_asks(self):
        page = self.form()
        asked = []
        page.on('dialog', lambda dialog: (asked.append(dialog.type), dialog.accept()))
        title = page.input_value('[name="v:title"]')
        page.fill('[name="v:title"]', 'Título a medias')
        self.until(page, '() => document.querySelector("#cambios ins")?.textContent === "Título a medias"')
        page.reload()
        self.assertEqual(['beforeunload'], asked)
        self.assertEqual(title, page.input_value('[name="v:title"]'), 'the draft is not in front of the text')
        self.assertEqual(1, page.locator('.aviso').count(), 'the browser does not offer what the server offers')
        page.click('#borradores a')
        page.wait_for_load_state()
        self.assertEqual('Título a medias', page.input_value('[name="v:title"]'))
        self.assertEqual(self.text, self.file.read_text())

    def test_a_draft_is_not_written_over(self):
        """Somebody who does not look at an offered draft and goes on typing keeps both."""
        page = self.form()
        page.on('dialog', lambda dialog: dialog.accept())
        for count, words in enumerate(('Primer título', 'Segundo título'), 1):
            page.fill('[name="v:title"]', words)
            self.until(page, 'words => document.querySelector("#cambios ins")?.textContent === words', words)
            page.reload()
            self.assertEqual(count, page.locator('#borradores li').count())
        page.locator('#borradores a').first.click()
        page.wait_for_load_state()
        self.assertEqual('Primer título', page.input_value('[name="v:title"]'))
        self.checked(page)
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        page.goto(page.url.split('&')[0])
        self.assertEqual(1, page.locator('#borradores li').count())
        page.locator('#borradores a').first.click()
        page.wait_for_load_state()
        self.assertEqual('Segundo título', page.input_value('[name="v:title"]'))

    def test_the_browser_keeps_a_draft_that_never_reached_the_server(self):
        page = self.form()
        page.on('dialog', lambda dialog: dialog.accept())
        self.checked(page)
        page.route('**/revisar?**', lambda route: route.fulfill(body='null', content_type='application/json'))
        page.fill('[name="v:title"]', 'Título de tren')
        self.until(page, '() => Object.keys(localStorage).some(key => localStorage[key].includes("de+tren"))')
        page.reload()
        self.assertEqual(0, page.locator('#borradores').count())
        page.locator('.aviso button').first.click()
        page.wait_for_load_state()
        self.assertEqual('Título de tren', page.input_value('[name="v:title"]'))

    def test_a_draft_of_the_browser_outlives_its_document(self):
        """The document is renamed while the server is out of reach: the draft is offered among the saved states."""
        page = self.form()
        page.on('dialog', lambda dialog: dialog.accept())
        self.checked(page)
        page.route('**/revisar?**', lambda route: route.fulfill(body='null', content_type='application/json'))
        page.fill('[name="v:title"]', 'Título de barco')
        self.until(page, '() => Object.keys(localStorage).some(key => localStorage[key].includes("de+barco"))')
        moved = self.file.with_name('supervisor-de-barco.md')
        self.addCleanup(lambda: moved.exists() and moved.unlink())
        self.file.rename(moved)
        self.addCleanup(self.file.write_text, self.text)
        page.goto(self.bases['editor'])
        page.click('#navegador a')
        page.wait_for_url('**/guardados#navegador')
        box = page.locator('#navegador li')
        self.assertEqual(1, box.count())
        self.assertIn(f'content/{JOB}.md', box.text_content())
        self.axe(page, 'drafts of the browser')
        box.get_by_role('button', name='Ver el borrador').click()
        page.wait_for_selector('[name="v:title"]')
        self.assertEqual('Título de barco', page.input_value('[name="v:title"]'))
        # The form has reached the server with it, which offers it from now on.
        page.goto(self.bases['editor'] + 'guardados')
        self.assertFalse(page.is_visible('#navegador'))
        # The server may have a draft of each form: of the one that was opened first, and of the one with the draft.
        discard = page.get_by_role('button', name='Descartar')
        self.assertGreater(discard.count(), 0)
        while discard.count():
            with page.expect_navigation():
                discard.first.click()
        self.assertEqual(0, page.locator('#borradores, #navegador:not([hidden])').count())
        self.assertEqual([], page.evaluate(
            'Object.keys(localStorage).filter(key => key.startsWith("oficio-borrador:"))'))

    def test_a_new_document_has_its_page_beside_at_once(self):
        page = self.enter('nuevo')
        file = self.file.with_name('marinera.md')
        self.addCleanup(lambda: file.exists() and file.unlink())
        page.fill('#titulo', 'Marinera')
        page.click('button[value="revisar"]')
        page.wait_for_selector('#revision')
        self.assertFalse(page.locator('#revision .lineas').first.is_visible(), 'the source is folded')
        page.click('button[value="hacer"]')
        page.wait_for_url('**/documento?**')
        self.checked(page)
        links = page.locator('.enlaces').first.inner_text()
        self.assertIn('Publicar', links)
        for words in ('Derogar', 'Reponer', 'Corregir la bitácora'):
            self.assertNotIn(words, links)
        page.click('.pagina')
        page.frame_locator('#pagina iframe').get_by_text('Marinera').first.wait_for()

    def test_the_page_beside_the_form_shows_what_is_typed(self):
        page = self.form()
        self.checked(page)
        cookies = []
        page.on('request', lambda asked: cookies.append((asked.url, asked.all_headers().get('cookie'))))
        page.click('.pagina')
        page.fill('[name="v:objective"]', 'Hacer que la oficina funcione. <script>top.mal = 1</script>')
        frame = page.frame_locator('#pagina iframe')
        frame.get_by_text('Hacer que la oficina funcione.').first.wait_for()
        address = page.frames[1].url
        self.assertRegex(address, rf'^http://localhost:{self.editor.port}/-oficio/vista/[0-9a-f]{{32}}/puestos/')
        self.assertTrue(address.endswith('#objetivo-del-puesto'), address)
        shown = [cookie for url, cookie in cookies if url.startswith('http://localhost')]
        self.assertGreater(len(shown), 1)
        self.assertEqual([None] * len(shown), shown, 'the frame has no cookie')
        self.assertEqual('allow-same-origin', page.get_attribute('#pagina iframe', 'sandbox'))
        self.assertIsNone(page.evaluate('window.mal ?? null'))
        self.axe(page, 'with the page beside')
        self.assertEqual(self.text, self.file.read_text())
        page.click('.pagina')
        self.assertFalse(page.is_visible('#pagina'))

    def test_marks_by_button_and_key(self):
        page = self.form()
        area = page.locator('[name="v:objective"]')

        def select(text, start, end):
            area.fill(text)
            area.evaluate('(area, place) => area.setSelectionRange(...place)', [start, end])

        def press(name):
            page.locator('[data-campo="objective"] .marcas').get_by_role('button', name=name, exact=True).click()
            return area.input_value()

        select('Cuidar la caja.', 7, 9)
        self.assertEqual('Cuidar **la** caja.', press('Negrita'))
        self.assertEqual('Cuidar la caja.', press('Negrita'))
        self.assertEqual('Cuidar *la* caja.', press('Cursiva'))
        area.press('Control+z')
        self.assertEqual('Cuidar la caja.', area.input_value(), 'the undo of the browser')
        select('Uno\nDos', 0, 7)
        self.assertEqual('- Uno\n- Dos', press('Lista'))
        area.evaluate('area => area.setSelectionRange(0, area.value.length)')
        self.assertEqual('1. Uno\n2. Dos', press('Lista numerada'))
        select('Ver la caja.', 4, 11)
        self.assertEqual('Ver [la caja](documento).', press('Enlace'))
        select('Antes.', 6, 6)
        self.assertEqual('Antes.\n\n| Columna 1 | Columna 2 |\n|---|---|\n| texto | texto |', press('Tabla'))
        select('Antes.', 6, 6)
        self.assertEqual('Antes.\n\n> [!NOTE]\n> texto', press('Recuadro'))
        select('Cuidar la caja.', 7, 9)
        area.press('Control+b')
        self.assertEqual('Cuidar **la** caja.', area.input_value())
        bar = page.locator('[data-campo="objective"] .marcas button')
        bar.first.focus()
        page.keyboard.press('ArrowRight')
        self.assertEqual('Cursiva', page.evaluate('document.activeElement.title'))

    def test_a_combobox_finds_by_name_code_and_former_name(self):
        units = self.root / 'sitio/content/unidades.yaml'
        text = units.read_text()
        self.addCleanup(units.write_text, text)
        units.write_text(
            text + '\n  - título: Gerencia de Ñandúes\n    id: gerencia-nandues\n    código: UO-99\n'
            '    nombres anteriores: [Oficina de Avestruces]\n')
        page = self.form()
        for _ in range(40):
            if page.locator('#d-ref-unit option[value="gerencia-nandues"]').count():
                break
            page.wait_for_timeout(250)
            page.reload()
        field = page.locator('[name="v:unit"]')
        for words in ('nandu', 'uo-99', 'avestruces'):
            field.fill('')
            field.type(words)
            options = page.get_by_role('option')
            options.first.wait_for()
            self.assertEqual(1, options.count(), words)
            self.axe(page, f'open list: {words}')
            field.press('ArrowDown')
            self.assertEqual('opcion-0', field.get_attribute('aria-activedescendant'))
            field.press('Enter')
            self.assertEqual('gerencia-nandues', field.input_value())
            self.assertEqual('false', field.get_attribute('aria-expanded'))
        self.assertIn('Gerencia de Ñandúes', page.text_content('[data-campo="unit"] .es'))
        field.fill('')
        field.type('avestruces')
        field.press('Escape')
        self.assertFalse(page.is_visible('#opciones'))

    def test_what_will_change_in_words_and_as_a_redline(self):
        page = self.form()
        self.checked(page)
        area = page.locator('[name="v:objective"]')
        old = area.input_value()
        area.fill(old.replace(' cada día', ' siempre'))
        page.locator('[data-campo="functions"] .mas').click()
        page.keyboard.type('Contar los sellos.')
        self.until(page, '() => document.querySelector("#cambios .mixta") && document.querySelector("#cambios .nueva")')
        box = page.locator('#cambios')
        self.assertEqual(['Objetivo: cambia', 'Funciones: 1 fila nueva'], sorted(
            box.locator('h3').all_text_contents(), reverse=True))
        self.assertEqual('siempre', box.locator('.mixta ins').text_content().strip(' :'))
        self.assertIn('Hacer que la oficina', box.locator('.mixta').text_content())
        self.assertNotIn('; ;', box.text_content())

    def test_columns_and_fields_without_content_are_folded(self):
        line = re.search('^categoría: .*\n', self.text, re.M)[0]
        self.file.write_text(self.text.replace(line, ''))
        page = self.form()
        self.checked(page)
        field = page.locator('[data-campo="functions"]')
        self.assertFalse(field.locator('th.vacia').first.is_visible())
        field.locator('.columnas').click()
        self.assertTrue(field.locator('th.vacia').first.is_visible())
        folded = page.locator('details.vacios').first
        self.assertFalse(folded.locator('.campo').first.is_visible())
        folded.locator('summary').click()
        self.assertTrue(folded.locator('.campo').first.is_visible())

    def test_a_hostile_page_reaches_nothing(self):
        """A page of another site sends forms and opens frames in the browser that has the session."""
        editor = self.editor

        class Hostile(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                link = f'{editor.origin}/-oficio/editar/documento?doc=content%2F{JOB.replace("/", "%2F")}.md'
                self.send_response(200)
                self.send_header('Content-Type', 'text/html')
                self.end_headers()
                self.wfile.write(f'''<iframe name="f"></iframe><iframe id="g" src="{link}"></iframe>
                    <form method="post" action="{link}" target="f"><input name="accion" value="guardar">
                    <input name="antes" value=""></form>'''.encode())

            def log_message(self, *_):
                pass

        server = http.server.HTTPServer(('127.0.0.1', 0), Hostile)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        page = self.form()
        other = page.context.new_page()
        statuses = []
        other.on('response', lambda answer: statuses.append((answer.request.method, answer.status)))
        other.goto(f'http://localhost:{server.server_port}/')
        other.evaluate('document.forms[0].submit()')
        for _ in range(100):
            if any(method == 'POST' for method, _ in statuses):
                break
            other.wait_for_timeout(100)
        self.assertIn(('POST', 403), statuses)
        self.assertNotIn(('POST', 303), statuses)
        # Neither frame shows a form.
        for frame in other.frames[1:]:
            self.assertIsNone(frame.query_selector('#ficha'))
        self.assertEqual(self.text, self.file.read_text())

    def test_the_calendar_and_the_typed_date_are_one(self):
        page = self.form()
        self.checked(page)
        page.evaluate('document.querySelectorAll("details").forEach(part => { part.open = true; })')
        text = page.locator('[name="v:effective"]')
        calendar = page.locator('[name="v:effective"] + input[type=date]')
        text.fill('2026-02-28')
        self.assertEqual('2026-02-28', calendar.input_value())
        # While the day is changed to one that the month lacks, the calendar has no value; the typed date stays.
        calendar.evaluate("""input => {
            Object.defineProperty(input, 'validity', { value: { badInput: true } });
            input.value = ''; input.dispatchEvent(new Event('input', { bubbles: true })); }""")
        self.assertEqual('2026-02-28', text.input_value())

    def test_the_focus_stays_when_findings_change(self):
        page = self.form()
        self.checked(page)
        unit = page.locator('[name="v:unit"]')
        unit.fill(unit.input_value() + 'x')
        fix = page.locator('[data-campo=unit] .hallazgos button').first
        fix.wait_for()
        value = fix.get_attribute('value')
        fix.focus()
        with page.expect_response('**/revisar?**'):
            page.evaluate('document.getElementById("ficha").dispatchEvent(new Event("input", { bubbles: true }))')
        page.wait_for_timeout(100)
        self.assertEqual(value, page.evaluate('document.activeElement.value'), 'the fix has the focus again')

    def test_the_bar_does_not_cover_the_focus(self):
        for width in (1280, 360):
            page = self.form(viewport={'width': width, 'height': 700})
            self.checked(page)
            page.locator('#revision button').first.focus()
            covered = []
            for _ in range(60):
                page.keyboard.press('Shift+Tab')
                covered.append(page.evaluate("""() => {
                    const focused = document.activeElement, bar = document.querySelector('.barra');
                    // A long text may begin above the window.
                    return !bar.contains(focused) &&
                        focused.getBoundingClientRect().bottom < bar.getBoundingClientRect().bottom + 8 &&
                        (focused.name || focused.textContent); }"""))
            self.assertEqual([], [name for name in covered if name], width)

    def test_every_view_is_accessible_and_fits(self):
        for width in (1280, 360):
            page = self.form(viewport={'width': width, 'height': 900})
            page.fill('[name="v:unit"]', 'unidad-que-no-existe')
            self.until(page, '() => document.querySelector("[data-campo=unit] .hallazgos li")')
            for path in (None, '', f'versiones?doc=content%2F{JOB.replace("/", "%2F")}.md'):
                if path is not None:
                    page = self.enter('', viewport={'width': width, 'height': 900})
                    page.goto(self.bases['editor'] + path)
                self.axe(page, f'{path} at {width}')
                self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), width, path)

    def test_every_view_in_english(self):
        site = self.root / 'english'
        subprocess.run([os.environ['PROGRAM'], 'new', site, '--lang', 'en'], check=True, stdout=subprocess.DEVNULL)
        editor = Editor(site, self.root / 'state')
        self.addCleanup(editor.stop)
        editor.enter()
        name, value = editor.cookie.split('=')
        link = '/-oficio/editar/documento?doc=content%2Fjobs%2Farchivist.md'
        form = editor.open(link)
        form.set('v:title', 'Archivist of maps')
        editor.send(form, 'revisar')
        for width in (1280, 360):
            page = self.open('', 'site', viewport={'width': width, 'height': 900})
            page.context.add_cookies([{'name': name, 'value': value, 'domain': '127.0.0.1', 'path': '/-oficio/editar',
                'httpOnly': True, 'sameSite': 'Strict'}])
            for path in ('/-oficio/editar/', link, '/-oficio/editar/versiones?doc=content%2Fjobs%2Farchivist.md'):
                page.goto(editor.origin + path)
                if path == link:
                    self.checked(page)
                    self.assertEqual(1, page.locator('#borradores li').count())
                    page.click('.pagina')
                    page.frame_locator('#pagina iframe').locator('h1').first.wait_for()
                self.axe(page, f'{path} at {width}')
                self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), width, path)
                words = page.evaluate('document.body.innerText')
                for spanish in ('Guardar', 'Buscar', 'cambiar', 'Borrador', 'Página', 'campos'):
                    self.assertNotIn(spanish, words)

    def test_an_open_list_follows_the_files(self):
        page = self.enter('')
        file = self.file.with_name('estafeta.md')
        self.addCleanup(file.unlink)
        file.write_text('---\ntítulo: Estafeta\nunidad: departamento-oficinas-atencion\n---\n')
        page.get_by_role('link', name='Estafeta').wait_for(timeout=60000)
        page.fill('#q', 'estafeta oficinas')
        with page.expect_navigation():
            page.keyboard.press('Enter')
        self.assertEqual(1, page.locator('#documentos li').count(), 'found by its unit')

    def test_on_a_narrow_screen_the_page_lies_over_the_form(self):
        page = self.form(viewport={'width': 360, 'height': 780})
        self.checked(page)
        page.evaluate('scrollTo(0, 1500)')
        self.assertFalse(page.is_visible('#pagina'))
        page.click('.pagina')
        page.frame_locator('#pagina iframe').locator('h1').first.wait_for()
        box = page.locator('#pagina').bounding_box()
        self.assertEqual((0, 0, 360, 780), (box['x'], box['y'], box['width'], box['height']))
        self.assertEqual('cerrar', page.evaluate('document.activeElement.className'))
        self.axe(page, 'the page over the form')
        page.keyboard.press('Escape')
        self.assertFalse(page.is_visible('#pagina'))
        self.assertEqual('pagina', page.evaluate('document.activeElement.className'))
        self.assertEqual(1500, page.evaluate('scrollY'))
        page.fill('[name="v:objective"]', 'Se puede escribir otra vez.')
        page.click('.pagina')
        page.frame_locator('#pagina iframe').get_by_text('Se puede escribir otra vez.').first.wait_for()
        page.click('.cerrar')
        self.assertEqual('Se puede escribir otra vez.', page.input_value('[name="v:objective"]'))
