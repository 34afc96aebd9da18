// Lays the rows of a long grid out one by one. A table lays out all rows together, which takes long when many cells
// change.
var longGrid = (function () {
  'use strict';
  // The number of rows from which a grid is long.
  var MANY = 40, waiting = [];
  function setRoles(rows) {
    rows.forEach(function (row) {
      row.setAttribute('role', 'row');
      Array.from(row.children).forEach(function (cell) {
        cell.setAttribute('role', cell.tagName === 'TH' ? 'columnheader' : 'cell');
      });
    });
  }
  // Lays out some of the rows that wait, and then the others while the browser has nothing else to do.
  function layOut() {
    waiting.splice(0, 15).forEach(function (row) { row.classList.remove('diferida'); });
    if (waiting.length) { requestIdleCallback(layOut, { timeout: 500 }); }
  }
  // Gives every row the column widths that the table has now. The last column holds buttons and keeps its width.
  function measure(table) {
    var row = table.querySelector('.clave').parentNode;
    var widths = Array.from(row.children).map(function (cell) { return cell.offsetWidth; }).filter(Boolean);
    var last = widths.pop();
    table.style.setProperty('--columnas', widths.map(function (width) {
      return 'minmax(4.9rem, ' + width + 'fr)';
    }).join(' ') + ' ' + last + 'px');
  }
  return {
    // Makes a grid long that has many rows; `more` is the number of rows that are about to be inserted.
    update: function (field, more) {
      var table = field.querySelector('.filas');
      if (!table || table.classList.contains('larga') || table.querySelectorAll('tbody .clave').length + more < MANY ||
        !table.offsetWidth) { return; }
      measure(table);
      table.classList.add('larga');
      // Browsers do not expose a table with another layout as a table, unless its roles say so.
      table.setAttribute('role', 'table');
      table.querySelectorAll('thead, tbody').forEach(function (part) { part.setAttribute('role', 'rowgroup'); });
      setRoles(Array.from(table.rows));
    },
    // Measures the columns again after some were shown.
    widened: function (field) {
      var table = field.querySelector('.filas');
      if (!table || !table.classList.contains('larga')) { return; }
      table.classList.remove('larga'); measure(table); table.classList.add('larga');
    },
    // Announces that many cells of a grid are about to change. Rows that are not on the screen are then laid out
    // little by little; a row without a layout is empty for screen readers.
    changing: function (field) {
      var rows = field.querySelectorAll('.larga tbody tr:not(.diferida)');
      if (!rows.length) { return; }
      if (!waiting.length) { requestIdleCallback(layOut, { timeout: 500 }); }
      rows.forEach(function (row) { row.classList.add('diferida'); waiting.push(row); });
    },
    // Completes rows that were inserted into a grid.
    inserted: function (field, rows) { if (field.querySelector('.filas.larga')) { setRoles(rows); } }
  };
}());
