"""Damages one file of a whole site at random: sources, settings, themes, ledgers, receipts, the state of builds. Every
command ends with a documented status and says in words what it does not understand.

OFICIO_SEED=7 OFICIO_DAMAGES=2000 python3 -m unittest …  tries other damages, and more of them.
"""
import http.client
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import unittest
from concurrent.futures import ThreadPoolExecutor

from environment import DAMAGES, SEED
from odd_site import BOOK, FORM, ODD, OWN, PROTOCOL, TYPE, front
from series import PROGRAM

MEMORY = '/dev/shm' if os.path.isdir('/dev/shm') else None
TODAY = '2026-11-29'
# 70, a fault of the program, is not among them.
STATUSES = (0, 1, 64, 74)
SETTINGS = '''institución: Archivo Municipal
acceso: público
dirección web: https://archivo.example/
tema: {nombre: propio, color: "#0b5d3b"}
zona horaria: America/Bogota
nada que decir: [Sin observaciones]
reglas: {revision-vencida: {severidad: nota, días: 3}}
cifras: {tiempo meta: 100}
historial: {sin publicar: mostrar}
búsqueda: {sinónimos: [[queja, reclamo]]}
identidad: {color: "#000000", color oscuro: "#ffffff", letra: serif, pie: [Calle 1]}
sin conexión: {guardar: sí, descargar: sí}
palabras: {Portada: Entrada}
recursos: {permitir: [a.svg]}
'''
MORE = {
    'content/site.yaml': SETTINGS,
    'content/tipos/acta.yaml': TYPE,
    'content/formatos/libro.yaml': BOOK,
    'content/formatos/hoja.yaml': FORM.replace('para: puesto', 'para: puesto\nid: hoja'),
    'content/actas/uno.md': front(OWN.replace('quien: jefe', 'quien: archivista')),
    'content/sedes.yaml': 'tipo: sede\nelementos: [{id: a, título: Sede A, dirección: "Calle 8 # 20-15"}]\n',
    'content/paginas/aviso.md': '---\ntítulo: Aviso\n---\n\n# Uno\n\nVea [[archivista]], [la lista](../actas/uno.md) y '
        '![plano](../recursos/a.svg "Plano").[^n]\n\n> [!NOTE]\n> Cite.\n\n| A | B |\n|---|---|\n| x | `y` |\n\n'
        '- [ ] Uno {#uno}\n- [x] Dos **fuerte** *suave*\n  1. Tres\n\n```sql\nselect 1\n```\n\n[^n]: Nota.\n\n'
        'Término\n: Definición &amp; <br> H~2~O\n',
    'content/recursos/a.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>a</title></svg>\n',
    'content/protocolos/cobro.md': front(PROTOCOL).replace('unidad: caja', 'unidad: sala-consulta')
        .replace('responsable: jefe', 'responsable: archivista'),
    'themes/propio/theme.yaml': 'name: propio\ntitle: Propio\nextends: institucional\n'
        'styles: [base.css]\ntokens: {color: --brand}\n',
    'themes/propio/messages/es.yaml': 'home: Portada\nskip: Saltar\n',
    'themes/propio/styles/base.css': 'body { color: #000; }\n',
    'themes/propio/partials/mio.mustache': '<p>{{title}}{{#page}}{{title}}{{/page}}</p>\n',
    'acuses/personal.csv': 'nombre;identidad;puesto\nAna Ruiz;12-345;archivista\n',
}
COMMANDS = [
    ['check'], ['check', '--format', 'sarif'], ['check', '--fix'], ['build', '--output', 'OUT'],
    ['build', '--output', 'OUT', '--audience', 'public'], ['build', '--output', 'OUT', '--as-of', '2026-06-01'],
    ['explain', 'acta'], ['explain', 'hoja'], ['explain', 'puesto'], ['explain'],
    ['export', 'html', 'consulta-en-sala', '--output', 'OUT/x.html'],
    ['export', 'docx', 'archivista', '--output', 'OUT/x.docx'],
    ['export', 'odt', 'manual-archivo', '--output', 'OUT/x.odt'],
    ['export', 'epub', 'manual-archivo', '--output', 'OUT/x.epub'], ['export', 'jsonschema', '--output', 'OUT'],
    ['search', 'archivo'], ['search', '--format', 'json', 'consulta en sala PR-01'],
    ['release', 'cobro', '--effective', TODAY, '--note', 'x', '--authorized-by', 'Dirección', '--dry-run'],
    ['release', 'consulta-en-sala', '--effective', TODAY, '--note', 'x', '--authorized-by', 'Dirección'],
    ['verify'], ['verify', '--digest'], ['log'], ['log', 'consulta-en-sala'], ['diff', 'consulta-en-sala'],
    ['repair'], ['receipts', 'report'], ['receipts', 'verify'], ['add', 'puesto', 'Nuevo'], ['serve'],
]


