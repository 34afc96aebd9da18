"""Requests to `oficio serve --edit`: sessions and tokens, forged and damaged bodies, paths outside the sources, script
in sources."""
import base64
import http.client
import random
import re
import select
import time
import unittest
import urllib.parse

import environment
from actions import BASE, do, opened, review, send
from edit_site import JOB, SITE, ActionTest, EditedJob
from editing import Editor


class Requests(EditedJob):
    def test_a_long_check_blocks_no_other_request(self):
        """Others are answered while a form with very many rows is checked."""
        form = self.form()
        at = [name for name, _ in form.fields].index('c:o2:frequency:functions') + 1
        form.fields[at:at] = [
            field for number in range(1, 3001) for field in (
                ['r:functions', f'n{number}'], [f'c:n{number}:task:functions', f'Tarea {number}'])]
        body = form.body('revisar')
        long = http.client.HTTPConnection('127.0.0.1', self.editor.port, timeout=300)
        self.addCleanup(long.close)
        long.request('POST', form.action.replace('documento?', 'revisar?'), body, {
            'Origin': self.editor.origin, 'Cookie': self.editor.cookie,
            'Content-Type': 'application/x-www-form-urlencoded'})
        self.assertEqual(200, self.editor.ask('/-oficio/editar/editor.css')[0])
        self.assertEqual(200, self.editor.ask('/-oficio/editar/')[0])
        self.assertEqual([], select.select([long.sock], [], [], 0)[0], 'the long check is still going on')

    def test_only_the_browser_with_the_token_gets_in(self):
        editor, form = self.editor, self.form()
        body, link = form.body('guardar'), form.action
        self.assertEqual(403, editor.ask(editor.entrance.removeprefix(editor.origin))[0], 'a token opens once')
        # The terminal then shows an address for another browser; both sessions stay open.
        again = re.findall(r'http://\S+clave=\S+', editor.messages)[-1].removeprefix(editor.origin)
        status, headers, _ = editor.ask(again, Cookie=None)
        self.assertEqual(303, status)
        other = headers['Set-Cookie'].split(';')[0]
        name = other.split('=')[0]
        for cookie in (other, editor.cookie, f'{name}=falsa; {other}'):
            self.assertEqual(200, editor.ask(link, Cookie=cookie)[0], 'each browser has its session')
        self.assertEqual(403, editor.ask('/-oficio/editar/entrar?clave=' + '0' * 64)[0])
        self.assertEqual(403, editor.ask(link, Cookie=None)[0])
        self.assertEqual(403, editor.ask(link, Cookie=f'oficio-{editor.port}=' + '0' * 64)[0])
        self.assertEqual(403, editor.ask(link, body, Cookie=None)[0])
        for headers in ({'Origin': None}, {'Origin': 'null'}, {'Origin': 'http://mal.example'},
                        {'Origin': f'http://localhost:{editor.port}'}, {'Origin': 'http://127.0.0.1:1'},
                        {'Sec_Fetch_Site': 'cross-site'}, {'Sec_Fetch_Site': 'same-site'}):
            self.assertEqual(403, editor.ask(link, body, **headers)[0], headers)
        for host in ('mal.example', f'mal.example:{editor.port}', f'localhost:{editor.port}', '127.0.0.1'):
            self.assertEqual(421, editor.ask(link, body, Host=host)[0], host)
            self.assertIn(editor.ask(link, Host=host)[0], (404, 421), host)
        self.assertEqual(415, editor.ask(link, body, Content_Type='text/plain')[0])
        for method in ('PUT', 'DELETE', 'OPTIONS'):
            self.assertEqual(405, editor.ask(link, method=method)[0])
        self.assertEqual(405, editor.ask('/-oficio/editar/versiones', body)[0])
        self.assertEqual(405, editor.ask('/puestos/', body)[0])
        # A GET with all the fields writes nothing.
        self.assertEqual(200, editor.ask(link + '&' + urllib.parse.urlencode({'v:code': 'X', 'accion': 'guardar'}))[0])
        self.assertEqual(JOB, self.file.read_text())

    def test_responses_carry_security_headers(self):
        _, headers, page = self.editor.ask(self.form().action)
        policy = headers['Content-Security-Policy']
        for words in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
            self.assertIn(words, policy)
        self.assertEqual('no-store', headers['Cache-Control'])
        self.assertNotIn('unsafe', policy)
        entering = Editor(self.site, self.root / 'otro')
        self.addCleanup(entering.stop)
        cookie = entering.ask(entering.entrance.removeprefix(entering.origin))[1]['Set-Cookie']
        self.assertIn('HttpOnly', cookie)
        self.assertIn('SameSite=Strict', cookie)

    def test_paths_stay_in_the_sources(self):
        body = self.form().body('guardar')
        (self.root / 'fuera.md').write_text(JOB)
        for path in ('content/../../fuera.md', '../fuera.md', str(self.root / 'fuera.md'), 'content/site.yaml',
                     'content/puestos/../puestos/cajera.md', 'content/historial/x.md', 'content/puestos/nuevo.md', '',
                     'content/puestos/cajera.md%00'):
            link = '/-oficio/editar/documento?doc=' + urllib.parse.quote(path, safe='%')
            self.assertEqual(404, self.editor.ask(link)[0], path)
            status, _, page = self.editor.ask(link, body)
            self.assertIn(status, (200, 404), path)
            self.assertNotIn('root:', page)
        self.assertEqual(404, self.editor.ask('/-oficio/editar/documento?doc=content%2Fpuestos%2Fcajera.md&n=5')[0])
        self.assertEqual(JOB, (self.root / 'fuera.md').read_text())
        self.assertFalse((self.site / 'content/puestos/nuevo.md').exists())

    def test_bodies_that_are_too_long_or_damaged(self):
        form = self.form()
        for expected, length in ((413, ('Content-Length', '9000000')), (411, ('Transfer-Encoding', 'chunked'))):
            connection = http.client.HTTPConnection('127.0.0.1', self.editor.port, timeout=10)
            connection.putrequest('POST', form.action)
            for name, value in (('Cookie', self.editor.cookie), ('Origin', self.editor.origin),
                                ('Content-Type', 'application/x-www-form-urlencoded'), length):
                connection.putheader(name, value)
            connection.endheaders()
            self.assertEqual(expected, connection.getresponse().status)
            connection.close()
        for body in (b'', b'accion=guardar', b'antes=%', b'antes=%FF&accion=guardar', b'antes=!!&accion=guardar'):
            self.assertEqual(400, self.editor.ask(form.action, body)[0], body)
        # A body that ends early changes nothing: what is not sent stays as it was.
        self.saved_without_fields(form)
        chance = random.Random(environment.SEED)
        whole = form.body('revisar')
        for _ in range(20):
            damaged = bytearray(whole)
            for _ in range(3):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            self.assertIn(self.editor.ask(form.action, bytes(damaged))[0], (200, 400))
        self.assertEqual(JOB, self.file.read_text())

    def saved_without_fields(self, form):
        body = urllib.parse.urlencode({'antes': form.value('antes'), 'accion': 'guardar'}).encode()
        self.assertEqual(303, self.editor.ask(form.action, body)[0])
        self.assertEqual(JOB, self.file.read_text())
        self.assertEqual(JOB, base64.b64decode(form.value('antes')).decode())

    def test_words_of_sources_are_words(self):
        """Script in every place of a document stays text on the editor's pages."""
        evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
        self.file.write_text(JOB.replace('título: Cajera', "título: '" + evil.replace("'", "''") + "'").replace(
            'Cobrar en ventanilla.', '</textarea>' + evil).replace('| Abrir la caja |', f'| {evil} |').replace(
            '## Nota propia', f'## {evil}'))
        self.listed('&lt;script&gt;')
        form = self.form()
        for page in (self.editor.ask('/-oficio/editar/')[2], self.editor.ask(form.action)[2],
                     self.editor.send(form, 'revisar')[2],
                     self.editor.ask(form.action.replace('documento', 'versiones'))[2]):
            self.assertNotIn('<img', page)
            self.assertEqual(['<script src="/-oficio/editar/editor.js" defer>'], re.findall(r'<script[^>]*>', page))
        self.assertIn('</textarea>', form.value('v:objective'))


