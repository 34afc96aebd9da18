"""The nginx configuration of docs/reference/hosting.md, run by Debian's nginx over the built pages."""
import gzip
import os
import pathlib
import re
import shutil
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

PAGES = pathlib.Path(os.environ['PAGES'])
HOSTING = pathlib.Path(__file__).resolve().parents[2] / 'docs/reference/hosting.md'
DEBIAN = pathlib.Path(subprocess.run([str(pathlib.Path(__file__).parent / 'nginx.sh')], stdout=subprocess.PIPE,
    text=True, check=True).stdout.strip())
NGINX = DEBIAN / 'usr/sbin/nginx'


class Hosting(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(cls.folder.name)
        server = re.search(r'```\n(server \{.*?\n\})\n```', HOSTING.read_text(), re.S)[1]
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            port = free.getsockname()[1]
        # Without a certificate and at the folder of the test; all other settings are those of the guide.
        server = server.replace('listen 443 ssl;', f'listen 127.0.0.1:{port};').replace('/var/www/manuales',
            str(root / 'sitio'))
        assert f':{port};' in server and str(root) in server
        shutil.copytree(PAGES, root / 'sitio')
        for path in [root, *root.rglob('*')]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        types = DEBIAN / 'etc/nginx/mime.types'
        (root / 'nginx.conf').write_text(
            f'pid {root}/pid; daemon off; error_log stderr; events {{}}\nhttp {{ include {types}; access_log off; '
            + ' '.join(f'{name}_temp_path {root}/{name};'
                for name in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi')) + f'\n{server}\n}}\n')
        tested = subprocess.run([NGINX, '-t', '-c', root / 'nginx.conf', '-p', root], capture_output=True, text=True)
        assert tested.returncode == 0, tested.stderr
        cls.process = subprocess.Popen([NGINX, '-c', root / 'nginx.conf', '-p', root], stderr=subprocess.DEVNULL)
        cls.base = f'http://127.0.0.1:{port}/'
        for _ in range(100):
            try:
                urllib.request.urlopen(cls.base)
                break
            except OSError:
                time.sleep(.05)

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        cls.process.wait()
        cls.folder.cleanup()

    def get(self, path, **headers):
        try:
            return urllib.request.urlopen(urllib.request.Request(self.base + path, headers=headers))
        except urllib.error.HTTPError as error:
            return error

    def test_unchanged_pages_are_answered_with_not_modified(self):
        page = self.get('index.html')
        self.assertEqual(200, page.status)
        self.assertEqual('no-cache', page.headers['Cache-Control'])
        self.assertEqual('nosniff', page.headers['X-Content-Type-Options'])
        self.assertEqual('text/html; charset=utf-8', page.headers['Content-Type'])
        self.assertEqual(304, self.get('index.html', **{'If-None-Match': page.headers['ETag']}).status)

    def test_a_folder_shows_its_list(self):
        self.assertEqual(200, self.get('puestos/').status)

    def test_an_unknown_address_shows_the_page_of_the_site(self):
        missing = self.get('puestos/nadie.html')
        self.assertEqual(404, missing.status)
        self.assertEqual((PAGES / '404.html').read_bytes(), missing.read())

    def test_files_named_by_content_are_kept_for_a_year(self):
        shard = next(PAGES.glob('buscar/l-*.js'))
        answer = self.get(f'buscar/{shard.name}')
        self.assertIn('immutable', answer.headers['Cache-Control'])
        self.assertEqual('nosniff', answer.headers['X-Content-Type-Options'])
        self.assertIn('javascript', answer.headers['Content-Type'])
        # The manifest of the index must not be cached.
        self.assertEqual('no-cache', self.get('buscar/m.js').headers['Cache-Control'])

    def test_text_is_sent_compressed(self):
        for path in ('index.html', 'estilos/oficio.css', 'guiones/buscar.js', 'datos/puestos.json', 'novedades.atom'):
            if not (PAGES / path).exists():
                continue
            answer = self.get(path, **{'Accept-Encoding': 'gzip'})
            self.assertEqual('gzip', answer.headers['Content-Encoding'], path)
            self.assertEqual((PAGES / path).read_bytes(), gzip.decompress(answer.read()), path)

    def test_attached_files_run_nothing_in_the_name_of_the_site(self):
        for path in sorted(path.relative_to(PAGES) for path in (PAGES / 'recursos').rglob('*') if path.is_file()):
            answer = self.get(path.as_posix())
            self.assertEqual(200, answer.status, path)
            self.assertEqual('nosniff', answer.headers['X-Content-Type-Options'])
            self.assertEqual(None if path.suffix == '.pdf' else 'sandbox', answer.headers['Content-Security-Policy'],
                path)
        self.assertIsNone(self.get('index.html').headers['Content-Security-Policy'])

    def test_what_the_program_keeps_for_itself_is_not_served(self):
        self.assertTrue((PAGES / '.oficio/archivos').exists())
        self.assertEqual(404, self.get('.oficio/archivos').status)
        self.assertEqual(404, self.get('%2eoficio/archivos').status)


if __name__ == '__main__':
    unittest.main()
