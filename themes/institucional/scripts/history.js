// Compares two versions of a document, which it reads from datos.js, also on a page opened from file://.
(function () {
  'use strict';
  function start() {
    var box = document.querySelector('[data-compare]'); if (!box) { return; }
    var from = box.querySelector('[data-from]'), to = box.querySelector('[data-to]'),
      view = box.querySelector('[data-view]'), only = box.querySelector('[data-only]');
    var status = box.querySelector('.compare-status'), result = box.querySelector('.compare-result'), data = null,
      waiting = null;
    box.hidden = false; from.selectedIndex = Math.max(0, from.options.length - 2);
    to.selectedIndex = to.options.length - 1;
    var asked = /^#comparar=(\d+)-(\d+)$/.exec(location.hash);
    window.oficioVersiones = function (loaded) { data = loaded; if (waiting) { waiting(); } };
    function load(then) {
      if (data) { then(); return; }
      waiting = then;
      var s = document.createElement('script'); s.src = box.getAttribute('data-compare');
      s.onerror = function () { status.textContent = box.getAttribute('data-failed'); };
      document.head.appendChild(s);
    }
    function words(text) { return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) || []; }
    // Returns the differences of two texts, word by word (longest common subsequence), as [kind, text], where kind is
    // '=', '-' or '+'. In very long texts, all between the common beginning and end counts as replaced.
    function marks(a, b) {
      if (a === b) { return [['=', a]]; }
      if (a.indexOf(' ') < 0 && b.indexOf(' ') < 0) { return [['-', a], ['+', b]]; }
      var x = words(a), y = words(b), head = 0, tail = 0, out = [];
      while (head < x.length && head < y.length && x[head] === y[head]) { head += 1; }
      while (tail < x.length - head && tail < y.length - head
          && x[x.length - 1 - tail] === y[y.length - 1 - tail]) { tail += 1; }
      var p = x.slice(head, x.length - tail), q = y.slice(head, y.length - tail), n = p.length, m = q.length, i, j;
      function put(kind, text) {
        if (!text) { return; } var last = out[out.length - 1];
        if (last && last[0] === kind) { last[1] += text; } else { out.push([kind, text]); }
      }
      put('=', x.slice(0, head).join(''));
      if (n * m > 4e6) { put('-', p.join('')); put('+', q.join('')); } else {
        var t = new Uint32Array((n + 1) * (m + 1)), w = m + 1;
        for (i = n - 1; i >= 0; i -= 1) {
          for (j = m - 1; j >= 0; j -= 1) {
            t[i * w + j] = p[i] === q[j] ? t[(i + 1) * w + j + 1] + 1 : Math.max(t[(i + 1) * w + j], t[i * w + j + 1]);
          }
        }
        var gone = '', come = ''; i = 0; j = 0;
        while (i < n || j < m) {
          if (i < n && j < m && p[i] === q[j]) {
            put('-', gone); put('+', come); gone = ''; come = ''; put('=', p[i]); i += 1; j += 1;
          }
          else if (j >= m || (i < n && t[(i + 1) * w + j] >= t[i * w + j
              + 1])) { gone += p[i]; i += 1; } else { come += q[j]; j += 1; }
        }
        put('-', gone); put('+', come);
      }
      put('=', x.slice(x.length - tail).join(''));
      return out;
    }
    function likeness(a, b) {
      var x = a.toLowerCase().split(/\s+/), y = b.toLowerCase().split(/\s+/), seen = {}, n = 0;
      x.forEach(function (w) { seen[w] = (seen[w] || 0) + 1; });
      y.forEach(function (w) { if (seen[w] > 0) { seen[w] -= 1; n += 1; } });
      return 2 * n / (x.length + y.length);
    }
    // Returns, for each passage of `b`, the index of its counterpart in `a`: first by equal ids and some similarity,
    // then by equal words, then by similarity alone. Passages without a counterpart have no index.
    function pair(a, b) {
      var found = [], taken = {};
      function take(match) {
        b.forEach(function (q, j) {
          if (found[j] !== undefined) { return; }
          for (var i = 0; i < a.length; i += 1) {
            if (!taken[i] && a[i].heading === q.heading && match(a[i], q)) { found[j] = i; taken[i] = true; return; }
          }
        });
      }
      take(function (p, q) { return !q.heading && q.id !== '' && p.id === q.id && likeness(p.text, q.text) > 0.3; });
      take(function (p, q) { return p.text === q.text; });
      var options = [];
      a.forEach(function (p, i) {
        if (taken[i]) { return; }
        b.forEach(function (q, j) {
          if (found[j] === undefined && p.heading === q.heading) {
            var l = likeness(p.text, q.text);
            if (l >= 0.5 || (a.length === 1 && b.length === 1)) { options.push([l, i, j]); }
          }
        });
      });
      options.sort(function (m, n) { return n[0] - m[0] || m[1] - n[1] || m[2] - n[2]; });
      options.forEach(function (o) {
        if (!taken[o[1]] && found[o[2]] === undefined) { found[o[2]] = o[1]; taken[o[1]] = true; }
      });
      return found;
    }
    function passages(part) {
      return part ? part.passages.map(function (p) {
        return { section: data.texts[p[0]], group: data.texts[p[1]], id: data.texts[p[2]], text: data.texts[p[3]],
            heading: p[4] === 1 };
      }) : [];
    }
    function node(name, text, className) {
      var e = document.createElement(name); if (text) { e.textContent = text; }
      if (className) { e.className = className; } return e;
    }
    function write(into, list, side) {
      list.forEach(function (m) {
        if (m[0] === '=') { into.appendChild(document.createTextNode(m[1])); }
        else if (m[0] === '-' && side !== 'new') { into.appendChild(node('del', m[1])); }
        else if (m[0] === '+' && side !== 'old') { into.appendChild(node('ins', m[1])); }
      });
    }
    function section(title, a, b, into) {
      var found = pair(a, b), used = {}, lines = [], next = 0;
      found.forEach(function (i) { if (i !== undefined) { used[i] = true; } });
      function gone(limit) {
        for (; next < limit; next += 1) {
          if (!used[next]) { lines.push({ state: 'removed', marks: [['-', a[next].text]], heading: a[next].heading }); }
        }
      }
      var furthest = -1;
      b.forEach(function (q, j) {
        var i = found[j];
        if (i === undefined) { lines.push({ state: 'added', marks: [['+', q.text]], heading: q.heading }); return; }
        var moved = i < furthest; if (!moved) { gone(i); furthest = i; }
        var p = a[i], note = '';
        if (!q.heading && p.group !== q.group) {
          note = box.getAttribute('data-group').replace('{from}', p.group).replace('{to}', q.group);
        } else if (moved) { note = box.getAttribute('data-moved'); }
        lines.push({ state: p.text === q.text && !note ? 'same' : 'changed', marks: marks(p.text, q.text), heading
            : q.heading, note: note });
      });
      gone(a.length);
      if (only.checked && lines.every(function (l) { return l.state === 'same'; })) { return 0; }
      into.appendChild(node('h4', title));
      var side = view.value === 'side', list = node(side ? 'div' : 'ul', '', side ? '' : 'redline-lines'), n = 0;
      lines.forEach(function (l) {
        if (l.state !== 'same') { n += 1; } else if (only.checked) { return; }
        var line;
        if (side) {
          line = node('div', '', 'compare-row');
          var left = node('div', '', 'line line-' + (l.state === 'added' ? 'same' : l.state)),
            right = node('div', '', 'line line-' + (l.state === 'removed' ? 'same' : l.state));
          write(left, l.marks, 'old'); write(right, l.marks, 'new'); line.appendChild(left); line.appendChild(right);
          if (l.note) {
            right.appendChild(document.createTextNode(' ')); right.appendChild(node('span', l.note, 'note'));
          }
        } else {
          line = node('li', '', 'line line-' + l.state + (l.heading ? ' line-heading' : '')); write(line, l.marks);
          if (l.note) {
            line.appendChild(document.createTextNode(' ')); line.appendChild(node('span', l.note, 'note'));
          }
        }
        list.appendChild(line);
      });
      into.appendChild(list);
      return n;
    }
    function show() {
      function version(n) { return data.versions.filter(function (v) { return String(v.n) === n; })[0]; }
      var old = version(from.value), now = version(to.value), total = 0, order = [];
      result.textContent = '';
      if (!old || !now) { status.textContent = box.getAttribute('data-failed'); return; }
      now.parts.forEach(function (p) { order.push(p.id); });
      old.parts.forEach(function (p) { if (order.indexOf(p.id) < 0) { order.push(p.id); } });
      order.forEach(function (id) {
        function part(v) { return v.parts.filter(function (p) { return p.id === id; })[0]; }
        var a = part(old), b = part(now), pa = passages(a), pb = passages(b), holder = node('section', '', 'redline'),
          titles = [], n = 0;
        var heading = node('h3', data.texts[(b || a).title]);
        if (!a || !b) {
          heading.appendChild(document.createTextNode(' '));
          heading.appendChild(node('span', box.getAttribute(a ? 'data-removed' : 'data-added'), 'note'));
        }
        holder.appendChild(heading);
        pb.concat(pa).forEach(function (p) { if (titles.indexOf(p.section) < 0) { titles.push(p.section); } });
        titles.forEach(function (t) {
          n += section(t, pa.filter(function (p) {
            return p.section === t;
          }), pb.filter(function (p) { return p.section === t; }), holder);
        });
        total += n; if (n || !only.checked) { result.appendChild(holder); }
      });
      status.textContent = old.label + ' → ' + now.label + (total ? '' : ': ' + box.getAttribute('data-none'));
      history.replaceState(null, '', '#comparar=' + from.value + '-' + to.value);
    }
    box.querySelector('form').addEventListener('submit', function (e) { e.preventDefault(); load(show); });
    [from, to, view, only].forEach(function (c) {
      c.addEventListener('change', function () { if (data) { show(); } });
    });
    if (asked) { from.value = asked[1]; to.value = asked[2]; load(show); }
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
