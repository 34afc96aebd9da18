// The box: an editable combobox (ARIA Authoring Practices) with the list below it.
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
