"""Forgeries of recorded releases: withdrawals, annulments, errata, acts, joins, marks."""
import hashlib
import json

from forged import INDEXED, Forged, forgery, last_version
from trust_site import VERIFIER_NAMES, compact, sealed


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
