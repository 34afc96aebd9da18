// Makes the form of a document pleasant. Without this script the form works as plain HTML.
(function () {
  'use strict';
  var form = document.getElementById('ficha');
  if (!form) { return; }
  var said = form.dataset, KEY = 'oficio-borrador:' + said.clave;
  var isSending = false, timer = 0, checks = 0, news = 1000;

  // The values of all fields, without the two source texts in hidden fields.
  function typed() {
    return Array.from(new FormData(form)).filter(function (pair) { return pair[0] !== 'antes' && pair[0] !== 'texto'; })
      .map(function (pair) { return pair[0] + '=' + pair[1]; }).join('\n');
  }
  var start = typed();
  function isChanged() { return 'cambiado' in said || typed() !== start; }
  function make(name, words, parent) {
    var element = document.createElement(name);
    if (words) { element.textContent = words; }
    if (parent) { parent.appendChild(element); }
    return element;
  }

  // Drafts: the browser keeps what is typed, and offers it beside the current text. Each form that is opened has a
  // draft of its own, named by the time in milliseconds, so that no tab and no later form writes over another's.
  function draftKey() { return KEY + ':' + sessionStorage.getItem(KEY); }
  function keep() {
    try {
      if (isChanged()) {
        localStorage.setItem(draftKey(), new URLSearchParams(new FormData(form)).toString());
      } else { localStorage.removeItem(draftKey()); }
    } catch (e) { /* the browser keeps nothing */ }
  }
  function offerDrafts() {
    try {
      if ('guardado' in said) { localStorage.removeItem(draftKey()); }
      // The form that comes back from the server with what was typed goes on with its draft.
      if ('cambiado' in said && sessionStorage.getItem(KEY)) { return; }
      sessionStorage.setItem(KEY, Date.now());
      Object.keys(localStorage).filter(function (key) { return key.startsWith(KEY + ':'); }).sort().forEach(offer);
    } catch (e) { /* the browser keeps nothing */ }
  }
  function offer(key) {
    var box = make('div'), draft = localStorage.getItem(key), time = key.slice(KEY.length + 1);
    box.className = 'aviso'; box.setAttribute('role', 'status');
    make('p', said.borrador + ' ' + new Date(Number(time)).toLocaleString(document.documentElement.lang), box);
    var show = make('button', said.ver, box), drop = make('button', said.descartar, box);
    show.type = drop.type = 'button';
    show.onclick = function () {
      var other = make('form', '', document.body);
      other.method = 'post'; other.action = form.action;
      new URLSearchParams(draft).forEach(function (value, name) {
        var field = make('textarea', '', other); field.name = name; field.value = value; field.hidden = true;
      });
      sessionStorage.setItem(KEY, time);
      isSending = true; other.submit();
    };
    drop.onclick = function () { localStorage.removeItem(key); box.remove(); };
    form.before(box);
  }

  // Findings, changes and their lines, as the server gives them.
  function lines(list, parent) {
    var ul = make('ul', '', parent); ul.className = 'lineas';
    list.forEach(function (line) { make(line[0] === '-' ? 'del' : 'ins', line.slice(2), make('li', '', ul)); });
  }
  function add(finding, place) {
    var list = place.querySelector('ul') || make('ul', '', place), li = make('li', finding.message + ' ', list);
    li.className = finding.severity;
    finding.fixes.forEach(function (fix) {
      var button = make('button', fix[0], li); button.name = 'accion'; button.value = fix[1];
    });
  }
  function show(state) {
    form.querySelectorAll('.hallazgos, #generales').forEach(function (box) { box.replaceChildren(); });
    form.querySelectorAll('tr.hallazgo').forEach(function (row) { row.remove(); });
    state.findings.forEach(function (finding) {
      var field = finding.name && form.querySelector('[data-campo="' + CSS.escape(finding.name) + '"]');
      var place = field ? field.querySelector('.hallazgos') : document.getElementById('generales');
      if (field && finding.row >= 0) {
        var row = rows(field)[finding.row];
        if (row) {
          if (!row.nextElementSibling || row.nextElementSibling.className !== 'hallazgo') {
            var line = make('tr'); line.className = 'hallazgo'; make('td', '', line).colSpan = row.children.length;
            row.after(line);
          }
          place = row.nextElementSibling.firstChild;
        }
      }
      add(finding, place);
    });
    var box = document.getElementById('cambios'); box.replaceChildren();
    if (state.refused.length) {
      make('h3', said.rechazado, box);
      var refused = make('ul', '', box);
      refused.className = 'rechazos';
      state.refused.forEach(function (field) {
        var li = make('li', '', refused), link = make('a', field.label, li);
        link.href = '#' + encodeURI(field.place);
        li.append(': ' + field.message);
      });
    } else if (!state.lines.length) { make('p', said.nada, box); }
    state.changes.forEach(function (change) { make('h3', change.label, box); lines(change.lines, box); });
    if (state.lines.length) {
      var details = make('details', '', box); make('summary', said.lineas, details); lines(state.lines, details);
    }
    form.querySelectorAll('.guardar').forEach(function (button) { button.hidden = false; });
  }
  function check() {
    var number = ++checks;
    fetch(said.revisar, { method: 'POST', body: new URLSearchParams(new FormData(form)) }).then(function (answer) {
      return answer.ok ? answer.json() : null;
    }).then(function (state) { if (state && number === checks) { show(state); } }, function () { /* no answer */ });
  }
  function changed() {
    clearTimeout(timer);
    form.querySelectorAll('.campo').forEach(regroup);
    timer = setTimeout(function () { keep(); check(); }, 500);
  }

  // Grids.
  function rows(field) { return Array.from(field.querySelectorAll('tbody > tr')).filter(function (row) {
    return row.querySelector('.clave'); }); }
  // The cell that says below which heading of the document a row stands.
  function group(row) { return row && row.querySelector('[data-grupo]'); }
  // A line with the heading above the first row of each group.
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
      last = name;
    });
  }
  function cells(row) { return Array.from(row.querySelectorAll('[data-columna]')); }
  function number(field) {
    rows(field).forEach(function (row, place) {
      row.querySelectorAll('[aria-label]').forEach(function (element) {
        element.setAttribute('aria-label', element.getAttribute('aria-label').replace(/\d+$/, place + 1));
      });
    });
  }
  function insert(field, after) {
    var row = document.createElement('tbody'), key = 'n' + (++news);
    row.innerHTML = field.querySelector('template').innerHTML.replaceAll('__fila__', key);
    row = row.querySelector('tr');
    after = after || rows(field).pop();
    // A new row stands below the heading of the row before it.
    if (group(row) && after) { group(row).value = group(after).value; }
    if (after) { after.after(row); } else { field.querySelector('tbody').appendChild(row); }
    number(field);
    return row;
  }
  // One step of undo is the grid as it was before rows were added, deleted, moved or pasted, or before a cell was typed
  // in after such a step.
  var past = new Map(), typing = null;
  function remember(field, cell) {
    typing = cell || null;
    var body = field.querySelector('tbody'), copy = body.cloneNode(true), now = body.querySelectorAll('textarea');
    copy.querySelectorAll('textarea').forEach(function (area, place) { area.value = now[place].value; });
    now = body.querySelectorAll('input');
    copy.querySelectorAll('input').forEach(function (input, place) { input.value = now[place].value; });
    if (!past.has(field)) { past.set(field, []); }
    past.get(field).push(copy);
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
    field.querySelector('tbody').replaceWith(last);
    if (!steps.length) { field.querySelector('.deshacer').remove(); past.delete(field); }
    last.querySelectorAll('.hallazgo').forEach(function (row) { row.remove(); });
    var first = last.querySelector('[data-columna]');
    if (first) { first.focus(); }
    changed();
    return true;
  }
  function move(field, row, isUp) {
    var all = rows(field), place = all.indexOf(row), other = all[place + (isUp ? -1 : 1)];
    if (!other) { return; }
    // A row that moves past the last one below a heading goes below the next heading.
    if (group(row) && group(row).value.trim() !== group(other).value.trim()) {
      group(row).value = group(other).value;
    } else if (isUp) { other.before(row); } else { other.after(row); }
    number(field); changed();
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
    changed();
    return true;
  }
  // The cells of a copied block, as spreadsheets write it: a cell with a tab, a line break or a quote stands between
  // quotes, and its quotes are doubled. A line break inside a cell becomes a blank.
  function table(text) {
    text = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
    var lines = [[]], place = 0, cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|[^\t\n]*/y;
    for (;;) {
      cell.lastIndex = place;
      var found = cell.exec(text), words = found[1] === undefined ? found[0] : found[1].replaceAll('""', '"');
      lines[lines.length - 1].push(words.replace(/\s*\n\s*/g, ' '));
      place += found[0].length;
      if (place >= text.length) { return lines; }
      if (text[place] === '\n') { lines.push([]); }
      place += 1;
    }
  }
  function fill(field, cell, text) {
    var lines = table(text);
    remember(field);
    var row = cell.closest('tr'), column = cells(row).indexOf(cell);
    lines.forEach(function (line, place) {
      if (place) {
        var all = rows(field);
        row = all[all.indexOf(row) + 1] || insert(field, row);
      }
      line.forEach(function (value, offset) {
        var target = cells(row)[column + offset];
        if (target) { target.value = value.trim(); }
      });
    });
    changed();
  }

  form.addEventListener('click', function (event) {
    var button = event.target.closest('button[name=accion]');
    if (button && act(button)) { event.preventDefault(); }
  });
  form.addEventListener('keydown', function (event) {
    var cell = event.target.closest('[data-columna]'), field = event.target.closest('.campo');
    if (!cell || !field) { return; }
    var row = cell.closest('tr');
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault(); remember(field); move(field, row, event.key === 'ArrowUp'); cell.focus();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.isComposing) {
      event.preventDefault();
      var all = rows(field), next = all[all.indexOf(row) + 1], column = cells(row).indexOf(cell);
      if (!next) { remember(field); next = insert(field, row); changed(); }
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
    var list = event.target.list, meaning = event.target.nextElementSibling;
    if (list && meaning && meaning.classList.contains('es')) {
      var option = Array.from(list.options).find(function (one) { return one.value === event.target.value; });
      meaning.textContent = option ? option.textContent : '';
    }
    if (event.target.type === 'date') { event.target.previousElementSibling.value = event.target.value; }
    changed();
  });
  form.querySelectorAll('input[type=date]').forEach(function (calendar) { calendar.hidden = false; });
  form.addEventListener('submit', function () { isSending = true; });
  addEventListener('keydown', function (event) {
    var save = document.getElementById('guardar');
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's' && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (save.hidden) { check(); } else { save.click(); }
    }
  });
  addEventListener('beforeunload', function (event) {
    if (!isSending && ('tecleado' in said || typed() !== start)) { event.preventDefault(); event.returnValue = ''; }
  });
  offerDrafts();
  check();
}());
