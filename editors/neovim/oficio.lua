-- Starts `oficio lsp` for the sources of an Oficio site. Load it from init.lua: dofile('…/editors/neovim/oficio.lua')
-- Tested with Neovim 0.7.2; later versions have the functions that it uses.

local clients = {}

-- Returns the folder of the site that holds a file, or nil.
local function site_of(path)
  local root = path:match('^(.*)/content/')
  if root and vim.fn.isdirectory(root .. '/content') == 1 then return root end
end

local function start(buffer)
  local root = site_of(vim.api.nvim_buf_get_name(buffer))
  if not root then return end
  if not clients[root] or vim.lsp.client_is_stopped(clients[root]) then
    clients[root] = vim.lsp.start_client({
      name = 'oficio',
      cmd = { vim.g.oficio_program or 'oficio', 'lsp' },
      root_dir = root,
      workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
    })
  end
  if not clients[root] then return end
  vim.lsp.buf_attach_client(buffer, clients[root])
  local function map(keys, action) vim.keymap.set('n', keys, action, { buffer = buffer }) end
  vim.api.nvim_buf_set_option(buffer, 'omnifunc', 'v:lua.vim.lsp.omnifunc')
  map('K', vim.lsp.buf.hover)
  map('gd', vim.lsp.buf.definition)
  map('gr', vim.lsp.buf.references)
  map('<F2>', vim.lsp.buf.rename)
  map('<leader>a', vim.lsp.buf.code_action)
end

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  pattern = { '*/content/*.md', '*/content/*.yaml' },
  callback = function(event) start(event.buf) end,
})
