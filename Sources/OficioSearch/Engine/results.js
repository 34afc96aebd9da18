// Results: prepares the display of a document that was found.
//
// Takes: a document with its sections in order, and its card from a text shard.
// Gives: a result with title, control facts, heading, anchor, and an excerpt as runs [text, 1 if it was asked for].

// Returns the index of the token that matches a word of a text; -1 if none does.
function tokenOf(query, word) {
  var engine = query.engine, endings = engine.endings, key = '$' + word, w, k, regular, known = query.texts[key];
  if (known !== undefined) { return known; }
  w = folded(word); regular = engine.regular(w);
  function begins(form, stem) {
    return form.slice(0, stem.length) === stem && endings['$' + form.slice(stem.length)] !== undefined;
  }
  function isForm(stem) { return begins(w, stem) || (!!regular && begins(regular, stem)); }
  for (k = 0; k < query.tokens.length; k += 1) {
    var x = query.tokens[k];
    if (w === x.w || x.alternatives.some(function (a) { return isForm(a.key); })) { break; }
    if ((x.concepts || []).some(function (c) { return c.keys.some(isForm); })) { break; }
  }
  return (query.texts[key] = k < query.tokens.length ? k : -1);
}

// Returns the occurrences of tokens in a text: [{s: start, e: end, at: number of the word, k: token}]. Its `words` is
// the number of words of the text.
function findTokens(query, text) {
  var out = [], at = 0, key = '#' + text;
  if (query.texts[key]) { return query.texts[key]; }
  function visit(w, s, e, whole) {
    var k = tokenOf(query, w);
    if (k >= 0) { out.push({ s: s, e: e, at: at, k: k }); }
    if (!whole) { at += 1; }
  }
  // If the query has a code, split the text at codes as well.
  if (query.tokens.some(function (x) { return x.whole; })) {
    words(text, query.ranking.words).forEach(function (x) { visit(x.w, x.s, x.e, x.whole); });
    out.sort(function (a, b) { return a.s - b.s || b.e - a.e; });
  } else { eachWord(text, query.ranking.words, visit); }
  out.words = at;
  return (query.texts[key] = out);
}

// Returns a text as runs [characters, whether they match the query].
function marked(query, text) {
  var out = [], at = 0;
  findTokens(query, text).forEach(function (x) {
    if (x.s < at) { return; }
    if (x.s > at) { out.push([text.slice(at, x.s), 0]); }
    out.push([text.slice(x.s, x.e), 1]); at = x.e;
  });
  if (at < text.length) { out.push([text.slice(at), 0]); }
  return out;
}

// Adds to the answer the stems by which a page highlights the words of the query.
function collectHighlights(query) {
  var marks = query.answer.marks, c = query.ranking.results;
  function add(stem) { if (marks.indexOf(stem) < 0) { marks.push(stem); } }
  query.tokens.forEach(function (x) {
    x.alternatives.slice(0, x.how === 'prefix' ? c.prefixMarks : 1).forEach(function (a) { add(a.key); });
    (x.concepts || []).forEach(function (concept) { if (concept.keys.length === 1) { add(concept.keys[0]); } });
  });
}

// Returns the part of a text that contains the most tokens of the query; the whole text if it is short.
function excerpt(query, text) {
  var c = query.ranking.results, hits = findTokens(query, text), start = 0, most = -1;
  if (text.length <= c.wholeText) { return text; }
  hits.forEach(function (h, n) {
    var count = 0;
    for (var j = n; j < hits.length && hits[j].e - h.s < c.cluster; j += 1) { count += 1; }
    if (count > most) { most = count; start = h.s; }
  });
  start = Math.max(0, start - c.lead);
  while (start > 0 && !/\s/.test(text.charAt(start - 1))) { start -= 1; }
  var end = Math.min(text.length, start + c.excerpt);
  while (end < text.length && !/\s/.test(text.charAt(end))) { end += 1; }
  return (start > 0 ? '… ' : '') + text.slice(start, end) + (end < text.length ? ' …' : '');
}

// Returns the piece of a section whose matching words have the greatest worth, as {piece, worth}; the first piece,
// with worth 0, if no word matches. Facts that the result shows anyway, such as *Unidad: Departamento de Pensiones*,
// have no worth.
function bestPiece(query, section, card) {
  var best = { piece: null, worth: 0 };
  section.slice(1).forEach(function (p) {
    var seen = {}, worth = 0, value = section[0] === '' ? p[1].slice(p[1].indexOf(': ') + 2) : '';
    if (value && (value === card.unit || value === card.owner)) { return; }
    if (!best.piece) { best.piece = p; }
    findTokens(query, p[1]).forEach(function (h) {
      if (!seen[h.k]) { seen[h.k] = true; worth += query.tokens[h.k].worth || 1; }
    });
    if (worth > best.worth) { best = { piece: p, worth: worth }; }
  });
  return best;
}

// Returns the section that a result shows, as {number, best}: of the best sections, the one with the piece of greatest
// worth. Bare names, such as the posts that a document addresses, answer less than sentences.
function bestSection(query, d, card) {
  var c = query.ranking.results, chosen = null;
  if (d.fact >= 0) { return { number: d.fact, best: bestPiece(query, card.sections[d.fact], card) }; }
  d.sections.slice(0, query.asksWho ? 1 : c.sections).forEach(function (s) {
    var section = card.sections[s.section]; if (!section) { return; }
    var best = bestPiece(query, section, card), isName = !best.piece || !/[.:;?!]/.test(best.piece[1]);
    var worth = section[0] === '' || isName ? Math.floor(best.worth * c.nameShare / 100) : best.worth;
    if (!chosen || worth > chosen.worth) { chosen = { number: s.section, best: best, worth: worth }; }
  });
  return chosen || { number: 0, best: bestPiece(query, card.sections[0] || [''], card) };
}

function result(query, d, card) {
  var shown = bestSection(query, d, card), number = shown.number, best = shown.best;
  var section = card.sections[number] || card.sections[0] || [''];
  // If the query names the document, show its purpose instead of facts that repeat its name.
  if (!(d.fact >= 0) && (!best.worth || (d.isNamed && section[0] === '' && !query.asksWho))) {
    var facts = [].concat(card.time || [], card.cost || [], card.requirement || []);
    for (var k = 0; k < card.sections.length; k += 1) {
      var first = card.sections[k][1];
      // Bare names, such as the posts that a document addresses, tell no purpose, and neither does a cost.
      if (card.sections[k][0] !== '' && first && /[.:;?!]/.test(first[1]) && facts.indexOf(k) < 0) {
        number = k; section = card.sections[k]; best = bestPiece(query, section, card); break;
      }
    }
  }
  var chosen = best.piece, others = d.sections.filter(function (s) { return s.section !== number; });
  return {
    id: card.key, url: card.url, title: card.title, type: card.type, code: card.code, version: card.version,
    unit: card.unit, owner: card.owner, state: card.state, heading: section[0], section: number,
    anchor: chosen && best.worth ? chosen[0] : '', excerpt: marked(query, chosen ? excerpt(query, chosen[1]) : ''),
    score: d.score, all: d.all,
    more: others.slice(0, query.ranking.results.otherHeadings).map(function (s) {
      return (card.sections[s.section] || [''])[0];
    }).filter(function (h) { return h && h !== section[0]; })
  };
}
