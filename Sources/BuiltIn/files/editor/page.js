// Shows the page of the document with the typed values beside its form. On a narrow screen the page lies over the
// form until it is closed. The frame runs no script and has no cookie.
(function () {
  'use strict';
  var form = document.getElementById('ficha'), button = form && form.querySelector('.ver');
  if (!button) { return; }
  var words = JSON.parse(form.dataset.textos), KEY = 'oficio-pagina', count = 0, asking = null, timer = 0, name = '';
  var toggle = document.createElement('button'), pane = document.createElement('section');
  var head = document.createElement('div'), close = document.createElement('button');
  var status = document.createElement('p'), frame = document.createElement('iframe');
  var wide = matchMedia('(min-width: 64rem)');
  toggle.type = 'button'; toggle.className = 'pagina';
  toggle.setAttribute('aria-controls', 'pagina');
  pane.id = 'pagina'; pane.setAttribute('aria-label', words.marco);
  status.setAttribute('role', 'status');
  frame.title = words.marco; frame.setAttribute('sandbox', 'allow-same-origin');
  close.type = 'button'; close.textContent = words.volver; close.className = 'cerrar';
  head.append(close, status); pane.append(head, frame);
  button.replaceWith(toggle); form.before(pane);

  function remembered() { try { return localStorage.getItem(KEY); } catch (e) { return null; } }
  function open(isOpen) {
    pane.hidden = !isOpen; document.body.classList.toggle('con-pagina', isOpen);
    toggle.textContent = wide.matches ? words.pagina : words.paginaSola;
    toggle.setAttribute('aria-pressed', String(isOpen));
    cover(isOpen && !wide.matches);
    if (isOpen) { refresh(); }
  }
  // Makes the content below the page unreachable while the page covers it.
  function cover(isCovering) {
    if (isCovering) { pane.setAttribute('role', 'dialog'); pane.setAttribute('aria-modal', 'true'); } else {
      pane.removeAttribute('role'); pane.removeAttribute('aria-modal');
    }
    Array.from(pane.parentNode.children).concat(Array.from(document.body.children)).forEach(function (other) {
      if (!other.contains(pane)) { other.inert = isCovering; }
    });
  }
  function hide() { open(false); toggle.focus(); }
  function refresh() {
    if (pane.hidden) { return; }
    if (asking) { asking.abort(); }
    asking = new AbortController();
    status.textContent = words.haciendo;
    fetch(form.dataset.vista + '&campo=' + encodeURIComponent(name), {
      method: 'POST', body: new URLSearchParams(new FormData(form)), signal: asking.signal
    }).then(function (answer) { return answer.ok ? answer.json() : {}; }).then(function (made) {
      status.textContent = made.address ? '' : words.sinPagina;
      if (!made.address) { return; }
      var address = made.address + '?n=' + (++count) + (made.anchor ? '#' + made.anchor : '');
      // Replace the address of the frame, so that the browser's history gets no step.
      if (count === 1) { frame.src = address; } else { frame.contentWindow.location.replace(address); }
    }, function () { /* cancelled by a newer request */ });
  }
  close.onclick = hide;
  pane.addEventListener('keydown', function (event) { if (event.key === 'Escape' && !wide.matches) { hide(); } });
  wide.addEventListener('change', function () { open(!pane.hidden); });
  toggle.onclick = function () {
    open(pane.hidden);
    if (!wide.matches) { close.focus(); return; }
    try { localStorage.setItem(KEY, pane.hidden ? '0' : '1'); } catch (e) { /* the browser keeps nothing */ }
  };
  form.addEventListener('focusin', function (event) {
    var field = event.target.closest('.campo');
    if (field) { name = field.dataset.campo; }
  });
  form.addEventListener('oficio-revisado', function () { clearTimeout(timer); timer = setTimeout(refresh, 300); });
  open(wide.matches && (remembered() ? remembered() === '1' : matchMedia('(min-width: 100rem)').matches));
}());
