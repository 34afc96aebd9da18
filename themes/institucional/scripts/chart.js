// The organisation chart: larger, smaller, as wide as the page.
(function () {
  'use strict';
  function start() {
    var box = document.querySelector('[data-chart]'); if (!box) { return; }
    var svg = box.querySelector('svg'), tools = box.querySelector('[data-chart-tools]'), width = parseFloat(svg.getAttribute('width')), height = parseFloat(svg.getAttribute('height')), scale = 1;
    function set(s) { scale = Math.max(0.25, Math.min(3, s)); svg.setAttribute('width', Math.round(width * scale)); svg.setAttribute('height', Math.round(height * scale)); window.dispatchEvent(new Event('resize')); }
    tools.hidden = false;
    tools.addEventListener('click', function (event) {
      var b = event.target.closest('[data-zoom]'); if (!b) { return; }
      var how = b.getAttribute('data-zoom');
      set(how === 'in' ? scale * 1.25 : how === 'out' ? scale / 1.25 : (box.querySelector('.chart-scroll').clientWidth - 4) / width);
    });
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
