"""A document that is exported and imported again is the same: every field and column has the same words in the same
order.

Controls, bookmarks, properties and the names of styles are taken out before, from published pages also classes, ids and
data; each file once as it was exported and once as LibreOffice has saved it. Jobs and manuals are compared by what
their forms print, other types by their whole records. Of jobs as PDF files, 95 % of the fields come back. The usual run
takes a document of each form and type; OFICIO_ROUNDTRIP=all takes all of both sites
(Tests/long.sh) and prints how many came back."""
import collections
import os
import re
import shutil
import subprocess
import sys
import unittest
import zipfile

import environment
import records
import update_test

ALL = os.environ.get('OFICIO_ROUNDTRIP') == 'all'
DEMONSTRATION = ['agente-ventanilla', 'analista-talento-humano', 'analista-pensiones']
SEEDS = ['coord-tec-orient-inf-derechohabiente-e1', 'jefe-servicio-cliente-pqrs', 'supervisor-servicio-usuario',
         'ejecutivo-servicio-usuario', 'promotor-servicios-en-linea']
FOLDERS = {'protocol': 'protocolos', 'standard': 'estandares', 'checklist': 'incorporacion', 'page': 'paginas',
           'clause': 'clausulas', 'manual': 'manuales'}
USUAL = {'protocol': ['constancia-cotizaciones', 'persona-alterada'], 'standard': ['atencion-telefonica'],
         'checklist': ['incorporacion-jefaturas'], 'page': ['presentacion'],
         'clause': ['funciones-comunes-personal']}


def values(path):
    """(field or column, words) of every control of a DOCX, in order. Neighbouring values of one field are joined."""
    export = update_test.Export(path)
    found = []
    for node in export.root.iter(update_test.W + 'sdt'):
        tag = node.find(f'{update_test.W}sdtPr/{update_test.W}tag').get(update_test.W + 'val')
        parts = re.sub(r'^oficio:((clause|job)/[^:]*:)*', '', tag).split('/')
        words = ' '.join(export.text(node).split())
        name = '/'.join(parts[2:]) or parts[0]
        if not words:
            continue
        # A long key is stored as its hash only: a row of a clause.
        name = 'task' if name.startswith('~') else name
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + ' ' + words)
        else:
            found.append((name, words))
    return found


def has_libreoffice():
    if shutil.which('soffice'):
        return True
    if os.environ.get('CI'):
        raise FileNotFoundError('LibreOffice is absent, and CI is set')
    print('LEFT OUT: tests that need LibreOffice, which is absent', file=sys.stderr)
    return False


