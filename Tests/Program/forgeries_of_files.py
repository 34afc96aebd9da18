"""Forgeries of the files of a history: snapshots, folders, links, keys."""
import hashlib
import json
import shutil
import zlib

from forged import RECEIPT, forgery, last_version
from trust_site import FROZEN, compact


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
