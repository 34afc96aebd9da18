"""Access marks outlive the sources that carried them; ledgers, pictures and addresses name nothing internal; attached
files lose their metadata."""
import io
import json
import struct
import subprocess
import unittest
import zipfile
import zlib

from privacy_test import DOCUMENT, TODAY, Site

STEPS = '## Pasos\n\n1. Saludar a quien llega.\n'
CONTROL = 'versión: "01"\nvigencia: 2026-01-01\n'


def chunk(kind, content):
    return struct.pack('>I', len(content)) + kind + content + struct.pack('>I', zlib.crc32(kind + content))


def png(*extra):
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0)) + b''.join(extra)
            + chunk(b'IDAT', zlib.compress(b'\0\x10\x20\x30')) + chunk(b'IEND', b''))


class Lasting(Site):
    def test_a_withdrawal_does_not_forget_a_mark(self):
        word = self.canary('clave')
        self.write('protocolos/p.md', DOCUMENT.format(front=CONTROL, body=f'## Claves\n\n{word} abre.\n'))
        self.release('p', '2026-01-01')
        text = (self.site / 'content/protocolos/p.md').read_text()
        for change in (('título: Cobro', 'título: Cobro\nacceso: interno'),
                       ('## Claves', '## Claves {acceso=interno}')):
            self.write('protocolos/p.md', text.replace(*change))
            made = self.run_it('release p --withdraw --effective 2026-02-01 --note fin', today='2026-02-01')
            self.assertEqual(1, made.returncode, change)
            self.assertIn('publique primero una versión con la marca', made.stderr)
            self.assert_hidden(self.build())
        self.release('p', '2026-02-01')
        made = self.run_it('release p --withdraw --effective 2026-03-01 --note fin', today='2026-03-01')
        self.assertEqual(0, made.returncode, made.stderr)
        (self.site / 'content/protocolos/p.md').unlink()
        self.assert_hidden(self.build())

    def manual(self):
        self.write('puestos/cajero.md', '---\ntítulo: Cajero\n---\n\n## Objetivo\n\nCobrar.\n')
        self.write('puestos/aux.md', f'---\ntítulo: Aux\n---\n\n## Objetivo\n\n{self.canary("objetivo")}.\n')
        self.write('manuales/m.md', f'---\ntítulo: Manual\ncódigo: M-1\n{CONTROL}miembros: [cajero, aux]\n---\n')
        self.release('m', '2026-01-01')

    def test_a_member_with_a_former_id(self):
        for mark in ('acceso: interno\n', 'oficio: interno objetivo\n'):
            with self.subTest(mark):
                self.setUp()
                self.manual()
                content = self.site / 'content'
                text = (content / 'puestos/aux.md').read_text()
                (content / 'puestos/aux.md').unlink()
                self.write('puestos/jefe.md',
                           text.replace('título: Aux', f'título: Aux\nids anteriores: [aux]\n{mark}'.rstrip()))
                self.replace('manuales/m.md', '[cajero, aux]', '[cajero, jefe]')
                self.assert_hidden(self.build())
                self.release('m', '2026-02-01')
                self.assert_hidden(self.build())

    def test_a_member_that_is_marked_and_leaves(self):
        self.manual()
        self.replace('puestos/aux.md', 'título: Aux', 'título: Aux\nacceso: interno')
        self.replace('manuales/m.md', '[cajero, aux]', '[cajero]')
        self.assert_hidden(self.build())
        made = self.run_it('release m --effective 2026-02-01 --note x', today='2026-02-01')
        self.assertEqual(1, made.returncode, 'nothing would say that it is internal once its source is gone')
        self.assertIn('Aux', made.stderr)
        self.replace('manuales/m.md', '[cajero]', '[cajero, aux]')
        self.release('m', '2026-02-01')
        self.replace('manuales/m.md', '[cajero, aux]', '[cajero]')
        self.release('m', '2026-03-01')
        (self.site / 'content/puestos/aux.md').unlink()
        self.assert_hidden(self.build())

    def test_words_that_move_into_a_marked_section_or_another_document(self):
        word = self.canary
        body = f'## Claves\n\nLa clave A abre.\n\n### Sub\n\n{word("uno")} es otra más.\n'
        for changed, more in (
                (body.replace('### Sub', '## Sub {acceso=interno}'), None),
                ('## Claves\n\nLa clave A abre.\n', f'## Otra\n\n{word("uno")} es otra más.\n')):
            with self.subTest(changed):
                self.setUp()
                word = self.canary
                self.canary.words = {'uno': body[body.index('### Sub\n\n') + 9:].split()[0]}
                self.write('protocolos/p.md', DOCUMENT.format(front=CONTROL, body=body))
                self.release('p', '2026-01-01')
                self.replace('protocolos/p.md', body, changed)
                if more:
                    self.write('protocolos/q.md', DOCUMENT.format(front='acceso: interno\n', body=more))
                self.assert_hidden(self.build())
                self.release('p', '2026-02-01')
                self.assert_hidden(self.build())


