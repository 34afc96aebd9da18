"""Signed histories that somebody altered, and branches of Git that released separately."""
import unittest

from trust_site import Case, Git, run, sealed


class SignedForgeries(Case):
    is_signed = True
    ACTA = 'protocolos/acta'

    def test_the_model_holds(self):
        self.holds(self.site)
        trusted = self.root / 'de-confianza'
        trusted.write_text(self.key[1] + ' Registro Civil\n')
        self.holds(self.site, '--trust', trusted)

    def test_signatures_taken_off_or_exchanged(self):
        for name in ('indice', self.ACTA):
            site = self.copy()
            lines = site.lines(name)
            site.put(name, [{key: value for key, value in line.items() if key != 'signatures'} for line in lines])
            self.fails(site, 'firma')
            site = self.copy()
            lines[0]['signatures'], lines[1]['signatures'] = lines[1]['signatures'], lines[0]['signatures']
            site.put(name, lines)
            self.fails(site, 'firma')

    def test_rewritten_without_the_key(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        lines[0]['authorized'] = ['Otra persona']
        site.rechain(self.ACTA, lines)
        self.fails(site, 'firma')

    def test_rewritten_whole_and_the_key_taken_out_of_the_settings(self):
        site = self.copy()
        settings = site.path('site.yaml')
        settings.write_text(settings.read_text().split('historial:')[0] + ''.join(
            line for line in settings.read_text().splitlines(True) if line.startswith('índice')))
        self.fails(site, 'no declara')
        for name in ('protocolos/acta', 'protocolos/boda', 'manuales/archivo', 'indice'):
            site.put(name, [{key: value for key, value in line.items() if key != 'signatures'}
                for line in site.lines(name)])
        self.fails(site, 'firma')
        for name in ('protocolos/acta', 'protocolos/boda', 'manuales/archivo', 'indice'):
            site.rechain(name, [{key: value for key, value in line.items() if key != 'keys'}
                for line in site.lines(name)])
        self.fails(site)

    def test_an_unsigned_line_that_names_a_day_before_the_key(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        bare = {name: value for name, value in lines[-1].items() if name not in ('keys', 'signatures')}
        false = sealed({**bare, 'n': 4, 'version': '04', 'recorded': '2024-12-31', 'effective': '2026-03-01',
            'previous': lines[-1]['line']})
        site.put(self.ACTA, lines + [false])
        index = site.lines('indice')
        bare = {name: value for name, value in index[-1].items() if name not in ('keys', 'signatures')}
        told = [{'ledger': self.ACTA, 'lines': 4, 'head': false['line']}]
        site.put('indice', index + [sealed({**bare, 'recorded': '2024-12-31', 'ledgers': told,
            'previous': [index[-1]['line']]})])
        self.fails(site, 'firma')

    def test_signed_with_a_key_of_ones_own(self):
        site = self.copy()
        other = self.new_key('ajena')
        found = site.try_release('acta', today='2026-03-01', note='x', key=other[0])
        self.assertEqual(1, found.returncode)
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        found = site.try_release('acta', today='2026-03-01', note='x', key=other[0])
        self.assertEqual(1, found.returncode)
        self.assertIn('la clave dada no vale', found.stderr)
        self.holds(site)

    def test_a_forgotten_or_mistyped_key_stops_the_release_and_nothing_else(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.key = None
        self.assertIn('dé la clave', site.try_release('acta', today='2026-03-01').stderr)
        found = site.try_release('acta', today='2026-03-01', key=self.root / 'no-existe')
        self.assertEqual(64, found.returncode)
        self.assertFalse((self.root / 'no-existe').exists())
        self.holds(site)
        self.assertEqual(0, site.run('build', '--output', site.root / 'salida').returncode)

    def test_keys_follow_one_another(self):
        site = self.copy()
        second = self.new_key('segunda')
        settings = site.path('site.yaml')
        settings.write_text(settings.read_text().replace('desde: 2025-01-01}', 'desde: 2025-01-01, hasta: 2026-02-28}\n'
                                                         f'    - {{clave: {second[1]}, desde: 2026-03-01}}'))
        self.holds(site)
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertEqual(1, site.try_release('acta', today='2026-03-02').returncode)
        site.key = second
        site.release('acta', today='2026-03-02')
        self.holds(site)
        # Each line bears two signatures.
        site.edit('protocolos/acta.md', '\n1. ', '\n1. Sentarse.\n1. ')
        settings.write_text(settings.read_text().replace(', hasta: 2026-02-28', ''))
        more = ['--key', self.key[0], '--key', second[0], '--authorized-by', 'Dirección', '--effective', '2026-03-05']
        done = site.run('release', 'acta', *more, today='2026-03-05')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual(2, len(site.lines(self.ACTA)[-1]['signatures']))
        self.holds(site)
        # A stolen key no longer counts from that day on.
        settings.write_text(settings.read_text().replace(f'{second[1]}, desde: 2026-03-01',
            f'{second[1]}, desde: 2026-03-01, revocada: 2026-03-02'))
        self.fails(site, 'firma')

    def test_a_key_is_made_by_its_own_command_outside_the_site(self):
        site = self.copy()
        for place in ('content/recursos/k', 'content/k', 'k'):
            site.path('recursos').mkdir(exist_ok=True)
            self.assertEqual(64, run('key', site.root / place).returncode)
            self.assertFalse((site.root / place).exists())
        self.assertEqual(64, run('key', self.key[0]).returncode, 'it is there already')
        self.assertEqual(0o600, self.key[0].stat().st_mode & 0o777)


class Branches(Case):
    """Releases in branches of Git, and their merge."""

    def repository(self):
        site = self.copy()
        git = Git(site.root)
        git('init', '-q')
        git('add', '-A')
        git('commit', '-qm', 'base')
        return site, git

    def branch(self, git, name, act):
        git('checkout', '-q', '-b', name, 'principal')
        act()
        git('add', '-A')
        git('commit', '-qm', name)

    def change(self, site, name, words, today):
        site.edit(f'protocolos/{name}.md', '\n1. ', f'\n1. {words}\n1. ')
        site.release(name, today=today)

    def test_different_documents_are_joined_in_the_index(self):
        site, git = self.repository()
        self.branch(git, 'ana', lambda: self.change(site, 'acta', 'De Ana.', '2026-03-01'))
        self.branch(git, 'luis', lambda: self.change(site, 'boda', 'De Luis.', '2026-03-02'))
        git('merge', '-q', '--no-edit', 'ana')
        self.assertIn('dos ramas', self.holds(site).stderr)
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertIn('oficio repair', site.try_release('acta', today='2026-03-03').stderr)
        repaired = site.run('repair', today='2026-03-03')
        self.assertEqual(0, repaired.returncode)
        self.assertIn('se unen 2 ramas', repaired.stdout)
        self.assertEqual(2, len(site.lines('indice')[-1]['previous']))
        self.assertNotIn('dos ramas', self.holds(site).stderr)
        site.release('acta', today='2026-03-04')
        self.holds(site)

    def test_one_document_released_twice(self):
        site, git = self.repository()
        self.branch(git, 'ana', lambda: self.change(site, 'acta', 'De Ana.', '2026-03-01'))
        self.branch(git, 'luis', lambda: self.change(site, 'acta', 'De Luis.', '2026-03-02'))
        git('merge', '--no-edit', 'ana', fails=True)
        git('checkout', '--ours', 'content/protocolos/acta.md')
        self.fails(site, 'dos ramas')
        asked = site.run('repair', today='2026-03-03')
        self.assertEqual(1, asked.returncode)
        self.assertIn('--keep', asked.stderr)
        lines = site.lines('protocolos/acta')
        kept = next(line for line in lines if 'De Luis' in str(line.get('log')))
        done = site.run('repair', '--keep', f'{kept["line"][:4]}-{kept["line"][4:8]}', today='2026-03-03')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn('se aparta', done.stdout)
        self.holds(site)
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        self.assertIn('De Luis.', (output / 'protocolos/acta.html').read_text())
        page = (output / 'historial/protocolos/acta/index.html').read_text()
        code = f'{kept["line"][:4]}-{kept["line"][4:8]}'.upper()
        self.assertIn(f'no cuenta. Queda la versión 04 ({code})', page)
        self.assertEqual(1, page.count('Apartada el 3 de marzo de 2026'))
        self.assertIn('De Ana', page)
        self.change(site, 'acta', 'Juntos.', '2026-03-04')
        self.holds(site)

    def test_an_internal_version_that_was_set_aside_is_not_public(self):
        site, git = self.repository()

        def internal():
            site.edit('protocolos/acta.md', 'código:', 'acceso: interno\ncódigo:')
            site.edit('protocolos/acta.md', '\n1. ', '\n1. Operación Jade.\n1. ')
            site.release('acta', today='2026-03-01', act='Resolución Jade')
        self.branch(git, 'ana', internal)
        self.branch(git, 'luis', lambda: self.change(site, 'acta', 'De Luis.', '2026-03-02'))
        git('merge', '--no-edit', 'ana', fails=True)
        git('checkout', '--ours', 'content/protocolos/acta.md')
        kept = next(line for line in site.lines('protocolos/acta') if 'De Luis' in str(line.get('log')))
        self.assertEqual(0, site.run('repair', '--keep', kept['line'][:8], today='2026-03-03').returncode)
        self.holds(site)
        for audience, isTold in (('public', False), ('internal', True)):
            output = site.root / audience
            self.assertEqual(0, site.run('build', '--output', output, '--audience', audience).returncode)
            told = [path for path in output.rglob('*') if path.is_file() and b'Jade' in path.read_bytes()]
            self.assertEqual(isTold, output / 'historial/protocolos/acta/index.html' in told)
            self.assertTrue(isTold or not told, told)

    def test_nothing_to_repair(self):
        site = self.copy()
        before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
        self.assertIn('nada que reparar', site.run('repair').stderr)
        self.assertEqual(before, {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()})

    def test_a_document_that_got_another_id_takes_its_ledger_along(self):
        site = self.copy()
        site.path('protocolos/acta.md').rename(site.path('protocolos/nacimiento.md'))
        site.edit('protocolos/nacimiento.md', 'código:', 'ids anteriores: [acta]\ncódigo:')
        site.path('historial/protocolos/acta').rename(site.path('historial/protocolos/nacimiento'))
        self.holds(site)
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        self.assertIn('Huella', (output / 'protocolos/nacimiento.html').read_text())
        self.assertTrue((output / 'historial/protocolos/nacimiento/index.html').is_file())
        site.edit('protocolos/nacimiento.md', 'certificado', 'certificado médico')
        site.release('nacimiento', today='2026-03-01')
        self.holds(site)
        site.release('nacimiento', today='2026-03-02', effective='2026-03-02', withdraw=True)
        site.path('protocolos/nacimiento.md').unlink()
        self.holds(site)

    def test_a_repair_does_not_cover_what_it_cannot_mend(self):
        for act in ('altered', 'deleted'):
            site = self.copy()
            path = site.path('historial/indice')
            path.write_bytes(path.read_bytes().replace(b'2026-02-02',
                b'2026-02-03')) if act == 'altered' else path.unlink()
            before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
            self.assertEqual(1, site.run('repair').returncode)
            self.assertEqual(before, {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()})


if __name__ == '__main__':
    unittest.main()
