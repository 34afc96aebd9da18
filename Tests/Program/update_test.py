"""`oficio import --update`: an edited export becomes changes of its source, field by field."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

import environment

PROGRAM = os.environ.get('PROGRAM', str(environment.ROOT / '.build/debug/oficio'))
W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
TODAY = '2026-11-21'


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class Export:
    """An exported DOCX whose main text is changed as a word processor would."""

    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = ElementTree.fromstring(self.parts['word/document.xml'])
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def save(self, path=None):
        self.parts['word/document.xml'] = ElementTree.tostring(self.root, encoding='UTF-8', xml_declaration=True)
        with zipfile.ZipFile(path or self.path, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)

    def controls(self, pattern):
        return [node for node in self.root.iter(W + 'sdt')
                if re.search(pattern, node.find(f'{W}sdtPr/{W}tag').get(W + 'val'))]

    def control(self, pattern):
        return self.controls(pattern)[0]

    def text(self, node):
        return ''.join(text.text or '' for text in node.iter(W + 't'))

    def set(self, node, words):
        texts = list(node.iter(W + 't'))
        texts[0].text = words
        for text in texts[1:]:
            text.text = ''

    def replace(self, node, old, new):
        for text in node.iter(W + 't'):
            if old in (text.text or ''):
                text.text = text.text.replace(old, new)
                return
        raise AssertionError(f'«{old}» is not there: {self.text(node)}')

    def above(self, node, name):
        while node.tag != W + name:
            node = self.parents[node]
        return node

    def remove(self, node):
        self.parents[node].remove(node)

    def insert_after(self, node, new):
        parent = self.parents[node]
        parent.insert(list(parent).index(node) + 1, new)


def plain_row(row, words):
    """A copy of a table row without controls, as if somebody had typed a new row."""
    copy = ElementTree.fromstring(ElementTree.tostring(row))
    for cell in copy.iter(W + 'tc'):
        for child in list(cell):
            if child.tag != W + 'tcPr':
                cell.remove(child)
        paragraph = ElementTree.SubElement(cell, W + 'p')
        if words:
            run_ = ElementTree.SubElement(paragraph, W + 'r')
            ElementTree.SubElement(run_, W + 't').text = words.pop(0)
    return copy


class UpdateCase(unittest.TestCase):
    source = environment.ROOT

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.site = self.folder / 'site'
        self.site.mkdir()
        shutil.copytree(self.source / 'content', self.site / 'content')
        for path in self.site.rglob('*'):
            path.chmod(path.stat().st_mode | 0o200)

    def export(self, document, form='docx'):
        path = self.folder / f'{document}.{form}'
        result = run('export', form, document, '--site', self.site, '--output', path, '--today', TODAY)
        self.assertEqual(result.returncode, 0, result.stderr)
        return path

    def strip(self, path):
        """Removes controls, bookmarks, properties and names of styles from a DOCX."""
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        text = parts['word/document.xml'].decode()
        text = re.sub(r'<w:sdtPr>.*?</w:sdtPr>|</?w:sdt(Content)?>|<w:bookmark(Start|End)[^>]*/>', '', text)
        styles = parts['word/styles.xml'].decode()
        for number, name in enumerate(sorted(set(re.findall(r'w:styleId="([^"]+)"', styles)) - {'Normal'})):
            styles = styles.replace(f'"{name}"', f'"s{number}"')
            text = text.replace(f'w:val="{name}"', f'w:val="s{number}"')
        styles = re.sub(r'<w:name w:val="[^"]*"/>', lambda match,
            count=iter(range(999)): f'<w:name w:val="estilo {next(count)}"/>', styles)
        parts.update({'word/document.xml': text.encode(), 'word/styles.xml': styles.encode()})
        parts['docProps/custom.xml'] = re.sub(rb'<property .*</property>', b'', parts['docProps/custom.xml'])
        with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)

    def update(self, path, *options):
        """The exit status, and one object per change."""
        report = self.folder / 'informe'
        shutil.rmtree(report, ignore_errors=True)
        result = run('import', '--update', path, '--site', self.site, '--today', TODAY, '--report', report, *options)
        lines = list(report.glob('*-cambios.jsonl'))
        self.assertTrue(lines, result.stdout + result.stderr)
        found = [json.loads(line) for line in lines[0].read_text().splitlines()]
        self.out = result.stdout + result.stderr
        return result.returncode, found

    def read(self, path):
        return (self.site / 'content' / path).read_text()


class Changes(UpdateCase):
    def test_nothing_changed(self):
        for document in ['analista-talento-humano', 'agente-ventanilla', 'analista-pensiones',
                         'coordinador-centro-contacto', 'man-pre-02', 'reclamo-queja']:
            for form in ['docx'] if document == 'man-pre-02' else ['docx', 'odt']:
                with self.subTest(document=document, form=form):
                    status, found = self.update(self.export(document, form))
                    self.assertEqual((status, found), (0, []), self.out)

    def test_words_cells_marks_and_dates(self):
        path = self.export('analista-talento-humano')
        before = self.read('puestos/analista-talento-humano.md')
        export = Export(path)
        mission = export.control(r'^oficio:objective$')
        export.replace(mission, 'con orden en los papeles', 'con mucho orden en los expedientes')
        task = export.controls(r'^oficio:functions/[^/]+/task$')[0]
        old = export.text(task)
        export.set(task, 'Publicar convocatorias en el sitio y responder a quienes aspiran.')
        row = export.above(task, 'tr')
        marks = [cell for cell in row.iter(W + 'sdt')
            if re.search('frequency=', cell.find(f'{W}sdtPr/{W}tag').get(W + 'val'))]
        for mark in marks:
            if export.text(mark).strip():
                export.set(mark, '\u00a0')
        export.set(marks[0], 'X')
        export.save()
        status, found = self.update(path)
        self.assertEqual([change['state'] for change in found], ['applies'] * 3, self.out)
        self.assertIn('3 cambios, 3 se aplican, 0 piden mirarse; 0 textos sin casilla', self.out)
        self.assertEqual(self.read('puestos/analista-talento-humano.md'), before, 'shown only')
        status, found = self.update(path, '--apply')
        self.assertEqual(status, 0, self.out)
        after = self.read('puestos/analista-talento-humano.md')
        self.assertIn('con mucho orden en los expedientes', after)
        self.assertIn('Publicar convocatorias en el sitio y responder a quienes aspiran.', after)
        self.assertNotIn(old, after)
        changed = [line for line in after.splitlines() if line not in before.splitlines()]
        self.assertLessEqual(len(changed), 3, changed)
        status, found = self.update(path)
        self.assertEqual(found, [], 'the file says what the source says')

    def test_rows_added_removed_and_moved(self):
        path = self.export('analista-talento-humano')
        export = Export(path)
        rows = [export.above(node, 'tr') for node in export.controls(r'^oficio:internal-contacts/[^/]+/who$')]
        self.assertGreaterEqual(len(rows), 3)
        words = [export.text(row) for row in rows]
        parent = export.parents[rows[0]]
        parent.remove(rows[1])
        export.insert_after(rows[2], plain_row(rows[0], ['Biblioteca', 'Pedir los manuales', 'M', 'C']))
        parent.remove(rows[0])
        export.insert_after(rows[2], rows[0])
        export.save()
        status, found = self.update(path, '--apply')
        kinds = sorted(change['kind'] for change in found)
        self.assertEqual(kinds, ['added', 'moved', 'removed'], self.out)
        self.assertEqual({change['state'] for change in found}, {'applies'}, self.out)
        self.assertEqual(self.update(path)[1], [], self.out)
        source = self.read('puestos/analista-talento-humano.md')
        places = [source.index(word) for word in ['novedades de planilla', 'inducción del personal de oficinas',
            'Pedir los manuales']]
        self.assertEqual(places, sorted(places), source)

    def test_list_items(self):
        path = self.export('agente-ventanilla')
        export = Export(path)
        items = export.controls(r'^oficio:functions/[^/]+/task$')
        first, second = (export.above(node, 'p') for node in items[:2])
        export.set(items[0], 'Comprobar la identidad de quien se presenta.')
        new = ElementTree.fromstring(ElementTree.tostring(second))
        for child in list(new):
            if child.tag != W + 'pPr':
                new.remove(child)
        run_ = ElementTree.SubElement(new, W + 'r')
        ElementTree.SubElement(run_, W + 't').text = 'Entregar el turno por escrito.'
        export.insert_after(first, new)
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual(sorted(change['kind'] for change in found), ['added', 'changed'], self.out)
        self.assertEqual(status, 0, self.out)
        self.assertEqual(self.update(path)[1], [], self.out)
        source = self.read('puestos/agente-ventanilla.md')
        self.assertRegex(source,
            r'Comprobar la identidad de quien se presenta\.\n\d+\. Entregar el turno por escrito\.')

    def test_references_and_fields(self):
        path = self.export('agente-ventanilla')
        export = Export(path)
        boss = export.control(r'^oficio:reports-to$')
        export.set(boss, 'Jefe de Oficinas de Atención.')
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['applies'], self.out)
        self.assertEqual(self.update(path)[1], [], self.out)
        self.assertRegex(self.read('puestos/agente-ventanilla.md'),
            r'reporta a: (jefe-oficinas-atencion|Jefe de Oficinas)')

    def test_a_deleted_control_empties_its_field(self):
        path = self.export('agente-ventanilla')
        export = Export(path)
        control = export.control(r'^oficio:security-measures$')
        words = export.text(control)
        export.remove(control)
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([(change['kind'], change['state']) for change in found], [('removed', 'applies')], self.out)
        self.assertNotIn(words[:30], self.read('puestos/agente-ventanilla.md'))
        self.assertEqual(self.update(path)[1], [], self.out)

    def test_a_control_that_only_lost_its_mark_changes_nothing(self):
        path = self.export('agente-ventanilla')
        before = self.read('puestos/agente-ventanilla.md')
        export = Export(path)
        control = export.control(r'^oficio:security-measures$')
        parent = export.parents[control]
        place = list(parent).index(control)
        for child in reversed(list(control.find(W + 'sdtContent'))):
            parent.insert(place, child)
        parent.remove(control)
        export.save()
        status, found = self.update(path, '--apply')
        self.assertNotIn('applies', [change['state'] for change in found], self.out)
        self.assertEqual(self.read('puestos/agente-ventanilla.md'), before)

    def test_the_source_that_changed_wins_over_a_deleted_control(self):
        path = self.export('agente-ventanilla')
        source = self.site / 'content/puestos/agente-ventanilla.md'
        source.write_text(source.read_text().replace('sello bajo llave', 'sello siempre bajo llave'))
        export = Export(path)
        export.remove(export.control(r'^oficio:security-measures$'))
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['conflict'], self.out)
        self.assertIn('sello siempre bajo llave', source.read_text())

    def test_conflicts_stay_open(self):
        """The former words come from the release that the file was exported from."""
        path = self.export('agente-ventanilla')
        source = self.site / 'content/puestos/agente-ventanilla.md'
        self.assertIn('dejar iniciado', source.read_text())
        source.write_text(source.read_text().replace('dejar iniciado', 'dejar bien iniciado'))
        export = Export(path)
        export.replace(export.control(r'^oficio:objective$'), 'dejar iniciado', 'dejar completo')
        export.save()
        before = source.read_text()
        status, found = self.update(path, '--apply')
        self.assertNotEqual(status, 0)
        self.assertEqual([change['state'] for change in found], ['conflict'], self.out)
        self.assertIn('dejar bien iniciado', found[0]['mine'])
        self.assertIn('dejar completo', found[0]['file'])
        self.assertIn('dejar iniciado', found[0]['before'])
        self.assertEqual(source.read_text(), before)

    def test_without_controls(self):
        """A file without controls, bookmarks and properties is compared by its form."""
        path = self.export('analista-talento-humano')
        self.strip(path)
        status, found = self.update(path)
        self.assertEqual(found, [], self.out)
        export = Export(path)
        for text in export.root.iter(W + 't'):
            text.text = (text.text or '').replace('orden en los papeles', 'orden en los archivos')
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['applies'], self.out)
        self.assertIn('orden en los archivos', self.read('puestos/analista-talento-humano.md'))

    def test_source_changed_elsewhere(self):
        path = self.export('analista-talento-humano')
        source = self.site / 'content/puestos/analista-talento-humano.md'
        text = source.read_text()
        removed = next(line for line in text.splitlines() if 'Igualdad de información' in line)
        source.write_text(text.replace(removed + '\n', ''))
        export = Export(path)
        export.replace(export.control(r'^oficio:objective$'), 'orden en los papeles', 'orden en los archivos')
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['applies'], self.out)
        self.assertNotIn('Igualdad de información', source.read_text())

    def test_tracked_changes_and_comments(self):
        path = self.export('analista-talento-humano')
        export = Export(path)
        mission = export.control(r'^oficio:objective$')
        content = mission.find(W + 'sdtContent')
        runs = [node for node in content.iter(W + 'r')]
        author = {W + 'id': '901', W + 'author': 'Inés Duarte', W + 'date': '2026-11-20T10:00:00Z'}
        index = list(content).index(runs[-1])
        inserted = ElementTree.Element(W + 'ins', author)
        run_ = ElementTree.SubElement(inserted, W + 'r')
        ElementTree.SubElement(run_, W + 't').text = ' Responde ante la jefatura.'
        content.insert(index + 1, inserted)
        start = ElementTree.Element(W + 'commentRangeStart', {W + 'id': '7'})
        end = ElementTree.Element(W + 'commentRangeEnd', {W + 'id': '7'})
        content.insert(index, start)
        content.append(end)
        space = W[1:-1]
        export.parts['word/comments.xml'] = (
            f'<w:comments xmlns:w="{space}"><w:comment w:id="7" w:author="Raúl Peña" w:date="2026-11-20T11:00:00Z">'
            '<w:p><w:r><w:t>¿No falta el archivo?</w:t></w:r></w:p></w:comment></w:comments>').encode()
        relations = export.parts['word/_rels/document.xml.rels'].decode()
        export.parts['word/_rels/document.xml.rels'] = relations.replace(
            '</Relationships>', '<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
            'relationships/comments" Target="comments.xml"/></Relationships>').encode()
        types = export.parts['[Content_Types].xml'].decode()
        export.parts['[Content_Types].xml'] = types.replace(
            '</Types>', '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-'
            'officedocument.wordprocessingml.comments+xml"/></Types>').encode()
        export.save()
        status, found = self.update(path, '--apply')
        changes = [change for change in found if change['kind'] == 'changed']
        self.assertEqual([change['authors'] for change in changes], [['Inés Duarte']], self.out)
        comments = [change for change in found if change['kind'] == 'comment']
        self.assertEqual([(c['author'], c['text']) for c in comments], [('Raúl Peña', '¿No falta el archivo?')])
        tracked = [change for change in found if change['kind'] == 'tracked']
        self.assertEqual([(c['author'], c['change']) for c in tracked], [('Inés Duarte', 'insertion')])
        source = self.read('puestos/analista-talento-humano.md')
        self.assertIn('Responde ante la jefatura.', source)
        self.assertNotIn('No falta el archivo', source)

    def test_words_outside_of_fields(self):
        path = self.export('analista-talento-humano')
        export = Export(path)
        body = export.root.find(W + 'body')
        paragraph = ElementTree.Element(W + 'p')
        run_ = ElementTree.SubElement(paragraph, W + 'r')
        ElementTree.SubElement(run_, W + 't').text = 'Falta decir quién le sustituye.'
        body.insert(0, paragraph)
        export.save()
        status, found = self.update(path, '--apply')
        self.assertEqual([change['text'] for change in found if change['kind'] == 'outside'],
                         ['Falta decir quién le sustituye.'], self.out)
        source = self.read('puestos/analista-talento-humano.md')
        self.assertIn('## Sin colocar {acceso=interno}\n\nFalta decir quién le sustituye.', source)

    def test_clauses_are_not_changed(self):
        path = self.export('analista-talento-humano')
        export = Export(path)
        control = export.controls(r'clause/')[0]
        export.set(control, 'Otra cosa.')
        export.save()
        before = {file: file.read_bytes() for file in self.site.rglob('*.*')}
        status, found = self.update(path, '--apply')
        self.assertEqual([change['state'] for change in found], ['rejected'], self.out)
        self.assertEqual(before, {file: file.read_bytes() for file in before})


if __name__ == '__main__':
    unittest.main()
