"""`oficio lsp` with the client of pygls: proposals, navigation, renames, findings with fixes, formatting."""
import subprocess

from lsprotocol import types as lsp

from language_client import FILES, PROGRAM, LanguageCase, applied, text_edits, utf8, utf16

COBRO, CAJERO = 'protocolos/cobro.md', 'puestos/cajero.md'


class ProposalsTest(LanguageCase):
    async def test_keys_of_the_front_matter_that_are_not_there_yet(self):
        labels = await self.labels(CAJERO, '---\ntítulo: X\nunidad: caja\n\n---\n', 'caja\n')
        self.assertIn('reporta a', labels)
        self.assertNotIn('unidad', labels)
        self.assertNotIn('título', labels)

    async def test_references_by_title_code_id_and_former_name(self):
        for typed, expected in [('Jefe', 'jefe'), ('PU-0', 'jefe'), ('jef', 'jefe'), ('archivo c', None)]:
            with self.subTest(typed):
                items = await self.proposals(CAJERO, f'---\ntítulo: X\nreporta a: {typed}')
                texts = [item.text_edit.new_text for item in items]
                self.assertEqual(texts[:1], [expected] if expected else ['archivo'])

    async def test_only_records_of_the_types_that_the_field_takes(self):
        labels = await self.labels(CAJERO, '---\ntítulo: X\nunidad: ')
        self.assertEqual(sorted(labels), ['Archivo Central', 'Caja'])

    async def test_short_references_paths_and_anchors_in_the_body(self):
        body = '---\ntítulo: X\n---\n\n## Propósito\n\nVea é😀 '
        self.assertIn('Cajero', await self.labels(COBRO, body + '[[caj'))
        self.assertIn('../puestos/cajero.md', await self.labels(COBRO, body + '[x](caj'))
        self.assertIn('cobro', await self.labels(COBRO, body + '[[cajero#'))

    async def test_a_proposal_replaces_what_was_typed_behind_an_emoji(self):
        text = '---\ntítulo: X\n---\n\n## Propósito\n\nVea é😀 [[caje'
        item = (await self.proposals(COBRO, text))[0]
        edit = lsp.TextEdit(item.text_edit.range, item.text_edit.new_text)
        self.assertEqual(applied(text, [edit]), text[:-len('caje')] + 'cajero')

    async def test_headings_codes_and_states(self):
        self.assertIn('Funciones', await self.labels(CAJERO, '---\ntítulo: X\n---\n\n## Fun'))
        self.assertIn('Diaria', await self.labels(CAJERO, '---\ntítulo: X\n---\n\n## Funciones\n\n### '))
        table = '---\ntítulo: X\n---\n\n## Funciones\n\n| Tarea | Frecuencia |\n|---|---|\n| Cobrar | '
        self.assertIn('diaria', await self.labels(CAJERO, table))
        braces = '---\ntítulo: X\n---\n\n## Funciones\n\n- Cobrar. {#a frecuencia='
        self.assertIn('diaria', await self.labels(CAJERO, braces))
        self.assertIn('borrador', await self.labels(CAJERO, '---\nestado: '))
        self.assertIn('interno', await self.labels(CAJERO, '---\nacceso: '))

    async def test_no_proposal_in_running_text(self):
        self.assertEqual(await self.labels(COBRO, '---\ntítulo: X\n---\n\n## Propósito\n\nEl cajero '), [])


