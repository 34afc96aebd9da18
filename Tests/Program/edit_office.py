"""An office behind a reverse proxy: the program with `serve --edit --proxy`, and people who use it without script."""
import base64
import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

from editing import PROGRAM, Form

ORIGIN = 'http://oficios.example'
HOST = 'oficios.example'
BASE = '/-oficio/editar/'

UNITS = '''elementos:
  - id: direccion
    título: Dirección
  - id: caja
    título: Caja
    unidad superior: direccion
  - id: boveda
    título: Bóveda
    unidad superior: caja
  - id: archivo
    título: Archivo
    unidad superior: direccion
'''


def job(title, unit, objective, more=''):
    head = f'título: {title}\n' + (f'unidad: {unit}\n' if unit else '') + more
    return f'---\n{head}---\n\n## Objetivo\n\n{objective}\n'


SITE = {
    'site.yaml': 'institución: Archivo\nacceso: público\n',
    'unidades.yaml': UNITS,
    'puestos/cajera.md': job('Cajera', 'caja', 'Cobrar en ventanilla. Palabra azulejo.', 'código: CJ-01\n'),
    'puestos/bovedista.md': job('Bovedista', 'boveda', 'Guardar los sellos.'),
    'puestos/archivera.md': job(
        'Archivera zafirina', 'archivo', 'Custodiar los legajos con [la lista](../recursos/lista-secreta.pdf).',
        'código: ZAF-77\nnombres anteriores: [Ordenadora esmeralda]\n'),
    'puestos/directora.md': job('Directora', 'direccion', 'Dirigir a [[archivera]] y a [[cajera]].'),
    'paginas/reglamento.md': '---\ntítulo: Reglamento granate\n---\n\nPara todos.\n',
}
# Words that only those who may read the unit "archivo" may see.
HIDDEN = ('zafirina', 'archivera', 'ZAF-77', 'esmeralda', 'legajos', 'lista-secreta', 'granate')
PERMISSIONS = '''administradores: [ada]
personas:
  - persona: lea
    nombre: Lea Mora
    lee: [caja]
  - persona: edo
    nombre: Edo Ruiz
    edita: [caja]
  - persona: pía
    publica: [caja]
  - persona: arco
    edita: [archivo]
  - persona: todo
    lee: todo
'''


def write_site(site, files=SITE):
    for path, text in files.items():
        file = pathlib.Path(site) / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    attached = pathlib.Path(site) / 'content/recursos/lista-secreta.pdf'
    attached.parent.mkdir(exist_ok=True)
    attached.write_bytes(b'%PDF-1.4\n%%EOF\n')


def write_permissions(site, text=PERMISSIONS):
    file = pathlib.Path(site) / 'permisos.yaml'
    file.write_text(text)
    file.chmod(0o640)


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__('localhost', timeout=60)
        self.path = str(path)

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect(self.path)


class Office:
    """The program behind a socket."""

    def __init__(self, site, folder, *options, origin=ORIGIN):
        self.site, self.folder, self.origin = pathlib.Path(site), pathlib.Path(folder), origin
        self.socket = self.folder / 'editor.sock'
        self.audit = self.folder / 'auditoria.jsonl'
        self.options = options
        self.process = None
        self.start()

    def start(self):
        self.terminal = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, 'serve', '--edit', '--site', str(self.site), '--proxy', str(self.socket), '--origin', self.origin,
             '--audit', str(self.audit), '--today', '2026-11-21', *self.options],
            stdout=subprocess.PIPE, stderr=self.terminal, text=True,
            env={**os.environ, 'XDG_STATE_HOME': str(self.folder / 'estado')})
        line = self.process.stdout.readline()
        if 'editor.sock' not in line:
            words = self.messages
            self.kill()
            raise AssertionError(words)

    @property
    def messages(self):
        return os.pread(self.terminal.fileno(), 1 << 20, 0).decode()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.terminal.close()

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            assert self.process.wait(timeout=30) == 0, self.messages
        finally:
            self.kill()

    def connection(self):
        return UnixConnection(self.socket)


