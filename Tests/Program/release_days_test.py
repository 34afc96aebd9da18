"""Checks the time of releases: late and future days, withdrawals, interrupted releases, reading during a release."""
import hashlib
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import unittest

import verifier
from trust_site import PROGRAM, PROTOCOL, TODAY, Case, compact


class Time(Case):
    def test_a_version_recorded_after_it_took_effect_says_so(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        done = site.release('acta', today='2026-05-20', effective='2026-03-01')
        self.assertIn('después de empezar a regir', done.stdout)
        output = site.root / 'salida'
        site.run('build', '--output', output)
        for page in ('protocolos/acta.html', 'historial/protocolos/acta/index.html'):
            self.assertTrue('después de empezar a regir' in (output / page).read_text(), page)
        # As of that day, and as known on that day.
        for more, words in ((['--as-of', '2026-04-01'], 'certificado médico médico'),
                (['--as-of', '2026-04-01', '--known-on', '2026-04-01'], 'certificado médico.')):
            output = site.root / ('x' + str(len(more)))
            self.assertEqual(0, site.run('build', '--output', output, *more).returncode)
            self.assertIn(words, (output / 'protocolos/acta.html').read_text())
        self.assertIn('lo que estaba anotado el 1 de abril de 2026', (output / 'index.html').read_text())
        self.assertNotIn('2026-05-20', site.run('log', 'acta', '--known-on', '2026-04-01').stdout)

    def test_a_withdrawal_for_the_future(self):
        site = self.copy()
        done = site.release('acta', today='2026-03-01', effective='2027-01-01', withdraw=True,
            note='El trámite es digital.', successor='boda')
        self.holds(site)
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        page = (output / 'protocolos/acta.html').read_text()
        for words in ('se deroga el 1 de enero de 2027', 'El trámite es digital.', 'boda.html'):
            self.assertIn(words, page)
        # Until that day the document can change and be released.
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertIn('cambios-sin-publicar', site.run('check').stdout)
        site.release('acta', today='2026-04-01')
        self.assertEqual(1, site.try_release('acta', today='2026-04-02', effective='2027-02-01', note='x').returncode)
        site.release('acta', today='2026-06-01', effective='2026-07-01', reinstate=True, reason='Se mantiene en papel.')
        self.holds(site)
        site.run('build', '--output', output, today='2027-02-01')
        self.assertNotIn('derogado el', (output / 'protocolos/acta.html').read_text())
        self.assertIn('Se mantiene en papel.', (output / 'historial/protocolos/acta/index.html').read_text())

    def test_a_withdrawn_document_says_when_it_returns(self):
        site = self.copy()
        site.release('acta', today='2026-03-01', withdraw=True, note='Se revisa.')
        site.release('acta', today='2026-03-02', effective='2027-02-01', reinstate=True,
            reason='La revisión acaba en enero.')
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        page = (output / 'protocolos/acta.html').read_text()
        for words in ('derogado el 1 de marzo de 2026', 'Vuelve a regir el 1 de febrero de 2027',
                'La revisión acaba en enero.'):
            self.assertIn(words, page)
        self.assertEqual(0, site.run('build', '--output', output, today='2027-02-01').returncode)
        self.assertNotIn('Vuelve a regir', (output / 'protocolos/acta.html').read_text())
        self.holds(site)

    def test_a_mistyped_day_is_taken_back(self):
        """A wrong day of a version, a withdrawal or a reinstatement is annulled by one more line, and the right one
        follows."""
        site = self.copy()
        before = site.path('historial/protocolos/acta/libro.jsonl').read_bytes()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertEqual(1, site.try_release('acta', today='2026-03-01', effective='2062-04-01').returncode,
            'more than ten years away')
        site.release('acta', today='2026-03-01', effective='2035-04-01')
        self.assertEqual(1, site.try_release('acta', today='2026-03-02', effective=False, annul=True).returncode,
            'asks for a reason')
        self.assertIn('queda sin efecto la versión 04',
            site.release('acta', today='2026-03-02', effective=False, annul=True,
                reason='Era abril de este año.').stdout)
        self.assertIn('nada por venir', site.try_release('acta', today='2026-03-02', effective=False, annul=True,
            reason='x').stderr)
        self.holds(site)
        # The history also keeps who authorised the annulled version.
        text = site.path('protocolos/acta.md').read_text()
        site.path('protocolos/acta.md').write_text(re.sub(r'(?s)("04".*?)Dirección', r'\1Otra', text))
        self.assertIn('bitacora-alterada', site.run('check').stdout)
        site.path('protocolos/acta.md').write_text(text)
        self.assertIn('versión 05', site.release('acta', today='2026-03-03', effective='2026-04-01').stdout)
        site.release('acta', today='2026-03-04', effective='2034-01-01', withdraw=True, note='x')
        site.release('acta', today='2026-03-05', effective=False, annul=True, reason='El año.')
        site.release('acta', today='2026-03-05', effective='2026-06-01', withdraw=True, note='Ya no se pide.')
        site.release('acta', today='2026-07-01', effective='2033-01-01', reinstate=True, reason='x')
        site.release('acta', today='2026-07-02', effective=False, annul=True, reason='El año.')
        site.release('acta', today='2026-07-02', effective='2026-08-01', reinstate=True, reason='Se pide otra vez.')
        self.holds(site)
        self.assertTrue(site.path('historial/protocolos/acta/libro.jsonl').read_bytes().startswith(before),
            'nothing is replaced')
        log = site.run('log', 'acta').stdout
        for words in ('quedó sin efecto el 2026-03-02', 'queda sin efecto la versión 04, prevista para el 2035-04-01',
                'queda sin efecto la derogación', 'queda sin efecto la reposición'):
            self.assertIn(words, log)
        output = site.root / 'salida'
        for day, words, absent in (('2026-05-01', '>05<', 'derogado'),
                                   ('2026-07-15', 'derogado el 1 de junio de 2026', 'Vuelve a regir'),
                                   ('2026-09-01', '>05<', 'derogado'),
                                   ('2035-05-01', '>05<', 'derogado')):
            more = ['--as-of', day] if day < TODAY else []
            self.assertEqual(0, site.run('build', '--output', output, *more, today=max(day, TODAY)).returncode, day)
            page = (output / 'protocolos/acta.html').read_text()
            self.assertIn(words, page, day)
            self.assertNotIn(absent, page, day)
        history = (output / 'historial/protocolos/acta/index.html').read_text()
        for words in ('Quedó sin efecto el 2 de marzo de 2026',
                'Deja sin efecto: Versión 04, prevista para el 1 de abril de 2035.', 'Era abril de este año.'):
            self.assertIn(words, history)
        self.assertIn('no llegó a regir', (output / 'historial/protocolos/acta/04.html').read_text())
        self.assertNotIn('Versión 04', re.sub(r'(?s)Deja sin efecto.*?2035', '',
            (output / 'novedades.html').read_text()))

    def test_the_only_version_is_taken_back(self):
        site = self.copy()
        site.write('protocolos/nuevo.md', PROTOCOL.format(title='Trámite nuevo', code='PR-9', step='Uno.'))
        site.release('nuevo', today='2026-03-01', effective='2035-01-01')
        site.release('nuevo', today='2026-03-02', effective=False, annul=True, reason='El año.')
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        self.assertTrue((output / 'protocolos/nuevo.html').is_file(), 'as a document that was never released')
        self.assertIn('versión 02', site.release('nuevo', today='2026-03-03').stdout)
        self.holds(site)

    def test_a_past_edition_names_what_did_not_exist_yet(self):
        site = self.copy()
        site.write('protocolos/nuevo-tramite.md',
            PROTOCOL.format(title='Trámite que llegó después', code='PR-9', step='Uno.'))
        site.edit('protocolos/acta.md', 'certificado', '[[nuevo-tramite]] certificado')
        site.release('acta', today='2026-02-15')
        site.release('nuevo-tramite', today='2026-03-01')
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output, '--as-of', '2026-02-20').returncode)
        page = (output / 'protocolos/acta.html').read_text()
        self.assertTrue('Trámite que llegó después' in page)
        self.assertFalse('nuevo-tramite' in re.sub('<[^>]*>', '', page), 'ids are for addresses alone')


