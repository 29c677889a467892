;;; emacs.el --- disclint in Emacs with eglot -*- lexical-binding: t; -*-

;; Findings while writing annual reports, and what else `disclint lsp' answers.  Emacs 29 brings eglot; for 28
;; it is a package (Debian: elpa-eglot).
;;
;;   (load "/path/to/editors/emacs.el")      in init.el
;;   M-x eglot                               in a report
;;
;; The server looks into each document: what is no annual report has no findings.

;;; Code:

(require 'eglot)

(defvar disclint-command '("disclint" "lsp")
  "The command that starts the language server, as a list.")

(defvar disclint-modes '(text-mode html-mode mhtml-mode markdown-mode)
  "The major modes that reports are written in.")

(defun disclint-contact (&optional _interactive)
  "What eglot starts for a report."
  disclint-command)

(dolist (mode disclint-modes)
  (add-to-list 'eglot-server-programs (cons mode #'disclint-contact)))

(provide 'disclint)
;;; emacs.el ends here
