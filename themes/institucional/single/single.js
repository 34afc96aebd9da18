// Searches a manual that was exported as one file: highlights matches; Enter moves to the next.
(function () {
  'use strict';
  function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  document.addEventListener('DOMContentLoaded', function () {
    var box = document.querySelector('[data-single-search]'), input = box.querySelector('input'),
      out = box.querySelector('[role=status]'), main = document.querySelector('main'), hits = [], at = -1;
    box.hidden = false;
    function clear() {
      hits.forEach(function (m) {
        var p = m.parentNode; p.replaceChild(document.createTextNode(m.textContent), m); p.normalize();
      });
      hits = []; at = -1;
    }
    function find() {
      clear();
      var wanted = fold(input.value.trim()); if (wanted.length < 2) { out.textContent = ''; return; }
      var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), nodes = [], n;
      while ((n = walker.nextNode())) { if (!box.contains(n) && fold(n.data).indexOf(wanted) >= 0) { nodes.push(n); } }
      nodes.forEach(function (node) {
        // A letter and its combining accent fold to one character, so offsets are mapped letter by letter.
        var letters = Array.from(node.data), folded = '', places = [];
        letters.forEach(function (c, i) {
          Array.from(fold(c)).forEach(function () { places.push(i); }); folded += fold(c);
        });
        var from = 0, last = 0, parts = document.createDocumentFragment(), k;
        while ((k = folded.indexOf(wanted, from)) >= 0) {
          var a = places[k], b = places[k + wanted.length - 1] + 1, mark = document.createElement('mark');
          parts.appendChild(document.createTextNode(letters.slice(last, a).join('')));
          mark.textContent = letters.slice(a, b).join(''); parts.appendChild(mark); hits.push(mark);
          last = b; from = k + wanted.length;
        }
        parts.appendChild(document.createTextNode(letters.slice(last).join('')));
        node.parentNode.replaceChild(parts, node);
      });
      out.textContent = box.getAttribute(hits.length === 0 ? 'data-none' : hits.length === 1 ? 'data-one' : 'data-many')
          .replace('{n}', hits.length);
    }
    function go(step) {
      if (!hits.length) { return; }
      if (at >= 0) { hits[at].className = ''; }
      at = (at + step + hits.length) % hits.length; hits[at].className = 'current';
      hits[at].scrollIntoView({ block: 'center' });
      out.textContent = (at + 1) + ' / ' + hits.length;
    }
    input.addEventListener('input', find);
    input.addEventListener('keydown', function (e) {
      if (e.key === 'Enter') { e.preventDefault(); go(e.shiftKey ? -1 : 1); }
      if (e.key === 'Escape') { input.value = ''; find(); }
    });
    document.querySelector('[data-print]').addEventListener('click', function () { window.print(); });
  });
}());
