;;; oficio.el --- Starts `oficio lsp' for the sources of an Oficio site -*- lexical-binding: t -*-

;; With Emacs 29 or later, whose Eglot speaks the Language Server Protocol. Load this file from init.el; it needs
;; markdown-mode for the .md files. Not tested by the project.

(require 'eglot)

(defun oficio-site (folder)
  "Return the project of the Oficio site around FOLDER, or nil."
  (let ((root (locate-dominating-file folder "content/site.yaml")))
    (when root (cons 'transient root))))

(add-to-list 'eglot-server-programs '((markdown-mode yaml-mode yaml-ts-mode) . ("oficio" "lsp")))

(defun oficio-start ()
  "Start the server in a source of an Oficio site."
  (when (oficio-site default-directory)
    (add-hook 'project-find-functions #'oficio-site nil t)
    (eglot-ensure)))

(add-hook 'markdown-mode-hook #'oficio-start)
(add-hook 'yaml-mode-hook #'oficio-start)

(provide 'oficio)
;;; oficio.el ends here