class NavigationTest(LanguageCase):
    async def at(self, request, parameters, words, path=COBRO, **more):
        uri = self.open(path)
        place = self.place(FILES[path], words, utf16)
        return await request(parameters(text_document=lsp.TextDocumentIdentifier(uri), position=place, **more))

    async def test_definition_of_short_references_and_links(self):
        for words, path, line in [
            ('[[caje', CAJERO, 1), ('😀 [[Ca', 'unidades.yaml', 1), ('cajero.md#co', CAJERO, 1)]:
            with self.subTest(words):
                found = await self.at(
                    self.client.text_document_definition_async, lsp.DefinitionParams, words)
                self.assertEqual([(place.uri, place.range.start.line) for place in found], [(self.uri(path), line)])

    async def test_references_stand_where_they_are_written(self):
        found = await self.at(
            self.client.text_document_references_async, lsp.ReferenceParams, 'nombre: Caja', 'unidades.yaml',
            context=lsp.ReferenceContext(include_declaration=False))
        texts = {}
        for place in found:
            lines = open(place.uri.removeprefix('file://'), encoding='utf-8').read().split('\n')
            line = lines[place.range.start.line].encode('utf-16-le')
            words = line[2 * place.range.start.character:2 * place.range.end.character].decode('utf-16-le')
            texts.setdefault(place.uri.rsplit('/', 1)[-1], []).append(words)
        self.assertEqual(texts, {
            'cajero.md': ['caja'], 'jefe.md': ['caja'], 'cobro.md': ['Caja', 'Caja']})

    async def test_hover_tells_the_field_and_the_target(self):
        field = await self.at(
            self.client.text_document_hover_async, lsp.HoverParams, 'reporta', CAJERO)
        self.assertIn('campo de puesto', field.contents.value)
        target = await self.at(self.client.text_document_hover_async, lsp.HoverParams, '[[caje')
        self.assertIn('**Cajero**', target.contents.value)

    async def test_symbols_and_folding(self):
        uri = self.open(CAJERO)
        document = lsp.TextDocumentIdentifier(uri)
        symbols = await self.client.text_document_document_symbol_async(lsp.DocumentSymbolParams(document))
        self.assertEqual([symbol.name for symbol in symbols], ['Objetivo', 'Funciones'])
        folds = await self.client.text_document_folding_range_async(lsp.FoldingRangeParams(document))
        self.assertEqual([(f.start_line, f.end_line) for f in folds], [(0, 4), (6, 8), (10, 12)])
        found = await self.client.workspace_symbol_async(lsp.WorkspaceSymbolParams('pu-01'))
        self.assertEqual([symbol.name for symbol in found], ['Jefe de Caja'])


class RenameTest(LanguageCase):
    async def rename(self, path, words, name):
        uri = self.open(path)
        place = self.place(FILES[path], words, utf16)
        return await self.client.text_document_rename_async(
            lsp.RenameParams(lsp.TextDocumentIdentifier(uri), place, name))

    def after(self, result):
        """Applies an edit to the files, as a client does that has none of them open."""
        edits, renames = text_edits(result)
        for uri, found in edits.items():
            path = uri.removeprefix(self.uri('') + '/').removeprefix(self.uri('')).lstrip('/')
            self.write(path, applied((self.root / 'content' / path).read_text('utf-8'), found))
        for old, new in renames:
            (self.root / old.removeprefix(self.root.as_uri() + '/')).rename(
                self.root / new.removeprefix(self.root.as_uri() + '/'))
        return {path: (self.root / 'content' / path).read_text('utf-8')
            for path in FILES if (self.root / 'content' / path).exists()}

    def check(self):
        command = [PROGRAM, 'check', '--site', self.root, '--format', 'json']
        lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
        return [line for line in lines if '"error"' in line]

    async def test_a_unit_by_its_title(self):
        texts = self.after(await self.rename('unidades.yaml', 'nombre: Ca', 'Tesorería'))
        self.assertIn('nombre: Tesorería', texts['unidades.yaml'])
        self.assertIn('nombres anteriores: [Caja]', texts['unidades.yaml'])
        self.assertIn('unidad: Tesorería', texts[COBRO])
        self.assertIn('😀 [[Tesorería|la caja]]', texts[COBRO])
        self.assertIn('unidad: caja', texts[CAJERO])
        self.assertEqual(self.check(), [])

    async def test_a_document_by_its_id_moves_its_file(self):
        result = await self.rename(COBRO, '[[caje', 'recaudador')
        self.assertEqual(text_edits(result)[1], [(self.uri(CAJERO), self.uri('puestos/recaudador.md'))])
        texts = self.after(result)
        self.assertIn('[[recaudador]]', texts[COBRO])
        self.assertIn('(../puestos/recaudador.md#cobro)', texts[COBRO])
        self.assertIn('ids anteriores: [cajero]', (self.root / 'content/puestos/recaudador.md').read_text('utf-8'))
        self.assertEqual(self.check(), [])

    async def test_a_row_with_the_links_to_it(self):
        texts = self.after(await self.rename(CAJERO, '{#cob', 'recaudo'))
        self.assertIn('{#recaudo frecuencia=diaria}', texts[CAJERO])
        self.assertIn('cajero.md#recaudo)', texts[COBRO])
        self.assertEqual(self.check(), [])

    async def test_a_name_that_cannot_be_is_refused_in_words(self):
        for name, reason in [('jefe', 'ya hay un documento'), ('Con Mayúscula', 'minúsculas')]:
            with self.subTest(name), self.assertRaisesRegex(Exception, reason):
                await self.rename(COBRO, '[[caje', name)

    async def test_there_is_nothing_to_rename_in_running_text(self):
        uri = self.open(COBRO)
        with self.assertRaisesRegex(Exception, 'ningún nombre'):
            await self.client.text_document_prepare_rename_async(lsp.PrepareRenameParams(
                lsp.TextDocumentIdentifier(uri), self.place(FILES[COBRO], 'Lo hace', utf16)))


