;;; emacs.el --- a user's init file with nothing but pattern-lsp in it, and what a user does then  -*- lexical-binding: t -*-

(require 'package)
(package-initialize) ; finds the eglot of Emacs 28's package archives and of Debian
(unless (require 'eglot nil t)
  (message "no eglot")
  (kill-emacs 3))
(add-to-list 'load-path (getenv "PATTERN_LSP_CONFIGURATION"))
(require 'pattern-lsp)
(setq pattern-lsp-command (split-string (getenv "PATTERN_LSP_SERVER") "\n")
      eglot-sync-connect t ; a number of seconds would end the wait at the first line on standard error
      eglot-autoshutdown t
      python-indent-guess-indent-offset nil
      make-backup-files nil
      create-lockfiles nil)

(defun seen-p (what)
  "Whether the function WHAT answers non-nil within a minute; the server may talk meanwhile."
  (let ((end (+ (float-time) 60)) seen)
    (while (and (not (setq seen (funcall what))) (< (float-time) end))
      (accept-process-output nil 0.05))
    seen))

(defun tell (name value)
  "Print a line that the test reads."
  (princ (format "%s: %s\n" name (json-encode value))))

(defun keys (keys)
  "Press KEYS, as they are written in manuals."
  (execute-kbd-macro (kbd keys)))

(defun text ()
  (buffer-substring-no-properties (point-min) (point-max)))

(defun codes ()
  "The findings that are shown."
  (flymake-start)
  (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))

(defun visit (file)
  (find-file file)
  (keys "C-l") ; `eglot-ensure' connects after the first command
  (tell "connected" (if (seen-p #'eglot-current-server) t :json-false)))

(defun leave ()
  (set-buffer-modified-p nil)
  (ignore-errors (eglot-shutdown (eglot-current-server)))
  (kill-emacs 0))

(defun take-the-fix (file)
  (visit file)
  (tell "found" (vconcat (seen-p #'codes)))
  (goto-char (flymake-diagnostic-beg (car (flymake-diagnostics))))
  (keys "M-x eglot-code-actions RET RET") ; the second takes what is preferred
  (tell "text" (text))
  (keys "C-x C-s") ; in batch nobody is ever idle, and idleness is when changes are sent
  (tell "clean" (if (seen-p (lambda () (null (codes)))) t :json-false))
  (leave))

(defun take-a-pattern (file)
  (visit file)
  (goto-char (point-max))
  (insert "softm")
  (keys "M-x pattern-lsp-insert RET softmax SPC (jax) RET")
  (tell "text" (text))
  (leave))

(defun check-an-answer (file)
  (visit file)
  (goto-char (point-max))
  (keys "M-x pattern-lsp-check RET")
  (tell "verdict" (seen-p (lambda ()
                            (with-current-buffer (messages-buffer)
                              (save-excursion
                                (goto-char (point-min))
                                (and (re-search-forward "softmax.* is \\(right\\|wrong\\)" nil t)
                                     (match-string 1)))))))
  (leave))
