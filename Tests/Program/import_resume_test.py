"""An import that is killed at a system call that changes the disk, and run again, gives the bytes of one that was
not.

OFICIO_KILLS=500 kills at every such call."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import update_test
from environment import KILLS
from import_files_test import PICTURE

# System calls after which the disk may differ. A file that `openat` creates is visible at the next of them.
CALLS = ['write', 'fsync', 'renameat', 'renameat2', 'linkat', 'unlinkat', 'mkdirat']
# Two files of one title and other words, one boss whom a later file describes, one whom none describes, a repetition,
# a form that nobody has declared, and a page with a picture.
JOB = ('<h1>PERFIL DE PUESTO</h1><p><b>Puesto:</b> {0}</p><p><b>Reporta a:</b> {1}</p><p><b>Misión</b></p><p>{2}</p>'
       '<p><b>Funciones</b></p><ul><li>Abrir la caja.</li><li>Cerrar la caja.</li></ul>')
FILES = {
    'a.html': JOB.format('Cajero', 'Tesorero', 'Cobrar los tributos.'),
    'b.html': JOB.format('Cajero', 'Contador', 'Cobrar las multas.'),
    'c.html': JOB.format('Tesorero', 'Gerente', 'Cuidar los fondos.'),
    'd.html': JOB.format('Cajero', 'Tesorero', 'Cobrar los tributos.'),
    'e.html': JOB.format('Auxiliar', 'Cajero', 'Ordenar los recibos.'),
    'f.md': '# Política de caja\n\n## Objetivo\n\nCuidar [lo de otros](g.md).\n\n## Normas\n\n1. Siempre.\n',
    'g.md': '# Aviso\n\n![Plano](plano.png)\n\nSe abre a las ocho.\n',
}


class Resumed(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.files = self.folder / 'archivos'
        self.files.mkdir()
        for name, text in FILES.items():
            (self.files / name).write_text(text)
        (self.files / 'plano.png').write_bytes(PICTURE)
        self.count = 0

    def site(self):
        self.count += 1
        site = self.folder / str(self.count)
        (site / 'content').mkdir(parents=True)
        (site / 'content/site.yaml').write_text('institución: Alcaldía de San Marcos\n')
        return site

    def run_import(self, site, *prefix):
        return subprocess.run([*prefix, update_test.PROGRAM, 'import', self.files, '--site', site],
                              capture_output=True, text=True, timeout=240)

    @staticmethod
    def contents(site):
        """The bytes of all sources and of the report. What a killed run staged is left out, and so is the list of
        imported files, which tells of every run."""
        return {str(path.relative_to(site)): path.read_bytes() for path in sorted(site.rglob('*'))
                if path.is_file() and not path.name.startswith('.') and path.name != 'importado.jsonl'}

    def test_killed_at_many_calls(self):
        if not shutil.which('strace'):
            if os.environ.get('CI'):
                self.fail('strace is missing')
            self.skipTest('strace is missing: an import is not stopped at its calls')
        whole, log = self.site(), self.folder / 'log'
        done = self.run_import(whole, 'strace', '-f', '-qq', '-o', log, '-e', 'trace=' + ','.join(CALLS))
        self.assertIn('content/puestos/cajero-2.md', done.stdout, done.stderr)
        expected = self.contents(whole)
        self.assertIn('content/puestos-por-describir.yaml', expected)
        self.assertTrue([path for path in expected if path.startswith('content/recursos/importado/')], list(expected))
        names = [line.split(None, 1)[1].split('(')[0] for line in log.read_text(errors='replace').splitlines()
                 if '(' in line and 'resumed' not in line]
        outcomes, kills = set(), 0
        for call in CALLS:
            count = names.count(call)
            for when in range(1, count + 1, max(1, count * len(CALLS) // KILLS)):
                site = self.site()
                killed = self.run_import(site, 'strace', '-f', '-qq', '-o', '/dev/null', '-e', f'trace={call}',
                                         '-e', f'inject={call}:signal=KILL:when={when}')
                # strace counts the calls of each thread by itself.
                if killed.returncode == 0:
                    break
                kills += 1
                found = [path for path in self.contents(site) if path.endswith('.md')]
                outcomes.add(len(found))
                again = self.run_import(site)
                self.assertEqual(expected, self.contents(site), (call, when, again.stdout, again.stderr))
        # A third run writes nothing.
        third = self.run_import(site)
        self.assertIn('ya importados: ', third.stdout)
        self.assertEqual(expected, self.contents(site))
        self.assertGreater(kills, 10)
        # Some runs were killed before the sources, some after.
        self.assertIn(0, outcomes)
        self.assertGreater(max(outcomes), 4)

    def test_a_source_that_someone_else_wrote_after_the_kill_is_told(self):
        """The list of a killed run alone does not prove that its sources were written."""
        site = self.site()
        self.run_import(site)
        listed = (site / 'importacion/importado.jsonl').read_text().splitlines()
        shutil.rmtree(site / 'content/puestos')
        (site / 'content/puestos').mkdir()
        (site / 'content/puestos/tesorero.md').write_text('---\ntítulo: Tesorero\n---\n\n## Objetivo\n\nOtro.\n')
        planned = [line for line in listed if '"stamps"' in line]
        (site / 'importacion/importado.jsonl').write_text('\n'.join(planned) + '\n')
        told = self.run_import(site)
        self.assertIn('ya hay un documento «tesorero»', told.stderr)
        self.assertIn('Otro.', (site / 'content/puestos/tesorero.md').read_text())


if __name__ == '__main__':
    unittest.main()
