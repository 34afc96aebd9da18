// Zooms the organisation chart: larger, smaller, page width.
(function () {
  'use strict';
  function start() {
    var box = document.querySelector('[data-chart]'); if (!box) { return; }
    var svg = box.querySelector('svg'), tools = box.querySelector('[data-chart-tools]'),
      width = parseFloat(svg.getAttribute('width')), height = parseFloat(svg.getAttribute('height')), scale = 1;
    var view = box.querySelector('.chart-scroll');
    // Sets the scale, and keeps the centre of the view at the same point of the chart.
    function set(s) {
      var middle = (view.scrollLeft + view.clientWidth / 2) / (width * scale);
      scale = Math.max(0.25, Math.min(3, s)); svg.setAttribute('width', Math.round(width * scale));
      svg.setAttribute('height', Math.round(height * scale));
      view.scrollLeft = middle * width * scale - view.clientWidth / 2;
      window.dispatchEvent(new Event('resize'));
    }
    tools.hidden = false;
    // Scrolls a chart that is wider than the screen to its topmost post.
    function top() {
      var first = null;
      Array.prototype.forEach.call(svg.querySelectorAll('rect'), function (r) {
        if (!first || parseFloat(r.getAttribute('y')) < parseFloat(first.getAttribute('y'))) { first = r; }
      });
      if (first) {
        view.scrollLeft = parseFloat(first.getAttribute('x'))
            + parseFloat(first.getAttribute('width')) / 2 - svg.viewBox.baseVal.x - view.clientWidth / 2;
      }
    }
    top();
    tools.addEventListener('click', function (event) {
      var b = event.target.closest('[data-zoom]'); if (!b) { return; }
      var how = b.getAttribute('data-zoom');
      set(how === 'in' ? scale * 1.25 : how === 'out' ? scale / 1.25 : (view.clientWidth - 4) / width);
    });
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
