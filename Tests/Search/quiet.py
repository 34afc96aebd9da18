"""A host for measurements: serves the files of a folder over HTTP/1.1 without logging."""
import functools
import http.server
import threading


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_):
        pass


def serve(folder):
    """Starts serving a folder; returns the address, with a slash at the end."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f'http://127.0.0.1:{server.server_port}/'
