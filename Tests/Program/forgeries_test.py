"""A table of forgeries: changes that somebody with write access could make to a history. `oficio verify` and
docs/oficio_verify.py must both report each, with and without an index, signed and unsigned."""
import copy
import hashlib
import json
import pathlib
import shutil
import tempfile
import unittest
import zlib

from trust_test import FROZEN, PROTOCOL, TODAY, VERIFIER_NAMES, Git, Site, compact, run, sealed
from verifier import verify

INDEX_NAMES = ('format', 'kind', 'recorded', 'ledgers', 'previous', 'keys', 'line', 'signatures')
RECEIPT = ('document', 'title', 'ledger', 'code', 'version', 'entry', 'release', 'name', 'identity', 'date')
FIRST_FORMAT = ('n', *VERIFIER_NAMES[3:9], 'log', *VERIFIER_NAMES[15:20], 'previous', 'key', 'line', 'signature')


class Forged:
    """A copy of a history, to be forged."""

    def __init__(self, root, main, other):
        self.root, self.main, self.other = pathlib.Path(root), main, other

    def path(self, name):
        return self.root / 'content' / name

    def file(self, name):
        return self.path('historial/indice' if name == 'indice' else f'historial/{name}/libro.jsonl')

    def folder(self, name):
        return self.path(f'historial/{name}')

    def lines(self, name):
        return [json.loads(line) for line in self.file(name).read_text().splitlines()]

    def put(self, name, lines):
        self.file(name).write_text(''.join(compact(line) + '\n' for line in lines))

    def bytes(self, name, change):
        self.file(name).write_bytes(change(self.file(name).read_bytes()))

    def snapshot(self, name, place=-1):
        return self.folder(name) / [line for line in self.lines(name) if 'snapshot' in line][place]['snapshot']

    def settings(self, change):
        self.path('site.yaml').write_text(change(self.path('site.yaml').read_text()))

    def rewrite(self, name, change, index=True):
        """Changes lines of a ledger and recomputes every hash after them: ledger, index, and the index's hash in the
        settings."""
        names = [path.parent.relative_to(self.path('historial')).as_posix()
            for path in self.path('historial').rglob('libro.jsonl')]
        ledgers = {each: self.lines(each) for each in names}
        indexed = self.path('historial/indice').is_file()
        told = self.lines('indice') if indexed else []
        change(told if name == 'indice' else ledgers[name])
        hashes = {}
        for each, lines in ledgers.items():
            made, before = [], {}
            for line in lines:
                former = line['line']
                line = {key: value for key, value in line.items() if key != 'index'}
                line['previous'] = before.get(line['previous'], line['previous'])
                if 'joins' in line:
                    line['joins'] = [before.get(joined, joined) for joined in line['joins']]
                line = self.ordered(line, VERIFIER_NAMES if 'format' in line else FIRST_FORMAT)
                before[former] = line['line']
                made.append(line)
            hashes.update(before)
            self.put(each, made)
        if not indexed or not index:
            return
        made, before = [], {}
        for line in told:
            former, line = line['line'], copy.deepcopy(line)
            line['previous'] = [before.get(parent, parent) for parent in line['previous']]
            for item in line['ledgers']:
                item['head'] = hashes.get(item['head'], item['head'])
            line = self.ordered(line, INDEX_NAMES)
            before[former] = line['line']
            made.append(line)
        self.put('indice', made)
        self.settings(lambda text: text.replace(told[0]['line'][:16], made[0]['line'][:16]))

    @staticmethod
    def ordered(line, names):
        signatures = {key: line[key] for key in ('signature', 'signatures') if key in line}
        line = sealed({key: line[key] for key in sorted(line, key=lambda key: names.index(key)
            if key in names else 99)})
        return {**line, **signatures}

    def add(self, name, count=None, **values):
        """Appends a line like the last one, and the line of the index for it."""
        def change(lines):
            line = {key: value for key, value in lines[-1].items()
                    if key not in ('snapshot', 'sha256', 'content', 'records', 'log', 'reason', 'takesBack')
                    or values.get('kind', '') in ('material', 'editorial') and key != 'reason'}
            lines.append({**line, 'n': len(lines) + 1, 'line': 'new', 'previous': lines[-1]['line'], **values})
        self.rewrite(name, change, index=False)
        if self.path('historial/indice').is_file():
            lines = self.lines(name)
            told = {'ledger': name, 'lines': count or len(lines), 'head': lines[-1]['line']}
            self.rewrite('indice', lambda index: index.append({**index[-1], 'line': 'new',
                'previous': [index[-1]['line']], 'ledgers': [told]}))


FORGERIES = []


def forgery(words='', only=None, known=True):
    """Registers a forgery. only: the histories to try it on (default all). known=False: without an index it cannot be
    detected."""
    def add(act):
        FORGERIES.append((act.__name__.replace('_', ' '), act, words, only, known))
        return act
    return add


