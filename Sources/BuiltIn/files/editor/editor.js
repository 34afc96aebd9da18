// Checks the form of a document while the person types, keeps drafts of the form, and edits grids. Without this
// script the form works as plain HTML.
(function () {
  'use strict';
  var form = document.getElementById('ficha');
  if (!form) { return; }
  var said = form.dataset, KEY = 'oficio-borrador:' + said.clave;
  var make = formFindings.make;
  var isSending = false, timer = 0, checking = null, news = 1000;

  // Returns the values of all fields, without the hidden fields of source texts and of the draft's name.
  function typed() {
    return Array.from(new FormData(form)).filter(function (pair) {
      return !['antes', 'texto', 'borrador'].includes(pair[0]);
    })
      .map(function (pair) { return pair[0] + '=' + pair[1]; }).join('\n');
  }
  var start = typed();
  function isChanged() { return 'cambiado' in said || typed() !== start; }

  // Drafts of the form, which are no documents in the state of a draft: the server stores the typed values with each
  // check. The browser stores them too, in case the server is gone. Each opened form has a draft of its own, named by
  // the time in milliseconds, so that no other tab or later form overwrites it. The browser offers only drafts that
  // the server does not offer.
  function draftKey() { return KEY + ':' + form.elements.borrador.value; }
  function keep() {
    try {
      if (isChanged()) {
        var values = new URLSearchParams(new FormData(form));
        // The page of saved states offers the draft even when its document is gone.
        values.append('borrador-accion', form.getAttribute('action'));
        values.append('borrador-titulo', document.querySelector('h1').textContent);
        localStorage.setItem(draftKey(), values.toString());
      } else { localStorage.removeItem(draftKey()); }
    } catch (e) { /* the browser keeps nothing */ }
  }
  function offerDrafts() {
    try {
      if ('guardado' in said) { forgetDraft(sessionStorage.getItem('oficio-borrador')); }
      sessionStorage.setItem('oficio-borrador', form.elements.borrador.value);
      // A form that the server returns with typed values keeps its draft.
      if ('cambiado' in said) { return; }
      Object.keys(localStorage).filter(function (key) { return key.startsWith(KEY + ':'); }).sort().forEach(offer);
    } catch (e) { /* the browser keeps nothing */ }
  }
  function offer(key) {
    var box = make('div'), draft = localStorage.getItem(key), time = key.slice(KEY.length + 1);
    if (document.querySelector('#borradores [data-nombre="' + CSS.escape(time) + '"]')) { return; }
    box.className = 'aviso'; box.setAttribute('role', 'status');
    var tag = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
    var saved = new Date(Number(time)).toLocaleString(tag, { dateStyle: 'long', timeStyle: 'short' });
    make('p', said.borrador + ' ' + saved, box);
    var show = make('button', said.ver, box), drop = make('button', said.descartar, box);
    show.type = drop.type = 'button';
    show.onclick = function () {
      var other = make('form', '', document.body);
      other.method = 'post'; other.action = form.action;
      new URLSearchParams(draft).forEach(function (value, name) {
        var field = make('textarea', '', other); field.name = name; field.value = value; field.hidden = true;
      });
      isSending = true; other.submit();
    };
    drop.onclick = function () { localStorage.removeItem(key); box.remove(); };
    form.before(box);
  }

  // Checks the form. A newer check cancels the one before, also on the server.
  function check() {
    if (checking) { checking.abort(); }
    var own = checking = new AbortController();
    fetch(said.revisar, { method: 'POST', body: new URLSearchParams(new FormData(form)), signal: own.signal })
      .then(function (answer) { return answer.ok ? answer.json() : null; }).then(function (state) {
        if (!state || own !== checking) { return; }
        formFindings.show(state, rows);
        form.dispatchEvent(new Event('oficio-revisado'));
      }, function () { /* no answer */ });
  }
  function changed(field) {
    clearTimeout(timer);
    if (field) { regroup(field); }
    timer = setTimeout(function () { keep(); check(); }, 400);
  }

  // Grids: each row of a grid has a cell of the class `clave`.
  function rows(field) { return Array.from(field.querySelectorAll('tbody > tr')).filter(function (row) {
    return row.querySelector('.clave'); }); }
  // Returns the cell with the heading that a row stands below.
  function group(row) { return row && row.querySelector('[data-grupo]'); }
  // Shows the heading above the first row of each group.
  function regroup(field) {
    var last = null;
    if (!field.querySelector('tbody [data-grupo]')) {
      field.querySelectorAll('tr.grupo').forEach(function (line) { line.remove(); });
      return;
    }
    field.querySelectorAll('tr.grupo').forEach(function (line) { line.remove(); });
    rows(field).forEach(function (row) {
      var name = group(row).value.trim();
      if (name === last) { return; }
      var line = make('tr');
      line.className = 'grupo';
      make('td', name || said.sinTitulo, line).colSpan = row.querySelectorAll('td:not([hidden])').length;
      row.before(line);
      longGrid.inserted(field, [line]);
      last = name;
    });
  }
  function cells(row) {
    var isNarrow = row.closest('.estrecha');
    return Array.from(row.querySelectorAll('[data-columna]')).filter(function (cell) {
      return !isNarrow || !cell.closest('.vacia');
    });
  }
  // Shows the columns without values, which are hidden at first.
  function widen(field) {
    var button = field.querySelector('.columnas');
    if (!button) { return; }
    field.querySelector('table').classList.remove('estrecha');
    longGrid.widened(field);
    button.remove();
  }
  form.querySelectorAll('.filas').forEach(function (table) {
    var names = Array.from(table.querySelectorAll('th.vacia')).map(function (head) { return head.textContent; });
    if (!names.length) { return; }
    var button = make('button', said.columnas + ': ' + names.join(', ')), field = table.closest('.campo');
    table.classList.add('estrecha');
    button.type = 'button'; button.className = 'columnas';
    button.onclick = function () {
      widen(field);
      var first = table.querySelector('.vacia [data-columna]');
      if (first) { first.focus(); } else { field.querySelector('.mas').focus(); }
    };
    field.querySelector('.mas').after(button);
  });
  // Numbers the rows in the labels of their cells and buttons. A row whose first label has its number is skipped.
  function number(field) {
    rows(field).forEach(function (row, place) {
      var ending = ' ' + (place + 1), first = row.querySelector('[aria-label]');
      if (first && first.getAttribute('aria-label').endsWith(ending)) { return; }
      row.querySelectorAll('[aria-label]').forEach(function (element) {
        element.setAttribute('aria-label', element.getAttribute('aria-label').replace(/ \d+$/, ending));
      });
    });
  }
  // Inserts rows after a row, or after the last one; returns them.
  function insertRows(field, after, count) {
    var body = document.createElement('tbody'), model = field.querySelector('template').innerHTML, html = '';
    for (var i = 0; i < count; i += 1) { html += model.replaceAll('__fila__', 'n' + (++news)); }
    body.innerHTML = html;
    var added = Array.from(body.querySelectorAll('tr'));
    longGrid.update(field, count);
    longGrid.inserted(field, added);
    after = after || rows(field).pop();
    // A new row belongs to the heading of the row before it.
    if (after && group(after)) { added.forEach(function (row) { group(row).value = group(after).value; }); }
    if (after) { after.after.apply(after, added); } else { field.querySelector('tbody').append.apply(
      field.querySelector('tbody'), added); }
    number(field);
    return added;
  }
  form.querySelectorAll('.campo').forEach(function (field) { longGrid.update(field, 0); });
  function insert(field, after) { return insertRows(field, after, 1)[0]; }
  // Undo steps by grid. A step holds the grid before rows were added, deleted, moved or pasted, or before the first
  // typing after such a change.
  var past = new Map(), typing = null;
  function inputs(row) { return Array.from(row.querySelectorAll('input, textarea')); }
  function remember(field, cell) {
    typing = cell || null;
    if (!past.has(field)) { past.set(field, []); }
    past.get(field).push(rows(field).map(function (row) {
      return [row, inputs(row).map(function (input) { return input.value; })];
    }));
    if (!field.querySelector('.deshacer')) {
      var button = make('button', said.deshacer); button.type = 'button'; button.className = 'deshacer';
      button.onclick = function () { undo(field); };
      field.querySelector('.mas').after(button);
    }
  }
  function undo(field) {
    var steps = past.get(field) || [], last = steps.pop();
    if (!last) { return false; }
    typing = null;
    var body = field.querySelector('tbody'), kept = new Set(last.map(function (pair) { return pair[0]; }));
    Array.from(body.children).forEach(function (row) { if (!kept.has(row)) { row.remove(); } });
    longGrid.changing(field);
    // Move only rows whose position differs, because moving a row costs a layout.
    var next = body.firstElementChild;
    last.forEach(function (pair) {
      if (pair[0] === next) { next = next.nextElementSibling; } else { body.insertBefore(pair[0], next); }
      inputs(pair[0]).forEach(function (input, place) {
        if (input.value !== pair[1][place]) { input.value = pair[1][place]; }
      });
    });
    number(field);
    if (!steps.length) { field.querySelector('.deshacer').remove(); past.delete(field); }
    var first = body.querySelector('[data-columna]');
    if (first) { first.focus(); }
    changed(field);
    return true;
  }
  function move(field, row, isUp) {
    var all = rows(field), place = all.indexOf(row), other = all[place + (isUp ? -1 : 1)];
    if (!other) { return; }
    // A row that moves past the last one below a heading goes below the next heading.
    if (group(row) && group(row).value.trim() !== group(other).value.trim()) {
      group(row).value = group(other).value;
    } else if (isUp) { other.before(row); } else { other.after(row); }
    number(field); changed(field);
  }
  function act(button) {
    var parts = button.value.split(':'), field = button.closest('.campo');
    if (!/^(fila|tras|quitar|subir|bajar)$/.test(parts[0])) { return false; }
    remember(field);
    if (parts[0] === 'fila' || parts[0] === 'tras') {
      var added = insert(field, parts[0] === 'tras' ? button.closest('tr') : null), first = cells(added)[0];
      if (first) { first.focus(); }
    } else {
      var row = button.closest('tr');
      if (parts[0] === 'quitar') {
        var all = rows(field), place = all.indexOf(row), next = all[place + 1] || all[place - 1];
        row.remove(); number(field);
        (next ? next.querySelector('[value^="quitar:"]') : field.querySelector('.mas')).focus();
      } else { move(field, row, parts[0] === 'subir'); button.focus(); }
    }
    changed(field);
    return true;
  }
  // Writes a block into the grid from a cell on. If the first line has names of columns, they decide the cells of the
  // other lines. Cells beyond the last column are appended to the last cell of the row, so that no word is lost.
  function fill(field, cell, text) {
    var lines = pastedBlock.cells(text), row = cell.closest('tr'), isLeft = false;
    remember(field);
    var wide = Array.from(row.querySelectorAll('[data-columna]')).map(pastedBlock.columnName);
    if (pastedBlock.hasNames(lines, wide)) { widen(field); }
    var places = pastedBlock.columns(lines, cells(row).map(pastedBlock.columnName)), heads = lines[0];
    if (places) { lines = lines.slice(1); } else { lines = pastedBlock.withoutBullets(lines); }
    var column = cells(row).indexOf(cell);
    if (!places && lines.some(function (line) { return column + line.length > cells(row).length; })) {
      widen(field);
      column = cells(row).indexOf(cell);
    }
    var filled = rows(field);
    filled = filled.slice(filled.indexOf(row));
    if (filled.length < lines.length) {
      filled = filled.concat(insertRows(field, filled[filled.length - 1], lines.length - filled.length));
    }
    longGrid.changing(field);
    lines.forEach(function (line, place) {
      var row = filled[place];
      var own = cells(row), last = own[own.length - 1], rest = [];
      line.forEach(function (value, offset) {
        value = value.trim();
        if (places && places[offset] === null) { return; }
        var target = places ? own[places[offset]] : own[column + offset];
        if (target) { target.value = value; } else if (value) {
          rest.push(places && (heads[offset] || '').trim() ? heads[offset].trim() + ': ' + value : value);
        }
      });
      if (rest.length) {
        isLeft = true;
        last.value = [last.value].concat(rest).filter(Boolean).join(' · ');
      }
    });
    var note = field.querySelector('.sobra');
    if (note) { note.remove(); }
    if (isLeft) {
      note = make('p', said.sobra); note.className = 'aviso sobra'; note.setAttribute('role', 'status');
      field.querySelector('.rejilla').after(note);
    }
    changed(field);
  }

  form.addEventListener('click', function (event) {
    var button = event.target.closest('button[name=accion]');
    if (button && act(button)) { event.preventDefault(); }
  });
  form.addEventListener('keydown', function (event) {
    var cell = event.target.closest('[data-columna]'), field = event.target.closest('.campo');
    if (!cell || !field) { return; }
    if (event.defaultPrevented) { return; }
    var row = cell.closest('tr');
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault(); remember(field); move(field, row, event.key === 'ArrowUp'); cell.focus();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      var all = rows(field), next = all[all.indexOf(row) + 1], column = cells(row).indexOf(cell);
      if (!next) { remember(field); next = insert(field, row); changed(field); }
      if (cells(next)[column]) { cells(next)[column].focus(); }
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'z' && cell.value === cell.defaultValue) {
      if (undo(field)) { event.preventDefault(); }
    }
  });
  form.addEventListener('paste', function (event) {
    var cell = event.target.closest('[data-columna]'), text = event.clipboardData.getData('text/plain');
    if (!cell || !/\t|\n./.test(text.trim())) { return; }
    event.preventDefault(); fill(cell.closest('.campo'), cell, text);
  });
  form.addEventListener('beforeinput', function (event) {
    var cell = event.target.closest('[data-columna]'), field = event.target.closest('.campo');
    if (cell && past.has(field) && typing !== cell) { remember(field, cell); }
  });
  form.addEventListener('input', function (event) {
    var pair = event.target.closest('.fecha');
    if (pair && event.target.type !== 'date') {
      pair.lastElementChild.value = /^\d{4}-\d\d-\d\d$/.test(event.target.value) ? event.target.value : '';
    } else if (pair && !event.target.validity.badInput) {
      // A day that is not whole yet has no value: it must not clear the date that was typed.
      pair.firstElementChild.value = event.target.value;
    }
    changed(event.target.matches('[data-grupo]') ? event.target.closest('.campo') : null);
  });
  // Check the form after a value is chosen from a list.
  form.addEventListener('change', function (event) { if (event.target.dataset.lista) {
    changed(event.target.closest('.campo')); } });
  form.querySelectorAll('input[type=date]').forEach(function (calendar) { calendar.hidden = false; });
  form.addEventListener('submit', function () { isSending = true; });
  addEventListener('keydown', function (event) {
    var save = document.getElementById('guardar');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (save.hidden) { check(); } else { save.click(); }
    }
  });
  // Keep what was typed just before the page is left.
  addEventListener('pagehide', function () { if (!isSending && typed() !== start) { keep(); } });
  addEventListener('beforeunload', function (event) {
    if (!isSending && ('tecleado' in said || typed() !== start)) { event.preventDefault(); event.returnValue = ''; }
  });
  offerDrafts();
  check();
}());
