"""Attacks and mistakes that an auditor or a forger would try on a history. The program and docs/oficio_verify.py must
agree about each."""
import hashlib
import json
import pathlib
import shutil
import tempfile
import unittest

from trust_site import FROZEN, PROTOCOL, TODAY, VERIFIER_NAMES, Authority, Case, Git, compact, run


class Forgeries(Case):
    ACTA, BODA = 'protocolos/acta', 'protocolos/boda'

    def test_the_model_holds(self):
        self.holds(self.site)

    def test_any_byte_of_ledger_or_index(self):
        for name in ('historial/indice', 'historial/protocolos/acta/libro.jsonl'):
            data = self.site.path(name).read_bytes()
            for place in range(0, len(data), max(1, len(data) // 15)):
                site = self.copy()
                site.path(name).write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:])
                self.fails(site, check=False)

    def test_last_lines_dropped(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        site.put(self.ACTA, lines[:-1])
        site.path(f'historial/{self.ACTA}/{lines[-1]["snapshot"]}').unlink()
        self.fails(site, 'no están todas')

    def test_last_lines_dropped_in_ledger_and_index(self):
        site = self.copy()
        lines = site.lines('indice')
        site.put('indice', lines[:1])
        self.fails(site)

    def test_a_history_deleted(self):
        site = self.copy()
        shutil.rmtree(site.path(f'historial/{self.ACTA}'))
        self.fails(site, 'falta el libro')

    def test_all_histories_deleted(self):
        site = self.copy()
        shutil.rmtree(site.path('historial'))
        self.fails(site, 'falta el índice')

    def test_the_index_deleted(self):
        site = self.copy()
        site.path('historial/indice').unlink()
        self.fails(site, 'falta el índice')
        settings = site.path('site.yaml')
        settings.write_text(''.join(line for line in settings.read_text().splitlines(True) if 'índice' not in line))
        self.fails(site, 'falta el índice')

    def test_the_index_emptied(self):
        site = self.copy()
        site.path('historial/indice').write_text('')
        self.fails(site, 'vacío')

    def test_ledgers_swapped_or_copied(self):
        site = self.copy()
        a, b = site.path(f'historial/{self.ACTA}'), site.path(f'historial/{self.BODA}')
        a.rename(a.parent / 'x')
        b.rename(a)
        (a.parent / 'x').rename(b)
        self.fails(site, 'es de otro documento')
        site = self.copy()
        shutil.copytree(site.path(f'historial/{self.ACTA}'), site.path('historial/protocolos/otro'))
        self.fails(site, 'es de otro documento')

    def test_a_ledger_emptied(self):
        site = self.copy()
        site.path(f'historial/{self.ACTA}/libro.jsonl').write_text('')
        self.fails(site, 'vacío')

    def test_a_ledger_rewritten(self):
        for change in ({'authorized': ['Otra persona']}, {'effective': '2025-02-02'}, {'log': ['Otra cosa.']}):
            site = self.copy()
            lines = site.lines(self.ACTA)
            lines[1] = {**lines[1], **change}
            site.rechain(self.ACTA, lines)
            self.fails(site, 'índice')

    def test_ledger_and_index_rewritten(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        lines[1]['authorized'] = ['Otra persona']
        made = site.rechain(self.ACTA, lines)
        heads = {old['line']: new['line'] for old, new in zip(lines, made)}
        index = site.lines('indice')
        for line in index:
            for item in line['ledgers']:
                item['head'] = heads.get(item['head'], item['head'])
        site.rechain('indice', index)
        # The first line of the index gets another hash, which site.yaml names.
        self.fails(site)

    def test_a_line_added(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        false = dict(lines[-1], n=4, version='04', recorded='2026-03-01', effective='2026-03-01')
        site.rechain(self.ACTA, lines + [false])
        self.fails(site, 'el índice no conoce')

    def test_a_recorded_date_in_the_future(self):
        site = self.copy()
        lines = site.lines(self.ACTA)
        lines[-1]['recorded'] = '2031-01-01'
        site.rechain(self.ACTA, lines)
        self.fails(site, 'aún no llega')

    def test_versions_out_of_order(self):
        for version in ('02', '01', '1'):
            site = self.copy()
            lines = site.lines(self.ACTA)
            lines[-1]['version'] = version
            site.rechain(self.ACTA, lines)
            self.fails(site, f'la versión {version} viene después')

    def test_names_that_lead_out(self):
        for name in ('../boda/x.json', '/etc/passwd', '.oculto', '..'):
            site = self.copy()
            lines = site.lines(self.ACTA)
            lines[-1]['snapshot'] = name
            site.rechain(self.ACTA, lines)
            self.fails(site, 'fuera de la carpeta')
            site = self.copy()
            lines = site.lines(self.ACTA)
            lines[-1]['attachment'] = {'file': name, 'sha256': '0' * 64}
            site.rechain(self.ACTA, lines)
            self.fails(site)

    def test_a_snapshot_missing_or_altered(self):
        for act in ('missing', 'altered'):
            for place in (0, -1):
                site = self.copy()
                path = site.path(f'historial/{self.ACTA}') / site.lines(self.ACTA)[place]['snapshot']
                path.unlink() if act == 'missing' else path.write_bytes(path.read_bytes() + b'\n')
                site.edit('protocolos/acta.md', 'certificado', 'BORRADOR')
                self.fails(site, path.name)

    def test_a_damaged_version_can_be_shown_without_its_text(self):
        site = self.copy()
        path = site.path(f'historial/{self.ACTA}') / site.lines(self.ACTA)[-1]['snapshot']
        path.write_bytes(path.read_bytes().replace(b'certificado', b'certiFicado'))
        site.edit('protocolos/acta.md', 'certificado', 'BORRADOR')
        output = site.root / 'salida'
        built = site.run('build', '--output', output, '--show-damaged')
        self.assertEqual(0, built.returncode, built.stderr)
        self.assertIn('fue alterada', built.stderr)
        page = (output / 'protocolos/acta.html').read_text()
        self.assertIn('no se puede mostrar', page)
        for path in output.rglob('*'):
            if path.is_file():
                self.assertNotIn(b'BORRADOR', path.read_bytes(), path)
                self.assertNotIn(b'certiFicado', path.read_bytes(), path)

    def test_lines_that_no_release_writes(self):
        for change in ({'snapshot': ''}, {'version': '04\n'}, {'kind': 'withdrawal'},
                       {'kind': 'erratum', 'corrections': [], 'reason': 'x'},
                       {'kind': 'reinstatement', 'takesBack': 2}, {'joins': ['0' * 64]}, {'recorded': '2020-01-01'},
                       {'authorized': ['a\u202eb']}):
            site = self.copy()
            lines = site.lines(self.ACTA)
            false = {**lines[-1], 'n': 4, 'version': '04', **change}
            if not false['snapshot']:
                for name in ('snapshot', 'sha256', 'content', 'records'):
                    del false[name]
            order = list(VERIFIER_NAMES)
            made = site.rechain(self.ACTA, lines + [{name: false[name] for name in sorted(false, key=order.index)}])
            index = site.lines('indice')
            index.append({**index[-1], 'ledgers': [{'ledger': self.ACTA, 'lines': 4, 'head': made[-1]['line']}]})
            site.rechain('indice', index)
            self.fails(site)

    def test_an_erratum_that_changes_the_text(self):
        site = self.copy()
        site.edit('manuales/archivo.md', 'Rosa Ibáñez', 'Rosa Falsa')
        site.release('archivo', today='2026-03-01', erratum=True, effective=False, reason='x')
        name = 'manuales/archivo'
        lines = site.lines(name)
        path = site.path(f'historial/{name}/{lines[-1]["snapshot"]}')
        text = path.read_text().replace('Guardar', 'Quemar')
        content = compact(json.loads(text)['content'])
        path.write_text(text)
        lines[-1].update(sha256=hashlib.sha256(text.encode()).hexdigest(),
            content=hashlib.sha256(content.encode()).hexdigest())
        made = site.rechain(name, lines)
        index = site.lines('indice')
        index[-1]['ledgers'][0]['head'] = made[-1]['line']
        site.rechain('indice', index)
        self.fails(site, 'fue alterada')

    def test_a_ledger_below_another_folder(self):
        site = self.copy()
        site.path('historial/otros').mkdir()
        site.path(f'historial/{self.ACTA}').rename(site.path('historial/otros/acta'))
        self.fails(site)

    def test_a_ledger_given_to_a_document_that_claims_the_id(self):
        site = self.copy()
        site.write('protocolos/otro.md', PROTOCOL.format(title='Otro', code='PR-3', step='Uno.').replace('código:',
            'ids anteriores: [acta]\ncódigo:'))
        site.path(f'historial/{self.ACTA}').rename(site.path('historial/protocolos/otro'))
        self.fails(site)

    def test_a_forged_journal_does_not_hide_the_history(self):
        site = self.copy()
        names = (self.ACTA, self.BODA, 'manuales/archivo')
        ledgers = {name: site.path(f'historial/{name}/libro.jsonl').read_bytes() for name in names}
        site.path('historial/indice').unlink()
        digest = {name: hashlib.sha256(data).hexdigest() for name, data in ledgers.items()}
        moves = [{'staged': str(place), 'target': f'content/historial/{name}/libro.jsonl', 'sha256': digest[name],
            'former': ''} for place, name in enumerate(names)]
        moves.append({'staged': '9', 'target': 'content/historial/indice', 'sha256': '0' * 64, 'former': ''})
        documents = [{'folder': f'content/historial/{name}', 'version': '03', 'lines': 0, 'source': ''}
            for name in names]
        site.path('historial/pendiente.json').write_text(compact({'format': 'oficio-pendiente-2',
            'documents': documents, 'moves': moves}))
        self.fails(site, 'falta el índice')

    def test_a_strange_file(self):
        site = self.copy()
        site.path(f'historial/{self.ACTA}/extra.json').write_text('{}')
        self.fails(site, 'ningún libro nombra')

    def test_the_settings_name_another_index(self):
        site = self.copy()
        settings = site.path('site.yaml')
        line = next(line for line in settings.read_text().splitlines() if line.startswith('índice'))
        settings.write_text(settings.read_text().replace(line, 'índice del historial: "0123456789abcdef"'))
        self.fails(site, 'no es el índice')

    def test_an_invalid_key_in_the_settings(self):
        site = self.copy()
        site.path('site.yaml').write_text(site.path('site.yaml').read_text()
            + 'historial: {clave pública: no-es-clave}\n')
        self.fails(site, 'no es una clave')

    def test_a_version_that_somebody_signed_for_is_gone(self):
        site = self.copy()
        (site.root / 'acuses').mkdir()
        line = json.loads((FROZEN / 'abierto/acuses/registro.jsonl').read_text().splitlines()[0])
        (site.root / 'acuses/registro.jsonl').write_text(compact(line) + '\n')
        self.fails(site, 'el historial no la tiene')

    def test_a_hash_that_was_written_down(self):
        site = self.copy()
        digest = site.run('verify', '--digest').stdout.split()[0]
        self.holds(site, '--expect', digest)
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-01')
        self.assertNotIn('desde dentro', self.holds(site, '--expect', digest).stderr)
        self.assertEqual(1, site.run('verify', '--expect', '0' * 64).returncode)
        self.assertIn('desde dentro', site.run('verify').stderr)

    def test_a_time_stamp(self):
        site = self.copy()
        ca = Authority(self.root / 'tsa')
        query, reply = self.root / 'q.tsq', self.root / 'r.tsr'
        self.assertEqual(0, site.run('verify', '--anchor-request', query).returncode)
        ca.answer(query, reply)
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-01')
        found = self.holds(site, '--anchor', reply, '--anchor-ca', ca.certificate)
        self.assertIn('1 publicación', found.stderr)
        other = self.copy()
        index = other.lines('indice')
        index[0]['recorded'] = '2025-01-03'
        other.rechain('indice', index)
        self.assertEqual(1, other.run('verify', '--anchor', reply, '--anchor-ca', ca.certificate).returncode)
        self.assertEqual(1, site.run('verify', '--anchor', reply).returncode, 'an authority that nobody trusts')

    def test_a_tag_of_git(self):
        site = self.copy()
        git = Git(site.root)
        git('init', '-q')
        git('add', '-A')
        git('commit', '-qm', 'uno')
        git('tag', 'auditoria')
        self.assertEqual(0, site.run('verify', '--anchor', 'tag:auditoria').returncode)
        index = site.lines('indice')
        index[-1]['recorded'] = '2026-02-03'
        site.rechain('indice', index)
        self.assertEqual(1, site.run('verify', '--anchor', 'tag:auditoria').returncode)
        self.assertEqual(64, site.run('verify', '--anchor', 'tag:no-hay').returncode)


class Adoption(Case):
    def test_keys_that_come_later(self):
        for declared in ('clave pública: {}', 'claves: [{{clave: {}, desde: 2026-03-01}}]'):
            # A key with a first day leaves earlier lines unsigned; a key without one counts from the first signed
            # release.
            site = self.copy()
            key = self.new_key('k' + str(len(declared)))
            site.path('site.yaml').write_text(site.path('site.yaml').read_text() + 'historial: {'
                + declared.format(key[1]) + '}\n')
            if 'desde' in declared:
                self.assertIn('no están firmadas', self.holds(site).stderr)
                self.assertEqual(0, site.run('build', '--output', site.root / 'salida').returncode)
            else:
                self.fails(site, 'desde:')
            site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
            self.assertEqual(1, site.try_release('acta', today='2026-03-02').returncode)
            site.release('acta', today='2026-03-02', key=key[0])
            self.holds(site)
            # From now on an unsigned line is a forgery.
            lines = site.lines('protocolos/acta')
            unsigned = ('signatures', 'keys')
            site.rechain('protocolos/acta', lines[:-1] + [{k: v for k, v in lines[-1].items() if k not in unsigned}])
            index = site.lines('indice')
            index[-1]['ledgers'][0]['head'] = site.lines('protocolos/acta')[-1]['line']
            site.rechain('indice', index[:-1] + [{k: v for k, v in index[-1].items() if k not in unsigned}])
            self.fails(site)

    def test_a_history_without_an_index(self):
        site = tempfile.mkdtemp(dir=self.root)
        shutil.copytree(FROZEN / 'abierto', site, dirs_exist_ok=True)
        found = run('verify', '--site', site, '--today', TODAY)
        self.assertEqual(0, found.returncode)
        self.assertIn('sin índice: no se puede saber si falta un documento', found.stderr)
        source = pathlib.Path(site) / 'content/protocolos/pago.md'
        source.write_text(source.read_text().replace('Saludar.', 'Saludar de pie.'))
        done = run('release', 'pago', '--site', site, '--today', TODAY, '--effective', TODAY, '--authorized-by', 'Jefa')
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertIn('índice del historial', (pathlib.Path(site) / 'content/site.yaml').read_text())
        index = json.loads((pathlib.Path(site) / 'content/historial/indice').read_text().splitlines()[0])
        self.assertEqual(8, len(index['ledgers']), 'every ledger is entered')
        found = run('verify', '--site', site, '--today', TODAY)
        self.assertEqual(0, found.returncode, found.stdout)
        self.assertNotIn('sin índice', found.stderr)


if __name__ == '__main__':
    unittest.main()
