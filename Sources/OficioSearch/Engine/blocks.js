// Blocks: decodes the index's binary shards (BlockTable.swift and Postings.swift write them).
//
// Takes: base64 text. The host has `atob`, which decodes it to a string of characters below 256, one a byte.
// Gives: Reader(bytes, at) reads varints, bytes and UTF-8 text in order
//        block(base64)     {keys: sorted keys, at/end: where each payload begins and ends, b: the bytes}
//        lastUpTo(...)     binary search in sorted keys
//        readGroups(...)   the groups of a form of the lexicon
//        readPostings(...) a posting list

function utf8(b) { return /[\u0080-\u00ff]/.test(b) ? decodeURIComponent(escape(b)) : b; }

function Reader(b, at) { this.b = b; this.at = at || 0; }
Reader.prototype.byte = function () { return this.b.charCodeAt(this.at++); };
Reader.prototype.number = function () {
  var v = 0, m = 1, x;
  do { x = this.b.charCodeAt(this.at++); v += (x & 127) * m; m *= 128; } while (x > 127);
  return v;
};
Reader.prototype.text = function (n) { this.at += n; return utf8(this.b.slice(this.at - n, this.at)); };

function block(data) {
  var r = new Reader(atob(data)), keys = [], at = [], end = [], raw = '', shared, rest, size;
  while (r.at < r.b.length) {
    // A key is stored as the length of the prefix that it shares with the key before, and the rest.
    shared = r.number(); rest = r.number();
    raw = raw.slice(0, shared) + r.b.slice(r.at, r.at + rest); r.at += rest;
    keys.push(utf8(raw));
    size = r.number(); at.push(r.at); r.at += size; end.push(r.at);
  }
  return { keys: keys, at: at, end: end, b: r.b };
}

// Returns the index of the last item whose key is not greater than `key`; -1 if all are greater.
function lastUpTo(list, key, keyOf) {
  var lo = 0, hi = list.length;
  while (lo < hi) {
    var mid = (lo + hi) >> 1;
    if ((keyOf ? keyOf(list[mid]) : list[mid]) <= key) { lo = mid + 1; } else { hi = mid; }
  }
  return lo - 1;
}

// Returns the groups of a form: {key: stem, surface: rank of the form among those of its group, df, cf: binary
// logarithms of documents and occurrences, list: the bytes of the posting list if the lexicon holds it, isEveryday:
// whether it says little}.
function readGroups(form, r) {
  var out = [], count = r.number(), n;
  for (n = 0; n < (count & 3); n += 1) {
    var head = r.byte(), stem = head & 31, g = { key: '', surface: head >> 6, df: 0, cf: 0, list: null };
    g.isEveryday = (count >> 2 + n & 1) === 1;
    g.key = stem === 31 ? r.text(r.number()) : form.slice(0, stem);
    var logs = r.byte(); g.df = logs >> 4; g.cf = logs & 15;
    if (head & 32) { var size = r.number(); g.list = r.b.slice(r.at, r.at + size); r.at += size; }
    out.push(g);
  }
  return out;
}

// Returns the number of documents; appends to `out`, by turns and sorted, the address of a section (document × 1,024 +
// section) and its posting (impact × 8 + surface × 2 + 1 if the word stands outside the text: in
// the heading, or in the document's title, unit, code or other names).
function readPostings(r, out) {
  if (!r) { return 0; }
  var df = r.number(), end = r.end, doc = -1;
  while (r.at < end) {
    doc += r.number();
    var head;
    do { head = r.number(); out.push(doc * 1024 + Math.min(1023, head >> 1), r.byte()); } while (head & 1);
  }
  return df;
}
