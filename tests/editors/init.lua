-- A user's init.lua with nothing but pattern-lsp in it, taken from the folder that is shipped.
vim.opt.swapfile = false
package.path = vim.env.PATTERN_LSP_CONFIGURATION .. "/?.lua;" .. package.path
require("pattern_lsp").setup({
  cmd = vim.split(vim.env.PATTERN_LSP_SERVER, "\n"),
  lens_key = "gl",
})
