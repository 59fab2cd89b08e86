;;; pattern-lsp.el --- pattern-lsp by eglot  -*- lexical-binding: t -*-

;; Package-Requires: ((emacs "26.3") (eglot "1.9"))

;;; Commentary:

;; Finds mistakes in PyTorch, TensorFlow, JAX and Numba code.  Eglot comes with Emacs 29 and is a package before.
;; In the init file, with this file in a folder of `load-path':
;;
;;     (require 'pattern-lsp)

;;; Code:

(require 'eglot)

(defgroup pattern-lsp nil
  "Mistakes in PyTorch, TensorFlow, JAX and Numba code."
  :group 'eglot)

(defcustom pattern-lsp-command '("pattern-lsp" "server")
  "The server and its arguments."
  :type '(repeat string))

(defcustom pattern-lsp-python nil
  "The interpreter that runs your answers; nil means the one that pattern-lsp is installed in."
  :type '(choice (const nil) file))

(defcustom pattern-lsp-trusted t
  "Whether your code may be run when you ask for it."
  :type 'boolean)

(defun pattern-lsp-contact (&rest _)
  "What eglot is to start, and what to tell the server."
  `(,@pattern-lsp-command
    :initializationOptions (:trusted ,(or pattern-lsp-trusted :json-false)
                            ,@(and pattern-lsp-python `(:python ,(expand-file-name pattern-lsp-python))))))

;; The patterns are offered by completion at point too.  Emacs' own interface inserts what their names have in common
;; first, `softmax (' for one, and then knows no more of what was typed; Company and Corfu let you choose at once.
(defun pattern-lsp-insert ()
  "Insert a pattern whose name begins like the word before point, with its imports."
  (interactive)
  (pcase-let* ((`(,start ,end ,table . ,properties)
                (or (eglot-completion-at-point) (user-error "Eglot does not manage this buffer")))
               (names (or (all-completions (buffer-substring start end) table)
                          (user-error "No pattern fits here")))
               (chosen (completing-read "Pattern: " names nil t nil nil (car names))))
    (delete-region start end)
    (goto-char start)
    (insert (car (member chosen names))) ; a name as eglot gave it: it carries the edits
    (funcall (plist-get properties :exit-function) (car (member chosen names)) 'finished)))

(defun pattern-lsp--lens-at-point ()
  "The last code lens whose function begins at or before the line of point."
  (let ((lenses (jsonrpc-request (eglot-current-server) :textDocument/codeLens
                                 `(:textDocument ,(eglot--TextDocumentIdentifier)))))
    (car (last (seq-filter
                (lambda (lens)
                  (< (plist-get (plist-get (plist-get lens :range) :start) :line) (line-number-at-pos nil t)))
                lenses)))))

;; Eglot shows no code lenses, so this is a command.
(defun pattern-lsp-check ()
  "Check the function at point against the reference; the verdict is shown as a message."
  (interactive)
  (eglot--signal-textDocument/didChange)
  (let ((command (plist-get (pattern-lsp--lens-at-point) :command)))
    (unless command
      (user-error "No function that answers a practice task stands here"))
    (jsonrpc-async-request
     (eglot-current-server) :workspace/executeCommand
     `(:command ,(plist-get command :command) :arguments ,(plist-get command :arguments))
     :success-fn #'ignore ; the server tells the verdict itself
     :timeout 300)))

(dolist (mode '(python-mode python-ts-mode))
  (add-to-list 'eglot-server-programs (cons mode #'pattern-lsp-contact))
  (add-hook (intern (format "%s-hook" mode)) #'eglot-ensure))

(provide 'pattern-lsp)
;;; pattern-lsp.el ends here