INDEXED, SIGNED = ('indexed', 'signed'), ('signed',)


# Bytes

@forgery('alterada')
def a_letter_is_another(site):
    site.bytes(site.main, lambda data: data.replace(b'"effective":"20', b'"effective":"21', 1))


@forgery('cortada')
def the_last_line_feed_is_gone(site):
    site.bytes(site.main, lambda data: data[:-1])


@forgery()
def the_last_line_is_cut(site):
    site.bytes(site.main, lambda data: data[:-40])


@forgery('alterada')
def an_empty_line_follows(site):
    site.bytes(site.main, lambda data: data + b'\n')


@forgery()
def garbage_follows(site):
    site.bytes(site.main, lambda data: data + b'\x00')


@forgery('alterada')
def lines_end_as_on_windows(site):
    site.bytes(site.main, lambda data: data.replace(b'\n', b'\r\n'))


@forgery('alterada')
def a_byte_order_mark(site):
    site.bytes(site.main, lambda data: b'\xef\xbb\xbf' + data)


@forgery()
def bytes_that_are_no_text(site):
    site.bytes(site.main, lambda data: data.replace(b'"material"', b'"mat\xe9rial"', 1))


@forgery()
def brackets_without_an_end(site):
    site.bytes(site.main, lambda data: data + b'[' * 200_000 + b'\n')


@forgery()
def a_line_of_many_megabytes(site):
    site.bytes(site.main, lambda data: data + b'{"n":' + b'9' * 20_000_000 + b'}\n')


@forgery('vacío')
def a_ledger_emptied(site):
    site.bytes(site.main, lambda data: b'')


@forgery()
def a_space_in_the_JSON(site):
    site.bytes(site.main, lambda data: data.replace(b',"kind"', b', "kind"', 1))


@forgery()
def a_letter_as_an_escape(site):
    site.bytes(site.main, lambda data: data.replace('ó'.encode(), b'\\u00f3', 1)
        if 'ó'.encode() in data else data.replace(b'material', b'mat\\u0065rial', 1))


@forgery()
def a_letter_in_another_Unicode_form(site):
    site.bytes(site.main, lambda data: data.replace('ó'.encode(), b'o\xcc\x81')
        if 'ó'.encode() in data else data.replace(b'a', b'a\xcc\x81'))


def resealed(line, change):
    """The text of a line after a change, with its hash recomputed."""
    text = change(compact({key: value for key, value in line.items()
        if key not in ('line', 'signature', 'signatures')}))
    return f'{text[:-1]},"line":"{hashlib.sha256(text.encode()).hexdigest()}"' + '}\n'


@forgery('alterada')
def a_member_is_named_twice(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text.replace('"kind"', '"version":"77","kind"', 1)).encode())


@forgery('alterada')
def a_member_that_no_line_has(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text[:-1] + ',"nota":"x"}').encode())


@forgery('alterada')
def a_number_with_a_fraction(site):
    lines = site.lines(site.main)
    site.bytes(site.main, lambda data: b''.join(data.splitlines(True)[:-1])
        + resealed(lines[-1], lambda text: text.replace(f'"n":{lines[-1]["n"]}', f'"n":{lines[-1]["n"]}.0')).encode())


# Lines

@forgery()
def the_first_line_is_gone(site):
    site.put(site.main, site.lines(site.main)[1:])


@forgery()
def a_middle_line_is_gone(site):
    lines = site.lines(site.main)
    site.put(site.main, lines[:1] + lines[2:])


@forgery(known=False)
def the_last_line_is_gone_with_its_files(site):
    lines = site.lines(site.main)
    site.put(site.main, lines[:-1])
    named = {line.get('snapshot') for line in lines[:-1]}
    if lines[-1].get('snapshot') and lines[-1]['snapshot'] not in named:
        (site.folder(site.main) / lines[-1]['snapshot']).unlink()


@forgery()
def lines_exchanged(site):
    lines = site.lines(site.main)
    site.put(site.main, [lines[1], lines[0], *lines[2:]])


@forgery()
def a_line_twice(site):
    lines = site.lines(site.main)
    site.put(site.main, lines + lines[-1:])


@forgery()
def a_line_of_another_ledger(site):
    site.put(site.main, site.lines(site.main) + site.lines(site.other)[-1:])


@forgery('aún no llega')
def recorded_in_the_future(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(recorded='2031-01-01'))


@forgery()
def a_day_that_is_none(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(effective='2026-02-30'))


@forgery()
def numbers_that_do_not_count_on(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(n=99))


def last_version(lines):
    return [line for line in lines if line['kind'] in ('material', 'editorial')][-1]


