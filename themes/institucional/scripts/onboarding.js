// Runs the onboarding page of a job: check marks, due dates, views, export and import of progress, calendar. All data
// remain in this browser.
(function () {
  'use strict';
  var F = window.OficioFiles;
  function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
  function fold(s) { return s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function start() {
    var page = document.querySelector('[data-onboarding]'); if (!page) { return; }
    var job = page.getAttribute('data-onboarding'), key = 'oficio:' + page.getAttribute('data-site') + ':avance:' + job;
    function say(name, values) {
      var text = page.getAttribute('data-' + name);
      Object.keys(values || {}).forEach(function (k) { text = text.replace('{' + k + '}', values[k]); }); return text;
    }
    var message = document.querySelector('[data-message]'), input = document.querySelector('[data-start]'),
      state = { start: '', done: {} }, kept = true;
    var items = all('.check-item', page).map(function (element) {
      var section = element.closest('[data-phase]');
      return {
        id: element.id, element: element, box: element.querySelector('input'),
            text: element.querySelector('.check-task').textContent.trim(),
        roles: element.getAttribute('data-roles').split(' '), code: element.getAttribute('data-due-code')
        || section.getAttribute('data-phase-due'),
        out: element.querySelector('[data-due-out]'), written: element.querySelector('[data-due-out]').innerHTML,
        section: section
      };
    });
    var byId = {}; items.forEach(function (i) { byId[i.id] = i; });
    // Returns only the expected members of imported data, because the file may come from anywhere.
    function clean(data) {
      var out = { start: '', done: {} };
      if (!data || typeof data !== 'object') { return out; }
      if (F.day(data.start)) { out.start = data.start; }
      Object.keys(data.done && typeof data.done === 'object' ? data.done : {}).slice(0, 5000).forEach(function (id) {
        var d = data.done[id];
        if (d && typeof d === 'object') {
          out.done[String(id).slice(0, 300)] = { text: String(d.text || '').slice(0, 500), day: F.day(d.day) ? d.day
              : '' };
        }
      });
      return out;
    }
    function alike(a, b) {
      function words(s) {
        var set = {}; fold(s).split(/[^a-z0-9ñ]+/).forEach(function (w) { if (w.length > 3) { set[w] = true; } });
        return set;
      }
      var x = words(a), y = words(b), both = 0, n = Object.keys(y).length;
      Object.keys(x).forEach(function (w) { if (y[w]) { both += 1; } else { n += 1; } });
      return n ? both / n : 0;
    }
    // Moves the check marks of items that the page no longer has to the items with similar text, and returns the
    // number of moved marks.
    function settle() {
      var moved = 0;
      Object.keys(state.done).forEach(function (id) {
        if (byId[id]) { return; }
        var best = null, score = 0.5;
        items.forEach(function (i) {
          if (state.done[i.id]) { return; } var s = alike(state.done[id].text, i.text);
          if (s >= score) { best = i; score = s; }
        });
        if (best) {
          state.done[best.id] = { text: best.text, day: state.done[id].day }; delete state.done[id]; moved += 1;
        }
      });
      return moved;
    }
    function store() {
      kept = F.write(key, { format: 'oficio progress 1', job: job, title: page.getAttribute('data-title'),
          start: state.start, done: state.done });
    }
    function tell(text) { message.textContent = text; }
    function view() { var chosen = document.querySelector('[name=vista]:checked'); return chosen ? chosen.value : ''; }
    // The view that was shown last on this site; the newcomer's if there was none.
    var viewKey = 'oficio:' + page.getAttribute('data-site') + ':vista', last = F.read(viewKey);
    all('[name=vista]').forEach(function (r) { if (r.value === last) { r.checked = true; } });
    // Phases can be collapsed. A phase is open if it has begun and has tasks left, or if the reader opened it. A
    // finished phase stays open while the reader works in it.
    var phases = all('[data-phase]', page).map(function (section) {
      var title = section.querySelector('h2'), button = document.createElement('button');
      button.type = 'button'; button.className = 'fold';
      while (title.firstChild) { button.appendChild(title.firstChild); }
      title.appendChild(button);
      var phase = { section: section, button: button, open: false };
      button.addEventListener('click', function () { setOpen(phase, !phase.open); });
      return phase;
    });
    function setOpen(phase, open) {
      phase.open = open; phase.section.classList.toggle('is-folded', !open);
      phase.button.setAttribute('aria-expanded', String(open));
    }
    function isOpen(item) { return !item.element.hidden && !state.done[item.id]; }
    function reach(all) {
      var next = phases.find(function (p) {
        return items.some(function (i) { return i.section === p.section && isOpen(i); });
      });
      phases.forEach(function (p) { if (p === next || all) { setOpen(p, p === next); } });
    }
    // Opens the phase of the task that the page's address names.
    function arrive() {
      var item = byId[location.hash.slice(1)]; if (!item) { return; }
      phases.forEach(function (p) { if (p.section === item.section) { setOpen(p, true); } });
      item.element.scrollIntoView();
    }
    // The day stands before the month, as in the rest of the page: *5 January 2026*.
    function long(date) {
      var tag = document.documentElement.lang || 'es';
      return date.toLocaleDateString(tag === 'en' ? 'en-GB' : tag, { day: 'numeric', month: 'long', year: 'numeric' });
    }
    function show() {
      var first = F.day(state.start), now = F.today(), week = F.plus(now, 7), role = view(), shown = 0, done = 0,
        soon = [], late = 0;
      items.forEach(function (i) {
        var visible = !role || i.roles.indexOf(role) >= 0, ticked = !!state.done[i.id], date = first
          && F.due(first, i.code);
        i.element.hidden = !visible; i.box.checked = ticked; i.due = date;
        i.element.classList.toggle('is-late', !!(date && !ticked && date < now));
        if (date) {
          i.out.textContent = '';
          var hidden = document.createElement('span'); hidden.className = 'visually-hidden';
          hidden.textContent = say('due') + ': ';
          var time = document.createElement('time'); time.setAttribute('datetime', F.iso(date));
          time.textContent = long(date);
          i.out.appendChild(hidden); i.out.appendChild(time);
        } else { i.out.innerHTML = i.written; }
        if (!visible) { return; }
        shown += 1; if (ticked) { done += 1; }
        if (date && !ticked && date <= week) { soon.push(i); if (date < now) { late += 1; } }
      });
      all('[data-item-group]', page).forEach(function (g) {
        g.hidden = !g.querySelector('.check-item:not([hidden])');
      });
      all('[data-phase]', page).forEach(function (s) {
        var n = all('.check-item:not([hidden])', s); s.hidden = !n.length;
        var end = s.querySelector('[data-phase-date]'), code = s.getAttribute('data-phase-due');
        end.hidden = !first || !code;
        if (!end.hidden) {
          end.textContent = end.getAttribute('data-phase-date').replace('{date}', long(F.due(first, code)));
        }
        s.querySelector('[data-count]').textContent = n.filter(function (e) {
          return e.querySelector('input').checked;
        }).length + '/' + n.length;
      });
      document.querySelector('[data-start-out]').textContent = first ? long(first) : '';
      var words = say('words', { done: done, total: shown });
      if (first) {
        words += '. ' + (soon.length ? say('week', { n: soon.length }) : say('none'));
        if (late) { words += ' ' + say('overdue', { n: late }); }
      }
      var out = page.querySelector('[data-words-out]'); if (out.textContent !== words) { out.textContent = words; }
      var bar = page.querySelector('progress'); bar.max = Math.max(1, shown); bar.value = done;
      var box = page.querySelector('[data-now]'), list = page.querySelector('[data-now-list]'); list.textContent = '';
      // Show only the first few; the phases below list all.
      soon.sort(function (a, b) { return a.due - b.due; }).slice(0, 7).forEach(function (i) {
        var li = document.createElement('li'), a = document.createElement('a'), note = document.createElement('span');
        a.href = '#' + i.id; a.textContent = i.text; note.className = 'note'; note.textContent = long(i.due);
        if (i.due < now) {
          var mark = document.createElement('span'); mark.className = 'state state-overdue';
          mark.textContent = say('late'); li.appendChild(mark); li.appendChild(document.createTextNode(' '));
        }
        li.appendChild(a); li.appendChild(document.createTextNode(' ')); li.appendChild(note); list.appendChild(li);
      });
      var more = page.querySelector('[data-now-more]');
      more.hidden = soon.length <= 7;
      more.textContent = more.getAttribute('data-now-more').replace('{n}', soon.length - 7);
      box.hidden = !soon.length;
      var gone = Object.keys(state.done).filter(function (id) { return !byId[id]; }),
        goneList = page.querySelector('[data-gone-list]');
      goneList.textContent = '';
      gone.forEach(function (id) {
        var li = document.createElement('li'); li.textContent = state.done[id].text || id; goneList.appendChild(li);
      });
      page.querySelector('[data-gone-box]').hidden = !gone.length;
    }
    function changed() { store(); show(); tell(say(kept ? 'kept' : 'not-kept')); }
    state = clean(F.read(key));
    var moved = settle(); store();
    input.value = state.start;
    page.querySelector('[data-progress]').hidden = false; page.querySelector('[data-tools]').hidden = false;
    document.querySelector('[data-file-tools]').hidden = false;
    tell(!kept ? say('not-kept') : moved ? say('moved', { n: moved }) : say('kept'));
    items.forEach(function (i) {
      i.box.addEventListener('change', function () {
        if (i.box.checked) {
          state.done[i.id] = { text: i.text, day: F.iso(F.today()) };
        } else { delete state.done[i.id]; }
        changed(); reach();
      });
    });
    input.addEventListener('change', function () { state.start = F.day(input.value) ? input.value : ''; changed(); });
    all('[name=vista]').forEach(function (r) {
      r.addEventListener('change', function () { F.write(viewKey, r.value); show(); reach(true); });
    });
    document.querySelector('[data-save]').addEventListener('click', function () {
      F.save((F.english ? 'progress-' : 'avance-') + F.slug(job) + '.json', 'application/json',
          JSON.stringify({ format: 'oficio progress 1', job: job, title: page.getAttribute('data-title'),
          start: state.start, done: state.done }, null, 1) + '\n');
    });
    document.querySelector('[data-load]').addEventListener('change', function () {
      var field = this, file = field.files[0]; if (!file) { return; }
      if (file.size > 1000000) { tell(say('bad')); field.value = ''; return; }
      var reader = new FileReader();
      reader.onerror = function () { tell(say('bad')); };
      reader.onload = function () {
        var data = null; try { data = JSON.parse(reader.result); } catch (e) { data = null; }
        field.value = '';
        if (!data || data.format !== 'oficio progress 1') { return tell(say('bad')); }
        if (data.job !== job) { return tell(say('other', { title: String(data.title || data.job).slice(0, 100) })); }
        var other = clean(data), n = 0;
        // Importing never removes a check mark.
        Object.keys(other.done).forEach(function (id) {
          if (!state.done[id]) { state.done[id] = other.done[id]; n += 1; }
        });
        if (!state.start) { state.start = other.start; input.value = state.start; }
        settle(); store(); show(); tell(say('brought', { n: n }) + (kept ? '' : ' ' + say('not-kept')));
      };
      reader.readAsText(file);
    });
    document.querySelector('[data-calendar]').addEventListener('click', function () {
      if (!F.day(state.start)) { input.focus(); return tell(page.querySelector('label[for=inicio]').textContent); }
      var name = say('ics', { title: page.getAttribute('data-title') }), address = /^http/.test(location.protocol)
        ? location.href.split('#')[0] : '';
      var file = (F.english ? 'due-dates-' : 'plazos-') + F.slug(job) + '.ics';
      F.save(file, 'text/calendar', F.calendar(name, items.filter(function (i) {
        return i.due && !state.done[i.id] && !i.element.hidden;
      }).map(function (i) {
        return { uid: i.id + '-' + job + '@oficio', day: i.due, title: i.text, text: page.getAttribute('data-title'),
            url: address && address + '#' + i.id };
      })));
    });
    document.querySelector('[data-reset]').addEventListener('click', function () {
      if (!window.confirm(say('sure'))) { return; }
      state = { start: '', done: {} }; input.value = ''; F.write(key, null); show(); reach(true); tell('');
    });
    show(); reach(true); arrive(); window.addEventListener('hashchange', arrive);
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
