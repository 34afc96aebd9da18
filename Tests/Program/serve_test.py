"""The preview server under real and careless clients: many page views, folders that are replaced, requests at the edge
of the standard."""
import gzip
import http.client
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.parse

from series import PROGRAM

PAGE = '---\ntítulo: {}\n---\n\n{}\n'


class Serve(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        self.write('site.yaml', 'institución: Archivo Municipal\nacceso: público\n')
        self.write('paginas/aviso.md', PAGE.format('Aviso', 'Primero.\n\n'
            + 'El archivo atiende de lunes a viernes. ' * 60))
        self.child = subprocess.Popen(
            [PROGRAM, 'serve', '--site', str(self.site), '--port', '0'], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stop)
        self.port = int(re.search(r'localhost:(\d+)', self.child.stdout.readline())[1])

    def stop(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
        try:
            self.assertEqual(0, self.child.wait(timeout=20))
        finally:
            self.child.kill()
            self.child.stdout.close()

    def write(self, path, text):
        file = self.site / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def get(self, path, method='GET', connection=None, **headers):
        """Status, headers and bytes of a response."""
        own = connection or http.client.HTTPConnection('localhost', self.port, timeout=10)
        own.request(method, path, headers={name.replace('_', '-'): value for name, value in headers.items()})
        answer = own.getresponse()
        result = answer.status, answer.headers, answer.read()
        if not connection:
            own.close()
        return result

    def raw(self, text):
        """The status of the response to a request that is sent as written."""
        with socket.create_connection(('127.0.0.1', self.port), timeout=10) as peer:
            peer.sendall(text.format(port=self.port).replace('\n', '\r\n').encode())
            return int(peer.recv(4096).split()[1])

    def pages(self, port=None):
        """The pages of a preview by their paths, without the version that its script waits for."""
        own, self.port = self.port, port or self.port
        try:
            found, rest = {}, ['/index.html']
            while rest:
                path = rest.pop()
                status, headers, body = self.get(path)
                found[path] = (status, re.sub(rb'"site":[0-9]+', b'', body))
                if headers.get('Content-Type', '').startswith('text/html'):
                    for link in re.findall(r'(?:href|src|data-from)="([^"#?:]+)', body.decode()):
                        linked = urllib.parse.urljoin(path, link)
                        if linked not in found and linked not in rest:
                            rest.append(linked)
            return found
        finally:
            self.port = own

    def test_pages_after_saves_are_those_of_a_new_preview(self):
        """A preview keeps results between saves; none of them is stale."""
        job = '---\ntítulo: {}\nunidad: {}\nreporta a: {}\n---\n\n## Misión\n\n{}\n\n## Funciones\n\n- {}\n'
        self.write('unidades/caja.md', '---\ntítulo: Caja\n---\n')
        self.write('puestos/jefe.md', job.format('Jefe', 'caja', 'Ninguno', 'Dirigir.', 'Dirigir la caja cada día.'))
        self.write('puestos/cajero.md', job.format('Cajero', 'caja', 'jefe', 'Cobrar.', 'Cobrar cada semana.'))
        changes = [
            lambda: self.write('puestos/jefe.md', job.format('Jefatura', 'caja', 'Ninguno', 'Guiar.', 'Guiar.')),
            lambda: self.write('unidades/caja.md', '---\ntítulo: Tesorería\n---\n'),
            lambda: self.write('paginas/aviso.md', PAGE.format('Aviso', 'Véase [[auxiliar]] y [[Cajero]].')),
            lambda: self.write('puestos/a.md', job.format('Auxiliar', 'caja', 'cajero', 'Ayudar.', 'Ayudar.')),
            lambda: (self.site / 'content/puestos/a.md').rename(self.site / 'content/puestos/auxiliar.md'),
            lambda: (self.site / 'content/puestos/cajero.md').unlink(),
            lambda: self.write('site.yaml', 'institución: Archivo Nacional\nacceso: público\n'),
        ]
        for number, change in enumerate(changes):
            before = self.version()
            change()
            for _ in range(200):
                if self.version() != before:
                    break
                time.sleep(.05)
            fresh = subprocess.Popen([PROGRAM, 'serve', '--site', str(self.site), '--port', '0'],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            try:
                port = int(re.search(r'localhost:(\d+)', fresh.stdout.readline())[1])
                one, other = self.pages(), self.pages(port)
                self.assertGreater(len(one), 15)
                self.assertEqual([], sorted(path for path in one.keys() | other.keys()
                    if one.get(path) != other.get(path)), f'change {number}')
            finally:
                fresh.kill()
                fresh.wait()
                fresh.stdout.close()

    def version(self):
        return int(re.search(rb'"site":(\d+)', self.get('/-oficio/espera?v=-1')[2])[1])

    def wait_for(self, words):
        """Waits until the page holds the words."""
        for _ in range(100):
            status, _, page = self.get('/paginas/aviso.html')
            if status == 200 and words.encode() in page:
                return
            time.sleep(.1)
        self.fail(f'the page never says «{words}»')

    # Page views

    def test_a_thousand_page_views_without_a_save(self):
        version = self.version()
        for number in range(1000):
            self.assertEqual(200, self.get('/paginas/aviso.html')[0], number)
            # The page waits for the next save, and its reader opens another one.
            with socket.create_connection(('127.0.0.1', self.port), timeout=10) as peer:
                peer.sendall(
                    f'GET /-oficio/espera?v={version} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n'.encode())
        self.assertEqual(200, self.get('/paginas/aviso.html')[0])

    def test_pages_that_stay_open_leave_room_for_others(self):
        version, open_pages = self.version(), []
        for number in range(600):
            peer = socket.create_connection(('127.0.0.1', self.port), timeout=10)
            self.addCleanup(peer.close)
            peer.sendall(f'GET /-oficio/espera?v={version} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n'.encode())
            open_pages.append(peer)
            if number % 100 == 0:
                self.assertEqual(200, self.get('/paginas/aviso.html')[0], number)
        # The oldest waiting pages got a response, though nothing had changed.
        self.assertIn(b'"site"', open_pages[0].recv(65536))

    def test_a_page_that_waits_is_answered_by_a_save(self):
        version = self.version()
        waiting = http.client.HTTPConnection('localhost', self.port, timeout=30)
        waiting.request('GET', f'/-oficio/espera?v={version}')
        time.sleep(1)
        self.write('paginas/aviso.md', PAGE.format('Aviso', 'Segundo.'))
        seen = version
        while seen == version:
            seen = int(re.search(rb'"site":(\d+)', waiting.getresponse().read())[1])
            if seen == version:
                waiting.request('GET', f'/-oficio/espera?v={version}')
        self.assertGreater(seen, version)
        waiting.close()

    def test_a_page_does_not_wait_without_end(self):
        version = self.version()
        start = time.monotonic()
        waiting = http.client.HTTPConnection('localhost', self.port, timeout=40)
        # The end of the first check also sends a response.
        while time.monotonic() - start < 15:
            waiting.request('GET', f'/-oficio/espera?v={version}')
            self.assertIn(b'"site":%d' % version, waiting.getresponse().read())
        waiting.close()

    def test_the_server_stops_while_pages_wait(self):
        version = self.version()
        peers = [socket.create_connection(('127.0.0.1', self.port), timeout=10) for _ in range(5)]
        for peer in peers:
            peer.sendall(f'GET /-oficio/espera?v={version} HTTP/1.1\r\nHost: localhost:{self.port}\r\n\r\n'.encode())
        time.sleep(1)
        self.stop()
        for peer in peers:
            peer.close()

    # Folders

    def test_sources_that_are_removed_and_put_back(self):
        copy = self.root / 'copia'
        shutil.copytree(self.site / 'content', copy)
        shutil.rmtree(self.site / 'content')
        time.sleep(1.5)
        shutil.copytree(copy, self.site / 'content')
        self.wait_for('Primero')
        self.write('paginas/aviso.md', PAGE.format('Aviso', 'Segundo.'))
        self.wait_for('Segundo')

    def test_sources_that_are_replaced_by_others(self):
        copy = self.root / 'copia'
        shutil.copytree(self.site / 'content', copy)
        (copy / 'paginas/aviso.md').write_text(PAGE.format('Aviso', 'Otro.'))
        (self.site / 'content').rename(self.root / 'viejo')
        copy.rename(self.site / 'content')
        self.wait_for('Otro')
        self.write('paginas/aviso.md', PAGE.format('Aviso', 'Segundo.'))
        self.wait_for('Segundo')

    def test_a_whole_site_that_is_replaced(self):
        copy = self.root / 'copia'
        shutil.copytree(self.site, copy)
        self.site.rename(self.root / 'viejo')
        copy.rename(self.site)
        time.sleep(1.5)
        self.write('paginas/aviso.md', PAGE.format('Aviso', 'Segundo.'))
        self.wait_for('Segundo')

    def test_a_folder_that_a_link_leads_to(self):
        shutil.move(self.site / 'content/paginas', self.site / 'aparte')
        (self.site / 'content/paginas').symlink_to('../aparte')
        self.wait_for('Primero')
        (self.site / 'aparte/aviso.md').write_text(PAGE.format('Aviso', 'Segundo.'))
        self.wait_for('Segundo')

    # Requests

    def test_a_connection_serves_many_requests(self):
        connection = http.client.HTTPConnection('localhost', self.port, timeout=10)
        connection.connect()
        peer = connection.sock
        for path, status in (('/index.html', 200), ('/no-hay.html', 404), ('/%2e%2e/x', 400),
                ('/paginas/aviso.html', 200)):
            self.assertEqual(status, self.get(path, connection=connection)[0])
            self.assertIs(peer, connection.sock, path)
        self.assertEqual(405, self.get('/index.html', method='DELETE', connection=connection)[0])
        connection.close()

    def test_one_host_and_no_other(self):
        request = 'GET /index.html HTTP/1.1\n{}Connection: close\n\n'
        own = 'Host: localhost:{port}\n'
        self.assertEqual(200, self.raw(request.replace('{}', own)))
        self.assertEqual(421, self.raw(request.replace('{}', 'Host: ejemplo.org\n')))
        for hosts in ('', own + own, own + 'Host: ejemplo.org\n', 'host: ejemplo.org\n' + own):
            self.assertEqual(400, self.raw(request.replace('{}', hosts)), hosts)

    def test_a_target_may_be_a_whole_address(self):
        request = 'GET {} HTTP/1.1\nHost: localhost:{port}\nConnection: close\n\n'
        for target, status in (('http://localhost:{port}/index.html', 200), ('HTTP://127.0.0.1:{port}/index.html', 200),
                               ('http://localhost:{port}', 200),
                               ('http://ejemplo.org/index.html', 421),
                               ('http://localhost:{port}@ejemplo.org/index.html', 421), ('http://', 421),
                               ('https://localhost:{port}/', 400),
                               ('http://localhost:{port}/../x', 400), ('http://localhost:{port}//x', 400)):
            self.assertEqual(status, self.raw(request.replace('{}', target)), target)

    def test_compression_only_for_whom_it_is_welcome(self):
        plain = self.get('/paginas/aviso.html')[2]
        for wish, is_welcome in (
                ('gzip', True), ('deflate, gzip;q=0.5', True), ('GZIP', True), ('*', True), ('gzip; q=1.0', True),
                ('gzip;q=0', False), ('gzip; q=0.000', False),
                ('*;q=0', False), ('*, gzip;q=0', False), ('identity', False), ('br', False), ('', False),
                ('notgzip', False)):
            status, headers, body = self.get('/paginas/aviso.html', Accept_Encoding=wish)
            self.assertEqual(200, status)
            self.assertEqual('gzip' if is_welcome else None, headers['Content-Encoding'], wish)
            self.assertEqual(plain, gzip.decompress(body) if is_welcome else body)
            # The plain and the compressed file have different entity tags, and the server recognises both.
            again, _, rest = self.get('/paginas/aviso.html', Accept_Encoding=wish,
                If_None_Match=f'"x", W/{headers["ETag"]}')
            self.assertEqual((304, b''), (again, rest))
        tags = {self.get('/paginas/aviso.html', Accept_Encoding=wish)[1]['ETag'] for wish in ('gzip', 'identity')}
        self.assertEqual(2, len(tags))
        self.assertEqual(304, self.get('/paginas/aviso.html', If_None_Match='*')[0])

    def test_ranges(self):
        whole = self.get('/paginas/aviso.html')[2]
        size = len(whole)
        for asked, start, end in (
                ('bytes=0-99', 0, 100), ('bytes=10-', 10, size), ('bytes=-7', size - 7, size), ('Bytes=0-0', 0, 1),
                (f'bytes=5-{size}', 5, size),
                ('bytes=5-99999999999999999999999', 5, size), ('bytes=-99999999999999999999999', 0, size),
                ('bytes=5-9223372036854775807', 5, size)):
            status, headers, body = self.get('/paginas/aviso.html', Range=asked, Accept_Encoding='gzip')
            self.assertEqual((206, whole[start:end]), (status, body), asked)
            self.assertEqual(f'bytes {start}-{end - 1}/{size}', headers['Content-Range'])
            self.assertIsNone(headers['Content-Encoding'])
        for asked in (f'bytes={size}-', 'bytes=99999999999999999999999-', 'bytes=-0', f'bytes={size}-{size + 5}'):
            status, headers, _ = self.get('/paginas/aviso.html', Range=asked)
            self.assertEqual((416, f'bytes */{size}'), (status, headers['Content-Range']), asked)
        for asked in ('bytes=9-3', 'bytes=0-1,5-6', 'lines=0-1', 'bytes=a-b', 'bytes=-', 'bytes=1-2-3', 'bytes',
                'bytes=+1-2', 'bytes=--1'):
            self.assertEqual((200, whole), self.get('/paginas/aviso.html', Range=asked)[::2], asked)

    def test_a_range_of_a_file_that_has_changed_is_the_whole(self):
        _, headers, whole = self.get('/paginas/aviso.html')
        self.assertEqual(206, self.get('/paginas/aviso.html', Range='bytes=0-9', If_Range=headers['ETag'])[0])
        for other in ('"x"', 'W/' + headers['ETag'], 'Sat, 01 Jan 2022 00:00:00 GMT'):
            self.assertEqual((200, whole), self.get('/paginas/aviso.html', Range='bytes=0-9', If_Range=other)[::2],
                other)
        status, headers, body = self.get('/paginas/aviso.html', method='HEAD', Range='bytes=0-9')
        self.assertEqual((200, str(len(whole)), b''), (status, headers['Content-Length'], body))

    def test_a_condition_that_fails(self):
        tag = self.get('/paginas/aviso.html')[1]['ETag']
        for wish, status in ((tag, 200), ('*', 200), (f'"x", {tag}', 200), ('"x"', 412), ('W/' + tag, 412), ('', 412)):
            self.assertEqual(status, self.get('/paginas/aviso.html', If_Match=wish)[0], wish)

    def test_a_refused_method_says_which_are_allowed(self):
        for method in ('POST', 'PUT', 'OPTIONS', 'TRACE', 'get'):
            status, headers, _ = self.get('/paginas/aviso.html', method=method)
            self.assertEqual((405, 'GET, HEAD'), (status, headers['Allow']), method)


if __name__ == '__main__':
    unittest.main()