@forgery('viene después')
def a_version_twice(site):
    site.rewrite(site.main, lambda lines: last_version(lines).update(version=lines[0]['version']))


@forgery('viene después')
def a_version_with_a_zero_in_front_twice(site):
    site.rewrite(site.main, lambda lines: last_version(lines).update(version='00' + lines[0]['version']))


@forgery()
def a_kind_that_does_not_exist(site):
    site.rewrite(site.main, lambda lines: lines[-1].update(kind='amendment'))


# Files

for place in ('../x.json', '/etc/passwd', '..', '.x', 'a/b', 'a\\b', 'x\u0000'):
    @forgery()
    def a_snapshot_elsewhere(site, place=place):
        site.rewrite(site.main, lambda lines: last_version(lines).update(snapshot=place))

    @forgery()
    def an_attachment_elsewhere(site, place=place):
        site.rewrite(site.main, lambda lines: last_version(lines).update(attachment={'file': place,
            'sha256': '0' * 64}))


@forgery('fue alterada')
def a_snapshot_with_another_byte(site):
    path = site.snapshot(site.main, 0)
    path.write_bytes(path.read_bytes().replace(b'1', b'2', 1))


@forgery('falta')
def a_snapshot_deleted(site):
    site.snapshot(site.main, 0).unlink()


@forgery()
def a_snapshot_of_sixty_megabytes(site):
    site.snapshot(site.main).write_bytes(b'{' * 60_000_000)


@forgery('fue alterada')
def a_snapshot_whose_content_the_line_does_not_tell(site):
    path = site.snapshot(site.main)
    path.write_bytes(path.read_bytes().replace(b'"records":[', b'"records":[],"x":[', 1))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    site.rewrite(site.main, lambda lines: [line for line in lines if 'snapshot' in line][-1].update(sha256=digest))


@forgery('falta el libro')
def a_ledger_deleted_beside_its_snapshots(site):
    site.file(site.main).unlink()


@forgery(known=False)
def a_document_s_history_deleted(site):
    shutil.rmtree(site.folder(site.other))


@forgery('es de otro documento')
def ledgers_exchanged(site):
    (a, b) = site.folder(site.main), site.folder(site.other)
    a.rename(a.parent / 'x')
    b.rename(a)
    (a.parent / 'x').rename(b)


@forgery()
def a_ledger_copied_to_another_document(site):
    shutil.copytree(site.folder(site.main), site.folder(site.main).parent / 'copia')


@forgery()
def a_ledger_below_a_folder_of_no_type(site):
    site.path('historial/otros').mkdir()
    site.folder(site.main).rename(site.path('historial/otros') / site.folder(site.main).name)


@forgery('ningún libro nombra')
def a_file_that_no_line_names(site):
    (site.folder(site.main) / '09-0123abcd.json').write_text('{}')


@forgery('ningún libro nombra')
def a_file_among_the_types(site):
    site.path('historial/notas.txt').write_text('x')


@forgery('enlace')
def a_snapshot_behind_a_link(site):
    path = site.snapshot(site.main)
    path.rename(site.root / 'fuera.json')
    path.symlink_to(site.root / 'fuera.json')


@forgery('enlace')
def a_document_s_folder_behind_a_link(site):
    site.folder(site.main).rename(site.root / 'fuera')
    site.folder(site.main).symlink_to(site.root / 'fuera')


@forgery('no es una clave')
def a_key_that_is_none(site):
    site.settings(lambda text: text.split('\nhistorial:')[0].split('\nhistory:')[0] + '\nhistorial: {clave pública: ZZ'
        + 'ab' * 31 + '}\n')


@forgery('no la tiene')
def a_version_that_somebody_signed_for(site):
    line = json.loads((FROZEN / 'abierto/acuses/registro.jsonl').read_text().splitlines()[0])
    receipt = {**line['receipt'], 'release': '0' * 64}
    receipt['sum'] = f'{zlib.crc32(chr(10).join(str(receipt[name]) for name in RECEIPT).encode()):08x}'
    line = {**line, 'receipt': receipt, 'line': ''}
    line['line'] = hashlib.sha256(compact({name: value for name, value in line.items()
        if name != 'line'}).encode()).hexdigest()
    (site.root / 'acuses').mkdir(exist_ok=True)
    (site.root / 'acuses/registro.jsonl').write_text(compact(line) + '\n')


@forgery()
def a_line_of_the_second_format_where_no_index_is(site):
    site.path('historial/indice').unlink(missing_ok=True)

    def change(lines):
        lines[-1] = {'format': 2, 'document': (lines[0].get('records') or ['x'])[0], **lines[-1]}
    site.rewrite(site.main, change)


# Index

@forgery('falta el índice', INDEXED)
def the_index_deleted(site):
    site.path('historial/indice').unlink()


