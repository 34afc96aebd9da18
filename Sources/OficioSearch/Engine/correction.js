// Correction: finds known words that an unknown one may stand for.
//
// Takes: doubtful tokens, and the blocks of the lexicon that hold words near them.
// Gives: distance(a, b, limit, price)  the cost of turning one word into another, in tenths of a letter, up to `limit`
//        soundOf(word)                 how most people who write the word pronounce it
//        inflected(word)               the group of an inflected form that the site does not use
//        and for each token the alternatives of its corrections; words that nothing explains are `missing`.

// Letters that Spanish writers confuse.
var CONFUSED = {};
'bv cs cz sz gj sx mn iy ck kq cq'.split(' ').forEach(function (p) {
  CONFUSED[p] = CONFUSED[p.charAt(1) + p.charAt(0)] = true;
});

// Returns the optimal string alignment distance of two words (Damerau–Levenshtein without editing a swapped pair
// again).
function distance(a, b, limit, price) {
  var n = a.length, m = b.length, head = 0;
  var silent = price.silent, letter = price.letter, confused = price.confused, swap = price.swap;
  if (Math.abs(n - m) * silent >= limit) { return limit; }
  while (head < n && head < m && a.charAt(head) === b.charAt(head)) { head += 1; }
  while (n > head && m > head && a.charAt(n - 1) === b.charAt(m - 1)) { n -= 1; m -= 1; }
  a = a.slice(head, n); b = b.slice(head, m); n = a.length; m = b.length;
  var beforeLast = null, last = [0], j;
  for (j = 1; j <= m; j += 1) { last.push(last[j - 1] + (b.charAt(j - 1) === 'h' ? silent : letter)); }
  for (var x = 1; x <= n; x += 1) {
    var p = a.charAt(x - 1), drop = p === 'h' ? silent : letter, row = [last[0] + drop], least = row[0];
    for (j = 1; j <= m; j += 1) {
      var q = b.charAt(j - 1), other = last[j] + drop;
      var best = last[j - 1] + (p === q ? 0 : CONFUSED[p + q] ? confused : letter);
      if (other < best) { best = other; }
      other = row[j - 1] + (q === 'h' ? silent : letter); if (other < best) { best = other; }
      if (beforeLast && p === b.charAt(j - 2) && a.charAt(x - 2) === q) {
        other = beforeLast[j - 2] + swap; if (other < best) { best = other; }
      }
      row.push(best); if (best < least) { least = best; }
    }
    if (least >= limit) { return limit; }
    beforeLast = last; last = row;
  }
  return Math.min(limit, last[m]);
}

// Returns how most Spanish speakers pronounce a word: b = v, silent h, c/s/z, ll = y, g/j, qu = k, doubled letters
// once.
function soundOf(w) {
  return w.replace(/ll/g, 'y').replace(/qu(?=[ei])/g, 'k').replace(/c(?=[ei])|z/g, 's').replace(/c(?!h)/g, 'k')
    .replace(/g(?=[ei])/g, 'j').replace(/v/g, 'b').replace(/(^|[^c])h/g, '$1').replace(/x/g, 's')
    .replace(/(.)\1+/g, '$1');
}

function reversed(w) { return w.split('').reverse().join(''); }

Engine.prototype.maySlip = function (x) { return x.w.length >= this.ranking.correction.letters && !/\d/.test(x.w); };
Engine.prototype.isLong = function (g) { return !!g && g.key.length >= this.ranking.inflection.longStem; };

// Returns the files of the lexicon with the words before and after a word.
Engine.prototype.neighbours = function (w) {
  var c = this.ranking.inflection, start = w.slice(0, Math.max(c.stem, w.length - c.ending));
  var files = [this.fileOf('l', w), this.fileOf('l', w, -1), this.fileOf('l', start)];
  var regular = this.regular(w) || this.plainOf(w);
  return regular ? files.concat(this.neighbours(regular)) : files;
};

