// Reads the query of the page's address, and asks it while the page still loads.
function addressed() {
  var p = new URLSearchParams(location.search);
  return { q: p.get('q') || '', tipo: p.getAll('tipo'), unidad: p.getAll('unidad'),
      shown: Math.min(200, +p.get('n') || 10) };
}
function isNarrowed(state) { return state.tipo.length + state.unidad.length > 0; }
// Calls `done` with the results, or with null if there is no index.
function question(root, state, done) {
  start(root, function (e) {
    if (!e) { done(null); return; }
    ask(root, state.q, { limit: state.shown, facets: isNarrowed(state), open: true, type: state.tipo.length
        ? state.tipo : undefined, unit: state.unidad.length ? state.unidad : undefined }, done);
  });
}
// Starts the query while the page is loading, and keeps the results until the page can show them.
function askAhead() {
  var state = addressed(), answer, isKnown = false, then = null;
  if (!state.q.trim()) { return; }
  ahead = function (show) { if (isKnown) { show(answer); } else { then = show; } };
  question(document.documentElement.getAttribute('data-root') || '', state, function (a) {
    answer = a; isKnown = true; if (then) { then(a); }
  });
}
