"""A client of `oficio lsp`, made with the client of pygls, and a small site for it."""
import asyncio
import os
import pathlib
import tempfile
import unittest

from lsprotocol import types as lsp
from pygls.lsp.client import BaseLanguageClient

PROGRAM = os.environ['PROGRAM']
FILES = {
    'site.yaml': 'institución: Prueba\n',
    'unidades.yaml': 'elementos:\n  - nombre: Caja\n    id: caja\n  - nombre: Archivo Central\n    id: archivo\n',
    'puestos/jefe.md': '---\ntítulo: Jefe de Caja\ncódigo: PU-01\nunidad: caja\n---\n\n'
        '## Objetivo\n\nDirigir la caja.\n',
    'puestos/cajero.md': '---\ntítulo: Cajero\nunidad: caja\nreporta a: jefe\n---\n\n## Objetivo\n\nCobrar.\n\n'
        '## Funciones\n\n- Cobrar tasas. {#cobro frecuencia=diaria}\n',
    'protocolos/cobro.md': '---\ntítulo: Cobro de tasas\nunidad: Caja\n---\n\n## Propósito\n\n'
        'Lo hace [[cajero]] de 😀 [[Caja|la caja]]; vea [la función](../puestos/cajero.md#cobro).\n',
}


class Client(BaseLanguageClient):
    """A client that keeps the findings of each document."""

    def __init__(self):
        super().__init__('test', '1')
        self.published = {}
        self.arrived = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def keep(parameters):
            self.published[parameters.uri] = parameters
            self.arrived.set()

        @self.feature(lsp.CLIENT_REGISTER_CAPABILITY)
        def register(parameters):
            self.registered = parameters.registrations

    async def findings(self, uri, version, seconds=30):
        """The findings about a version of a document, when they have arrived."""
        async def wait():
            while uri not in self.published or self.published[uri].version != version:
                self.arrived.clear()
                await self.arrived.wait()
            return self.published[uri].diagnostics
        return await asyncio.wait_for(wait(), seconds)


def text_edits(result):
    """The edits of a workspace edit by address, and its renames of files as pairs."""
    edits, renames = {}, []
    for uri, found in (result.changes or {}).items():
        edits.setdefault(uri, []).extend(found)
    for change in result.document_changes or []:
        if isinstance(change, lsp.TextDocumentEdit):
            edits.setdefault(change.text_document.uri, []).extend(change.edits)
        else:
            renames.append((change.old_uri, change.new_uri))
    return edits, renames


class LanguageCase(unittest.IsolatedAsyncioTestCase):
    """A server for a small site. `encoding` is the unit of characters that the client offers."""
    encoding = None
    options = lsp.ClientCapabilities(
        workspace=lsp.WorkspaceClientCapabilities(
            workspace_edit=lsp.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=[lsp.ResourceOperationKind.Rename]),
            did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True)))

    async def asyncSetUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path, text in FILES.items():
            self.write(path, text)
        self.versions = {}
        self.client = Client()
        await self.client.start_io(PROGRAM, 'lsp', '--today', '2026-11-21')
        options = self.options
        if self.encoding:
            options = lsp.ClientCapabilities(
                workspace=options.workspace,
                general=lsp.GeneralClientCapabilities(position_encodings=[self.encoding, 'utf-16']))
        self.answer = await self.client.initialize_async(lsp.InitializeParams(
            capabilities=options, process_id=None, root_uri=self.root.as_uri()))
        self.client.initialized(lsp.InitializedParams())

    async def asyncTearDown(self):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await asyncio.wait_for(self.client._server.wait(), 20)
        self.assertEqual(self.client._server.returncode, 0)

    def write(self, path, text):
        file = self.root / 'content' / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, 'utf-8')

    def uri(self, path):
        return (self.root / 'content' / path).as_uri()

    def open(self, path, text=None):
        """Opens a document with a text, that of the file by default. Returns its address."""
        uri = self.uri(path)
        text = FILES.get(path, '') if text is None else text
        self.versions[uri] = 1
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(
            lsp.TextDocumentItem(uri, 'markdown', 1, text)))
        return uri

    def change(self, uri, text, start=None, end=None):
        """Replaces a range of an open document, or all of it. Returns the new version."""
        self.versions[uri] += 1
        change = lsp.TextDocumentContentChangeEvent_Type2(text) if start is None else \
            lsp.TextDocumentContentChangeEvent_Type1(lsp.Range(lsp.Position(*start), lsp.Position(*end)), text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(self.versions[uri], uri), [change]))
        return self.versions[uri]

    def place(self, text, words, units=len):
        """The position behind the first occurrence of words in a text, in the unit that `units` counts."""
        before = text[:text.index(words) + len(words)]
        return lsp.Position(before.count('\n'), units(before.rsplit('\n', 1)[-1]))

    async def proposals(self, path, text, words=None):
        """The proposals behind some words, at the end by default."""
        uri = self.open(path, text)
        place = self.place(text, words or text, utf16)
        found = await self.client.text_document_completion_async(lsp.CompletionParams(
            lsp.TextDocumentIdentifier(uri), place))
        return found.items if found else []

    async def labels(self, path, text, words=None):
        return [item.label for item in await self.proposals(path, text, words)]


def utf16(text):
    return len(text.encode('utf-16-le')) // 2


def utf8(text):
    return len(text.encode('utf-8'))


def applied(text, edits, units=utf16):
    """A text after edits whose characters are counted by `units`."""
    lines = text.split('\n')

    def offset(place):
        line, count = lines[place.line], 0
        while units(line[:count]) < place.character:
            count += 1
        return sum(len(other) + 1 for other in lines[:place.line]) + count

    ranges = sorted(((offset(e.range.start), offset(e.range.end), e.new_text) for e in edits), reverse=True)
    for start, end, new in ranges:
        text = text[:start] + new + text[end:]
    return text