@forgery('falta el índice', INDEXED)
def the_index_deleted_and_its_name_with_it(site):
    site.path('historial/indice').unlink()
    site.settings(lambda text: ''.join(line for line in text.splitlines(True) if not line.startswith('índice')))


@forgery('falta el índice', INDEXED)
def everything_deleted(site):
    shutil.rmtree(site.path('historial'))


@forgery('vacío', INDEXED)
def the_index_emptied(site):
    site.bytes('indice', lambda data: b'')


@forgery('', INDEXED)
def the_index_cut_to_its_first_line(site):
    site.bytes('indice', lambda data: data.splitlines(True)[0])


@forgery('', INDEXED)
def the_index_without_its_last_line(site):
    site.bytes('indice', lambda data: b''.join(data.splitlines(True)[:-1]))


@forgery('', INDEXED)
def a_line_of_the_index_taken_out(site):
    site.rewrite('indice', lambda index: index.pop(1))


@forgery('no es el índice', INDEXED)
def the_index_rewritten(site):
    settings = site.path('site.yaml').read_text()
    site.rewrite('indice', lambda index: index[0].update(recorded='2024-12-31'))
    site.path('site.yaml').write_text(settings)


@forgery('', INDEXED)
def the_index_begun_anew(site):
    heads = {name: site.lines(name) for name in (site.main, site.other)}
    told = [{'ledger': name, 'lines': len(lines), 'head': lines[-1]['line']} for name, lines in sorted(heads.items())]
    line = sealed({'format': 'oficio-indice-1', 'kind': 'start', 'recorded': '2026-05-01', 'ledgers': told,
        'previous': []})
    site.put('indice', [line])
    site.settings(lambda text: ''.join(line for line in text.splitlines(True) if not line.startswith('índice'))
        + f'índice del historial: "{line["line"][:16]}"\n')


for lines in (0, -1, 99, 2 ** 63, 2 ** 64):
    @forgery('', INDEXED)
    def another_number_of_lines(site, lines=lines):
        site.rewrite('indice', lambda index: index[-1]['ledgers'][0].update(lines=lines))


@forgery('', INDEXED)
def fewer_lines_than_there_were(site):
    site.rewrite('indice', lambda index: [item.update(lines=1) for line in index[1:] for item in line['ledgers']])


@forgery('', INDEXED)
def another_head(site):
    site.rewrite('indice', lambda index: index[-1]['ledgers'][0].update(head='0' * 64))


@forgery('', INDEXED)
def a_ledger_of_the_index_elsewhere(site):
    site.rewrite('indice', lambda index: index[-1]['ledgers'][0].update(ledger='../../fuera'))


@forgery('aún no llega', INDEXED)
def the_index_recorded_in_the_future(site):
    site.rewrite('indice', lambda index: index[-1].update(recorded='2031-01-01'))


@forgery('', INDEXED)
def the_index_recorded_backwards(site):
    site.rewrite('indice', lambda index: index[-1].update(recorded='2025-01-03'))


@forgery('', INDEXED)
def a_second_beginning_among_the_lines(site):
    site.rewrite('indice', lambda index: index[1].update(kind='start'))


@forgery('el índice no conoce', INDEXED)
def a_line_that_the_index_does_not_know(site):
    lines = site.lines(site.main)
    line = {key: value for key, value in lines[-1].items() if key not in ('keys', 'takesBack', 'reason')}
    line.update(n=lines[-1]['n'] + 1, kind='withdrawal', version=last_version(lines)['version'], effective='2027-05-01',
        previous=lines[-1]['line'])
    site.put(site.main, lines + [Forged.ordered(line, VERIFIER_NAMES)])


@forgery('', INDEXED)
def last_lines_dropped_from_ledger_and_index(site):
    """The other document's ledger loses a line, and the index the line about it; all other lines stay."""
    dropped = site.lines(site.other)[-1]
    site.put(site.other, site.lines(site.other)[:-1])
    for file in {dropped.get('snapshot')} - {line.get('snapshot') for line in site.lines(site.other)}:
        (site.folder(site.other) / file).unlink(missing_ok=True)
    kept = [line for line in site.lines('indice') if all(item['head'] != dropped['line'] for item in line['ledgers'])]
    site.put('indice', kept)


# Lines that no release writes, with all hashes recomputed

@forgery('', INDEXED)
def a_withdrawal_of_what_is_withdrawn(site):
    site.add(site.other, kind='withdrawal', effective='2027-01-01', log=['x'])
    site.add(site.other, kind='withdrawal', effective='2027-02-01', log=['x'])


@forgery('', INDEXED)
def a_reinstatement_of_what_is_not_withdrawn(site):
    site.add(site.other, kind='reinstatement', reason='x', takesBack=1)


