// Turns fields for references and codes into comboboxes that suggest values by name, code and former name.
(function () {
  'use strict';
  var form = document.getElementById('ficha');
  if (!form) { return; }
  var words = JSON.parse(form.dataset.textos), list = document.createElement('ul');
  var status = document.createElement('p');
  var field = null, shown = [], active = -1, asking = null, timer = 0;
  list.id = 'opciones'; list.hidden = true;
  list.setAttribute('role', 'listbox'); list.setAttribute('aria-label', words.opciones);
  status.className = 'lector'; status.setAttribute('role', 'status');
  form.after(list, status);

  function folded(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  // Returns the values that the page contains for a field; null for a list that only the server has.
  function known(input) {
    var data = document.getElementById('d-' + input.dataset.lista);
    return data && Array.from(data.options).map(function (one) { return [one.value, one.textContent]; });
  }
  // Whether a field holds several codes separated by blanks, of which the last one is completed.
  function isMany(input) { return input.dataset.lista.startsWith('codigos-'); }
  function typed(input) { return isMany(input) ? input.value.replace(/^.*\s/, '') : input.value; }

  function prepare(input) {
    if (input.getAttribute('role') === 'combobox') { return; }
    input.removeAttribute('list');
    input.setAttribute('role', 'combobox'); input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false'); input.setAttribute('aria-controls', list.id);
  }
  function close() {
    clearTimeout(timer);
    if (asking) { asking.abort(); asking = null; }
    list.hidden = true; active = -1;
    if (field) { field.setAttribute('aria-expanded', 'false'); field.removeAttribute('aria-activedescendant'); }
  }
  function show(found) {
    shown = found; active = -1;
    list.replaceChildren();
    found.forEach(function (pair, place) {
      var option = document.createElement('li'), name = document.createElement('span');
      var value = document.createElement('span');
      option.id = 'opcion-' + place;
      option.setAttribute('role', 'option'); option.setAttribute('aria-selected', 'false');
      name.textContent = pair[1] || pair[0]; value.textContent = pair[1] && pair[1] !== pair[0] ? pair[0] : '';
      value.className = 'codigo';
      option.append(name, value); list.append(option);
    });
    status.textContent = found.length ? words.opciones + ': ' + found.length : words.ninguna;
    field.removeAttribute('aria-activedescendant');
    list.hidden = !found.length; field.setAttribute('aria-expanded', String(found.length > 0));
    if (!found.length) { return; }
    var box = field.getBoundingClientRect(), width = Math.min(Math.max(box.width, 288), innerWidth - 16);
    list.style.width = width + 'px';
    list.style.left = Math.max(8, Math.min(box.left, innerWidth - width - 8)) + scrollX + 'px';
    list.style.top = box.bottom + scrollY + 'px';
  }
  function search(text) {
    var all = known(field), query = folded(text).split(/\s+/).filter(Boolean), target = field;
    if (all) {
      var start = query.join(' ');
      var found = all.filter(function (pair) {
        var whole = folded(pair[0] + ' ' + pair[1]);
        return query.every(function (word) { return whole.includes(word); });
      });
      function rank(pair) { return folded(pair[0]).startsWith(start) || folded(pair[1]).startsWith(start) ? 0 : 1; }
      show(found.sort(function (a, b) { return rank(a) - rank(b); }).slice(0, 20));
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(function () {
      if (asking) { asking.abort(); }
      asking = new AbortController();
      var address = form.dataset.sugerencias + '&lista=' + encodeURIComponent(target.dataset.lista) + '&q=' +
        encodeURIComponent(text);
      fetch(address, { signal: asking.signal }).then(function (answer) { return answer.ok ? answer.json() : []; })
        .then(function (found) { if (field === target && document.activeElement === target) { show(found); } },
          function () { /* cancelled by a newer request */ });
    }, 120);
  }
  function mark(place) {
    var options = list.children;
    if (active >= 0) { options[active].setAttribute('aria-selected', 'false'); }
    active = (place + shown.length) % shown.length;
    options[active].setAttribute('aria-selected', 'true');
    options[active].scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', options[active].id);
  }
  function choose(place) {
    var pair = shown[place], input = field;
    input.value = isMany(input) ? input.value.replace(/\S*$/, '') + pair[0] : pair[0];
    close();
    explain(input, pair[1]);
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
  // Shows the meaning of a value below its field: the title of a document or the label of a code.
  function explain(input, meaning) {
    var place = input.nextElementSibling;
    if (place && place.classList.contains('es')) { place.textContent = meaning === input.value ? '' : meaning; }
  }

  form.addEventListener('focusin', function (event) {
    if (field && field !== event.target) { close(); field = null; }
    if (event.target.dataset.lista && !event.target.readOnly) { field = event.target; prepare(field); }
  });
  form.addEventListener('focusout', close);
  form.addEventListener('input', function (event) {
    if (event.target !== field) { return; }
    search(typed(field));
    var own = (known(field) || shown).find(function (pair) { return pair[0] === field.value; });
    explain(field, own ? own[1] : '');
  });
  form.addEventListener('keydown', function (event) {
    if (event.target !== field || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) { return; }
    var isOpen = !list.hidden;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (isOpen) { mark(event.key === 'ArrowDown' ? active + 1 : active < 0 ? -1 : active - 1); } else { search(''); }
    } else if (isOpen && event.key === 'Enter' && active >= 0) { choose(active);
    } else if (isOpen && event.key === 'Escape') { close();
    } else {
      if (isOpen && event.key === 'Tab' && active >= 0) { choose(active); }
      return;
    }
    event.preventDefault(); event.stopImmediatePropagation();
  }, true);
  list.addEventListener('mousedown', function (event) {
    var option = event.target.closest('li');
    event.preventDefault();
    if (option) { choose(Array.from(list.children).indexOf(option)); }
  });
}());
