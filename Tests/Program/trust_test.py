"""Attacks and mistakes that an auditor or a forger would try on a history. The program and docs/oficio_verify.py must
agree about each."""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import threading
import time
import unittest

import verifier
from verifier import verify

PROGRAM = os.environ['PROGRAM']
FROZEN = pathlib.Path(__file__).resolve().parents[1] / 'Frozen'
TODAY = '2026-11-29'

SETTINGS = 'institución: Registro Civil\nacceso: público\n'
PROTOCOL = '''---
título: {title}
código: {code}
versión: "01"
vigencia: 2025-01-02
---

## Pasos

1. {step}
'''
MANUAL = '''---
título: Manual del Archivo
código: M-1
versión: "06"
vigencia: 2025-01-02
miembros: [archivista]
modificaciones:
  - {versión: "04", modificado: 2019-03-01, vigencia: 2019-04-01, autoriza: [{nombre: Rosa Ibáñez, cargo: Directora}],\
 descripción: [Cuarta redacción.]}
  - {versión: "05", modificado: 2021-03-01, vigencia: 2021-04-01, autoriza: [{cargo: Junta}],\
 descripción: [Quinta redacción.]}
---
'''


VERIFIER_NAMES = (
    'format', 'n', 'document', 'kind', 'version', 'effective', 'recorded', 'reconstructed', 'authorized', 'act', 'log',
    'reason', 'successor', 'takesBack',
    'corrections', 'snapshot', 'sha256', 'content', 'records', 'attachment', 'index', 'previous', 'joins', 'keys',
    'line', 'signatures')


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(',', ':')).replace('<', '\\u003c')


def sealed(values):
    """A line with the hash of its values."""
    values = {name: value for name, value in values.items() if name not in ('line', 'signatures', 'signature')}
    values['line'] = hashlib.sha256(compact(values).encode()).hexdigest()
    return values


class Site:
    """A site with two protocols of three versions each and a manual."""

    def __init__(self, root, key=None):
        self.root = pathlib.Path(root)
        self.key = key
        self.write('site.yaml', SETTINGS
            + (f'historial:\n  claves:\n    - {{clave: {key[1]}, nombre: Registro, desde: 2025-01-01}}\n'
                if key else ''))
        self.write('protocolos/acta.md', PROTOCOL.format(title='Acta de nacimiento', code='PR-1',
            step='Pedir el certificado médico.'))
        self.write('protocolos/boda.md', PROTOCOL.format(title='Matrimonio', code='PR-2', step='Leer los artículos.'))
        self.write('puestos/archivista.md', '---\ntítulo: Archivista\n---\n\n## Objetivo\n\nGuardar los libros.\n')
        self.write('manuales/archivo.md', MANUAL)
        for number, day in ((1, '2025-01-02'), (2, '2025-06-01'), (3, '2026-02-01')):
            if number > 1:
                for name in ('acta', 'boda'):
                    self.edit(f'protocolos/{name}.md', '\n1. ', f'\n1. Saludar {number} veces.\n1. ')
            self.release('acta', 'boda', today=day)
        self.release('archivo', today='2026-02-02')

    def path(self, name):
        return self.root / 'content' / name

    def write(self, name, text):
        self.path(name).parent.mkdir(parents=True, exist_ok=True)
        self.path(name).write_text(text)

    def edit(self, name, old, new):
        text = self.path(name).read_text()
        assert old in text, (name, old)
        self.path(name).write_text(text.replace(old, new, 1))

    def run(self, command, *more, today=TODAY):
        return run(command, *more, '--site', self.root, '--today', today)

    def try_release(self, *documents, today=TODAY, effective=None, **options):
        more = [f'--{name.replace("_", "-")}{"" if value is True else f"={value}"}' for name, value in options.items()]
        if 'authorized_by' not in options:
            more.append('--authorized-by=Dirección')
        if self.key and 'key' not in options:
            more.append(f'--key={self.key[0]}')
        if effective is not False:
            more.append(f'--effective={effective or today}')
        return self.run('release', *documents, *more, today=today)

    def release(self, *documents, **options):
        done = self.try_release(*documents, **options)
        assert done.returncode == 0, done.stderr
        return done

    def lines(self, name):
        path = self.path('historial/indice') if name == 'indice' else self.path(f'historial/{name}/libro.jsonl')
        return [json.loads(line) for line in path.read_text().splitlines()]

    def put(self, name, lines):
        path = self.path('historial/indice') if name == 'indice' else self.path(f'historial/{name}/libro.jsonl')
        path.write_text(''.join(compact(line) + '\n' for line in lines))

    def rechain(self, name, lines):
        """Writes lines with new hashes that chain to one another."""
        made = []
        for line in lines:
            before = made[-1]['line'] if made else ''
            line = dict(line, previous=[before] if name == 'indice' and before else [] if name == 'indice' else before)
            made.append(sealed(line))
        self.put(name, made)
        return made