@forgery('', INDEXED)
def a_version_after_the_end(site):
    site.add(site.other, kind='withdrawal', effective='2026-05-01', recorded='2026-05-01', log=['x'])
    version = last_version(site.lines(site.other))
    site.add(site.other, **{**{key: version[key] for key in ('snapshot', 'sha256', 'content', 'records', 'log')},
                            'kind': 'material', 'version': '50', 'effective': '2026-06-01',
                            'recorded': '2026-06-01'})


@forgery('', INDEXED)
def an_annulment_of_what_is_in_force(site):
    lines = site.lines(site.other)
    site.add(site.other, kind='annulment', version=lines[-1]['version'], effective='2026-05-01', recorded='2026-05-01',
        reason='x', takesBack=last_version(lines)['n'])


@forgery('', INDEXED)
def an_annulment_without_a_reason(site):
    site.rewrite(site.main, lambda lines: [line.pop('reason') for line in lines if line['kind'] == 'annulment'])


@forgery('', INDEXED)
def an_annulment_of_another_line(site):
    site.rewrite(site.main, lambda lines: [line.update(takesBack=1) for line in lines if line['kind'] == 'annulment'])


@forgery('', INDEXED)
def a_version_that_takes_effect_before_the_last(site):
    def change(lines):
        last_version(lines)['effective'] = '2020-01-01'
    site.rewrite(site.other, change)


@forgery('', INDEXED)
def a_version_without_content(site):
    site.rewrite(site.other, lambda lines: [last_version(lines).pop(name)
        for name in ('snapshot', 'sha256', 'content', 'records')])


@forgery('', INDEXED)
def a_snapshot_of_another_version(site):
    def change(lines):
        for name in ('snapshot', 'sha256', 'content', 'records'):
            last_version(lines)[name] = lines[0][name]
    site.rewrite(site.other, change)


@forgery('', INDEXED)
def an_erratum_that_corrects_nothing(site):
    site.rewrite('manuales/archivo', lambda lines: [line.pop('corrections') for line in lines
        if line['kind'] == 'erratum'])


@forgery('alterada', INDEXED)
def an_erratum_altered(site):
    site.bytes('manuales/archivo', lambda data: data.replace(b'Rosa I.', b'Rosa O.'))


@forgery('alterada', INDEXED)
def an_act_altered(site):
    site.bytes(site.main, lambda data: data.replace('Resolución 1'.encode(), 'Resolución 2'.encode()))


@forgery('fue alterado', INDEXED)
def the_file_of_an_act_altered(site):
    path = next(site.folder(site.main).glob('acto-*'))
    path.write_bytes(path.read_bytes() + b'\n')


@forgery('falta', INDEXED)
def the_file_of_an_act_deleted(site):
    next(site.folder(site.main).glob('acto-*')).unlink()


@forgery('', INDEXED)
def a_member_that_lines_of_the_kind_do_not_have(site):
    site.rewrite(site.other, lambda lines: last_version(lines).update(successor='protocol/acta'))


@forgery('', INDEXED)
def a_format_older_than_the_line_above(site):
    def change(lines):
        for name in ('format', 'document', 'act', 'index'):
            lines[-1].pop(name, None)
    site.rewrite(site.other, change)


@forgery('', INDEXED)
def a_line_that_names_another_document(site):
    site.rewrite('protocolos/unido', lambda lines: [line.update(document='protocol/boda') for line in lines
        if line['kind'] == 'join'])


@forgery('', INDEXED)
def characters_that_turn_the_text(site):
    site.rewrite(site.other, lambda lines: last_version(lines).update(authorized=['Dirección\u202egeneral']))


# Branches

@forgery('', INDEXED)
def a_join_that_sets_the_last_version_aside(site):
    lines = site.lines(site.other)
    site.add(site.other, kind='join', previous=lines[-2]['line'], joins=[lines[-1]['line']],
        version=lines[-2]['version'])


@forgery('dos ramas', INDEXED)
def a_join_taken_out(site):
    def change(lines):
        lines[:] = [line for line in lines if line['kind'] != 'join']
    site.rewrite('protocolos/unido', change)


@forgery('', INDEXED)
def a_join_that_keeps_the_other_branch(site):
    lines = site.lines('protocolos/unido')
    join = next(line for line in lines if line['kind'] == 'join')
    site.put('protocolos/unido', [Forged.ordered({**line, 'previous': join['joins'][0], 'joins': [join['previous']]},
        VERIFIER_NAMES) if line is join else line for line in lines])


@forgery('alterada', INDEXED)
def a_line_set_aside_is_altered(site):
    site.bytes('protocolos/unido', lambda data: data.replace(b'De Ana', b'De Eva'))


