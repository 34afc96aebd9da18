"""`oficio serve --edit --commit` in a repository that takes no commits for a while, and killed before the commit: no
saved word is missing from Git in the end, and the page says why it is not there yet."""
import json
import os
import subprocess
import unittest

from actions import do, opened
from edit_git_test import GitTest
from editing import Editor


class States(GitTest):
    """The repository in the middle of something else."""

    def commit(self, words, path='nota.txt'):
        (self.site / path).write_text(words)
        self.git('add', path)
        self.git('-c', 'user.name=X', '-c', 'user.email=x@example.org', 'commit', '--quiet', '-m', words)

    def branches(self):
        """Two branches that change the same line; `otra` is the other one."""
        self.git('checkout', '--quiet', '-b', 'otra')
        self.commit('de la otra')
        self.git('checkout', '--quiet', 'main')
        self.commit('de la principal')

    def stopped(self, *words):
        """Runs a command of Git that stops at a conflict."""
        result = subprocess.run(
            ['git', '-C', self.site, '-c', 'user.name=X', '-c', 'user.email=x@example.org', *words],
            capture_output=True, text=True)
        self.assertNotEqual(0, result.returncode)

    def saved_page(self, words):
        form = self.editor.form('puestos/jefe.md')
        form.set('v:objective', words)
        status, headers, _ = self.editor.send(form, 'guardar')
        self.assertEqual(303, status)
        return self.editor.ask(headers['Location'])[2]

    def refuses(self, words, *command):
        self.branches()
        head = self.git('rev-parse', 'HEAD')
        self.stopped(*command)
        self.assertIn(words, self.saved_page('Dirigir durante.'))
        self.assertIn('Dirigir durante.', self.text('puestos/jefe.md'))
        self.git(command[0], '--abort')
        self.assertEqual(head, self.git('rev-parse', 'HEAD'))
        # The next change brings both into Git, each in a commit of its own.
        page = self.saved_page('Dirigir después.')
        self.assertNotIn('no quedó en Git', page.lower())
        self.assertEqual('', self.git('status', '--porcelain'))
        self.assertEqual(self.text('puestos/jefe.md'), self.git('show', 'HEAD:content/puestos/jefe.md'))

    def test_during_a_merge(self):
        self.refuses('a mitad de una unión', 'merge', 'otra')

    def test_during_a_rebase(self):
        self.refuses('a mitad de una reordenación', 'rebase', 'otra')

    def test_during_a_cherry_pick(self):
        self.refuses('a mitad de una copia', 'cherry-pick', 'otra')

    def test_on_no_branch(self):
        self.git('checkout', '--quiet', '--detach')
        head = self.git('rev-parse', 'main')
        self.assertIn('no está en ninguna rama', self.saved_page('Dirigir suelto.'))
        self.assertEqual(head, self.git('rev-parse', 'HEAD'))
        self.git('checkout', '--quiet', 'main')
        do(self.editor, opened(self.editor, 'borrar', doc='content/puestos/auxiliar.md'))
        self.assertEqual('', self.git('status', '--porcelain'))
        self.assertEqual(['Borrado: Auxiliar', 'Guardado: Jefe'], self.git('log', '-2', '--format=%s').split('\n')[:2])

    def test_the_mode_of_a_file_stays(self):
        file = self.site / 'content/puestos/jefe.md'
        file.chmod(0o755)
        self.git('-c', 'user.name=X', '-c', 'user.email=x@example.org', 'commit', '--quiet', '-am', 'Mode')
        self.save('Dirigir igual.')
        self.assertEqual('100755', self.git('ls-tree', 'HEAD', 'content/puestos/jefe.md').split()[0])
        self.assertTrue(os.access(file, os.X_OK))
        self.assertEqual('', self.git('status', '--porcelain'))

    def test_a_submodule(self):
        other = self.root / 'otro'
        subprocess.run(['git', 'init', '--quiet', '--initial-branch', 'main', other], check=True)
        (other / 'puesto.md').write_text(self.text('puestos/jefe.md'))
        who = ['-c', 'user.name=X', '-c', 'user.email=x@example.org']
        subprocess.run(['git', '-C', other, 'add', '.'], check=True)
        subprocess.run(['git', '-C', other, *who, 'commit', '--quiet', '-m', 'Other'], check=True)
        self.git('-c', 'protocol.file.allow=always', *who, 'submodule', '--quiet', 'add', str(other),
            'content/puestos/otros')
        self.git(*who, 'commit', '--quiet', '-m', 'Submodule')
        head = self.git('rev-parse', 'HEAD')
        self.editor.ask('/-oficio/editar/')
        form = self.editor.form('puestos/otros/puesto.md')
        form.set('v:objective', 'Dirigir aparte.')
        status, headers, _ = self.editor.send(form, 'guardar')
        self.assertEqual(303, status)
        self.assertIn('«content/puestos/otros» es un repositorio dentro de otro',
            self.editor.ask(headers['Location'])[2])
        self.assertIn('Dirigir aparte.', self.text('puestos/otros/puesto.md'))
        self.assertEqual(head, self.git('rev-parse', 'HEAD'))

    def test_killed_before_the_commit(self):
        """The index is locked, so that the change is written and not committed; then the program is killed."""
        self.editor.stop()
        self.editor = Editor(self.site, self.root / 'estado', '--edit', '--commit')
        self.editor.enter()
        (self.site / '.git/index.lock').write_text('')
        (self.site / '.git/HEAD.lock').write_text('')
        self.named('Ana Ruiz')
        self.save('Dirigir hasta el final.')
        noted, = (self.root / 'estado').glob('**/git/*')
        self.assertEqual('Guardado: Jefe', json.loads(noted.read_text())['subject'])
        self.editor.process.kill()
        self.editor.process.wait()
        self.editor.process.stdout.close()
        self.editor.terminal.close()
        (self.site / '.git/index.lock').unlink()
        (self.site / '.git/HEAD.lock').unlink()
        Editor(self.site, self.root / 'estado', '--edit', '--commit').stop()
        self.assertEqual(['Ana Ruiz||Ana Ruiz|Guardado: Jefe', '', 'M\tcontent/puestos/jefe.md', ''], self.last())
        self.assertEqual('', self.git('status', '--porcelain'))
        self.assertEqual([], list((self.root / 'estado').glob('**/git/*')))


if __name__ == '__main__':
    unittest.main()