class RoundTrip(update_test.UpdateCase):
    counts = collections.Counter()

    def setUp(self):
        super().setUp()
        shutil.rmtree(self.site / 'content/historial', ignore_errors=True)

    @classmethod
    def tearDownClass(cls):
        if ALL:
            for kind, way in sorted({key[:2] for key in cls.counts}):
                right, wrong = cls.counts[kind, way, True], cls.counts[kind, way, False]
                print(f'{cls.__name__} {kind}, {way}: {right} of {right + wrong}', file=sys.stderr)

    # MARK: Files

    def page(self, folder, name):
        """The published page of a document, as any site has it: no class, id, style, data or metadata."""
        from lxml import html
        pages = self.folder / 'paginas'
        if not pages.exists():
            result = update_test.run(
                'build', '--site', self.site, '--output', pages, '--today', update_test.TODAY, '--quiet')
            self.assertEqual(result.returncode, 0, result.stderr)
        root = html.parse(str(pages / f'{folder}/{name}.html')).getroot()
        for node in list(root.iter('script', 'style', 'link', 'meta')):
            if not node.get('charset'):
                node.drop_tree()
        for node in root.iter():
            for key in list(node.attrib):
                if key in ('class', 'id', 'style', 'title') or key.startswith('data-'):
                    del node.attrib[key]
        page = self.folder / f'{name}.html'
        page.write_bytes(html.tostring(root, encoding='utf-8', doctype='<!DOCTYPE html>'))
        return page

    def stripped(self, path):
        """Takes out what a program of another maker would not have written."""
        if path.suffix == '.docx':
            self.strip(path)
            return path
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        names = {}
        for name in ('content.xml', 'styles.xml'):
            text = parts[name].decode()
            text = re.sub(r'<text:bookmark[^>]*/>', '', text)
            for style in re.findall(r'<style:style [^>]*?style:name="([^"]+)"', text):
                names.setdefault(style, f'e{len(names)}')
            parts[name] = text.encode()
        for name in ('content.xml', 'styles.xml'):
            text = re.sub(r'style:display-name="[^"]*"', '', parts[name].decode())
            text = re.sub(r'((?:style:name|style-name|style:next-style-name)=")([^"]+)"',
                          lambda match: match[1] + names.get(match[2], match[2]) + '"', text)
            parts[name] = text.encode()
        parts['meta.xml'] = re.sub(rb'<meta:user-defined.*?</meta:user-defined>', b'', parts['meta.xml'])
        with zipfile.ZipFile(path, 'w') as archive:
            for name, content in parts.items():
                kind = zipfile.ZIP_STORED if name == 'mimetype' else zipfile.ZIP_DEFLATED
                archive.writestr(name, content, kind)
        return path

    def saved(self, paths):
        """The files as LibreOffice saves them, all in one run."""
        out = self.folder / 'guardado'
        for suffix in sorted({path.suffix[1:] for path in paths}):
            own = [path for path in paths if path.suffix[1:] == suffix]
            subprocess.run(
                ['soffice', f'-env:UserInstallation=file://{self.folder}/perfil', '--headless', '--convert-to',
                 suffix, '--outdir', out, *own], capture_output=True, timeout=60 + 20 * len(own))
            for path in own:
                self.assertTrue((out / path.name).exists(), path.name)
        return [out / path.name for path in paths]

    def files(self, folder, names, pages=True):
        """Each document in each way that it leaves the site: `(name, way, path)`."""
        exported = [(name, form, self.stripped(self.export(name, form))) for name in names for form in ('docx', 'odt')]
        found = list(exported)
        if pages:
            found += [(name, 'html', self.page(folder, name)) for name in names]
        if has_libreoffice() and (ALL or folder == 'protocolos'):
            again = self.saved([path for _, _, path in exported])
            found += [(name, f'{form} saved by LibreOffice', path) for (name, form, _), path in zip(exported, again)]
        return found

    # MARK: Import

    def imported(self, source, path, members=()):
        """Imports a file in place of its source. Returns what was taken away, and the new files."""
        kept = {file: file.read_bytes() for file in [source, *members]}
        known = {file for file in self.site.joinpath('content').rglob('*') if file.is_file()} - set(kept)
        for file in kept:
            file.unlink()
        result = update_test.run('import', path, '--site', self.site, '--report', self.folder / 'informe')
        made = {file for file in self.site.joinpath('content').rglob('*') if file.is_file()} - known
        self.out = result.stdout + result.stderr
        return kept, made

    def restore(self, kept, made):
        for file in made:
            file.unlink(missing_ok=True)
        for file, content in kept.items():
            file.write_bytes(content)

    def note(self, kind, way, is_right):
        RoundTrip.counts[kind, way, is_right] += 1
        self.counts = RoundTrip.counts

    def members(self, manual):
        """The jobs of a manual, in its order."""
        text = self.read(f'manuales/{manual}.md')
        return re.findall(r'^  - (\S+)$', re.search(r'^(?:miembros|puestos):\n((?:  - .*\n)+)', text, re.M)[1], re.M)

    # MARK: What is compared

    def check_manuals(self):
        """Manuals with all their jobs: what they print, by the controls of the exports before and after."""
        names = sorted(file.stem for file in (self.site / 'content/manuales').glob('*.md'))
        self.assertTrue(names)
        before = {name: values(self.export(name)) for name in names}
        for name, way, path in self.files('manuales', names, pages=False):
            with self.subTest(document=name, way=way):
                source = self.site / f'content/manuales/{name}.md'
                jobs = [self.site / f'content/puestos/{job}.md' for job in self.members(name)]
                self.assertGreater(len(jobs), 1)
                kept, made = self.imported(source, path, jobs)
                try:
                    self.assertEqual(made, set(kept), self.out)
                    after = values(self.export(name))
                finally:
                    self.restore(kept, made)
                self.note('manuales', way, before[name] == after)
                self.assertEqual(before[name], after)

    def check_forms(self, names, folder='puestos'):
        """Jobs: what their forms print, by the controls of the exports before and after."""
        before = {name: values(self.export(name)) for name in names}
        for name, way, path in self.files(folder, names):
            with self.subTest(document=name, way=way):
                source = self.site / f'content/{folder}/{name}.md'
                self.assertGreater(len(before[name]), 5)
                kept, made = self.imported(source, path)
                try:
                    self.assertEqual(len(made), 1, self.out)
                    text = next(iter(made)).read_text()
                    source.write_text(text)
                    after = values(self.export(name))
                finally:
                    self.restore(kept, made)
                self.note(folder, way, before[name] == after)
                self.assertEqual(before[name], after)

    def check_pdf(self, names):
        """Jobs as tagged PDF files: a source is written only if all words are accounted for, and at least 95 % of the
        fields of all jobs are right."""
        if not has_libreoffice():
            self.skipTest('LibreOffice is absent')
        exported = [self.stripped(self.export(name)) for name in names]
        before = {name: values(self.export(name)) for name in names}
        options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
        out = self.folder / 'pdf'
        subprocess.run(
            ['soffice', f'-env:UserInstallation=file://{self.folder}/perfil', '--headless', '--convert-to', options,
             '--outdir', out, *exported], capture_output=True, timeout=60 + 20 * len(names))
        right = wrong = 0
        for name in names:
            source = self.site / f'content/puestos/{name}.md'
            kept, made = self.imported(source, out / f'{name}.pdf')
            try:
                self.assertIn(source, made, self.out)
                after = collections.Counter(values(self.export(name)))
            finally:
                self.restore(kept, made)
            lost = [value for value in before[name] if not after[value]]
            right += len(before[name]) - len(lost)
            wrong += len(lost)
        print(f'{type(self).__name__} puestos, pdf: {right} of {right + wrong} fields', file=sys.stderr)
        self.assertGreaterEqual(right, 0.95 * (right + wrong))

    def check_records(self, kind, names):
        """Documents without a form of their own: their whole records."""
        known = records.titles(self.site)
        before = {name: records.record(value, known) for name, value in records.records(self.site, kind).items()}
        folder = FOLDERS[kind]
        for name, way, path in self.files(folder, names or sorted(before)):
            with self.subTest(document=name, way=way):
                source = self.site / f'content/{folder}/{name}.md'
                kept, made = self.imported(source, path)
                try:
                    self.assertEqual(len(made), 1, self.out)
                    text = next(iter(made)).read_text()
                    source.write_text(text)
                    after = records.record(records.records(self.site, kind)[name], known)
                finally:
                    self.restore(kept, made)
                found = records.differences(before[name], after)
                self.note(kind, way, not found)
                self.assertEqual(found, [], self.out)

    def jobs(self):
        folder = self.site / 'content/puestos'
        return sorted(file.stem for file in folder.glob('*.md') if '\nformato:' in file.read_text())


