// Second ranking: ranks the first documents again by their texts, which are read for the results anyway.
//
// Takes: documents with their scores.
// Gives: the answer's `results` in order. Closeness of the words and titles asked for whole raise a document, phrases
//        in quotes are required, and who-does-what questions prefer functions and steps.

// Returns the `count` best documents in order; of equal ones, those with lower numbers.
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

function byScore(a, b) { return b.score - a.score || a.section - b.section; }

function rank(query, docs) {
  var engine = query.engine, c = query.ranking.second, answer = query.answer, files = {};
  var from = query.options.from || 0, limit = query.options.limit || c.results;
  var zone = query.phrases.length ? c.phraseZone : query.asksWho ? c.whoZone : c.zone;
  var chosen = firstOf(docs, Math.max(zone, from + limit));
  function textFile(d) { return 't-' + Math.floor(d.n / engine.meta.slots); }
  answer.total = docs.length; answer.all = docs.filter(function (d) { return d.all; }).length;
  chosen.forEach(function (d) {
    d.sections = d.places.map(function (p, j) { return { section: p, score: d.scores[j] }; }).sort(byScore);
    files[textFile(d)] = true;
  });
  query.tokens.forEach(function (x) { x.worth = worthOf(query, x); });
  query.texts = {};
  // A question in everyday words has several words and does not ask who does something.
  var tellsNeed = !query.asksWho && query.tokens.length >= c.needWords;
  engine.need(Object.keys(files), function () {
    var list = [], rest = [];
    chosen.forEach(function (d, place) {
      var card = (engine.cache[textFile(d)] || []).filter(function (t) { return t.n === d.n; })[0];
      if (!card) { return; }
      if (query.phrases.length) {
        d.sections = d.sections.filter(function (s) { return holdsPhrases(query, card.sections[s.section]); });
        if (!d.sections.length) { return; }
      }
      if (place >= zone) { rest.push({ d: d, card: card }); return; }
      addCloseness(query, d, card);
      // A question about an hour, a day or an address raises the score of offices.
      if (query.asksPlace && /^office\//.test(card.key)) {
        d.score = Math.floor(d.score * c.place / 100);
      } else if (tellsNeed) { weigh(query, d, card); addNeed(query, d, card); }
      addWhole(query, d, card);
      addFact(query, d, card);
      if (!query.fact || d.fact >= 0) { addTitle(query, d, card.title); }
      addCode(query, d, card.code);
      if (query.asksWho) { prefer(query, d, card); }
      list.push({ d: d, card: card });
    });
    // Rank a procedure before a glossary term with the same name.
    if (list.some(function (x) { return x.d.isNamed && /^protocol\//.test(x.card.key); })) {
      list.forEach(function (x) {
        if (x.d.isNamed && !tellsNeed && /^term\//.test(x.card.key)) { weigh(query, x.d, x.card); }
      });
    }
    if (tellsNeed) { putReferred(query, list); }
    list.sort(function (a, b) { return b.d.score - a.d.score || a.d.n - b.d.n; });
    collectHighlights(query);
    answer.results = list.concat(rest).slice(from, from + limit).map(function (x) {
      return result(query, x.d, x.card);
    });
    query.done(answer);
  });
}

// Ranks a procedure to which a glossary term refers (*Véase …*) before the term, which only explains the word.
function putReferred(query, list) {
  list.forEach(function (x) {
    if (!/^term\//.test(x.card.key)) { return; }
    var text = x.card.sections.map(function (s) {
      return s.slice(1).map(function (p) { return p[1]; }).join(' ');
    }).join(' '), score = x.d.score;
    list.forEach(function (y) {
      if (!/^protocol\//.test(y.card.key) || text.indexOf(y.card.title) < 0 || y.d.score >= score) { return; }
      x.d.score = Math.min(x.d.score, y.d.score); y.d.score = score;
    });
  });
}

// Returns the worth of a token in a piece: the greatest product of inverse document frequency and weight among its
// alternatives; 0 for a skipped token.
function worthOf(query, x) {
  var levels = query.ranking.impact.levels, scale = query.ranking.score.scale, best = 0;
  if (x.skipped) { return 0; }
  x.alternatives.forEach(function (a) {
    var df = postings(query, a.key, a.list).df;
    if (df) { best = Math.max(best, Math.floor(idf(query, df) * a.weight * levels / scale)); }
  });
  return best;
}

// Adds to the scores of a document and of its best sections for two tokens near each other: a part of the lesser
// worth, which falls with their distance and is smaller if their order is not the query's. The pieces of a section
// count as some words apart.
function addCloseness(query, d, card) {
  var tokens = query.tokens, c = query.ranking.second, most = 0;
  d.sections.slice(0, c.sections).forEach(function (s) {
    var pairs = {}, sum = 0, hits = [], base = 0;
    (card.sections[s.section] || []).slice(1).forEach(function (p) {
      var found = findTokens(query, p[1]);
      found.forEach(function (h) { hits.push({ at: base + h.at, k: h.k }); });
      base += found.words + c.pieceGap;
    });
    hits.forEach(function (h, n) {
      for (var m = n + 1; m < hits.length && hits[m].at - h.at < c.window; m += 1) {
        var a = h.k, b = hits[m].k, pair = Math.min(a, b) * tokens.length + Math.max(a, b);
        if (a === b) { continue; }
        var near = (c.window - hits[m].at + h.at) * (a < b ? c.inOrder : c.outOfOrder);
        var v = near * Math.min(tokens[a].worth, tokens[b].worth);
        if (v > (pairs[pair] || 0)) { sum += v - (pairs[pair] || 0); pairs[pair] = v; }
      }
    });
    sum = Math.floor(sum / c.closeness);
    s.score += sum; if (sum > most) { most = sum; }
  });
  d.sections.sort(byScore);
  d.score += most;
}

// Weighs the sections of a document: those that tell what readers say they need count more, the short facts under the
// title of a procedure less.
function addNeed(query, d, card) {
  var c = query.ranking.second, isProcedure = /^protocol\//.test(card.key), best = 0;
  d.sections.forEach(function (s) {
    var section = card.sections[s.section], share = 100;
    if ((card.need || []).indexOf(s.section) >= 0) {
      share = c.needSection;
    } else if (isProcedure && section && section[0] === '') { share = c.factsSection; }
    best = Math.max(best, Math.floor(s.score * share / 100));
  });
  d.score += best - d.sections[0].score;
}

// Weighs document types: procedures and facts answer a question in everyday words better than jobs and terms.
function weigh(query, d, card) {
  var percent = query.engine.shares[card.key.split('/')[0]];
  if (percent) { d.score = Math.floor(d.score * percent / 100); }
}

// Raises a document that states the fact that the query asks for: a time limit, a requirement, a cost. `d.fact` is the
// number of the section that states it; -1 if there is none.
function addFact(query, d, card) {
  var c = query.ranking.second, share = c.fact, termShare = c.factTerm, places = query.fact && card[query.fact];
  d.fact = places ? places[0] : -1;
  if (places) { d.score = Math.floor(d.score * share / 100); }
  if (query.fact && /^term\//.test(card.key)) { d.score = Math.floor(d.score * termShare / 100); }
}

// Raises a document whose best sections contain a short query word for word, stop words included.
function addWhole(query, d, card) {
  var c = query.ranking.second, count = query.plain.length;
  // Texts cite a code that is another document's own.
  if (count < 2 || count > c.wholeWords || query.tokens.some(function (x) { return x.whole; })) { return; }
  var asked = query.plain.map(function (x) { return x.w; });
  if (d.sections.slice(0, c.sections).some(function (s) { return holds(query, card.sections[s.section], asked); })) {
    d.score += Math.floor(query.tokens.reduce(function (sum, x) { return sum + x.worth; }, 0) * c.wholeQuery / 100);
  }
}

// Whether the heading or a piece of a section contains words one after another.
function holds(query, section, asked) {
  return (section || []).some(function (p, k) {
    var text = plainWords(k ? p[1] : p, query.ranking.words).join(' ');
    return (' ' + text + ' ').indexOf(' ' + asked.join(' ') + ' ') >= 0;
  });
}

// Returns the worth of a token, or of another name that it leads to.
function nameWorth(query, x) {
  return (x.concepts || []).reduce(function (most, c) {
    return Math.max(most, Math.floor(c.worth * query.ranking.impact.levels / query.ranking.score.scale));
  }, x.worth);
}

// Sets whether the query has all words of a document's title (`isNamed`), or another name for them, and then raises the
// document by a share of their worth if they are several or the query is short.
function addTitle(query, d, title) {
  var worth = 0, count = 0, isAsked = true, seen = {};
  eachWord(title, query.ranking.words, function (w) {
    if (query.engine.stop['$' + folded(w)]) { return; }
    var k = tokenOf(query, w);
    count += 1;
    if (k < 0) { isAsked = false; } else if (!seen[k]) { seen[k] = true; worth += nameWorth(query, query.tokens[k]); }
  });
  d.isNamed = isAsked && count > 0;
  // In a sentence, a title of one word (*Reclamo*) says little.
  if (isAsked && (count > 1 || query.tokens.length < query.ranking.second.needWords)) {
    d.score += Math.floor(worth * query.ranking.second.wholeTitle / 100);
  }
}

// Raises a document above those that only cite its code.
function addCode(query, d, code) {
  var parts = plainWords(code || '', query.ranking.words), last = parts.pop();
  query.tokens.forEach(function (x) {
    if (!x.whole || !last) { return; }
    // People leave out some of the first parts (CodeSpellings.swift).
    for (var chosen = 1; chosen < 1 << Math.min(parts.length, 4); chosen += 1) {
      var first = parts.filter(function (p, n) { return chosen >> n & 1; }).join('');
      if (unpadded(first + last) === x.w) {
        d.score += Math.floor(x.worth * query.ranking.second.ownCode / 100);
        return;
      }
    }
  });
}

// Moves the sections that answer a who-does-what question to the front of a document and raises its score. Functions
// and steps answer such a question; for reporting lines, the facts under the title do.
function prefer(query, d, card) {
  var c = query.ranking.second, top = d.sections[0].score;
  function answers(s) {
    var section = card.sections[s.section];
    var isOfKind = query.asksBoss ? section && section[0] === '' : card.deeds.indexOf(s.section) >= 0;
    return isOfKind && s.score * 100 >= top * c.answering;
  }
  var first = d.sections.filter(answers);
  if (!first.length) { return; }
  d.sections = first.concat(d.sections.filter(function (s) { return first.indexOf(s) < 0; }));
  d.score = Math.floor(d.score * c.answer / 100);
}

function holdsPhrases(query, section) {
  return query.phrases.every(function (p) { return holds(query, section, p); });
}
