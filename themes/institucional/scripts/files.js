// Creates files for the reader to save: progress and calendars (RFC 5545). Nothing is sent.
(function () {
  'use strict';
  var english = /^en/.test(document.documentElement.lang);
  function save(name, type, text) {
    var url = URL.createObjectURL(new Blob([text], { type: type })), a = document.createElement('a');
    a.href = url; a.download = name; document.body.appendChild(a); a.click(); a.remove();
    setTimeout(function () { URL.revokeObjectURL(url); }, 1000);
  }
  function slug(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '').slice(0, 60);
  }
  function pad(n) { return (n < 10 ? '0' : '') + n; }
  // Returns noon of a day such as "2026-11-21", so that daylight saving time does not shift the date to another day;
  // null for any other text.
  function day(text) {
    var m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text || ''); return m ? new Date(+m[1], +m[2] - 1, +m[3], 12) : null;
  }
  function iso(date) { return date.getFullYear() + '-' + pad(date.getMonth() + 1) + '-' + pad(date.getDate()); }
  function today() { var now = new Date(); return new Date(now.getFullYear(), now.getMonth(), now.getDate(), 12); }
  function plus(date, n) { return new Date(date.getFullYear(), date.getMonth(), date.getDate() + n, 12); }
  function months(date, n) {
    var last = new Date(date.getFullYear(), date.getMonth() + n + 1, 0).getDate();
    return new Date(date.getFullYear(), date.getMonth() + n, Math.min(date.getDate(), last), 12);
  }
  // Returns the date after an offset such as "5 workingDays"; null for a text without a number. Working days skip
  // weekends but not holidays, which are unknown.
  function due(start, code) {
    var parts = (code || '').split(' '), n = parseInt(parts[0], 10), date = start;
    if (isNaN(n)) { return null; }
    switch (parts[1]) {
    case 'days': return plus(start, n);
    case 'weeks': return plus(start, 7 * n);
    case 'months': return months(start, n);
    case 'years': return months(start, 12 * n);
    case 'workingDays':
      while (n > 0) { date = plus(date, 1); if (date.getDay() !== 0 && date.getDay() !== 6) { n -= 1; } }
      return date;
    default: return start;
    }
  }
  function escape(text) {
    return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').replace(/\\/g, '\\\\')
        .replace(/;/g, '\\;').replace(/,/g, '\\,').replace(/\r\n|\r|\n/g, '\\n');
  }
  // Returns a line folded at 75 bytes, never inside a character (RFC 5545, 3.1).
  function fold(line) {
    var out = '', size = 0;
    Array.from(line).forEach(function (c) {
      var n = unescape(encodeURIComponent(c)).length;
      if (size + n > 75) { out += '\r\n '; size = 1; }
      out += c; size += n;
    });
    return out;
  }
  function calendar(name, events) {
    var stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
      lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Oficio//' + (english ? 'EN' : 'ES'), 'CALSCALE:GREGORIAN',
      'X-WR-CALNAME:' + escape(name)];
    events.forEach(function (e) {
      lines.push('BEGIN:VEVENT', 'UID:' + e.uid.replace(/[^\w.@-]/g, '-'), 'DTSTAMP:' + stamp, 'DTSTART;VALUE=DATE:'
          + iso(e.day).replace(/-/g, ''));
      if (e.rule) { lines.push('RRULE:' + e.rule); }
      lines.push('SUMMARY:' + escape(e.title));
      if (e.text) { lines.push('DESCRIPTION:' + escape(e.text)); }
      if (/^https?:/.test(e.url || '')) { lines.push('URL:' + e.url.replace(/[\r\n]/g, '')); }
      lines.push('TRANSP:TRANSPARENT', 'END:VEVENT');
    });
    return lines.concat('END:VCALENDAR').map(fold).join('\r\n') + '\r\n';
  }
  // Reads and writes local storage, which may be absent, full or forbidden. `write` returns whether it succeeded.
  function read(key) { try { return JSON.parse(localStorage.getItem(key) || 'null'); } catch (e) { return null; } }
  function write(key, value) {
    try {
      if (value === null) { localStorage.removeItem(key); } else { localStorage.setItem(key, JSON.stringify(value)); }
      return true;
    } catch (e) { return false; }
  }
  window.OficioFiles = { save: save, slug: slug, day: day, iso: iso, today: today, plus: plus, due: due,
      calendar: calendar, read: read, write: write, english: english };
}());
