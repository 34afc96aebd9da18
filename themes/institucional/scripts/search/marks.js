// Highlights the words of the query on the page that a result opened.
function arrive() {
  var stems = (new URLSearchParams(location.search).get('h') || '').split(' ').filter(Boolean).slice(0, 8),
    main = document.getElementById('contenido'), found = [];
  if (!stems.length || !main) { return; }
  var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT, { acceptNode: function (t) {
    return /^(SCRIPT|STYLE|TEXTAREA|OPTION|BUTTON)$/.test(t.parentNode.nodeName)
        || t.parentNode.closest('.print-only, .visually-hidden') ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT;
  } }), texts = [], t;
  while ((t = walker.nextNode())) { texts.push(t); }
  texts.forEach(function (t) {
    if (found.length > 400) { return; }
    var word = /[\p{L}\p{N}]+/gu, m, spots = [];
    while ((m = word.exec(t.data))) {
      var w = fold(m[0]);
      if (stems.some(function (s) { return w === s
          || (s.length > 2 && w.indexOf(s) === 0 && w.length - s.length < 7); })) {
            spots.push([m.index, m[0].length]);
          }
    }
    spots.reverse().forEach(function (s) {
      var rest = t.splitText(s[0]); rest.splitText(s[1]); var mark = node('mark', 'hit-mark', rest.data);
      rest.parentNode.replaceChild(mark, rest); found.push(mark);
    });
  });
  if (!found.length) { return; }
  found.forEach(function (m) { var d = m.closest('details'); if (d) { d.open = true; } });
  var target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (!target) {
    target = all('mark.hit-mark', main)[0];
    // Move the focus to the heading, as the browser does for an address with a fragment.
    var heading = all('h1, h2, h3, h4', main).filter(function (h) {
      return h.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
    }).pop();
    if (heading) { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  }
  target.scrollIntoView({ block: 'center' });
  var off = node('button', 'button marks-off', main.getAttribute('data-marks-off') || '×'); off.type = 'button';
  off.addEventListener('click', function () {
    all('mark.hit-mark', main).forEach(function (m) {
      m.parentNode.replaceChild(document.createTextNode(m.textContent), m);
    });
    main.normalize(); off.remove();
  });
  main.appendChild(off);
}
