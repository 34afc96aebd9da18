"""Sites with a history, and helpers to release, alter and verify them."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from verifier import verify

PROGRAM = os.environ['PROGRAM']
FROZEN = pathlib.Path(__file__).resolve().parents[1] / 'Frozen'
TODAY = '2026-11-29'
SETTINGS = 'institución: Registro Civil\nacceso: público\n'
PROTOCOL = '''---
título: {title}
código: {code}
versión: "01"
vigencia: 2025-01-02
---

## Pasos

1. {step}
'''
MANUAL = '''---
título: Manual del Archivo
código: M-1
versión: "06"
vigencia: 2025-01-02
miembros: [archivista]
modificaciones:
  - {versión: "04", modificado: 2019-03-01, vigencia: 2019-04-01, autoriza: [{nombre: Rosa Ibáñez, cargo: Directora}],\
 descripción: [Cuarta redacción.]}
  - {versión: "05", modificado: 2021-03-01, vigencia: 2021-04-01, autoriza: [{cargo: Junta}],\
 descripción: [Quinta redacción.]}
---
'''
VERIFIER_NAMES = (
    'format', 'n', 'document', 'kind', 'version', 'effective', 'recorded', 'reconstructed', 'authorized', 'act', 'log',
    'reason', 'successor', 'takesBack',
    'corrections', 'snapshot', 'sha256', 'content', 'records', 'attachment', 'index', 'previous', 'joins', 'keys',
    'line', 'signatures')


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).replace('<', '\\u003c')


def sealed(values):
    """A line with the hash of its values."""
    values = {name: value for name, value in values.items() if name not in ('line', 'signatures', 'signature')}
    values['line'] = hashlib.sha256(compact(values).encode()).hexdigest()
    return values


class Site:
    """A site with two protocols of three versions each and a manual."""

    def __init__(self, root, key=None):
        self.root = pathlib.Path(root)
        self.key = key
        self.write('site.yaml', SETTINGS
            + (f'historial:\n  claves:\n    - {{clave: {key[1]}, nombre: Registro, desde: 2025-01-01}}\n'
                if key else ''))
        self.write('protocolos/acta.md', PROTOCOL.format(title='Acta de nacimiento', code='PR-1',
            step='Pedir el certificado médico.'))
        self.write('protocolos/boda.md', PROTOCOL.format(title='Matrimonio', code='PR-2', step='Leer los artículos.'))
        self.write('puestos/archivista.md', '---\ntítulo: Archivista\n---\n\n## Objetivo\n\nGuardar los libros.\n')
        self.write('manuales/archivo.md', MANUAL)
        for number, day in ((1, '2025-01-02'), (2, '2025-06-01'), (3, '2026-02-01')):
            if number > 1:
                for name in ('acta', 'boda'):
                    self.edit(f'protocolos/{name}.md', '\n1. ', f'\n1. Saludar {number} veces.\n1. ')
            self.release('acta', 'boda', today=day)
        self.release('archivo', today='2026-02-02')

    def path(self, name):
        return self.root / 'content' / name

    def write(self, name, text):
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text)

    def edit(self, name, old, new):
        text = self.path(name).read_text()
        assert old in text, (name, old)
        self.path(name).write_text(text.replace(old, new, 1))

    def run(self, command, *more, today=TODAY):
        return run(command, *more, '--site', self.root, '--today', today)

    def try_release(self, *documents, today=TODAY, effective=None, **options):
        more = [f'--{name.replace("_", "-")}{"" if value is True else f"={value}"}' for name, value in options.items()]
        if 'authorized_by' not in options:
            more.append('--authorized-by=Dirección')
        if self.key and 'key' not in options:
            more.append(f'--key={self.key[0]}')
        if effective is not False:
            more.append(f'--effective={effective or today}')
        return self.run('release', *documents, *more, today=today)

    def release(self, *documents, **options):
        done = self.try_release(*documents, **options)
        assert done.returncode == 0, done.stderr
        return done

    def lines(self, name):
        path = self.path('historial/indice') if name == 'indice' else self.path(f'historial/{name}/libro.jsonl')
        return [json.loads(line) for line in path.read_text().splitlines()]

    def put(self, name, lines):
        path = self.path('historial/indice') if name == 'indice' else self.path(f'historial/{name}/libro.jsonl')
        path.write_text(''.join(compact(line) + '\n' for line in lines))

    def rechain(self, name, lines):
        """Writes lines with new hashes that chain to one another."""
        made = []
        for line in lines:
            before = made[-1]['line'] if made else ''
            line = dict(line, previous=[before] if name == 'indice' and before else [] if name == 'indice' else before)
            made.append(sealed(line))
        self.put(name, made)
        return made


class Case(unittest.TestCase):
    key = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.key = cls.new_key('clave') if cls.is_signed else None
        cls.site = Site(cls.root / 'modelo', cls.key)

    is_signed = False

    @classmethod
    def new_key(cls, name):
        made = run('key', cls.root / name)
        assert made.returncode == 0, made.stderr
        return cls.root / name, made.stdout.strip()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def copy(self):
        folder = tempfile.mkdtemp(dir=self.root)
        shutil.copytree(self.site.root, folder, dirs_exist_ok=True, symlinks=True)
        site = Site.__new__(Site)
        site.root, site.key = pathlib.Path(folder), self.key
        return site

    def holds(self, site, *more):
        found = site.run('verify', *more)
        self.assertEqual(0, found.returncode, found.stdout)
        if not any(word in ('--anchor', '--anchor-ca') for word in more):
            other = verify(site.root, '--today', TODAY, *more)
            self.assertEqual(0, other.returncode, other.stdout + other.stderr)
        return found

    def fails(self, site, words='', check=True, python=True):
        """Expects that program and verifier refuse the history, and that nothing of it is published."""
        found = site.run('verify')
        self.assertEqual(1, found.returncode, found.stdout + found.stderr)
        self.assertIn(words, found.stdout)
        if python:
            other = verify(site.root, '--today', TODAY)
            self.assertEqual(1, other.returncode, other.stdout + other.stderr)
        if check:
            self.assertEqual(1, site.run('check').returncode)
            output = site.root / 'rechazada'
            built = site.run('build', '--output', output)
            self.assertEqual(1, built.returncode, built.stderr)
            self.assertFalse((output / 'index.html').exists())


class Git:
    def __init__(self, root):
        self.root = root

    def __call__(self, *arguments, fails=False):
        done = subprocess.run(
            ['git', '-c', 'user.name=Ana', '-c', 'user.email=ana@ejemplo.org', '-c', 'init.defaultBranch=principal',
                *arguments],
            cwd=self.root, capture_output=True, text=True)
        assert fails or done.returncode == 0, done.stderr + done.stdout
        return done


class Authority:
    """A local time-stamping authority, made with openssl."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.certificate = folder / 'tsa.pem'
        (folder / 'conf').write_text(
            '[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=Sello de prueba\n[ext]\n'
            'keyUsage=critical,digitalSignature\n'
            'extendedKeyUsage=critical,timeStamping\n[tsa]\ndefault_tsa=t\n[t]\nserial=' + str(folder / 'serie')
            + '\nsigner_cert=' + str(self.certificate)
            + '\nsigner_key=' + str(folder / 'tsa.key')
            + '\ndigests=sha256\ndefault_policy=1.2.3.4\nsigner_digest=sha256\naccuracy=secs:1\n')
        (folder / 'serie').write_text('01\n')
        self.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', folder / 'tsa.key', '-out',
            self.certificate, '-days', '3650', '-config', folder / 'conf')

    def openssl(self, *arguments):
        subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)

    def answer(self, query, reply):
        self.openssl('ts', '-reply', '-config', self.folder / 'conf', '-section', 't', '-queryfile', query, '-out',
            reply)
