// Scoring: adds the impacts of all posting lists (BM25F, computed when the index was built) by section and document.
//
// Takes: tokens with alternatives and concepts, whose posting lists are loaded.
// Gives: documents in the order of their numbers: {n: number, places: their sections, scores: by section, sum: of the
//        best section of each token, covered: how many tokens they have, score, all: whether they have all};
//        the answer's `facets`, and the documents that the filters leave.

// Returns the inverse document frequency of a group in `df` documents, as an integer, so that every interpreter
// computes the same sums.
function idf(query, df) {
  var c = query.ranking.idf, all = Math.max(query.engine.meta.documents, 2);
  return Math.max(c.least, Math.round(c.unit * (Math.log(1 + (all - df + 0.5) / (df + 0.5)) / Math.LN2)));
}

// Returns the files of the posting lists that the lexicon itself does not contain.
function listFiles(query) {
  var files = [];
  query.tokens.forEach(function (x) {
    if (x.skipped) { return; }
    x.alternatives.forEach(function (a) {
      if (a.list) { return; }
      files.push(query.engine.fileOf('p', a.key)); if (query.isDeep) { files.push(query.engine.fileOf('q', a.key)); }
    });
  });
  return files;
}

// Returns the posting list of a group: {df: number of documents, list: see readPostings}.
function postings(query, key, inline) {
  var engine = query.engine, name = '$' + (query.isDeep ? 'q' : 'p') + key, out = [], df, r;
  // The lexicon holds the list of a rare word itself. It is not cached, because other paths reach the group without it.
  if (inline) {
    r = new Reader(inline); r.end = inline.length; df = readPostings(r, out);
    return { df: df, list: out };
  }
  if (engine.lists[name]) { return engine.lists[name]; }
  df = readPostings(engine.find('p', key), out);
  if (query.isDeep) {
    var tail = []; readPostings(engine.find('q', key), tail);
    out = merged([out, tail], [same, same]);
  }
  if (engine.listCount > query.ranking.query.keptLists) { engine.lists = {}; engine.listCount = 0; }
  engine.listCount += 1;
  return (engine.lists[name] = { df: df, list: out });
}

function same(v) { return v; }

// Returns several lists merged into one, with the greatest value of a section that is in more than one; value[n]
// returns the value of a posting of list n.
function merged(lists, value) {
  var at = lists.map(function () { return 0; }), out = [];
  if (lists.length === 1) {
    for (var k = 0; k < lists[0].length; k += 2) { out.push(lists[0][k], value[0](lists[0][k + 1])); }
    return out;
  }
  for (;;) {
    var least = Infinity, best = 0, n;
    for (n = 0; n < lists.length; n += 1) {
      if (at[n] < lists[n].length && lists[n][at[n]] < least) { least = lists[n][at[n]]; }
    }
    if (least === Infinity) { return out; }
    for (n = 0; n < lists.length; n += 1) {
      if (lists[n][at[n]] === least) { var v = value[n](lists[n][at[n] + 1]); if (v > best) { best = v; } at[n] += 2; }
    }
    out.push(least, best);
  }
}

// Returns the documents with the postings of one more token added. Documents and list are sorted by number.
function counted(docs, list) {
  var out = [], i = 0, k = 0, n = list.length;
  while (k < n) {
    var number = Math.floor(list[k] / 1024), first = number * 1024, doc, most = 0;
    while (i < docs.length && docs[i].n < number) { out.push(docs[i]); i += 1; }
    if (i < docs.length && docs[i].n === number) { doc = docs[i]; i += 1; } else {
      doc = { n: number, sum: 0, covered: 0, score: 0, all: false, places: [], scores: [], sections: null };
    }
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

function score(query) {
  var c = query.ranking.score, levels = query.ranking.impact.levels, docs = [], asked = 0;
  function worth(value, extra, surface) {
    return function (v) {
      var s = Math.floor(value * (v >> 3) / c.scale);
      if ((v >> 1 & 3) === surface) { s += extra; }
      return v & 1 ? Math.floor(s * c.outsideText / 100) : s;
    };
  }
  query.tokens.forEach(function (x) {
    if (x.skipped) { return; }
    asked += 1;
    var lists = [], values = [];
    x.alternatives.forEach(function (a) {
      var p = postings(query, a.key, a.list); if (!p.df) { return; }
      var value = idf(query, p.df), extra = Math.floor(value * (100 * levels / c.scale) * c.surface / 100);
      lists.push(p.list); values.push(worth(a.weight * value, extra, a.surface));
    });
    (x.concepts || []).forEach(function (concept) {
      lists.push(concept.list); values.push(function (v) { return Math.floor(concept.worth * (v >> 3) / c.scale); });
    });
    docs = counted(docs, merged(lists, values));
  });
  docs.forEach(function (d) {
    // A document has the score of its best section, plus a share of what the tokens would add if each of them counted
    // in its own best section.
    var best = d.scores.length === 1 ? d.scores[0] : Math.max.apply(null, d.scores);
    d.score = best + Math.floor((d.sum - best) * c.otherSections / 100);
    d.all = d.covered >= asked;
  });
  filter(query, docs);
}

function filter(query, docs) {
  var engine = query.engine, o = query.options, files = {};
  if (!(o.facets || o.type || o.unit)) { rank(query, docs); return; }
  docs.forEach(function (d) { files.k = files['f-' + (d.n >> 14)] = true; });
  engine.need(Object.keys(files), function () {
    var types = {}, units = {}, kept = [], kinds = engine.cache.k || [];
    docs.forEach(function (d) {
      var b = engine.cache['f-' + (d.n >> 14)], at = (d.n & 16383) * 2; if (!b) { return; }
      var kind = kinds[b.charCodeAt(at) + b.charCodeAt(at + 1) * 256 - 1] || ['', ''];
      var type = kind[0], unit = kind[1];
      var isType = !o.type || o.type.indexOf(type) >= 0, isUnit = !o.unit || o.unit.indexOf(unit) >= 0;
      if (isUnit) { types[type] = (types[type] || 0) + 1; }
      if (isType && unit) { units[unit] = (units[unit] || 0) + 1; }
      if (isType && isUnit) { kept.push(d); }
    });
    // If few documents are left, read the tails of the long lists too and score again.
    if (kept.length < query.ranking.query.fewResults && !query.isDeep) { deepen(query); return; }
    query.answer.facets = { types: types, units: units };
    rank(query, kept);
  });
}

function deepen(query) {
  query.isDeep = true; query.answer.synonyms = [];
  query.tokens.forEach(function (x) { x.concepts = null; });
  query.engine.need(['q'], function () { load(query, listFiles(query), expand); });
}
