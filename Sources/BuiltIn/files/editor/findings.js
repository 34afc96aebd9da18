// Shows the findings of a check beside their fields, and what will change, as the server sends them.
var formFindings = (function () {
  'use strict';
  var form = document.getElementById('ficha'), said = form && form.dataset;
  function make(name, words, parent) {
    var element = document.createElement(name);
    if (words) { element.textContent = words; }
    if (parent) { parent.appendChild(element); }
    return element;
  }

  // Shows changed lines. A line is a list of pieces, each with the sign
  // of what happened to it: = for kept, - for deleted, + for inserted.
  function lines(list, parent) {
    var ul = make('ul', '', parent); ul.className = 'lineas';
    list.forEach(function (pieces) {
      var li = make('li', '', ul);
      li.className = pieces.length > 1 ? 'mixta' : pieces[0][0] === '-' ? 'quitada' : 'nueva';
      pieces.forEach(function (piece) {
        if (piece[0] === '=') { li.append(piece[1]); } else { make(piece[0] === '-' ? 'del' : 'ins', piece[1], li); }
      });
    });
  }
  function add(finding, place) {
    var list = place.querySelector('ul') || make('ul', '', place), li = make('li', finding.message + ' ', list);
    li.className = finding.severity;
    if (finding.reference) {
      var link = make('a', said.explicacion, li);
      link.href = finding.reference; link.target = '_blank'; link.rel = 'noopener';
      li.append(' ');
    }
    finding.fixes.forEach(function (fix) {
      var button = make('button', fix[0], li); button.name = 'accion'; button.value = fix[1];
    });
  }
  // Shows a check. The element that has the focus may be replaced: then its successor, or its field, gets the focus.
  function show(state, rows) {
    var focused = document.activeElement, field = focused && focused.closest('.campo, #revision, #generales');
    var isOpen = Boolean(document.querySelector('#cambios details[open]'));
    replace(state, rows);
    var details = document.querySelector('#cambios details');
    if (details) { details.open = isOpen; }
    if (!field || document.contains(focused)) { return; }
    var same = focused.tagName === 'BUTTON' ? 'button[value="' + CSS.escape(focused.value) + '"]' :
      focused.tagName === 'A' ? 'a[href="' + CSS.escape(focused.getAttribute('href')) + '"]' : 'summary';
    var next = field.querySelector(same) || field.querySelector('[name^="v:"], [data-columna], #revision button') ||
      form.querySelector('[name^="v:"]');
    next.focus({ preventScroll: true });
  }
  function replace(state, rows) {
    var found = new Map();
    form.querySelectorAll('.hallazgos, #generales').forEach(function (box) { box.replaceChildren(); });
    form.querySelectorAll('tr.hallazgo').forEach(function (row) { row.remove(); });
    form.querySelectorAll('[aria-invalid]').forEach(function (control) { control.removeAttribute('aria-invalid'); });
    state.findings.forEach(function (finding) {
      var field = finding.name && form.querySelector('[data-campo="' + CSS.escape(finding.name) + '"]');
      var place = field ? field.querySelector('.hallazgos') : document.getElementById('generales');
      if (field && finding.row >= 0) {
        if (!found.has(field)) { found.set(field, rows(field)); }
        var row = found.get(field)[finding.row];
        if (row) {
          if (!row.nextElementSibling || row.nextElementSibling.className !== 'hallazgo') {
            var line = make('tr'); line.className = 'hallazgo'; make('td', '', line).colSpan = row.children.length;
            row.after(line);
            longGrid.inserted(field, [line]);
          }
          place = row.nextElementSibling.firstChild;
        }
      }
      add(finding, place);
      var control = field && !(finding.row >= 0) && finding.severity === 'error' && field.querySelector('[name^="v:"]');
      if (control) { control.setAttribute('aria-invalid', 'true'); }
      // Open a folded part that contains a finding.
      var folded = field && finding.severity !== 'note' && field.closest('details');
      if (folded) { folded.open = true; }
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
    state.changes.forEach(function (change) {
      make('h3', change.label + ': ' + change.summary, box); lines(change.lines, box);
    });
    if (state.lines.length) {
      var details = make('details', '', box); make('summary', said.lineas, details);
      lines(state.lines.map(function (line) { return [[line[0], line.slice(2)]]; }), details);
    }
    form.querySelectorAll('.guardar').forEach(function (button) { button.hidden = false; });
  }
  return { make: make, show: show };
}());
