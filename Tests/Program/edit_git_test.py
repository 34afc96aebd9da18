"""`oficio serve --edit --commit` commits every change to Git in the name of the person, regardless of the repository's
settings."""
import os
import subprocess
import time
import unittest

from actions import do, opened, review
from edit_site import SITE, ActionTest
from editing import PROGRAM

TRAP = """#!/bin/sh
: > "$TRAP"
exit 1
"""


class GitTest(ActionTest):
    """A test with a site in Git, and the editor that commits."""
    options = ('--commit',)

    def prepare(self):
        self.git('init', '--quiet', '--initial-branch', 'main')
        self.git('add', '.')
        self.git('-c', 'user.name=X', '-c', 'user.email=x@example.org', 'commit', '--quiet', '-m', 'Start')

    def git(self, *words):
        return subprocess.run(['git', '-C', self.site, *words], check=True, capture_output=True, text=True).stdout

    def last(self, count=1):
        return self.git('log', f'-{count}', '--format=%an|%ae|%cn|%s', '--name-status').split('\n')

    def save(self, words):
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', words)
        self.assertEqual(303, self.editor.send(form, 'guardar')[0])


class Commits(GitTest):
    def test_a_save_is_one_commit_of_its_file(self):
        (self.site / 'content/puestos/cajera.md').write_text('otro cambio')
        (self.site / 'nota.txt').write_text('nota')
        self.git('add', 'nota.txt')
        self.named('Ana «Ñ» Ruiz')
        self.save('Dirigir todo.')
        self.assertEqual(
            ['Ana «Ñ» Ruiz||Ana «Ñ» Ruiz|Guardado: Jefe', '', 'M\tcontent/puestos/jefe.md', ''], self.last())
        self.assertEqual(' M content/puestos/cajera.md\nA  nota.txt\n', self.git('status', '--porcelain'),
            'what others changed or staged stays')
        self.assertEqual(self.text('puestos/jefe.md'), self.git('show', 'HEAD:content/puestos/jefe.md'))

    def test_rename_delete_and_release(self):
        form = opened(self.editor, 'renombrar', doc='content/puestos/cajera.md')
        form.fields['id'] = 'cajero'
        do(self.editor, review(self.editor, form))
        self.assertEqual('Oficio||Oficio|Cambio de nombre: Cajera', self.last()[0])
        self.assertEqual('', self.git('status', '--porcelain'))
        do(self.editor, opened(self.editor, 'borrar', doc='content/puestos/auxiliar.md'))
        self.assertEqual(['Oficio||Oficio|Borrado: Auxiliar', '', 'D\tcontent/puestos/auxiliar.md', ''], self.last())
        form = opened(self.editor, 'publicar', doc='content/puestos/jefe.md')
        form.fields['rige'] = '2026-12-01'
        do(self.editor, review(self.editor, form))
        self.assertEqual('Oficio||Oficio|Publicado: Jefe', self.last()[0])
        self.assertEqual('', self.git('status', '--porcelain'))

    def test_names_stay_one_line(self):
        for name, shown in (('Ana\nCo-authored-by: Mal <m@x>', 'Ana Co-authored-by: Mal m@x'), ('<>', 'Oficio'),
                            ('...', 'Oficio'), ('--author=x', '--author=x')):
            self.editor.cookie = self.editor.cookie.split(';')[0]
            self.named(name)
            self.save('Dirigir ' + shown)
            self.assertEqual(shown, self.last()[0].split('|')[0])
            self.assertEqual('', self.git('log', '-1', '--format=%b').strip())

    def test_no_program_of_the_repository_runs(self):
        trap, mark = self.root / 'trampa', self.root / 'pisada'
        trap.write_text(TRAP.replace('$TRAP', str(mark)))
        trap.chmod(0o755)
        hooks = self.root / 'ganchos'
        hooks.mkdir()
        for hook in ('pre-commit', 'commit-msg', 'post-commit', 'reference-transaction', 'post-index-change',
                     'prepare-commit-msg', 'update', 'post-rewrite'):
            for folder in (hooks, self.site / '.git/hooks'):
                (folder / hook).write_text(trap.read_text())
                (folder / hook).chmod(0o755)
        # Git compares a file with its filter if it was changed in the moment of the last write of the index.
        moment = time.time_ns()
        for path in (self.site / 'content').rglob('*.*'):
            os.utime(path, ns=(moment, moment))
        self.git('-c', 'core.hooksPath=/dev/null', 'update-index', '--really-refresh')
        os.utime(self.site / '.git/index', ns=(moment, moment))
        for key, value in (('core.hooksPath', hooks), ('core.fsmonitor', trap), ('commit.gpgSign', 'true'),
                           ('gpg.program', trap), ('core.editor', trap), ('filter.f.clean', trap), ('core.pager', trap),
                           ('filter.f.process', trap), ('filter.f.required', 'true'), ('diff.external', trap),
                           ('alias.commit-tree', f'!{trap}'), ('include.path', self.root / 'mas'),
                           ('filter.a=b.c.clean', trap)):
            self.git('config', key, str(value))
        (self.site / '.gitattributes').write_text('* filter=f diff=f\n')
        (self.site / 'content/.gitattributes').write_text('* filter=f\n')
        self.save('Dirigir así.')
        self.assertFalse(mark.exists())
        raw = subprocess.run(['git', '-C', self.site, '-c', 'core.fsmonitor=false', 'cat-file', 'commit', 'HEAD'],
            capture_output=True, text=True).stdout
        self.assertIn('Guardado: Jefe', raw)
        self.assertFalse(mark.exists())

    def test_a_partial_clone_fetches_nothing(self):
        trap, mark = self.root / 'trampa', self.root / 'pisada'
        trap.write_text(TRAP.replace('$TRAP', str(mark)))
        trap.chmod(0o755)
        for key, value in (('remote.origin.url', self.root), ('remote.origin.promisor', 'true'),
                           ('remote.origin.partialclonefilter', 'blob:none'), ('remote.origin.uploadpack', trap),
                           ('core.repositoryFormatVersion', '1'), ('extensions.partialClone', 'origin')):
            self.git('config', key, str(value))
        # An object that the clone does not have.
        missing = self.git('rev-parse', 'HEAD:content/puestos/auxiliar.md').strip()
        (self.site / '.git/objects' / missing[:2] / missing[2:]).unlink()
        subprocess.run(['git', '-C', self.site, 'cat-file', '-p', missing], capture_output=True)
        self.assertTrue(mark.exists(), 'Git on its own fetches')
        mark.unlink()
        self.save('Dirigir sin buscar.')
        self.assertFalse(mark.exists())
        self.assertNotIn('no quedó en Git', self.editor.messages)
        self.assertEqual(self.text('puestos/jefe.md'), self.git('show', 'HEAD:content/puestos/jefe.md'))
        self.assertEqual(missing, self.git('rev-parse', 'HEAD:content/puestos/auxiliar.md').strip())

    def test_a_failure_keeps_the_file(self):
        (self.site / '.git/index.lock').write_text('')
        self.save('Dirigir más.')
        self.assertIn('Dirigir más.', (self.site / 'content/puestos/jefe.md').read_text())
        self.assertIn('Git', self.editor.messages)
        # Nothing is half committed, and the next change brings both.
        self.assertEqual('Start', self.git('log', '-1', '--format=%s').strip())
        (self.site / '.git/index.lock').unlink()
        self.save('Dirigir todavía más.')
        self.assertEqual('', self.git('status', '--short'))
        self.assertEqual(self.text('puestos/jefe.md'), self.git('show', 'HEAD:content/puestos/jefe.md'))


class Options(ActionTest):
    def run_program(self, *words):
        return subprocess.run([PROGRAM, 'serve', '--site', self.site, '--port', '0', *words], capture_output=True,
            text=True, timeout=20, env={**os.environ, 'XDG_STATE_HOME': str(self.root)})

    def test_a_site_outside_of_git(self):
        result = self.run_program('--edit', '--commit')
        self.assertEqual(64, result.returncode)
        self.assertIn('necesita Git', result.stderr)
        self.assertEqual(64, self.run_program('--commit').returncode)
        self.assertEqual(set(SITE), set(self.before))


if __name__ == '__main__':
    unittest.main()
