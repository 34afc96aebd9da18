"""`oficio lsp` in Neovim, with the settings of `editors/neovim/oficio.lua`: a unit is renamed and every reference
follows."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from environment import ROOT
from language_client import FILES, PROGRAM

SCRIPT = '''
vim.g.oficio_program = os.getenv('PROGRAM')
dofile(os.getenv('SETTINGS'))
vim.cmd('edit content/unidades.yaml')
local function wait(what, condition)
  if not vim.wait(30000, condition, 50) then
    print('no ' .. what)
    vim.cmd('cquit 1')
  end
end
wait('client', function() return next(vim.lsp.buf_get_clients(0)) ~= nil end)
vim.fn.search('nombre: Caja')
vim.fn.search('Caja')
vim.lsp.buf.rename('Tesorería')
wait('rename', function() return vim.fn.search('nombre: Tesorería', 'cw') > 0 end)
vim.cmd('wall')
vim.cmd('edit content/puestos/cajero.md')
vim.fn.setline(4, 'reporta a: directora')
wait('finding', function()
  for _, found in ipairs(vim.diagnostic.get(0)) do
    if found.message:find('directora') and found.lnum == 3 then return true end
  end
  return false
end)
vim.fn.setline(4, 'reporta a: jefe')
wait('end of the finding', function()
  return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0
end)
vim.cmd('wall')
vim.cmd('qall')
'''


class NeovimTest(unittest.TestCase):
    def test_a_unit_is_renamed_with_every_reference(self):
        program = shutil.which('nvim')
        self.assertTrue(program, 'Debian\'s package neovim is not installed')
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder) / 'sitio'
            for path, text in FILES.items():
                file = root / 'content' / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, 'utf-8')
            script = pathlib.Path(folder) / 'steps.lua'
            script.write_text(SCRIPT, 'utf-8')
            environment = os.environ | {
                'SETTINGS': str(ROOT / 'editors/neovim/oficio.lua'), 'XDG_STATE_HOME': folder, 'XDG_DATA_HOME': folder,
                'XDG_CONFIG_HOME': folder, 'LC_ALL': 'C.UTF-8'}
            done = subprocess.run([program, '--headless', '-n', '-u', 'NONE', '-S', str(script)],
                cwd=root, env=environment, capture_output=True, text=True, timeout=180, stdin=subprocess.DEVNULL)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn('nombre: Tesorería', (root / 'content/unidades.yaml').read_text('utf-8'))
            self.assertIn('nombres anteriores: [Caja]', (root / 'content/unidades.yaml').read_text('utf-8'))
            text = (root / 'content/protocolos/cobro.md').read_text('utf-8')
            self.assertIn('unidad: Tesorería', text)
            self.assertIn('[[Tesorería|la caja]]', text)
            found = subprocess.run([PROGRAM, 'check', '--site', root], capture_output=True, text=True)
            self.assertEqual(found.returncode, 0, found.stdout)
