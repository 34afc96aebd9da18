"""Exported DOCX files follow ECMA-376 (part 1, annex A) and Word's own demands: the order of the children of
properties, cells that end with a paragraph, and references with targets."""
import pathlib
import re
import shutil
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

import environment
import update_test

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
# The children of each element in the order of the schema (CT_RPr, CT_PPr, CT_TblPr …).
ORDER = {
    'rPr': 'rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid '
           'vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs '
           'em lang eastAsianLayout specVanish oMath rPrChange',
    'pPr': 'pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs '
           'suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi '
           'adjustRightInd '
           'snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment '
           'textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange',
    'tblPr': 'tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing '
             'tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange',
    'tcPr': 'cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark',
    'sectPr': 'headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType '
              'pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings',
    'sdtPr': 'rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation comboBox '
             'date docPartObj docPartList dropDownList picture richText text citation group bibliography',
    'sdt': 'sdtPr sdtEndPr sdtContent',
    'tbl': 'bookmarkStart bookmarkEnd tblPr tblGrid tr',
    'style': 'name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked '
             'personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr',
    'lvl': 'start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr',
    'tblBorders': 'top start left bottom end right insideH insideV',
    'tcBorders': 'top start left bottom end right insideH insideV tl2br tr2bl',
    'tblCellMar': 'top start left bottom end right',
    'tcMar': 'top start left bottom end right',
    'pBdr': 'top left bottom right between bar',
    'numbering': 'numPicBullet abstractNum num numIdMacAtCleanup',
    'styles': 'docDefaults latentStyles style',
}
ORDER = {name: names.split() for name, names in ORDER.items()}
DOCUMENTS = ['agente-ventanilla', 'analista-talento-humano', 'analista-pensiones', 'subsidio-incapacidad',
             'tiempo-espera', 'man-pre-02']


def local(node):
    return node.tag.split('}')[1]


class Order(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp())
        cls.files = {}
        for name in DOCUMENTS:
            path = cls.folder / f'{name}.docx'
            result = update_test.run('export', 'docx', name, '--site', environment.ROOT, '--output', path,
                                     '--today', update_test.TODAY)
            assert result.returncode == 0, result.stderr
            with zipfile.ZipFile(path) as archive:
                cls.files[name] = {part: archive.read(part) for part in archive.namelist()}

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder)

    def roots(self):
        for name, parts in self.files.items():
            for part, content in parts.items():
                if part.startswith('word/') and part.endswith('.xml'):
                    yield f'{name}: {part}', part, parts, ElementTree.fromstring(content)

    def test_children_stand_in_the_order_of_the_schema(self):
        seen = set()
        for title, _, _, root in self.roots():
            for node in root.iter():
                names = ORDER.get(local(node))
                if names is None or not node.tag.startswith(W):
                    continue
                children = [local(child) for child in node]
                seen.add(local(node))
                for child in children:
                    self.assertIn(child, names, f'{title}: {local(node)}')
                places = [names.index(child) for child in children]
                self.assertEqual(places, sorted(places), f'{title}: {local(node)} {children}')
                if local(node) not in ('tbl', 'sectPr', 'numbering', 'styles', 'style', 'sdtContent'):
                    self.assertEqual(len(children), len(set(children)), f'{title}: {local(node)} {children}')
        self.assertLessEqual({'rPr', 'pPr', 'tblPr', 'tcPr', 'sectPr', 'sdtPr', 'style', 'lvl'}, seen)

    def test_properties_come_first_and_cells_end_with_a_paragraph(self):
        first = {'p': 'pPr', 'r': 'rPr', 'tbl': 'tblPr', 'tr': 'trPr', 'tc': 'tcPr'}
        for title, part, _, root in self.roots():
            for node in root.iter():
                name = local(node)
                children = [local(child) for child in node]
                if name in first and first[name] in children:
                    marks = [child for child in children if not child.startswith('bookmark')]
                    self.assertEqual(marks[0], first[name], f'{title}: {name} {children[:4]}')
                if node.tag == W + 'tc':
                    ends = [child for child in children if not child.startswith('bookmark')]
                    last = [child for child in node if not local(child).startswith('bookmark')][-1]
                    inside = last.find(f'{W}sdtContent') if ends[-1] == 'sdt' else None
                    self.assertEqual(local(inside[-1]) if inside is not None else ends[-1], 'p', f'{title}: {children}')
                if name == 'tr':
                    self.assertIn('tc', ' '.join(local(child) for child in node.iter()), title)
            if part == 'word/document.xml':
                self.assertEqual(local(root.find(f'{W}body')[-1]), 'sectPr', title)

    def test_rows_fill_the_grid(self):
        for title, _, _, root in self.roots():
            for table in root.iter(W + 'tbl'):
                nested = {cell for inner in table.iter(W + 'tbl') if inner is not table
                          for cell in inner.iter(W + 'tc')}
                width = len(table.find(f'{W}tblGrid'))
                for row in (child for child in table if local(child) == 'tr'):
                    spans = [cell.find(f'{W}tcPr/{W}gridSpan') for cell in row.iter(W + 'tc') if cell not in nested]
                    count = sum(1 if span is None else int(span.get(W + 'val')) for span in spans)
                    self.assertEqual(count, width, title)

    def test_references_lead_somewhere(self):
        for title, part, parts, root in self.roots():
            styles = set(re.findall(rb'w:styleId="([^"]+)"', parts['word/styles.xml']))
            numbers = set(re.findall(rb'<w:num w:numId="([^"]+)"', parts.get('word/numbering.xml', b'')))
            relations = parts.get(f'word/_rels/{pathlib.PurePosixPath(part).name}.rels', b'')
            known = set(re.findall(rb'Id="([^"]+)"', relations))
            identifiers = []
            for node in root.iter():
                value = (node.get(W + 'val') or '').encode()
                if local(node) in ('pStyle', 'rStyle', 'tblStyle', 'basedOn', 'next', 'link'):
                    self.assertIn(value, styles, f'{title}: {local(node)}')
                if local(node) == 'numId' and value != b'0':
                    self.assertIn(value, numbers, title)
                for key in ('id', 'embed', 'link'):
                    if node.get(R + key):
                        self.assertIn(node.get(R + key).encode(), known, title)
                if local(node) == 'sdtPr':
                    identifiers.append(node.find(f'{W}id').get(W + 'val'))
            self.assertEqual(len(identifiers), len(set(identifiers)), f'{title}: ids of controls')
            for target in re.findall(rb'Target="([^"]+)"(?![^>]*External)', relations):
                self.assertIn('word/' + target.decode().removeprefix('/word/'), parts, title)

    def test_every_part_has_a_type(self):
        for name, parts in self.files.items():
            types = parts['[Content_Types].xml'].decode()
            for part in parts:
                if part != '[Content_Types].xml' and not part.endswith('/'):
                    end = part.rsplit('.', 1)[-1]
                    self.assertTrue(f'PartName="/{part}"' in types or f'Extension="{end}"' in types, f'{name}: {part}')


if __name__ == '__main__':
    unittest.main()