def damaged(chance, data):
    """The bytes of a file after one random damage."""
    text = data.decode('utf-8', 'replace')
    lines = text.splitlines(True) or ['']
    place = chance.randrange(len(data) + 1)
    line = chance.randrange(len(lines))
    odd = chance.choice(ODD)

    def value():
        spots = [found.span(1) for found in re.finditer(
            r'(?m)(?<=: )([^\n,{}\[\]|]+)|(?<=- )([^\n]+)|(?<=\| )([^|\n]+)|(?<=":)("[^"]*"|\d+)', text) if found[1]]
        if not spots:
            return text + odd
        start, end = chance.choice(spots)
        return text[:start] + odd + text[end:]

    def lines_with(new):
        return ''.join(lines[:line] + new + lines[line + 1:])

    byte = bytes([chance.randrange(256)])
    changes = [
        value, value, value, value, value,
        lambda: data[:place] + byte + data[place + 1:], lambda: data[:place] + byte + data[place:],
        lambda: data[:place], lambda: data[place:], lambda: data[:place] + data[place + chance.randrange(1, 40):],
        lambda: b'', lambda: b'\n', lambda: 'null\n', lambda: '[]\n', lambda: '- - - x\n', lambda: '{}\n', lambda: odd,
        lambda: '\ufeff' + text, lambda: text.replace('\n', '\r\n'), lambda: text.replace('\n', '\r'),
        lambda: text.encode('utf-16'), lambda: text.encode('latin-1', 'replace'), lambda: text + text,
        lambda: data[:place] + b'\0' + data[place:], lambda: data[:place] + b'\xff\xfe\xc0' + data[place:],
        lambda: data[:place] + b'\xed\xa0\x80' + data[place:],
        lambda: lines_with([]), lambda: lines_with([lines[line]] * 3), lambda: lines_with(['\t' + lines[line]]),
        lambda: lines_with([lines[line], lines[chance.randrange(len(lines))]]),
        lambda: lines_with([lines[line].rstrip('\n') + ' # 3 de más\n']),
        lambda: lines_with(['  ' + lines[line]]), lambda: lines_with([lines[line].lstrip(' ')]),
        lambda: lines_with([lines[line].replace(':', ': &a', 1)]), lambda: lines_with(['<<: *a\n', lines[line]]),
        lambda: lines_with([re.sub(r'\d+', lambda found: chance.choice(
            ['0', '-1', '99999999999999999999', '9223372036854775807', '1e999', '2147483648']), lines[line])]),
        lambda: lines_with([re.sub(r'[\w-]+', 'x' * 70_000, lines[line], count=1)]),
        lambda: lines_with([re.sub(r'[^\W\d_]+', lambda found: chance.choice(
            ['', '../x', '\\u0000', 'ñ' * 300, '\u202e', '{{{', '<script>', '%s%n', 'con', found[0]]), lines[line],
            count=3)]),
        lambda: lines_with([
            lines[line].replace('{{', chance.choice(['{{{', '{{#', '{{^', '{{/', '{{>', '{{<', '{{=']))]),
    ]
    made = chance.choice(changes)()
    return made if isinstance(made, bytes) else made.encode('utf-8', 'surrogateescape')


