"""Sends random requests to `oficio serve --edit`: requests without permission write nothing, others write only below
`content/`, and the program answers each and keeps running."""
import pathlib
import random
import re
import socket
import sys
import tempfile
import time
import unittest
import urllib.parse

import environment
from actions import BASE, Action
from edit_site import SITE
from editing import Editor

REQUESTS = environment.REQUESTS
PATHS = ['', 'documento', 'revisar', 'versiones', 'guardados', 'nuevo', 'renombrar', 'borrar', 'restaurar', 'publicar',
         'derogar', 'adjuntar', 'importar', 'nombre', 'abrir', 'entrar', 'editor.css', 'editor.js', '../', 'nada',
         '%2e%2e/', 'documento/../..', '\u00f1']
DOCUMENTS = ['content/puestos/cajera.md', 'content/unidades.yaml', 'content/site.yaml', 'content/historial/indice',
             '../fuera.txt', 'content/../../fuera.txt', '/etc/passwd', 'content/puestos/cajera.md\0', '', 'content/',
             'content/puestos/nadie.md', 'content//puestos/cajera.md', 'content/puestos/./cajera.md', 'a' * 5000]
WORDS = ['', 'Cajera', '-1', '0', '1', '99999999999999999999', '../../x', '<script>', "'\"", '\r\nX: y', '\0', '\ufeff',
         'ñ' * 300, '2026-12-01', 'job/', 'despues', 'antes', '%00', '# x', '---', '[[jefe]]', 'a|b', '!!binary x']
FIELDS = ['accion', 'antes', 'texto', 'v:title', 'v:objective', 'c:o0:text:reports-to', 'r:functions', 'titulo', 'id',
          'clase', 'huella', 'ficha', 'estado', 'lado', 'archivo.hash', 'archivo.nombre', 'nombre', 'rige', 'acto',
          'doc', 'n', 'tipo', 'autoriza', 'notas', 'version']
ACTIONS = ['guardar', 'hacer', 'revisar', 'fila:functions', 'quitar:o0:functions', 'arreglar:x:1:2', 'archivo:v:title',
           'subir:', ':', 'bajar:o9:nada']
