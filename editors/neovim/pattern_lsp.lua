-- pattern-lsp in Neovim 0.7 and later. Save this as `lua/pattern_lsp.lua` in your configuration, and call
-- `require("pattern_lsp").setup()`. The README beside it names the options.
local M = {}

M.options = {
  cmd = { "pattern-lsp", "server" },
  python = nil, -- the interpreter that runs your answers; without it the one pattern-lsp is installed in
  trusted = true, -- false: nothing of your code is ever run
  settings = nil, -- what `[tool.pattern-lsp]` may hold; the table in a project's pyproject.toml wins
  lens_key = nil, -- runs what stands over the function of the cursor's line, "<leader>cl" for one
  inlay_hints = true, -- needs Neovim 0.10
  capabilities = nil, -- what your completion plugin adds
}

-- The folder of the nearest pyproject.toml or repository upward, else the file's own.
local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ":p:h")
  local project = vim.fn.findfile("pyproject.toml", vim.fn.escape(folder, " ,;") .. ";")
  local repository = vim.fn.finddir(".git", vim.fn.escape(folder, " ,;") .. ";")
  if project ~= "" then
    return vim.fn.fnamemodify(project, ":p:h")
  end
  return repository ~= "" and vim.fn.fnamemodify(repository, ":p:h:h") or folder
end

-- Before 0.11 Neovim offers only completions whose text begins with what is typed (a pattern's begins with `def`),
-- inserts one as if it were a single line, and leaves its imports out. So there the patterns have a completion of
-- their own, CTRL-X CTRL-U, and CTRL-X CTRL-O is left to other servers.
local offers = {}

function M.complete(find_start)
  -- At the second call Neovim may have taken away what was typed, on which the answer depends: ask at the first.
  if find_start == 1 then
    local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", vim.lsp.util.make_position_params(), 3000)
    offers = {}
    for id, answer in pairs(answers or {}) do
      if vim.lsp.get_client_by_id(id).name == "pattern-lsp" and answer.result then
        offers = answer.result.items
      end
    end
    local column = vim.api.nvim_win_get_cursor(0)[2]
    return vim.fn.match(vim.api.nvim_get_current_line():sub(1, column), "\\k*$")
  end
  return vim.tbl_map(function(offer)
    return {
      word = offer.filterText or offer.label,
      abbr = offer.label,
      menu = offer.detail,
      info = type(offer.documentation) == "table" and offer.documentation.value or "",
      icase = 1,
      dup = 1,
      user_data = { pattern_lsp = offer },
    }
  end, offers)
end

-- Once a pattern is chosen, put its text where its name was inserted, and its imports where they belong.
local function completed(buffer)
  local data = type(vim.v.completed_item) == "table" and vim.v.completed_item.user_data
  local offer = type(data) == "table" and data.pattern_lsp
  if not offer then
    return
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  -- What is typed is one word of letters that are one byte each, so its place needs no conversion.
  local start = offer.textEdit.range.start.character
  local lines = vim.split(offer.textEdit.newText, "\r?\n")
  vim.api.nvim_buf_set_text(buffer, row - 1, start, row - 1, column, lines)
  local last = row + #lines - 1
  vim.api.nvim_win_set_cursor(0, { last, #vim.api.nvim_buf_get_lines(buffer, last - 1, last, true)[1] })
  vim.lsp.util.apply_text_edits(offer.additionalTextEdits or {}, buffer, "utf-16")
end

local function attached(client, buffer)
  local group = vim.api.nvim_create_augroup("pattern_lsp_" .. buffer, {})
  local function on(events, callback)
    vim.api.nvim_create_autocmd(events, { group = group, buffer = buffer, callback = callback })
  end
  if vim.lsp.completion then -- Neovim 0.11: CTRL-X CTRL-O expands snippets and adds imports
    vim.lsp.completion.enable(true, client.id, buffer, { autotrigger = true })
  else
    vim.api.nvim_buf_set_option(buffer, "completefunc", "v:lua.require'pattern_lsp'.complete")
    on("CompleteDone", function()
      completed(buffer)
    end)
  end
  if vim.lsp.codelens.enable then -- Neovim 0.12
    vim.lsp.codelens.enable(true, { bufnr = buffer })
  else
    on({ "BufEnter", "InsertLeave", "TextChanged" }, vim.lsp.codelens.refresh)
    vim.schedule(vim.lsp.codelens.refresh)
  end
  if M.options.lens_key then
    vim.keymap.set("n", M.options.lens_key, vim.lsp.codelens.run, { buffer = buffer, desc = "Run the code lens" })
  end
  if M.options.inlay_hints and vim.lsp.inlay_hint and client.server_capabilities.inlayHintProvider then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
end

local clients = {} -- by root folder; needed only where Neovim has no `vim.lsp.start`

-- Start the server for a buffer, or attach one that runs for the same folder.
local function start(buffer, config)
  config = vim.tbl_extend("force", config, { root_dir = root_of(vim.api.nvim_buf_get_name(buffer)) })
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local known = clients[config.root_dir]
  if not known or not vim.lsp.get_client_by_id(known) then
    clients[config.root_dir] = vim.lsp.start_client(config)
  end
  vim.lsp.buf_attach_client(buffer, clients[config.root_dir])
end

function M.setup(options)
  M.options = vim.tbl_extend("force", M.options, options or {})
  local config = {
    name = "pattern-lsp",
    cmd = M.options.cmd,
    capabilities = M.options.capabilities,
    init_options = { python = M.options.python, trusted = M.options.trusted, settings = M.options.settings },
    on_attach = attached,
  }
  if vim.lsp.config then -- Neovim 0.11
    config.filetypes = { "python" }
    config.root_markers = { "pyproject.toml", ".git" }
    vim.lsp.config("pattern-lsp", config)
    vim.lsp.enable("pattern-lsp")
    return
  end
  vim.api.nvim_create_autocmd("FileType", {
    group = vim.api.nvim_create_augroup("pattern_lsp", {}),
    pattern = "python",
    callback = function(event)
      start(event.buf or vim.api.nvim_get_current_buf(), config)
    end,
  })
end

return M
