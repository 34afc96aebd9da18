"""A browser for the editor's pages without script: it opens forms, fills them in and sends them."""
import html.parser
import http.client
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import urllib.parse

PROGRAM = os.environ['PROGRAM']


class Form(html.parser.HTMLParser):
    """The form of a document on a page: its fields in order, as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.action, self.fields, self.buttons, self.links = None, [], [], []
        self.inside = self.template = False
        self.area = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == 'a':
            self.links.append(given.get('href'))
        if tag == 'form' and given.get('id') == 'ficha':
            self.inside, self.action = True, given['action']
        if tag == 'template':
            self.template = True
        if not self.inside or self.template or 'name' not in given:
            return
        if tag == 'input':
            # A one-line field loses the line breaks of its value.
            self.fields.append([given['name'], given.get('value', '').replace('\n', '')])
        elif tag == 'textarea':
            self.area = [given['name'], '']
            self.fields.append(self.area)
        elif tag == 'button':
            self.buttons.append(given.get('value'))

    def handle_endtag(self, tag):
        if tag == 'form':
            self.inside = False
        elif tag == 'template':
            self.template = False
        elif tag == 'textarea' and self.area:
            if self.area[1].startswith('\n'):
                self.area[1] = self.area[1][1:]
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def value(self, name):
        return next(value for key, value in self.fields if key == name)

    def set(self, name, value):
        next(field for field in self.fields if field[0] == name)[1] = value

    def body(self, action):
        pairs = [(name, value.replace('\n', '\r\n')) for name, value in self.fields] + [('accion', action)]
        return urllib.parse.urlencode(pairs).encode()

    @property
    def shown(self):
        """The fields without the texts and the draft's name that the form carries, and rows by their order."""
        keys, shown = {}, []
        for name, value in self.fields:
            if name in ('antes', 'texto', 'borrador'):
                continue
            if name.startswith('r:'):
                keys[value, name[2:]] = str(sum(1 for _, grid in keys if grid == name[2:]))
                value = keys[value, name[2:]]
            if name.startswith('c:'):
                key, column, grid = name[2:].split(':', 2)
                name = f'c:{keys[key, grid]}:{column}:{grid}'
            shown.append((name, value))
        return shown


class Editor:
    """The program with `serve --edit` on a site, and a session in it."""

    def __init__(self, site, state, *options):
        self.terminal = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, 'serve', '--site', str(site), '--port', '0', '--today', '2026-11-21', *(options or ['--edit'])],
            stdout=subprocess.PIPE, stderr=self.terminal, text=True,
            env={**os.environ, 'XDG_STATE_HOME': str(state)})
        self.port = int(re.search(r':(\d+)/', self.process.stdout.readline())[1])
        self.site, self.cookie = pathlib.Path(site), None
        self.entrance = None
        if not options or '--edit' in options:
            self.entrance = re.search(r'http://\S+', self.process.stdout.readline())[0]

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        try:
            assert self.process.wait(timeout=20) == 0
        finally:
            self.process.kill()
            self.process.stdout.close()
            self.terminal.close()

    @property
    def origin(self):
        return f'http://127.0.0.1:{self.port}'

    @property
    def messages(self):
        """What the program has printed beside its first lines."""
        return os.pread(self.terminal.fileno(), 1 << 20, 0).decode()

    def ask(self, path, body=None, method=None, **headers):
        """Status, headers and text of a response. `None` leaves a header out."""
        given = {'Host': f'127.0.0.1:{self.port}', 'Cookie': self.cookie}
        if body is not None:
            given |= {'Origin': self.origin, 'Content-Type': 'application/x-www-form-urlencoded'}
        given |= {name.replace('_', '-'): value for name, value in headers.items()}
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=30)
        connection.request(method or ('GET' if body is None else 'POST'), path, body=body,
            headers={name: value for name, value in given.items() if value is not None})
        answer = connection.getresponse()
        result = answer.status, answer.headers, answer.read().decode()
        connection.close()
        return result

    def enter(self):
        status, headers, _ = self.ask(self.entrance.removeprefix(self.origin))
        assert status == 303, status
        self.cookie = headers['Set-Cookie'].split(';')[0]

    def documents(self):
        """The links to all forms."""
        page = self.ask('/-oficio/editar/')[2]
        return [link for link in Form(page).links if link.startswith('/-oficio/editar/documento')]

    def open(self, link):
        status, _, page = self.ask(link)
        assert status == 200, (status, link)
        return Form(page)

    def send(self, form, action):
        return self.ask(form.action, form.body(action))

    def file(self, link):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)
        return self.site / query['doc'][0]

    def form(self, path):
        """The form of the document at a path below `content/`."""
        return self.open('/-oficio/editar/documento?doc=' + urllib.parse.quote(f'content/{path}', safe=''))
