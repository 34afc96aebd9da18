"""A public build publishes no office file with text that nobody sees, and takes out of others what only programs
read. Ordinary forms are published."""
import io
import unittest
import zipfile

from attached_site import Attached

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
ODF = ' '.join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
        ('office', 'office'), ('text', 'text'), ('style', 'style'), ('fo', 'xsl-fo-compatible'), ('table', 'table'),
        ('draw', 'drawing'), ('svg', 'svg-compatible')))


def package(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def word(body, **parts):
    return package({'word/document.xml': f'<w:document {W}><w:body>{body}</w:body></w:document>',
                    **{name.replace('__', '/') + '.xml': text for name, text in parts.items()}})


def run(properties, text):
    return f'<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>'


def sheet(cells, styles='', texts='', around=('', ''), book=''):
    parts = {'xl/workbook.xml': f'<workbook><sheets><sheet name="a"/></sheets>{book}</workbook>',
             'xl/styles.xml': f'<styleSheet>{styles}</styleSheet>',
             'xl/worksheets/sheet1.xml':
                 f'<worksheet>{around[0]}<sheetData><row r="1">{cells}</row></sheetData>{around[1]}</worksheet>'}
    if texts:
        parts['xl/sharedStrings.xml'] = f'<sst>{texts}</sst>'
    return package(parts)


def styles(font, fill=''):
    return (f'<fonts><font/><font>{font}</font></fonts><fills><fill><patternFill patternType="none"/></fill>'
            f'<fill>{fill}</fill></fills><cellXfs><xf fontId="0" fillId="0"/>'
            f'<xf fontId="1" fillId="{1 if fill else 0}"/></cellXfs>')


def odt(automatic, body):
    return package({'content.xml':
                    f'<office:document-content {ODF}><office:automatic-styles>{automatic}</office:automatic-styles>'
                    f'<office:body><office:text>{body}</office:text></office:body></office:document-content>'})


class Hidden(Attached):
    def test_text_that_nobody_sees_in_word(self):
        text = self.canary('oculto')
        style = f'<w:styles {W}><w:style w:styleId="x" w:type="character">{{}}</w:style></w:styles>'
        files = [
            word(run('<w:color w:val="FFFFFF"/>', text)), word(run('<w:color w:val="FDFDFD"/>', text)),
            word(run('<w:sz w:val="2"/>', text)), word(run('<w:w w:val="1"/>', text)),
            word('<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
                 + run('<w:color w:val="1F4E79"/>', text) + '</w:tc></w:tr></w:tbl>'),
            word(run('<w:rStyle w:val="x"/>', text),
                 word__styles=style.format('<w:rPr><w:color w:val="FFFFFF"/></w:rPr>')),
            word(f'<w:p><w:pPr><w:ind w:left="-30000"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'),
            word('<w:p/>', word__header1=f'<w:hdr {W}>' + run('<w:color w:val="FFFFFF"/>', text) + '</w:hdr>'),
            word(run(f'<x:vanish {W.replace("xmlns:w", "xmlns:x")}/>', text)),
            package({'word/document.xml': f'<w:document {W}/>', 'word/header2.xml': f'<w:hdr {W}>{text}</w:hdr>',
                     '_rels/.rels': RELS.format('<Relationship Id="a" Type="t" Target="word/document.xml"/>')}),
            word(f'<w:mailMerge><w:query w:val="{text}"/></w:mailMerge>'),
        ]
        self.assert_withheld({f'{"abcdefghijk"[number]}.docx': made for number, made in enumerate(files)})

    def test_text_that_nobody_sees_in_a_spreadsheet(self):
        text = self.canary('oculto')
        cell = f'<c r="A1" s="1" t="inlineStr"><is><t>{text}</t></is></c>'
        solid = '<patternFill patternType="solid"><fgColor {}/></patternFill>'
        files = [
            sheet(cell, styles('<color rgb="FFFFFFFF"/>')), sheet(cell, styles('<color theme="0"/>')),
            sheet(cell, styles('<sz val="1"/>')),
            sheet(cell, styles('<color theme="4" tint="0.5"/>', solid.format('theme="4" tint="0.5"'))),
            sheet(cell, '<numFmts><numFmt numFmtId="170" formatCode="0;0;0;"/></numFmts><cellXfs><xf/>'
                  '<xf numFmtId="170"/></cellXfs>'),
            sheet('<c r="A1" t="s"><v>0</v></c>', '', f'<si><t>Hola</t></si><si><t>{text}</t></si>'),
            sheet('<c r="A1" t="s"><v>0</v></c>', '',
                  f'<si><r><t>a</t></r><r><rPr><color rgb="FFFFFFFF"/></rPr><t>{text}</t></r></si>'),
            sheet(cell, around=('<cols><col min="1" max="1" width="0.05"/></cols>', '')),
            sheet('', around=('', f'<dataValidations><dataValidation prompt="{text}" sqref="A1"/></dataValidations>')),
            sheet('<c r="A1"><f>clave</f></c>', book=f'<definedNames><definedName name="clave">"{text}"</definedName>'
                  '</definedNames>'),
            package({'xl/workbook.xml':
                     '<x:workbook xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                     f'<x:definedNames><x:definedName name="a" comment="{text}">a!A1</x:definedName>'
                     '</x:definedNames></x:workbook>'}),
            package({'xl/workbook.xml': '<w/>', 'xl/drawings/vmlDrawing1.vml':
                     f'<xml><x:ClientData ObjectType="Note">{text}</x:ClientData></xml>'}),
            package({'xl/workbook.xml': '<w/>', 'xl/externalLinks/externalLink1.xml': f'<e>{text}</e>'}),
        ]
        self.assert_withheld({f'{"abcdefghijklm"[number]}.xlsx': made for number, made in enumerate(files)})

    def test_text_that_nobody_sees_in_opendocument(self):
        text = self.canary('oculto')
        style = '<style:style style:name="a" style:family="{}">{}</style:style>'
        span = f'<text:p><text:span text:style-name="a">{text}</text:span></text:p>'
        files = [
            odt(style.format('text', '<style:text-properties fo:color="#ffffff"/>'), span),
            odt(style.format('text', '<style:text-properties fo:font-size="1pt"/>'), span),
            odt(style.format('paragraph', '<style:paragraph-properties fo:background-color="#000000"/>'
                             '<style:text-properties fo:color="#000000"/>'),
                f'<text:p text:style-name="a">{text}</text:p>'),
            odt('', f'<draw:frame svg:x="90cm"><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>'),
        ]
        self.assert_withheld({f'{"abcd"[number]}.odt': made for number, made in enumerate(files)})

    def test_what_only_programs_read_is_taken_out(self):
        text = self.canary('nombre')
        core = f'<w:customXml><x>{text}</x></w:customXml>'
        files = {
            'a.docx': package({
                '[Content_Types].xml':
                    '<Types><Override PartName="/customXml/itemProps1.xml" ContentType="x"/></Types>',
                '_rels/.rels': RELS.format('<Relationship Id="a" Type="t" Target="word/document.xml"/>'
                                           '<Relationship Id="b" Type="t" Target="docProps/thumbnail.emf"/>'),
                'docProps/thumbnail.emf': text,
                'word/_rels/document.xml.rels': RELS.format(
                    '<Relationship Id="a" Type="t" Target="../customXml/item1.xml"/>'
                    '<Relationship Id="b" Type="t" Target="glossary/document.xml"/>'),
                'customXml/item1.xml': core, 'customXml/itemProps1.xml': core,
                'customXml/_rels/item1.xml.rels': RELS.format(
                    '<Relationship Id="a" Type="t" Target="itemProps1.xml"/>'),
                'word/glossary/document.xml': core,
                'word/document.xml': f'<w:document {W}><w:sdt><w:sdtPr><w:alias w:val="Nombre"/><w:tag w:val="{text}"/>'
                f'</w:sdtPr></w:sdt><w:bookmarkStart w:id="0" w:name="{text}"/><w:bookmarkStart w:id="1" '
                f'w:name="_Toc1"/><w:hyperlink w:anchor="{text}"/><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                f'<w:instrText> REF {text} \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
                f'<wp:docPr id="1" name="Imagen 1" descr="Escudo"/><pic:cNvPr id="0" name="foto {text}.png"/>'
                f'<v:imagedata o:title="{text}"/></w:document>'}),
            'b.xlsx': package({
                'xl/workbook.xml': f'<workbook><definedNames><definedName name="{text}">a!$A$1</definedName>'
                '<definedName name="total">a!$A$2</definedName></definedNames></workbook>',
                'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"><f>total*2</f></c></row>'
                '</sheetData><pageSetup r:id="rId1" orientation="portrait"/></worksheet>',
                'xl/worksheets/_rels/sheet1.xml.rels': RELS.format(
                    '<Relationship Id="rId1" Type="t" Target="../printerSettings/printerSettings1.bin"/>'),
                'xl/printerSettings/printerSettings1.bin': text}),
            'c.odt': package({
                'mimetype': 'application/vnd.oasis.opendocument.text',
                'META-INF/manifest.xml': '<m><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/></m>',
                'Thumbnails/thumbnail.png': text, 'content.xml': f'<office:document-content {ODF}><office:body>'
                f'<office:text><text:bookmark-start text:name="{text}"/><text:bookmark-ref text:ref-name="{text}"/>'
                f'<draw:frame draw:name="{text}"/></office:text></office:body></office:document-content>'}),
        }
        made = self.publish_all(files)
        self.assert_hidden(self.root / 'salida')
        found = {one['file'].rsplit('/')[-1]: one for one in self.findings()}
        def parts(name):
            with zipfile.ZipFile(io.BytesIO(made[name])) as archive:
                return {part: archive.read(part).decode() for part in archive.namelist()}
        for name in files:
            self.assertIsNotNone(made[name], (name, found))
            self.assertNotIn(text, ''.join(parts(name).values()))
            self.assertEqual('note', found[name]['severity'])
        document = parts('a.docx')['word/document.xml']
        for kept in ('w:name="m1"', 'w:anchor="m1"', 'REF m1 ', '"_Toc1"', 'w:alias', 'name="Imagen 1" descr="Escudo"'):
            self.assertIn(kept, document)
        self.assertIn('con «Escudo»', found['a.docx']['message'])
        self.assertIn('name="total"', parts('b.xlsx')['xl/workbook.xml'])
        self.assertIn('<pageSetup orientation', parts('b.xlsx')['xl/worksheets/sheet1.xml'])
        self.assertEqual('mimetype', next(iter(parts('c.odt'))))

    def test_an_internal_site_with_a_public_page(self):
        self.write('site.yaml', 'institución: Prueba\nacceso: interno\n')
        self.write('recursos/a.docx', word(run('<w:color w:val="FFFFFF"/>', 'x')))
        page = '---\ntítulo: Aviso\n{}---\n\n[a](../recursos/a.docx)\n'
        for access, count in (('', 0), ('acceso: público\n', 1)):
            self.write('paginas/a.md', page.format(access))
            self.assertEqual(count, len(self.findings()))

    def test_a_part_too_large_to_examine(self):
        self.assert_withheld({'a.docx': word('<w:p/>' * 3_000_000)})

    def test_notes_of_the_compressed_file_are_taken_out(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, 'w') as archive:
            entry = zipfile.ZipInfo('word/document.xml')
            note = self.canary('nota').encode()
            entry.comment = entry.extra = b'ux' + len(note).to_bytes(2, 'little') + note
            archive.writestr(entry, f'<w:document {W}/>')
        self.assertIsNotNone(self.publish('a.docx', out.getvalue()))
        self.assert_hidden(self.root / 'salida')

    def test_visible_text_is_published(self):
        white = '<w:color w:val="FFFFFF"/>'
        shaded = f'<w:styles {W}><w:style w:styleId="t" w:type="table"><w:tblStylePr><w:tcPr>' \
            '<w:shd w:val="clear" w:fill="4472C4"/></w:tcPr></w:tblStylePr></w:style></w:styles>'
        dark = '<patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill>'
        cell = '<c r="A1" s="1" t="inlineStr"><is><t>Hola</t></is></c>'
        box = '<style:style style:name="a" style:family="table-cell"><style:table-cell-properties ' \
            'fo:background-color="#1f4e79"/><style:text-properties fo:color="#ffffff"/></style:style>'
        files = {
            'a.docx': word('<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="1F4E79"/></w:tcPr>'
                           + run(white, 'Cargo') + '</w:tc></w:tr></w:tbl>' + run('<w:sz w:val="2"/>', ' ')
                           + run('<w:color w:val="808080"/>', 'Haga clic') + run(white + '<w:highlight w:val="red"/>',
                                                                                 'x')),
            'b.docx': word('<w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr><w:tr><w:tc>' + run(white, 'Cargo')
                           + '</w:tc></w:tr></w:tbl>', word__styles=shaded),
            'c.xlsx': sheet(cell, styles('<color theme="0"/>', dark)),
            'd.xlsx': sheet(cell, '<numFmts><numFmt numFmtId="170" formatCode="#,##0;-#,##0;;@"/></numFmts>' + styles(
                '<sz val="11"/>'), around=(
                    '', '<dataValidations><dataValidation prompt="Elija" showInputMessage="1" sqref="A1">'
                    '<formula1>"sí,no"</formula1></dataValidation></dataValidations>')),
            'e.odt': odt(box, '<table:table><table:table-row><table:table-cell table:style-name="a">'
                         '<text:p>Cargo</text:p></table:table-cell></table:table-row></table:table>'),
        }
        made = self.publish_all(files)
        self.assertEqual([], [one['message'] for one in self.findings()])
        self.assertEqual(files, made)


if __name__ == '__main__':
    unittest.main()