@forgery('falta', INDEXED)
def a_snapshot_set_aside_is_deleted(site):
    lines = site.lines('protocolos/unido')
    aside = next(line for line in lines if 'De Ana' in str(line.get('log')))
    (site.folder('protocolos/unido') / aside['snapshot']).unlink()


# Signatures

@forgery('firma', SIGNED)
def a_signature_taken_off(site):
    lines = site.lines(site.main)
    del lines[0]['signatures']
    site.put(site.main, lines)


@forgery('', SIGNED)
def every_signature_taken_off(site):
    site.rewrite(site.main, lambda lines: [line.pop(name, None) for line in lines for name in ('keys', 'signatures')])


@forgery('firma', SIGNED)
def signatures_exchanged(site):
    lines = site.lines('indice')
    lines[0]['signatures'], lines[1]['signatures'] = lines[1]['signatures'], lines[0]['signatures']
    site.put('indice', lines)


@forgery('', SIGNED)
def a_signature_in_capitals(site):
    site.bytes(site.main,
        lambda data: data.replace(json.loads(data.splitlines()[0])['signatures'][0]['signature'].encode(),
                                                    json.loads(data.splitlines()[0])['signatures'][0][
                                                        'signature'].upper().encode()))


@forgery('', SIGNED)
def a_second_signature_of_somebody_else(site):
    lines = site.lines(site.main)
    lines[0]['signatures'].append({'key': 'ab' * 32, 'signature': 'cd' * 64})
    site.put(site.main, lines)


@forgery('', SIGNED)
def a_key_of_zeros(site):
    """An Ed25519 public key of small order accepts signatures that nobody made."""
    lines = site.lines(site.main)
    site.put(site.main, lines[:-1] + [{**sealed({**lines[-1], 'keys': ['00' * 32]}),
        'signatures': [{'key': '00' * 32, 'signature': '01' + '00' * 63}]}])
    site.settings(lambda text: text.replace('claves:\n', 'claves:\n    - {clave: "' + '00' * 32 + '"}\n', 1))


@forgery('no es el índice', INDEXED)
def a_name_of_the_index_that_is_none(site):
    site.settings(lambda text: ''.join(line for line in text.splitlines(True) if not line.startswith('índice'))
        + 'índice del historial: {x: y}\n')


@forgery('', SIGNED)
def the_key_taken_out_of_the_settings(site):
    site.settings(lambda text: text.split('historial:')[0]
        + ''.join(line for line in text.splitlines(True) if line.startswith('índice')))


@forgery('', SIGNED)
def the_key_counts_from_later(site):
    site.settings(lambda text: text.replace('desde: 2025-01-01', 'desde: 2026-02-01'))


@forgery('firma', SIGNED)
def the_key_was_revoked_before(site):
    site.settings(lambda text: text.replace('desde: 2025-01-01', 'desde: 2025-01-01, revocada: 2026-02-15'))


@forgery('firma', SIGNED)
def an_unsigned_line_of_a_day_before_the_key(site):
    site.add(site.other, kind='withdrawal', recorded='2024-12-31', effective='2027-01-01', log=['x'])


@forgery('firma', SIGNED)
def an_unsigned_document_in_a_branch_of_the_index(site):
    """A ledger and a branch of the index that begins with it, both dated before the key counts."""
    name = 'protocolos/ajeno'
    shutil.copytree(site.folder(site.other), site.folder(name))
    site.path('protocolos/ajeno.md').write_text(site.path('protocolos/boda.md').read_text().replace('PR-2', 'PR-7'))
    first = site.lines(site.other)[0]
    path = site.folder(name) / first['snapshot']
    path.write_text(path.read_text().replace('protocol/boda', 'protocol/ajeno').replace('"id":"boda"', '"id":"ajeno"'))
    content = hashlib.sha256(compact(json.loads(path.read_text())['content']).encode()).hexdigest()
    line = {key: value for key, value in first.items() if key not in ('keys', 'signatures', 'index')}
    line.update(document='protocol/ajeno', records=['protocol/ajeno'], recorded='2024-12-30',
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(), content=content)
    for file in site.folder(name).iterdir():
        if file != path:
            file.unlink()
    site.put(name, [Forged.ordered(line, VERIFIER_NAMES)])
    told = [{'ledger': name, 'lines': 1, 'head': site.lines(name)[0]['line']}]
    start = sealed({'format': 'oficio-indice-1', 'kind': 'start', 'recorded': '2024-12-30', 'ledgers': told,
        'previous': []})
    site.bytes('indice', lambda data: data + (compact(start) + '\n').encode())


# Marks of what is internal

def mark(lines):
    """The place of the line that records a mark."""
    return next(place for place, line in enumerate(lines) if line['kind'] == 'mark')


@forgery('', INDEXED)
def a_mark_removed(site):
    site.rewrite('protocolos/caja', lambda lines: lines.pop(mark(lines)))


