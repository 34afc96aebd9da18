"""Forged receipts, shortened registers and interrupted commands, and the program's answers."""
import hashlib
import html
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
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


class Receipts(unittest.TestCase):
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

    # The document that a receipt names

    def test_a_receipt_that_differs_from_the_release_is_refused(self):
        for words, changes in (
            ('esa versión se llama «Préstamo de libros»', dict(title='Renuncia al aguinaldo')),
            ('el de esa versión es «PR-20»', dict(code='PR-21')),
            ('es «PR-20»', dict(code='')),
            ('esa publicación es la versión 3', dict(version='4')),
            ('esa publicación es la versión 3', dict(version='３')),
            ('es de otro documento', dict(document='protocol/devolucion')),
            ('es de otro documento', dict(ledger='protocolos/devolucion')),
            ('no hay historial', dict(ledger='../historial/protocolos/prestamo')),
            ('no hay historial', dict(ledger='protocolos/inventado')),
            ('nunca se publicó', dict(entry=12)),
            ('la huella no corresponde', dict(release=self.releases[1])),
            ('la huella no corresponde', dict(release=self.releases[2].upper())),
        ):
            with self.subTest(**changes):
                self.refused(words, self.text(**changes))

    def test_a_date_on_which_it_cannot_have_been_signed_is_refused(self):
        for words, day in (('se publicó el 2026-06-01', '2026-05-31'), ('se publicó el 2026-06-01', '1969-12-31'),
                           ('su fecha es posterior al', '2026-10-21'), ('su fecha es posterior al', '9999-12-31'),
                           ('«date»', '2026-02-30'), ('«date»', '01/07/2026')):
            with self.subTest(day):
                self.refused(words, self.text(date=day))

    def test_an_unusual_date_is_reported_when_added_and_in_the_report(self):
        early = self.add(self.text(date='2026-06-03'))
        self.assertIn('firmado antes de la vigencia, que empezó el 2026-06-15', early.stdout)
        second = dict(version='2', entry=2, release=self.releases[1])
        old = self.add(self.text(**second, name='Óscar Lima', identity='9', date='2026-06-20'))
        self.assertIn('ese día ya regía la versión 3', old.stdout)
        report = self.run_it('report', '--format', 'csv', '--today', TODAY).stdout
        self.assertIn('"firmado antes de la vigencia, que empezó el 2026-06-15"', report)
        self.assertIn('"ese día ya regía la versión 3"', report)
        self.assertEqual(0, self.verify().returncode)

    def test_the_version_in_force_by_then_decides_and_not_the_one_recorded_first(self):
        on_the_day = self.add(self.text(version='2', entry=2, release=self.releases[1], date='2026-06-14'))
        self.assertNotIn('ya regía', on_the_day.stdout)

    def test_every_receipt_page_gives_a_receipt_that_is_taken_in(self):
        for source in (FROZEN / 'abierto', FROZEN / 'firmado', DEMONSTRATION):
            shutil.rmtree(self.site)
            shutil.copytree(source / 'content', self.site / 'content')
            output = self.root / 'output'
            command = [PROGRAM, 'build', '--site', self.site, '--output', output, '--today', '2026-11-29']
            built = subprocess.run(command, capture_output=True, text=True)
            self.assertEqual(0, built.returncode, built.stderr)
            pages = [page for page in output.glob('acuses/**/*.html') if ' data-receipt ' in page.read_text()]
            self.assertGreater(len(pages), 0, source)
            for page in pages:
                tag = re.search(r'<div class="wrap receipt-page"[^>]*>', page.read_text())[0]
                facts = {name: html.unescape(value) for name, value in re.findall(r'data-([a-z]+)="([^"]*)"', tag)}
                values = {name: facts[name] for name in ('document', 'title', 'ledger', 'code', 'version', 'release')}
                content = self.text(**values, entry=int(facts['entry']), date='2026-11-28')
                file = self.root / 'acuse.json'
                file.write_text(content)
                added = self.run_it('add', file, '--today', '2026-11-29', '--lang', 'es')
                self.assertEqual(0, added.returncode, f'{page}: {added.stderr}')
                self.assertIn('agregado', added.stdout)
                self.assertEqual(0, self.run_it('verify', file, '--today', '2026-11-29').returncode)
            shutil.rmtree(output)

    # Who signed

    def test_the_same_person_written_otherwise_has_signed_already(self):
        self.assertEqual(0, self.add(self.text()).returncode)
        for changes in (
            dict(), dict(date='2026-08-08'), dict(identity='12345'), dict(identity='12.345'),
            dict(identity='12 – 345'), dict(identity='１２-３４５'),
            dict(identity='12-\u200b345'), dict(identity='\ufeff12-345'), dict(identity='12\u00ad-345'),
            dict(identity='١٢-٣٤٥'), dict(identity=' 12\u00a0345 '),
            dict(name='BERTA SOLIS'), dict(name='Berta\u00a0Solís '), dict(name='Ｂｅｒｔａ Solís'),
            dict(name='Berta Soli\u0301s'), dict(identity=''),
            dict(name='berta  solis', identity=''), dict(name='Be\u2060rta Solís', identity=''),
            dict(name='𝐁erta Solís', identity=''), dict(name='Solís'),
        ):
            with self.subTest(**changes):
                again = self.add(self.text(**changes))
                self.assertEqual(0, again.returncode, again.stderr)
                self.assertIn(f'ya estaba en el registro desde el {TODAY}: Berta Solís', again.stdout)
                self.assertEqual(1, len(self.lines()))

    def test_a_name_all_in_letters_that_look_the_same_is_the_same_name(self):
        self.assertEqual(0, self.add(self.text(name='Paco', identity='')).returncode)
        again = self.add(self.text(name='Расо', identity=''))
        self.assertIn('ya estaba en el registro', again.stdout)

    def test_names_that_are_a_disguise_are_refused(self):
        for words, changes in (
            ('«В» (U+0412) es del alfabeto cirílico', dict(name='Вerta Solís')),
            ('es del alfabeto griego', dict(name='Berta Sοlís')),
            ('es del alfabeto cirílico', dict(name='Берта Solís Pérez de la Torre')),
            ('es del alfabeto cirílico', dict(identity='AВC-12')),
            ('(U+009B)', dict(name='Berta\u009b31m')), ('(U+0085)', dict(name='Berta\u0085Solís')),
            ('(U+007F)', dict(identity='12\x7f')),
            ('(U+2028)', dict(name='Berta\u2028Director')), ('(U+202E)', dict(name='Berta \u202esílos')),
            ('(U+2067)', dict(identity='\u206712')),
            ('(U+200F)', dict(name='Berta\u200f')), ('«name» pasa de 200', dict(name='B' * 201)),
            ('«identity» pasa de 60', dict(identity='1' * 61)),
            ('ninguna letra', dict(name='＝4+4')), ('ninguna letra', dict(name='...')),
            ('«name»', dict(name='B' * 5000)), ('«name»', dict(name='Berta\nSolís')),
        ):
            with self.subTest(**changes):
                self.refused(words, self.text(**changes))

    def test_another_person_is_another_person(self):
        self.assertEqual(0, self.add(self.text()).returncode)
        for words, changes in (
            ('otra persona del mismo nombre tiene otro documento de identidad (12-345)', dict(identity='99')),
            ('se parece al de «Berta Solís» (12-345)', dict(name='Hugo Paz', identity='1-2345')),
            ('un carácter invisible (U+200B)', dict(name='Nora\u200b Gil', identity='55')),
        ):
            with self.subTest(**changes):
                added = self.add(self.text(**changes))
                self.assertIn('agregado', added.stdout)
                self.assertIn(words, added.stdout)
        second = dict(version='2', entry=2, release=self.releases[1])
        self.refused('ese documento de identidad es de «Berta Solís»', self.text(name='Hugo Paz', **second))
        self.assertEqual(4, len(self.lines()))

    def test_with_a_roster_strangers_are_refused_or_marked(self):
        (self.site / 'acuses').mkdir()
        (self.site / 'acuses/personal.csv').write_text(
            'nombre;documento;puesto\nBerta Solís;12-345;x\n"GIL MORA, EVA LUZ";0099001;x\n'
            'Ana Ruiz;7;x\nAna Ruiz;8;x\nSin Cédula;;x\n')
        for words, changes in (
            ('no está en el personal', dict(name='Director General', identity='1')),
            ('no está en el personal', dict(name='Director General', identity='')),
            ('es de «Berta Solís»', dict(name='Director General')),
            ('otro documento de identidad (12-345)', dict(identity='12-346')),
            ('varias personas se llaman así', dict(name='Ana Ruiz', identity='')),
            ('no está en el personal', dict(name='Hugo Paz', identity='1-2345')),
        ):
            with self.subTest(**changes):
                self.refused(words, self.text(**changes))
        self.refused('--allow-unknown', self.text(name='Director General', identity='1'))
        for changes in (
            dict(), dict(name='Ana Ruiz', identity='8'), dict(name='sin cedula', identity=''),
            dict(name='Ana Ruiz', identity='7'),
        ):
            with self.subTest(**changes):
                self.assertIn('agregado', self.add(self.text(**changes)).stdout)
        other = self.add(self.text(name='Berta Solís de Mora', version='2', entry=2, release=self.releases[1]))
        self.assertIn('se conoce a la misma persona como «Berta Solís»', other.stdout)
        written = self.add(self.text(name='Eva Gil', identity='0099-001'))
        self.assertIn('se conoce a la misma persona como «GIL MORA, EVA LUZ»', written.stdout)
        marked = self.add(self.text(name='Director General', identity='1'), '--allow-unknown')
        self.assertIn('agregado: Director General', marked.stdout)
        self.assertIn('no está en el personal', marked.stdout)
        report = self.run_it('report', '--format', 'json', '--today', TODAY).stdout
        remarks = {row['name']: row.get('remarks', []) for row in map(json.loads, report.splitlines())}
        self.assertEqual(['no está en el personal'], remarks['Director General'])
        self.assertEqual([], remarks['Ana Ruiz'])

    def test_messages_are_in_english_too(self):
        result = self.add(self.text(title='Resignation'), '--lang', 'en')
        self.assertIn('it states another title: the title of that version is “Préstamo de libros”', result.stderr)

    # Files

    def test_files_that_are_no_receipts_are_refused_in_words(self):
        good = self.text().encode()
        for words, content in (
            ('no se puede leer', good[:-1] + b',"name":"Otra"}'), ('no se puede leer', good + b' 1'),
            ('no se puede leer', b'[' * 60000),
            ('no se puede leer', good.replace(b'"entry": 3', b'"entry": 3.0')),
            ('no se puede leer', good.replace(b'"entry": 3', b'"entry": 3e0')),
            ('no se puede leer', good.replace(b'"entry": 3', b'"entry": 36893488147419103232')),
            ('«entry»', good.replace(b'"entry": 3', b'"entry": -3')),
            ('no se puede leer', b'{"format":"oficio receipt 1","name":"\\udc00"}'),
            ('no se puede leer', good.replace('Berta'.encode(), b'Bert\xe1')),
            ('no se puede leer', b'\xef\xbb\xbf\xef\xbb\xbf' + good), ('no se puede leer', b''),
            ('no se puede leer', good.decode().encode('utf-16')),
            ('tiene un campo que los acuses no llevan: «cargo»', good[:-1] + b',"cargo":"Jefa"}'),
            ('no es un acuse', b'[' + good + b']'),
            ('no es un acuse', b'{"a":' * 900 + b'1' + b'}' * 900), ('demasiado grande', b' ' * 70000),
            ('no coincide con su suma', good.replace(b'12-345', b'12-346')),
            ('«name»', good.replace('"Berta Solís"'.encode(), b'["Berta"]')),
            ('«name»', good.replace('Berta Solís'.encode(), b'Berta\\u0000')),
        ):
            with self.subTest(content[:80]):
                self.refused(words, content)
        self.assertEqual(1, self.run_it('add', self.site, '--today', TODAY).returncode)
        self.assertEqual(1, self.run_it('add', self.root / 'falta.json', '--today', TODAY).returncode)

    def test_a_byte_order_mark_before_a_receipt_is_passed_over(self):
        self.assertIn('agregado', self.add(b'\xef\xbb\xbf' + self.text().encode()).stdout)

    def test_no_cell_of_the_report_is_a_formula(self):
        starts = ('=', '+', '-', '@', '\u00a0=', ' @', '＝', '－', '\u200b=', '\ufeff+', '\u3000＠')
        for number, start in enumerate(starts):
            added = self.add(self.text(name=f'{start}SUMA(A1)', identity=f'{start}{number}'))
            self.assertEqual(0, added.returncode, added.stderr)
        report = self.run_it('report', '--format', 'csv', '--today', TODAY).stdout
        for line in report.splitlines()[1:]:
            for cell in line[1:-1].split('";"'):
                shown = cell.lstrip('\u00a0\u3000 ')
                self.assertFalse(shown[:1] in tuple('=+-@＝－＠'), cell)

    def test_messages_about_a_file_hold_no_control_character(self):
        for changes in (dict(name='Berta\u009b31m'), dict(title='x\u009b31m\u202e'), dict(identity='1\x7f')):
            said = self.add(self.text(**changes))
            self.assertFalse(set('\u009b\u202e\x7f') & set(said.stdout + said.stderr), said.stderr)

    # The register

    def test_removed_lines_are_reported(self):
        self.fill(5)
        whole = self.lines()
        seal = self.seal.read_bytes()
        for words, lines in (
            ('el sello cuenta 5 y el registro tiene 4', whole[:-1]),
            ('el sello cuenta 5 y el registro tiene 1', whole[:1]),
            ('cambiadas de lugar: 1\n', whole[1:]), ('cambiadas de lugar: 3\n', whole[:2] + whole[3:]),
            ('está vacío', []), ('se borró', None),
            ('cambiadas de lugar: 6\n', whole + whole[-1:]), ('cortadas', whole[:-1] + [whole[-1][:-1]]),
        ):
            with self.subTest(words):
                self.register.unlink(missing_ok=True)
                if lines is not None:
                    self.register.write_text(''.join(lines))
                result = self.verify()
                self.assertEqual(1, result.returncode, result.stdout)
                self.assertIn(words, result.stderr)
                self.assertEqual(1, self.run_it('report', '--today', TODAY).returncode)
                self.assertEqual(1, self.verify('--digest').returncode)
                # A damaged register gets no new lines and stays untouched.
                self.assertEqual(1, self.add(self.text()).returncode)
                self.assertEqual(seal, self.seal.read_bytes())
                self.assertEqual(lines is not None, self.register.exists())
                if lines is not None:
                    self.assertEqual(''.join(lines), self.register.read_text())
        self.register.write_text(''.join(whole))
        self.assertEqual(0, self.verify().returncode)

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

    def test_without_register_and_seal_nothing_is_reported(self):
        said = self.verify()
        self.assertEqual(0, said.returncode)
        self.assertIn('si los hubo, no se puede saber', said.stderr)

    def test_the_seal_shows_that_a_register_was_rewritten(self):
        self.fill(4)
        receipts = [json.loads(line)['receipt'] for line in self.lines()]
        for numbered in (True, False):
            self.register.write_text(self.rewritten([receipts[0], receipts[1], receipts[3]], numbered)[0])
            self.assertIn('el sello cuenta 4 y el registro tiene 3', self.verify().stderr)
            self.register.write_text(self.rewritten(receipts[1:] + receipts[:1], numbered)[0])
            result = self.verify()
            self.assertEqual(1, result.returncode)
            self.assertIn('la línea 4 no es la que selló el programa', result.stderr)

    def test_a_hash_noted_elsewhere_shows_that_register_and_seal_were_rewritten(self):
        self.fill(3)
        noted = self.verify('--digest').stdout.strip()
        self.assertRegex(noted, r'^[0-9a-f]{64}$')
        self.assertEqual(noted, digest(self.lines()[-1].rstrip('\n')))
        same = self.verify('--expect', noted.upper())
        self.assertEqual(0, same.returncode, same.stderr)
        self.fill(4)
        later = self.verify('--expect', noted)
        self.assertEqual(0, later.returncode, later.stderr)
        self.assertIn('es la de la línea 3; la sigue 1 línea', later.stderr)
        receipts = [json.loads(line)['receipt'] for line in self.lines()][1:]
        text, head = self.rewritten(receipts, True)
        self.register.write_text(text)
        began = [{'day': TODAY, 'lines': 0, 'reason': ''}]
        seal = {'format': 'oficio seal 1', 'lines': 3, 'head': head, 'began': began}
        seal['seal'] = digest(compact(seal))
        self.seal.write_text(compact(seal) + '\n')
        blind = self.verify()
        self.assertEqual(0, blind.returncode, blind.stderr)
        self.assertIn('un registro escrito de nuevo entero, con su sello, no se distingue', blind.stderr)
        told = self.verify('--expect', noted)
        self.assertEqual(1, told.returncode)
        self.assertIn('ninguna línea tiene la huella esperada', told.stderr)
        self.assertEqual(64, self.verify('--expect', 'abc').returncode)

    def test_a_missing_or_altered_seal_is_reported(self):
        self.fill(3)
        seal = self.seal.read_bytes()
        self.seal.unlink()
        self.assertIn('falta el sello', self.verify().stderr)
        self.assertEqual(1, self.verify().returncode)
        for place in range(len(seal)):
            altered = bytearray(seal)
            altered[place] ^= 1
            self.seal.write_bytes(altered)
            if place % 7 == 0:
                result = self.verify()
                self.assertEqual(1, result.returncode, altered)
                self.assertIn('el sello del registro fue alterado', result.stderr)

    def test_a_shortened_register_is_sealed_again_with_a_reason_on_record(self):
        self.fill(4)
        head = self.verify('--digest').stdout.strip()
        self.register.write_text(''.join(self.lines()[:2]))
        self.assertEqual(64, self.run_it('seal', '--today', TODAY).returncode)
        self.assertEqual(64, self.run_it('seal', '--reason', 'a\u009bb', '--today', TODAY).returncode)
        self.assertEqual(0, self.run_it('seal', '--reason', 'Se dañó el disco', '--today', TODAY).returncode)
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        words = f'se selló de nuevo con 2 líneas, por «Se dañó el disco»; antes contaba 4 (última: {head})'
        self.assertIn(words, said.stderr)
        self.assertEqual(0, self.add(self.text()).returncode)
        self.assertIn('Se dañó el disco', self.verify().stderr)
        again = self.run_it('seal', '--reason', 'Otra vez', '--today', TODAY)
        self.assertIn('nada que sellar', again.stdout)
        lines = self.lines()
        self.register.write_text(''.join(lines[1:]))
        refused = self.run_it('seal', '--reason', 'Otra vez', '--today', TODAY)
        self.assertEqual(1, refused.returncode, 'no seal mends a broken chain')

    def test_lines_written_by_hand_are_judged_like_others(self):
        self.fill(1)
        first = self.lines()[0]
        previous = digest(first.rstrip('\n'))
        for words, changes in (('otro título', dict(title='Renuncia')),
                               ('es anterior a la versión', dict(date='2020-01-01')),
                               ('su fecha es posterior al', dict(date='2026-09-30')),
                               ('(U+009B)', dict(name='A\u009b'))):
            with self.subTest(words):
                body = {'n': 2, 'receipt': self.receipt(**changes), 'added': '2026-09-09', 'previous': previous}
                body['line'] = digest(compact(body))
                self.register.write_text(first + compact(body) + '\n')
                result = self.verify()
                self.assertEqual(1, result.returncode)
                self.assertIn('línea 2: ', result.stderr)
                self.assertIn(words, result.stderr)
                self.assertNotIn('\u009b', result.stderr)
                if words == 'otro título':
                    self.assertIn('línea 2, no cuenta', self.run_it('report', '--today', TODAY).stderr)

    def test_the_files_are_as_the_formats_say(self):
        for number, name in enumerate(('Ana <Ñandú> "la \\ menor"', "D'Ángelo & 王", 'e\u0301 \u200d 𝔸na')):
            self.assertEqual(0, self.add(self.text(name=name, identity=f'"{number}"<')).returncode)
        previous = ''
        for number, line in enumerate(self.lines(), 1):
            values = json.loads(line)
            body = {name: values[name] for name in ('n', 'receipt', 'added', 'previous')}
            self.assertEqual((number, TODAY, previous), (body['n'], body['added'], body['previous']))
            self.assertEqual(['format', *ORDER, 'sum'], list(body['receipt']))
            self.assertEqual(compact(body | {'line': digest(compact(body))}) + '\n', line)
            previous = digest(line.rstrip('\n'))
        began = [{'day': TODAY, 'lines': 0, 'reason': ''}]
        seal = {'format': 'oficio seal 1', 'lines': 3, 'head': previous, 'began': began}
        self.assertEqual(compact(seal | {'seal': digest(compact(seal))}) + '\n', self.seal.read_text())

    # Registers of earlier programs

    def test_an_old_register_verifies_and_the_next_receipt_seals_it(self):
        shutil.rmtree(self.site)
        shutil.copytree(FROZEN / 'abierto', self.site)
        old = self.register.read_bytes()
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn('todavía no tiene sello: no se puede saber si faltan líneas al final', said.stderr)
        receipt = dict(self.receipt(), **json.loads(old.splitlines()[2])['receipt'])
        receipt.update(name='Ana Peña', identity='4-222')
        added = self.add(self.text(**{name: receipt[name] for name in ORDER}))
        self.assertEqual(0, added.returncode, added.stderr)
        self.assertIn('agregado: Ana Peña', added.stdout)
        self.assertTrue(self.register.read_bytes().startswith(old))
        self.assertEqual([None, None, None, 4], [json.loads(line).get('n') for line in self.lines()])
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn(f'sellado desde el {TODAY}; de las líneas anteriores (3)', said.stderr)
        self.register.write_text(''.join(self.lines()[:3]))
        self.assertEqual(1, self.verify().returncode)

    def test_receipts_that_an_earlier_program_accepted_are_reported_and_stay(self):
        (self.site / 'acuses').mkdir()
        self.register.write_text(self.rewritten([self.receipt(date='2026-05-01')], False)[0])
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        words = 'es anterior a la versión, que se publicó el 2026-06-01; la agregó un programa anterior'
        self.assertIn(words, said.stderr)
        self.assertIn('es anterior a la versión', self.run_it('report', '--today', TODAY).stdout)

    # Interrupted and simultaneous commands

    def test_a_seal_that_a_killed_command_left_behind_is_no_alteration(self):
        self.fill(2)
        behind = self.seal.read_bytes()
        self.fill(4)
        whole = self.register.read_bytes()
        self.seal.write_bytes(behind)
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn('no cuenta las últimas líneas (2)', said.stderr)
        # A half-written line was never confirmed.
        self.register.write_bytes(whole[:-30])
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn('nunca se confirmó', said.stderr)
        self.fill(4)
        self.assertEqual(whole, self.register.read_bytes())
        said = self.verify()
        self.assertNotIn('interrumpida', said.stderr)
        self.assertEqual(0, said.returncode)

    def test_a_command_killed_at_any_moment_leaves_a_register_that_verifies(self):
        self.fill(1)
        files = []
        for number in range(30):
            file = self.root / f'{number}.json'
            file.write_text(self.text(identity=f'k-{number}', name='Persona K'))
            files.append(file)
        for attempt in range(25):
            command = [PROGRAM, 'receipts', 'add', *files[: attempt + 2], '--site', self.site, '--today', TODAY]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(0.002 * attempt)
            process.send_signal(signal.SIGKILL)
            process.wait()
            said = self.verify()
            self.assertEqual(0, said.returncode, said.stderr)
        self.assertEqual(0, self.run_it('add', *files, '--today', TODAY).returncode)
        self.assertEqual(31, len(self.lines()))
        self.assertEqual(0, self.verify().returncode)

    def test_a_disk_without_room_leaves_the_register_as_it_was(self):
        self.fill(2)
        before = self.register.read_bytes()
        file = self.root / 'acuse.json'
        file.write_text(self.text())
        refused = 0
        for room in range(0, len(before) + 400, 97):
            def shorten():
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

            command = [PROGRAM, 'receipts', 'add', file, '--site', self.site, '--today', TODAY]
            added = subprocess.run(command, capture_output=True, text=True, preexec_fn=shorten)
            if added.returncode == 0:
                break
            refused += 1
            self.assertEqual((74, ''), (added.returncode, added.stdout), added.stderr)
            self.assertEqual(before, self.register.read_bytes())
            self.assertEqual(0, self.verify().returncode)
        self.assertGreater(refused, 5)

    def test_forty_commands_at_once_enter_forty_receipts(self):
        processes = []
        for number in range(40):
            file = self.root / f'{number}.json'
            file.write_text(self.text(identity=f'p-{number}'))
            command = [PROGRAM, 'receipts', 'add', file, '--site', self.site, '--today', TODAY]
            processes.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        for process in processes:
            out, err = process.communicate()
            self.assertEqual(0, process.returncode, err)
            self.assertIn('agregado', out)
        self.assertEqual(40, len({json.loads(line)['receipt']['identity'] for line in self.lines()}))
        said = self.verify()
        self.assertEqual(0, said.returncode, said.stderr)
        self.assertIn('40 acuses en el registro, todos válidos', said.stdout)
        self.assertNotIn('interrumpida', said.stderr)


if __name__ == '__main__':
    unittest.main()
