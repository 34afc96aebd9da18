"""A public build publishes only the visible content of attached files. A file that the program cannot clean or inspect
needs the permission of the site, and the page says so."""
import base64
import io
import unittest
import zipfile
import zlib

from attached_site import Attached
from picture_bytes import JFIF, SCAN, SVG, TABLE, chunk, png, segment


class Drawings(Attached):
    def cleaned(self, attributes, inside, start=''):
        made = self.publish('f.svg', start + SVG.format(attributes, inside))
        self.assert_hidden(self.root / 'salida')
        self.assertIn(b'M0 0h9', made)
        return made.decode()

    def test_names_that_draw_nothing(self):
        word = self.canary('autor')
        ink = 'xmlns:q="http://www.inkscape.org/namespaces/inkscape"'
        parts = [
            (f' {ink} q:label="{word}"', ''), (f' q:label="{word}"', ''), (f' data-name="{word}"', ''),
            (f' xmlns:z="https://{word}.example/"', f'<g z:a="{word}"/>'), ('', f'<metadata><x>{word}</x></metadata>'),
            ('', f'<g id="{word}"/>'), ('', f'<g class="{word}"/>'), ('', f'<g>{word}</g>'),
            ('', f'<style>/* {word} */ .a{{fill:red}}</style>'), ('', f'<g style="fill:red;/*{word}*/"/>'),
            ('', f'<style>@font-face{{font-family:x;src:url(data:font/woff;base64,{word})}}.a{{fill:red}}</style>'),
            ('', f'<style>.a{{--n:"{word}";fill:red}}</style>'), ('', f'<g style="--n:{word};fill:red"/>'),
            ('', f'<g style="-inkscape-x:\'{word}\';fill:red"/>'), ('', f'<style>.a{{-x-y:{word};fill:red}}</style>'),
            ('', f'<{word}/>'), (f' xlink:title="{word}"', ''), ('', f'<!-- {word} --><?{word} x?>'),
            ('', f'<g><![CDATA[{word}]]></g>'), (f' xml:base="{word}"', ''), (f' author="{word}"', ''),
        ]
        for name, made in self.publish_all({f'{n}.svg': SVG.format(*part) for n, part in enumerate(parts)}).items():
            self.assertNotIn(word.encode(), made, name)
            self.assertIn(b'M0 0h9', made)
        self.cleaned('', '', f'<!DOCTYPE svg SYSTEM "file:///home/{word}/svg.dtd">')
        self.cleaned('', '', f'<!DOCTYPE svg PUBLIC "-//{word}//" "http://www.w3.org/x.dtd">')
        self.cleaned('', '', f'<!-- {word} -->')

    def test_what_is_not_drawn(self):
        """Text that a picture hides is left out with its element; what is referred to, or may be shown, stays."""
        text = f'<text>{self.canary("oculto")}</text>'
        parts = [
            f'<desc>{self.canary("oculto")}</desc>', f'<g display="none">{text}</g>',
            f'<g visibility="hidden">{text}</g>', f'<g style="fill:red; display : none">{text}</g>',
            f'<g opacity="0">{text}</g>',
            f'<style>.a,.b{{display:none !important}}</style><g class="c b">{text}</g>',
            f'<text style="opacity:0.0">{self.canary("oculto")}</text>',
            f'<defs>{text}</defs>', f'<defs><g id="nadie">{text}</g></defs>', f'<symbol id="nadie">{text}</symbol>',
        ]
        for name, made in self.publish_all({f'{n}.svg': SVG.format('', part) for n, part in enumerate(parts)}).items():
            self.assertNotIn(self.canary('oculto').encode(), made, name)
            self.assertIn(b'M0 0h9', made)
        for part in ('<symbol id="s"><text>Hola</text></symbol><use href="#s"/>',
                     '<defs><text id="s">Hola</text></defs><use href="#s"/>', '<text opacity="0.5">Hola</text>',
                     '<g aria-describedby="s"/><desc id="s">Hola</desc>',
                     '<g opacity="0"><text>Hola</text><animate attributeName="opacity" to="1"/></g>'):
            self.assertIn('Hola', self.cleaned('', part), part)

    def test_drawing_elements_are_kept(self):
        inside = ('<defs><linearGradient id="g.1"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
                  '<style>.a{fill:url(#g.1)}</style><g class="a" xml:space="preserve"><use xlink:href="#h"/></g><g '
                      'id="h"/>'
                  '<text x="1" y="2" aria-labelledby="t">Ñandú <tspan>b</tspan></text><title id="t">Plano</title>'
                  '<animate attributeName="opacity" begin="x.click" to="1"/><rect id="x" rx="3"/>')
        self.assertIn(inside, self.cleaned('', inside))
        self.assertIn(inside, self.cleaned(f' id="{self.canary("autor")}"', inside))

    def test_embedded_pictures(self):
        word = self.canary('autor').encode()
        address = 'data:image/png;base64,' + base64.b64encode(png(chunk(b'caBX', word))).decode()
        made = self.cleaned('', f'<image xlink:href="{address}"/>')
        self.assertIn(base64.b64encode(png()).decode(), made)
        for broken in (base64.b64encode(png()[:-20] + word).decode(), base64.b64encode(b'BM' + word).decode()):
            made = self.cleaned('', f'<image href="data:image/png;base64,{broken}"/>')
            self.assertNotIn('data:', made)
        self.cleaned('', f'<g style="background:url({address})"/>')

    def test_a_damaged_picture_is_not_published(self):
        self.write('recursos/f.svg', '<svg xmlns="http://www.w3.org/2000/svg">')
        self.write('paginas/a.md', '---\ntítulo: Aviso\n---\n\n![f](../recursos/f.svg)\n')
        made = self.run_it('build --audience public', '--output', self.root / 'salida')
        self.assertEqual(1, made.returncode)
        self.assertFalse((self.root / 'salida').exists())


