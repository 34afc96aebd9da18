// Keeps the open list of documents up to date: somebody may change files beside the editor, or fetch them with Git.
(function () {
  'use strict';
  var list = document.getElementById('documentos');
  if (!list) { return; }
  function refresh() {
    if (document.hidden) { return; }
    fetch(location.href).then(function (answer) { return answer.ok ? answer.text() : ''; }).then(function (text) {
      var now = new DOMParser().parseFromString(text, 'text/html').getElementById('documentos');
      // Keep the focus on the link that has it.
      if (!now || now.innerHTML === list.innerHTML) { return; }
      var link = list.contains(document.activeElement) && document.activeElement.getAttribute('href');
      list.innerHTML = now.innerHTML;
      var same = link && list.querySelector('a[href="' + CSS.escape(link) + '"]');
      if (same) { same.focus(); }
    }, function () { /* the server is gone */ });
  }
  addEventListener('focus', refresh);
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, 5000);
}());
