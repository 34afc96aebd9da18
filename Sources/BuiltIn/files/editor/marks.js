// Adds buttons that insert Markdown above each text of several lines.
(function () {
  'use strict';
  var form = document.getElementById('ficha');
  if (!form) { return; }
  var words = JSON.parse(form.dataset.textos);

  // Replaces a range of an area and selects a part of the new text. The browser's undo takes it back.
  function put(area, start, end, text, from, to) {
    area.focus(); area.setSelectionRange(start, end);
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, start, end, 'end');
      area.dispatchEvent(new Event('input', { bubbles: true }));
    }
    area.setSelectionRange(start + from, start + to);
  }
  function wrap(area, before, after) {
    var start = area.selectionStart, end = area.selectionEnd, text = area.value.slice(start, end), all = area.value;
    // Remove delimiters that are already around the selection.
    if (text && all.slice(start - before.length, start) === before && all.slice(end, end + after.length) === after &&
        all[start - before.length - 1] !== before[0]) {
      put(area, start - before.length, end + after.length, text, 0, text.length);
      return;
    }
    var edge = text.match(/^(\s*)([^]*?)(\s*)$/), inner = edge[2] || words.texto;
    put(area, start, end, edge[1] + before + inner + after + edge[3], edge[1].length + before.length,
      edge[1].length + before.length + inner.length);
  }
  // Puts a list marker at the beginning of each selected line, in place of an earlier one; skips blank lines.
  function prefix(area, mark) {
    var all = area.value, start = all.lastIndexOf('\n', area.selectionStart - 1) + 1;
    var end = all.indexOf('\n', area.selectionEnd); if (end < 0) { end = all.length; }
    var lines = all.slice(start, end).split('\n'), number = 0;
    var text = lines.map(function (line) {
      return line.trim() || lines.length === 1 ? mark(++number) + line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '') : line;
    }).join('\n');
    put(area, start, end, text, text.length, text.length);
  }
  // Inserts a block with a blank line before and after it.
  function block(area, text, from, to) {
    var all = area.value, place = area.selectionEnd;
    var before = !place ? '' : /\n\n$/.test(all.slice(0, place)) ? '' : all[place - 1] === '\n' ? '\n' : '\n\n';
    var after = !all.slice(place) ? '' : /^\n\n/.test(all.slice(place)) ? '' : all[place] === '\n' ? '\n' : '\n\n';
    put(area, place, place, before + text + after, before.length + from, before.length + to);
  }
  var marks = {
    negrita: ['B', function (area) { wrap(area, '**', '**'); }],
    cursiva: ['I', function (area) { wrap(area, '*', '*'); }],
    lista: ['•', function (area) { prefix(area, function () { return '- '; }); }],
    numeros: ['1.', function (area) { prefix(area, function (number) { return number + '. '; }); }],
    enlace: [words.enlace, function (area) {
      var text = area.value.slice(area.selectionStart, area.selectionEnd) || words.texto;
      put(area, area.selectionStart, area.selectionEnd, '[' + text + '](' + words.destino + ')', text.length + 3,
        text.length + 3 + words.destino.length);
    }],
    tabla: [words.tabla, function (area) {
      var head = '| ' + words.columna + ' 1 | ' + words.columna + ' 2 |\n|---|---|\n| ';
      block(area, head + words.texto + ' | ' + words.texto + ' |', head.length, head.length + words.texto.length);
    }],
    nota: [words.nota, function (area) {
      var head = words.notaMarca + '\n> ';
      block(area, head + words.texto, head.length, head.length + words.texto.length);
    }]
  };
  form.querySelectorAll('textarea[data-marcas]:not([readonly])').forEach(function (area) {
    var bar = document.createElement('div'), name = area.labels[0] ? area.labels[0].textContent : '';
    bar.className = 'marcas'; bar.setAttribute('role', 'toolbar'); bar.setAttribute('aria-controls', area.id);
    bar.setAttribute('aria-label', words.marcas + ' ' + name);
    Object.keys(marks).forEach(function (key, place) {
      var button = document.createElement('button');
      button.type = 'button'; button.textContent = marks[key][0]; button.title = words[key];
      button.className = 'marca-' + key;
      button.setAttribute('aria-label', words[key]); button.tabIndex = place ? -1 : 0;
      button.onclick = function () { marks[key][1](area); };
      bar.append(button);
    });
    bar.onkeydown = function (event) {
      var all = Array.from(bar.children), place = all.indexOf(document.activeElement);
      var next = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
      if (next === undefined) { return; }
      event.preventDefault();
      next = (next + all.length) % all.length;
      all[place].tabIndex = -1; all[next].tabIndex = 0; all[next].focus();
    };
    area.before(bar);
  });
  form.addEventListener('keydown', function (event) {
    var key = { b: 'negrita', i: 'cursiva' }[event.key.toLowerCase()];
    if (key && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey &&
        event.target.tagName === 'TEXTAREA' && !event.target.readOnly) {
      event.preventDefault(); marks[key][1](event.target);
    }
  });
}());
