"""Checks the register of receipts: removed and altered lines, its seal, killed commands, concurrent commands."""
import json
import resource
import shutil
import signal
import subprocess
import time
import unittest

from receipt_site import FROZEN, ORDER, PROGRAM, TODAY, ReceiptCase, compact, digest


class Register(ReceiptCase):
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
