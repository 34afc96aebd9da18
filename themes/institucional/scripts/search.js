// Runs the search box and the results page, from file:// and any path. The script loads the engine and the index on
// first use.
(function () {
  'use strict';
  var KEY = 'oficio-busquedas', engine = null, waiting = [], failed = false, loading = false, lost = false,
    renewed = false, reloaded = false, shards = {}, ahead = null;
  // The results page runs this script before its body exists.
  var isEager = !!document.currentScript && document.currentScript.async;
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function node(name, className, text) {
    var e = document.createElement(name); if (className) { e.className = className; }
    if (text) { e.textContent = text; } return e;
  }
  function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (m, k) { return values[k] === undefined ? m : values[k]; });
  }
  // The next line stands for the files of search/, which the build inserts in the order of their names.
  //# parts
  function ready() {
    all('[data-search]').forEach(box);
    all('[data-search-page]').forEach(page);
    arrive();
    document.addEventListener('keydown', function (e) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.nodeName) || e.target.isContentEditable;
      if ((e.key === '/' && document.documentElement.getAttribute('data-atajo') !== 'no' && !typing && !e.ctrlKey
          && !e.metaKey && !e.altKey) || ((e.ctrlKey || e.metaKey) && e.key === 'k')) {
        var input = document.getElementById('buscar-pagina') || document.querySelector('[data-search] .search-box');
        if (input) { e.preventDefault(); window.oficioShowSearch(); input.focus(); input.select(); }
      }
    });
  }
  if (isEager) { askAhead(); }
  if (document.readyState === 'loading' || (document.readyState === 'interactive' && !isEager)) {
    document.addEventListener('DOMContentLoaded', ready);
  } else { ready(); }
}());
