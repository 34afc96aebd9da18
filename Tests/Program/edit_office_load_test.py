"""Many people edit behind Debian's nginx while the program is killed and started again: every acknowledged word is in a
file or in a conflict that was shown, no file is half-written, and nobody does more than their role allows.

`OFICIO_EDITORS` is the number of people (8), `OFICIO_SAVES` the number of saves that each tries (4), `OFICIO_KILLS` the
number of kills (2).
"""
import base64
import http.client
import json
import os
import pathlib
import random
import re
import socket
import string
import tempfile
import threading
import time
import unittest

import environment
from edit_office import BASE, Nginx, Office, job, until, write_permissions
from editing import Form

EDITORS, SAVES, KILLS = (int(os.environ.get(f'OFICIO_{name}', number))
                         for name, number in (('EDITORS', 8), ('SAVES', 4), ('KILLS', 2)))
UNITS = ('caja', 'archivo', 'compras', 'legal')


class Load(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.site = self.folder / 'sitio'
        self.content = self.site / 'content'
        (self.content / 'puestos').mkdir(parents=True)
        (self.content / 'site.yaml').write_text('institución: Archivo\nacceso: público\n')
        (self.content / 'unidades.yaml').write_text(
            'elementos:\n' + ''.join(f'  - id: {unit}\n    título: {unit.title()}\n' for unit in UNITS))
        for unit in UNITS:
            for number in range(3):
                (self.content / f'puestos/{unit}-{number}.md').write_text(
                    job(f'{unit.title()} {number}', unit, f'Secreto de {unit}.')
                    + '\n## Funciones\n\n| Tarea | Frecuencia |\n|---|---|\n| Una | diaria |\n')
        self.people = [(f'persona{number}', UNITS[number % len(UNITS)]) for number in range(EDITORS)]
        write_permissions(self.site, 'personas:\n' + ''.join(
            f'  - persona: {name}\n    edita: [{unit}]\n' for name, unit in self.people)
            + '  - persona: lectora\n    lee: todo\n')
        self.nginx = Nginx(self.folder, self.folder / 'editor.sock', [name for name, _ in self.people] + ['lectora'])
        self.addCleanup(self.nginx.stop)
        self.office = Office(self.site, self.folder, origin=self.nginx.origin)
        self.addCleanup(lambda: self.office.kill())
        self.lock = threading.Lock()
        # The words that the program acknowledged, each with its file, and the words that each person saw who then
        # tried to save the same field.
        self.acknowledged, self.seen, self.failures, self.counts = [], set(), [], {}
        self.done = threading.Event()

    def count(self, what):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1

    def edit(self, name, unit, seed):
        """One person saves again and again, and repeats after a kill; now and then tries what is not allowed."""
        chance = random.Random(seed)
        person = self.nginx.person(self.office, name)
        others = [other for other in UNITS if other != unit]
        saved = 0
        deadline = time.monotonic() + 60 + 20 * SAVES
        while saved < SAVES and time.monotonic() < deadline:
            path = f'puestos/{unit}-{chance.randrange(3)}.md'
            try:
                if chance.random() < .2:
                    self.trespass(person, chance.choice(others), chance)
                status, _, page = person.page('documento', doc=f'content/{path}')
                if status != 200:
                    if status not in (502, 504):
                        raise AssertionError(f'{name}: {path}: {status}')
                    time.sleep(.2)
                    continue
                form = Form(page)
                word = 'zq' + ''.join(chance.choice(string.ascii_lowercase) for _ in range(14))
                field = chance.choice(['v:objective', 'v:folio', 'c:o0:task:functions'])
                before = form.value(field)
                form.set(field, word)
                with self.lock:
                    self.seen.add((path, before))
                status, headers, page = person.send(form)
                if status == 303:
                    with self.lock:
                        self.acknowledged.append((path, word))
                    saved += 1
                    self.count('saved')
                elif status == 200:
                    # The word comes back beside the other one, or merged and waiting to be saved.
                    if word not in page:
                        raise AssertionError(f'{name}: {word} is neither saved nor shown')
                    self.count('conflict')
                    with self.lock:
                        self.seen.update((path, other) for other in re.findall('zq[a-z]{14}', page))
                    again, headers, _ = person.send(Form(page))
                    if again == 303:
                        with self.lock:
                            self.acknowledged.append((path, word))
                        saved += 1
                elif status not in (502, 504):
                    raise AssertionError(f'{name}: {path}: {status} {page[:200]}')
            except (ConnectionError, http.client.HTTPException, TimeoutError):
                self.count('broken')
                time.sleep(.1)
            except Exception as error:
                with self.lock:
                    self.failures.append(f'{name}: {error!r}')
                return
        if saved < SAVES:
            with self.lock:
                self.failures.append(f'{name}: only {saved} saves')

    def trespass(self, person, unit, chance):
        """What another unit has is neither shown nor changed, whatever the headers say."""
        path = f'content/puestos/{unit}-{chance.randrange(3)}.md'
        forged = chance.choice([{}, {'X-Oficio-Persona': 'lectora'}, {'x-oficio-persona': 'lectora'},
                                {'X_Oficio_Persona': 'lectora'}])
        status, _, page = person.ask(f'{BASE}documento?doc={path}', **{
            name.replace('-', '_'): value for name, value in forged.items()})
        if status not in (404, 502, 504) or f'Secreto de {unit}' in page:
            raise AssertionError(f'{person.name} sees {path}: {status}')
        status, _, _ = person.ask(f'{BASE}documento?doc={path}', b'antes=&accion=guardar&v%3Aobjective=Forjado')
        if status not in (404, 502, 504):
            raise AssertionError(f'{person.name} writes {path}: {status}')
        self.count('refused')

    def watch(self):
        """No source is ever half-written."""
        while not self.done.is_set():
            for file in (self.content / 'puestos').glob('*.md'):
                text = file.read_text()
                if not text.startswith('---\n') or '## Objetivo' not in text or not text.endswith('|\n'):
                    with self.lock:
                        self.failures.append(f'{file.name} is half-written: {text!r}')
            time.sleep(.02)

    def test_nginx_replaces_forged_headers(self):
        """The header of a client never reaches the program, however it is written and however often it is sent."""
        name, unit = self.people[0]
        own, other = f'content/puestos/{unit}-0.md', f'content/puestos/{UNITS[1]}-0.md'
        password = base64.b64encode(f'{name}:clave-{name}'.encode()).decode()
        def status(path, *headers, authorized=True):
            sent = ([f'Authorization: Basic {password}'] if authorized else []) + list(headers)
            with socket.create_connection(('127.0.0.1', self.nginx.port)) as sock:
                sock.sendall((f'GET {BASE}documento?doc={path} HTTP/1.1\r\nHost: 127.0.0.1:{self.nginx.port}\r\n'
                              + ''.join(f'{line}\r\n' for line in sent) + 'Connection: close\r\n\r\n').encode())
                return int(sock.makefile('rb').readline().split()[1])
        self.assertEqual((200, 404), (status(own), status(other)))
        for forged in (['X-Oficio-Persona: lectora'], ['X-Oficio-Persona: lectora'] * 2, ['x-oficio-persona: lectora'],
                       ['X_Oficio_Persona: lectora'], ['X-Oficio-Persona:lectora', 'X-Oficio-Secreto: x'],
                       ["X-Oficio-Persona: UTF-8''lectora"]):
            self.assertEqual((200, 404), (status(own, *forged), status(other, *forged)), forged)
            self.assertEqual(401, status(own, *forged, authorized=False), forged)
        self.assertEqual(400, status(own, 'X-Oficio-Persona : lectora'))

    def test_no_word_is_lost_and_no_role_exceeded(self):
        threads = [threading.Thread(target=self.edit, args=(name, unit, f'{environment.SEED} {name}'))
                   for name, unit in self.people]
        watcher = threading.Thread(target=self.watch)
        for thread in [watcher, *threads]:
            thread.start()
        for number in range(KILLS):
            aim = (number + 1) * EDITORS * SAVES // (KILLS + 2)
            until(lambda: self.counts.get('saved', 0) >= aim or self.failures or not any(
                thread.is_alive() for thread in threads), 'too few saves', 600)
            self.office.kill()
            self.office.start()
        for thread in threads:
            thread.join()
        self.done.set()
        watcher.join()
        self.assertEqual([], self.failures)
        print(self.counts, flush=True)
        # Every acknowledged word is in its file, unless somebody who saw it there wrote over it.
        for path, word in self.acknowledged:
            self.assertTrue(word in (self.content / path).read_text() or (path, word) in self.seen, (path, word))
        # Nothing but acknowledged saves has changed a file: the last word of a field was written by somebody.
        for file in (self.content / 'puestos').glob('*.md'):
            unit = file.name.split('-')[0]
            self.assertIn(f'unidad: {unit}', file.read_text())
            self.assertNotIn('Forjado', file.read_text())
        # The log has the author of every acknowledged save, and nobody wrote in a unit of others.
        units = dict(self.people)
        written = 0
        for line in self.office.audit.read_text().splitlines():
            try:
                line = json.loads(line)
            except ValueError:
                continue  # A line that a kill cut off.
            if line['result'] in ('comienza', 'escrito'):
                for changed in line['files']:
                    self.assertTrue(changed['path'].startswith(f'content/puestos/{units[line["person"]]}-'), line)
            written += line['result'] == 'escrito'
        self.assertGreaterEqual(written, len(self.acknowledged))


if __name__ == '__main__':
    unittest.main()
