"""Builds that are killed at any instant, without space or permission, with circular links, or two at once.

OFICIO_KILLS=500 python3 -m unittest …  kills more often.
"""
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

from environment import FILES, KILLS, SEED
from series import PROGRAM, tree

MEMORY = '/dev/shm' if os.path.isdir('/dev/shm') else None
NOBODY = 65534
TODAY = '2026-11-21'


class Robust(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.root.chmod(0o755)
        self.site = self.root / 'sitio'
        subprocess.run([PROGRAM, 'new', str(self.site)], check=True, capture_output=True)
        self.output = self.site / 'output'

    def command(self, name, *more, output=None):
        line = [PROGRAM, name, '--site', str(self.site), '--today', TODAY, *more]
        return line + (['--output', str(output or self.output)] if name == 'build' else [])

    def run_it(self, *arguments, output=None, **options):
        return subprocess.run(self.command(*arguments, output=output), capture_output=True, text=True, timeout=120,
            **options)

    def built(self, output):
        made = self.run_it('build', output=output)
        self.assertEqual(0, made.returncode, made.stderr)
        return tree(output)

    def write(self, path, text):
        file = self.site / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text) if isinstance(text, bytes) else file.write_text(text)
        return file

    def variants(self):
        """Two states of one site, and the output of a build from nothing of each."""
        states = []
        for word in ('uno', 'dos'):
            shutil.copytree(self.site / 'content', self.root / word)
            settings = self.root / word / 'site.yaml'
            settings.write_text(''.join(f'institución: Instituto {word}\n' if line.startswith('institución:') else line
                for line in settings.read_text().splitlines(True)))
            for number in range(6):
                page = self.root / word / f'paginas/{word}-{number}.md'
                page.parent.mkdir(exist_ok=True)
                page.write_text(f'---\ntítulo: Página {word} {number}\n---\n\n- Ordenar {word}.\n')
        for word in ('uno', 'dos'):
            self.put(word)
            states.append((word, self.built(self.root / f'limpio-{word}')))
        return states

    def put(self, word):
        shutil.rmtree(self.site / 'content')
        shutil.copytree(self.root / word, self.site / 'content')

    def test_killed_at_any_instant_a_build_leaves_whole_files_and_the_next_one_mends_the_rest(self):
        states = self.variants()
        chance = random.Random(SEED)
        start = time.monotonic()
        self.built(self.output)
        whole = time.monotonic() - start
        killed = 0
        for number in range(KILLS):
            word, clean = states[number % 2]
            self.put(word)
            child = subprocess.Popen(self.command('build'), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, whole))
            child.kill()
            killed += child.wait() == -signal.SIGKILL
            with self.subTest(number=number, seed=SEED):
                for path, data in tree(self.output).items():
                    if path.endswith('.oficio-nuevo'):
                        continue
                    self.assertIn(data, [state.get(path) for _, state in states], path)
                if number % 5 == 4:
                    self.assertEqual(clean, self.built(self.output))
        self.assertGreater(killed, KILLS // 3)
        self.assertEqual(states[(KILLS - 1) % 2][1], self.built(self.output))

    def test_killed_at_any_instant_a_release_has_happened_or_not(self):
        document = next((self.site / 'content/protocolos').glob('*.md')).stem
        keys = ['release', document, '--effective', TODAY, '--note', 'Creación', '--authorized-by', 'Dirección']
        pristine = self.root / 'antes'
        shutil.copytree(self.site / 'content', pristine)
        start = time.monotonic()
        made = self.run_it(*keys)
        self.assertEqual(0, made.returncode, made.stderr)
        whole = time.monotonic() - start
        chance = random.Random(SEED)
        for number in range(KILLS):
            shutil.rmtree(self.site / 'content')
            shutil.copytree(pristine, self.site / 'content')
            child = subprocess.Popen(self.command(*keys), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, whole))
            child.kill()
            child.wait()
            with self.subTest(number=number, seed=SEED):
                verdict = self.run_it('verify')
                self.assertEqual(0, verdict.returncode, verdict.stdout + verdict.stderr)
                again = self.run_it(*keys)
                ledger = next((self.site / 'content/historial').rglob('libro.jsonl'))
                self.assertEqual(1, len(ledger.read_text().splitlines()), again.stderr)
                self.assertEqual(0, self.run_it('verify').returncode)

    def test_interrupted_it_ends_at_once(self):
        child = subprocess.Popen(self.command('build'), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(.05)
        child.send_signal(signal.SIGINT)
        # The signal stopped it, unless it had ended before.
        self.assertIn(child.wait(timeout=60), (-signal.SIGINT, 128 + signal.SIGINT, 0))
        self.built(self.output)

    def test_without_room_the_last_good_files_stay_and_the_message_names_the_file(self):
        before = self.built(self.output)
        self.write('paginas/largo.md', '---\ntítulo: Largo\n---\n\n'
            + ''.join(f'- Ordenar el expediente número {n} del archivo.\n' for n in range(4000)))

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
        made = self.run_it('build', preexec_fn=small)
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertIn(str(self.output), made.stderr)
        self.assertFalse([path for path in tree(self.output) if path.endswith('.oficio-nuevo')])
        after = tree(self.output)
        for path, data in before.items():
            self.assertIn(path, after)
            self.assertTrue(after[path])
        self.built(self.output)

    def test_without_memory_it_ends_in_words_and_what_was_published_stays(self):
        before, late = self.built(self.output), []
        self.write('paginas/largo.md', '---\ntítulo: Largo\n---\n\n'
            + ''.join(f'- Ordenar el expediente número {n} del archivo, *con* cuidado.\n' for n in range(60_000)))
        told = 0
        # The least memory for a start is not known, so raise the limit step by step.
        for mebibytes in range(100, 4000, 20):
            made = self.run_it('build', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                (mebibytes << 20, mebibytes << 20)))
            if made.returncode == 0:
                break
            after = tree(self.output)
            # Either the old files are still there, or the new site is whole.
            if not all(after.get(path) for path in before):
                late.append(after)
            if made.returncode == 70:
                told += 1
                self.assertIn('no alcanza la memoria', made.stderr)
        self.assertEqual(0, made.returncode)
        self.assertGreater(told, 0)
        whole = self.built(self.output)
        for site in late:
            self.assertEqual(whole, site)

    def test_on_a_full_disk(self):
        disk = self.root / 'disco'
        disk.mkdir()
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', str(disk)],
                capture_output=True).returncode:
            self.skipTest('no right to mount a small disk')
        try:
            made = self.run_it('build', output=disk / 'sitio')
            self.assertEqual(74, made.returncode, made.stderr)
            self.assertRegex(made.stderr, r'(?i)espacio|space')
        finally:
            subprocess.run(['umount', str(disk)], check=True)

    def as_nobody(self):
        if os.getuid():
            return {}
        return {'user': NOBODY, 'group': NOBODY, 'extra_groups': []}

    def test_a_folder_that_may_not_be_written(self):
        before = self.built(self.output)
        self.write('paginas/otro.md', '# Otro\n')
        self.output.chmod(0o555)
        made = self.run_it('build', **self.as_nobody())
        self.output.chmod(0o755)
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertIn(str(self.output), made.stderr)
        self.assertEqual(before, tree(self.output))

    def test_a_source_that_may_not_be_read_is_an_error_that_names_it(self):
        path = self.write('puestos/secreto.md', '# Secreto\n')
        path.chmod(0)
        made = self.run_it('check', **self.as_nobody())
        self.assertEqual(1, made.returncode, made.stderr)
        self.assertIn('content/puestos/secreto.md', made.stdout)

    def test_links_in_circles_and_out_of_the_site(self):
        (self.site / 'content/puestos/bucle').symlink_to('..')
        (self.site / 'content/puestos/yo.md').symlink_to('yo.md')
        (self.site / 'content/puestos/fuera.md').symlink_to('/etc/hostname')
        (self.site / 'content/puestos/nada.md').symlink_to('no-existe.md')
        made = self.run_it('check')
        self.assertEqual(1, made.returncode)
        for name in ('bucle', 'yo.md', 'fuera.md', 'nada.md'):
            self.assertIn(f'content/puestos/{name}', made.stdout)

    def test_special_files_are_named_and_not_waited_for(self):
        os.mkfifo(self.site / 'content/puestos/tubo.md')
        made = self.run_it('check')
        self.assertEqual(1, made.returncode)
        self.assertIn('content/puestos/tubo.md', made.stdout)

    def test_files_that_change_while_they_are_read(self):
        path = self.write('paginas/vivo.md', '# Vivo\n')
        stop = threading.Event()

        def churn():
            number = 0
            while not stop.is_set():
                number += 1
                path.write_text(f'---\ntítulo: Vivo {number}\n---\n\n' + '- Ordenar el archivo.\n' * (number % 200))
                if number % 7 == 0:
                    path.unlink()
        thread = threading.Thread(target=churn)
        thread.start()
        try:
            for _ in range(8):
                self.assertIn(self.run_it('build').returncode, (0, 1))
        finally:
            stop.set()
            thread.join()
        path.write_text('# Vivo\n')
        self.assertEqual(self.built(self.root / 'limpio'), self.built(self.output))

    def test_two_builds_at_once(self):
        clean = self.built(self.root / 'limpio')
        for _ in range(4):
            shutil.rmtree(self.output, ignore_errors=True)
            children = [subprocess.Popen(self.command('build'), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                text=True) for _ in range(3)]
            for child in children:
                _, words = child.communicate(timeout=120)
                self.assertEqual(0, child.returncode, words)
            self.assertEqual(clean, tree(self.output))

    def test_names_that_differ_by_case(self):
        self.write('puestos/Cajero.md', '# Cajero uno\n')
        self.write('puestos/cajero.md', '# Cajero dos\n')
        made = self.run_it('check')
        self.assertEqual(1, made.returncode)
        self.assertEqual(1, made.stdout.count('error[nombres-que-chocan]'), made.stdout)

    def test_a_file_of_fifty_megabytes(self):
        self.write('puestos/enorme.md', b'- Ordenar.\n' * 5_000_000)
        made = self.run_it('check')
        self.assertEqual(1, made.returncode)
        self.assertIn('MiB', made.stdout)

    def test_a_folder_of_very_many_files(self):
        folder = self.site / 'content/recursos/muchos'
        folder.mkdir(parents=True)
        for number in range(FILES):
            (folder / f'{number}.txt').touch()
        made = self.run_it('check')
        self.assertEqual(0, made.returncode, made.stdout)

    def test_names_that_shells_and_browsers_fear(self):
        for name in ('con espacio.md', 'comillas"\'.md', 'ñandú & cía.md', 'salto\nde línea.md', '-rf.md', '100%.md',
                'a;b.md', '<b>.md'):
            self.write(f'paginas/{name}', f'# Puesto {abs(hash(name))}\n')
        self.write(b'paginas/\xff\xfe.md'.decode('utf-8', 'surrogateescape'), '# Latín\n')
        made = self.run_it('build')
        self.assertIn(made.returncode, (0, 1), made.stderr)
        self.assertEqual(self.run_it('check').returncode, made.returncode)

    def test_an_output_that_is_a_file(self):
        self.output.write_text('mío')
        made = self.run_it('build')
        self.assertEqual(74, made.returncode, made.stderr)
        self.assertEqual('mío', self.output.read_text())


if __name__ == '__main__':
    unittest.main()