class Demonstration(RoundTrip):
    def test_jobs(self):
        self.check_forms(self.jobs() if ALL else DEMONSTRATION)

    def test_manuals(self):
        self.check_manuals()

    def test_pdf(self):
        self.check_pdf(self.jobs() if ALL else DEMONSTRATION)

    def test_protocols(self):
        self.check_records('protocol', None if ALL else USUAL['protocol'])

    def test_standards(self):
        self.check_records('standard', None if ALL else USUAL['standard'])

    def test_checklists(self):
        self.check_records('checklist', None if ALL else USUAL['checklist'])

    def test_pages(self):
        self.check_records('page', None if ALL else USUAL['page'])

    def test_clauses(self):
        self.check_records('clause', None if ALL else USUAL['clause'])

    def test_update_after_libreoffice(self):
        """LibreOffice drops the tags of controls; bookmarks then identify the fields."""
        if not has_libreoffice():
            self.skipTest('LibreOffice is absent')
        path = self.export('agente-ventanilla')
        export = update_test.Export(path)
        export.replace(export.control(r'^oficio:objective$'), 'dejar iniciado', 'dejar completo')
        export.save()
        path = self.saved([path])[0]
        status, found = self.update(path, '--apply')
        self.assertEqual([(change['kind'], change['state']) for change in found], [('changed', 'applies')], self.out)
        self.assertIn('dejar completo', self.read('puestos/agente-ventanilla.md'))


@environment.needs(environment.SEEDS_SITE)
class Seeds(RoundTrip):
    source = environment.SEEDS_SITE

    def test_jobs(self):
        self.check_forms(self.jobs() if ALL else SEEDS)

    def test_manuals(self):
        self.check_manuals()

    def test_pdf(self):
        self.check_pdf(self.jobs() if ALL else SEEDS)

    def test_nothing_changed(self):
        for document in SEEDS:
            with self.subTest(document=document):
                status, found = self.update(self.export(document))
                self.assertEqual((status, found), (0, []), self.out)


if __name__ == '__main__':
    unittest.main()
