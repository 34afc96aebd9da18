//# allFunctionsCalledOnLoad
// Oficio: the search engine. ES5, no DOM: a page runs it, and `oficio search` runs the same file. (The line above has Chromium compile it while it comes.) What the shards hold: Sources/OficioSearch/README.md.
(function (scope) {
  'use strict';
  // Letters that lose their accents as the index's words did (Unicode decomposition); others stay as they are.
  var FROM = 'àáâãäåāăąèéêëēĕęěìíîïīĭįòóôõöōŏőùúûüūŭůűñńňçćčýÿšśžźż', TO = 'aaaaaaaaaeeeeeeeeiiiiiiioooooooouuuuuuuunnncccyysszzz', FOLD = { 'ß': 'ss' }, i;
  for (i = 0; i < FROM.length; i += 1) { FOLD[FROM.charAt(i)] = TO.charAt(i); }
  function letter(c) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) { return c; }
    var l = c.toLowerCase();
    if (l >= 'a' && l <= 'z') { return l; }
    if (FOLD[l]) { return FOLD[l]; }
    return c > '\u007f' && (l !== c.toUpperCase()) ? l : '';
  }
  // Characters of a query.
  var LONGEST = 1000;
  // Words of a text: {w: folded, s: start, e: end}; codes besides in one word, `whole` true.
  function words(text) {
    var out = [], w = '', start = 0, code = '', parts = 0, digit = false, codeStart = 0, n = text.length;
    function endCode(at) { if (parts > 1 && digit && code.length <= 24) { out.push({ w: code, s: codeStart, e: at, whole: true }); } code = ''; parts = 0; digit = false; }
    for (var k = 0; k <= n; k += 1) {
      var c = k < n ? text.charAt(k) : ' ', f = letter(c);
      if (f) {
        if (!w) { start = k; if (!parts) { codeStart = k; } }
        if (c >= '0' && c <= '9') { digit = true; }
        w += f;
      } else if (w && c >= '\u0300' && c <= '\u036f') {
        continue;
      } else {
        if (w) { if (w.length <= 40) { out.push({ w: w, s: start, e: k }); } parts += 1; code += w; w = ''; }
        if (!(parts && (c === '-' || c === '.' || c === '/' || c === '_') && k + 1 < n && letter(text.charAt(k + 1)))) { endCode(k); }
      }
    }
    return out;
  }
  // The simple words of a text, each once it is reached: visit(folded, start, end). What is written in Latin letters goes by one regular expression.
  var RUN = /[0-9A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0137\u0139-\u017f]+/g, ODD = /[\u0130\u0138\u0180-\u1fff\u2c00-\uffff]/;
  function eachWord(text, visit) {
    if (ODD.test(text)) { words(text).forEach(function (x) { if (!x.whole) { visit(x.w, x.s, x.e); } }); return; }
    var m;
    RUN.lastIndex = 0;
    while ((m = RUN.exec(text))) { visit(m[0], m.index, m.index + m[0].length); }
  }
  function folded(w) {
    var l = w.toLowerCase(), out = '', k;
    if (/^[a-z0-9]*$/.test(l)) { return l; }
    for (k = 0; k < l.length; k += 1) { out += letter(l.charAt(k)); }
    return out;
  }
  // Bytes are strings of characters below 256: the browser takes base64 apart itself, and nothing is copied to read them.
  var DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', VALUE = {};
  for (i = 0; i < 64; i += 1) { VALUE[DIGITS.charCodeAt(i)] = i; }
  function bytes(text) {
    if (typeof atob === 'function') { return atob(text); }
    var n = text.length, out = '', part = [], k;
    for (k = 0; k + 3 < n; k += 4) {
      var a = VALUE[text.charCodeAt(k)], b = VALUE[text.charCodeAt(k + 1)], c = VALUE[text.charCodeAt(k + 2)], d = VALUE[text.charCodeAt(k + 3)];
      part.push(a << 2 | b >> 4);
      if (c !== undefined) { part.push((b & 15) << 4 | c >> 2); if (d !== undefined) { part.push((c & 3) << 6 | d); } }
      if (part.length > 4000) { out += String.fromCharCode.apply(null, part); part = []; }
    }
    return out + String.fromCharCode.apply(null, part);
  }
  function utf8(b) { return /[\u0080-\u00ff]/.test(b) ? decodeURIComponent(escape(b)) : b; }
  function Reader(b, at) { this.b = b; this.at = at || 0; }
  Reader.prototype.byte = function () { return this.b.charCodeAt(this.at++); };
  Reader.prototype.number = function () { var v = 0, m = 1, x; do { x = this.b.charCodeAt(this.at++); v += (x & 127) * m; m *= 128; } while (x > 127); return v; };
  Reader.prototype.text = function (n) { this.at += n; return utf8(this.b.slice(this.at - n, this.at)); };
  // A block: its keys in order, and where each payload begins.
  function block(data) {
    var r = new Reader(bytes(data)), keys = [], at = [], end = [], raw = '', shared, rest, size;
    while (r.at < r.b.length) {
      shared = r.number(); rest = r.number();
      raw = raw.slice(0, shared) + r.b.slice(r.at, r.at + rest); r.at += rest;
      keys.push(utf8(raw));
      size = r.number(); at.push(r.at); r.at += size; end.push(r.at);
    }
    return { keys: keys, at: at, end: end, b: r.b };
  }
  function place(list, key, keyOf) { // the last place whose key is not behind this one
    var lo = 0, hi = list.length;
    while (lo < hi) { var mid = (lo + hi) >> 1; if ((keyOf ? keyOf(list[mid]) : list[mid]) <= key) { lo = mid + 1; } else { hi = mid; } }
    return lo - 1;
  }
  // A fence is the first key of a block, a blank, and the name of its file.
  function firstKey(fence) { return fence.slice(0, fence.lastIndexOf(' ')); }
  // Damerau–Levenshtein with the slips of Spanish at half price, in tenths; `limit` and above is not told apart.
  var NEAR = { bv: 4, vb: 4, cs: 4, sc: 4, cz: 4, zc: 4, sz: 4, zs: 4, gj: 4, jg: 4, xs: 4, sx: 4, mn: 4, nm: 4, iy: 4, yi: 4, ck: 4, kc: 4, kq: 4, qk: 4, cq: 4, qc: 4 };
  function distance(a, b, limit) {
    var n = a.length, m = b.length, head = 0;
    if (Math.abs(n - m) * 4 >= limit) { return limit; }
    while (head < n && head < m && a.charAt(head) === b.charAt(head)) { head += 1; }
    while (n > head && m > head && a.charAt(n - 1) === b.charAt(m - 1)) { n -= 1; m -= 1; }
    a = a.slice(head, n); b = b.slice(head, m); n = a.length; m = b.length;
    var before = null, former = [0], j;
    for (j = 1; j <= m; j += 1) { former.push(former[j - 1] + (b.charAt(j - 1) === 'h' ? 4 : 10)); }
    for (var x = 1; x <= n; x += 1) {
      var p = a.charAt(x - 1), row = [former[0] + (p === 'h' ? 4 : 10)], least = row[0];
      for (j = 1; j <= m; j += 1) {
        var q = b.charAt(j - 1), best = former[j - 1] + (p === q ? 0 : NEAR[p + q] || 10), other = former[j] + (p === 'h' ? 4 : 10);
        if (other < best) { best = other; }
        other = row[j - 1] + (q === 'h' ? 4 : 10); if (other < best) { best = other; }
        if (before && p === b.charAt(j - 2) && a.charAt(x - 2) === q) { other = before[j - 2] + 8; if (other < best) { best = other; } }
        row.push(best); if (best < least) { least = best; }
      }
      if (least >= limit) { return limit; }
      before = former; former = row;
    }
    return Math.min(limit, former[m]);
  }
  // How a word sounds to most who write it: b = v, no h, c/s/z, ll = y, g/j, qu = k.
  function soundOf(w) {
    return w.replace(/ll/g, 'y').replace(/qu(?=[ei])/g, 'k').replace(/c(?=[ei])|z/g, 's').replace(/c(?!h)/g, 'k').replace(/g(?=[ei])/g, 'j').replace(/v/g, 'b').replace(/(^|[^c])h/g, '$1').replace(/x/g, 's').replace(/(.)\1+/g, '$1');
  }
  function log2(x) { return Math.log(x) / Math.LN2; }

  var SURFACE = 12; // percent of a word's weight for the very form that was typed
  // load(name, done(data or null)): how shards come; stop: folded words that say little.
  function Engine(meta, load) {
    var self = this;
    this.meta = meta; this.load = load; this.cache = {}; this.fences = { l: meta.l || [], r: meta.r || [], p: meta.p || [], q: [] };
    this.starts = bytes(meta.starts || ''); this.lists = {}; this.listCount = 0;
    this.suffix = { '$': 15 };
    meta.suffixes.split(' ').forEach(function (s) { var p = s.split(':'); self.suffix['$' + p[0]] = +p[1]; });
    this.stop = {};
    (meta.stop || '').split(' ').forEach(function (w) { self.stop['$' + w] = true; });
  }
  // Blocks and texts by name, then done(); what does not come is null.
  Engine.prototype.need = function (names, done) {
    var self = this, wanted = [], open;
    names.forEach(function (n) { if (n && !(n in self.cache) && wanted.indexOf(n) < 0) { wanted.push(n); } });
    open = wanted.length;
    if (!open) { done(); return; }
    wanted.forEach(function (name) {
      self.load(name, function (data) {
        if (name === 'q') { self.fences.q = data || []; }
        self.cache[name] = data === null ? null : typeof data === 'string' ? (name.charAt(0) === 'f' ? bytes(data) : block(data)) : data;
        open -= 1; if (!open) { done(); }
      });
    });
  };
  function file(table, fence) { return table + '-' + fence.slice(fence.lastIndexOf(' ') + 1); }
  Engine.prototype.fileAt = function (table, key, shift) {
    var f = this.fences[table], p = place(f, key, firstKey);
    if (shift) { return p + shift >= 0 && p + shift < f.length ? file(table, f[p + shift]) : null; }
    return f.length ? file(table, f[Math.max(0, p)]) : null;
  };
  // The files that hold keys beginning with `start`, at most `most`.
  Engine.prototype.filesFor = function (table, start, most) {
    var f = this.fences[table], p = Math.max(0, place(f, start, firstKey)), out = [];
    for (; p < f.length && out.length < most; p += 1) { if (out.length && firstKey(f[p]).slice(0, start.length) > start) { break; } out.push(file(table, f[p])); }
    return out;
  };
  // Whether some other name begins with this stem: most words have none, and no file is asked for.
  Engine.prototype.isStart = function (stem) {
    var h = 0, n = this.starts.length * 8, k;
    if (!n) { return false; }
    for (k = 0; k < stem.length; k += 1) { h = (h * 31 + stem.charCodeAt(k)) % 65521; }
    h %= n;
    return (this.starts.charCodeAt(h >> 3) >> (h & 7) & 1) === 1;
  };
  // Calls body(key, reader) for every key of loaded blocks that begins with `start`.
  Engine.prototype.each = function (files, start, body) {
    var self = this;
    files.forEach(function (name) {
      var b = self.cache[name]; if (!b) { return; }
      for (var k = Math.max(0, place(b.keys, start)); k < b.keys.length; k += 1) {
        if (b.keys[k] < start) { continue; }
        if (b.keys[k].slice(0, start.length) !== start) { break; }
        body(b.keys[k], new Reader(b.b, b.at[k]));
      }
    });
  };
  // The payload of a key, read up to `end`.
  Engine.prototype.find = function (table, key) {
    var b = this.cache[this.fileAt(table, key)]; if (!b) { return null; }
    var k = place(b.keys, key); if (k < 0 || b.keys[k] !== key) { return null; }
    var r = new Reader(b.b, b.at[k]); r.end = b.end[k];
    return r;
  };
  // The groups of a form.
  function groups(form, r) {
    var out = [], n = r.number();
    for (; n > 0; n -= 1) {
      var head = r.byte(), g = { key: '', stem: head & 31, surface: head >> 6, df: 0, cf: 0, list: null };
      g.key = g.stem === 31 ? r.text(r.number()) : form.slice(0, g.stem);
      var logs = r.byte(); g.df = logs >> 4; g.cf = logs & 15;
      if (head & 32) { var size = r.number(); g.list = r.b.slice(r.at, r.at + size); r.at += size; }
      out.push(g);
    }
    return out;
  }
  // The number of documents; into `out` place (document × 1,024 + section) and value by turns, sorted.
  function readList(r, out) {
    if (!r) { return 0; }
    var df = r.number(), end = r.end, doc = -1;
    while (r.at < end) {
      doc += r.number();
      var head; do { head = r.number(); out.push(doc * 1024 + Math.min(1023, head >> 1), r.byte()); } while (head & 1);
    }
    return df;
  }
  // An inflected form that the site does not have: the stem of a neighbour with a usual ending.
  Engine.prototype.inflected = function (w, files) {
    var self = this, best = null, score = 0, seen = {};
    files.forEach(function (name) {
      var b = self.cache[name]; if (!b) { return; }
      b.keys.forEach(function (form, k) {
        if (form.charAt(0) !== w.charAt(0) || form.charAt(1) !== w.charAt(1) || form.charAt(2) !== w.charAt(2)) { return; }
        groups(form, new Reader(b.b, b.at[k])).forEach(function (g) {
          if (g.key.length < 3 || w.slice(0, g.key.length) !== g.key) { return; }
          var s = self.suffix['$' + w.slice(g.key.length)]; if (s === undefined) { return; }
          var value = (s + 1) * Math.pow(1.6, g.key.length);
          if (seen['$' + g.key]) { return; }
          seen['$' + g.key] = true;
          if (value > score) { score = value; best = g; }
        });
      });
    });
    return best;
  };

  // Everything a query needs, in steps; each loads what it lacks and goes on.
  Engine.prototype.search = function (asked, options, done) {
    // What is longer is no question but a pasted text: its first words are searched for, and the answer says so.
    var query = asked.length > LONGEST ? asked.slice(0, LONGEST).replace(/\s\S*$/, '') : asked;
    var self = this, o = options || {}, tokens = [], phrases = [], whole = words(query), quoted = /["“«]([^"”»]+)["”»]/g, m;
    while ((m = quoted.exec(query))) { phrases.push(words(m[1]).filter(function (x) { return !x.whole; }).map(function (x) { return x.w; })); }
    var who = /(^|\s)(quien|quienes|responsable|encargad[oa]|cada cuanto|frecuencia|who|how often)(\s|$)/.test(whole.map(function (x) { return x.w; }).join(' '));
    var boss = /(^|\s)(reporto|reporta|reportar|jefe inmediato|mi jefe|depende de|report to)(\s|$)/.test(whole.map(function (x) { return x.w; }).join(' '));
    if (boss) { who = true; }
    var content = whole.filter(function (x) { return !self.stop['$' + x.w]; });
    if (!content.length) { content = whole; }
    // A code in one word says more than its parts.
    content = content.filter(function (x) { return x.whole || !content.some(function (y) { return y.whole && y.s <= x.s && y.e >= x.e && x.w.length < 3; }); });
    var last = whole.length && !/\s$/.test(query) && o.open !== false ? whole[whole.length - 1] : null;
    var seen = {};
    content.forEach(function (x) {
      if (seen['$' + x.w] || tokens.length >= 16) { return; }
      seen['$' + x.w] = true;
      tokens.push({ w: x.w, word: query.slice(x.s, x.e), whole: !!x.whole, open: !!last && last.e === x.e && x.w.length > 1, alternatives: [], how: '' });
    });
    var answer = { query: query, shortened: query !== asked, total: 0, all: 0, corrections: [], synonyms: [], missing: [], marks: [], results: [], facets: undefined };
    if (!tokens.length) { done(answer); return; }
    var N = Math.max(self.meta.documents, 2);
    function idfOf(df) { return Math.max(4, Math.round(64 * log2(1 + (N - df + 0.5) / (df + 0.5)))); }
    function add(token, g, weight, how) {
      var known = token.alternatives.filter(function (a) { return a.key === g.key; })[0];
      if (known) { if (known.weight < weight) { known.weight = weight; } if (g.list) { known.list = g.list; } return; }
      token.alternatives.push({ key: g.key, weight: weight, df: g.df, cf: g.cf, list: g.list || null, how: how, surface: how === 'exact' || how === 'typo' ? g.surface : 4 });
    }
    function lookUp() {
      var files = [];
      tokens.forEach(function (x) {
        files.push(self.fileAt('l', x.w));
        if (x.open) { files = files.concat(self.filesFor('l', x.w, 2)); }
      });
      self.need(files, resolve);
    }
    function resolve() {
      var files = [];
      tokens.forEach(function (x) {
        var r = self.find('l', x.w);
        if (r) { groups(x.w, r).forEach(function (g, n) { add(x, g, n ? 70 : 100, 'exact'); }); x.how = 'exact'; }
        // An unknown word may be inflected or misspelt: where what is here does not tell, the files of both come side by side.
        if (!r && !x.whole) {
          files = files.concat(kin(x));
          if (maySlip(x) && !isLong(self.inflected(x.w, kin(x)))) { half(x); files = files.concat(x.forward, x.backward); }
        }
      });
      self.need(files, inflect);
    }
    function inflect() {
      var files = [];
      tokens.forEach(function (x) {
        if (!x.how && !x.whole && maySlip(x)) {
          var g = self.inflected(x.w, kin(x));
          // A short stem may be another word's: then a slip is thought of too.
          if (g) { x.isShort = !isLong(g); add(x, { key: g.key, df: g.df, cf: g.cf, list: g.list }, 95, 'inflection'); x.how = 'inflection'; }
        }
        if (x.open) { prefixes(x); }
        x.isDoubtful = (!x.how || x.how === 'prefix' || !!x.isShort) && maySlip(x);
        if (x.isDoubtful) { if (!x.forward) { half(x); } files = files.concat(x.forward, x.backward); }
      });
      self.need(files, correct);
    }
    // The files in which neighbours of a word stand.
    function kin(x) { return [self.fileAt('l', x.w), self.fileAt('l', x.w, -1), self.fileAt('l', x.w.slice(0, Math.max(3, x.w.length - 4)))]; }
    function isLong(g) { return !!g && g.key.length > 4; }
    function maySlip(x) { return x.w.length >= 4 && !/\d/.test(x.w); }
    // The word under way may go on: the most usual of those that it begins.
    function prefixes(x) {
      var found = {}, list = [];
      if (x.w.length < 3 && x.how) { return; }
      self.each(self.filesFor('l', x.w, 2), x.w, function (form, r) {
        if (form === x.w) { return; }
        groups(form, r).slice(0, 1).forEach(function (g) {
          var known = found['$' + g.key];
          if (known) { if (g.cf > known.g.cf) { known.g = g; } if (form.length < known.length) { known.length = form.length; } return; }
          list.push(found['$' + g.key] = { g: g, length: form.length });
        });
      });
      list.sort(function (a, b) { return b.g.cf - a.g.cf || (a.g.key < b.g.key ? -1 : 1); });
      list.slice(0, 8).forEach(function (p) {
        var most = x.how ? 375 : 900;
        add(x, p.g, Math.floor(most * x.w.length / (10 * x.w.length + 3 * (p.length - x.w.length))), 'prefix');
      });
      if (!x.how && list.length) { x.how = 'prefix'; }
    }
    // One slip leaves the first or the last half of a word as it is.
    function half(x) {
      var h = Math.floor(x.w.length / 2) - (x.w.length >= 6 ? 1 : 0), back = x.w.split('').reverse().join('');
      x.start = x.w.slice(0, Math.max(2, h)); x.end = back.slice(0, Math.max(2, h));
      x.forward = self.filesFor('l', x.start, 4); x.backward = self.filesFor('r', x.end, 4);
    }
    function correct() {
      var files = [];
      tokens.forEach(function (x) {
        if (!x.isDoubtful) { return; }
        var sound = soundOf(x.w), limit = x.w.length >= 8 ? 21 : 11, found = [], known = {};
        function take(form, cf) {
          if (known['$' + form] || self.stop['$' + form] || Math.abs(form.length - x.w.length) > 2) { return; }
          known['$' + form] = true;
          var d = Math.min(distance(x.w, form, limit), soundOf(form) === sound ? 5 : limit);
          if (d < limit) { found.push({ form: form, cost: d * 10 - cf * 3 }); }
        }
        self.each(x.forward, x.start, function (form, r) { var g = groups(form, r)[0]; if (g) { take(form, g.cf); } });
        self.each(x.backward, x.end, function (form, r) { take(form.split('').reverse().join(''), r.byte()); });
        found.sort(function (a, b) { return a.cost - b.cost || (a.form < b.form ? -1 : 1); });
        x.candidates = found.filter(function (c) { return c.cost <= found[0].cost + 40; }).slice(0, 3);
        x.candidates.forEach(function (c) { files.push(self.fileAt('l', c.form)); });
      });
      self.need(files, concepts);
    }
    function concepts() {
      var files = [];
      tokens.forEach(function (x) {
        (x.candidates || []).forEach(function (c, n) {
          var r = self.find('l', c.form); if (!r) { return; }
          var weak = x.how === 'prefix' && x.w.length < 6;
          groups(c.form, r).slice(0, 1).forEach(function (g) { add(x, g, (n ? 45 : 75) - (weak ? 20 : 0), 'typo'); });
          if (!n && !weak) { answer.corrections.push({ from: x.word, to: c.form }); }
          if (!x.how) { x.how = 'typo'; }
        });
        if (!x.how && !x.whole) { answer.missing.push(x.word); }
        x.key = x.alternatives.length && x.how !== 'prefix' ? x.alternatives[0].key : x.w;
        // What was taken for a slip or a form of another word may be a word of a name that the site does not use itself.
        x.keys = x.how === 'typo' || x.how === 'inflection' ? [x.key, x.w] : [x.key];
        x.keys.filter(function (k) { return self.isStart(k); }).forEach(function (k) { files = files.concat(self.filesFor('p', k + ' ', 2)); x.mayExpand = true; });
      });
      // The rarest words tell most; the others only cost bytes.
      var order = tokens.slice().sort(function (a, b) { return least(a) - least(b) || tokens.indexOf(a) - tokens.indexOf(b); });
      function least(x) { return x.alternatives.reduce(function (v, a) { return Math.min(v, a.df); }, 99); }
      order.slice(9).forEach(function (x) { if (x.how === 'exact' && least(x) > 6) { x.skipped = true; } });
      // Other names and the lists of the words themselves come side by side.
      self.need(files.concat(listFiles()), expand);
    }
    function listFiles() {
      var files = [];
      tokens.forEach(function (x) {
        if (x.skipped) { return; }
        x.alternatives.forEach(function (a) { if (!a.list) { files.push(self.fileAt('p', a.key)); if (o.deep) { files.push(self.fileAt('q', a.key)); } } });
      });
      return files;
    }
    // The other names of what some words in a row are one name of, each with the sections that hold it.
    function named(x, name, words) {
      var r = self.find('p', name + ' '), list = [];
      if (!r) { return; }
      try { list = JSON.parse(r.text(r.number())); } catch (e) { list = []; }
      list.forEach(function (concept) {
        concept[1].forEach(function (other) {
          var keys = other[1].split(' '), size = r.number(), part = new Reader(r.b, r.at), sections = [];
          r.at += size; part.end = r.at;
          if (keys.every(function (k) { return tokens.some(function (y) { return y.key === k; }); })) { return; }
          readList(part, sections);
          x.concepts = x.concepts || []; x.concepts.push({ keys: keys, worth: other[2] * 70, list: sections });
          answer.synonyms.push({ from: concept[0], to: other[0] });
        });
      });
      // Words of a name are neither missing nor slips.
      var written = name.split(' ');
      words.forEach(function (y, n) {
        if (written[n] !== y.w) { return; }
        answer.missing = answer.missing.filter(function (w) { return w !== y.word; });
        if (y.how !== 'typo') { return; }
        answer.corrections = answer.corrections.filter(function (c) { return c.from !== y.word; });
        y.alternatives = y.alternatives.filter(function (a) { return a.how !== 'typo'; });
      });
    }
    function expand() {
      tokens.forEach(function (x, start) {
        var names = [''];
        if (!x.mayExpand) { return; }
        for (var n = 0; n < 4 && start + n < tokens.length; n += 1) {
          names = names.reduce(function (all, name) { return all.concat(tokens[start + n].keys.map(function (k) { return name + (n ? ' ' : '') + k; })); }, []);
          names.forEach(function (name) { named(x, name, tokens.slice(start, start + n + 1)); });
        }
      });
      score();
    }
    // The postings of a group: how many documents, and what `readList` makes of them.
    function postings(key, list) {
      var name = (o.deep ? 'q' : 'p') + key, known = self.lists['$' + name], out = [], df, r;
      // The list of a rare word comes with the word: none is remembered for it, since not all who ask have it.
      if (list) { r = new Reader(list); r.end = list.length; df = readList(r, out); return { df: df, list: out }; }
      if (known) { return known; }
      df = readList(self.find('p', key), out);
      if (o.deep) {
        var tail = []; readList(self.find('q', key), tail);
        out = merged([out, tail], [function (v) { return v; }, function (v) { return v; }]);
      }
      if (self.listCount > 200) { self.lists = {}; self.listCount = 0; }
      self.listCount += 1;
      return (self.lists['$' + name] = { df: df, list: out });
    }
    // Lists as one, the greater value where a place stands in several.
    function merged(lists, value) {
      var at = lists.map(function () { return 0; }), out = [];
      if (lists.length === 1) {
        for (var k = 0; k < lists[0].length; k += 2) { out.push(lists[0][k], value[0](lists[0][k + 1])); }
        return out;
      }
      for (;;) {
        var least = Infinity, best = 0, n;
        for (n = 0; n < lists.length; n += 1) { if (at[n] < lists[n].length && lists[n][at[n]] < least) { least = lists[n][at[n]]; } }
        if (least === Infinity) { return out; }
        for (n = 0; n < lists.length; n += 1) { if (lists[n][at[n]] === least) { var v = value[n](lists[n][at[n] + 1]); if (v > best) { best = v; } at[n] += 2; } }
        out.push(least, best);
      }
    }
    // The documents with what one word more adds to them; both by number.
    function counted(docs, list) {
      var out = [], i = 0, k = 0, n = list.length;
      while (k < n) {
        var number = Math.floor(list[k] / 1024), first = number * 1024, doc, most = 0;
        while (i < docs.length && docs[i].n < number) { out.push(docs[i]); i += 1; }
        if (i < docs.length && docs[i].n === number) { doc = docs[i]; i += 1; } else { doc = { n: number, sum: 0, covered: 0, score: 0, all: false, places: [], scores: [], sections: null }; }
        out.push(doc);
        for (; k < n && list[k] - first < 1024; k += 2) {
          var section = list[k] - first, value = list[k + 1], j = doc.places.indexOf(section);
          if (value > most) { most = value; }
          if (j < 0) { doc.places.push(section); doc.scores.push(value); } else { doc.scores[j] += value; }
        }
        doc.sum += most; doc.covered += 1;
      }
      for (; i < docs.length; i += 1) { out.push(docs[i]); }
      return out;
    }
    function score() {
      var docs = [], idf = idfOf;
      function worth(value, extra, surface) {
        return function (v) {
          var s = Math.floor(value * (v >> 3) / 25);
          if ((v >> 1 & 3) === surface) { s += extra; }
          return v & 1 ? Math.floor(s * 36 / 20) : s;
        };
      }
      tokens.forEach(function (x) {
        if (x.skipped) { return; }
        var lists = [], values = [];
        x.alternatives.forEach(function (a) {
          var p = postings(a.key, a.list); if (!p.df) { return; }
          lists.push(p.list); values.push(worth(a.weight * idf(p.df), Math.floor(idf(p.df) * 124 * SURFACE / 100), a.surface));
        });
        (x.concepts || []).forEach(function (c) { lists.push(c.list); values.push(function (v) { return Math.floor(c.worth * (v >> 3) / 25); }); });
        docs = counted(docs, merged(lists, values));
      });
      var asked = tokens.filter(function (x) { return !x.skipped; }).length;
      docs.forEach(function (d) {
        // The best section, and a part of what the rest of the document adds to it.
        var best = d.scores.length === 1 ? d.scores[0] : Math.max.apply(null, d.scores);
        d.score = best + Math.floor((d.sum - best) * 3 / 10);
        d.all = d.covered >= asked;
      });
      filter(docs);
    }
    function filter(docs) {
      var wantsFacets = o.facets || o.type || o.unit;
      if (!wantsFacets) { rank(docs); return; }
      var files = {};
      docs.forEach(function (d) { files['f-' + (d.n >> 14)] = true; });
      self.need(Object.keys(files), function () {
        var types = {}, units = {}, kept = [];
        docs.forEach(function (d) {
          var b = self.cache['f-' + (d.n >> 14)], at = (d.n & 16383) * 2; if (!b) { return; }
          var kind = self.meta.kinds[b.charCodeAt(at) + b.charCodeAt(at + 1) * 256 - 1] || ['', ''], type = kind[0], unit = kind[1];
          var isType = !o.type || o.type.indexOf(type) >= 0, isUnit = !o.unit || o.unit.indexOf(unit) >= 0;
          if (isUnit) { types[type] = (types[type] || 0) + 1; }
          if (isType && unit) { units[unit] = (units[unit] || 0) + 1; }
          if (isType && isUnit) { kept.push(d); }
        });
        answer.facets = { types: types, units: units };
        // What the common lists leave out matters once most of them is filtered away.
        if (kept.length < 10 && !o.deep) { o = copy(o); o.deep = true; answer.facets = undefined; answer.synonyms = []; tokens.forEach(function (x) { x.concepts = null; }); self.need(['q'], function () { self.need(listFiles(), expand); }); return; }
        rank(kept);
      });
    }
    function copy(x) { var y = {}; Object.keys(x).forEach(function (k) { y[k] = x[k]; }); return y; }
    // The best in order; of equals those with lower numbers.
    function firstOf(docs, count) {
      var out = [];
      function isBefore(a, b) { return a.score > b.score || (a.score === b.score && a.n < b.n); }
      docs.forEach(function (d) {
        var n = out.length;
        if (n === count) { if (!isBefore(d, out[n - 1])) { return; } out.pop(); n -= 1; }
        while (n > 0 && isBefore(d, out[n - 1])) { n -= 1; }
        out.splice(n, 0, d);
      });
      return out;
    }
    function rank(docs) {
      answer.total = docs.length; answer.all = docs.filter(function (d) { return d.all; }).length;
      // The first ones, whose texts are read anyway, are ranked once more by how close together the words stand.
      var from = o.from || 0, limit = o.limit || 10, zone = phrases.length || who ? 20 : 10, chosen = firstOf(docs, Math.max(zone, from + limit)), files = {}, known = {};
      chosen.forEach(function (d) {
        d.sections = d.places.map(function (p, j) { return { section: p, score: d.scores[j] }; }).sort(function (a, b) { return b.score - a.score || a.section - b.section; });
        files['t-' + Math.floor(d.n / self.meta.slots)] = true;
      });
      tokens.forEach(function (x) { x.worth = worthOf(x); });
      self.need(Object.keys(files), function () {
        var list = [], rest = [];
        chosen.forEach(function (d, place) {
          var file = self.cache['t-' + Math.floor(d.n / self.meta.slots)], card = (file || []).filter(function (c) { return c.n === d.n; })[0];
          if (!card) { return; }
          if (phrases.length) {
            var holds = d.sections.filter(function (s) { return holdsPhrases(card.sections[s.section], phrases); });
            if (!holds.length) { return; }
            d.sections = holds;
          }
          if (place < zone) { closeness(d, card); if (who) { prefer(d, card, boss); } }
          (place < zone ? list : rest).push({ d: d, card: card });
        });
        list.sort(function (a, b) { return b.d.score - a.d.score || a.d.n - b.d.n; });
        list = list.concat(rest);
        // Stems by which words of a page are marked.
        tokens.forEach(function (x) {
          x.alternatives.slice(0, x.how === 'prefix' ? 3 : 1).forEach(function (a) { if (answer.marks.indexOf(a.key) < 0) { answer.marks.push(a.key); } });
          (x.concepts || []).forEach(function (c) { if (c.keys.length === 1 && answer.marks.indexOf(c.keys[0]) < 0) { answer.marks.push(c.keys[0]); } });
        });
        answer.results = list.slice(from, from + limit).map(function (x) { return self.result(x.d, x.card, tokens, known); });
        done(answer);
      });
      // What a word is worth where it stands: that of its weightiest meaning.
      function worthOf(x) {
        var best = 0;
        x.alternatives.forEach(function (a) { var df = x.skipped ? 0 : postings(a.key, a.list).df; if (df) { best = Math.max(best, Math.floor(idfOf(df) * a.weight * 31 / 25)); } });
        return best;
      }
      // Two words within fifteen of each other add to a section what the lesser is worth, the nearer the more, a fifth less where their order is another's;
      // a title all of whose words were asked for adds to its document.
      function closeness(d, card) {
        var most = 0, worth = 0, count = 0, asked = true;
        d.sections.slice(0, 2).forEach(function (s) {
          var pairs = {}, sum = 0, hits = [], base = 0;
          (card.sections[s.section] || []).slice(1).forEach(function (p) {
            var found = self.hits(p[1], tokens, known);
            found.forEach(function (h) { hits.push({ at: base + h.at, k: h.k }); });
            base += found.words + 3;
          });
          hits.forEach(function (h, n) {
            for (var m = n + 1; m < hits.length && hits[m].at - h.at < 16; m += 1) {
              var a = h.k, b = hits[m].k, pair = Math.min(a, b) * 32 + Math.max(a, b);
              if (a === b) { continue; }
              var v = (16 - hits[m].at + h.at) * (a < b ? 5 : 4) * Math.min(tokens[a].worth, tokens[b].worth);
              if (v > (pairs[pair] || 0)) { sum += v - (pairs[pair] || 0); pairs[pair] = v; }
            }
          });
          sum = Math.floor(sum / 200);
          s.score += sum; if (sum > most) { most = sum; }
        });
        d.sections.sort(function (a, b) { return b.score - a.score || a.section - b.section; });
        var inTitle = {};
        eachWord(card.title, function (w) {
          if (self.stop['$' + folded(w)]) { return; }
          var k = self.asked(w, tokens, known);
          count += 1; if (k < 0) { asked = false; } else if (!inTitle[k]) { inTitle[k] = true; worth += tokens[k].worth; }
        });
        d.score += most + (asked && count > 1 ? Math.floor(worth * 3 / 5) : 0);
      }
    }
    lookUp();
  };
  // Who does something, and how often, is told by functions and steps; whom one reports to, by the facts under the title.
  function prefer(d, card, boss) {
    var top = d.sections[0].score, deeds = d.sections.filter(function (s) { return (boss ? card.sections[s.section] && card.sections[s.section][0] === '' : card.deeds.indexOf(s.section) >= 0) && s.score * 10 >= top * 6; });
    if (!deeds.length) { return; }
    d.sections = deeds.concat(d.sections.filter(function (s) { return deeds.indexOf(s) < 0; }));
    d.score = Math.floor(d.score * 13 / 10);
  }
  function holdsPhrases(section, phrases) {
    if (!section) { return false; }
    var text = ' ' + words([section[0]].concat(section.slice(1).map(function (p) { return p[1]; })).join(' . ')).filter(function (x) { return !x.whole; }).map(function (x) { return x.w; }).join(' ') + ' ';
    return phrases.every(function (p) { return text.indexOf(' ' + p.join(' ') + ' ') >= 0; });
  }
  // Which word was asked for with this one of a text, -1 for none; `known` remembers.
  Engine.prototype.asked = function (word, tokens, known) {
    var self = this, key = '$' + word, w, k, found = known[key];
    if (found !== undefined) { return found; }
    w = folded(word);
    function means(stem) { return w.slice(0, stem.length) === stem && self.suffix['$' + w.slice(stem.length)] !== undefined; }
    for (k = 0; k < tokens.length; k += 1) {
      var x = tokens[k];
      if (w === x.w || x.alternatives.some(function (a) { return means(a.key); }) || (x.concepts || []).some(function (c) { return c.keys.some(means); })) { break; }
    }
    return (known[key] = k < tokens.length ? k : -1);
  };
  // Where words that were asked for stand in a text: {s, e, at: number of the word, k: which}; `words` of the list: how many words there are.
  Engine.prototype.hits = function (text, tokens, known) {
    var self = this, out = [], at = 0, memory = '#' + text;
    if (known[memory]) { return known[memory]; }
    eachWord(text, function (w, s, e) { var k = self.asked(w, tokens, known); if (k >= 0) { out.push({ s: s, e: e, at: at, k: k }); } at += 1; });
    out.words = at;
    return (known[memory] = out);
  };
  // A text in runs, [words, whether they were asked for].
  Engine.prototype.marked = function (text, tokens, known) {
    var out = [], at = 0;
    this.hits(text, tokens, known).forEach(function (x) {
      if (x.s > at) { out.push([text.slice(at, x.s), 0]); }
      out.push([text.slice(x.s, x.e), 1]); at = x.e;
    });
    if (at < text.length) { out.push([text.slice(at), 0]); }
    return out;
  };
  Engine.prototype.result = function (d, card, tokens, known) {
    var self = this, best = d.sections[0], section = card.sections[best.section] || card.sections[0] || [''], chosen = null, top = -1;
    section.slice(1).forEach(function (p) {
      var kinds = {}, n = 0;
      self.hits(p[1], tokens, known).forEach(function (h) { if (!kinds[h.k]) { kinds[h.k] = true; n += 1; } });
      if (n > top) { top = n; chosen = p; }
    });
    var text = chosen ? chosen[1] : '';
    if (text.length > 260) {
      // About thirty words around the place where most of them stand together.
      var hits = self.hits(text, tokens, known), start = 0, most = -1;
      hits.forEach(function (h, n) { var c = 0; for (var j = n; j < hits.length && hits[j].e - h.s < 200; j += 1) { c += 1; } if (c > most) { most = c; start = h.s; } });
      start = Math.max(0, start - 40);
      while (start > 0 && !/\s/.test(text.charAt(start - 1))) { start -= 1; }
      var end = Math.min(text.length, start + 240);
      while (end < text.length && !/\s/.test(text.charAt(end))) { end += 1; }
      text = (start > 0 ? '… ' : '') + text.slice(start, end) + (end < text.length ? ' …' : '');
    }
    return {
      id: card.key, url: card.url, title: card.title, type: card.type, code: card.code, version: card.version, unit: card.unit, owner: card.owner, state: card.state,
      heading: section[0], section: best.section, anchor: chosen && top > 0 ? chosen[0] : '', excerpt: self.marked(text, tokens, known), score: d.score, all: d.all,
      more: d.sections.slice(1, 3).map(function (s) { var c = card.sections[s.section]; return c ? c[0] : ''; }).filter(function (h) { return h && h !== section[0]; })
    };
  };
  scope.oficioWords = words;
  scope.OficioEngine = Engine;
}(typeof window === 'undefined' ? this : window));
