-- Opens the report, waits for its findings, applies the suggested value, and waits for the finding to go.
local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do
    found[#found + 1] = each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)
  end
  return found
end
local function has(code)
  for _, each in ipairs(codes()) do
    if each == code then
      return true
    end
  end
  return false
end
local function finding(code)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    if (each.code or each.user_data.lsp.code) == code then
      return each
    end
  end
end
local out = {}
local function say(...)
  out[#out + 1] = table.concat({ ... }, ' ')
end
local ok, err = pcall(function()
  assert(vim.wait(60000, function()
    return has('TBL3-SUM-ROW')
  end, 50), 'no findings')
  local it = finding('TBL3-SUM-ROW')
  local line = vim.api.nvim_buf_get_lines(0, it.lnum, it.lnum + 1, false)[1]
  say('at', line:sub(it.col + 1, it.end_col))
  local client = vim.lsp.get_active_clients()[1]
  local params = {
    textDocument = vim.lsp.util.make_text_document_params(0),
    range = vim.lsp.util.make_given_range_params({ it.lnum + 1, it.col }, { it.lnum + 1, it.col }, 0, client.offset_encoding).range,
    context = { diagnostics = {} },
  }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 60000)
  local action = answers[client.id].result[1]
  say('action', action.title)
  vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
  assert(vim.wait(60000, function()
    return not has('TBL3-SUM-ROW') and #codes() > 0
  end, 50), 'it stays')
  say('gone', tostring(#codes()))
end)
say(ok and 'ok' or ('failed: ' .. tostring(err)))
vim.fn.writefile(out, vim.env.DISCLINT_OUT)
vim.cmd(ok and 'qall!' or 'cquit!')
