// Query: cuts a question into tokens.
//
// Takes: the text that was typed; options {open: false if the last word is finished, type, unit: lists to filter by,
//        facets: count types and units, from, limit: which results}.
// Gives: a Query with its tokens, which the later steps fill: look-up, correction, other names, scoring, second
//        ranking, results. A step names the shards that the next one reads; load(query, files, next) fetches them.

var WHO = /(^|\s)(responsable|encargad[oa]|cada cuanto|frecuencia|who|how often)(\s|$)/;
// *No tengo quien lleve los papeles* asks for nobody: the word asks with its accent, at the start, and after a verb.
var WHOM = new RegExp('(^|(^|\\s)(se|sabe[rn]?|dime|diga(me)?|y|pregunto|preguntar) )' +
  '((a|con|de|por|para|ante|es|son) )?quien(es)?(\\s|$)');
var BOSS = /(^|\s)(reporto|reporta|reportar|jefe inmediato|mi jefe|depende de|report to)(\s|$)/;

var PLACE = new RegExp('(^|\\s)(a que hora|que hora|horarios?|abren?|cierran?|donde queda|' +
  'donde estan?|como llego|direccion de|telefono de|correo de|opening hours|what time|where is|address of)(\\s|$)');

// Questions for a fact of a procedure: its name in a card (SearchDocument.swift), and how people ask for it.
var FACTS = {
  time: new RegExp('(^|\\s)(cuanto (se |me )?(tardan?|demoran?|dura)|plazos?|' +
    'cuando (me )?(responden|contestan|avisan)|how long)(\\s|$)'),
  requirement: new RegExp('(^|\\s)(requisitos?|que (necesito|(debo )?llevar|llevo|traigo|traer|presento|(me )?piden)|' +
    '(que|cuales|cuantos) (papeles|documentos)|what do i need|requirements)(\\s|$)'),
  cost: /(^|\s)(cuanto (me )?(cuesta|vale|cobran)|(es|sale) gratis|how much is)(\s|$)/
};

// Cuts a query into tokens. A token is {w: folded word, word: as typed, whole: whether it is a code, open: whether it
// may go on, and what look-up fills: alternatives, how}.
function Query(engine, asked, options, done) {
  var limits = engine.ranking.words, most = engine.ranking.query;
  var text = asked, quoted = /["“«]([^"”»]+)["”»]/g, m;
  // A longer text was probably pasted. Search for its first words and report that in the answer.
  if (text.length > most.length) { text = text.slice(0, most.length).replace(/\s\S*$/, ''); }
  this.engine = engine; this.ranking = engine.ranking; this.options = options; this.done = done;
  this.isDeep = !!options.deep; this.phrases = []; this.text = text;
  while ((m = quoted.exec(text))) { this.phrases.push(plainWords(m[1], limits)); }
  var all = words(text, limits), sentence = all.map(function (x) { return x.w; }).join(' ');
  this.asksBoss = BOSS.test(sentence); this.asksWho = this.asksBoss || WHO.test(sentence) || WHOM.test(sentence) ||
    /qui(é|e\u0301)n/i.test(text);
  // *Murió el domingo* asks for no office.
  this.asksPlace = PLACE.test(sentence) || /\b(sabado|domingo).*\b(atiend|trabaja)/.test(sentence) ||
    /\b(atiend|trabaja).*\b(sabado|domingo|almuerzo|mediodia)/.test(sentence);
  this.fact = Object.keys(FACTS).filter(function (f) { return FACTS[f].test(sentence); })[0];
  // The words that ask for the fact say little.
  var little = this.fact ? FACTS[this.fact].exec(sentence)[0].split(' ') : [];
  this.plain = all.filter(function (x) { return !x.whole; });
  var content = all.filter(function (x) { return !engine.stop['$' + x.w]; });
  if (!content.length) { content = all; }
  // Drop short parts of a code, which add nothing to the code itself.
  content = content.filter(function (x) {
    return x.whole || x.w.length >= most.codePart ||
      !content.some(function (y) { return y.whole && y.s <= x.s && y.e >= x.e; });
  }).concat(spacedCodes(all, most));
  // The word under the cursor may be unfinished.
  var last = all.length && !/\s$/.test(text) && options.open !== false ? all[all.length - 1] : null;
  var seen = {}, tokens = [];
  content.forEach(function (x) {
    if (seen['$' + x.w] || tokens.length >= most.tokens) { return; }
    seen['$' + x.w] = true;
    tokens.push({
      w: last === x && x.whole ? x.w.replace(/([^0-9])0+$/, '$1') : x.w, word: text.slice(x.s, x.e), whole: !!x.whole,
      spaced: !!x.spaced, s: x.s, e: x.e, alternatives: [], how: '', isLittle: little.indexOf(x.w) >= 0,
      open: !!last && last.e === x.e && !x.spaced && x.w.length >= most.openWord
    });
  });
  this.tokens = tokens;
  this.answer = {
    query: text, shortened: text !== asked, total: 0, all: 0, corrections: [], synonyms: [], missing: [], marks: [],
    results: [], facets: undefined
  };
}

// Returns the codes that consecutive words may spell, such as `pr atc 9`. Look-up leaves out those that the index
// lacks.
function spacedCodes(all, most) {
  var plain = all.filter(function (x) { return !x.whole; }), out = [];
  plain.forEach(function (first, start) {
    for (var size = most.codeWords; size > 1; size -= 1) {
      var row = plain.slice(start, start + size), last = row[row.length - 1];
      var w = row.map(function (x) { return x.w; }).join('');
      if (row.length === size && /[0-9]$/.test(w) && /[a-z]/.test(w) && w.length <= most.spacedCode) {
        out.push({ w: unpadded(w), s: first.s, e: last.e, whole: true, spaced: true });
      }
    }
  });
  return out;
}

// Fetches shards, then calls next(query).
function load(query, files, next) { query.engine.need(files, function () { next(query); }); }

Engine.prototype.search = function (asked, options, done) {
  var query = new Query(this, asked, options || {}, done);
  if (query.tokens.length) { lookUp(query); } else { done(query.answer); }
};
