// Look-up: finds the tokens of a query in the lexicon.
//
// Takes: tokens with their folded word `w`.
// Gives: for each token its alternatives, {key: group, weight: percent, df, cf, list, how, surface}, and `how` it was
//        found: 'exact', 'inflection', 'prefix', or '' if the lexicon does not have it. Those that may be mistyped are
//        `isDoubtful`.

// A surface that no posting has, for words that were not typed in this form.
var NO_SURFACE = 4;

function addAlternative(query, token, g, weight, how) {
  if (g.isEveryday || token.isLittle) { weight = Math.floor(weight * query.ranking.weight.everyday / 100); }
  var same = token.alternatives.filter(function (a) { return a.key === g.key; })[0];
  if (same) { if (same.weight < weight) { same.weight = weight; } if (g.list) { same.list = g.list; } return; }
  token.alternatives.push({
    key: g.key, weight: weight, df: g.df, cf: g.cf, list: g.list || null, how: how,
    surface: how === 'exact' || how === 'typo' ? g.surface : NO_SURFACE
  });
}

function lookUp(query) {
  var engine = query.engine, files = [];
  query.tokens.forEach(function (x) {
    files.push(engine.fileOf('l', x.w));
    if (x.open) { files = files.concat(engine.filesOf('l', x.w, query.ranking.prefix.blocks)); }
  });
  load(query, files, lookUpExact);
}

function lookUpExact(query) {
  var engine = query.engine, c = query.ranking.weight, files = [];
  query.tokens.forEach(function (x) {
    var r = engine.find('l', x.w);
    if (r) {
      // Words that differ only by accents share a form; the most usual group comes first.
      readGroups(x.w, r).forEach(function (g, n) {
        addAlternative(query, x, g, n && g.key.charAt(0) !== '=' ? c.otherAccents : c.exact, 'exact');
      });
      x.how = 'exact';
    } else if (!x.whole) {
      // The word may be inflected or mistyped. Load the files for both together, unless loaded files decide.
      files = files.concat(engine.neighbours(x.w));
      if (engine.maySlip(x) && !engine.isLong(engine.inflected(x.w))) { files = files.concat(engine.halve(x)); }
    }
  });
  keepCodes(query);
  // The letters and digits of an unknown code (`iso45001`) are looked up apart, once.
  if (splitCodes(query)) { lookUp(query); return; }
  load(query, files, lookUpInflected);
}

// Replaces codes that the index lacks by their letters and digits; returns whether there are such codes.
function splitCodes(query) {
  var tokens = [], isSplit = false;
  query.tokens.forEach(function (x) {
    var runs = x.how || x.isPart || isBeginning(query, x) ? null : x.w.match(/[0-9]+|[^0-9]+/g);
    if (!runs || runs.length < 2) { tokens.push(x); return; }
    isSplit = true;
    runs.forEach(function (w) {
      if (query.engine.stop['$' + w]) { return; }
      tokens.push({ w: w, word: x.word, whole: false, s: x.s, e: x.e, alternatives: [], how: '', isPart: true });
    });
  });
  query.tokens = tokens;
  return isSplit;
}

// Leaves out codes written with blanks if the index lacks them, and the parts of codes that the index has: the parts
// of `PR-ATC-09` would find similar codes. Of `ley 214` only the short parts are left out, because texts contain its
// words.
function keepCodes(query) {
  var codes = query.tokens.filter(function (x) { return x.whole && x.how; });
  query.tokens = query.tokens.filter(function (x) {
    var outer = codes.filter(function (c) { return c !== x && c.s <= x.s && c.e >= x.e; });
    if (x.spaced) { return !!x.how && !outer.length; }
    if (x.whole || !outer.length) { return true; }
    return !!x.how && x.w.length >= query.ranking.query.codePart && outer.every(function (c) { return c.spaced; });
  });
}

// Whether the word under the cursor begins a form of the index.
function isBeginning(query, x) {
  var engine = query.engine, isFound = false;
  if (x.open) {
    engine.each(engine.filesOf('l', x.w, query.ranking.prefix.blocks), x.w, function () { isFound = true; });
  }
  return isFound;
}

function lookUpInflected(query) {
  var engine = query.engine, c = query.ranking.weight, files = [];
  query.tokens.forEach(function (x) {
    if (!x.how && !x.whole && engine.maySlip(x)) {
      var g = engine.inflected(x.w), plain = engine.plainOf(x.w), small = !g && plain && engine.inflected(plain);
      if (small) { addAlternative(query, x, small, c.inflection, 'diminutive'); x.how = 'inflection'; }
      // A short stem may belong to another word, so the word may also be mistyped.
      if (g) {
        x.isShort = !engine.isLong(g); addAlternative(query, x, g, c.inflection, 'inflection'); x.how = 'inflection';
      }
    }
    if (x.open) { addPrefixed(query, x); }
    x.isDoubtful = (!x.how || x.how === 'prefix' || !!x.isShort) && engine.maySlip(x);
    if (x.isDoubtful) {
      files = files.concat(x.forward ? x.forward.concat(x.backward) : engine.halve(x), engine.fileOfKnown(x.w) || []);
    }
  });
  load(query, files, correct);
}

// Adds the most frequent completions of an unfinished word; the weight of each falls with the number of added
// letters.
function addPrefixed(query, x) {
  var engine = query.engine, c = query.ranking.prefix, found = {}, list = [];
  if (x.w.length < c.letters && x.how) { return; }
  engine.each(engine.filesOf('l', x.w, c.blocks), x.w, function (form, r) {
    if (form === x.w) { return; }
    readGroups(form, r).slice(0, 1).forEach(function (g) {
      var same = found['$' + g.key];
      if (!same) { list.push(found['$' + g.key] = { g: g, length: form.length }); return; }
      if (g.cf > same.g.cf) { same.g = g; }
      if (form.length < same.length) { same.length = form.length; }
    });
  });
  list.sort(function (a, b) { return b.g.cf - a.g.cf || (a.g.key < b.g.key ? -1 : 1); });
  list.slice(0, c.words).forEach(function (p) {
    var most = x.how ? c.besideWord : c.alone, n = x.w.length;
    addAlternative(query, x, p.g, Math.floor(most * n / (10 * n + c.fade * (p.length - n))), 'prefix');
  });
  if (!x.how && list.length) { x.how = 'prefix'; }
}
