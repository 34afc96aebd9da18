"""`oficio lsp` and clients that misbehave: damaged messages, requests at the wrong time, random edits."""
import json
import pathlib
import random
import subprocess
import tempfile
import unittest

from environment import SEED, STEPS
from language_client import FILES, PROGRAM


class RawCase(unittest.TestCase):
    """A server whose bytes the test writes and reads itself."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path, text in FILES.items():
            file = self.root / 'content' / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, 'utf-8')
        self.server = subprocess.Popen([PROGRAM, 'lsp', '--today', '2026-11-21'], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE)
        self.addCleanup(self.server.stdout.close)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        self.number = 0

    def write(self, body, header='Content-Length: {}\r\n\r\n'):
        self.server.stdin.write(header.format(len(body)).encode() + body)
        self.server.stdin.flush()

    def note(self, method, parameters=None):
        self.write(json.dumps({'jsonrpc': '2.0', 'method': method, 'params': parameters}).encode())

    def ask(self, method, parameters=None):
        """Sends a request and returns its response."""
        self.number += 1
        self.write(json.dumps(
            {'jsonrpc': '2.0', 'id': self.number, 'method': method, 'params': parameters}).encode())
        return self.response(self.number)

    def message(self):
        length = None
        while (line := self.server.stdout.readline()) != b'\r\n':
            if not line:
                raise EOFError('the server ended')
            name, value = line.split(b':', 1)
            length = int(value) if name.lower() == b'content-length' else length
        return json.loads(self.server.stdout.read(length))

    def response(self, number):
        while True:
            message = self.message()
            if 'method' not in message and message['id'] == number:
                return message

    def begin(self):
        return self.ask('initialize', {'processId': None, 'rootUri': self.root.as_uri(), 'capabilities': {}})

    def uri(self, path='puestos/cajero.md'):
        return (self.root / 'content' / path).as_uri()

    def open(self, text=None, path='puestos/cajero.md'):
        self.note('textDocument/didOpen', {'textDocument': {
            'uri': self.uri(path), 'languageId': 'markdown', 'version': 1, 'text': text or FILES[path]}})

    def end(self):
        self.assertIsNone(self.ask('shutdown')['result'])
        self.note('exit')
        self.assertEqual(self.server.wait(20), 0)


class MisbehaviourTest(RawCase):
    def test_a_request_before_initialize_and_after_shutdown(self):
        self.assertEqual(self.ask('textDocument/hover', {})['error']['code'], -32002)
        self.begin()
        self.assertEqual(self.begin()['error']['code'], -32600)
        self.assertIsNone(self.ask('shutdown')['result'])
        self.assertEqual(self.ask('textDocument/hover', {})['error']['code'], -32600)

    def test_damaged_messages_do_not_end_the_server(self):
        self.begin()
        damaged = [(b'{', -32700), (b'\xff\xfe', -32700), (b'[]', -32600), (b'7', -32600), (b'{"a":1}', -32600)]
        for body, code in damaged:
            with self.subTest(body):
                self.write(body)
                self.assertEqual(self.message()['error']['code'], code)
        self.write(b'{"jsonrpc":"2.0","method":"x"}', 'content-length: {}\r\nContent-Type: y; charset=utf-8\r\n\r\n')
        self.end()

    def test_unknown_methods_and_missing_parameters(self):
        self.begin()
        self.open()
        self.note('$/unknown', {'a': None})
        self.assertEqual(self.ask('textDocument/unknown')['error']['code'], -32601)
        for method in ['hover', 'completion', 'definition', 'references', 'rename', 'codeAction', 'formatting']:
            for parameters in [None, {}, {'textDocument': 3}, {'textDocument': {'uri': 'file:///no'}},
                    {'textDocument': {'uri': self.uri()}, 'position': {'line': 'x'}}]:
                answer = self.ask('textDocument/' + method, parameters)
                if method == 'formatting' and parameters and 'position' in parameters:
                    continue
                self.assertEqual(answer['error']['code'], -32602, (method, parameters))
        self.end()

    def test_positions_outside_of_the_text_are_clamped(self):
        self.begin()
        self.open()
        for line, character in [(0, 10 ** 9), (10 ** 9, 0), (10 ** 9, 10 ** 9), (-1, -1)]:
            answer = self.ask('textDocument/completion', {
                'textDocument': {'uri': self.uri()}, 'position': {'line': line, 'character': character}})
            self.assertNotIn('error', answer)
        self.end()

    def test_documents_outside_of_a_site(self):
        self.begin()
        for uri in ['untitled:x', 'file:///etc/hostname', 'http://example.org/x.md', 'file://host/x.md']:
            self.note('textDocument/didOpen', {'textDocument': {
                'uri': uri, 'languageId': 'markdown', 'version': 1, 'text': 'x'}})
            self.assertIn('error', self.ask('textDocument/hover', {
                'textDocument': {'uri': uri}, 'position': {'line': 0, 'character': 0}}))
        self.end()

    def test_a_cancelled_request_is_answered_once(self):
        self.begin()
        self.open()
        parameters = {'textDocument': {'uri': self.uri()}, 'context': {}, 'position': {'line': 1, 'character': 3}}
        for number in range(100, 140):
            self.write(json.dumps({'jsonrpc': '2.0', 'id': number, 'method': 'textDocument/references',
                'params': parameters}).encode())
        for number in range(100, 140):
            self.note('$/cancelRequest', {'id': number})
        answers = [self.response(number) for number in range(100, 140)]
        for answer in answers:
            self.assertIn(answer.get('error', {}).get('code', -32800), [-32800])
        self.end()

    def test_a_stream_that_ends_ends_the_server(self):
        self.begin()
        self.server.stdin.close()
        self.assertNotEqual(self.server.wait(20), 0)

    def test_a_length_that_is_too_large_ends_the_server(self):
        self.begin()
        self.write(b'', 'Content-Length: 99999999999999999999\r\n\r\n')
        self.assertNotEqual(self.server.wait(20), 0)


class RandomEditsTest(RawCase):
    pieces = ['', 'ñ', '😀', '| a | b |\n', '\n', '---\n', '## Funciones\n', '[[jefe]]', '{#x}', ': ']

    def test_the_text_of_the_server_is_that_of_the_client(self):
        """Random edits with accents and emoji: the edits of formatting and folding fit the text of the client."""
        generator = random.Random(SEED)
        self.begin()
        text = FILES['puestos/cajero.md']
        self.open(text)
        for step in range(2, 2 + 5 * STEPS):
            lines = text.split('\n')
            line = generator.randrange(len(lines))
            start = generator.randrange(len(lines[line]) + 1)
            end = generator.randrange(start, len(lines[line]) + 1)
            new = generator.choice(self.pieces)
            units = [len(lines[line][:place].encode('utf-16-le')) // 2 for place in (start, end)]
            start_of, end_of = ({'line': line, 'character': count} for count in units)
            edit = {'range': {'start': start_of, 'end': end_of}, 'text': new}
            lines[line] = lines[line][:start] + new + lines[line][end:]
            text = '\n'.join(lines)
            self.note('textDocument/didChange', {
                'textDocument': {'uri': self.uri(), 'version': step}, 'contentChanges': [edit]})
            place = {'textDocument': {'uri': self.uri()}, 'position': {'line': line, 'character': units[0]}}
            for method in ['completion', 'hover', 'definition', 'documentSymbol', 'foldingRange']:
                self.assertNotIn('error', self.ask('textDocument/' + method, place))
        whole = {'textDocument': {'uri': self.uri(), 'version': step + 1}, 'contentChanges': [{'text': text}]}
        place = {'textDocument': {'uri': self.uri()}, 'options': {'tabSize': 4, 'insertSpaces': True}}
        before = self.ask('textDocument/documentSymbol', place)['result']
        self.note('textDocument/didChange', whole)
        self.assertEqual(self.ask('textDocument/documentSymbol', place)['result'], before)
        self.end()
