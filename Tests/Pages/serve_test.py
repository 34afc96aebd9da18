"""The preview server in a browser: the files that it serves, the requests that it refuses, and the reload after a save.
"""
import concurrent.futures
import gzip
import http.client
import json
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

from pages import PROGRAM, SITE, TODAY, PageTest


class Preview(PageTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        shutil.copytree(SITE / 'content', cls.root / 'content')
        cls.errors = open(cls.root / 'errores.txt', 'w')
        cls.process = subprocess.Popen([PROGRAM, 'serve', '--port', '0', '--site', str(cls.root), '--today', TODAY],
            stdout=subprocess.PIPE, stderr=cls.errors, text=True)
        cls.port = int(re.search(r':(\d+)/', cls.process.stdout.readline()).group(1))
        cls.bases = {'http': f'http://localhost:{cls.port}/'}

    @classmethod
    def tearDownClass(cls):
        cls.process.send_signal(signal.SIGINT)
        assert cls.process.wait(timeout=5) == 0, 'it ends cleanly on a signal'
        cls.process.stdout.close()
        cls.errors.close()
        cls.folder.cleanup()
        super().tearDownClass()

    def ask(self, path, method='GET', **headers):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=10)
        connection.putrequest(method, path, skip_host='Host' in headers, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace('_', '-'), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def test_types_and_caching(self):
        for path, kind in (('/', 'text/html; charset=utf-8'), ('/estilos/oficio.css', 'text/css; charset=utf-8'),
                           ('/guiones/site.js', 'text/javascript; charset=utf-8'),
                           ('/datos/puestos.json', 'application/json'), ('/recursos/marca.svg', 'image/svg+xml'),
                           ('/datos/funciones.csv', 'text/csv; charset=utf-8'),
                           ('/buscar/m.js', 'text/javascript; charset=utf-8')):
            answer, body = self.ask(path)
            self.assertEqual((200, kind), (answer.status, answer.headers['Content-Type']), path)
            self.assertEqual('nosniff', answer.headers['X-Content-Type-Options'])
            self.assertEqual(len(body), int(answer.headers['Content-Length']))
            # An edit of an earlier test may give the file new content between the two requests.
            for _ in range(3):
                again, nothing = self.ask(path, If_None_Match=answer.headers['ETag'])
                if again.status == 304:
                    break
                answer, body = again, nothing
            self.assertEqual((304, b''), (again.status, nothing), path)
            head, nothing = self.ask(path, 'HEAD')
            self.assertEqual((200, b''), (head.status, nothing))
            small, packed = self.ask(path, Accept_Encoding='gzip')
            if small.headers['Content-Encoding'] == 'gzip':
                self.assertEqual(body, gzip.decompress(packed))

    def test_ranges(self):
        _, whole = self.ask('/datos/puestos.json')
        for asked, part in (('bytes=0-99', whole[:100]), ('bytes=100-', whole[100:]), ('bytes=-7', whole[-7:])):
            answer, body = self.ask('/datos/puestos.json', Range=asked)
            self.assertEqual((206, part), (answer.status, body), asked)
        for asked in (f'bytes={len(whole)}-', 'bytes=99999999999999999999-'):
            self.assertEqual(416, self.ask('/datos/puestos.json', Range=asked)[0].status, asked)
        for asked in ('bytes=9-1', 'bytes=x', 'bytes=0-1,3-4', 'lines=1-2'):
            self.assertEqual(200, self.ask('/datos/puestos.json', Range=asked)[0].status, asked)

    def test_hostile_requests_are_refused(self):
        for path in ('/../content/site.yaml', '/%2e%2e/content/site.yaml', '/puestos/..%2f..%2fcontent/site.yaml',
                     '/%252e%252e/content/site.yaml', '//etc/passwd', '/..\\content\\site.yaml',
                     '/./index.html', '/puestos/%00.html', '/' + 'a' * 5000):
            answer, body = self.ask(path)
            self.assertIn(answer.status, (400, 404, 414, 431), path)
            self.assertNotIn(b'instituci', body[:200] if answer.status == 400 else b'')
        for host in ('mal.example', f'mal.example:{self.port}', 'localhost', '127.0.0.1:1', ''):
            self.assertIn(self.ask('/', Host=host)[0].status, (400, 421), host)
        for method in ('POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'):
            self.assertEqual(405, self.ask('/', method)[0].status, method)
        with socket.create_connection(('127.0.0.1', self.port)) as raw:
            raw.sendall(b'GET / HTTP/1.1\r\nHost: localhost\r\nX: ' + b'a' * 100_000 + b'\r\n\r\n')
            raw.settimeout(5)
            answer = raw.recv(200)
            self.assertTrue(answer == b'' or b' 4' in answer[:13], answer)
        for rubbish in (b'\x00\xff' * 500, b'GET\r\n\r\n', b'GET / HTTP/9.9\r\n\r\n', b'\r\n' * 50):
            with socket.create_connection(('127.0.0.1', self.port)) as raw:
                raw.sendall(rubbish)
        self.assertEqual(200, self.ask('/')[0].status)
        self.assertEqual(404, self.ask('/no-existe.html')[0].status)
        self.assertIn(b'href="/estilos/oficio.css"', self.ask('/puestos/no-existe.html')[1],
            'the page for what is not there is whole at any address')
        self.assertEqual('/puestos/', self.ask('/puestos')[0].headers['Location'])

    def test_it_listens_on_this_machine_only(self):
        listening = pathlib.Path('/proc/net/tcp').read_text().splitlines()[1:]
        ours = [line.split()[1] for line in listening if line.split()[1].endswith(f':{self.port:04X}')
            and line.split()[3] == '0A']
        self.assertEqual([f'0100007F:{self.port:04X}'], ours)

    def test_slow_clients_and_a_hundred_pages_do_not_stop_it(self):
        idle = [socket.create_connection(('127.0.0.1', self.port)) for _ in range(60)]
        for raw in idle:
            raw.sendall(b'GET / HT')
        version = json.loads(self.ask('/-oficio/espera?v=-1')[1])['site']
        with concurrent.futures.ThreadPoolExecutor(100) as pool:
            waiting = [
                pool.submit(
                    lambda: json.loads(
                        urllib.request.urlopen(f'http://localhost:{self.port}/-oficio/espera?v={version}',
                            timeout=20).read())) for _ in range(100)]
            time.sleep(0.5)
            self.assertEqual(200, self.ask('/index.html')[0].status)
            path = self.root / 'content/paginas/presentacion.md'
            path.write_text(path.read_text('utf-8') + '\nUna línea más.\n', 'utf-8')
            for page in waiting:
                self.assertGreaterEqual(page.result()['site'], version)
        for raw in idle:
            raw.close()

    def test_a_save_reloads_the_page_where_it_was_read(self):
        page = self.open('protocolos/fe-de-vida.html')
        page.wait_for_timeout(700)
        page.evaluate('scrollTo(0, 400)')
        path = self.root / 'content/protocolos/fe-de-vida.md'
        path.write_text(path.read_text('utf-8').replace('## Objetivo\n\n', '## Objetivo\n\nPalabra recién guardada. ',
            1), 'utf-8')
        page.locator('main', has_text='Palabra recién guardada').wait_for()
        self.until(page, '() => scrollY === 400')

    def test_a_folder_that_comes_back_under_its_name_is_watched(self):
        """Git replaces folders in this way when it changes branches."""
        folder, aside = self.root / 'content/protocolos', self.root / 'aparte'
        page = self.open('index.html')
        shutil.copytree(folder, aside)
        shutil.rmtree(folder)
        aside.rename(folder)
        path = folder / 'cita-previa.md'
        page.wait_for_timeout(3000)
        page.goto(self.bases['http'] + 'protocolos/cita-previa.html')
        path.write_text(path.read_text('utf-8').replace('## Objetivo\n\n',
            '## Objetivo\n\nGuardada después de volver. ', 1), 'utf-8')
        page.locator('main', has_text='Guardada después de volver').wait_for()

    def test_errors_are_shown_over_the_page_and_go_when_they_are_mended(self):
        page = self.open('index.html')
        path = self.root / 'content/puestos/orientador-sala.md'
        good = path.read_text('utf-8')
        path.write_text(good.replace('título:', 'titulazo:', 1), 'utf-8')
        overlay = page.locator('#oficio-vista', has_text='content/puestos/orientador-sala.md:2:1')
        overlay.wait_for()
        self.assertIn('campo-desconocido', overlay.inner_text())
        # The code of a finding leads to the reference of the site: here the fields of the type.
        link = overlay.get_by_role('link', name='campo-desconocido').first
        self.assertTrue(page.evaluate(
            """async address => { const [path, place] = address.split('#');
              return (await (await fetch(path)).text()).includes(`id="${place}"`); }""", link.get_attribute('href')))
        path.write_text(good, 'utf-8')
        overlay.wait_for(state='detached')

    def test_a_taken_port_gives_a_message(self):
        done = subprocess.run([PROGRAM, 'serve', '--port', str(self.port), '--site', str(self.root)],
            capture_output=True, text=True, timeout=10)
        self.assertEqual(64, done.returncode)
        self.assertIn('está ocupado', done.stderr)