class DamagedSites(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = tempfile.TemporaryDirectory(dir=MEMORY)
        cls.addClassCleanup(made.cleanup)
        cls.root = pathlib.Path(made.name)
        cls.template = cls.root / 'sitio'
        cls.make(cls.template)

    @classmethod
    def make(cls, site):
        """Makes the site: a starter with a theme, a type, a form, releases, receipts, and the state of a build."""
        def call(*words):
            done = subprocess.run([PROGRAM, *words, '--site', str(site)], capture_output=True, text=True, timeout=120,
                env={**os.environ, 'XDG_CACHE_HOME': str(site / 'cache')})
            assert done.returncode == 0, done.stdout + done.stderr
        subprocess.run([PROGRAM, 'new', '--form', 'frecuencia', str(site)], check=True, capture_output=True)
        for path, text in MORE.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text)
        call('release', 'manual-archivo', '--today', '2026-01-05', '--effective', '2026-01-05')
        call('release', 'consulta-en-sala', '--today', '2026-02-02', '--effective', '2026-02-02', '--note',
            'Creación.', '--authorized-by', 'Ana')
        source = site / 'content/protocolos/consulta-en-sala.md'
        source.write_text(source.read_text().replace('20 minutos', '25 minutos'))
        call('release', 'consulta-en-sala', '--today', '2026-06-01', '--effective', '2026-06-15', '--note',
            'Plazo.', '--authorized-by', 'Ana')
        call('build', '--output', str(site / 'output'), '--today', TODAY)
        call('check', '--today', TODAY)

    def serve(self, site, environment):
        child = subprocess.Popen([PROGRAM, 'serve', '--site', str(site), '--port', '0', '--today', TODAY],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, preexec_fn=self.limit)
        late = threading.Timer(60, child.kill)
        late.start()
        try:
            found = re.search(r'localhost:(\d+)', child.stdout.readline())
            if found:
                peer = http.client.HTTPConnection('localhost', int(found[1]), timeout=30)
                for path in ('/index.html', '/paginas/aviso.html', '/actas/uno.html'):
                    peer.request('GET', path)
                    peer.getresponse().read()
                peer.close()
                child.send_signal(signal.SIGINT)
            rest, errors = child.communicate(timeout=30)
            return child.returncode, rest + errors
        finally:
            late.cancel()
            child.kill()

    def limit(self):
        resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))

    def problem(self, number):
        """Damages a file of a copy of the site and runs commands on it. Returns what is wrong, or `None`."""
        chance = random.Random(f'{SEED} {number}')
        site = self.root / str(number)
        shutil.copytree(self.template, site, symlinks=True)
        try:
            files = sorted(path for path in site.rglob('*') if path.is_file()
                and (path.relative_to(site).parts[0] in ('content', 'themes', 'acuses', 'cache')
                     or '.oficio' in path.parts))
            # Every folder is damaged as often as any other, however many files it has.
            kinds = {}
            for path in files:
                kinds.setdefault(path.relative_to(site).parts[0:2], []).append(path)
            path = chance.choice(chance.choice(sorted(kinds.items()))[1])
            data = damaged(chance, path.read_bytes())
            path.write_bytes(data)
            environment = {**os.environ, 'XDG_CACHE_HOME': str(site / 'cache')}
            for command in chance.sample(COMMANDS, 3):
                label = f'{" ".join(command)} after damage {number} to {path.relative_to(site)}'
                if command == ['serve']:
                    status, words = self.serve(site, environment)
                else:
                    line = [word.replace('OUT', str(site / 'output')) for word in command]
                    made = subprocess.run([PROGRAM, *line, '--site', str(site), '--today', TODAY], timeout=300,
                        capture_output=True, env=environment, preexec_fn=self.limit)
                    status, words = made.returncode, (made.stdout + made.stderr).decode('utf-8', 'replace')
                if status not in STATUSES:
                    return f'{label}: status {status}: {words[-400:]}'
                if status and not words.strip():
                    return f'{label}: status {status} without a word'
                found = re.search(r'.{0,60}(Fatal error|\bOptional\(|\bnil\b|\.swift\b|Error Domain).{0,60}', words)
                if found:
                    return f'{label}: words of a programmer: {found[0]}'
        except subprocess.TimeoutExpired:
            return f'damage {number} to {path.relative_to(site)}: more than five minutes'
        finally:
            shutil.rmtree(site, ignore_errors=True)

    def test_every_command_survives_a_damaged_file(self):
        with ThreadPoolExecutor(2) as pool:
            for number, problem in enumerate(pool.map(self.problem, range(DAMAGES))):
                with self.subTest(number=number, seed=SEED):
                    self.assertIsNone(problem)


if __name__ == '__main__':
    unittest.main()
