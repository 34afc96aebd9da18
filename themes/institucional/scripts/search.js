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
  // ── Shards ──────────────────────────────────────────────────────────────
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
  // ── The query in the page's address ─────────────────────────────────
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
  // ── Recent queries, in this browser only ───────────────────────────
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
  // ── Shared by box and page ─────────────────────────────────────────────
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
  // ── The box: an editable combobox (ARIA Authoring Practices), the list below it ──
  function box(form, number) {
    var input = form.querySelector('.search-box'), root = form.getAttribute('data-root') || '',
      holder = input.parentNode, say = null, asked = 0, timer = 0, active = -1, options = [], dismissed = false;
    var list = node('div', 'suggestions'), inner = node('div'), foot = node('div', 'suggestions-all'),
      head = node('p', 'suggestions-head'), link = node('a');
    list.hidden = true; inner.id = 'sugerencias-' + number; inner.setAttribute('role', 'listbox');
    inner.setAttribute('aria-label', input.getAttribute('data-list'));
    foot.appendChild(link); list.appendChild(head); list.appendChild(inner); list.appendChild(foot);
    holder.appendChild(list);
    keyboard(input);
    input.setAttribute('role', 'combobox'); input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false'); input.setAttribute('aria-controls', inner.id);
    function show(open) {
      list.hidden = !open; input.setAttribute('aria-expanded', String(open && options.length > 0));
      if (!open) { choose(-1); }
    }
    function choose(n) {
      options.forEach(function (o, i) { o.setAttribute('aria-selected', String(i === n)); });
      active = n;
      if (n < 0) { input.removeAttribute('aria-activedescendant'); } else {
        input.setAttribute('aria-activedescendant', options[n].id); options[n].scrollIntoView({ block: 'nearest' });
      }
    }
    function option(url, title, second, place) {
      var a = node('a', 'suggestion'), name = node('span', 'suggestion-title', title);
      a.href = url; a.id = inner.id + '-' + place; a.tabIndex = -1; a.setAttribute('role', 'option');
      a.setAttribute('aria-selected', 'false');
      name.id = a.id + '-n'; a.setAttribute('aria-labelledby', name.id + (second ? ' ' + a.id + '-f' : ''));
      a.appendChild(name);
      if (second) { var f = node('span', 'suggestion-facts', second); f.id = a.id + '-f'; a.appendChild(f); }
      a.addEventListener('mousedown', function (e) { e.preventDefault(); });
      a.addEventListener('click', function () { remember(input.value); });
      return a;
    }
    function put(made) {
      inner.textContent = ''; options = made; made.forEach(function (o) { inner.appendChild(o); }); active = -1;
      input.removeAttribute('aria-activedescendant');
    }
    function results(answer) {
      var q = input.value.trim();
      head.textContent = answer.total ? '' : input.getAttribute('data-none'); head.hidden = answer.total > 0;
      put(answer.results.map(function (r, n) {
        return option(address(root, r, answer.marks), r.title + (r.heading ? ' › ' + r.heading : ''),
            facts(r).join(' · '), n);
      }));
      foot.hidden = !answer.total; link.href = form.getAttribute('action') + '?q=' + encodeURIComponent(q);
      link.textContent = fill(input.getAttribute('data-all'), { n: answer.total });
      show(true);
      // A telephone has no arrow keys.
      var hasKeys = answer.total && !window.matchMedia('(hover: none)').matches;
      var keys = hasKeys ? ' ' + input.getAttribute('data-keys') : '';
      say(count(input, answer.total) + keys);
    }
    function before() {
      var list = recents(); head.hidden = false; head.textContent = input.getAttribute('data-recent');
      foot.hidden = true;
      put(list.map(function (q, n) {
        return option(form.getAttribute('action') + '?q=' + encodeURIComponent(q), q, '', n);
      }));
      show(list.length > 0);
    }
    function run() {
      var q = input.value, mine = (asked += 1);
      if (!q.trim()) { before(); return; }
      start(root, function (e) {
        if (mine !== asked || dismissed) { return; }
        if (!e) {
          head.hidden = false; head.textContent = input.getAttribute('data-failed'); put([]); foot.hidden = true;
          show(true); return;
        }
        ask(root, q, { limit: 8, open: true }, function (answer) {
          if (mine === asked && !dismissed) { results(answer); }
        });
      });
    }
    input.addEventListener('focus', function () {
      if (!say) { say = speaker(); } dismissed = false; start(root, function () {});
      if (!input.value.trim()) { before(); }
    });
    input.addEventListener('input', function () {
      dismissed = false; clearTimeout(timer); timer = setTimeout(run, engine ? 30 : 0);
    });
    input.addEventListener('blur', function () {
      setTimeout(function () { if (!list.contains(document.activeElement)) { show(false); } }, 120);
    });
    list.addEventListener('focusout', function (e) {
      if (e.relatedTarget !== input && !list.contains(e.relatedTarget)) { show(false); }
    });
    input.addEventListener('keydown', function (e) {
      var last = options.length - 1, step = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 }[e.key];
      if (step && options.length) {
        e.preventDefault();
        if (list.hidden) { show(true); }
        if (active < 0) { choose(step > 0 ? 0 : last); } else if (active + step > last || active + step < 0) {
          choose(Math.abs(step) > 1 && active !== 0 && active !== last ? (step > 0 ? last : 0) : -1);
        } else { choose(active + step); }
      } else if (e.key === 'Enter' && active >= 0) {
        e.preventDefault(); remember(input.value);
        if (e.ctrlKey || e.metaKey) {
          window.open(options[active].href, '_blank', 'noopener');
        } else { location.href = options[active].href; }
      } else if (e.key === 'Escape' && !list.hidden) { e.preventDefault(); dismissed = true; show(false); }
    });
    form.addEventListener('submit', function (e) {
      if (!input.value.trim()) { e.preventDefault(); input.focus(); } else { remember(input.value); }
    });
  }
  // ── The page of results ────────────────────────────────────────────────
  function page(holder) {
    var input = holder.querySelector('#buscar-pagina'), form = input.form, root = holder.getAttribute('data-root')
      || '', layout = holder.querySelector('[data-search-layout]');
    var hits = holder.querySelector('[data-hits]'), status = holder.querySelector('[data-status]'),
      notes = holder.querySelector('[data-notes]'), next = holder.querySelector('[data-next]'),
      first = holder.querySelector('[data-start]'), filters = holder.querySelector('[data-filters]');
    var state = addressed(), latest = 0, timer = 0;
    function write(push) {
      var p = new URLSearchParams();
      if (state.q) { p.set('q', state.q); }
      state.tipo.forEach(function (t) { p.append('tipo', t); });
      state.unidad.forEach(function (u) { p.append('unidad', u); });
      if (state.shown > 10) { p.set('n', state.shown); }
      var url = location.pathname + (String(p) ? '?' + p : '');
      try {
        history[push ? 'pushState' : 'replaceState'](null, '', url);
      } catch (e) { /* file:// in some browsers: the address stays */ }
    }
    function text(key, values) { return fill(holder.getAttribute(key), values || {}); }
    // Returns the unit of the job that the reader marked as their own, which is stored in this browser.
    function ownUnit() {
      try {
        return String(JSON.parse(localStorage.getItem('oficio:' + document.documentElement.getAttribute('data-site')
            + ':puesto') || '{}').unit || '');
      } catch (e) { return ''; }
    }
    function facet(name, counts, chosen) {
      var set = holder.querySelector('[data-facet="' + name + '"]'), key = name === 'types' ? 'tipo' : 'unidad',
        names = Object.keys(counts).filter(Boolean), own = name === 'types' ? '' : ownUnit();
      all('label', set).forEach(function (l) { l.remove(); });
      chosen.forEach(function (c) { if (names.indexOf(c) < 0) { names.push(c); } });
      names.sort(function (a, b) {
        return (b === own) - (a === own) || (counts[b] || 0) - (counts[a] || 0) || (a < b ? -1 : 1);
      });
      names.slice(0, 12).forEach(function (value) {
        var label = node('label'), tick = node('input');
        tick.type = 'checkbox'; tick.checked = chosen.indexOf(value) >= 0; tick.value = value;
        tick.addEventListener('change', function () {
          state[key] = state[key].filter(function (x) { return x !== value; }).concat(tick.checked ? [value] : []);
          state.shown = 10;
          write(true);
          run(function () {
            var again = all('[data-facet="' + name + '"] input', holder).filter(function (i) {
              return i.value === value;
            })[0];
            if (again) { again.focus(); }
          });
        });
        label.appendChild(tick);
        label.appendChild(node('span', '', value === own ? value + ' ' + holder.getAttribute('data-own') : value));
        label.appendChild(node('span', 'count', String(counts[value] || 0))); set.appendChild(label);
      });
      set.hidden = names.length < 2 && !chosen.length;
    }
    // Returns a button that copies a text; null if another theme replaced site.js by a script without that button.
    function copyButton(words, of) {
      return window.oficioCopyButton ? window.oficioCopyButton(holder.getAttribute(words),
          holder.getAttribute('data-copied'), of) : null;
    }
    function hit(r, marks) {
      var li = node('li', 'hit'), title = node('h2', 'hit-title'), a = node('a', '', r.title),
        facts = node('ul', 'hit-facts');
      a.href = address(root, r, marks); title.appendChild(a); li.appendChild(title);
      if (r.heading) {
        li.appendChild(node('p', 'hit-path', [r.unit, r.title].filter(Boolean).join(' › ') + ' › ' + r.heading));
      }
      [r.type, r.code, r.version ? holder.getAttribute('data-version') + ' ' + r.version : '', r.unit, r.owner
          ? holder.getAttribute('data-owner') + ': ' + r.owner : ''].filter(Boolean).forEach(function (f) {
            facts.appendChild(node('li', '', f));
          });
      if (r.state) { var s = node('li'); s.appendChild(node('span', 'state', r.state)); facts.appendChild(s); }
      li.appendChild(facts);
      if (r.excerpt.length) { li.appendChild(marked(node('p', 'hit-excerpt'), r.excerpt)); }
      if (r.more.length) {
        li.appendChild(node('p', 'hit-more', holder.getAttribute('data-more') + ' ' + r.more.join(', ')));
      }
      var actions = node('p', 'hit-actions'), print = node('a', '', holder.getAttribute('data-print-words'));
      var copy = copyButton('data-copy-words', function () {
        return new URL(address(root, r, []), location.href).href;
      });
      print.href = root + r.url + '?imprimir';
      // Include the document's title in each label: equal labels would not tell a screen reader's user the links apart.
      [print, copy].filter(Boolean).forEach(function (e) {
        e.appendChild(node('span', 'visually-hidden', ' ' + r.title)); actions.appendChild(e);
      });
      li.appendChild(actions);
      return li;
    }
    // Returns an offer to report a search without results to the maintainers of the manual.
    function report() {
      var words = text('data-report-text', { q: state.q, url: location.href }),
        p = node('span', 'search-report', holder.getAttribute('data-report') + ' '),
        mail = node('a', '', holder.getAttribute('data-report-mail'));
      mail.href = 'mailto:?subject=' + encodeURIComponent(holder.getAttribute('data-report-subject') + ': ' + state.q)
          + '&body=' + encodeURIComponent(words);
      [mail, document.createTextNode(' '),
          copyButton('data-report-copy', function () { return words; })].filter(Boolean)
          .forEach(function (e) { p.appendChild(e); });
      return p;
    }
    function show(answer) {
      layout.hidden = false; first.hidden = answer.total > 0; hits.textContent = ''; notes.textContent = '';
      status.textContent = count(input, answer.total);
      answer.corrections.forEach(function (c) {
        notes.appendChild(document.createTextNode(text('data-corrected', { to: c.to }) + ' '));
        var a = node('a', '', text('data-only', { from: c.from }));
        a.href = '?q=' + encodeURIComponent(state.q.replace(c.from, '"' + c.from + '"')); notes.appendChild(a);
        notes.appendChild(document.createTextNode(' '));
      });
      if (answer.shortened && holder.hasAttribute('data-shortened')) {
        notes.appendChild(document.createTextNode(holder.getAttribute('data-shortened') + ' '));
      }
      if (answer.missing.length) {
        notes.appendChild(document.createTextNode(text('data-without',
            { words: answer.missing.map(function (w) { return '«' + w + '»'; }).join(', ') }) + ' '));
      }
      var others = answer.synonyms.map(function (s) { return s.to; }).filter(function (s, i, list) {
        return list.indexOf(s) === i;
      }).slice(0, 4);
      if (others.length) {
        notes.appendChild(document.createTextNode(text('data-also', { words: others.join(', ') })));
      }
      if (!answer.total) { notes.appendChild(report()); }
      notes.hidden = !notes.textContent;
      var mixed = answer.results.some(function (r) { return !r.all; })
        && answer.results.some(function (r) { return r.all; }), former = null;
      answer.results.forEach(function (r) { hits.appendChild(hit(r, answer.marks)); former = r; });
      if (mixed) { status.textContent += ' ' + text('data-all-words', { n: answer.all }); }
      next.hidden = answer.results.length >= answer.total || answer.results.length >= 200;
      if (answer.facets) { narrow(answer); }
    }
    // Shows the filters for an answer, opened if there is room for them beside the results.
    function narrow(answer) {
      if (filters.hidden && window.matchMedia('(max-width: 52rem)').matches) {
        filters.querySelector('details').open = false;
      }
      filters.hidden = answer.total === 0 && !state.tipo.length && !state.unidad.length;
      facet('types', answer.facets.types, state.tipo); facet('units', answer.facets.units, state.unidad);
    }
    function begin() {
      layout.hidden = true; first.hidden = false;
      var list = recents(), where = holder.querySelector('[data-recents]'), ul = where.querySelector('ul');
      ul.textContent = ''; where.hidden = !list.length;
      list.forEach(function (q) {
        var li = node('li'), a = node('a', '', q); a.href = '?q=' + encodeURIComponent(q); li.appendChild(a);
        ul.appendChild(li);
      });
      if (list.length) {
        var li = node('li'), b = node('button', 'button button-quiet', holder.getAttribute('data-forget'));
        b.type = 'button'; b.addEventListener('click', function () { forget(); begin(); input.focus(); });
        li.appendChild(b); ul.appendChild(li);
      }
    }
    function run(then) {
      var mine = (latest += 1), early = ahead;
      ahead = null;
      if (!state.q.trim()) { begin(); return; }
      function answered(answer) {
        if (mine !== latest) { return; }
        if (!answer) { layout.hidden = false; status.textContent = input.getAttribute('data-failed'); return; }
        show(answer); if (then) { then(); }
        holder.setAttribute('data-ready', state.q);
        // Request facet counts after the results are shown, because they need more files.
        if (!answer.facets) {
          ask(root, state.q, { limit: 1, facets: true, open: true }, function (counted) {
            if (mine === latest && counted.facets) { narrow(counted); }
          });
        }
      }
      if (early) { early(answered); } else { question(root, state, answered); }
    }
    keyboard(input);
    input.addEventListener('input', function () {
      clearTimeout(timer);
      timer = setTimeout(function () {
        state.q = input.value; state.shown = 10; write(false); run();
      }, engine ? 30 : 0);
    });
    form.addEventListener('submit', function (e) {
      e.preventDefault(); state.q = input.value; remember(state.q); write(true); run();
    });
    next.addEventListener('click', function () {
      var at = hits.children.length; state.shown += 10; write(false);
      run(function () { var li = hits.children[at]; if (li) { li.querySelector('a').focus(); } });
    });
    hits.addEventListener('click', function () { remember(state.q); });
    // Arrow keys move between the results; up from the first result leads to the box.
    holder.addEventListener('keydown', function (e) {
      var step = { ArrowDown: 1, ArrowUp: -1 }[e.key], titles = all('.hit-title a', hits),
        at = e.target === input ? -1 : titles.indexOf(e.target);
      if (!step || e.ctrlKey || e.metaKey || e.altKey || e.shiftKey || (at < 0 && e.target !== input)
          || (step < 0 && at < 0) || !titles.length) { return; }
      e.preventDefault();
      if (at + step < 0) { input.focus(); } else if (titles[at + step]) { titles[at + step].focus(); }
    });
    window.addEventListener('popstate', function () { state = addressed(); input.value = state.q; run(); });
    input.value = state.q; run();
  }
  // ── Highlighted search words on the opened page ────────────────────────────────────────
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
