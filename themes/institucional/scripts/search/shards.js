// Loads the engine, the index and its shards, and runs queries.
function script(src, done) {
  var s = document.createElement('script');
  s.src = src; s.async = true;
  s.onload = function () { s.remove(); done(true); };
  s.onerror = function () { s.remove(); done(false); };
  document.head.appendChild(s);
}
window.oficioDato = function (name, data) { shards[name] = data; };
// Requests a shard, and again once if it fails to load. If it fails again, the engine continues without it.
function shard(root, name, done, again) {
  script(root + 'buscar/' + name + '.js' + (again ? '?' + again : ''), function (ok) {
    if (ok && name in shards) {
      var data = shards[name]; delete shards[name]; done(data);
    } else if (!again) { shard(root, name, done, 1); } else { lost = true; done(null); }
  });
}
function make(root) {
  return new window.OficioEngine(window.oficioIndice, function (name, then) { shard(root, name, then); });
}
// Runs a query. If a shard is missing, the site was rebuilt after this page was opened: reloads the index and
// retries, once.
function ask(root, query, options, done) {
  lost = false;
  engine.search(query, options, function (answer) {
    if (!lost || renewed) { done(answer); return; }
    renewed = true;
    script(root + 'buscar/m.js?' + Date.now(), function (ok) {
      if (!ok) { done(answer); return; }
      engine = make(root); engine.search(query, options, done);
    });
  });
}
function start(root, done) {
  if (engine || failed) { done(engine); return; }
  waiting.push(done);
  if (loading) { return; }
  loading = true;
  var open = 2;
  function come() {
    open -= 1; if (open) { return; }
    // After an update of the site, a cache may return an old version of one of the two scripts: reload both, once.
    if (window.OficioEngine && window.oficioIndice && window.OficioEngine.format !== window.oficioIndice.format
        && !reloaded) {
      reloaded = true; open = 2;
      script(root + 'guiones/search-engine.js?' + Date.now(), come); script(root + 'buscar/m.js?' + Date.now(), come);
      return;
    }
    if (window.OficioEngine && window.oficioIndice) { engine = make(root); } else { failed = true; }
    waiting.splice(0).forEach(function (w) { w(engine); });
  }
  part(root + 'guiones/search-engine.js', 'OficioEngine', come); part(root + 'buscar/m.js', 'oficioIndice', come);
}
// Makes sure that a script which defines a global is loaded. The script may be loaded already, or be loading because
// the head requests it; otherwise requests it.
function part(src, name, done) {
  var s = document.readyState === 'complete' ? null : document.querySelector('script[src="' + src + '"]'),
    settled = false;
  function settle() {
    if (!settled) { settled = true; if (window[name]) { done(); } else { script(src + (s ? '?1' : ''), done); } }
  }
  if (window[name] || !s) { settle(); return; }
  // A script that failed before this point fires no event, so the page's load event decides.
  s.addEventListener('load', settle); s.addEventListener('error', settle); window.addEventListener('load', settle);
}