class Documents(Attached):
    def package(self, **parts):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name.replace('__', '/').replace('_xml', '.xml').replace('_png', '.png'), text)
        return out.getvalue()

    def test_office_files_and_pdfs_that_say_who_made_them(self):
        word = self.canary('autor')
        core, body = '<p><{0}>{1}</{0}></p>', {'word__document_xml': '<d/>'}
        stream = b'1 0 obj <</Filter /FlateDecode>> stream\n'
        files = {
            'a.docx': self.package(docProps__core_xml=core.format('dc:creator', word), **body),
            'b.docx': self.package(docProps__core_xml=core.format('cp:keywords', word), **body),
            'c.docx': self.package(docProps__app_xml=core.format('HyperlinkBase', word), **body),
            'd.docx': self.package(docProps__custom_xml=f'<p><property name="{word}"/></p>', **body),
            'e.docx': self.package(word__comments_xml=f'<c>{word}</c>', **body),
            'f.docx': self.package(word__document_xml=f'<d><w:ins w:author="{word}"/></d>'),
            'g.docx': self.package(word__media__image1_png=png(chunk(b'tEXt', word.encode())), **body),
            'h.xlsx': self.package(xl__workbook_xml='<w/>', xl__persons__person_xml=f'<p>{word}</p>'),
            'i.odt': self.package(meta_xml=core.format('meta:initial-creator', word), content_xml='<c/>'),
            'j.odt': self.package(content_xml=f'<c><office:annotation>{word}</office:annotation></c>'),
            '1.docx': self.package(word__document_xml=f'<d><w:rPrChange w:id="1" w:author="{word}"/></d>'),
            '2.docx': self.package(word__extra_xml=word, **body), '3.docx': self.package(**body) + word.encode(),
            '4.xlsx': self.package(xl__workbook_xml=f'<w><x15ac:absPath url="C:\\Users\\{word}"/></w>'),
            '5.jpg': b'\xff\xd8' + JFIF + TABLE + segment(0xDD, b'\0\4' + word.encode()) + SCAN + b'\xff\xd9',
            'k.pdf': b'%PDF-1.4\n1 0 obj <</Author (' + word.encode() + b')>> endobj\n',
            'l.pdf': b'%PDF-1.5\n' + stream + zlib.compress(b'<</Author (' + word.encode() + b')>>') + b'\nendstream\n',
            'm.pdf': b'%PDF-1.5\n' + stream + zlib.compress(
                b'<x:xmpmeta><dc:creator>' + word.encode()) + b'\nendstream\n',
            'n.pdf': b'%PDF-1.4\n<</Subtype /Text /Contents (' + word.encode() + b')>>\n',
            'o.pdf': b'%PDF-1.4\nstream\n\xff\xd8\xff\xe1\0\x20Exif\0\0' + word.encode() + b'\nendstream\n',
            'p.pdf': b'%PDF-1.4\ntrailer <</Encrypt 3 0 R>>\n(' + word.encode() + b')\n',
            'q.doc': b'\xd0\xcf\x11\xe0' + word.encode(), 'r.rtf': '{\\rtf1{\\info{\\author ' + word + '}}}',
            's.mp3': b'ID3' + word.encode(), 't.mp4':
                b'\0\0\0\x18ftypisom' + word.encode(), 'u.zip': self.package(x=word),
            'v.txt': b'\0' + word.encode(), 'w.csv':
                '%!PS\n%%For: ' + word, 'x.epub': self.package(mimetype='x', y=word),
            'sinnombre': word,
        }
        self.assert_withheld(
            {name: content.encode() if isinstance(content, str) else content for name, content in files.items()})
        self.assert_published('k.pdf', files['k.pdf'], 'pdf')
        self.write('site.yaml', 'institución: Prueba\nacceso: público\nrecursos: {permitir: [pdf]}\n')
        found = {one['file'][-5:]: one for one in self.findings()}
        self.assertEqual('note', found['k.pdf']['severity'])
        self.assertIn('autor', found['k.pdf']['message'])
        self.assert_published('t.mp4', files['t.mp4'], 'mp4')

    def test_what_a_pdf_hides_in_names_and_in_the_name_of_its_program(self):
        word = self.canary('autor').encode()
        wide = b''.join(b'%04X' % byte for byte in 'Rosa Díaz'.encode('latin-1'))
        end = b'\n%%EOF\n'
        self.assert_withheld({
            'a.pdf': b'%PDF-1.4\n<</Auth#6fr (' + word + b')>>' + end,
            'b.pdf': b'%PDF-1.4\n<</#41#75thor(' + word + b')>>' + end,
            'c.pdf': b'%PDF-1.4\n<</Subtype/#54ext/Contents(' + word + b')>>' + end,
            'd.pdf': b'%PDF-1.4\n<</Creator(' + word + b')>>' + end,
            'e.pdf': b'%PDF-1.4\n<</Creator <FEFF' + wide + b'>>>' + end,
            'f.pdf': b'%PDF-1.4\n<</Creator(Rosa D\\355az)>>' + end,
            'g.pdf': b'%PDF-1.4\n<</Title(C:\\\\Users\\\\' + word + b'.docx)>>' + end,
            'h.pdf': b'%PDF-1.4\n<</A(file:///home/' + word + b')>>' + end,
            'i.pdf': b'%PDF-1.4\ntrailer <</#45ncrypt 3 0 R>>\n(' + word + b')' + end,
        })
        programs = ('Microsoft Word', 'Writer', 'LaTeX with hyperref', 'Canon iR-ADV C3530', 'Chromium', 'PScript5.dll')
        for number, program in enumerate(programs):
            name = f'p{number}.pdf'
            made = b'%PDF-1.4\n<</Title(Plano \\(2\\) #6f)/Creator(' + program.encode() + b')/Producer(x)>>' + end
            self.assertEqual(made, self.publish(name, made), program)
        self.assertEqual([], [found for found in self.findings() if 'recursos/p' in found['file']])

    def word(self, inside, **parts):
        return self.package(word__document_xml=f'<w:document>{inside}</w:document>', **parts)

    @staticmethod
    def fields(*instructions):
        """Runs of Word with fields, each with its instruction in two runs."""
        return ''.join(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {one[:9]}'
            f'</w:instrText></w:r><w:r><w:instrText>{one[9:]} </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:t>x</w:t><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            for one in instructions)

    def test_fields_paths_and_hidden_parts(self):
        word = self.canary('oculto')
        body = {'word__document_xml': '<d/>'}
        rels = '<Relationships><Relationship Id="a" Type="t" {}/></Relationships>'
        sheet, slide = {'xl__workbook_xml': '<w/>'}, {'ppt__presentation_xml': '<p/>'}
        end = b'\ntrailer<<>>\n%%EOF\n'
        self.assert_withheld({
            'a.docx': self.word(self.fields(f'INCLUDETEXT "C:\\\\Users\\\\{word}.docx"')),
            'b.docx': self.word(self.fields('PAGE', f'LINK Word.Document "\\\\\\\\servidor\\\\{word}"')),
            'c.docx': self.word(self.fields(f'HYPERLINK "file:///C:/Users/{word}"')),
            'd.docx': self.word(self.fields('AUTHOR') + word),
            'e.docx': self.word(f'<w:fldSimple w:instr=" DOCPROPERTY {word} "/>'),
            'f.docx': self.word(f'<w:r><w:rPr><w:vanish/></w:rPr><w:t>{word}</w:t></w:r>'),
            'g.docx': self.word(f'<!-- {word} -->'),
            'h.docx': self.word(f'<pic:cNvPr name="Imagen 1" descr="C:\\Users\\{word}\\foto.png"/>'),
            'i.docx': self.package(
                **body, **{'word/_rels/document.xml.rels': rels.format(
                    f'TargetMode="External" Target="../{word}.docx"')}),
            'j.docx': self.package(word__settings_xml=f'<w:docVars><w:docVar w:name="a" w:val="{word}"/></w:docVars>',
                                   **body),
            'k.xlsx': self.package(xl__workbook_xml=f'<w><sheet name="{word}" state="veryHidden"/></w>'),
            'l.xlsx': self.package(xl__worksheets__sheet1_xml=f'<w><row hidden="1"><t>{word}</t></row></w>', **sheet),
            'm.pptx': self.package(ppt__slides__slide1_xml=f'<p:sld show="0">{word}</p:sld>', **slide),
            'n.odt': self.package(content_xml=f'<c><text:section text:display="none">{word}</text:section></c>'),
            'o.odt': self.package(content_xml=f'<c><text:author-name>{word}</text:author-name></c>'),
            'p.ods': self.package(
                content_xml=f'<c><table:table-row table:visibility="collapse">{word}</table:table-row></c>'),
            'q.odt': self.package(content_xml=f'<c><text:a xlink:href="../{word}.odt"/></c>'),
            'r.pdf': b'%PDF-1.4\n<</Type/Annot/Subtype/Highlight/T(x)/Contents(' + word.encode() + b')>>' + end,
            's.pdf': b'%PDF-1.4\n<</AcroForm<</Fields[<</FT/Tx/T(a)/V(' + word.encode() + b')>>]>>>>' + end,
            't.pdf': b'%PDF-1.4\n<</Type/Catalog>>' + end + word.encode(),
        })

    def test_people_and_hidden_cells_of_spreadsheets(self):
        word = self.canary('oculto')
        book = '<workbook>{}<sheets><sheet name="a"/></sheets>{}</workbook>'
        def sheet(inside):
            return self.package(xl__workbook_xml=book.format('', ''), **{
                'xl/worksheets/sheet1.xml': f'<worksheet>{inside}</worksheet>'})
        row = f'<row r="1"{{}}><c><is><t>{word}</t></is></c></row>'
        files = [
            sheet('<cols><col min="1" max="1" width="0" customWidth="1"/></cols>' + row.format('')),
            sheet(row.format(' ht="0" customHeight="1"')), sheet('<sheetFormatPr zeroHeight="1"/>' + row.format('')),
            sheet(row.format(" hidden='1'")), sheet(f'<scenarios><scenario user="{word}" comment="x"/></scenarios>'),
            sheet(f'<protectedRanges><protectedRange name="a" securityDescriptor="{word}"/></protectedRanges>'),
            self.package(xl__workbook_xml=book.format(f'<fileSharing userName="{word}"/>', '')),
            self.package(xl__workbook_xml=book.format(
                '', f'<definedNames><definedName name="x" hidden="1">"{word}"</definedName></definedNames>')),
            self.package(xl__workbook_xml=book.format(
                '', f'<definedNames><definedName name="x" comment="{word}">a!$A$1</definedName></definedNames>')),
            self.package(xl__workbook_xml=book.format('', f'<customWorkbookView name="{word}"/>')),
            self.package(xl__workbook_xml=book.format('', ''), **{
                'xl/styles.xml': '<s><numFmt formatCode=";;;"/></s>', 'xl/sharedStrings.xml': f'<t>{word}</t>'}),
            self.package(xl__workbook_xml=('<?xml version="1.0" encoding="UTF-16"?>' + book.format(
                '', '') + f'<!-- {word} -->').encode('utf-16')),
        ]
        self.assert_withheld({f'{"abcdefghijkl"[number]}.xlsx': made for number, made in enumerate(files)})
        formulas = ("cmd|'/C calc'!A0", "+cmd|' /C x'!'A1'", '_xlfn.WEBSERVICE(&quot;https://a.example&quot;)',
                    'RTD(&quot;a&quot;,,&quot;b&quot;)')
        linked = [sheet(f'<row r="1"><c><f>{formula}</f></c></row>') for formula in formulas]
        linked += [
            self.package(xl__workbook_xml=book.format('', ''), **{'xl/externalLinks/externalLink1.xml': inside})
            for inside in ('<externalLink><ddeLink ddeService="cmd" ddeTopic="x"/></externalLink>',
                           '<externalLink><externalBook/></externalLink>')]
        linked.append(self.package(xl__workbook_xml=book.format('', ''), **{'xl/connections.xml': '<connections/>'}))
        self.assert_withheld({f'{"abcdefghijkl"[number]}.xlsx': made for number, made in enumerate(linked)})
        self.assert_withheld({
            'm.docx': self.word(f'<w:p><w:r><w:delText>{word}</w:delText></w:r></w:p>'),
            'n.docx': self.word(f'<w:permStart w:id="0" w:ed="{word}"/>')})

    def test_visible_content_is_published(self):
        files = {
            'a.docx': self.word(
                self.fields('PAGE', 'NUMPAGES \\* MERGEFORMAT', 'TOC \\o "1-3" \\h \\z \\u', 'PAGEREF _Toc1 \\h',
                            'HYPERLINK "https://a.example/b"', 'HYPERLINK \\l "_Toc1"', 'SEQ Tabla \\* ARABIC')
                + '<w:rPr><w:webHidden/><w:vanish w:val="0"/></w:rPr><w:fldSimple w:instr=" PAGE "/>',
                **{'word/_rels/document.xml.rels':
                   '<R><Relationship Id="a" TargetMode="External" Target="https://a.example/"/>'
                   '<Relationship Id="b" Target="styles.xml"/></R>'}),
            'b.xlsx': self.package(
                xl__workbook_xml='<w><sheet name="a"/><definedName name="_xlnm._FilterDatabase" hidden="1">x'
                '</definedName></w>', xl__worksheets__sheet1_xml='<w><pane state="frozen"/><row r="1"><c><f>'
                'SUM(A1:A3)&amp;&quot; | &quot;</f></c></row></w>'),
            'c.odt': self.package(
                content_xml='<c><text:page-number/><draw:image xlink:href="Pictures/a.png"/><text:a '
                'xlink:href="https://a.example"/><style table:display="true"/></c>'),
            'd.pdf': b'%PDF-1.4\n<</AcroForm<</Fields[<</FT/Tx/T(a)/V()>>]>>>>\n<</Subtype/Link>>\n%%EOF\r\n',
        }
        self.assertEqual(files, self.publish_all(files))
        self.assertEqual([], self.findings())

    def test_files_without_personal_data_are_published(self):
        files = {
    'a.docx': self.package(
        word__document_xml='<d/>',
        docProps__core_xml='<p><dc:creator></dc:creator><dc:title>x</dc:title></p>'),
        'b.pdf': b'%PDF-1.4\n1 0 obj <</Title (Plano)/Author ()/Producer (x)>> endobj\n',
        'c.odt': self.package(
            meta_xml='<m><meta:generator>x</meta:generator></m>',
            content_xml='<c/>'),
            'd.txt': 'Horario: de 8 a 4.',
            'e.csv': 'a,b\n1,2\n',
            'g.json': '{"a": 1}',
             }
        files = {name: content.encode() if isinstance(content, str) else content for name, content in files.items()}
        self.assertEqual(files, self.publish_all(files))
        self.assertEqual([], self.findings())

    def test_the_words_of_the_finding(self):
        self.write('recursos/a.docx', self.package(
            docProps__core_xml='<p><dc:creator>Rosa Díaz</dc:creator><cp:lastModifiedBy>Juan</cp:lastModifiedBy></p>',
            word__comments_xml='<c/>', word__document_xml='<d><w:ins w:author="x"/></d>'))
        [found] = self.findings()
        for words in ('autor «Rosa Díaz»', 'último en guardarlo «Juan»', 'comentarios', 'cambios anotados', 'permitir'):
            self.assertIn(words, found['message'])


if __name__ == '__main__':
    unittest.main()
