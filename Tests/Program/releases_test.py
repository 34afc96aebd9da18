"""Checks releases: the modification log, errata, acts, notes, version numbers."""
import threading
import unittest

from trust_site import PROTOCOL, Case


class Log(Case):
    FALSE = ('Rosa Ibáñez', 'Pedro Falso')

    def test_a_released_row_is_not_rewritten(self):
        for old, new in (self.FALSE, ('Cuarta redacción', 'Otra redacción'), ('2019-04-01', '2019-05-01'),
                ('versión: "04"', 'versión: "03"')):
            site = self.copy()
            site.edit('manuales/archivo.md', old, new)
            checked = site.run('check')
            self.assertEqual(1, checked.returncode)
            self.assertIn('error[bitacora-alterada]', checked.stdout)
            for words in (old, new):
                self.assertIn(words.replace('versión: "', '').replace('"', ''), checked.stdout)
            site.edit('puestos/archivista.md', 'Guardar', 'Ordenar')
            self.assertEqual(1, site.try_release('archivo', today='2026-03-01').returncode)
            self.assertEqual(1, site.run('build', '--output', site.root / 'salida').returncode)

    def test_a_row_taken_out_or_put_in(self):
        site = self.copy()
        text = site.path('manuales/archivo.md').read_text().splitlines(True)
        row = next(line for line in text if '"04"' in line)
        site.path('manuales/archivo.md').write_text(''.join(line for line in text if line != row))
        self.assertIn('le falta la fila publicada de la versión 04', site.run('check').stdout)
        site = self.copy()
        site.edit('manuales/archivo.md', row, row + row.replace('"04"', '"02"'))
        self.assertIn('una fila que no se publicó', site.run('check').stdout)

    def test_rows_written_another_way_are_the_same_rows(self):
        site = self.copy()
        site.edit('manuales/archivo.md', '{nombre: Rosa Ibáñez, cargo: Directora}',
            '{nombre: "Rosa Ibáñez",  cargo: \'Directora\'}')
        self.assertEqual(0, site.run('check').returncode)

    def test_an_erratum_adds_and_shows_both_readings(self):
        site = self.copy()
        site.edit('manuales/archivo.md', *self.FALSE)
        self.assertEqual(1, site.try_release('archivo', today='2026-03-01', erratum=True, effective=False).returncode,
            'asks for a reason')
        site.release('archivo', today='2026-03-01', erratum=True, effective=False, reason='Se copió mal el acta.')
        self.holds(site)
        lines = site.lines('manuales/archivo')
        self.assertEqual(['material', 'erratum'], [line['kind'] for line in lines])
        self.assertEqual('06', lines[-1]['version'])
        self.assertEqual(0, site.run('check').returncode, site.run('check').stdout)
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        for page in ('manuales/archivo.html', 'historial/manuales/archivo/index.html'):
            text = (output / page).read_text()
            for words in (*self.FALSE, 'Se copió mal el acta.'):
                self.assertTrue(words in text, (page, words))
        # The next version continues from the erratum.
        site.edit('puestos/archivista.md', 'Guardar', 'Ordenar')
        site.release('archivo', today='2026-04-01')
        self.holds(site)

    def test_an_erratum_corrects_rows_and_nothing_else(self):
        site = self.copy()
        self.assertEqual(1, site.try_release('archivo', today='2026-03-01', erratum=True, effective=False,
            reason='x').returncode)
        site.edit('manuales/archivo.md', *self.FALSE)
        site.edit('puestos/archivista.md', 'Guardar', 'Ordenar')
        found = site.try_release('archivo', today='2026-03-01', erratum=True, effective=False, reason='x')
        self.assertEqual(1, found.returncode)
        self.assertIn('solo corrige filas', found.stderr)


