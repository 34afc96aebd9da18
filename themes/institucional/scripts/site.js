// Adds the behaviour of every page of the theme «institucional». The head of a page loads this script; pages are
// complete without it.
(function () {
  'use strict';
  var root = document.documentElement, KEY = 'oficio-tema', SLASH = 'oficio-atajo';
  function read(key) { try { return localStorage.getItem(key); } catch (e) { return null; } }
  function write(key, value) {
    try {
      if (value === null) { localStorage.removeItem(key); } else { localStorage.setItem(key, value); }
    } catch (e) { /* file:// or private window: not remembered */ }
  }
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  // Apply the colour scheme before the first paint.
  var chosen = read(KEY);
  if (chosen === 'claro' || chosen === 'oscuro') { root.setAttribute('data-tema', chosen); }
  if (read(SLASH) === 'no') { root.setAttribute('data-atajo', 'no'); }
  // A phone's header is a single line with buttons that show the search box and the doors. The attribute is set
  // before the first paint.
  root.setAttribute('data-menu', '');
  function menu() {
    var buttons = all('[data-shows]');
    function toggle(button, on) {
      var part = document.querySelector('.site-header ' + button.getAttribute('data-shows')); if (!part) { return; }
      button.setAttribute('aria-expanded', String(on)); part.classList.toggle('is-open', on);
      var box = on && part.querySelector('.search-box'); if (box) { box.focus(); }
    }
    buttons.forEach(function (b) {
      b.addEventListener('click', function () {
        var on = b.getAttribute('aria-expanded') !== 'true';
        buttons.forEach(function (other) { toggle(other, other === b && on); });
      });
    });
    // Shows the search box if a narrow header hides it, for the search key.
    window.oficioShowSearch = function () {
      buttons.forEach(function (b) { if (b.getAttribute('data-shows') === '.search') { toggle(b, true); } });
    };
  }

  // Adds to a box a button for each of some values, of which one is chosen, and shows the box.
  function choice(box, values, current, choose) {
    var buttons = [], label = document.createElement('span');
    function show() {
      buttons.forEach(function (b) { b.setAttribute('aria-pressed', String(b.value === current())); });
    }
    label.textContent = box.getAttribute('data-label') + ':';
    box.appendChild(label);
    values.forEach(function (value) {
      var b = document.createElement('button');
      b.type = 'button'; b.value = value; b.textContent = box.getAttribute('data-' + value);
      b.addEventListener('click', function () { choose(value); show(); });
      buttons.push(b); box.appendChild(b);
    });
    show(); box.hidden = false;
  }
  function choices() {
    all('[data-theme-choice]').forEach(function (box) {
      choice(box, ['auto', 'claro', 'oscuro'], function () {
        return root.getAttribute('data-tema') || 'auto';
      }, function (value) {
        if (value === 'auto') { root.removeAttribute('data-tema'); write(KEY, null); } else {
          root.setAttribute('data-tema', value); write(KEY, value);
        }
      });
    });
    // Readers can turn single-character shortcuts off (WCAG 2.1.4).
    all('[data-key-choice]').forEach(function (box) {
      choice(box, ['si', 'no'], function () { return root.getAttribute('data-atajo') || 'si'; }, function (value) {
        root.setAttribute('data-atajo', value); write(SLASH, value === 'no' ? value : null);
      });
    });
  }
  function printing() {
    all('[data-print]').forEach(function (b) {
      b.hidden = false; b.addEventListener('click', function () { window.print(); });
    });
    // Print if the address requests it, but not again when the page is reopened from the history.
    if (!/[?&]imprimir\b/.test(location.search)) { return; }
    window.addEventListener('load', function () {
      try {
        history.replaceState(null, '', location.pathname + location.hash);
      } catch (e) { /* file:// in some browsers: the address stays */ }
      window.print();
    });
  }
  // Filters lists by the text in a box, which begins with the value of ?q= in the address.
  function filters() {
    var box = document.querySelector('[data-filter]'); if (!box) { return; }
    var input = box.querySelector('input'), out = box.querySelector('.filter-result'),
      rows = all('.register-row').map(function (r) { return { element: r, text: fold(r.textContent) }; });
    if (!rows.length) { return; }
    function run() {
      var words = fold(input.value).split(/\s+/).filter(Boolean), n = 0;
      rows.forEach(function (r) {
        var hit = words.every(function (w) { return r.text.indexOf(w) >= 0; }); r.element.hidden = !hit;
        if (hit) { n += 1; }
      });
      all('[data-filter-group]').forEach(function (g) { g.hidden = !g.querySelector('.register-row:not([hidden])'); });
      out.textContent = !words.length ? ''
          : out.getAttribute(n === 0 ? 'data-none' : n === 1 ? 'data-one' : 'data-many').replace('{n}', n);
    }
    var q = new URLSearchParams(location.search).get('q');
    box.hidden = false; input.addEventListener('input', run);
    if (q) { input.value = q; all('.search .search-box').forEach(function (s) { s.value = q; }); run(); }
  }
  // Shows tooltips for codes in a matrix, by pointer and keyboard; Escape closes them. Removes regions that do not
  // scroll from the tab order.
  function matrices() {
    all('[data-matrix]').forEach(function (table) {
      var tip = null;
      function hide() { if (tip) { tip.remove(); tip = null; } }
      function show(event) {
        var el = event.target.closest('abbr[title], td[title]'); hide(); if (!el) { return; }
        var code = el.textContent.trim();
        tip = document.createElement('div'); tip.className = 'matrix-tip'; tip.setAttribute('aria-hidden', 'true');
        tip.textContent = (el.tagName === 'ABBR' ? code + ' = ' : '') + el.title;
        document.body.appendChild(tip);
      }
      all('abbr[title]', table).forEach(function (a) { a.tabIndex = 0; });
      table.addEventListener('focusin', show); table.addEventListener('focusout', hide);
      table.addEventListener('click', show); table.addEventListener('pointerleave', hide);
      document.addEventListener('keydown', function (e) { if (e.key === 'Escape') { hide(); } });
    });
    // Adds a note that a table scrolls above every table wider than the screen, because phones show no scroll bar.
    var main = document.querySelector('main');
    function regions() {
      all('.scroll, .table-scroll, .chart-scroll').forEach(function (s) {
        var is = s.scrollWidth > s.clientWidth + 2 && getComputedStyle(s).overflowX !== 'visible',
          note = s.previousElementSibling;
        if (is) { s.tabIndex = 0; } else { s.removeAttribute('tabindex'); }
        s.classList.toggle('is-wider', is);
        if (!note || !note.classList.contains('scroll-note')) { note = null; }
        if (is && !note) {
          note = document.createElement('p'); note.className = 'scroll-note no-print';
          note.textContent = (s.hasAttribute('data-scrolls') ? s : main).getAttribute('data-scrolls');
          s.parentNode.insertBefore(note, s);
        } else if (!is && note) { note.remove(); }
      });
    }
    regions(); window.addEventListener('resize', regions);
  }
  // Creates a button that copies a text to the clipboard. On pages without encryption, which have no clipboard access,
  // it copies a selection instead.
  function copyButton(words, done, text) {
    var b = document.createElement('button'), label = document.createTextNode(words);
    b.type = 'button'; b.className = 'button button-quiet'; b.appendChild(label);
    function said() { label.data = done; setTimeout(function () { label.data = words; }, 2000); }
    b.addEventListener('click', function () {
      if (navigator.clipboard) { navigator.clipboard.writeText(text()).then(said, function () {}); return; }
      var area = document.createElement('textarea');
      area.className = 'visually-hidden'; area.value = text();
      document.body.appendChild(area); area.select();
      try { if (document.execCommand('copy')) { said(); } } catch (e) { /* nothing is copied */ }
      area.remove(); b.focus();
    });
    return b;
  }
  window.oficioCopyButton = copyButton;
  function copying() {
    all('[data-copy]').forEach(function (quote) {
      quote.parentNode.appendChild(copyButton(quote.getAttribute('data-copy'), quote.getAttribute('data-copied'),
          function () { return quote.textContent.trim(); }));
    });
  }
  // Shows the reader's own job, and changes since the reader's receipts. Both are stored in this browser only.
  function mine() {
    var site = root.getAttribute('data-site'), key = 'oficio:' + site + ':puesto',
      base = root.getAttribute('data-root') || '', chosen = null, signed = null;
    try {
      chosen = JSON.parse(read(key) || 'null'); signed = JSON.parse(read('oficio:' + site + ':acuses') || 'null');
    } catch (e) { chosen = null; }
    var doors = all('[data-start-door]').map(function (a) { return { link: a, list: a.getAttribute('href') }; });
    // Links the door *I am starting* to the list of the reader's own job.
    function door() {
      doors.forEach(function (d) {
        d.link.setAttribute('href', chosen && local(chosen.start) ? base + chosen.start : d.list);
      });
    }
    door();
    all('[data-my-job]').forEach(function (b) {
      var id = b.getAttribute('data-my-job');
      function show() {
        var on = !!chosen && chosen.id === id; b.setAttribute('aria-pressed', String(on));
        b.textContent = b.getAttribute(on ? 'data-on' : 'data-off');
      }
      b.hidden = false; show();
      b.addEventListener('click', function () {
        chosen = chosen && chosen.id === id ? null
            : { id: id, title: b.getAttribute('data-title'), url: b.getAttribute('data-url'),
            boss: b.getAttribute('data-boss'), bossUrl: b.getAttribute('data-boss-url'),
            start: b.getAttribute('data-start-url'), unit: b.getAttribute('data-unit') };
        write(key, chosen && JSON.stringify(chosen)); show(); door();
      });
    });
    function link(href, text) { var a = document.createElement('a'); a.href = href; a.textContent = text; return a; }
    // Whether a stored path is an address of this site: the stored values may have been altered.
    function local(path) {
      return typeof path === 'string' && /^[\w\/.-]+\.html$/.test(path) && path.indexOf('..') < 0 && path[0] !== '/';
    }
    all('[data-my-home]').forEach(function (box) {
      if (!chosen || !local(chosen.url)) { return; }
      box.querySelector('[data-my-title]').textContent = chosen.title;
      var list = box.querySelector('ul');
      function page(name) { return box.getAttribute('data-' + name + '-page'); }
      function add(href, text, note) {
        var li = document.createElement('li'); li.appendChild(link(href, text));
        if (note) {
          var n = document.createElement('span'); n.className = 'note'; n.textContent = note;
          li.appendChild(document.createTextNode(' ')); li.appendChild(n);
        }
        list.appendChild(li);
      }
      add(base + chosen.url, box.getAttribute('data-job'));
      add(base + page('calendar') + '?puesto=' + encodeURIComponent(chosen.id) + '#semana',
        box.getAttribute('data-week'));
      if (local(chosen.bossUrl)) { add(base + chosen.bossUrl, box.getAttribute('data-boss'), chosen.boss); }
      if (local(chosen.start)) { add(base + chosen.start, box.getAttribute('data-start')); }
      add(base + page('compare') + '?de=' + encodeURIComponent(chosen.id), box.getAttribute('data-compare'));
      box.hidden = false;
    });
    var boxes = all('[data-signed]'); if (!boxes.length || !signed || !Object.keys(signed).length) { return; }
    window.oficioAcuses = function (now) {
      boxes.forEach(function (box) {
        var only = box.getAttribute('data-signed'), list = box.querySelector('ul'), any = false;
        Object.keys(signed).forEach(function (doc) {
          var then = signed[doc], today = now[doc];
          if (!today || !then || (only && only !== doc) || today[0] <= then.entry) { return; }
          var li = document.createElement('li'),
            words = box.getAttribute('data-words').replace('{title}', String(then.title))
            .replace('{version}', String(then.version)).replace('{now}', today[1]);
          li.appendChild(document.createTextNode(words + ' '));
          li.appendChild(link(base + (today[0] - then.entry > 1 ? today[5] : today[3]), box.getAttribute('data-see')));
          li.appendChild(document.createTextNode(' '));
          li.appendChild(link(base + today[4], box.getAttribute('data-again')));
          list.appendChild(li); any = true;
        });
        box.hidden = !any;
      });
    };
    var s = document.createElement('script'); s.src = base + 'datos/acuses.js'; document.head.appendChild(s);
  }
  // Connects the buttons that toggle the underlining of changes in the last version.
  function changes() {
    var sheets = all('.shows-changes');
    if (!sheets.length || !document.querySelector('ins.change')) { return; }
    all('[data-changes]').forEach(function (b) {
      b.hidden = false;
      b.addEventListener('click', function () {
        var on = b.getAttribute('aria-pressed') !== 'true';
        b.setAttribute('aria-pressed', String(on));
        sheets.forEach(function (s) { s.classList.toggle('shows-changes', on); });
      });
    });
  }
  // Closes the contents menu after a choice, on Escape, and on a click elsewhere.
  function contents() {
    all('.page-contents details').forEach(function (box) {
      box.addEventListener('click', function (e) { if (e.target.closest('a')) { box.open = false; } });
      box.addEventListener('keydown', function (e) {
        if (e.key === 'Escape' && box.open) { box.open = false; box.querySelector('summary').focus(); }
      });
      document.addEventListener('click', function (e) { if (!box.contains(e.target)) { box.open = false; } });
    });
  }
  function start() { menu(); contents(); changes(); choices(); printing(); filters(); matrices(); copying(); mine(); }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