class Person:
    """A person who uses the office. `headers` replaces the header that the proxy sets."""

    def __init__(self, office, name, connect=None, headers=None):
        self.office, self.name, self.cookie = office, name, None
        self.connect = connect or office.connection
        self.headers = headers

    def ask(self, path, body=None, method=None, **headers):
        """Status, headers and text of a response. `None` leaves a header out."""
        given = {'Host': urllib.parse.urlsplit(self.office.origin).netloc, 'Cookie': self.cookie}
        if self.headers is None:
            given['X-Oficio-Persona'] = urllib.parse.quote(self.name)
        else:
            given |= self.headers
        if body is not None:
            given |= {'Origin': self.office.origin, 'Content-Type': 'application/x-www-form-urlencoded'}
        given |= {name.replace('_', '-'): value for name, value in headers.items()}
        connection = self.connect()
        try:
            try:
                connection.request(method or ('GET' if body is None else 'POST'), path, body=body,
                    headers={name: value for name, value in given.items() if value is not None})
            except BrokenPipeError:
                pass  # The server refused the request by its head, before the body.
            answer = connection.getresponse()
            text = answer.read().decode(errors='replace')
        finally:
            connection.close()
        if 'Set-Cookie' in answer.headers:
            self.cookie = answer.headers['Set-Cookie'].split(';')[0]
        return answer.status, answer.headers, text

    def page(self, path='', **query):
        return self.ask(BASE + path + ('?' + urllib.parse.urlencode(query) if query else ''))

    def form(self, path):
        status, _, page = self.page('documento', doc=f'content/{path}')
        assert status == 200, (self.name, path, status, page[:300])
        return Form(page)

    def send(self, form, action='guardar'):
        return self.ask(form.action, form.body(action))

    def token(self, path):
        """The token that the forms of actions carry."""
        return re.search(r'name="ficha" value="(\w+)"', path)[1]

    def act(self, path, **fields):
        """Reviews an action and does it; returns the last status, headers and page."""
        query = {name: fields[name] for name in ('doc', 'n', 'estado', 'lado') if name in fields}
        status, headers, page = self.page(path, **query)
        if status != 200 or 'name="ficha"' not in page:
            return status, headers, page
        fields['ficha'] = self.token(page)
        for action in ('revisar', 'hacer'):
            kind, body = encoded(fields | {'accion': action}, 'multipart' in page)
            status, headers, page = self.ask(BASE + path, body, Content_Type=kind)
            found = re.search(r'name="huella" value="(\w+)"', page)
            if not found:
                break
            fields['huella'] = found[1]
        return status, headers, page


def encoded(fields, is_multipart):
    """The content type and the body of a form; a pair stands for a file."""
    if not is_multipart:
        return 'application/x-www-form-urlencoded', urllib.parse.urlencode(fields).encode()
    out = b''
    for name, value in fields.items():
        head = f'name="{name}"'
        if isinstance(value, tuple):
            head, value = f'{head}; filename="{value[0]}"', value[1]
        data = value if isinstance(value, bytes) else value.encode()
        out += b'--limite\r\nContent-Disposition: form-data; ' + head.encode() + b'\r\n\r\n' + data + b'\r\n'
    return 'multipart/form-data; boundary=limite', out + b'--limite--\r\n'


def until(condition, words, seconds=20):
    """Waits for something that the program does a moment later."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(.05)
    raise AssertionError(words)


class Nginx:
    """Debian's nginx with the sample of docs/nginx before an office."""

    def __init__(self, folder, socket_path, people):
        here = pathlib.Path(__file__).resolve()
        debian = pathlib.Path(subprocess.run(
            [here.parent / 'nginx.sh'], stdout=subprocess.PIPE, text=True, check=True).stdout.strip())
        with socket.socket() as free:
            free.bind(('127.0.0.1', 0))
            self.port = free.getsockname()[1]
        root = pathlib.Path(folder) / 'nginx'
        root.mkdir()
        (root / 'people').write_text(''.join(f'{name}:{{PLAIN}}clave-{name}\n' for name in people))
        server = (here.parents[2] / 'docs/nginx/oficio.conf').read_text()
        server = re.sub(r'    ssl_\w+ .*\n', '', server)
        for old, new in (('listen 443 ssl;', f'listen 127.0.0.1:{self.port};'),
                         ('/etc/nginx/oficio.people', str(root / 'people')),
                         ('/run/oficio/editor.sock', str(socket_path))):
            assert server.count(old) in (1, 2), old
            server = server.replace(old, new)
        user = 'user root;' if os.getuid() == 0 else ''
        temporary = ' '.join(f'{name}_temp_path {root}/{name};'
                             for name in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))
        (root / 'nginx.conf').write_text(
            f'{user} pid {root}/pid; daemon off; error_log {root}/errors; events {{ worker_connections 1024; }}\n'
            f'http {{ include {debian}/etc/nginx/mime.types; access_log off; {temporary}\n{server}\n}}\n')
        command = [debian / 'usr/sbin/nginx', '-c', root / 'nginx.conf', '-p', root]
        tested = subprocess.run([*command, '-t'], capture_output=True, text=True)
        assert tested.returncode == 0, tested.stderr
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        until(self.answers, 'nginx does not answer')

    @property
    def origin(self):
        return f'http://127.0.0.1:{self.port}'

    def answers(self):
        with socket.socket() as probe:
            return probe.connect_ex(('127.0.0.1', self.port)) == 0

    def connection(self):
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=60)

    def person(self, office, name, **headers):
        """A person who signs in with a password."""
        password = base64.b64encode(f'{name}:clave-{name}'.encode()).decode()
        return Person(office, name, self.connection, {'Authorization': f'Basic {password}', **headers})

    def stop(self):
        self.process.terminate()
        self.process.wait()