class FindingsTest(LanguageCase):
    async def test_findings_follow_the_text_and_not_the_file(self):
        uri = self.open(CAJERO)
        self.assertEqual([d.code for d in await self.client.findings(uri, 1) if d.severity == 1], [])
        version = self.change(uri, 'directora', (3, 11), (3, 15))
        found = await self.client.findings(uri, version)
        broken = [d for d in found if d.severity == 1]
        self.assertEqual(len(broken), 1, found)
        self.assertIn('directora', broken[0].message)
        self.assertEqual((broken[0].range.start.line, broken[0].range.start.character), (3, 11))
        version = self.change(uri, 'jefe', (3, 11), (3, 20))
        self.assertEqual([d for d in await self.client.findings(uri, version) if d.severity == 1], [])

    async def test_what_one_document_says_is_seen_in_another(self):
        cobro = self.open(COBRO)
        await self.client.findings(cobro, 1)
        jefe = self.open('puestos/jefe.md')
        text = FILES['puestos/jefe.md'].replace('Jefe de Caja', 'Jefa Nueva')
        await self.client.findings(jefe, self.change(jefe, text))
        version = self.change(cobro, FILES[COBRO].replace('[[cajero]]', '[[Jefa Nueva]]'))
        self.assertEqual([d for d in await self.client.findings(cobro, version) if d.severity == 1], [])

    async def test_hover_tells_what_a_finding_means(self):
        uri = self.open(CAJERO, FILES[CAJERO].replace('jefe', 'directora'))
        found = [d for d in await self.client.findings(uri, 1) if d.severity == 1][0]
        hover = await self.client.text_document_hover_async(lsp.HoverParams(
            lsp.TextDocumentIdentifier(uri), found.range.start))
        self.assertIn(found.code, hover.contents.value)
        self.assertIn('no lleva a ningún documento', hover.contents.value)

    async def test_a_fix_is_an_action(self):
        text = FILES[CAJERO].replace('título', 'titulo').replace('unidad: caja', 'unidda: caja')
        uri = self.open(CAJERO, text)
        await self.client.findings(uri, 1)
        line = next(number for number, words in enumerate(text.split('\n')) if 'unidda' in words)
        actions = await self.client.text_document_code_action_async(lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(uri), lsp.Range(lsp.Position(line, 0), lsp.Position(line, 3)),
            lsp.CodeActionContext(diagnostics=[], only=['quickfix'])))
        self.assertTrue(actions)
        self.assertIn('unidad: caja', applied(text, text_edits(actions[0].edit)[0][uri]))

    async def test_sections_in_order(self):
        head = '---\ntítulo: Cajero\nunidad: caja\n---\n\n'
        text = head + '## Funciones\n\n- Cobrar.\n\n## Nota mía\n\nAquí.\n\n## Objetivo\n\nCobrar bien.\n'
        uri = self.open(CAJERO, text)
        await self.client.findings(uri, 1)
        actions = await self.client.text_document_code_action_async(lsp.CodeActionParams(
            lsp.TextDocumentIdentifier(uri), lsp.Range(lsp.Position(0, 0), lsp.Position(0, 0)),
            lsp.CodeActionContext(diagnostics=[], only=['source.organize'])))
        self.assertEqual(applied(text, text_edits(actions[0].edit)[0][uri]),
            head + '## Objetivo\n\nCobrar bien.\n\n## Funciones\n\n- Cobrar.\n\n## Nota mía\n\nAquí.\n')

    async def test_files_that_change_on_disk(self):
        uri = self.open(CAJERO, FILES[CAJERO].replace('reporta a: jefe', 'reporta a: directora'))
        self.assertTrue([d for d in await self.client.findings(uri, 1) if d.severity == 1])
        self.write('puestos/directora.md', '---\ntítulo: Directora\nunidad: caja\n---\n\n## Objetivo\n\nDirigir.\n')
        self.client.published.clear()
        self.client.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams(
            [lsp.FileEvent(self.uri('puestos/directora.md'), lsp.FileChangeType.Created)]))
        self.assertEqual([d for d in await self.client.findings(uri, 1) if d.severity == 1], [])
        self.assertEqual(self.client.registered[0].method, 'workspace/didChangeWatchedFiles')


