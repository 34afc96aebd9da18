"""Checks the program's response to forged receipts, shortened registers and interrupted commands."""
import html
import json
import re
import shutil
import subprocess
import unittest

from receipt_site import DEMONSTRATION, FROZEN, PROGRAM, TODAY, ReceiptCase


class Receipts(ReceiptCase):
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


if __name__ == '__main__':
    unittest.main()
