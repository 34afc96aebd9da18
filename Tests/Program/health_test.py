"""What IT watches: the health address and the log of the server; the reports and the examples for code hosts."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import yaml

from series import PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
PERSON = 'Rosaura Quiñónez'


class SiteTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.site = self.root / 'sitio'
        subprocess.run([PROGRAM, 'new', self.site], check=True, capture_output=True)
        self.output = self.site / 'output'
        self.environment = {**os.environ, 'XDG_STATE_HOME': str(self.root / 'estado'),
            'XDG_CACHE_HOME': str(self.root / 'cache')}


class Health(SiteTest):
    def serve(self, *options):
        self.log = open(self.root / 'log', 'w+')
        self.addCleanup(self.log.close)
        self.child = subprocess.Popen([PROGRAM, 'serve', '--site', self.site, '--port', '0', *options],
            stdout=subprocess.PIPE, stderr=self.log, text=True, env=self.environment)
        self.addCleanup(self.stop)
        self.port = int(re.search(r'localhost:(\d+)', self.child.stdout.readline())[1])

    def stop(self):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
            self.child.wait(timeout=60)
        self.child.stdout.close()

    def health(self, method='GET', host='localhost'):
        connection = http.client.HTTPConnection('localhost', self.port, timeout=30)
        self.addCleanup(connection.close)
        connection.request(method, '/-oficio/salud', headers={'Host': f'{host}:{self.port}'})
        answer = connection.getresponse()
        self.assertEqual('no-store', answer.headers['Cache-Control'])
        return answer.status, answer.read()

    def problems(self, **options):
        status, body = self.health(**options)
        found = json.loads(body)
        self.assertEqual((200, 'ok') if not found['problems'] else (503, 'problem'), (status, found['status']))
        for path in (self.root, self.site):
            self.assertNotIn(str(path).encode(), body)
        return [problem['code'] for problem in found['problems']]

    def date(self, offset):
        """Sets the times by which the age of a build is known, in seconds from now."""
        when = time.time() + offset
        for path in ('.oficio/archivos', 'estilos/dia.css'):
            os.utime(self.output / path, (when, when))

    def test_each_condition(self):
        self.serve('--output', self.output)
        self.assertEqual(['sin-generar'], self.problems())
        subprocess.run([PROGRAM, 'build', '--site', self.site, '--quiet'], check=True, env=self.environment)
        self.assertEqual([], self.problems())
        self.assertEqual((200, b''), self.health('HEAD'))
        for offset, expected in ((-27 * 3600, ['generado-hace-mucho']), (7200, ['reloj-atrasado']), (-3600, [])):
            self.date(offset)
            self.assertEqual(expected, self.problems())
        content = self.site / 'content'
        content.rename(self.site / 'apartada')
        self.assertEqual(['contenido-ilegible'], self.problems())
        (self.site / 'apartada').rename(content)
        self.assertEqual([], self.problems())

    def test_a_new_day_counts_as_a_build(self):
        """A build of a day on which nothing changes makes the site young again."""
        def build(day):
            subprocess.run([PROGRAM, 'build', '--site', self.site, '--quiet', '--today', day], check=True,
                env=self.environment)
        build('2026-11-21')
        self.date(-30 * 3600)
        build('2026-11-22')
        self.serve('--output', self.output)
        self.assertEqual([], self.problems())

    def test_a_full_disk(self):
        disk = self.root / 'disco'
        disk.mkdir()
        if subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=200m', 'tmpfs', str(disk)],
                          capture_output=True).returncode:
            self.skipTest('this user mounts no disk')
        self.addCleanup(subprocess.run, ['umount', '-l', str(disk)], capture_output=True)
        self.site = pathlib.Path(shutil.copytree(self.site, disk / 'sitio'))
        self.serve()
        self.assertEqual(['disco-casi-lleno'], self.problems())

    def test_with_the_editor(self):
        self.serve('--edit')
        for host in ('localhost', '127.0.0.1'):
            self.assertEqual([], self.problems(host=host))

    def test_the_log_has_no_words_of_documents(self):
        page = self.site / 'content/paginas/aviso.md'
        page.parent.mkdir(exist_ok=True)
        page.write_text(f'---\ntítulo: Aviso\nresponsable: {PERSON}\nno existe: {{\n---\n')
        for options, said in ((['--quiet'], False), ([], True)):
            self.serve(*options)
            connection = http.client.HTTPConnection('localhost', self.port, timeout=30)
            connection.request('GET', '/buscar.html?q=Rosaura&ficha=secreto', headers={'Cookie': 'sesion=secreto'})
            connection.getresponse().read()
            connection.close()
            for _ in range(200):
                log = (self.root / 'log').read_text()
                if 'error' in log:
                    break
                time.sleep(.1)
            self.stop()
            self.assertRegex(log, r'\d error')
            self.assertEqual(said, 'aviso.md' in log, log)
            for word in ('secreto', 'buscar.html', '127.0.0.1') + (() if said else ('Rosaura', 'responsable')):
                self.assertNotIn(word, log)


class CodeHosts(SiteTest):
    def check(self, *options):
        return subprocess.run([PROGRAM, 'check', '--site', self.site, '--format', 'gitlab', *options],
            capture_output=True, text=True, env=self.environment)

    def test_a_code_quality_report(self):
        self.assertEqual([], json.loads(self.check().stdout))
        job = self.site / 'content/puestos/archivista.md'
        lines = job.read_text().splitlines(True)
        place = next(number for number, line in enumerate(lines) if line.startswith('reporta a:'))
        lines[place] = 'reporta a: jefe-archibo\n'
        job.write_text(''.join(lines))
        done = self.check('--base', self.root)
        self.assertEqual(1, done.returncode)
        found = {item['check_name']: item for item in json.loads(done.stdout)}
        item = found['referencia-desconocida']
        self.assertEqual(('major', {'path': 'sitio/content/puestos/archivista.md',
            'lines': {'begin': place + 1, 'end': place + 1}}), (item['severity'], item['location']))
        self.assertIn('jefe-archibo', item['description'])
        self.assertEqual('minor', found['supervision-no-reciproca']['severity'])
        self.assertEqual(len(found), len({one['fingerprint'] for one in found.values()}))
        lines.insert(place, '# Una línea más.\n')
        job.write_text(''.join(lines))
        moved = {one['check_name']: one for one in json.loads(self.check('--base', self.root).stdout)}
        self.assertEqual(item['fingerprint'], moved['referencia-desconocida']['fingerprint'])
        self.assertEqual(place + 2, moved['referencia-desconocida']['location']['lines']['begin'])

    def test_the_examples_run_commands_that_exist(self):
        folder = ROOT / 'packaging/ci'
        github = yaml.safe_load((folder / 'github.yml').read_text())
        scripts = [step['run'] for job in github['jobs'].values() for step in job['steps'] if 'run' in step]
        self.assertEqual({'check', 'publish'}, set(github['jobs']))
        gitlab = yaml.safe_load((folder / 'gitlab.yml').read_text())
        self.assertLessEqual({gitlab[name]['stage'] for name in ('check', 'pages')}, set(gitlab['stages']))
        scripts += gitlab['check']['script'] + gitlab['pages']['script']
        text = '\n'.join(scripts)
        for script in scripts:
            subprocess.run(['bash', '-n'], input=script, text=True, check=True)
        commands = re.findall(r'\boficio (check|verify|build)( --[^\n;|>]*?)?(?= >| \|\||$)', text, re.M)
        self.assertGreaterEqual(len(commands), 6)
        for command, options in commands:
            done = subprocess.run([PROGRAM, command, *(options or '').split()], cwd=self.site, capture_output=True,
                text=True, env=self.environment)
            self.assertNotEqual(64, done.returncode, done.stderr)


if __name__ == '__main__':
    unittest.main()
