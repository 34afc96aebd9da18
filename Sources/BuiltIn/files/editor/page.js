// Shows the page of the document with the typed values beside its form. The frame runs no script and has no cookie.
(function () {
  'use strict';
  var form = document.getElementById('ficha'), button = form && form.querySelector('.ver');
  if (!button) { return; }
  var words = JSON.parse(form.dataset.textos), KEY = 'oficio-pagina', count = 0, asking = null, timer = 0, name = '';
  var toggle = document.createElement('button'), pane = document.createElement('section');
  var status = document.createElement('p'), frame = document.createElement('iframe');
  toggle.type = 'button'; toggle.textContent = words.pagina; toggle.className = 'pagina';
  toggle.setAttribute('aria-controls', 'pagina');
  pane.id = 'pagina'; pane.setAttribute('aria-label', words.marco);
  status.setAttribute('role', 'status');
  frame.title = words.marco; frame.setAttribute('sandbox', 'allow-same-origin');
  pane.append(status, frame);
  button.replaceWith(toggle); form.before(pane);

  function remembered() { try { return localStorage.getItem(KEY); } catch (e) { return null; } }
  function open(isOpen) {
    pane.hidden = !isOpen; document.body.classList.toggle('con-pagina', isOpen);
    toggle.setAttribute('aria-pressed', String(isOpen));
    if (isOpen) { refresh(); }
  }
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
    }, function () { /* a newer text */ });
  }
  toggle.onclick = function () {
    open(pane.hidden);
    try { localStorage.setItem(KEY, pane.hidden ? '0' : '1'); } catch (e) { /* the browser keeps nothing */ }
  };
  form.addEventListener('focusin', function (event) {
    var field = event.target.closest('.campo');
    if (field) { name = field.dataset.campo; }
  });
  form.addEventListener('oficio-revisado', function () { clearTimeout(timer); timer = setTimeout(refresh, 300); });
  open(remembered() ? remembered() === '1' : matchMedia('(min-width: 100rem)').matches);
}());
