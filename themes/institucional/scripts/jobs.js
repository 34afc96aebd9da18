// Compares two jobs, or shows the yearly calendar of one. Its data are scripts (datos/puestos/*.js), because scripts
// can be loaded from file://.
(function () {
  'use strict';
  var F = window.OficioFiles, waiting = {}, loaded = {};
  window.oficioPuestos = function (number, data) {
    loaded[number] = data; (waiting[number] || []).forEach(function (f) { f(data); }); waiting[number] = [];
  };
  function el(name, text, className) {
    var e = document.createElement(name); if (text) { e.textContent = text; }
    if (className) { e.className = className; } return e;
  }
  function link(href, text) { var a = el('a', text); a.href = href; return a; }
  function start() {
    var box = document.querySelector('[data-jobs]'); if (!box) { return; }
    var kind = box.getAttribute('data-jobs'), from = box.getAttribute('data-from'),
      root = box.getAttribute('data-root'), status = box.querySelector('[data-status]');
    var result = box.querySelector('[data-result]'), form = box.querySelector('form'), list = [];
    function say(name) { return box.getAttribute('data-' + name) || ''; }
    function load(number, then) {
      if (loaded[number]) { return then(loaded[number]); }
      (waiting[number] = waiting[number] || []).push(then);
      if (waiting[number].length > 1) { return; }
      var s = document.createElement('script'); s.src = from + (number || 'i') + '.js';
      s.onerror = function () { waiting[number] = []; status.textContent = say('failed'); };
      document.head.appendChild(s);
    }
    function job(id, then) {
      var entry = list.filter(function (e) { return e[0] === id; })[0]; if (!entry) { return; }
      load(entry[4], function (jobs) { then(jobs.filter(function (j) { return j.id === id; })[0]); });
    }
    function fill(select) {
      var groups = {}, order = [];
      list.forEach(function (e) { if (!groups[e[2]]) { groups[e[2]] = []; order.push(e[2]); } groups[e[2]].push(e); });
      order.sort(function (a, b) { return a.localeCompare(b, 'es'); }).forEach(function (unit) {
        var parent = select;
        if (unit) { parent = document.createElement('optgroup'); parent.label = unit; select.appendChild(parent); }
        groups[unit].forEach(function (e) { var o = el('option', e[1]); o.value = e[0]; parent.appendChild(o); });
      });
    }
    function address(values) {
      var q = new URLSearchParams(); Object.keys(values).forEach(function (k) { q.set(k, values[k]); });
      try {
        history.replaceState(null, '', location.pathname + '?' + q);
      } catch (e) { /* some browsers forbid it on file:// */ }
    }
    function section(title, anchor) {
      var s = el('section'), h = el('h2', title); h.id = anchor; s.appendChild(h);
      s.setAttribute('aria-labelledby', anchor); result.appendChild(s); return s;
    }
    function finish(words, quiet) { status.textContent = words; if (!quiet) { result.focus({ preventScroll: true }); } }

    // ── Compare
    function items(parent, title, entries) {
      if (!entries.length) { return; }
      parent.appendChild(el('h3', title)); var ul = el('ul', '', 'gap'); parent.appendChild(ul);
      entries.forEach(function (e) {
        var li = el('li');
        if (typeof e === 'string') { li.textContent = e; } else { e.forEach(function (n) { li.appendChild(n); }); }
        ul.appendChild(li);
      });
    }
    function lacking(mine, theirs) {
      var have = {}; mine.forEach(function (t) { have[plain(t)] = true; });
      return theirs.filter(function (t) { return !have[plain(t)]; });
    }
    function plain(t) {
      return t.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim();
    }
    function compare(a, b, quiet) {
      result.textContent = '';
      var have = {}; a.competencies.forEach(function (c) { have[c[0]] = c; });
      var gaps = [], same = [];
      b.competencies.forEach(function (c) {
        var mine = have[c[0]], enough = mine && (c[2] ? mine[2] >= c[2] : mine[1] === c[1]);
        if (enough) { same.push(c[0] + (c[1] ? ' (' + say('level').toLowerCase() + ' ' + c[1] + ')' : '')); return; }
        var line = [c[3] ? link(root + c[3], c[0]) : el('span', c[0]),
          document.createTextNode((c[1] ? ', ' + say('level').toLowerCase() + ' ' + c[1] : '') + ' '),
          el('span', mine ? say('now').replace('{level}', mine[1] || '—') : say('not-asked'), 'note')];
        if (c[4].length) {
          var ul = el('ul', '', 'behaviours'); c[4].forEach(function (t) { ul.appendChild(el('li', t)); });
          line.push(ul);
        }
        gaps.push(line);
      });
      var known = {}; a.functions.forEach(function (f) { known[f[6]] = true; });
      var fresh = b.functions.filter(function (f) { return !known[f[6]]; }), common = b.functions.length - fresh.length;
      var theirs = {}; b.functions.forEach(function (f) { theirs[f[6]] = true; });
      var left = a.functions.filter(function (f) { return !theirs[f[6]]; });
      function functions(job, list) {
        return list.map(function (f) {
          var line = [link(root + job.url + '#' + f[1], f[0])];
          if (f[3].length) { line.push(document.createTextNode(' '), el('span', f[3].join(', '), 'note')); }
          return line;
        });
      }
      var missing = section(say('missing').replace('{from}', a.title).replace('{to}', b.title), 'falta');
      items(missing, say('competencies'), gaps);
      items(missing, say('education'), lacking(a.education, b.education));
      items(missing, say('experience'), lacking(a.experience, b.experience));
      items(missing, say('knowledge'), lacking(a.knowledge, b.knowledge));
      items(missing, say('skills'), lacking(a.skills, b.skills));
      items(missing, say('functions') + ' (' + fresh.length + ')', functions(b, fresh));
      if (!missing.querySelector('ul')) { missing.appendChild(el('p', say('nothing'))); }
      var shared = section(say('shared'), 'comun');
      items(shared, say('competencies'), same);
      shared.appendChild(el('p', say('functions') + ': ' + common));
      var side = section(say('side'), 'lado'), wrap = el('div', '', 'scroll'), table = el('table', '', 'data-table'),
        tr = el('tr'), body = el('tbody'), head = el('thead');
      wrap.setAttribute('role', 'group'); wrap.setAttribute('aria-labelledby', 'lado'); wrap.tabIndex = 0;
      table.appendChild(head); head.appendChild(tr); tr.appendChild(el('td'));
      [a, b].forEach(function (j) {
        var th = el('th'); th.scope = 'col'; th.appendChild(link(root + j.url, j.title)); tr.appendChild(th);
      });
      function row(name, get) {
        var r = el('tr'), th = el('th', name); th.scope = 'row'; r.appendChild(th);
        [a, b].forEach(function (j) {
          var td = el('td'), values = get(j);
          if (values.length > 1) {
            var ul = el('ul'); values.forEach(function (v) { ul.appendChild(el('li', v)); }); td.appendChild(ul);
          } else { td.textContent = values[0] || '—'; }
          r.appendChild(td);
        });
        body.appendChild(r);
      }
      row(say('unit'), function (j) { return j.unit ? [j.unit] : []; });
      row(say('boss'), function (j) { return j.boss.map(function (p) { return p[0]; }); });
      row(say('reports'), function (j) { return j.reports.map(function (p) { return p[0]; }); });
      row(say('competencies'), function (j) {
        return j.competencies.map(function (c) { return c[0] + (c[1] ? ': ' + c[1] : ''); });
      });
      row(say('education'), function (j) { return j.education; });
      row(say('experience'), function (j) { return j.experience; });
      row(say('knowledge'), function (j) { return j.knowledge; });
      row(say('skills'), function (j) { return j.skills; });
      table.appendChild(body); wrap.appendChild(table); side.appendChild(wrap);
      if (left.length) {
        items(section(say('left').replace('{from}', a.title), 'deja'), say('functions') + ' (' + left.length + ')',
            functions(a, left));
      }
      address({ de: a.id, a: b.id }); finish(a.title + ' → ' + b.title, quiet);
    }

    // ── The year of one job
    var months = say('months').split(','),
      every = { mensual: 1, bimestral: 2, trimestral: 3, cuatrimestral: 4, semestral: 6, anual: 12 };
    // Returns the months in which a function is due: those that it names, unless it is monthly, otherwise the last
    // month of each period; null for a function without a period of at least a month.
    function when(f) {
      var step = f[2].map(function (m) { return every[m]; }).filter(Boolean).sort(function (x, y) { return x - y; })[0];
      if (!step) { return null; }
      var words = plain(f[0]).split(' '), named = months.map(function (m, i) {
        return words.indexOf(plain(m)) >= 0 ? i + 1 : 0;
      }).filter(Boolean);
      if (step > 1 && named.length) { return named; }
      return months.map(function (m, i) { return i + 1; }).filter(function (m) { return m % step === 0; });
    }
    function has(f, names) { return f[2].some(function (m) { return names.indexOf(m) >= 0; }); }
    function calendar(j, quiet) {
      result.textContent = '';
      var own = j.functions.filter(function (f) { return f[5] !== 'key'; });
      function lines(parent, title, entries) {
        items(parent, title, entries.map(function (f) { return [link(root + j.url + '#' + f[1], f[0])]; }));
      }
      var month = F.today().getMonth() + 1, week = section(say('week'), 'semana');
      lines(week, say('every-day'), own.filter(function (f) { return has(f, ['diaria', 'permanente']); }));
      lines(week, say('every-week'), own.filter(function (f) { return has(f, ['semanal']); }));
      lines(week, say('every-fortnight'), own.filter(function (f) { return has(f, ['quincenal']); }));
      lines(week, say('this-month').replace('{month}', months[month - 1]), own.filter(function (f) {
        return (when(f) || []).indexOf(month) >= 0;
      }));
      if (!week.querySelector('ul')) { week.appendChild(el('p', say('none'))); }
      var timed = own.map(function (f) { return [f, when(f)]; }).filter(function (p) { return p[1]; });
      if (timed.length) {
        var year = section(say('year'), 'ano'); year.appendChild(el('p', say('year-note'), 'note'));
        var wrap = el('div', '', 'scroll'), table = el('table', '', 'data-table year'), head = el('thead'),
          tr = el('tr'), body = el('tbody');
        wrap.setAttribute('role', 'group'); wrap.setAttribute('aria-labelledby', 'ano'); wrap.tabIndex = 0;
        [say('function'), say('frequency')].concat(months).forEach(function (m, i) {
          var th = el('th'); th.scope = 'col';
          if (i > 1) {
            var ab = el('abbr', m.slice(0, 3)); ab.title = m; th.appendChild(ab);
          } else { th.textContent = m; }
          tr.appendChild(th);
        });
        timed.forEach(function (p) {
          var r = el('tr'), th = el('th'); th.scope = 'row';
          th.appendChild(link(root + j.url + '#' + p[0][1], p[0][0])); r.appendChild(th);
          r.appendChild(el('td', p[0][3].join(', ')));
          months.forEach(function (m, i) {
            var td = el('td', '', 'month');
            if (p[1].indexOf(i + 1) >= 0) {
              td.className = 'month month-on'; td.appendChild(el('span', say('mark'), 'visually-hidden'));
            }
            r.appendChild(td);
          });
          body.appendChild(r);
        });
        head.appendChild(tr); table.appendChild(head); table.appendChild(body); wrap.appendChild(table);
        year.appendChild(wrap);
      }
      var needed = own.filter(function (f) {
        return f[2].length && !when(f) && !has(f, ['diaria', 'permanente', 'semanal', 'quincenal']);
      });
      if (needed.length) {
        lines(section(say('when-needed'), 'eventuales'), say('functions') || say('function'), needed);
      }
      var ics = box.querySelector('[data-ics]'); ics.hidden = false;
      ics.onsubmit = function (event) {
        event.preventDefault();
        var want = Array.prototype.map.call(ics.querySelectorAll('input:checked'), function (i) { return i.value; }),
          events = [], today = F.today();
        var monday = F.plus(today, (8 - today.getDay()) % 7);
        own.forEach(function (f) {
          var e = { uid: f[1] + '-' + j.id + '@oficio', title: f[0], text: j.title
            + (f[3].length ? ' · ' + f[3].join(', ') : ''), day: monday, url: '' }, at = when(f);
          if (/^http/.test(location.protocol)) { e.url = new URL(root + j.url + '#' + f[1], location.href).href; }
          if (has(f, ['diaria', 'permanente'])) {
            if (want.indexOf('diaria') < 0) { return; } e.rule = 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
          }
          else if (has(f, ['semanal', 'quincenal'])) {
            if (want.indexOf('semanal') < 0) { return; }
            e.rule = 'FREQ=WEEKLY;BYDAY=MO' + (has(f, ['semanal']) ? '' : ';INTERVAL=2');
          }
          else if (at && want.indexOf(at.length === 12 ? 'mensual' : 'rara') >= 0) {
            // Repeat the event on the last working day of each of these months.
            e.rule = at.length === 12 ? 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' : 'FREQ=MONTHLY;BYMONTH='
                + at.join(',') + ';BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1';
            e.day = last(today, at);
          } else { return; }
          events.push(e);
        });
        box.querySelector('[data-ics-status]').textContent = events.length ? '' : say('none');
        if (events.length) {
          F.save((F.english ? 'calendar-' : 'calendario-') + F.slug(j.id) + '.ics', 'text/calendar',
              F.calendar(say('file-name').replace('{title}', j.title), events));
        }
      };
      address({ puesto: j.id }); finish(j.title, quiet);
    }
    function last(today, at) {
      for (var n = 0; n < 24; n += 1) {
        var end = new Date(today.getFullYear(), today.getMonth() + n + 1, 0, 12);
        if (at.indexOf(end.getMonth() + 1) < 0) { continue; }
        while (end.getDay() === 0 || end.getDay() === 6) { end = F.plus(end, -1); }
        if (end >= today) { return end; }
      }
      return today;
    }
    function run(quiet) {
      if (kind === 'compare') {
        job(form.elements.de.value, function (a) {
          job(form.elements.a.value, function (b) { if (a && b) { compare(a, b, quiet); } });
        });
      } else { job(form.elements.puesto.value, function (j) { if (j) { calendar(j, quiet); } }); }
    }
    load(0, function (entries) {
      list = entries; Array.prototype.forEach.call(form.querySelectorAll('select'), fill);
      var given = new URLSearchParams(location.search), any = false;
      function known(id) { return list.some(function (e) { return e[0] === id; }); }
      ['de', 'a', 'puesto'].forEach(function (name) {
        var v = given.get(name), s = form.elements[name]; if (s && v && known(v)) { s.value = v; any = true; }
      });
      if (kind === 'calendar' && !any) {
        var mine = F.read('oficio:' + document.documentElement.getAttribute('data-site') + ':puesto');
        if (mine && known(mine.id)) { form.elements.puesto.value = mine.id; any = true; }
      }
      if (kind === 'compare' && !given.get('a') && list.length > 1) {
        form.elements.a.selectedIndex = form.elements.de.selectedIndex === 0 ? 1 : 0;
      }
      box.hidden = false; if (any) { run(true); }
    });
    form.addEventListener('submit', function (event) { event.preventDefault(); run(); });
    var swap = box.querySelector('[data-swap]');
    if (swap) {
      swap.addEventListener('click', function () {
        var de = form.elements.de.value; form.elements.de.value = form.elements.a.value; form.elements.a.value = de;
        run();
      });
    }
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
