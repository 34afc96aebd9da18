// Words: folds letters and cuts text into words, as Words.swift does for the index.
//
// Takes: a text, and the limits `ranking.words`.
// Gives: words(text, limits)   all words in order, {w: folded word, s: start, e: end}; a code written with signs
//                              (`F-GC-012`), a number with blanks and an initialism (`D.N.I.`) give their parts
//                              and then one word, with `whole: true`
//        plainWords(...)       the folded words without those codes
//        eachWord(...)         a faster scan for Latin text: visit(word as written, start, end)
//        folded(word)          one word in lower case without accents

// Letters that lose their accents, as Unicode decomposition does; all other letters stay as they are.
var ACCENTED = 'àáâãäåāăąèéêëēĕęěìíîïīĭįòóôõöōŏőùúûüūŭůűñńňçćčýÿšśžźż';
var BARE = 'aaaaaaaaaeeeeeeeeiiiiiiioooooooouuuuuuuunnncccyysszzz', FOLD = { 'ß': 'ss' };
ACCENTED.split('').forEach(function (c, place) { FOLD[c] = BARE.charAt(place); });

// Returns the folded form of one character; '' if it is neither a letter nor a digit.
function letter(c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) { return c; }
  var l = c.toLowerCase();
  if (l >= 'a' && l <= 'z') { return l; }
  if (FOLD[l]) { return FOLD[l]; }
  return c > '\u007f' && (l !== c.toUpperCase()) ? l : '';
}

// Returns a word without the zeros between a letter and a digit: `atc9` for `atc09`.
function unpadded(w) { return w.replace(/([^0-9])0+(?=[0-9])/g, '$1'); }

// Returns how a gap joins two parts of a run whose parts are already joined by `kind`; '' if it does not. See
// CodeRun.swift.
function joining(last, gap, next, kind) {
  var initial = gap === '.' ? /^([a-z])\1?$/ : /^([a-z])\1$/;
  if (gap === '.' || gap === '. ' || gap === '.\u00a0') {
    if (kind !== 'code' && initial.test(last) && initial.test(next)) { return 'initials'; }
    return gap === '.' ? 'code' : '';
  }
  if (gap === '-' || gap === '/' || gap === '_') { return 'code'; }
  if (gap === ',') { return /[0-9]$/.test(last) && /^[0-9]/.test(next) ? 'code' : ''; }
  if (gap === ' ' || gap === '\u00a0') {
    return kind !== 'code' && /^[0-9][0-9]+$/.test(last) && /^[0-9][0-9]+$/.test(next) ? 'digits' : '';
  }
  return '';
}

function words(text, limits) {
  var out = [], w = '', start = 0, run = [], kind = '', gap = '', n = text.length;
  function push(parts) {
    var joined = parts.map(function (p) { return p.w; }).join('');
    out.push({ w: unpadded(joined), s: parts[0].s, e: parts[parts.length - 1].e, whole: true });
  }
  function size(parts) { return parts.reduce(function (sum, p) { return sum + p.w.length; }, 0); }
  function endRun() {
    var length = size(run), k;
    if (kind === 'code' && length <= limits.code && run.some(function (p) { return /[0-9]/.test(p.w); })) { push(run); }
    if (kind === 'initials' && length <= limits.initials) { push(run); }
    for (k = 0; kind === 'digits' && k < run.length - 1; k += 1) {
      length = size(run.slice(k));
      if (length >= limits.digits && length <= limits.code) { push(run.slice(k)); }
    }
    run = []; kind = '';
  }
  function endWord(at) {
    var next = run.length ? joining(run[run.length - 1].w, gap, w, kind) : '', last;
    if (run.length) {
      if (kind === 'digits' && next === 'code') { last = run.pop(); endRun(); run = [last]; }
      if (next && (!kind || kind === next || (next === 'code' && kind !== 'digits')) && run.length < 16) {
        kind = next;
      } else { endRun(); }
    }
    run.push({ w: w, s: start, e: at });
    if (w.length <= limits.word) { out.push({ w: unpadded(w), s: start, e: at }); }
    w = ''; gap = '';
  }
  for (var k = 0; k < n; k += 1) {
    var c = text.charAt(k), f = letter(c);
    if (f) {
      if (!w) { start = k; }
      w += f;
    } else if (w && c >= '\u0300' && c <= '\u036f') {
      // A combining accent belongs to the letter before it.
      continue;
    } else {
      if (w) { endWord(k); }
      if (run.length && gap.length < 3) { gap += c; }
    }
  }
  if (w) { endWord(n); }
  endRun();
  return out;
}

function plainWords(text, limits) {
  return words(text, limits).filter(function (x) { return !x.whole; }).map(function (x) { return x.w; });
}

var RUN = /[0-9A-Za-z\u00b5\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0137\u0139-\u017f]+/g;
var NOT_LATIN = /[\u0130\u0138\u0180-\u1fff\u2c00-\uffff]/;
function eachWord(text, limits, visit) {
  if (NOT_LATIN.test(text)) {
    words(text, limits).forEach(function (x) { if (!x.whole) { visit(x.w, x.s, x.e); } });
    return;
  }
  var m;
  RUN.lastIndex = 0;
  while ((m = RUN.exec(text))) { visit(m[0], m.index, m.index + m[0].length); }
}

function folded(w) {
  var l = w.toLowerCase(), out = '', k;
  if (/^[a-z]*$/.test(l)) { return l; }
  for (k = 0; k < l.length; k += 1) { out += letter(l.charAt(k)); }
  return unpadded(out);
}
