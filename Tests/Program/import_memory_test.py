"""What `oficio import` needs of memory for hostile and damaged files: it runs under a limit of the kernel, is never
ended by it, and its largest resident size stays below a bound.

The limit is on address space, which counts what is reserved and not only what is used; the program and what it starts
(poppler, qpdf) have it. OFICIO_MUTATIONS says how many damaged files of each format (6), OFICIO_SEED where they
begin."""
import io
import os
import pathlib
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

import environment
import update_test

MEGABYTE = 1 << 20
# Address space, and resident size, in bytes.
LIMIT = 2048 * MEGABYTE
BOUND = 400 * MEGABYTE
# The attributes of one element, which libxml2 compares with each other.
ATTRIBUTES = 100_000
# The files that are refused, with words of the message.
REFUSED = {
    'atributos.docx': 'tiene más de 1000 atributos', 'espacios.docx': 'tiene más de 1000 atributos',
    'atributos.html': 'tiene más de 1000 atributos', 'nombres.html': 'tiene más de 1000 atributos',
    'elementos.docx': 'tiene más de 750000 elementos', 'parrafos.docx': 'más de 100000 párrafos o celdas con texto',
    'celdas.csv': 'más de 100000 párrafos o celdas con texto'}
COUNT = environment.number('MUTATIONS', 6)
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
T = 'http://schemas.openxmlformats.org/package/2006/content-types'


