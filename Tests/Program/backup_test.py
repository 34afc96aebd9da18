"""Backups: what they hold, that they come back byte by byte, that a damaged or hostile one places nothing, and that a
stopped command leaves nothing half done."""
import fcntl
import gzip
import hashlib
import io
import json
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import threading
import unittest

from edit_site import ActionTest
from series import PROGRAM, tree

TODAY = '2026-11-21'
# System calls after which the disk may differ.
CALLS = 'write,fsync,rename,unlink,mkdir,chmod'
LONG = 'recursos/' + 'una carpeta con un nombre largo y con eñes ' * 3 + '/año nuevo.txt'


class BackupTest(unittest.TestCase):
    """A test with a site, its saved states, and a backup of them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        self.state = self.root / 'estado'
        self.environment = {'PATH': os.environ['PATH'], 'HOME': str(self.root), 'XDG_STATE_HOME': str(self.state),
            'XDG_CACHE_HOME': str(self.root / 'cache')}
        self.run_it('new', self.site)
        self.write(LONG, 'hola\n')
        self.write('paginas/aviso.md', f'---\ntítulo: Aviso\n---\n\nVea [el año](../{LONG.replace(" ", "%20")}).\n')
        self.archive = self.root / 'respaldo.tar.gz'

    def write(self, path, text, mode=None):
        file = self.site / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        if mode:
            file.chmod(mode)
        return file

    def run_it(self, *arguments, status=0, prefix=()):
        done = subprocess.run([*prefix, PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120,
            env=self.environment)
        if status is not None:
            self.assertEqual(status, done.returncode, done.stderr)
        return done

    def backup(self, path=None, *more, **options):
        return self.run_it('backup', '--site', self.site, path or self.archive, *more, **options)

    def restore(self, target, archive=None, **options):
        return self.run_it('restore', archive or self.archive, target, **options)

    def left(self):
        """The names of temporary files and folders."""
        return [str(path) for path in self.root.rglob('*.oficio-nuevo')]


class Contents(BackupTest):
    def test_a_site_comes_back_with_its_releases_registers_and_times(self):
        self.run_it('release', 'archivista', '--site', self.site, '--effective', TODAY, '--today', TODAY,
            '--reason', 'Primera', '--approved-by', 'Ana', '--responsible', 'Ana', status=None)
        register = self.site / 'acuses/registro.jsonl'
        register.parent.mkdir()
        register.write_text('{"n":1}\n')
        register.chmod(0o600)
        os.utime(self.site / 'content/unidades.yaml', (1_000_000_000, 1_000_000_000))
        self.run_it('build', '--site', self.site, '--today', TODAY, '--quiet')
        told = self.backup().stderr
        self.assertIn('output/ («oficio build»', told)
        self.assertEqual(0o600, self.archive.stat().st_mode & 0o777)
        self.restore(self.root / 'otro')
        before, after = tree(self.site), tree(self.root / 'otro')
        self.assertEqual({path: data for path, data in before.items() if not path.startswith('output/')}, after)
        self.assertEqual(1_000_000_000, (self.root / 'otro/content/unidades.yaml').stat().st_mtime)
        self.assertEqual(0o600, (self.root / 'otro/acuses/registro.jsonl').stat().st_mode & 0o777)
        self.run_it('build', '--site', self.root / 'otro', '--today', TODAY, '--quiet')
        self.assertEqual(tree(self.site / 'output'), tree(self.root / 'otro/output'))
        self.run_it('verify', '--site', self.root / 'otro')

    def test_other_programs_read_the_archive(self):
        self.backup()
        with tarfile.open(self.archive) as archive:
            names = archive.getnames()
            manifest = json.load(archive.extractfile('manifiesto.json'))
            for file in manifest['files']:
                data = archive.extractfile(file['path']).read()
                self.assertEqual((file['size'], file['sha256']), (len(data), hashlib.sha256(data).hexdigest()))
        self.assertEqual(['manifiesto.json'] + [file['path'] for file in manifest['files']], names)
        self.assertIn('sitio/content/' + LONG, names)

    def test_keys_are_kept_apart_and_only_on_request(self):
        key = self.root / 'firma.key'
        self.run_it('key', key)
        self.write('recursos/copia.txt', key.read_text())
        (self.site / '.env').write_text('DB_PASSWORD=secreto\n')
        told = self.backup(None, '--quiet').stderr
        for name in ('content/recursos/copia.txt', '.env'):
            self.assertIn(name, told)
        secret = key.read_text().strip().encode()
        self.assertNotIn(secret, gzip.decompress(self.archive.read_bytes()))
        keys, second = self.root / 'claves.tar.gz', self.root / 'dos.tar.gz'
        self.assertNotIn('copia.txt', self.backup(second, '--secrets', keys, '--key', key).stderr)
        self.assertEqual(self.archive.read_bytes(), second.read_bytes())
        self.assertEqual(0o600, keys.stat().st_mode & 0o777)
        self.restore(self.root / 'claves', keys)
        placed = {str(path.relative_to(self.root / 'claves')): path for path in (self.root / 'claves').rglob('*')
                  if path.is_file()}
        self.assertEqual({'claves/firma.key', 'sitio/content/recursos/copia.txt', 'sitio/.env'}, set(placed))
        self.assertEqual(key.read_text(), placed['claves/firma.key'].read_text())
        self.assertEqual({0o600}, {path.stat().st_mode & 0o777 for name, path in placed.items()
            if name.startswith('claves')})
        self.assertEqual(0o700, (self.root / 'claves').stat().st_mode & 0o777)

    def test_a_document_with_words_of_a_key_is_kept(self):
        self.write('paginas/red.md', '---\ntítulo: Red\n---\n\nDB_PASSWORD=x\n\n-----BEGIN PRIVATE KEY-----\n')
        self.assertNotIn('red.md', self.backup().stderr)
        self.assertIn('sitio/content/paginas/red.md', self.run_it('restore', self.archive, '--list').stdout)

    def test_links_and_pipes_are_named_and_not_followed(self):
        os.symlink('/etc/passwd', self.site / 'content/recursos/enlace')
        os.mkfifo(self.site / 'content/recursos/tubo')
        told = self.backup().stderr
        self.assertIn('content/recursos/enlace (es un enlace simbólico)', told)
        self.assertIn('content/recursos/tubo (no es un archivo)', told)
        self.assertNotIn('enlace', self.run_it('restore', self.archive, '--list').stdout)

    def test_places_that_are_refused(self):
        self.backup()
        held = self.root / 'ocupada'
        held.mkdir()
        (held / 'nota.txt').write_text('mía')
        os.symlink(held, self.root / 'enlace')
        before = self.archive.read_bytes()
        for line in (
            ['backup', '--site', self.site, self.archive], ['backup', '--site', self.site, self.site / 'r.tar.gz'],
            ['backup', '--site', self.site, self.root / 'no/r.tar.gz'], ['restore', self.archive, held],
            ['restore', self.archive, self.root / 'enlace'], ['restore', self.archive, self.archive],
            ['restore', self.archive, self.root / 'no/hay'],
        ):
            self.assertTrue(self.run_it(*line, status=74).stderr.startswith('oficio: '), line)
        self.assertEqual(before, self.archive.read_bytes())
        self.assertEqual(['nota.txt'], os.listdir(held))
        for line in (['backup'], ['restore', self.archive], ['backup', 'a', 'b'],
                     ['backup', self.root / 'x.tar.gz', '--key', 'k']):
            self.run_it(*line, '--site', self.site, status=64)
        self.assertEqual([], self.left())

    def test_an_empty_folder_keeps_its_permissions(self):
        self.backup()
        target = self.root / 'vacía'
        target.mkdir(mode=0o750)
        self.restore(str(target) + '/')
        self.assertEqual(0o750, target.stat().st_mode & 0o777)

    def test_the_space_of_each_part(self):
        self.run_it('build', '--site', self.site, '--today', TODAY, '--quiet')
        found = json.loads(self.run_it('disk', '--site', self.site, '--format', 'json').stdout)
        size = sum(path.stat().st_size for path in (self.site / 'output').rglob('*') if path.is_file())
        self.assertEqual(size, found['output']['bytes'])
        self.assertEqual(5, found['attachments']['bytes'])
        self.assertLessEqual({'documents', 'output', 'others', 'caches', 'disk'}, set(found))
        self.assertIn('sitio generado', self.run_it('disk', '--site', self.site).stdout)


class Hostile(BackupTest):
    """Archives that somebody has changed or made."""

    def setUp(self):
        super().setUp()
        self.backup()

    def refused(self, data, why=''):
        """Requires that bytes are refused as an archive, and that nothing is placed."""
        bad = self.root / 'malo.tar.gz'
        bad.write_bytes(data)
        before = {path for path in self.root.rglob('*')}
        for line in ([bad, self.root / 'destino'], [bad, '--verify'], [bad, '--list']):
            done = self.run_it('restore', *line, status=74)
            self.assertIn(str(bad), done.stderr)
            self.assertIn(why, done.stderr)
        self.assertEqual(before, {path for path in self.root.rglob('*')})

    def made(self, files, manifest=None, kind=tarfile.REGTYPE, link=''):
        """An archive with the given files, and a manifest that agrees with them."""
        listed = [{'path': path, 'size': len(data), 'sha256': hashlib.sha256(data).hexdigest(), 'modified': 0,
            'mode': 0o644} for path, data in files]
        text = {'format': 'oficio-respaldo-1', 'kind': 'sitio', 'program': '0.1.0', 'day': TODAY, 'files': listed}
        out = io.BytesIO()
        with tarfile.open(fileobj=out, mode='w:gz', format=tarfile.PAX_FORMAT) as archive:
            entries = [('manifiesto.json', json.dumps({**text, **(manifest or {})}).encode())] + files
            for number, (path, data) in enumerate(entries):
                info = tarfile.TarInfo(path)
                info.size = len(data)
                if number and kind != tarfile.REGTYPE:
                    info.type, info.linkname, info.size = kind, link, 0
                archive.addfile(info, io.BytesIO(data))
        return out.getvalue()

    def test_an_archive_of_another_maker_is_restored(self):
        bad = self.root / 'otro.tar.gz'
        bad.write_bytes(self.made([('sitio/content/a.md', b'# A\n'), ('estado/textos/x', b'y')]))
        self.restore(self.root / 'destino', bad)
        self.assertEqual({'content/a.md': b'# A\n'}, tree(self.root / 'destino'))

    def test_every_damaged_byte_is_noticed(self):
        data = self.archive.read_bytes()
        for place in range(0, len(data), max(1, len(data) // 60)):
            # The header of gzip has bytes that mean nothing: time, flags of the compressor, system.
            if 3 < place < 10:
                continue
            self.refused(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1:])
        for length in (0, 1, 10, 400, len(data) // 2, len(data) - 1):
            self.refused(data[:length])
        self.refused(data + b'x')
        self.refused(data + data)
        self.refused(b'no es un respaldo\n' * 100, 'no es un respaldo de Oficio')

    def test_paths_that_leave_the_folder(self):
        for path in ('../fuera', '/etc/fuera', 'sitio/../../fuera', 'sitio/./a', 'sitio//a', 'sitio/', 'otro/a',
                     'sitio', 'estado/../../fuera', 'claves/a', 'sitio/' + 'a' * 256):
            self.refused(self.made([(path, b'x')]))

    def test_files_that_stand_twice_or_inside_another(self):
        for files in ([('sitio/a', b'x'), ('sitio/a', b'y')], [('sitio/a', b'x'), ('sitio/a/b', b'y')],
                      [('sitio/a/b', b'x'), ('sitio/a', b'y')]):
            self.refused(self.made(files))

    def test_links_and_folders(self):
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            self.refused(self.made([('sitio/content/a', b'')], kind=kind, link='/etc'))

    def test_manifests_that_disagree(self):
        good = hashlib.sha256(b'x').hexdigest()
        entry = {'path': 'sitio/a', 'size': 1, 'sha256': good, 'modified': 0, 'mode': 0o644}
        for change in ({'sha256': 'f' * 64}, {'size': 2}, {'size': -1}, {'path': 'sitio/b'}, {'mode': 0o4755},
                       {'modified': -1}, {'sha256': ''}, {'size': 'x'}):
            self.refused(self.made([('sitio/a', b'x')], {'files': [{**entry, **change}]}))
        for change in ({'format': 'oficio-respaldo-2'}, {'kind': 'otro'}, {'files': []}, {'day': 1},
                       {'files': [entry, {**entry, 'path': 'sitio/b'}]}):
            self.refused(self.made([('sitio/a', b'x')], change))

    def test_an_archive_that_becomes_huge(self):
        size = 400 << 20
        entry = {'path': 'sitio/a', 'size': size, 'sha256': 'a' * 64, 'modified': 0, 'mode': 0o644}
        self.refused(self.made([('sitio/a', bytes(size))], {'files': [entry]}), '200 veces')
        with io.BytesIO() as out:
            with gzip.GzipFile(fileobj=out, mode='wb') as packed:
                info = tarfile.TarInfo('manifiesto.json')
                info.size = size
                packed.write(info.tobuf(tarfile.USTAR_FORMAT))
                packed.write(bytes(size))
            self.refused(out.getvalue())


class Stopped(BackupTest):
    """Commands that are stopped at a system call, or that have no space."""

    def setUp(self):
        super().setUp()
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            self.skipTest('strace is missing: no command is stopped at its calls')

    def calls(self, *arguments):
        """Each call that a command makes, with its number among those of the same name."""
        log = self.root / 'log'
        self.run_it(*arguments, prefix=['strace', '-f', '-qq', '-o', log, '-e', f'trace={CALLS}'])
        names = [line.split(None, 1)[1].split('(')[0] for line in log.read_text(errors='replace').splitlines()]
        return [(name, names[:place].count(name) + 1) for place, name in enumerate(names) if name in CALLS.split(',')]

    def injected(self, name, number, what):
        return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={name}', '-e',
            f'inject={name}:{what}:when={number}']

    def clean(self, *paths):
        for path in paths:
            shutil.rmtree(path, ignore_errors=True)
            path.unlink(missing_ok=True) if not path.is_dir() else None

    def test_a_backup_is_whole_or_absent(self):
        line = ['backup', '--site', self.site, self.archive, '--quiet']
        calls = self.calls(*line)
        whole = self.archive.read_bytes()
        for name, number in calls:
            for what in ('signal=KILL', 'error=ENOSPC'):
                self.archive.unlink(missing_ok=True)
                done = self.run_it(*line, status=None, prefix=self.injected(name, number, what))
                if self.archive.exists():
                    self.assertEqual(whole, self.archive.read_bytes(), (name, number, what))
                if what != 'signal=KILL':
                    self.assertEqual([], self.left(), (name, number, done.stderr))
        self.archive.unlink(missing_ok=True)
        self.backup()
        self.assertEqual([], self.left())

    def test_a_site_is_restored_whole_or_not_at_all(self):
        self.backup()
        target = self.root / 'destino'
        line = ['restore', self.archive, target, '--quiet']
        calls = self.calls(*line)
        whole = tree(target)
        for name, number in calls:
            # Files are written alike: every fifth is enough.
            if number > 10 and number % 5:
                continue
            for what in ('signal=KILL', 'error=ENOSPC'):
                self.clean(target)
                done = self.run_it(*line, status=None, prefix=self.injected(name, number, what))
                if target.exists():
                    self.assertEqual(whole, tree(target), (name, number, what))
                if what != 'signal=KILL':
                    self.assertEqual([], self.left(), (name, number, done.stderr))
        self.clean(target)
        self.restore(target)
        self.assertEqual(([], whole), (self.left(), tree(target)))

    def test_on_a_full_disk(self):
        disk = self.root / 'disco'
        disk.mkdir()
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', str(disk)],
                          capture_output=True).returncode:
            self.skipTest('this user mounts no disk')
        self.addCleanup(subprocess.run, ['umount', str(disk)], capture_output=True)
        self.write('recursos/foto.jpg', os.urandom(60_000).hex())
        self.assertIn('no queda espacio', self.backup(disk / 'r.tar.gz', status=74).stderr)
        self.backup()
        self.assertIn('no queda espacio', self.restore(disk / 'sitio', status=74).stderr)
        self.assertEqual([], os.listdir(disk))


class WhileEditing(ActionTest):
    """Backups while the editor is open."""

    def backup(self, path):
        environment = {**os.environ, 'XDG_STATE_HOME': str(self.root / 'estado')}
        return subprocess.run([PROGRAM, 'backup', '--site', self.site, path, '--quiet'], capture_output=True, text=True,
            env=environment)

    def test_drafts_and_saved_states_come_back(self):
        form = self.editor.form('puestos/cajera.md')
        form.set('v:objective', 'Cobrar y dar el cambio.')
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])
        form = self.editor.form('puestos/cajera.md')
        form.set('v:objective', 'Cobrar a medias')
        self.editor.send(form, 'borrador')
        archive = self.root / 'r.tar.gz'
        done = self.backup(archive)
        self.assertEqual((0, ''), (done.returncode, done.stderr))
        listed = subprocess.run([PROGRAM, 'restore', archive, '--list'], capture_output=True, text=True).stdout
        for part in ('estado/guardados/', 'estado/textos/', 'estado/borradores/'):
            self.assertIn(part, listed)
        moved = self.root / 'otro estado'
        done = subprocess.run([PROGRAM, 'restore', archive, self.root / 'otro', '--quiet'], capture_output=True,
            text=True, env={**os.environ, 'XDG_STATE_HOME': str(moved)})
        self.assertEqual((0, ''), (done.returncode, done.stderr))
        (old,), (new,) = ((folder / 'oficio/sitios').iterdir() for folder in (self.root / 'estado', moved))
        self.assertEqual({path: data for path, data in tree(old).items() if not path.startswith('recibidos')},
            tree(new))
        # A second site in the same place keeps what is newer.
        shutil.rmtree(self.root / 'otro')
        (kept,) = (new / 'guardados').glob('*.json')
        kept.write_text('{}')
        done = subprocess.run([PROGRAM, 'restore', archive, self.root / 'otro'], capture_output=True, text=True,
            env={**os.environ, 'XDG_STATE_HOME': str(moved)})
        self.assertIn('ya estaban', done.stderr)
        self.assertEqual('{}', kept.read_text())

    def test_every_backup_is_one_state_of_the_site(self):
        """Two documents always change together."""
        files = [self.site / 'content/puestos' / name for name in ('jefe.md', 'auxiliar.md')]
        done = threading.Event()

        def change():
            number = 0
            while not done.wait(.01):
                number += 1
                # As a transaction of the editor does, under its lock.
                descriptor = os.open(self.site / 'content', os.O_RDONLY)
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                for file in files:
                    new = file.with_name(file.name + '.nuevo')
                    new.write_text(f'---\ntítulo: {file.stem} {number}\n---\n')
                    os.rename(new, file)
                os.close(descriptor)

        writer = threading.Thread(target=change)
        writer.start()
        try:
            for number in range(5):
                archive = self.root / f'r{number}.tar.gz'
                made = self.backup(archive)
                self.assertEqual(0, made.returncode, made.stderr)
                with tarfile.open(archive) as opened:
                    texts = [opened.extractfile(f'sitio/content/puestos/{file.name}').read().decode() for file in files]
                numbers = {text.split('título: ')[1].split('\n')[0].split()[-1] for text in texts}
                self.assertEqual(1, len(numbers), texts)
        finally:
            done.set()
            writer.join()


if __name__ == '__main__':
    unittest.main()
