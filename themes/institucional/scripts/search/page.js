// The page of results.
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