def packed(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document(body):
    """A DOCX with a main text and nothing else."""
    kind = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
    return packed({
        '[Content_Types].xml': f'<Types xmlns="{T}"><Override PartName="/word/document.xml" '
            f'ContentType="{kind}"/></Types>',
        'word/document.xml': body})


def workbook(rows):
    """An XLSX of one sheet."""
    base = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    return packed({
        '[Content_Types].xml': f'<Types xmlns="{T}"><Override PartName="/xl/workbook.xml" '
            f'ContentType="{base}sheet.main+xml"/>'
                               f'<Override PartName="/xl/worksheets/sheet1.xml" '
                                   f'ContentType="{base}worksheet+xml"/></Types>',
        'xl/workbook.xml': f'<workbook xmlns="{S}" xmlns:r="{R}"><sheets><sheet name="Hoja" sheetId="1" '
            f'r:id="r1"/></sheets>'
                           '</workbook>',
        'xl/_rels/workbook.xml.rels': '<Relationships '
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                                      f'<Relationship Id="r1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>'
                                      '</Relationships>',
        'xl/worksheets/sheet1.xml': f'<worksheet xmlns="{S}"><sheetData>{rows}</sheetData></worksheet>'})


def pdf(pages, stream=None):
    """A PDF of pages with some lines of text each; `stream` replaces the compressed content of all."""
    objects = ['<< /Type /Catalog /Pages 2 0 R >>', None, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>']
    kids = []
    for number in range(pages):
        text = stream or ('BT /F1 11 Tf 60 780 Td 14 TL ' + ' '.join(
            f'(Codigo: PR-{number} Objetivo: ordenar el archivo {line}.) Tj T*' for line in range(20)) + ' ET').encode()
        content = zlib.compress(text) if stream is None else stream
        kids.append(f'{len(objects) + 1} 0 R')
        objects.append('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> '
                       f'/Contents {len(objects) + 2} 0 R >>')
        objects.append((f'<< /Length {len(content)} /Filter /FlateDecode >>', content))
    objects[1] = f'<< /Type /Pages /Kids [{" ".join(kids)}] /Count {pages} >>'
    out, places = bytearray(b'%PDF-1.5\n'), []
    for number, value in enumerate(objects, 1):
        places.append(len(out))
        head, content = value if isinstance(value, tuple) else (value, None)
        out += f'{number} 0 obj\n{head}\n'.encode()
        if content is not None:
            out += b'stream\n' + content + b'\nendstream\n'
        out += b'endobj\n'
    table = len(out)
    out += f'xref\n0 {len(objects) + 1}\n0000000000 65535 f \n'.encode()
    out += b''.join(f'{place:010} 00000 n \n'.encode() for place in places)
    out += f'trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n'.encode()
    return bytes(out)


def hostile():
    """Files that ask for more memory than any document needs, by name."""
    paragraph = '<w:p><w:r><w:t>Objetivo del puesto</w:t></w:r></w:p>'
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="60000"/></w:tcPr><w:p/></w:tc>'
    wrap = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
    entities = '<!DOCTYPE r [<!ENTITY a "' + 'a' * 1000 + '">' + ''.join(
        f'<!ENTITY a{n} "' + f'&a{n - 1 or ""};' * 10 + '">' for n in range(1, 12)) + ']>'
    attributes = ' '.join(f'a{number}="1"' for number in range(ATTRIBUTES))
    far = ''.join(f'<row r="{row}"><c r="XFD{row}" t="inlineStr"><is><t>fin</t></is></c></row>'
                  for row in range(1, 1048577, 40_000))
    return {
        'bomba.docx': document(b' ' * (400 * MEGABYTE)),
        'muchos.docx': document(wrap.format(paragraph * 6_000)),
        'hondo.docx': document(wrap.format('<w:tbl><w:tr><w:tc>' * 3000 + paragraph + '</w:tc></w:tr></w:tbl>' * 3000)),
        'ancho.docx': document(wrap.format('<w:tbl>' + f'<w:tr>{cell * 50}</w:tr>' * 400 + '</w:tbl>' + paragraph)),
        'entidades.docx': document(entities + wrap.format('<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>')),
        'lejos.xlsx': workbook(far),
        'repetido.ods': packed({
            'mimetype': 'application/vnd.oasis.opendocument.spreadsheet',
            'content.xml': '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                           'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
                           'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
                           '<office:spreadsheet><table:table table:name="a"><table:table-row '
                           'table:number-rows-repeated="1048576"><table:table-cell '
                           'table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
                           '</table:table-row></table:table></office:spreadsheet></office:body>'
                           '</office:document-content>'}),
        'celdas.html': b'<table><tr><td rowspan=65000 colspan=1000>a<td rowspan=65000 colspan=1000>b</table>',
        # Each cell pushes those of the next row to the right.
        'escalera.html': b'<table>' + b'<tr><td rowspan=65000 colspan=1000>a' * 2000,
        'hondo.html': b'<div>' * 200_000 + b'hola',
        'ancho.csv': (';' * 2000 + '\n').encode() * 1000,
        'atributos.docx': document(wrap.format('<w:p ' + attributes + '>' + '</w:p>' + paragraph)),
        'espacios.docx': document(wrap.format('<w:p ' + ' '.join(
            f'xmlns:a{n}="u"' for n in range(ATTRIBUTES)) + '/>' + paragraph)),
        'atributos.html': f'<p {attributes}>Hola</p>'.encode(),
        'nombres.html': ('<p ' + ' '.join(f'a{n}' for n in range(ATTRIBUTES)) + '>Hola</p>').encode(),
        'elementos.docx': document(wrap.format('<w:p/>' * 800_000)),
        'parrafos.docx': document(wrap.format('<w:p/>' * 200_000)),
        'celdas.csv': b'cajero;caja;uno;dos;tres;cuatro\n' * 100_000,
        'paginas.pdf': pdf(60),
        'bomba.pdf': pdf(1, zlib.compress(b' ' * (60 * MEGABYTE))),
    }


def mutated(content, generator):
    """The bytes of a file with a few changes: in a part of a package, anywhere in another file."""
    parts = None
    if content[:2] == b'PK':
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        name = generator.choice([name for name in parts if name.endswith('.xml')])
        content = parts[name]
    content = bytearray(content)
    for _ in range(generator.randint(1, 5)):
        start = generator.randrange(len(content))
        end = min(len(content), start + generator.randint(1, 400))
        kind = generator.randrange(5)
        if kind == 0:
            del content[start:end]
        elif kind == 1:
            content[start:start] = content[start:end] * generator.randint(1, 2000)
        elif kind == 2:
            content[start] = generator.randrange(256)
        elif kind == 3:
            content[start:start] = generator.choice([b'99999999', b'-1', b'4294967296', b'</', b'>>', b'endobj'])
        else:
            del content[max(start, 1):]
    if parts is None:
        return bytes(content)
    parts[name] = bytes(content)
    return packed(parts)


class ImportMemory(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        (self.folder / 'site/content').mkdir(parents=True)
        (self.folder / 'site/content/site.yaml').write_text('institución: Archivo Municipal\n')
        self.files = self.folder / 'archivos'
        self.files.mkdir()

    def run_limited(self, *paths, limit=LIMIT, timeout=240):
        """Runs a trial import under the limit. Returns the result and the largest resident size in bytes."""
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                [update_test.PROGRAM, 'import', *map(str, paths), '--site', self.folder / 'site', '--dry-run',
                 '--report', self.folder / 'informe'], stdout=out, stderr=subprocess.STDOUT,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            return process.returncode, out.read().decode(errors='replace'), usage.ru_maxrss * 1024

    def check(self, what, *paths):
        status, out, size = self.run_limited(*paths)
        self.assertIn(status, (0, 1), f'{what}: {out[-2000:]}')
        self.assertLess(size, BOUND, f'{what}: {size // MEGABYTE} MiB')
        return size, out

    def test_the_limit_ends_a_program_that_needs_more(self):
        """The test can fail: what a usual import needs is refused under a limit that is too low for it."""
        path = self.files / 'uno.docx'
        path.write_bytes(hostile()['muchos.docx'])
        status, _, _ = self.run_limited(path, limit=100 * MEGABYTE)
        self.assertNotIn(status, (0, 1))

    def test_hostile_files(self):
        sizes = {}
        for name, content in hostile().items():
            path = self.files / name
            path.write_bytes(content)
            with self.subTest(name):
                sizes[name], out = self.check(name, path)
                if name in REFUSED:
                    self.assertIn(REFUSED[name], ' '.join(out.split()))
        figures = ', '.join(f'{name} {size // MEGABYTE}' for name, size in sizes.items())
        print(f'largest resident size, MiB: {figures}', file=sys.stderr)

    def test_what_is_read_all_the_same(self):
        """Many attributes within the limit, and what looks like a tag in comments, CDATA, values and scripts."""
        words = ' '.join(f'a{number}' for number in range(2_000))
        text = 'Objetivo del puesto'
        run = f'<w:r><w:t>{text}</w:t></w:r>'
        wrap = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'
        attributes = ' '.join(f'a{number} = "1"' for number in range(1_000))
        for name, content in {
            'muchos.docx': document(wrap.format(f'<w:p {attributes}>{run}</w:p>')),
            'comentario.docx': document(wrap.format(f'<!-- <a {words} --><w:p>{run}</w:p>')),
            'cdata.docx': document(wrap.format(f'<w:p><w:r><w:t><![CDATA[<a {words}]]></w:t></w:r>{run}</w:p>')),
            'valor.docx': document(wrap.format(f'<w:p a="{words}">{run}</w:p>')),
            'guion.html': f'<script>if (a<b {words})</script><p>{text}</p>'.encode(),
            'texto.html': f'<p>{text} 3 < {words}</p>'.encode(),
        }.items():
            path = self.files / name
            path.write_bytes(content)
            with self.subTest(name):
                status, out, _ = self.run_limited(path)
                self.assertEqual(status, 0, out)

    def test_damaged_files(self):
        generator = random.Random(environment.SEED)
        whole = {'a.pdf': pdf(4), 'a.xlsx': workbook(''.join(
            f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>Código {row}</t></is></c><c '
                f'r="B{row}"><v>{row}</v></c></row>'
            for row in range(1, 40)))}
        for name, document in (('a.docx', 'reclamo-queja'), ('b.docx', 'agente-ventanilla'), ('a.odt', 'fe-de-vida')):
            path = self.folder / name
            result = update_test.run('export', path.suffix[1:], document, '--site', environment.ROOT, '--output', path,
                                     '--today', update_test.TODAY)
            self.assertEqual(result.returncode, 0, result.stderr)
            whole[name] = path.read_bytes()
        for name, content in whole.items():
            for number in range(COUNT):
                (self.files / f'{number}-{name}').write_bytes(mutated(content, generator))
        size, out = self.check('damaged files', self.files)
        self.assertRegex(out, rf'\b{len(whole) * COUNT} archivos')
        print(f'{len(whole) * COUNT} damaged files: largest resident size {size // MEGABYTE} MiB', file=sys.stderr)


if __name__ == '__main__':
    unittest.main()
