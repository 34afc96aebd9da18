"""Forgeries of the history index and of signatures."""
import hashlib
import json
import shutil

from forged import INDEXED, SIGNED, Forged, forgery, last_version
from trust_site import VERIFIER_NAMES, compact, sealed


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
