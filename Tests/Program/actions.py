"""The pages of the editor's actions without script: new document, rename, delete, restore, attach, import, release."""
import html.parser
import re
import urllib.parse
import uuid

BASE = '/-oficio/editar/'


class Action(html.parser.HTMLParser):
    """The form of an action on a page: its fields as a browser would send them."""

    def __init__(self, page):
        super().__init__()
        self.page, self.action, self.encoding, self.fields, self.buttons = page, None, None, {}, []
        self.inside = False
        self.area = self.choice = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == 'form' and given.get('class') == 'accion':
            self.inside, self.action, self.encoding = True, given['action'], given.get('enctype')
        if not self.inside:
            return
        name = given.get('name')
        if tag == 'input' and given.get('type') == 'checkbox':
            if 'checked' in given:
                self.fields[name] = given['value']
        elif tag == 'input' and given.get('type') != 'file':
            self.fields[name] = given.get('value', '')
        elif tag == 'textarea':
            self.area = name
            self.fields[name] = ''
        elif tag == 'select':
            self.choice, self.options = name, []
        elif tag == 'option' and self.choice:
            self.options.append(given['value'])
            if 'selected' in given or self.choice not in self.fields:
                self.fields[self.choice] = given['value']
        elif tag == 'button':
            self.buttons.append(given['value'])

    def handle_endtag(self, tag):
        if tag == 'form':
            self.inside = False
        elif tag == 'select':
            self.choice = None
        elif tag == 'textarea' and self.area:
            self.fields[self.area] = self.fields[self.area].removeprefix('\n')
            self.area = None

    def handle_data(self, data):
        if self.area:
            self.fields[self.area] += data

    @property
    def refusal(self):
        found = re.search(r'<p class="aviso error" role="alert">(.*?)</p>', self.page, re.S)
        return found and found[1]


def multipart(fields, files):
    """The body of a form with files, and its media type. `files` maps a field to a name and bytes."""
    boundary = uuid.uuid4().hex
    body = b''
    for name, value in fields.items():
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
    for name, (file, content) in files.items():
        body += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
                 'Content-Type: application/octet-stream\r\n\r\n').encode() + content + b'\r\n'
    return body + f'--{boundary}--\r\n'.encode(), f'multipart/form-data; boundary={boundary}'


def opened(editor, path, **arguments):
    """The form of an action; raises an error for another status than 200."""
    query = '?' + urllib.parse.urlencode(arguments) if arguments else ''
    status, _, page = editor.ask(BASE + path + query)
    assert status == 200, (status, path)
    return Action(page)


def send(editor, form, button, files=None, **headers):
    """Status, headers and text of the response to a form."""
    fields = {**form.fields, 'accion': button}
    if form.encoding:
        body, kind = multipart(fields, files or {})
        return editor.ask(form.action, body, Content_Type=kind, **headers)
    pairs = {name: value.replace('\n', '\r\n') for name, value in fields.items()}
    return editor.ask(form.action, urllib.parse.urlencode(pairs).encode(), **headers)


def review(editor, form, files=None):
    """The form with what would be done."""
    status, _, page = send(editor, form, 'revisar', files)
    assert status == 200, status
    return Action(page)


def do(editor, form):
    """Does what a reviewed form shows; returns the address of the page that follows."""
    status, headers, page = send(editor, form, 'hacer')
    assert status == 303, (status, Action(page).refusal, re.findall(r'class="aviso"[^>]*>(.*?)</p>', page))
    return headers['Location']
