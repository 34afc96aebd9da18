/// The script that the preview adds to each page. It waits for the next version, reloads at the same scroll position
/// and shows the findings.
enum PreviewScript {
    static let text = """
        (function () {
          'use strict';
          var KEY = 'oficio-vista:' + location.pathname, version = -1, shown = '';
          try { var place = JSON.parse(sessionStorage.getItem(KEY)); if (place) { sessionStorage.removeItem(KEY); \
        addEventListener('load', function () { scrollTo(place[0], place[1]); }); } } catch (e) { /* the page opens at \
        its top */ }
          function show(state) {
            var old = document.getElementById('oficio-vista'); if (old) { old.remove(); }
            if (!state.findings.length) { return; }
            var box = document.createElement('aside'), head = document.createElement('p'), close = \
        document.createElement('button'), list = document.createElement('ul');
            box.id = 'oficio-vista'; box.setAttribute('role', 'status'); head.textContent = state.summary + ' '; \
        close.type = 'button'; close.textContent = '×'; close.setAttribute('aria-label', state.close);
            close.onclick = function () { box.remove(); }; head.appendChild(close); box.appendChild(head); \
        box.appendChild(list);
            state.findings.forEach(function (f) { var li = document.createElement('li'), b = \
        document.createElement('a'); b.textContent = f[0]; b.href = f[3]; b.style.fontWeight = 'bold'; \
        b.style.color = 'inherit'; li.appendChild(b); li.appendChild(document.createTextNode(' \
        ' + f[1] + ': ' + f[2])); list.appendChild(li); });
            var s = box.style; s.position = 'fixed'; s.insetInline = '0'; s.bottom = '0'; s.maxHeight = '40vh'; \
        s.overflow = 'auto'; s.background = '#fff'; s.color = '#111'; s.borderTop = '4px solid ' + (state.errors ? \
        '#8c1d18' : '#7a3d00'); s.padding = '8px 16px'; s.font = '14px/1.4 monospace'; s.zIndex = '99';
            document.body.appendChild(box);
          }
          function wait() {
            fetch('/-oficio/espera?v=' + version, { cache: 'no-store' }).then(function (r) { return r.json(); \
        }).then(function (state) {
              if (version >= 0 && state.site !== version) { try { sessionStorage.setItem(KEY, JSON.stringify([scrollX, \
        scrollY])); } catch (e) { /* the page opens at its top */ } location.reload(); return; }
              version = state.site;
              // Do not reopen findings that the reader has closed if the response has nothing new.
              var text = JSON.stringify(state); if (text !== shown) { shown = text; show(state); }
              wait();
            }, function () { setTimeout(wait, 1000); });
          }
          addEventListener('load', function () { var edit = document.getElementById('oficio-editar'); if (edit) { \
        var s = edit.style; s.position = 'fixed'; s.insetInlineEnd = '16px'; s.bottom = '16px'; s.margin = '0'; \
        s.padding = '8px 16px'; s.background = '#fff'; s.border = '2px solid #0b4f9c'; s.zIndex = '100'; } });
          addEventListener('load', wait);
        }());
        """
}
