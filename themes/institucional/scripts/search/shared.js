// Makes what box and page show alike: addresses, facts, marked words, announcements.
function address(root, r, marks) {
  return root + r.url + (marks.length ? '?h=' + encodeURIComponent(marks.slice(0, 8).join(' ')) : '')
      + (r.anchor ? '#' + r.anchor : '');
}
function facts(r) { return [r.type, r.code, r.unit, r.state].filter(Boolean); }
function marked(into, runs) {
  runs.forEach(function (run) {
    into.appendChild(run[1] ? node('mark', '', run[0]) : document.createTextNode(run[0]));
  });
  return into;
}
function count(input, n) {
  return n === 0 ? input.getAttribute('data-none')
      : fill(input.getAttribute(n === 1 ? 'data-one' : 'data-many'), { n: n });
}
// Returns a function that announces a message to screen readers. Two live regions are used in turn, so that a
// screen reader also reads a message that equals the one before.
function speaker() {
  var regions = [0, 1].map(function () {
    var r = node('div', 'visually-hidden'); r.setAttribute('role', 'status'); r.setAttribute('aria-live', 'polite');
    document.body.appendChild(r); return r;
  }), turn = 0, timer = 0;
  return function (text) {
    clearTimeout(timer);
    timer = setTimeout(function () {
      regions[turn].textContent = ''; turn = 1 - turn; regions[turn].textContent = text;
    }, 600);
  };
}
function keyboard(input) {
  input.setAttribute('enterkeyhint', 'search'); input.setAttribute('autocapitalize', 'none');
}
