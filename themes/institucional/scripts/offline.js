// Shows a button that stores a unit's pages for use without a network, only if the site has a service worker and the
// page was loaded over https.
(function () {
  'use strict';
  function start() {
    var box = document.querySelector('[data-offline]');
    if (!box || !('serviceWorker' in navigator) || !window.isSecureContext || location.protocol === 'file:') { return; }
    var unit = box.getAttribute('data-offline'), button = box.querySelector('button'),
      out = box.querySelector('[role=status]'), mine = false;
    function say(name, n, of) { return box.getAttribute('data-' + name).replace('{n}', n).replace('{of}', of); }
    function show() {
      button.textContent = say(mine ? 'forget' : 'keep'); button.setAttribute('aria-pressed', String(mine));
      box.hidden = false;
    }
    navigator.serviceWorker.addEventListener('message', function (event) {
      var m = event.data || {};
      if ('state' in m) { mine = !!m.state && m.state.unit === unit; }
      if (m.kept) { mine = true; out.textContent = say('done', m.kept.kept, m.kept.of); }
      if (m.forgotten) { mine = false; out.textContent = ''; }
      if (m.failed) { out.textContent = say('failed'); }
      button.disabled = false; show();
    });
    navigator.serviceWorker.register(box.getAttribute('data-root') + 'oficio-sw.js').then(function () {
      return navigator.serviceWorker.ready;
    }).then(function (ready) {
      ready.active.postMessage({ ask: true });
      button.addEventListener('click', function () {
        button.disabled = true; out.textContent = mine ? '' : say('busy');
        ready.active.postMessage(mine ? { forget: true } : { keep: unit });
      });
    }, function () { /* Without a worker the page is as it was. */ });
  }
  if (document.readyState !== 'complete') { document.addEventListener('DOMContentLoaded', start); } else { start(); }
}());
