// Fills in the receipt form, which the reader prints or saves as a file for human resources. Nothing is sent.
(function () {
  'use strict';
  var F = window.OficioFiles;
  // Returns the CRC-32 of a text (ISO 3309), which detects transmission errors only. The release's hash proves which
  // text was signed.
  function crc(text) {
    var bytes = unescape(encodeURIComponent(text)), c = -1, i, k;
    for (i = 0; i < bytes.length; i += 1) {
      c ^= bytes.charCodeAt(i); for (k = 0; k < 8; k += 1) { c = c & 1 ? (c >>> 1) ^ 0xEDB88320 : c >>> 1; }
    }
    return ('0000000' + ((c ^ -1) >>> 0).toString(16)).slice(-8);
  }
  function start() {
    var page = document.querySelector('[data-receipt]'); if (!page) { return; }
    var form = page.querySelector('[data-receipt-form]'), message = page.querySelector('[data-message]');
    function fact(name) { return page.getAttribute('data-' + name) || ''; }
    // Returns the value of a field without the invisible characters that word processors paste, and with spaces for
    // line breaks.
    function value(name) {
      return form.elements[name].value.replace(/[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
        .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim();
    }
    form.hidden = false; form.elements.date.value = F.iso(F.today());
    function blanks() {
      Array.prototype.forEach.call(page.querySelectorAll('[data-blank]'), function (b) {
        b.textContent = value(b.getAttribute('data-blank'));
      });
    }
    form.addEventListener('input', blanks); blanks();
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      if (!value('name') || !F.day(value('date'))) { message.textContent = fact('missing'); return; }
      var r = {
        format: 'oficio receipt 1', document: fact('document'), title: fact('title'), ledger: fact('ledger'),
            code: fact('code'), version: fact('version'),
        entry: parseInt(fact('entry'), 10), release: fact('release'), name: value('name'), identity: value('identity'),
        date: value('date')
      };
      r.sum = crc([r.document, r.title, r.ledger, r.code, r.version, r.entry, r.release, r.name, r.identity,
          r.date].join('\n'));
      var file = (fact('file') || 'acuse') + '-' + F.slug(r.title + ' ' + r.version + ' ' + r.name) + '.json';
      F.save(file, 'application/json', JSON.stringify(r, null, 1) + '\n');
      // Store the version without the person's name, so that this browser can show later changes.
      var key = 'oficio:' + fact('site') + ':acuses', known = F.read(key);
      if (!known || typeof known !== 'object') { known = {}; }
      known[r.document] = { entry: r.entry, version: r.version, title: r.title, date: r.date };
      message.textContent = fact('saved') + (F.write(key, known) ? '' : ' ' + fact('not-kept'));
    });
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
