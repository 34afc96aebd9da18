// Adds to tables a text filter, filters by column value, and sorting by header.
(function () {
  'use strict';
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function make(box) {
    var table = document.getElementById(box.getAttribute('data-table-filters')), body = table.tBodies[0],
      heads = all('thead th', table);
    var rows = all('tr', body).map(function (tr, n) {
      var cells = Array.prototype.slice.call(tr.cells).map(function (c) {
        return (c.getAttribute('data-words') || c.textContent).trim();
      });
      return { element: tr, cells: cells, text: fold(cells.join(' ')), order: n };
    });
    if (!table.classList.contains('heat')) {
      table.classList.add('stacked');
      rows.forEach(function (r) {
        Array.prototype.forEach.call(r.element.cells, function (c, i) {
          if (i > 0) { c.setAttribute('data-label', heads[i].textContent.trim()); }
        });
      });
    }
    var status = document.createElement('p'), selects = [], input = document.createElement('input'), n = 0;
    function field(label, control) {
      var p = document.createElement('p'), l = document.createElement('label');
      n += 1; control.id = table.id + '-filtro-' + n; l.htmlFor = control.id; l.textContent = label; p.appendChild(l);
      p.appendChild(control); box.appendChild(p);
    }
    input.type = 'search'; input.className = 'search-box'; input.autocomplete = 'off';
    field(box.getAttribute('data-label'), input);
    heads.forEach(function (th, column) {
      if (!th.hasAttribute('data-facet')) { return; }
      var counts = {};
      rows.forEach(function (r) {
        if (r.cells[column]) { counts[r.cells[column]] = (counts[r.cells[column]] || 0) + 1; }
      });
      var values = Object.keys(counts); if (values.length < 2) { return; }
      var select = document.createElement('select'); select.className = 'search-box';
      function option(value, text) {
        var o = document.createElement('option'); o.value = value; o.textContent = text; select.appendChild(o);
      }
      option('', box.getAttribute('data-all'));
      values.sort(function (a, b) {
        return a.localeCompare(b, 'es', { numeric: true });
      }).forEach(function (v) { option(v, v + ' (' + counts[v] + ')'); });
      field(th.textContent.trim(), select); selects.push({ select: select, column: column });
    });
    var clear = document.createElement('button'); clear.type = 'button'; clear.className = 'button button-quiet';
    clear.textContent = box.getAttribute('data-clear'); clear.hidden = true;
    status.className = 'filter-result'; status.setAttribute('role', 'status'); box.appendChild(clear);
    box.appendChild(status);
    function run() {
      var words = fold(input.value).split(/\s+/).filter(Boolean), shown = 0, active = words.length > 0;
      selects.forEach(function (s) { if (s.select.value) { active = true; } });
      rows.forEach(function (r) {
        var hit = words.every(function (w) { return r.text.indexOf(w) >= 0; }) && selects.every(function (s) {
          return !s.select.value || r.cells[s.column] === s.select.value;
        });
        r.element.hidden = !hit; if (hit) { shown += 1; }
      });
      clear.hidden = !active;
      status.textContent = active ? box.getAttribute(shown === 0 ? 'data-none' : shown === 1 ? 'data-one' : 'data-many')
          .replace('{n}', shown) : '';
    }
    input.addEventListener('input', run); selects.forEach(function (s) { s.select.addEventListener('change', run); });
    clear.addEventListener('click', function () {
      input.value = ''; selects.forEach(function (s) { s.select.value = ''; }); run(); input.focus();
    });
    heads.forEach(function (th, column) {
      var words = th.firstElementChild, button = document.createElement('button');
      button.type = 'button'; button.className = 'sort'; button.appendChild(words); th.appendChild(button);
      button.addEventListener('click', function () {
        var up = th.getAttribute('aria-sort') !== 'ascending';
        heads.forEach(function (h) { h.removeAttribute('aria-sort'); });
        th.setAttribute('aria-sort', up ? 'ascending' : 'descending');
        rows.slice().sort(function (a, b) {
          // Empty cells come last in both directions.
          if (!a.cells[column] !== !b.cells[column]) { return a.cells[column] ? -1 : 1; }
          var c = a.cells[column].localeCompare(b.cells[column], 'es', { numeric: true, sensitivity: 'base' });
          return (up ? c : -c) || a.order - b.order;
        }).forEach(function (r) { body.appendChild(r.element); });
      });
    });
    var given = new URLSearchParams(location.search);
    if (given.get('q')) { input.value = given.get('q'); }
    selects.forEach(function (s) { var v = given.get('f' + s.column); if (v) { s.select.value = v; } });
    box.hidden = false; run();
  }
  function start() { all('[data-table-filters]').forEach(make); }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