class Pending(Case):
    """Forged journals, and releases that were interrupted."""

    def forged(self, site, target, **more):
        staged = site.path('historial/.pendiente')
        staged.mkdir()
        (staged / '0').write_text('dañado\n')
        journal = {
            'format': 'oficio-pendiente-2',
            'documents': [{'folder': 'content/historial/protocolos/acta', 'version': '9', 'lines': 3,
                'source': more.get('source', '')}],
            'moves': [{'staged': '0', 'target': target, 'sha256': hashlib.sha256('dañado\n'.encode()).hexdigest(),
                'former': more.get('former', '')}]}
        site.path('historial/pendiente.json').write_text(compact(journal))

    def test_a_forged_journal_reaches_nothing(self):
        outside = self.root / 'fuera'
        outside.mkdir(exist_ok=True)
        (outside / 'victima.md').write_text('intacto')
        for target in ('content/enlace/victima.md', 'content/../../fuera/victima.md', 'content/protocolos/boda.md',
                       'content/historial/protocolos/boda/x.json',
                       '/etc/hostname', 'content/historial/protocolos/acta/../boda/libro.jsonl', 'themes/x.css'):
            for source in ('', target):
                site = self.copy()
                site.path('enlace').symlink_to(outside)
                before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
                self.forged(site, target, source=source)
                for command in ('verify', 'check', 'log'):
                    site.run(command)
                self.assertTrue(site.path('historial/pendiente.json').exists(), 'they only read')
                repaired = site.run('repair')
                self.assertEqual(0, repaired.returncode, repaired.stderr)
                self.assertEqual('intacto', (outside / 'victima.md').read_text(), target)
                self.assertEqual(before, {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()},
                    target)
                site.path('enlace').unlink()
                self.holds(site)

    def test_a_journal_of_the_first_format_reaches_its_own_document_alone(self):
        for target in ('content/protocolos/boda.md', 'content/enlace/victima.md',
                'content/historial/protocolos/boda/libro.jsonl'):
            site = self.copy()
            folder = site.path('historial/protocolos/acta')
            (folder / 'x.oficio-nuevo').write_text('dañado')
            (folder / 'pendiente.json').write_text(compact(
                {'format': 'oficio-pendiente-1', 'version': '9',
                    'moves': [{'from': 'x.oficio-nuevo', 'to': target,
                        'sha256': hashlib.sha256(b'da\xc3\xb1ado').hexdigest()}]}))
            before = site.path('protocolos/boda.md').read_bytes()
            self.assertEqual(0, site.run('repair').returncode)
            self.assertEqual(before, site.path('protocolos/boda.md').read_bytes())
            self.holds(site)

    def test_a_damaged_journal_blocks_nobody(self):
        for text in ('', '{}', 'no es JSON', '[' * 3000):
            site = self.copy()
            site.path('historial/pendiente.json').write_text(text)
            self.assertEqual(1, site.run('check').returncode)
            self.assertEqual(0, site.run('repair').returncode)
            self.holds(site)

    def test_faults_at_any_call(self):
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            print('left out, since strace is missing: faults at any call of a release')
            return
        for call, faults, last in (('renameat,renameat2', ('error=EIO', 'signal=KILL'), 7),
                                   ('fsync', ('error=ENOSPC', 'signal=KILL'), 14),
                                   ('write', ('error=ENOSPC', 'signal=KILL'), 8),
                                   ('unlinkat', ('error=EIO', 'signal=KILL'), 3)):
            for fault in faults:
                for when in range(1, last + 1, 2):
                    site = self.copy()
                    site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
                    done = subprocess.run(
                        ['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={call}', '-e',
                         f'inject={call}:{fault}:when={when}', PROGRAM, 'release', 'acta',
                         '--site', site.root, '--today', '2026-03-01', '--effective', '2026-03-01', '--authorized-by',
                         'D'], capture_output=True, text=True)
                    case = (call, fault, when, done.returncode, done.stderr)
                    self.assertEqual(0, site.run('check').returncode, case)
                    self.assertEqual(0, site.run('verify').returncode, case)
                    self.assertEqual(0, site.run('repair').returncode, case)
                    self.holds(site)
                    released = len(site.lines('protocolos/acta')) == 4
                    self.assertEqual(released, '04' in site.path('protocolos/acta.md').read_text(), case)
                    if 'versión 04' in done.stdout:
                        self.assertTrue(released, case)
                    left = [path.name for path in site.path('historial').rglob('*') if 'pendiente' in str(path)
                        or path.name.endswith('.oficio-nuevo')]
                    self.assertEqual([], left, case)
                    if not released:
                        site.release('acta', today='2026-03-02')