ANSWERS = {None, 200, 302, 303, 400, 403, 404, 405, 411, 413, 414, 415, 421, 429, 431, 501, 505}
METHODS = ['GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'get', 'POST\t', 'X' * 50]


class Wire:
    """A connection that sends bytes as they are, opened anew where the server has closed it."""

    def __init__(self, port):
        self.port, self.socket, self.rest = port, None, b''

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket, self.rest = None, b''

    def send_whole(self, request):
        """The status of the response to bytes that may be no request, on a connection that ends behind them."""
        self.close()
        # The server may wait for the rest of a body that never comes.
        self.socket = socket.create_connection(('127.0.0.1', self.port), timeout=.5)
        try:
            self.socket.sendall(request)
            self.socket.shutdown(socket.SHUT_WR)
            return self.read(False)
        except OSError:
            return None
        finally:
            self.close()

    def send(self, request, head_only=False):
        """The status of the response; `None` if the server closes the connection without one."""
        for _ in range(2):
            fresh = self.socket is None
            if fresh:
                self.socket = socket.create_connection(('127.0.0.1', self.port), timeout=30)
                self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            try:
                self.socket.sendall(request)
                return self.read(head_only)
            except OSError:
                self.close()
                if fresh:
                    return None
        return None

    def read(self, head_only):
        data = self.rest
        while b'\r\n\r\n' not in data:
            more = self.socket.recv(1 << 16)
            if not more:
                self.close()
                return None
            data += more
        head, body = data.split(b'\r\n\r\n', 1)
        status = int(head.split(b' ', 2)[1])
        length = re.search(rb'(?i)content-length: *(\d+)', head)
        length = 0 if head_only or status in (204, 304) else int(length[1]) if length else 0
        while len(body) < length:
            more = self.socket.recv(1 << 16)
            if not more:
                break
            body += more
        self.rest = body[length:]
        if re.search(rb'(?i)connection: *close', head):
            self.close()
        return status


class Fuzz(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        for path, text in SITE.items():
            file = self.site / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        (self.root / 'fuera.txt').write_text('fuera')
        (self.site / 'nota.txt').write_text('nota')
        self.editor = Editor(self.site, self.root / 'estado')
        self.addCleanup(self.editor.stop)
        self.editor.enter()
        self.wire = Wire(self.editor.port)
        self.addCleanup(self.wire.close)
        self.chance = random.Random(environment.SEED)
        self.token = Action(self.editor.ask(BASE + 'nuevo')[2]).fields['ficha']
        self.text = (self.site / 'content/puestos/cajera.md').read_bytes()
        # The hash of a saved state and of the form's text, so that some requests get far.
        self.form = self.editor.form('puestos/cajera.md')

    def files(self, folder):
        return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob('*') if path.is_file()}

    def one(self, values):
        return self.chance.choice(values)

    def query(self):
        pairs = {name: self.one(DOCUMENTS if name == 'doc' else WORDS)
                 for name in self.chance.sample(['doc', 'n', 'q', 'estado', 'guardado', 'lado', 'pagina', 'clave'], 2)}
        return '?' + urllib.parse.urlencode(pairs)

    def body(self, is_open):
        """The type and bytes of a body; with `is_open` the right token stands in some."""
        pairs = [(name, self.one(ACTIONS if name == 'accion' else DOCUMENTS if name == 'doc' else WORDS))
                 for name in self.chance.sample(FIELDS, 4)]
        if is_open:
            pairs = [pair for pair in pairs if pair[0] != 'ficha'] + [('ficha', self.token)]
        if self.chance.random() < .3:
            pairs.append(('antes', self.form.value('antes')))
        if self.chance.random() < .3:
            boundary = 'xyz'
            body = b''.join(
                f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
                for name, value in pairs)
            body += (f'--{boundary}\r\nContent-Disposition: form-data; name="archivo"; filename="x.png"\r\n\r\n'
                     ).encode() + self.chance.randbytes(50) + f'\r\n--{boundary}--\r\n'.encode()
            kind = f'multipart/form-data; boundary={boundary}'
        else:
            body, kind = urllib.parse.urlencode(pairs).encode(), 'application/x-www-form-urlencoded'
        if self.chance.random() < .2 and body:
            damaged = bytearray(body)
            for _ in range(3):
                damaged[self.chance.randrange(len(damaged))] = self.chance.randrange(256)
            body = bytes(damaged)
        if self.chance.random() < .05:
            kind = self.one(['text/plain', 'application/json', '', 'multipart/form-data'])
        return kind, body

    def request(self, is_open):
        """The bytes of a request. One that is not open lacks the session, the origin, the host or the token."""
        method = self.one(['GET', 'POST', 'POST']) if self.chance.random() < .9 else self.one(METHODS)
        path = BASE + (self.one(PATHS) if is_open else self.one(PATHS[:15]))
        if self.chance.random() < .6:
            path += self.query()
        headers = {'Host': f'127.0.0.1:{self.editor.port}', 'Cookie': self.editor.cookie,
                   'Origin': self.editor.origin, 'Sec-Fetch-Site': 'same-origin'}
        body = b''
        if not is_open:
            lacking = self.one(['Cookie', 'Origin', 'Host', 'Sec-Fetch-Site', 'token'])
            wrong = {'Cookie': [None, f'oficio-{self.editor.port}=0', 'x' * 3000],
                     'Origin': [None, 'null', 'http://mal.example', f'http://localhost:{self.editor.port}'],
                     'Host': ['mal.example', f'localhost:{self.editor.port}', '', '127.0.0.1:1'],
                     'Sec-Fetch-Site': ['cross-site', 'same-site']}
            if lacking != 'token':
                headers[lacking] = self.one(wrong[lacking])
            else:
                # Without its token no action writes; the form of a document relies on origin and session.
                path = BASE + self.one(['nuevo', 'renombrar', 'borrar', 'restaurar', 'publicar', 'adjuntar', 'nombre'])
                method = 'POST'
        if method.strip().upper() in ('POST', 'PUT'):
            headers['Content-Type'], body = self.body(is_open)
            headers['Content-Length'] = str(len(body))
        is_odd = self.chance.random() < .05
        cuts = self.chance.random() < .5
        if is_odd and not cuts:
            headers['Content-Length'] = self.one(['-1', '1e3', '99999999999', '5, 6', ''])
        lines = [f'{method} {path} HTTP/1.1'] + [f'{name}: {value}' for name, value in headers.items()
                                                if value is not None]
        text = '\r\n'.join(lines).encode() + b'\r\n\r\n' + body
        if is_odd and cuts:
            text = text[:self.chance.randrange(1, len(text))] + self.chance.randbytes(8) + b'\r\n\r\n'
        return method, text, is_odd

    def series(self, count, is_open, check):
        statuses = {}
        for number in range(count):
            method, text, is_odd = self.request(is_open)
            status = self.wire.send_whole(text) if is_odd else self.wire.send(text, method.strip().upper() == 'HEAD')
            statuses[status] = statuses.get(status, 0) + 1
            self.assertIn(status, ANSWERS, f'request {number}: {text[:300]!r}')
            if number % 500 == 0:
                check(f'request {number}')
        check('the end')
        return statuses

    def test_requests(self):
        start = time.monotonic()
        whole, outside = self.files(self.site), {'fuera.txt': b'fuera'}

        def nothing(when):
            self.assertEqual(whole, self.files(self.site), when)

        def confined(when):
            self.assertEqual(b'fuera', (self.root / 'fuera.txt').read_bytes(), when)
            self.assertEqual({'sitio', 'estado', 'fuera.txt'}, {path.name for path in self.root.iterdir()} | {'estado'})
            self.assertEqual({'content', 'nota.txt'}, {path.name for path in self.site.iterdir()}, when)
            self.assertEqual(whole['content/site.yaml'], (self.site / 'content/site.yaml').read_bytes(), when)
            self.assertFalse((self.site / 'content/historial').exists(), when)

        closed = self.series(REQUESTS * 4 // 5, False, nothing)
        self.assertEqual({}, {status: count for status, count in closed.items() if status == 303})
        opened = self.series(REQUESTS // 5, True, confined)
        self.assertGreater(opened.get(200, 0), REQUESTS // 100, 'many requests get far')
        # The program is alive and the site can be read.
        self.assertEqual(200, self.editor.ask(BASE)[0])
        processor = [int(word) for word in pathlib.Path(f'/proc/{self.editor.process.pid}/stat').read_text().rsplit(
            ')', 1)[1].split()[11:13]]
        print(f'{sum(processor) / 100:.0f} s of processor;', file=sys.stderr)
        print(f'{REQUESTS} requests in {time.monotonic() - start:.0f} s: {closed} {opened}', file=sys.stderr)


if __name__ == '__main__':
    unittest.main()
