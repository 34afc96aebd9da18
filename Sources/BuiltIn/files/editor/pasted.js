// Reads a block that was copied from a spreadsheet or a table of Word: its cells, the columns that its first line
// names, and the bullets before its lines. `editor.js` writes the block into a grid.
var pastedBlock = (function () {
  'use strict';
  // Returns the cells of a copied block in the format of spreadsheets: a cell with a tab, a line break or a quote is
  // in quotes, and its quotes are doubled. A line break inside a cell becomes a blank.
  function cells(text) {
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
  // Returns words without accents, case and signs.
  function folded(words) {
    return words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
  }
  // Returns the name of the column of a grid's cell, without accents and signs.
  function columnName(cell) { return folded(cell.getAttribute('aria-label').replace(/,[^,]*$/, '')); }
  // Whether the first line of a block names one of some columns.
  function hasNames(lines, names) {
    return lines[0].some(function (words) { return words.trim() && names.indexOf(folded(words)) >= 0; });
  }
  // Whether a column's name says that it numbers the rows.
  function isNumberName(name) { return ['', 'n', 'no', 'n o', 'nro', 'num', 'numero', 'item', 'orden'].includes(name); }
  // Whether the values of a pasted column are the bullets of a list, or its numbers from 1 on.
  function isBullets(values) {
    return values.every(function (value) { return /^[-–—•·*▪◦o●■]$/.test(value); })
      || values.every(function (value, place) { return value.replace(/[.)ºª°-]+$/, '') === String(place + 1); });
  }
  // Returns, for each pasted column, the index of the column that it fills, by the names in the first line; -1 if it
  // fills none, `null` for a column of bullets or numbers. Returns `undefined` if the first line has too few names.
  function columns(lines, names) {
    if (lines.length < 2) { return undefined; }
    var places = lines[0].map(function (words) { return words.trim() ? names.indexOf(folded(words)) : -1; });
    var known = places.filter(function (place, index) { return place >= 0 && places.indexOf(place) === index; });
    var all = lines[0].filter(function (words) { return !isNumberName(folded(words)); });
    if (!known.length || known.length < Math.min(2, names.length, all.length)) { return undefined; }
    return places.map(function (place, index) {
      var values = lines.slice(1).map(function (line) { return (line[index] || '').trim(); });
      if (place < 0 && isNumberName(folded(lines[0][index])) && isBullets(values)) { return null; }
      return places.indexOf(place) === index ? place : -1;
    });
  }
  // Returns the lines without a first column of bullets or numbers.
  function withoutBullets(lines) {
    var hasBullets = lines.every(function (line) { return line.length > 1; })
      && lines.some(function (line) { return /[^\W\d_]|[À-ÿ]/.test(line[1]); })
      && isBullets(lines.map(function (line) { return line[0].trim(); }));
    return hasBullets ? lines.map(function (line) { return line.slice(1); }) : lines;
  }
  return {
    cells: cells, columnName: columnName, hasNames: hasNames, columns: columns, withoutBullets: withoutBullets
  };
}());