class Release(Case):
    def test_version_numbers_only_increase(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'versión: "03"', 'versión: "02"')
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertIn('versión 04', site.release('acta', today='2026-03-01').stdout)
        site.edit('protocolos/acta.md', 'médico médico', 'médico')
        self.assertIn('no viene después', site.try_release('acta', today='2026-03-02', version='01').stderr)
        self.assertIn('no viene después', site.try_release('acta', today='2026-03-02', version='4').stderr)
        self.holds(site)

    def test_one_of_several_at_once(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        found = []
        threads = [threading.Thread(target=lambda: found.append(site.try_release('acta', today='2026-03-01')))
            for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(1, sum(done.returncode == 0 for done in found), [done.stderr for done in found])
        self.assertEqual(4, len(site.lines('protocolos/acta')))
        self.holds(site)

    def test_a_released_draft_is_no_longer_a_draft(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'código:', 'estado: borrador\ncódigo:')
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-01')
        self.assertIn('estado: vigente', site.path('protocolos/acta.md').read_text())

    def test_what_cannot_be_described_asks_for_a_note(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'versión: "03"', 'versión: "04"')
        found = site.try_release('acta', today='2026-03-01')
        self.assertEqual(1, found.returncode)
        self.assertIn('--note', found.stderr)

    def test_a_release_without_authority_is_reported(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        done = site.run('release', 'acta', '--effective', '2026-03-01', today='2026-03-01')
        self.assertIn('nadie autoriza', done.stderr)

    def test_control_characters_are_refused(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        before = site.path('protocolos/acta.md').read_text()
        for text in ('Se corrige\x0bel plazo', 'uno\ndos', 'a\u202eb', 'x\x9b31m'):
            for option in ('note', 'authorized_by', 'act'):
                self.assertEqual(1, site.try_release('acta', today='2026-03-01', **{option: text}).returncode,
                    (option, text))
        self.assertEqual(before, site.path('protocolos/acta.md').read_text())

    def test_blank_and_unreadable_texts_are_refused(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        before = site.path('protocolos/acta.md').read_text()
        for text in ('', ' ', '\u00a0', 'a\udcffb'):
            for option in ('note', 'authorized_by', 'act'):
                done = site.try_release('acta', today='2026-03-01', **{option: text})
                self.assertEqual(1, done.returncode, (option, text))
                self.assertIn('UTF-8' if 'a' in text else 'en blanco', done.stderr)
        self.assertEqual(before, site.path('protocolos/acta.md').read_text())

    def test_an_act_for_several_documents(self):
        site = self.copy()
        act = self.root / 'resolucion.pdf'
        act.write_bytes(b'%PDF-1.4 acto\n')
        for name in ('acta', 'boda'):
            site.edit(f'protocolos/{name}.md', '\n1. ', '\n1. Sentarse.\n1. ')
        site.release('acta', 'boda', today='2026-03-01', act='Resolución 123-2026', act_date='2026-02-27', act_file=act)
        index = site.lines('indice')[-1]
        self.assertEqual(['protocolos/acta', 'protocolos/boda'], [item['ledger'] for item in index['ledgers']])
        for name in ('acta', 'boda'):
            line = site.lines(f'protocolos/{name}')[-1]
            self.assertEqual('Resolución 123-2026', line['act']['title'])
            self.assertTrue(site.path(f'historial/protocolos/{name}/{line["act"]["file"]}').is_file())
        self.holds(site)
        self.assertIn('Resolución 123-2026', site.run('log', 'acta').stdout)
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output).returncode)
        for page in ('protocolos/acta.html', 'historial/protocolos/acta/index.html', 'lista-maestra.html',
                'datos/lista-maestra.csv'):
            self.assertIn('Resolución 123-2026', (output / page).read_text(), page)
        self.assertIn('acto-04', (output / 'protocolos/acta.html').read_text())

    def test_the_act_of_an_internal_version_is_not_public(self):
        site = self.copy()
        internal = PROTOCOL.format(title='Reserva', code='PR-8', step='Uno.').replace('código:',
            'acceso: interno\ncódigo:')
        site.write('protocolos/reserva.md', internal)
        site.release('reserva', today='2026-03-01', act='Resolución Zafiro', act_date='2026-02-27')
        site.release('reserva', today='2026-03-02', withdraw=True, act='Resolución Topacio', note='Motivo turquesa.',
            successor='boda')
        site.release('reserva', today='2026-03-03', reinstate=True, act='Resolución Granate', reason='Motivo ámbar.')
        secret = ('Zafiro', 'Topacio', 'Granate', 'turquesa', 'ámbar')

        def told(audience):
            output = site.root / audience
            self.assertEqual(0, site.run('build', '--output', output, '--audience', audience).returncode)
            everything = b'\n'.join(path.read_bytes() for path in output.rglob('*') if path.is_file())
            return output, [words for words in (*secret, 'Esmeralda') if words.encode() in everything]
        self.assertEqual([], told('public')[1])
        self.assertEqual([*secret], told('internal')[1])
        # When the document becomes public, so does the act that made it so, and no other.
        site.edit('protocolos/reserva.md', 'acceso: interno\n', '')
        site.release('reserva', today='2026-03-04', act='Resolución Esmeralda')
        output, words = told('public')
        self.assertEqual(['Esmeralda'], words)
        for page in ('protocolos/reserva.html', 'historial/protocolos/reserva/index.html', 'lista-maestra.html'):
            self.assertIn('Resolución Esmeralda', (output / page).read_text(), page)
        self.holds(site)

    def test_the_act_stands_on_the_cover(self):
        site = self.copy()
        site.write('formatos/libro.yaml', 'tipo: formato\npara: manual\ntítulo: Libro\nsecciones:\n  - vista: portada\n'
            '    secciones:\n      - {vista: ficha, campos: [[título: ""]]}\n  - {vista: miembros, campo: miembros}\n')
        site.edit('manuales/archivo.md', 'código:', 'formato: libro\ncódigo:')
        site.release('archivo', today='2026-03-01', act='Resolución 9-2026', act_date='2026-02-27')
        output = site.root / 'salida'
        built = site.run('build', '--output', output)
        self.assertEqual(0, built.returncode, built.stdout + built.stderr)
        page = (output / 'manuales/archivo.html').read_text()
        self.assertRegex(page, r'(?s)<[^>]*class="[^"]*cover[^"]*".*?Resolución 9-2026')

    def test_options_that_would_say_nothing_are_refused(self):
        site = self.copy()
        for options in ({'withdraw': True, 'version': '09'}, {'annul': True, 'reason': 'x', 'note': 'y'},
                        {'successor': 'boda'}, {'reason': 'x'}, {'reinstate': True, 'successor': 'boda'},
                        {'erratum': True, 'reason': 'x'}):
            self.assertEqual(64, site.try_release('acta', today='2026-03-01', **options).returncode, options)

    def test_a_note_with_a_reference_is_the_same_row_afterwards(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-01', note='Remite a [[boda]].')
        site.edit('protocolos/acta.md', '\n1. ', '\n1. Sentarse.\n1. ')
        self.assertNotIn('bitacora-alterada', site.run('check').stdout)
        site.release('acta', today='2026-03-02')
        self.holds(site)

    def test_a_note_that_could_not_be_read_back_is_refused(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        self.assertEqual(1, site.try_release('acta', today='2026-03-01', note='x {interno}').returncode)
        self.assertEqual(0, site.run('check').returncode)
        self.holds(site)

    def test_a_drafted_row_does_not_name_internal_documents(self):
        site = self.copy()
        site.write('protocolos/reservado.md', PROTOCOL.format(title='Operación Secreta', code='PR-8',
            step='Uno.').replace('código:', 'acceso: interno\ncódigo:'))
        site.edit('protocolos/acta.md', '\n1. ', '\n1. Véase [[reservado]].\n1. ')
        site.release('acta', today='2026-03-01')
        output = site.root / 'salida'
        self.assertEqual(0, site.run('build', '--output', output, '--audience', 'public').returncode)
        for path in output.rglob('*'):
            if path.is_file():
                self.assertNotIn('Operación Secreta'.encode(), path.read_bytes(), path)

    def test_two_documents_or_none(self):
        site = self.copy()
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
        self.assertEqual(1, site.try_release('acta', 'boda', today='2026-03-01').returncode, 'boda has not changed')
        self.assertEqual(before, {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()})


if __name__ == '__main__':
    unittest.main()
