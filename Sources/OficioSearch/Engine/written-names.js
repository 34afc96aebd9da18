// Written names: tells whether a query has a name of one word that means something as the list of names writes it.
//
// Takes: a token whose stem is that of the name.
// Gives: isAsWritten(query, token, stem, name). Other words of the name must surround the token (*no puedo trabajar*
//        is not *trabajar*), and the token must be an inflection of the name's word, not another word of its stem
//        (*pensión* is not *pensionarme*, *casa* is not *casarse*).

// Words that a name may gain or lose: articles, pronouns, auxiliary verbs.
var LIGHT = /^(m[ei]s?|te|se|l[aeo]s?|el|nos|un|un[ao]s?|sus?|tus?|ya|h[ae]|has|han|hemos|habian?|muy|todavia)$/;
// Words before a noun.
var ARTICLE = /^(el|los|un|un[ao]s|mis?|tus?|sus?|al|del|este|est[ao]s|es[ae]s?|otr[ao]s?)$/;
var PRONOUN = /^(me|te|se|nos|l[aeo]s?|no|yo)$/;

// Returns the kind of a word by the ending after its stem: noun or short form of a verb (with its vowel), participle,
// person who acts, other.
function kindOf(written, stem) {
  var form = folded(written), ending = form.slice(stem.length);
  if (form.slice(0, stem.length) !== stem) { return 'verb'; }
  if (/^[aeo]?s?$/.test(ending)) {
    return /[áéíóú]$/i.test(written) ? 'verb' : /^[ao]/.test(ending) ? ending.charAt(0) : 'e';
  }
  if (/^[ai]d[ao]s?$/.test(ending)) { return 'participle'; }
  return /^([aei]dor|ist|er[oa]|ari[oa])/.test(ending) ? 'person' : 'verb';
}

// Whether a word after the word `former` is an inflection of a name's word.
function isInflection(name, word, stem, former) {
  var a = kindOf(name, stem), b = kindOf(word, stem), isLong = stem.length > 4, hasPronoun = PRONOUN.test(former);
  // *Han depositado* is a form of *depositar*.
  if (b === 'participle' && /^(h[ae][ns]?|hemos|habian?)$/.test(former)) { b = 'verb'; }
  // *Retirarse* is not *retirar*.
  if (/r[mts]e$/.test(name) && !hasPronoun && !/r(me|se|nos)$/.test(word)) { return false; }
  if (a === b) { return true; }
  if (a === 'person' || b === 'person' || a === 'participle') { return false; }
  if (b === 'participle') { return /r$/.test(name); }
  // A short form of a verb looks like a noun, but a noun follows an article: *mi nombre* is not *me nombraron*.
  if (a === 'verb' && ARTICLE.test(former)) { return false; }
  if (a === 'verb') { return hasPronoun || isLong; }
  // A short stem belongs to several words: *caso* and *casa*.
  return b === 'verb' ? stem.length > 3 : isLong;
}

function isAsWritten(query, x, stem, name) {
  var limits = query.ranking.words, all = query.plain, raw = [], own = -1;
  eachWord(name, limits, function (w) { if (!LIGHT.test(folded(w))) { raw.push(w); } });
  raw.forEach(function (w, k) {
    var f = folded(w), regular = query.engine.regular(f) || f;
    var isOwn = f.slice(0, stem.length) === stem || regular.slice(0, stem.length) === stem;
    if (isOwn && (own < 0 || !query.engine.stop['$' + f])) { own = k; }
  });
  if (own < 0) { return true; }
  return all.some(function (w, place) {
    if (w.w !== x.w) { return false; }
    var before = all.slice(0, place), after = all.slice(place + 1);
    function isBeside(list, parts) {
      list = list.filter(function (y) { return !LIGHT.test(y.w); });
      return parts.every(function (p, n) { return !!list[n] && list[n].w === folded(p); });
    }
    return isBeside(after, raw.slice(own + 1)) && isBeside(before.reverse(), raw.slice(0, own).reverse()) &&
      (query.engine.meta.language !== 'es' ||
        isInflection(raw[own], query.text.slice(w.s, w.e), stem, place ? all[place - 1].w : ''));
  });
}
