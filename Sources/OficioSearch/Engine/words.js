// Words: folds letters and cuts text into words, as Words.swift does for the index.
//
// Takes: a text, and the limits `ranking.words`.
// Gives: words(text, limits)   all words in order, {w: folded word, s: start, e: end}; a code written with signs
//                              (`F-GC-012`) gives its parts and then the code as one word, with `whole: true`
//        plainWords(...)       the folded words without those codes
//        eachWord(...)         a faster scan for Latin text: visit(word as written, start, end)
//        folded(word)          one word in lower case without accents

// Letters that lose their accents, as Unicode decomposition does; all other letters stay as they are.
var ACCENTED = 'àáâãäåāăąèéêëēĕęěìíîïīĭįòóôõöōŏőùúûüūŭůűñńňçćčýÿšśžźż';
var BARE = 'aaaaaaaaaeeeeeeeeiiiiiiioooooooouuuuuuuunnncccyysszzz', FOLD = { 'ß': 'ss' };
ACCENTED.split('').forEach(function (c, place) { FOLD[c] = BARE.charAt(place); });

// The folded form of one character; '' for what is neither a letter nor a digit.
function letter(c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) { return c; }
  var l = c.toLowerCase();
  if (l >= 'a' && l <= 'z') { return l; }
  if (FOLD[l]) { return FOLD[l]; }
  return c > '\u007f' && (l !== c.toUpperCase()) ? l : '';
}

function words(text, limits) {
  var out = [], w = '', start = 0, code = '', parts = 0, digit = false, codeStart = 0, n = text.length;
  function endCode(at) {
    if (parts > 1 && digit && code.length <= limits.code) { out.push({ w: code, s: codeStart, e: at, whole: true }); }
    code = ''; parts = 0; digit = false;
  }
  for (var k = 0; k <= n; k += 1) {
    var c = k < n ? text.charAt(k) : ' ', f = letter(c);
    if (f) {
      if (!w) { start = k; if (!parts) { codeStart = k; } }
      if (c >= '0' && c <= '9') { digit = true; }
      w += f;
    } else if (w && c >= '\u0300' && c <= '\u036f') {
      // A combining accent belongs to the letter before it.
      continue;
    } else {
      if (w) { if (w.length <= limits.word) { out.push({ w: w, s: start, e: k }); } parts += 1; code += w; w = ''; }
      // A sign between two parts continues the code.
      var joins = c === '-' || c === '.' || c === '/' || c === '_';
      if (!(parts && joins && k + 1 < n && letter(text.charAt(k + 1)))) { endCode(k); }
    }
  }
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
  if (/^[a-z0-9]*$/.test(l)) { return l; }
  for (k = 0; k < l.length; k += 1) { out += letter(l.charAt(k)); }
  return out;
}
