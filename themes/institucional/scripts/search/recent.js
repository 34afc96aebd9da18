// Keeps recent queries, in this browser only.
function recents() {
  try {
    var list = JSON.parse(localStorage.getItem(KEY) || '[]');
    return Array.isArray(list) ? list.filter(function (x) { return typeof x === 'string'; }).slice(0, 7) : [];
  } catch (e) { return []; }
}
function remember(q) {
  q = q.trim(); if (!q) { return; }
  try {
    localStorage.setItem(KEY, JSON.stringify([q].concat(recents().filter(function (x) { return x !== q; }))
        .slice(0, 7)));
  } catch (e) { /* not remembered */ }
}
function forget() { try { localStorage.removeItem(KEY); } catch (e) { /* nothing was remembered */ } }
