"""What a screen reader finds: Chromium's accessibility tree of a sheet, a matrix and the organisation chart, compared
with the texts in `listener/`. After a change that is meant, `LISTENER=write` writes them anew; read them before you
commit them."""
import os
import pathlib
import unittest

from pages import PageTest

KEPT = pathlib.Path(__file__).with_name('listener')
# Each page with the element that is listened to.
LISTENED = {'sheet': ('puestos/director-ejecutivo.html', 'main'), 'matrix': ('matriz.html', 'main'),
    'chart': ('organizacion.html', 'main')}
# Roles that say nothing of their own.
SILENT = {'none', 'generic', 'InlineTextBox', 'LineBreak', 'ListMarker', 'Section'}


def lines(nodes, root):
    """The tree below a node as indented lines `role "name" (states)`."""
    by_id = {node['nodeId']: node for node in nodes}
    out = []

    def walk(node, depth):
        role = node.get('role', {}).get('value', '')
        name = ' '.join(node.get('name', {}).get('value', '').split())
        shown = not node.get('ignored') and role not in SILENT and not (role == 'StaticText' and not name)
        if shown:
            states = [f'{p["name"]}={p["value"].get("value")}' for p in node.get('properties', [])
                if p['name'] in ('level', 'expanded', 'checked', 'pressed', 'disabled', 'required')]
            out.append('  ' * depth + role + (f' "{name}"' if name else '') + (f' ({", ".join(states)})' if states
                else ''))
        # A text repeats the name of what consists of it.
        children = [by_id[child] for child in node.get('childIds', []) if child in by_id]
        if shown and name and all(child.get('role', {}).get('value') in ('StaticText', 'InlineTextBox')
                for child in children):
            return
        for child in children:
            walk(child, depth + (1 if shown else 0))

    walk(by_id[root], 0)
    return out


class Listener(PageTest):
    def test_a_screen_reader_finds_what_the_kept_texts_say(self):
        for name, (path, where) in LISTENED.items():
            with self.subTest(name):
                page = self.open(path)
                session = page.context.new_cdp_session(page)
                session.send('Accessibility.enable')
                found = session.send('DOM.getDocument')['root']['nodeId']
                element = session.send('DOM.querySelector', {'nodeId': found, 'selector': where})['nodeId']
                backend = session.send('DOM.describeNode', {'nodeId': element})['node']['backendNodeId']
                nodes = session.send('Accessibility.getFullAXTree')['nodes']
                root = next(node['nodeId'] for node in nodes if node.get('backendDOMNodeId') == backend)
                text = '\n'.join(lines(nodes, root)) + '\n'
                file = KEPT / f'{name}.txt'
                if os.environ.get('LISTENER') == 'write':
                    file.write_text(text, 'utf-8')
                self.assertEqual(file.read_text('utf-8').splitlines(), text.splitlines())
                page.context.close()


if __name__ == '__main__':
    unittest.main()
