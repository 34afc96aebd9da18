"""Hostile pages against `oficio serve --edit` in a real browser: forged forms and fetches, frames, a name that resolves
to this machine, and script stored in every field of a document."""
import http.server
import pathlib
import re
import shutil
import tempfile
import threading

import playwright.sync_api

from actions import BASE, do, opened, review
from editing import Editor
from pages import CHROMIUM, SITE, PageTest

JOB = 'puestos/supervisor-ventanilla'
EVIL = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>\'"></textarea></select><svg onload=evil()>'


class Hostile(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        for path in ('site.yaml', 'unidades.yaml', f'{JOB}.md'):
            (cls.root / 'sitio/content' / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(SITE / 'content' / path, cls.root / 'sitio/content' / path)
        shutil.copytree(SITE / 'content/formatos', cls.root / 'sitio/content/formatos')
        cls.editor = Editor(cls.root / 'sitio', cls.root / 'estado')
        cls.editor.enter()
        cls.doc = f'content%2F{JOB.replace("/", "%2F")}.md'
        cls.bases |= {'editor': cls.editor.origin + BASE}

    @classmethod
    def tearDownClass(cls):
        cls.editor.stop()
        cls.folder.cleanup()
        super().tearDownClass()

    def files(self):
        folder = self.root / 'sitio'
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob('*') if path.is_file()}

    def context(self, browser=None):
        context = (browser or self.browser).new_context(locale='es')
        self.addCleanup(context.close)
        name, value = self.editor.cookie.split('=')
        context.add_cookies([{'name': name, 'value': value, 'domain': '127.0.0.1', 'path': '/-oficio/editar',
            'httpOnly': True, 'sameSite': 'Strict'}])
        return context

    def hostile(self, html):
        """The address of a page of another site on this machine."""
        class Page(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header('Content-Type', 'text/html; charset=utf-8')
                self.end_headers()
                self.wfile.write(html.encode())

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Page)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return server.server_port

    def test_forged_requests_to_every_action(self):
        origin, doc = self.editor.origin + BASE, f'content/{JOB}.md'
        forms = ''
        for path in ('nuevo', 'renombrar', 'borrar', 'publicar', 'derogar', 'adjuntar', 'importar', 'nombre',
                     'documento', 'restaurar', 'reorganizar'):
            for kind in ('application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'):
                forms += f'''<form method="post" action="{origin}{path}?doc={self.doc}" enctype="{kind}" target="f">
                    <input name="accion" value="hacer"><input name="doc" value="{doc}"><input name="titulo" value="X">
                    <input name="clase" value="job/"><input name="ficha" value="x">
                    <input name="nombre" value="Mal"></form>'''
        port = self.hostile(f'<iframe name="f"></iframe>{forms}')
        before = self.files()
        # From another port of the same address, which is the same site to the cookie, and from another name.
        for host in ('127.0.0.1', 'localhost'):
            page = self.context().new_page()
            statuses = []
            page.on('response', lambda answer: statuses.append((answer.request.method, answer.status)))
            page.goto(f'http://{host}:{port}/')
            count = page.evaluate('document.forms.length')
            for place in range(count):
                with page.expect_response(lambda answer: answer.request.method == 'POST'):
                    page.evaluate(f'document.forms[{place}].submit()')
            self.assertEqual({('POST', 403)}, {found for found in statuses if found[0] == 'POST'})
            # Script of the other page reads nothing and sends nothing that is accepted.
            answers = page.evaluate('''async origin => {
                const all = [];
                const include = {credentials: 'include'}, post = {method: 'POST', ...include};
                for (const options of [{}, include, {...post, body: 'a=b'},
                    {...post, mode: 'no-cors', body: new URLSearchParams({accion: 'hacer'})}])
                    for (const path of ['', 'nuevo', 'borrar', 'guardados'])
                        all.push(await fetch(origin + path, options).then(answer => answer.type, error => 'error'));
                return all;
            }''', origin)
            self.assertLessEqual(set(answers), {'error', 'opaque'})
        self.assertEqual(before, self.files())

    def test_no_page_shows_the_editor_in_a_frame(self):
        paths = ['', 'nuevo', f'documento?doc={self.doc}', f'borrar?doc={self.doc}', 'guardados', 'importar']
        frames = ''.join(f'<iframe src="{self.editor.origin}{BASE}{path}"></iframe>' for path in paths)
        port = self.hostile(frames)
        for host in ('127.0.0.1', 'localhost'):
            page = self.context().new_page()
            page.goto(f'http://{host}:{port}/')
            page.wait_for_timeout(500)
            self.assertEqual(len(paths) + 1, len(page.frames))
            for frame in page.frames[1:]:
                self.assertEqual(0, frame.locator('form, button').count())

    def test_a_name_that_resolves_to_this_machine(self):
        """DNS rebinding: the hostile page and the editor have one origin for the browser, and the editor refuses."""
        browser = self.playwright.chromium.launch(executable_path=CHROMIUM, args=[
            '--no-sandbox', '--host-resolver-rules=MAP mal.example 127.0.0.1'])
        self.addCleanup(browser.close)
        page = self.context(browser).new_page()
        before = self.files()
        for path in ('', f'documento?doc={self.doc}', 'nuevo'):
            answer = page.goto(f'http://mal.example:{self.editor.port}{BASE}{path}')
            self.assertEqual(421, answer.status)
        # From a page of that very name and port.
        answers = page.evaluate('''async path => {
            const get = await fetch(path, {credentials: 'include'});
            const post = await fetch(path + 'nuevo', {method: 'POST', body: new URLSearchParams({accion: 'hacer'})});
            return [get.status, (await get.text()).includes('form'), post.status];
        }''', BASE)
        self.assertEqual([421, False, 421], answers)
        self.assertEqual(before, self.files())

    def fill(self, names):
        """Writes script into fields, as many at once as the format can hold; returns how many it holds."""
        form = self.editor.form(f'{JOB}.md')
        names = [name for name in names if name in dict(map(tuple, form.fields))]
        for name in names:
            form.set(name, EVIL)
        if not names or self.editor.send(form, 'guardar')[0] == 303:
            return len(names)
        middle = len(names) // 2
        return self.fill(names[:middle]) + self.fill(names[middle:]) if middle else 0

    def test_script_stored_in_every_field(self):
        """Every field and every column of the form holds script. No view of the editor runs it."""
        file = self.root / f'sitio/content/{JOB}.md'
        text = file.read_text()
        self.addCleanup(file.write_text, text)
        names = [name for name, _ in self.editor.form(f'{JOB}.md').fields if name[:2] == 'v:' or name[:5] == 'c:o0:']
        written = sum(self.fill(names[place:place + 10]) for place in range(0, len(names), 10))
        self.assertGreater(written, len(names) // 3)
        page = self.context().new_page()
        problems = []
        page.on('dialog', lambda dialog: problems.append(dialog.message))
        page.on('console', lambda message: problems.append(message.text) if message.type == 'error' else None)
        form = opened(self.editor, 'renombrar', doc=f'content/{JOB}.md')
        form.fields['titulo'] = EVIL + ' 2'
        do(self.editor, review(self.editor, form))
        for path in ('', f'documento?doc={self.doc}', f'versiones?doc={self.doc}', f'renombrar?doc={self.doc}',
                     f'borrar?doc={self.doc}', f'publicar?doc={self.doc}', f'adjuntar?doc={self.doc}', 'guardados',
                     'nuevo', 'importar'):
            self.assertEqual(200, page.goto(self.bases['editor'] + path).status, path)
            for button in ('revisar', None):
                if button and page.locator('button[value="revisar"]').count():
                    page.locator('button[value="revisar"]').last.click()
                    page.wait_for_load_state()
                self.assertIsNone(page.evaluate('window.evil ?? null'), path)
                self.assertEqual(0, page.locator('main img, main svg, main script').count(), path)
        self.assertEqual([], problems)

    def test_the_site_cannot_reach_the_editor(self):
        """Script of a theme or an attachment runs at the address of the site, which the editor does not accept."""
        page = self.context().new_page()
        before = self.files()
        page.goto(f'http://localhost:{self.editor.port}/')
        self.assertIn(self.posted_from(page), ('sent', 'stopped'))
        self.assertEqual(before, self.files())

    def posted_from(self, page):
        """Sends an action from a page of the site: whether the browser sent or stopped it."""
        for attempt in range(10):
            try:
                return page.evaluate('''async origin => fetch(origin + 'nuevo', {method: 'POST', mode: 'no-cors',
                    credentials: 'include', body: new URLSearchParams({accion: 'hacer'})})
                    .then(() => 'sent', () => 'stopped')''', self.editor.origin + BASE)
            except playwright.sync_api.Error as error:
                # The preview reloads its page when a source has changed.
                if 'navigation' not in str(error) or attempt == 9:
                    raise
                page.wait_for_load_state()

    def test_every_action_is_accessible_and_fits(self):
        for width in (1280, 360):
            page = self.context().new_page()
            page.set_viewport_size({'width': width, 'height': 900})
            for path in ('', 'nuevo', 'importar', 'adjuntar', 'guardados', f'renombrar?doc={self.doc}',
                         f'publicar?doc={self.doc}', f'derogar?doc={self.doc}', f'borrar?doc={self.doc}'):
                page.goto(self.bases['editor'] + path)
                if path == 'nuevo':
                    page.fill('#titulo', 'Uno nuevo')
                    page.keyboard.press('Enter')
                    page.wait_for_selector('#revision')
                self.axe(page, f'{path} at {width}')
                self.assertLessEqual(page.evaluate('document.documentElement.scrollWidth'), width, path)

    def test_a_file_dropped_beside_the_field_or_on_the_list(self):
        """A file never replaces the page that it is dropped on."""
        page = self.context().new_page()
        before = self.files()
        file = self.root / 'Auxiliar.csv'
        file.write_text('título;objetivo\nAuxiliar de muelle;Cuidar el muelle de la casa.\n')

        def drop(selector):
            box, session = page.locator(selector).bounding_box(), page.context.new_cdp_session(page)
            for kind in ('dragEnter', 'dragOver', 'drop'):
                session.send('Input.dispatchDragEvent', {
                    'type': kind, 'x': box['x'] + 5, 'y': box['y'] + 5,
                    'data': {'items': [], 'files': [str(file)], 'dragOperationsMask': 1}})

        page.goto(self.bases['editor'] + 'importar')
        drop('h1')
        self.assertEqual('Auxiliar.csv', page.evaluate('document.getElementById("archivo").files[0].name'))
        page.goto(self.bases['editor'])
        drop('#documentos')
        page.wait_for_selector('#revision')
        self.assertIn('Recibido: Auxiliar.csv', page.inner_text('main'))
        self.assertIn('Cuidar el muelle de la casa', page.inner_text('#revision'))
        self.assertNotIn('título:', page.inner_text('#revision'), 'no source is shown unasked')
        page.goto(self.bases['editor'] + f'documento?doc={self.doc}')
        drop('h1')
        page.wait_for_timeout(300)
        self.assertIn('documento?', page.url)
        self.assertEqual(before, self.files())

    def test_every_method_and_type_of_another_page(self):
        """Whatever method and media type a page of another site sends, nothing is written and nothing is read."""
        origin, before = self.editor.origin + BASE, self.files()
        port = self.hostile('<p>mal</p>')
        for host in ('127.0.0.1', 'localhost'):
            page = self.context().new_page()
            statuses = []
            page.on('response', lambda answer: statuses.append((answer.request.method, answer.status)))
            page.goto(f'http://{host}:{port}/')
            sent = page.evaluate('''async ([origin, doc]) => {
                const all = [], body = 'accion=hacer&doc=content%2F' + doc;
                for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
                    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x',
                        'text/plain', 'application/json', 'application/octet-stream'])
                        for (const mode of ['cors', 'no-cors'])
                            for (const path of ['borrar', 'documento', 'nuevo'])
                                all.push(await fetch(origin + path + '?doc=content%2F' + doc, {
                                    method, mode, credentials: 'include', headers: {'Content-Type': type},
                                    body: ['GET', 'HEAD'].includes(method) ? undefined : body,
                                }).then(answer => answer.type + answer.status, () => 'error'));
                navigator.sendBeacon(origin + 'borrar', new Blob([body], {type: 'text/plain'}));
                return [...new Set(all)];
            }''', [origin, JOB + '.md'])
            self.assertLessEqual(set(sent), {'error', 'opaque0'})
            self.assertEqual(set(), {found for found in statuses if found[0] not in ('GET', 'HEAD') and found[1] < 400
                                     and not found[1] == 200 or found[1] == 303})
        self.assertEqual(before, self.files())

    def test_script_in_names_logs_terms_and_pasted_cells(self):
        """Names of files and of people, rows of the log, terms and cells pasted from a spreadsheet hold script."""
        page = self.context().new_page()
        problems = []
        page.on('dialog', lambda dialog: (dialog.type != 'beforeunload' and problems.append(dialog.message),
                                          dialog.accept()))
        page.on('console', lambda message: problems.append(message.text) if message.type == 'error' else None)
        glossary = self.root / 'sitio/content/glosario.yaml'
        self.addCleanup(lambda: glossary.exists() and glossary.unlink())
        glossary.write_text(f"elementos:\n  - término: 'Uno {EVIL.replace(chr(39), chr(39) * 2)}'\n    definición: x\n")
        page.goto(self.bases['editor'])
        page.fill('#nombre', EVIL)
        page.click('text=Recordar')
        page.wait_for_load_state()
        page.goto(self.bases['editor'] + 'adjuntar')
        page.set_input_files('#archivo', {'name': 'x<img src=x onerror=window.evil=1>.txt', 'mimeType': 'text/plain',
                                          'buffer': b'hola'})
        page.click('button[value="revisar"]')
        page.wait_for_load_state()
        self.assertIsNone(page.evaluate('window.evil ?? null'))
        page.goto(self.bases['editor'] + f'publicar?doc={self.doc}')
        page.fill('#rige', '2026-12-01')
        for name in ('acto', 'autoriza', 'notas', 'version'):
            page.fill('#' + name, EVIL)
        page.click('button[value="revisar"]')
        page.wait_for_load_state()
        self.assertIsNone(page.evaluate('window.evil ?? null'))
        self.assertEqual(0, page.locator('main img, main svg, main script').count())
        page.goto(self.bases['editor'] + f'documento?doc={self.doc}')
        page.wait_for_selector('#guardar:not([hidden])')
        page.locator('[data-campo="functions"] tbody [data-columna]').first.evaluate('''(cell, words) => {
            const data = new DataTransfer();
            data.setData('text/plain', words + '\\t' + words + '\\n' + words);
            data.setData('text/html', words);
            cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
        }''', EVIL)
        self.until(page, '() => document.querySelector("#cambios ins")')
        page.fill('#k-title', EVIL)
        self.until(page, '() => document.querySelector("#cambios").textContent.includes("onerror")')
        self.assertIsNone(page.evaluate('window.evil ?? null'))
        self.assertEqual(0, page.locator('main img, main svg, main script').count())
        for path in ('', 'guardados'):
            page.goto(self.bases['editor'] + path)
            self.assertIsNone(page.evaluate('window.evil ?? null'), path)
            self.assertEqual(0, page.locator('main img, main svg, main script').count(), path)
        self.assertEqual([], problems)

    def test_a_file_is_dropped(self):
        """A file that is dropped onto the field of an import is shown before anything is written."""
        page = self.context().new_page()
        before = self.files()
        page.goto(self.bases['editor'] + 'adjuntar')
        transfer = page.evaluate_handle('''() => {
            const data = new DataTransfer();
            data.items.add(new File(['hola'], 'Nota larga.txt', {type: 'text/plain'}));
            return data;
        }''')
        page.evaluate('data => { document.getElementById("archivo").files = data.files; }', transfer)
        page.click('button[value="revisar"]')
        page.wait_for_selector('#revision')
        self.assertEqual('nota-larga.txt', page.input_value('#nombre'))
        self.assertEqual(before, self.files())
        page.click('button[value="hacer"]')
        page.wait_for_url(re.compile('guardados'))
        self.assertEqual(b'hola', self.files()['content/recursos/nota-larga.txt'])
