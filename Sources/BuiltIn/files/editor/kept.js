// Removes a draft from the browser, under whatever document it was stored: the document may have another name now.
function forgetDraft(name) {
  Object.keys(localStorage).forEach(function (key) {
    if (key.startsWith('oficio-borrador:') && key.endsWith(':' + name)) { localStorage.removeItem(key); }
  });
}

// Lists the drafts that only this browser has, also those of documents that were renamed or deleted meanwhile: on the
// list of documents as a link, on the page of saved states each with its buttons.
(function () {
  'use strict';
  // Remove the browser's copy of a draft that the person discards on the server.
  addEventListener('submit', function (event) {
    var button = event.submitter, parts = button ? button.value.split(':') : [];
    if (parts[0] === 'descartar') { try { forgetDraft(parts[1]); } catch (e) { /* nothing kept */ } }
  });
  var box = document.getElementById('navegador'), PREFIX = 'oficio-borrador:';
  if (!box) { return; }
  var known = box.dataset.nombres.split(' '), keys = [];
  function make(name, words, parent) {
    var element = document.createElement(name);
    element.textContent = words; parent.append(element);
    return element;
  }
  // Opens the form with the values of a draft.
  function show(path, draft) {
    var form = document.createElement('form'), action = draft.get('borrador-accion');
    form.method = 'post'; form.hidden = true;
    form.action = action || '/-oficio/editar/documento?doc=' + encodeURIComponent(path.replace(/#.*/, ''));
    draft.forEach(function (value, name) {
      var field = document.createElement('textarea');
      field.name = name; field.value = value; form.append(field);
    });
    document.body.append(form); form.submit();
  }
  try {
    keys = Object.keys(localStorage).filter(function (key) {
      return key.startsWith(PREFIX) && !known.includes(key.slice(key.lastIndexOf(':') + 1));
    });
  } catch (e) { /* the browser keeps nothing */ }
  if (!keys.length) { return; }
  box.hidden = false;
  if (box.tagName !== 'SECTION') { return; }
  var list = document.createElement('ul');
  box.append(list);
  keys.sort().forEach(function (key) {
    var end = key.lastIndexOf(':'), path = key.slice(PREFIX.length, end), time = Number(key.slice(end + 1));
    var draft = new URLSearchParams(localStorage.getItem(key)), title = draft.get('borrador-titulo');
    var tag = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
    var saved = new Date(time).toLocaleString(tag, { dateStyle: 'long', timeStyle: 'short' });
    var line = make('li', saved + ' ', list);
    line.append((title ? title + ' (' + path + ')' : path) + ' ');
    var open = make('button', box.dataset.ver, line), drop = make('button', box.dataset.descartar, line);
    open.type = drop.type = 'button';
    open.onclick = function () { show(path, draft); };
    drop.onclick = function () {
      localStorage.removeItem(key); line.remove();
      if (!list.children.length) { box.hidden = true; }
    };
    line.insertBefore(document.createTextNode(' '), drop);
  });
}());
