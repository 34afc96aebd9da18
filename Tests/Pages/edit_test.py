"""The editor in a browser: from a page to its form, rows by keyboard and paste, findings while typing, drafts, a
hostile page, and every view at two widths."""
import http.server
import pathlib
import re
import shutil
import tempfile
import threading

from editing import Editor
from pages import SITE, PageTest

JOB = 'puestos/supervisor-ventanilla'


class Edit(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        # A small site, so that checks take no time.
        for path in ('site.yaml', 'unidades.yaml', f'{JOB}.md'):
            (cls.root / 'sitio/content' / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SITE / 'content' / path, cls.root / 'sitio/content' / path)
        shutil.copytree(SITE / 'content/formatos', cls.root / 'sitio/content/formatos')
        cls.editor = Editor(cls.root / 'sitio', cls.root / 'estado')
        cls.bases |= {'editor': cls.editor.origin + '/-oficio/editar/', 'site': f'http://localhost:{cls.editor.port}/'}
        cls.file = cls.root / f'sitio/content/{JOB}.md'
        cls.text = cls.file.read_text()
        # Every context enters once; the token goes into the address of the first page.
        cls.editor.enter()
        cls.cookie = cls.editor.cookie.split('=')

    @classmethod
    def tearDownClass(cls):
        cls.editor.stop()
        cls.folder.cleanup()
        super().tearDownClass()

    def setUp(self):
        self.file.write_text(self.text)

    def enter(self, path, how='editor', **options):
        """A page in a browser that has the session."""
        page = self.open('', 'site', **options)
        page.context.add_cookies([{
            'name': self.cookie[0], 'value': self.cookie[1], 'domain': '127.0.0.1', 'path': '/-oficio/editar',
            'httpOnly': True, 'sameSite': 'Strict'}])
        page.goto(self.bases[how] + path)
        return page

    def form(self, **options):
        return self.enter(f'documento?doc=content%2F{JOB.replace("/", "%2F")}.md', **options)

    def tasks(self, page):
        return page.locator('[data-campo="functions"] tbody [data-columna="task"]')

    def checked(self, page):
        """Waits until a check of what is typed has been shown."""
        self.until(page, '() => !document.getElementById("guardar").hidden')

    def test_from_the_page_to_the_form_and_back(self):
        page = self.enter(JOB + '.html', 'site')
        page.click('#oficio-editar a')
        page.wait_for_url('**/-oficio/editar/documento**')
        self.checked(page)
        page.fill('[name="v:objective"]', 'Hacer que la oficina funcione.')
        self.until(
            page, 'words => document.querySelector("#cambios ins")?.textContent === words',
            'Hacer que la oficina funcione.')
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        self.assertIn('Hacer que la oficina funcione.', self.file.read_text())
        page.click('.aviso a')
        self.assertNotEqual('Hacer que la oficina funcione.', page.input_value('[name="v:objective"]'))
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        self.assertEqual(self.text, self.file.read_text())

    def test_rows_by_keyboard(self):
        page = self.form()
        tasks = self.tasks(page)
        first, second, count = tasks.nth(0).input_value(), tasks.nth(1).input_value(), tasks.count()
        tasks.nth(0).press('Enter')
        self.assertTrue(tasks.nth(1).evaluate('cell => cell === document.activeElement'))
        page.keyboard.press('Alt+ArrowUp')
        self.assertEqual([second, first], [tasks.nth(place).input_value() for place in (0, 1)])
        self.assertTrue(tasks.nth(0).evaluate('cell => cell === document.activeElement'))
        page.keyboard.press('Alt+ArrowDown')
        tasks.nth(count - 1).press('Enter')
        self.assertEqual(count + 1, tasks.count())
        page.keyboard.type('Contar')
        page.keyboard.press('Tab')
        self.assertEqual('frequency', page.evaluate('document.activeElement.dataset.columna'))
        page.click('[data-campo="functions"] .deshacer')
        self.assertEqual((count + 1, ''), (tasks.count(), tasks.nth(count).input_value()))
        page.click('[data-campo="functions"] .deshacer')
        self.assertEqual(count, tasks.count())
        self.checked(page)
        self.assertEqual(self.text, self.file.read_text())

    def test_a_block_from_a_spreadsheet_fills_cells(self):
        page = self.form()
        cells = page.locator('[data-campo="key-functions"] tbody [data-columna]')
        columns, count = 3, cells.count()
        before = [cells.nth(place).input_value() for place in range(count)]
        cells.nth(count - columns).evaluate('''cell => {
            const data = new DataTransfer();
            data.setData('text/plain', 'Uno\\t1%\\tA\\r\\nDos\\t2%\\tB\\r\\nTres\\t3%\\tC\\r\\n');
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''')
        self.assertEqual(before[:-columns] + ['Uno', '1%', 'A', 'Dos', '2%', 'B', 'Tres', '3%', 'C'],
            [cells.nth(place).input_value() for place in range(cells.count())])
        self.checked(page)
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        for words in ('Uno', 'Dos', 'Tres'):
            self.assertIn(words, self.file.read_text())

    def test_a_cell_with_a_line_break_is_one_cell(self):
        page = self.form()
        cells = page.locator('[data-campo="key-functions"] tbody [data-columna]')
        count = cells.count()
        cells.nth(count - 3).evaluate('''cell => {
            const data = new DataTransfer();
            data.setData('text/plain', '"Uno ""y"" medio\\r\\nen dos"\\t1%\\tA\\r\\n5" de largo\\t2%\\t""\\r\\n');
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''')
        self.assertEqual(['Uno "y" medio en dos', '1%', 'A', '5" de largo', '2%', ''],
            [cells.nth(place).input_value() for place in range(count - 3, cells.count())])

    def test_rows_are_removed_and_moved_by_keyboard_alone(self):
        page = self.form()
        tasks = self.tasks(page)
        first, second, count = tasks.nth(0).input_value(), tasks.nth(1).input_value(), tasks.count()
        tasks.nth(0).focus()
        for _ in range(40):
            page.keyboard.press('Tab')
            if (page.evaluate('document.activeElement.value') or '').startswith('bajar:'):
                break
        page.keyboard.press('Enter')
        self.assertEqual([second, first], [tasks.nth(place).input_value() for place in (0, 1)])
        page.keyboard.press('Tab')
        page.keyboard.press('Tab')
        self.assertTrue(page.evaluate('document.activeElement.value').startswith('quitar:'))
        page.keyboard.press('Enter')
        self.assertEqual(count - 1, tasks.count())
        self.assertNotIn(first, [tasks.nth(place).input_value() for place in range(count - 1)])

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
        unit.fill(good)
        self.until(page, '() => !document.querySelector("[data-campo=unit] .hallazgos li")')

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
        self.assertTrue(page.is_visible('.aviso button'))
        page.locator('.aviso button').first.click()
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
            self.assertEqual(count, page.locator('.aviso').count())
        page.locator('.aviso').first.get_by_role('button').first.click()
        page.wait_for_load_state()
        self.assertEqual('Primer título', page.input_value('[name="v:title"]'))
        self.checked(page)
        page.click('#guardar')
        page.wait_for_url(re.compile('guardado=1'))
        page.goto(page.url.split('&')[0])
        page.locator('.aviso').first.get_by_role('button').first.click()
        page.wait_for_load_state()
        self.assertEqual('Segundo título', page.input_value('[name="v:title"]'))

    def test_undo_takes_back_what_was_typed_before_the_row(self):
        page = self.form()
        before, first = self.tasks(page).count(), self.tasks(page).first.input_value()
        page.click('[data-campo="functions"] .mas')
        self.tasks(page).first.focus()
        page.keyboard.press('End')
        page.keyboard.type(' Y más.')
        undo = page.locator('[data-campo="functions"] .deshacer')
        undo.click()
        self.assertEqual((before + 1, first), (self.tasks(page).count(), self.tasks(page).first.input_value()))
        undo.click()
        self.assertEqual((before, first), (self.tasks(page).count(), self.tasks(page).first.input_value()))

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
        other.wait_for_timeout(500)
        self.assertIn(('POST', 403), statuses)
        self.assertNotIn(('POST', 303), statuses)
        # Neither frame shows a form.
        for frame in other.frames[1:]:
            self.assertIsNone(frame.query_selector('#ficha'))
        self.assertEqual(self.text, self.file.read_text())

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
