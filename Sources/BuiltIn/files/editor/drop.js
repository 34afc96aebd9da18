// Takes a file that is dropped anywhere on a page: into the file input of an action, or from the list of documents to
// the import. On other pages a dropped file must not replace the page.
(function () {
  'use strict';
  function hasFiles(event) { return Array.from(event.dataTransfer.types).includes('Files'); }
  function mark(isOver) { document.body.classList.toggle('soltar', isOver); }
  // Returns the input that takes a file dropped on an element: the one of its field, or the only one of the page.
  function input(element) {
    var inputs = document.querySelectorAll('.accion input[type=file]'), field = element.closest('.campo');
    return (field && field.querySelector('input[type=file]')) || (inputs.length === 1 ? inputs[0] : null);
  }
  // Sends a file to the review of an import.
  function importing(files) {
    var token = document.querySelector('input[name=ficha]'), form = document.createElement('form');
    form.method = 'post'; form.enctype = 'multipart/form-data'; form.action = '/-oficio/editar/importar';
    form.hidden = true;
    [['ficha', token.value], ['accion', 'revisar']].forEach(function (pair) {
      var field = document.createElement('input');
      field.type = 'hidden'; field.name = pair[0]; field.value = pair[1]; form.append(field);
    });
    var file = document.createElement('input');
    file.type = 'file'; file.name = 'archivo'; file.files = files; form.append(file);
    document.body.append(form); form.submit();
  }
  function isTaken(element) { return document.getElementById('documentos') || input(element); }
  addEventListener('dragover', function (event) {
    if (!hasFiles(event)) { return; }
    event.preventDefault();
    var taken = isTaken(event.target);
    event.dataTransfer.dropEffect = taken ? 'copy' : 'none';
    mark(Boolean(taken));
  });
  addEventListener('dragleave', function (event) { if (!event.relatedTarget) { mark(false); } });
  addEventListener('drop', function (event) {
    if (!hasFiles(event)) { return; }
    event.preventDefault();
    mark(false);
    var target = input(event.target);
    if (target) { target.files = event.dataTransfer.files; target.focus(); } else if (
      document.getElementById('documentos')) { importing(event.dataTransfer.files); }
  });
}());
