// Other names: finds documents that use another name for the thing in the query.
//
// Takes: tokens with their alternatives.
// Gives: tokens with `concepts`, {keys: stems of the other name, worth, list: postings of the sections that hold it};
//        the answer's `synonyms`; and in a long question the usual tokens are `skipped`.

// A number greater than the logarithm of any number of documents.
var NO_LOGARITHM = 99;

function lookUpNames(query) {
  var engine = query.engine, tokens = query.tokens, c = query.ranking.query, files = [];
  tokens.forEach(function (x) {
    var key = x.alternatives.length && x.how !== 'prefix' ? x.alternatives[0].key : x.w;
    x.key = key;
    // A word that the index lacks may be part of a synonym that the site does not use.
    x.own = x.how === 'exact' ? [key] : stemsOf(query, x.w);
    x.keys = x.own.indexOf(key) < 0 ? [key].concat(x.own) : x.own;
    x.keys.forEach(function (k) {
      if (!engine.mayStartName(k)) { return; }
      files = files.concat(engine.filesOf('p', k + ' ', query.ranking.otherNames.blocks)); x.mayStartName = true;
    });
  });
  // Returns a number that is less for rarer words. Rare words decide the ranking; the lists of frequent words would
  // only cost transfer.
  function rarity(x) { return x.alternatives.reduce(function (v, a) { return Math.min(v, a.df); }, NO_LOGARITHM); }
  tokens.slice().sort(function (a, b) {
    return rarity(a) - rarity(b) || tokens.indexOf(a) - tokens.indexOf(b);
  }).slice(c.rarest).forEach(function (x) {
    if (x.how === 'exact' && rarity(x) > c.usualDocuments) { x.skipped = true; }
  });
  // Names and posting lists are loaded together.
  load(query, files.concat(listFiles(query)), expand);
}

// Returns the possible stems of a word, the likeliest first: the word without one of the common endings.
function stemsOf(query, w) {
  var endings = query.engine.endings, c = query.ranking.inflection, out = [], length, usual;
  var others = [query.engine.regular(w), query.engine.plainOf(w)].filter(Boolean);
  for (length = w.length; length >= Math.min(w.length, c.stem); length -= 1) {
    usual = endings['$' + w.slice(length)];
    if (usual === undefined) { continue; }
    out.push({ stem: w.slice(0, length), value: (usual + 1) * Math.pow(c.growth / 10, length) });
  }
  out.sort(function (a, b) { return b.value - a.value; });
  out = out.slice(0, query.ranking.otherNames.stems).map(function (s) { return s.stem; });
  return others.reduce(function (all, other) { return all.concat(stemsOf(query, other)); }, out);
}

// Whether a word is a stem and a common ending.
function isStemOf(query, w, stem) {
  return w.slice(0, stem.length) === stem && query.engine.endings['$' + w.slice(stem.length)] !== undefined;
}

// Returns every name followed by every key.
function followed(names, keys) {
  return names.reduce(function (all, name) {
    return all.concat(keys.map(function (k) { return name ? name + ' ' + k : k; }));
  }, []);
}

// Looks for the names that begin at each token: some tokens in a row, each with any of its keys.
function expand(query) {
  var tokens = query.tokens, most = query.ranking.otherNames.words;
  tokens.forEach(function (x, start) {
    var names = [''], row = [];
    if (!x.mayStartName) { return; }
    tokens.slice(start, start + most).forEach(function (y) {
      row.push(y); names = followed(names, y.keys);
      names.forEach(function (name) { addNames(query, x, name, row); });
    });
  });
  score(query);
}

// Adds the other names of the thing that consecutive tokens name, each with the sections that contain it.
function addNames(query, x, name, row) {
  var answer = query.answer, c = query.ranking.weight, share = c.inName;
  var concepts = [], written = name.split(' '), isNamed = false;
  var r = query.engine.find('p', name + ' ');
  if (!r) { return; }
  try { concepts = JSON.parse(r.text(r.number())); } catch (e) { concepts = []; }
  concepts.forEach(function (concept) {
    var isWritten = row.length > 1 || isAsWritten(query, x, name, concept[0]);
    isNamed = isNamed || isWritten;
    var weight = c.otherName * (concept[0].indexOf(' ') > 0 ? c.phrase : 100) / 100;
    // All names of a thing get the frequency of the most common one.
    var least = Math.min.apply(null, concept[1].map(function (o) { return o[2]; }));
    concept[1].forEach(function (other) {
      var keys = other[1].split(' '), size = r.number(), part = new Reader(r.b, r.at), list = [];
      r.at += size; part.end = r.at;
      if (!isWritten || keys.every(function (k) { return query.tokens.some(function (y) { return y.key === k; }); })) {
        return;
      }
      readPostings(part, list);
      x.concepts = x.concepts || [];
      x.concepts.push({ keys: keys, worth: Math.floor(least * weight), list: list });
      answer.synonyms.push({ from: concept[0], to: other[0] });
    });
  });
  if (!isNamed) { return; }
  // Words of a name are neither missing, mistyped nor unfinished. If the name has several words, each of them gets
  // less weight.
  row.forEach(function (y, n) {
    if (y.own.indexOf(written[n]) < 0) { return; }
    answer.missing = answer.missing.filter(function (w) { return w !== y.word; });
    // A diminutive with a name of its own (*viejito*) is not the word that it is made of.
    y.alternatives = y.alternatives.filter(function (a) {
      return a.how !== 'diminutive' || !isStemOf(query, y.w, written[n]);
    });
    // The stem may belong to another word, so the correction stays as an alternative.
    if (row.length === 1 && written[n] !== y.w) { return; }
    answer.corrections = answer.corrections.filter(function (c) { return c.from !== y.word; });
    if (y.how !== 'exact' || row.length > 1) {
      y.alternatives = y.alternatives.filter(function (a) {
        // Beside the other words of the name, a stem that is the whole typed word may be another word's (*call*).
        return a.how === 'exact' || (a.how === 'inflection' && (row.length === 1 || y.open || a.key !== y.w));
      });
    }
    if (row.length > 1 && !y.isInName) {
      y.isInName = true;
      y.alternatives.forEach(function (a) { a.weight = Math.floor(a.weight * share / 100); });
    }
  });
}
