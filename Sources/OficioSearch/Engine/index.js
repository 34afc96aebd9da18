// Index: the manifest, and the shards that a query loads.
//
// Takes: the manifest (`m.js`) and load(name, done(data, or null if it cannot be had)), which fetches one shard.
// Gives: an Engine that finds keys in the tables l (lexicon), r (reversed forms), p and q (posting lists).
// The manifest lists for each table the first key of every block, a space, and the name of its file.

function Engine(meta, load) {
  var self = this;
  this.meta = meta; this.load = load; this.ranking = meta.ranking; this.cache = {};
  this.blocks = { l: meta.l || [], r: meta.r || [], p: meta.p || [], q: [] };
  this.nameStarts = atob(meta.starts || ''); this.lists = {}; this.listCount = 0;
  this.endings = { '$': meta.ranking.inflection.noEnding };
  meta.suffixes.split(' ').forEach(function (s) { var p = s.split(':'); self.endings['$' + p[0]] = +p[1]; });
  // Stems of irregular verbs, each with the stem of the infinitive, by their first letters.
  this.irregular = {};
  (meta.irregular || '').split(' ').forEach(function (s) {
    var p = s.split(':'), key = '$' + s.slice(0, 3), list = self.irregular[key] = self.irregular[key] || [];
    function vowel(all, start, o) { return start + (o ? 'o' : 'e'); }
    list.push([p[0], p[1] || s.replace(/^(.*)(?:ie|(ue)|i)/, vowel)]);
  });
  // The weight of documents in percent by their type, for a question in everyday words.
  this.shares = {};
  'standard term job manual unit page checklist competency office'.split(' ').forEach(function (type) {
    self.shares[type] = self.ranking.need[type];
  });
  this.stop = {};
  (meta.stop || '').split(' ').forEach(function (w) { self.stop['$' + w] = true; });
}

// The version of the manifest that this engine reads; see SearchIndex.format.
Engine.format = 6;

function firstKey(entry) { return entry.slice(0, entry.lastIndexOf(' ')); }
function fileName(table, entry) { return table + '-' + entry.slice(entry.lastIndexOf(' ') + 1); }

// Loads shards by name, then calls done(); a shard that cannot be had is null in the cache.
Engine.prototype.need = function (names, done) {
  var self = this, wanted = [], open;
  names.forEach(function (n) { if (n && !(n in self.cache) && wanted.indexOf(n) < 0) { wanted.push(n); } });
  open = wanted.length;
  if (!open) { done(); return; }
  wanted.forEach(function (name) {
    self.load(name, function (data) {
      if (name === 'q') { self.blocks.q = data || []; }
      if (typeof data === 'string') { data = /^[fw]/.test(name) ? atob(data) : block(data); }
      self.cache[name] = data;
      open -= 1; if (!open) { done(); }
    });
  });
};

// Returns the file whose block may hold a key, or the file `shift` blocks further; null if there is none.
Engine.prototype.fileOf = function (table, key, shift) {
  var list = this.blocks[table], p = lastUpTo(list, key, firstKey);
  p = shift ? p + shift : Math.max(0, p);
  return p >= 0 && p < list.length ? fileName(table, list[p]) : null;
};

// Returns the files that may hold keys beginning with `start`, at most `most`.
Engine.prototype.filesOf = function (table, start, most) {
  var list = this.blocks[table], p = Math.max(0, lastUpTo(list, start, firstKey)), out = [];
  for (; p < list.length && out.length < most; p += 1) {
    if (out.length && firstKey(list[p]).slice(0, start.length) > start) { break; }
    out.push(fileName(table, list[p]));
  }
  return out;
};

// Calls body(key, reader) for every key of loaded blocks that begins with `start`.
Engine.prototype.each = function (files, start, body) {
  var self = this;
  files.forEach(function (name) {
    var b = self.cache[name]; if (!b) { return; }
    for (var k = Math.max(0, lastUpTo(b.keys, start)); k < b.keys.length; k += 1) {
      if (b.keys[k] < start) { continue; }
      if (b.keys[k].slice(0, start.length) !== start) { break; }
      body(b.keys[k], new Reader(b.b, b.at[k]));
    }
  });
};

// Returns a reader of the payload of a key, with its `end`; null if no loaded block has the key.
Engine.prototype.find = function (table, key) {
  var b = this.cache[this.fileOf(table, key)]; if (!b) { return null; }
  var k = lastUpTo(b.keys, key); if (k < 0 || b.keys[k] !== key) { return null; }
  var r = new Reader(b.b, b.at[k]); r.end = b.end[k];
  return r;
};

// Returns a hash below 65,521; ConceptTable.swift and KnownWords.swift compute the same hash.
function hashOf(word, factor) {
  for (var h = 0, k = 0; k < word.length; k += 1) { h = (h * factor + word.charCodeAt(k)) % 65521; }
  return h;
}

function hasBit(bytes, bit) { return (bytes.charCodeAt(bit >> 3) >> (bit & 7) & 1) === 1; }

// Whether a name of a concept may begin with this stem (a Bloom filter). For most stems this avoids loading a file.
Engine.prototype.mayStartName = function (stem) {
  var n = this.nameStarts.length * 8;
  return n > 0 && hasBit(this.nameStarts, hashOf(stem, 31) % n);
};

// Returns the file of the filter that knows whether a word belongs to the language; null if the site has none.
Engine.prototype.fileOfKnown = function (w) {
  return this.meta.known ? 'w-' + hashOf(w, 41) % this.ranking.known.filters : null;
};

// Returns a form of an irregular verb as if the verb were regular (*pedo* for *pido*), so that the infinitive's stem
// begins it; null for other words.
Engine.prototype.regular = function (w) {
  var out = null;
  (this.irregular['$' + w.slice(0, 3)] || []).forEach(function (p) {
    if (w.slice(0, p[0].length) === p[0] && w.length < p[0].length + 7) { out = p[1] + w.slice(p[0].length); }
  });
  return out;
};

// Returns the word of a diminutive (*papelito*, *chiquita*) with an ending of its gender; null for other words.
Engine.prototype.plainOf = function (w) {
  var p = this.meta.language === 'es' && /^(.{3,}?)(e?c)?it([ao])s?$/.exec(w);
  if (!p) { return null; }
  return p[1].replace(/qu$/, 'c').replace(/gu$/, 'g') + (p[2] ? '' : p[3]);
};

// Whether a word belongs to the language and is therefore not corrected. Its filter must be loaded.
Engine.prototype.isKnown = function (w) { return this.isFiltered(w, w); };

// Whether an unknown word is an everyday one (*cuesta*). Its filter must be loaded.
Engine.prototype.isEveryday = function (w) { return this.isFiltered(w, '=' + w); };

// Whether the filter of a word has an entry.
Engine.prototype.isFiltered = function (w, entry) {
  var bytes = this.cache[this.fileOfKnown(w)], first = hashOf(entry, 31), step = hashOf(entry, 37);
  for (var k = 0; bytes && k < this.ranking.known.hashes; k += 1) {
    if (!hasBit(bytes, (first + k * step) % (bytes.length * 8))) { return false; }
  }
  return !!bytes;
};