@forgery('falta', INDEXED)
def the_snapshot_of_a_mark_deleted(site):
    lines = site.lines('protocolos/caja')
    (site.folder('protocolos/caja') / lines[mark(lines)]['snapshot']).unlink()


@forgery('', INDEXED)
def what_a_mark_withholds_is_removed(site):
    lines = site.lines('protocolos/caja')
    path = site.folder('protocolos/caja') / lines[mark(lines)]['snapshot']
    value = json.loads(path.read_text())
    assert value.pop('withheld')
    path.write_text(compact(value) + '\n')


@forgery('', INDEXED)
def what_a_mark_withholds_is_removed_and_its_line_sealed(site):
    lines = site.lines('protocolos/caja')
    place = mark(lines)
    path = site.folder('protocolos/caja') / lines[place]['snapshot']
    value = json.loads(path.read_text())
    assert value.pop('withheld')
    path.write_text(compact(value) + '\n')
    lines[place] = {**sealed({**lines[place], 'sha256': hashlib.sha256(path.read_bytes()).hexdigest()}),
        **{key: lines[place][key] for key in ('signatures',) if key in lines[place]}}
    site.put('protocolos/caja', lines)


@forgery('', INDEXED)
def a_mark_moved_behind_a_version(site):
    def change(lines):
        place = mark(lines)
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    site.rewrite('protocolos/caja', change)


@forgery('', INDEXED)
def a_mark_twice(site):
    site.bytes('protocolos/caja', lambda data: data + data.splitlines(True)[mark(site.lines('protocolos/caja'))])


@forgery('', INDEXED)
def a_mark_without_a_snapshot(site):
    site.add('protocolos/caja', kind='mark')


@forgery('', INDEXED)
def a_mark_of_a_version_that_there_is_not(site):
    def change(lines):
        lines[mark(lines)]['version'] = '99'
    site.rewrite('protocolos/caja', change)


@forgery('', INDEXED)
def a_mark_that_takes_effect_later(site):
    def change(lines):
        lines[mark(lines)]['effective'] = '2027-01-01'
    site.rewrite('protocolos/caja', change)


@forgery('', INDEXED)
def a_mark_with_rows_of_the_log(site):
    def change(lines):
        lines[mark(lines)]['log'] = ['x']
    site.rewrite('protocolos/caja', change)


