"""A site whose documents require receipts, with its register of receipts."""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest
import zlib

PROGRAM = os.environ['PROGRAM']
FROZEN = pathlib.Path(__file__).resolve().parents[1] / 'Frozen'
DEMONSTRATION = pathlib.Path(__file__).resolve().parents[2]
TODAY = '2026-10-20'
ORDER = ('document', 'title', 'ledger', 'code', 'version', 'entry', 'release', 'name', 'identity', 'date')
SITE = '''institución: Biblioteca de prueba
acceso: interno
'''
LOAN = '''---
título: Préstamo de libros
código: PR-20
versión: "{version}"
vigencia: {day}
---

## Pasos

1. Anotar {count} libros en la ficha. {{responsable=x}}
'''
RETURN = '''---
título: Devolución
versión: "A"
vigencia: 2026-02-02
---

## Pasos

1. Borrar la ficha. {responsable=x}
'''


def compact(value):
    """JSON as docs/formats.md describes it."""
    text = json.dumps(value, ensure_ascii=False, separators=(',', ':'))
    for character in '<\x7f\u2028\u2029':
        text = text.replace(character, f'\\u{ord(character):04x}')
    return text


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def template(folder):
    """A site with three versions of one protocol, the last recorded before it takes effect, and one version of another.
    """
    protocols = folder / 'content/protocolos'
    protocols.mkdir(parents=True)
    (folder / 'content/site.yaml').write_text(SITE)
    (protocols / 'devolucion.md').write_text(RETURN)
    release(folder, 'devolucion', '2026-02-02', '2026-02-02')
    for version, recorded, day, count in (
        ('1', '2026-02-02', '2026-02-02', 2), ('2', '2026-04-06', '2026-04-06', 3),
        ('3', '2026-06-01', '2026-06-15', 4),
    ):
        source = protocols / 'prestamo.md'
        if version == '1':
            source.write_text(LOAN.format(version=version, day=day, count=count))
        else:
            # Keep the rows that a release wrote into the log of the source.
            source.write_text(source.read_text().replace(str(count - 1) + ' ', str(count) + ' '))
        release(folder, 'prestamo', recorded, day)


def release(site, document, recorded, day):
    done = subprocess.run(
        [PROGRAM, 'release', document, '--site', site, '--today', recorded, '--effective', day,
         '--note', f'Cambio del {day}.', '--authorized-by', 'Dirección'],
        capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


class ReceiptCase(unittest.TestCase):
    """A site with a released document, and helpers to sign and add receipts."""

    @classmethod
    def setUpClass(cls):
        cls.made = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.made.cleanup)
        cls.template = pathlib.Path(cls.made.name) / 'site'
        template(cls.template)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'site'
        shutil.copytree(self.template, self.site)
        ledger = (self.site / 'content/historial/protocolos/prestamo/libro.jsonl').read_text().splitlines()
        self.releases = [json.loads(line)['line'] for line in ledger]
        self.register = self.site / 'acuses/registro.jsonl'
        self.seal = self.site / 'acuses/registro.sello.json'

    def receipt(self, **changes):
        values = dict(
            format='oficio receipt 1', document='protocol/prestamo', title='Préstamo de libros',
            ledger='protocolos/prestamo', code='PR-20', version='3', entry=3, release=self.releases[2],
            name='Berta Solís', identity='12-345', date='2026-07-01')
        values.update(changes)
        lines = '\n'.join(str(values[name]) for name in ORDER)
        values['sum'] = f'{zlib.crc32(lines.encode("utf-8", "surrogatepass")):08x}'
        return values

    def text(self, **changes):
        return json.dumps(self.receipt(**changes), ensure_ascii=False)

    def run_it(self, *arguments):
        command = [PROGRAM, 'receipts', *map(str, arguments), '--site', self.site]
        return subprocess.run(command, capture_output=True, text=True)

    def add(self, content, *more):
        file = self.root / 'acuse.json'
        file.write_bytes(content if isinstance(content, bytes) else content.encode('utf-8', 'surrogatepass'))
        return self.run_it('add', file, '--today', TODAY, *more)

    def fill(self, count):
        for number in range(count):
            added = self.add(self.text(name=f'Persona {"ABCDEFGH"[number]}', identity=f'77-{number}'))
            self.assertEqual(0, added.returncode, added.stderr)

    def verify(self, *more):
        return self.run_it('verify', '--today', TODAY, *more)

    def lines(self):
        return self.register.read_text().splitlines(True)

    def refused(self, words, content, *more):
        before = self.register.read_bytes() if self.register.exists() else None
        result = self.add(content, *more)
        self.assertEqual(1, result.returncode, f'{words}: {result.stdout}')
        self.assertIn(words, result.stderr)
        self.assertEqual('', result.stdout)
        self.assertEqual(before, self.register.read_bytes() if self.register.exists() else None)

    def rewritten(self, receipts, numbered):
        """Lines of a register with hashes of their own, as docs/formats.md describes them."""
        previous, text = '', ''
        for number, receipt in enumerate(receipts, 1):
            body = {'n': number} if numbered else {}
            body.update(receipt=receipt, added='2026-09-09', previous=previous)
            body['line'] = digest(compact(body))
            line = compact(body)
            previous = digest(line)
            text += line + '\n'
        return text, previous