class Reading(Case):
    """A command that reads while a release moves its files sees a state between two releases."""

    def test_a_release_between_index_and_ledgers(self):
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            print('left out, since strace is missing: a release while others read')
            return
        for command in (['verify'], ['build', '--output', 'salida'], ['python3', verifier.PATH]):
            # The reader stops at the ledger, which it opens after the index, until the release is made.
            site = self.copy()
            site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
            words = [*command, site.root, '--today', TODAY] if command[0] == 'python3' else [PROGRAM, *command,
                '--site', '.', '--today', TODAY]
            ledger = 'content/historial/protocolos/acta/libro.jsonl'
            watched = [word for path in (site.root / ledger, ledger, f'{site.root}/./{ledger}')
                for word in ('-P', str(path))]
            # With -D the reader is the child, and the tracer a process of its own, whose end lets the reader go on.
            reader = subprocess.Popen(
                ['strace', '-D', '-f', '-qq', '-o', '/dev/null', *watched, '-e', 'trace=openat', '-e',
                 'inject=openat:delay_enter=120000000:when=1', *map(str, words)],
                cwd=site.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            tracer = self.stopped(reader)
            site.release('acta', today='2026-03-01')
            self.assertIsNone(reader.poll(), 'the reader ended before the release')
            os.kill(tracer, signal.SIGKILL)
            said = reader.communicate(timeout=120)[0]
            self.assertEqual(0, reader.returncode, (command, said))
            for code in ('historial-alterado', 'bitacora-alterada', 'cambios-sin-publicar', 'no conoce'):
                self.assertNotIn(code, said, command)

    def stopped(self, process):
        """Waits until the tracer of a process holds one of its threads at a call, and returns the tracer's id."""
        folder, before, since = pathlib.Path(f'/proc/{process.pid}'), None, time.monotonic()
        while time.monotonic() < since + 100:
            time.sleep(0.05)
            self.assertIsNone(process.poll(), 'the reader ended before it opened the ledger')
            tracer = int(re.search(r'TracerPid:\s*(\d+)', (folder / 'status').read_text()).group(1))
            held = {}
            for task in (folder / 'task').iterdir():
                try:
                    if (task / 'stat').read_text().rpartition(')')[2].split()[0] == 't':
                        held[task.name] = (task / 'syscall').read_text()
                except OSError:
                    pass
            # A thread that is held at the same call for half a second is not between two steps of the tracer.
            if not tracer or not held or not before or held != before[0]:
                before = held, time.monotonic()
            elif time.monotonic() > before[1] + 0.5:
                return tracer
        self.fail('the reader does not open the ledger')


if __name__ == '__main__':
    unittest.main()