class Forgeries(unittest.TestCase):
    """Tries every forgery of the table on each history that it applies to."""

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = pathlib.Path(cls.folder.name)
        cls.key = cls.root / 'clave', run('key', cls.root / 'clave').stdout.strip()
        cls.models = {'indexed': cls.made('indexed', None), 'signed': cls.made('signed', cls.key)}
        for name, main, other in (('abierto', 'protocolos/constancia', 'protocolos/pago'),
                ('firmado', 'estandares/wait', 'protocolos/year-end')):
            cls.models[name] = Forged(FROZEN / name, main, other)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def made(cls, name, key):
        """A site with every kind of line, including a branch that was set aside."""
        site = Site(cls.root / name, key)
        site.edit('manuales/archivo.md', 'Rosa Ibáñez', 'Rosa I.')
        site.release('archivo', today='2026-03-01', erratum=True, effective=False, reason='Se copió mal.')
        act = cls.root / 'acto.pdf'
        act.write_bytes(b'%PDF-1.4 acto\n')
        site.edit('protocolos/acta.md', 'certificado', 'certificado médico')
        site.release('acta', today='2026-03-02', effective='2027-03-02', act='Resolución 1', act_date='2026-03-01',
            act_file=act)
        site.release('acta', today='2026-03-03', effective=False, annul=True, reason='La fecha estaba mal.')
        site.release('boda', today='2026-03-04', withdraw=True, effective='2026-03-05', note='Ya no se hace.')
        site.release('boda', today='2026-03-06', reinstate=True, reason='Sí se hace.')
        site.write('protocolos/unido.md', PROTOCOL.format(title='Unión', code='PR-4', step='Leer los artículos.'))
        site.release('unido', today='2026-03-07')
        site.write('protocolos/caja.md', PROTOCOL.format(
            title='Caja', code='PR-5', step='Leer la clave.\n1. Abrir la caja fuerte con la clave de la semana'
        ).replace('código', 'acceso: público\ncódigo', 1))
        site.release('caja', today='2026-03-07')
        site.edit('protocolos/caja.md', '1. Abrir la caja fuerte con la clave de la semana', '')
        site.write('paginas/claves.md', '---\ntítulo: Claves\nacceso: interno\n---\n\n'
                   'Abrir la caja fuerte con la clave de la semana.\n')
        keys = ['--key', key[0]] if key else []
        done = site.run('release', 'caja', '--mark-internal', *keys, today='2026-03-07')
        assert done.returncode == 0, done.stderr
        site.release('caja', today='2026-03-08')
        git = Git(site.root)
        git('init', '-q')
        git('add', '-A')
        git('commit', '-qm', 'base')
        for person in ('Ana', 'Luis'):
            git('checkout', '-q', '-b', person, 'principal')
            site.edit('protocolos/unido.md', '\n1. ', f'\n1. De {person}.\n1. ')
            site.release('unido', today='2026-03-08')
            git('add', '-A')
            git('commit', '-qm', person)
        git('merge', '--no-edit', 'Ana', fails=True)
        git('checkout', '--ours', 'content/protocolos/unido.md')
        kept = next(line for line in site.lines('protocolos/unido') if 'De Luis' in str(line.get('log')))
        done = site.run('repair', '--keep', kept['line'][:8], *(['--key', key[0]] if key else []), today='2026-03-09')
        assert done.returncode == 0, done.stderr
        shutil.rmtree(site.root / '.git')
        return Forged(site.root, 'protocolos/acta', 'protocolos/boda')

    def copy(self, name):
        model = self.models[name]
        folder = pathlib.Path(tempfile.mkdtemp(dir=self.root)) / 'sitio'
        shutil.copytree(model.root, folder)
        return Forged(folder, model.main, model.other)

    def verdicts(self, site):
        program = run('verify', '--site', site.root, '--today', TODAY)
        return program, verify(site.root, '--today', TODAY)

    def test_the_models_hold(self):
        for name in self.models:
            program, verifier = self.verdicts(self.copy(name))
            self.assertEqual((0, 0), (program.returncode, verifier.returncode), program.stdout + verifier.stdout
                + verifier.stderr)

    def test_there_are_many(self):
        self.assertGreaterEqual(len(FORGERIES), 80)

    def check(self, kind, *tables):
        for name, act, words, only, known in FORGERIES:
            if only not in tables:
                continue
            site = self.copy(kind)
            before = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
            act(site)
            after = {path: path.read_bytes() for path in site.root.rglob('*') if path.is_file()}
            program, verifier = self.verdicts(site)
            shutil.rmtree(site.root.parent)
            # Without an index, a missing document or missing last lines of a ledger cannot be detected.
            expected = 1 if known or kind in INDEXED else 0
            with self.subTest(forgery=name, history=kind):
                self.assertNotEqual(before, after, 'the forgery changes nothing')
                self.assertEqual((expected, expected), (program.returncode, verifier.returncode), program.stdout
                    + program.stderr + verifier.stdout + verifier.stderr)
                if expected and kind in INDEXED:
                    self.assertIn(words, program.stdout)

    def test_a_history_with_an_index(self):
        self.check('indexed', None, INDEXED)

    def test_a_signed_history_with_an_index(self):
        self.check('signed', SIGNED)

    def test_a_history_without_an_index(self):
        self.check('firmado', None)

    def test_nothing_of_a_forged_history_is_published(self):
        """One forgery of each file; trust_test.py checks the same for many more."""
        for act in (recorded_in_the_future, the_index_deleted, a_snapshot_deleted, a_line_that_the_index_does_not_know,
                a_snapshot_behind_a_link):
            site = self.copy('indexed')
            act(site)
            self.assertEqual(1, run('check', '--site', site.root, '--today', TODAY).returncode, act.__name__)
            output = site.root / 'salida'
            self.assertEqual(1, run('build', '--site', site.root, '--output', output, '--today', TODAY).returncode,
                act.__name__)
            self.assertFalse((output / 'index.html').exists(), act.__name__)

    def test_a_witness_of_another_history(self):
        """A history that is rewritten whole is consistent; only a witness kept elsewhere shows the forgery."""
        site = self.copy('signed')
        digest = run('verify', '--digest', '--site', site.root, '--today', TODAY).stdout.split()[0]
        other = self.root / 'otra'
        other_key = self.root / 'otra-clave', run('key', self.root / 'otra-clave').stdout.strip()
        Site(other, other_key)
        trusted = self.root / 'de-confianza'
        trusted.write_text(self.key[1] + ' Registro\n')
        self.assertEqual(0, run('verify', '--site', other, '--today', TODAY).returncode)
        for more in (['--expect', digest], ['--trust', trusted]):
            program = run('verify', '--site', other, '--today', TODAY, *more)
            verifier = verify(other, '--today', TODAY, *more)
            self.assertEqual((1, 1), (program.returncode, verifier.returncode), more)
            program = run('verify', '--site', site.root, '--today', TODAY, *more)
            verifier = verify(site.root, '--today', TODAY, *more)
            self.assertEqual((0, 0), (program.returncode, verifier.returncode), program.stdout + verifier.stdout)


if __name__ == '__main__':
    unittest.main()