class Case(unittest.TestCase):
    key = None

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.key = cls.new_key('clave') if cls.is_signed else None
        cls.site = Site(cls.root / 'modelo', cls.key)

    is_signed = False

    @classmethod
    def new_key(cls, name):
        made = run('key', cls.root / name)
        assert made.returncode == 0, made.stderr
        return cls.root / name, made.stdout.strip()

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def copy(self):
        folder = tempfile.mkdtemp(dir=self.root)
        shutil.copytree(self.site.root, folder, dirs_exist_ok=True, symlinks=True)
        site = Site.__new__(Site)
        site.root, site.key = pathlib.Path(folder), self.key
        return site

    def holds(self, site, *more):
        found = site.run('verify', *more)
        self.assertEqual(0, found.returncode, found.stdout)
        if not any(word in ('--anchor', '--anchor-ca') for word in more):
            other = verify(site.root, '--today', TODAY, *more)
            self.assertEqual(0, other.returncode, other.stdout + other.stderr)
        return found

    def fails(self, site, words='', check=True, python=True):
        """Expects that program and verifier refuse the history, and that nothing of it is published."""
        found = site.run('verify')
        self.assertEqual(1, found.returncode, found.stdout + found.stderr)
        self.assertIn(words, found.stdout)
        if python:
            other = verify(site.root, '--today', TODAY)
            self.assertEqual(1, other.returncode, other.stdout + other.stderr)
        if check:
            self.assertEqual(1, site.run('check').returncode)
            output = site.root / 'rechazada'
            built = site.run('build', '--output', output)
            self.assertEqual(1, built.returncode, built.stderr)
            self.assertFalse((output / 'index.html').exists())


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


class Git:
    def __init__(self, root):
        self.root = root

    def __call__(self, *arguments, fails=False):
        done = subprocess.run(
            ['git', '-c', 'user.name=Ana', '-c', 'user.email=ana@ejemplo.org', '-c', 'init.defaultBranch=principal',
                *arguments],
            cwd=self.root, capture_output=True, text=True)
        assert fails or done.returncode == 0, done.stderr + done.stdout
        return done


class Authority:
    """A local time-stamping authority, made with openssl."""

    def __init__(self, folder):
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.certificate = folder / 'tsa.pem'
        (folder / 'conf').write_text(
            '[req]\ndistinguished_name=dn\nx509_extensions=ext\nprompt=no\n[dn]\nCN=Sello de prueba\n[ext]\n'
            'keyUsage=critical,digitalSignature\n'
            'extendedKeyUsage=critical,timeStamping\n[tsa]\ndefault_tsa=t\n[t]\nserial=' + str(folder / 'serie')
            + '\nsigner_cert=' + str(self.certificate)
            + '\nsigner_key=' + str(folder / 'tsa.key')
            + '\ndigests=sha256\ndefault_policy=1.2.3.4\nsigner_digest=sha256\naccuracy=secs:1\n')
        (folder / 'serie').write_text('01\n')
        self.openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', folder / 'tsa.key', '-out',
            self.certificate, '-days', '3650', '-config', folder / 'conf')

    def openssl(self, *arguments):
        subprocess.run(['openssl', *map(str, arguments)], check=True, capture_output=True)

    def answer(self, query, reply):
        self.openssl('ts', '-reply', '-config', self.folder / 'conf', '-section', 't', '-queryfile', query, '-out',
            reply)


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

    def test_a_draft_is_none_after_its_release(self):
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