// Returns the group whose stem and a common ending form the word; null if no loaded neighbour has one. A longer stem
// counts more than a common ending.
Engine.prototype.inflected = function (w) {
  var self = this, c = this.ranking.inflection, best = null, score = 0, seen = {}, regular = this.regular(w);
  if (regular && (best = this.inflected(regular))) { return best; }
  var start = w.slice(0, c.stem);
  this.neighbours(w).forEach(function (name) {
    var b = self.cache[name]; if (!b) { return; }
    b.keys.forEach(function (form, k) {
      if (form.slice(0, c.stem) !== start) { return; }
      readGroups(form, new Reader(b.b, b.at[k])).forEach(function (g) {
        if (g.key.length < c.stem || w.slice(0, g.key.length) !== g.key) { return; }
        var usual = self.endings['$' + w.slice(g.key.length)];
        if (usual === undefined || seen['$' + g.key]) { return; }
        seen['$' + g.key] = true;
        var value = (usual + 1) * Math.pow(c.growth / 10, g.key.length);
        if (value > score) { score = value; best = g; }
      });
    });
  });
  return best;
};

// Sets the two halves of a word, of which a single mistake changes only one, and returns the files of the words that
// share a half with it.
Engine.prototype.halve = function (x) {
  var c = this.ranking.correction, n = x.w.length;
  var half = Math.max(c.half, Math.floor(n / 2) - (n >= c.middle ? 1 : 0));
  x.start = x.w.slice(0, half); x.end = reversed(x.w).slice(0, half);
  x.forward = this.filesOf('l', x.start, c.blocks); x.backward = this.filesOf('r', x.end, c.blocks);
  return x.forward.concat(x.backward);
};

// Whether a word consists of another and a suffix that makes a word of its own: *archivero* is no slip for *archivo*.
var DERIVED = /^([aei]?(er|or)[oa]|ist[ao]|eri[ao]|os[oa]|[aei]bles?|az[oa]|ote|ism[oa]|ic[oa]|al|ad[oa]r)s?$/;
function isDerived(word, form) {
  var base = form.replace(/([aei]r|[aeo]s?)$/, '');
  return base.length >= 5 && word.length > form.length && word.slice(0, base.length) === base &&
    DERIVED.test(word.slice(base.length));
}

function correct(query) {
  var engine = query.engine, c = query.ranking.correction, price = query.ranking.distance, files = [];
  query.tokens.forEach(function (x) {
    // A word of the language counts as correct even if the site does not use it.
    if (!x.isDoubtful || engine.isKnown(x.w)) { return; }
    var sound = soundOf(x.w), limit = x.w.length >= c.longWord ? c.longLimit : c.limit, found = [], seen = {};
    function take(form, cf) {
      if (seen['$' + form] || engine.stop['$' + form] || Math.abs(form.length - x.w.length) > c.lengths ||
        isDerived(x.w, form)) { return; }
      seen['$' + form] = true;
      var d = Math.min(distance(x.w, form, limit, price), soundOf(form) === sound ? c.sameSound : limit);
      // The more usual of two words at the same distance costs less.
      if (d < limit) { found.push({ form: form, cost: d * 10 - cf * c.usual }); }
    }
    engine.each(x.forward, x.start, function (form, r) {
      var g = readGroups(form, r)[0]; if (g) { take(form, g.cf); }
    });
    engine.each(x.backward, x.end, function (form, r) { take(reversed(form), r.byte()); });
    found.sort(function (a, b) { return a.cost - b.cost || (a.form < b.form ? -1 : 1); });
    x.candidates = found.filter(function (f) { return f.cost <= found[0].cost + c.spread; }).slice(0, c.candidates);
    x.candidates.forEach(function (f) { files.push(engine.fileOf('l', f.form)); });
  });
  load(query, files, acceptCorrections);
}

function acceptCorrections(query) {
  var engine = query.engine, answer = query.answer, c = query.ranking.weight;
  query.tokens.forEach(function (x) {
    (x.candidates || []).forEach(function (f, n) {
      var r = engine.find('l', f.form); if (!r) { return; }
      var isWeak = x.how === 'prefix' && x.w.length < query.ranking.correction.shortPrefix;
      readGroups(f.form, r).slice(0, 1).forEach(function (g) {
        addAlternative(query, x, g, (n ? c.otherCorrection : c.correction) - (isWeak ? c.lessBesidePrefix : 0), 'typo');
      });
      if (!n && !isWeak) { answer.corrections.push({ from: x.word, to: f.form }); }
      if (!x.how) { x.how = 'typo'; }
    });
    // An everyday word says little, also that it is missing.
    if (!x.how && !x.isLittle && !engine.isEveryday(x.w)) { answer.missing.push(x.word); }
  });
  lookUpNames(query);
}
