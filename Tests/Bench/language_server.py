#!/usr/bin/env python3
"""Measures `oficio lsp`: language_server.py PROGRAM SITE [ROUNDS]

Opens a job of the site, types in it, and prints the median and greatest milliseconds from a keystroke to its findings,
from a request for completion to its answer, and the greatest memory in MiB.
"""
import json
import pathlib
import resource
import statistics
import subprocess
import sys
import time

program, site, rounds = sys.argv[1], pathlib.Path(sys.argv[2]).resolve(), int((sys.argv[3:] or ['20'])[0])
server = subprocess.Popen([program, 'lsp'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def send(message):
    body = json.dumps({'jsonrpc': '2.0'} | message).encode()
    server.stdin.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
    server.stdin.flush()


def wait(fits):
    while True:
        length = 0
        while (line := server.stdout.readline()) != b'\r\n':
            length = int(line.split(b':')[1])
        message = json.loads(server.stdout.read(length))
        if fits(message):
            return message


def timed(label, action):
    times = []
    for number in range(rounds):
        start = time.perf_counter()
        action(number)
        times.append(1000 * (time.perf_counter() - start))
    print(f'{label}: median {statistics.median(times):.0f} ms, greatest {max(times):.0f} ms')


def answer(number, method, parameters):
    send({'id': number, 'method': method, 'params': parameters})
    return wait(lambda message: message.get('id') == number)


def findings(version):
    wait(lambda message: message.get('method') == 'textDocument/publishDiagnostics'
        and message['params'].get('version') == version)


job = sorted((site / 'content').glob('puestos/**/*.md'))[0]
text, uri = job.read_text('utf-8'), job.as_uri()
answer('begin', 'initialize', {'processId': None, 'rootUri': site.as_uri(), 'capabilities': {}})
start = time.perf_counter()
send({'method': 'textDocument/didOpen', 'params': {'textDocument': {
    'uri': uri, 'languageId': 'markdown', 'version': 0, 'text': text}}})
findings(0)
print(f'open: {1000 * (time.perf_counter() - start):.0f} ms')
line = len(text.split('\n')) - 1


def keystroke(number):
    send({'method': 'textDocument/didChange', 'params': {
        'textDocument': {'uri': uri, 'version': number + 1},
        'contentChanges': [{'range': {'start': {'line': line, 'character': 0}, 'end': {'line': line, 'character': 0}},
            'text': 'a'}]}})
    findings(number + 1)


def completion(number):
    answer(number, 'textDocument/completion', {
        'textDocument': {'uri': uri}, 'position': {'line': line, 'character': 2}})


timed('keystroke to findings', keystroke)
send({'method': 'textDocument/didChange', 'params': {'textDocument': {'uri': uri, 'version': rounds + 1},
    'contentChanges': [{'text': text + '\n[['}]}})
line += 1
findings(rounds + 1)
timed('completion', completion)
answer('end', 'shutdown', {})
send({'method': 'exit'})
server.wait()
print(f'memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MiB')
