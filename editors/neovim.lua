-- disclint in Neovim (0.7 or later): findings while writing annual reports, and what else `disclint lsp` answers.
--
--   dofile('/path/to/editors/neovim.lua')          in init.lua
--   nvim --cmd 'luafile /path/to/editors/neovim.lua' report.txt
--
-- The server looks into each document: what is no annual report has no findings.  `g:disclint_command` may name
-- another command, as a list; `g:disclint_settings` are the settings of docs/editors.md.

local filetypes = { 'text', 'markdown', 'html', 'yaml', 'toml' }
local marks = { 'disclint.toml', '.git' }

local function root(path)
  local found = vim.fs and vim.fs.find(marks, { path = path, upward = true })[1]
  return found and vim.fn.fnamemodify(found, ':h') or vim.fn.fnamemodify(path, ':h')
end

local function start(buffer)
  local path = vim.api.nvim_buf_get_name(buffer)
  if path == '' or vim.bo[buffer].buftype ~= '' then
    return
  end
  local folder = root(path)
  local options = {
    name = 'disclint',
    cmd = vim.g.disclint_command or { 'disclint', 'lsp' },
    root_dir = folder,
    init_options = vim.g.disclint_settings or vim.empty_dict(),
    settings = { disclint = vim.g.disclint_settings or vim.empty_dict() },
  }
  if vim.lsp.start then
    vim.lsp.start(options, { bufnr = buffer })
    return
  end
  -- Neovim 0.7 has no vim.lsp.start: one server for each folder.
  DISCLINT_CLIENTS = DISCLINT_CLIENTS or {}
  local id = DISCLINT_CLIENTS[folder]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(options)
    DISCLINT_CLIENTS[folder] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('disclint', { clear = true }),
  pattern = filetypes,
  callback = function(args)
    start(args.buf)
  end,
})

-- What explains is answered as Markdown; where the client cannot show a document, a window does.
vim.lsp.commands['disclint.explain'] = function(command, context)
  local client = vim.lsp.get_client_by_id(context.client_id)
  client.request('workspace/executeCommand', { command = command.command, arguments = command.arguments }, function(err, result)
    if err then
      vim.notify(err.message, vim.log.levels.ERROR)
    elseif result then
      vim.cmd('new')
      vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile = 'nofile', 'wipe', false
      vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(result.markdown, '\n', { plain = true }))
      vim.bo.syntax = 'markdown'
    end
  end)
end