class Words(Site):
    def test_of_a_ledger(self):
        title, name = self.canary('título'), self.canary('id')
        self.write(f'puestos/suc-{name}.md', f'---\ntítulo: Jefatura {title}\nacceso: interno\n---\n')
        self.write('protocolos/a.md', DOCUMENT.format(front=CONTROL, body=''))
        self.write('protocolos/b.md', DOCUMENT.format(front='id: b\n' + CONTROL, body='').replace('Cobro', 'Pago'))
        made = self.run_it(f'release a --effective 2026-01-01', '--note', f'Ver [[suc-{name}]].', '--act',
                           f'Acuerdo de Jefatura {title}', today='2026-01-01')
        self.assertEqual(0, made.returncode, made.stderr)
        made = self.run_it('release b --effective 2026-01-01', '--note', f'[el](../puestos/suc-{name}.md)',
                           today='2026-01-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())
        made = self.run_it('release b --withdraw --effective 2026-02-01', '--note', f'Lo ve Jefatura {title}',
                           today='2026-02-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())
        made = self.run_it('release b --reinstate --effective 2026-03-01', '--reason', f'Lo pide Jefatura {title}',
                           today='2026-03-01')
        self.assertEqual(0, made.returncode, made.stderr)
        self.assert_hidden(self.build())

    def test_of_a_picture(self):
        name = self.canary('id')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        self.write('recursos/p.png', png())
        self.write('paginas/a.md',
                   f'---\ntítulo: Aviso\n---\n\n![Firma de [[jefe-{name}]]](../recursos/p.png "cap [[jefe-{name}]]")\n')
        self.assert_hidden(self.build())

    def test_addresses_of_the_site(self):
        name = self.canary('id')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\ndirección web: https://e.example/\n')
        self.write(f'puestos/jefe-{name}.md', '---\ntítulo: Jefatura\nacceso: interno\n---\n')
        page = f'puestos/jefe-{name}.html'
        texts = [f'[x](https://e.example:443/{page})', f'[x](//e.example/{page})',
                 f'[x](http://WWW.e.example./{page}?a)',
                 f'www.e.example/{page}', f'//e.example/{page}', f'e.example/{page}', f'/{page}',
                 f'https://e.example:443/{page}', f'```\ncurl https://e.example/{page}\n```', f'<jefe-{name}.md>',
                 f'<a href="../puestos/jefe-{name}.md">', f'<https://e.example/{page}>', f'`https://e.example/{page}`']
        for number, text in enumerate(texts):
            front = f'---\ntítulo: Aviso {number}\n---\n\n'
            self.write(f'paginas/a{number}.md', f'{front}{text}\n' if '```' in text else f'{front}Ver {text}\n')
        self.assert_hidden(self.build())

    def test_a_name_in_running_text_is_reported(self):
        self.write('protocolos/clave-boveda.md', '---\ntítulo: Apertura de la bóveda\ncódigo: P-77\n'
                   'nombres anteriores: [Llave vieja]\nacceso: interno\n---\n\n## Pasos\n\n1. x\n')
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\nÁéí: según la APERTURA DE LA BÓVEDA, P-77, la llave\n'
                   'vieja y clave-boveda.\n\n[[clave-boveda]] y la bóveda, la apertura.\n\n| a |\n|---|\n'
                   '| Llave vieja |\n')
        lines = self.run_it('check --format json').stdout.splitlines()
        found = [one for one in map(json.loads, lines) if one['code'] == 'nombre-interno']
        self.assertEqual(5, len(found), found)
        self.assertIn('content/protocolos/clave-boveda.md', found[0]['message'])
        self.assertIn(('content/paginas/a.md', 5, 15), [(one['file'], one['line'], one['column']) for one in found])
        self.assertEqual([], [one for one in found if one['file'] != 'content/paginas/a.md'])


class Attachments(Site):
    def publish(self, name, content):
        self.write(f'recursos/{name}', content)
        self.write('paginas/a.md', f'---\ntítulo: Aviso\n---\n\n![f](../recursos/{name})\n')
        return (self.build() / f'recursos/{name}').read_bytes()

    def findings(self):
        lines = self.run_it('check --format json').stdout.splitlines()
        return [found for found in map(json.loads, lines) if found['code'] == 'metadatos-en-adjunto']

    def test_png(self):
        word = self.canary('autor').encode()
        made = self.publish('f.png', png(chunk(b'tEXt', b'Author\0' + word), chunk(b'eXIf', word)) + word)
        self.assertEqual(png(), made)
        self.assert_hidden(self.root / 'salida')
        self.assertEqual([], self.findings())

    def exif(self, turned, word):
        tiff = b'MM\0*\0\0\0\x08\0\x02' + struct.pack('>HHIHH', 0x112, 3, 1, turned, 0) + struct.pack(
            '>HHII', 0x13B, 2, len(word) + 1, 38) + b'\0\0\0\0' + word + b'\0'
        return b'Exif\0\0' + tiff

    def test_jpeg_keeps_how_it_is_turned(self):
        word = self.canary('autor').encode()

        def segment(marker, content):
            return bytes([0xFF, marker]) + struct.pack('>H', len(content) + 2) + content

        scan = segment(0xDA, b'\x01\x01\0\0?\0') + b'\x12\xff\0\x34\xff\xd0\x56' + segment(0xFE, word) + segment(
            0xDA, b'\x01\x01\0\0?\0') + b'\x77'
        whole = b'\xff\xd8' + segment(0xE0, b'JFIF\0\1\1\0\0\1\0\1\0\0')
        rest = segment(0xDB, b'\0' * 65) + scan + b'\xff\xd9'
        tail = b'\xff\xd8' + segment(0xE1, self.exif(1, word)) + b'\xff\xd9'
        made = self.publish('f.jpg',
                            whole + segment(0xE1, self.exif(6, word))
                            + segment(0xE1, b'http://ns.adobe.com/xap/1.0/\0' + word)
            + segment(0xED, b'Photoshop 3.0\0' + word) + segment(0xE2, b'MPF\0' + word) + segment(0xFE, word) + rest
            + tail)
        self.assert_hidden(self.root / 'salida')
        self.assertIn(b'\x01\x12\0\x03\0\0\0\x01\0\x06', made)
        self.assertTrue(made.endswith(b'\x77\xff\xd9'))
        self.assertIn(b'\x12\xff\0\x34\xff\xd0\x56', made)

    def test_webp(self):
        word = self.canary('autor').encode()

        def riff(*chunks):
            body = b'WEBP' + b''.join(
                kind + struct.pack('<I', len(data)) + data + b'\0' * (len(data) % 2) for kind, data in chunks)
            return b'RIFF' + struct.pack('<I', len(body)) + body

        made = self.publish('f.webp',
                            riff((b'VP8X', b'\x0c' + b'\0' * 9), (b'VP8 ', b'picture!'), (b'EXIF', word),
                                 (b'XMP ', word)))
        self.assertEqual(riff((b'VP8X', b'\0' * 10), (b'VP8 ', b'picture!')), made)

    def test_a_picture_that_cannot_be_cleaned_is_not_published(self):
        word = self.canary('autor').encode()
        self.write('recursos/f.jpg', b'\xff\xd8\xff\xe1\xff\xffExif\0\0' + word)
        self.write('recursos/g.heic', b'\0\0\0\x18ftypheic....Exif\0\0' + word)
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n![f](../recursos/f.jpg) ![g](../recursos/g.heic)\n')
        self.assert_hidden(self.build())
        self.assertEqual(2, len(self.findings()))

    def test_the_staff_gets_the_file_as_it_is(self):
        made = png(chunk(b'tEXt', b'Author\0Rosa'))
        self.write('recursos/f.png', made)
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n![f](../recursos/f.png)\n')
        self.assertEqual(made, (self.build(audience='internal') / 'recursos/f.png').read_bytes())

    def package(self, **parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w') as archive:
            for name, text in parts.items():
                archive.writestr(name.replace('__', '/').replace('_xml', '.xml'), text)
        return out.getvalue()

    def test_metadata_of_office_files_and_pdfs_is_reported(self):
        self.write('recursos/a.docx', self.package(
            docProps__core_xml='<p><dc:creator>Rosa Díaz</dc:creator><cp:lastModifiedBy>Juan</cp:lastModifiedBy></p>',
            word__comments_xml='<c/>', word__document_xml='<d><w:ins w:author="x"/></d>'))
        self.write('recursos/b.odt', self.package(
            meta_xml='<m><meta:initial-creator>Rosa Díaz</meta:initial-creator></m>',
            content_xml='<c><office:annotation/><text:tracked-changes/></c>'))
        self.write('recursos/c.pdf', b'%PDF-1.4\n1 0 obj <</Author (Rosa)>> endobj\n')
        self.write('recursos/d.docx',
                   self.package(word__document_xml='<d/>', docProps__core_xml='<p><dc:creator></dc:creator></p>'))
        self.write('recursos/e.pdf', b'%PDF-1.4\n1 0 obj <</Title (Plano)>> endobj\n')
        found = {one['file']: one['message'] for one in self.findings()}
        self.assertEqual({f'content/recursos/{name}' for name in ('a.docx', 'b.odt', 'c.pdf')}, set(found))
        for words in ('autor «Rosa Díaz»', 'último en guardarlo «Juan»', 'comentarios', 'cambios anotados'):
            self.assertIn(words, found['content/recursos/a.docx'])
        for words in ('autor «Rosa Díaz»', 'comentarios', 'cambios anotados'):
            self.assertIn(words, found['content/recursos/b.odt'])
        self.assertIn('autor', found['content/recursos/c.pdf'])


if __name__ == '__main__':
    unittest.main()