class FormattingTest(LanguageCase):
    async def test_tables_are_aligned_and_say_the_same(self):
        text = ('---\ntítulo: X\n---\n\n## Funciones\n\n'
            '| Tarea | Frecuencia |\n|---|:-:|\n| Cobrar tasas é | diaria |\n| a \\| b | m |\n')
        uri = self.open(CAJERO, text)
        edits = await self.client.text_document_formatting_async(lsp.DocumentFormattingParams(
            lsp.TextDocumentIdentifier(uri), lsp.FormattingOptions(4, True)))
        self.assertEqual(applied(text, edits).split('## Funciones\n\n')[1],
            '| Tarea          | Frecuencia |\n| -------------- | :--------: |\n| Cobrar tasas é | diaria     |\n'
            '| a \\| b         | m          |\n')


class Utf8Test(LanguageCase):
    encoding = 'utf-8'

    async def test_positions_count_bytes(self):
        self.assertEqual(self.answer.capabilities.position_encoding, 'utf-8')
        uri = self.open(COBRO)
        found = await self.client.text_document_definition_async(lsp.DefinitionParams(
            lsp.TextDocumentIdentifier(uri), self.place(FILES[COBRO], '😀 [[Caj', utf8)))
        self.assertEqual([place.uri for place in found], [self.uri('unidades.yaml')])
        version = self.change(uri, 'x', (7, utf8('Lo hace [[cajero]] de 😀 [[')),
            (7, utf8('Lo hace [[cajero]] de 😀 [[Caja')))
        found = [d for d in await self.client.findings(uri, version) if d.severity == 1]
        self.assertEqual(len(found), 1)


class FoldersTest(LanguageCase):
    async def test_several_folders(self):
        other = self.root / 'otro'
        for path, text in FILES.items():
            file = other / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text.replace('Cajero', 'Tesorero'), 'utf-8')
        self.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(
            lsp.WorkspaceFoldersChangeEvent([lsp.WorkspaceFolder(other.as_uri(), 'otro')], [])))

        async def names(query):
            return [found.name for found in await self.client.workspace_symbol_async(lsp.WorkspaceSymbolParams(query))]
        self.assertEqual(await names('cajero'), ['Cajero', 'Tesorero'])
        self.assertEqual(await names('tesorero'), ['Tesorero'])
        self.client.workspace_did_change_workspace_folders(lsp.DidChangeWorkspaceFoldersParams(
            lsp.WorkspaceFoldersChangeEvent([], [lsp.WorkspaceFolder(other.as_uri(), 'otro')])))
        self.assertEqual(await names('tesorero'), [])