class ActionRequests(ActionTest):
    def test_no_action_without_its_token(self):
        for path, arguments in (('nuevo', {}), ('renombrar', {'doc': 'content/puestos/cajera.md'}),
                                ('borrar', {'doc': 'content/puestos/cajera.md'})):
            form = opened(self.editor, path, **arguments)
            for token in ('', '0' * 64):
                form.fields['ficha'] = token
                self.assertEqual(403, send(self.editor, form, 'hacer')[0])
            for headers in ({'Cookie': None}, {'Origin': None}, {'Origin': 'null'}, {'Sec_Fetch_Site': 'cross-site'}):
                self.assertEqual(403, send(self.editor, opened(self.editor, path, **arguments), 'hacer', **headers)[0])
        body = urllib.parse.urlencode({'nombre': 'Ana'}).encode()
        self.assertEqual(403, self.editor.ask(BASE + 'nombre', body)[0])
        self.expect()

    def test_a_get_writes_nothing(self):
        form = self.on('borrar', 'puestos/cajera.md')
        query = urllib.parse.urlencode({**form.fields, 'accion': 'hacer'})
        self.assertEqual(200, self.editor.ask(f'{BASE}borrar?{query}')[0])
        self.expect()

    def test_words_of_sources_are_words(self):
        evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
        file = self.site / 'content/puestos/cajera.md'
        file.write_text(SITE['puestos/cajera.md'].replace('Cajera   #', "'" + evil.replace("'", "''") + "'   #"))
        time.sleep(.5)
        self.named(evil)
        form = self.on('renombrar', 'puestos/cajera.md')
        form.fields['titulo'] = evil + evil
        reviewed = review(self.editor, form)
        pages = [self.editor.ask(BASE)[2], form.page, reviewed.page, self.on('borrar', 'puestos/cajera.md').page]
        do(self.editor, reviewed)
        pages.append(self.editor.ask(BASE + 'guardados')[2])
        for page in pages:
            self.assertNotIn('<img', page)
            self.assertEqual(1, page.count('<script'))


if __name__ == '__main__':
    unittest.main()
