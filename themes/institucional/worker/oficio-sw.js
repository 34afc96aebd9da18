// A service worker that stores the pages of one unit for use without a network (https only). Requests go to the
// network first; if the network fails or does not respond within four seconds, the stored page is used. It requests
// only files of this site.
'use strict';
const LIST = 'datos/sin-conexion.json', KEPT = 'oficio-guardado', STATE = 'oficio-estado';
const here = path => new URL(path, self.registration.scope).href;
async function state() { const r = await (await caches.open(STATE)).match(here('estado')); return r ? r.json() : null; }
async function keep(unit) {
  const list = await (await fetch(here(LIST), { cache: 'no-cache' })).json(),
      pages = list.common.concat(list.units[unit] || []);
  const cache = await caches.open(KEPT);
  // If a file is missing, the others are still stored.
  const done = await Promise.all(pages.map(p => fetch(here(p), { cache: 'no-cache' })
      .then(r => r.ok && cache.put(here(p), r).then(() => true), () => false)));
  const wanted = new Set(pages.map(here));
  for (const request of await cache.keys()) { if (!wanted.has(request.url)) { await cache.delete(request); } }
  await (await caches.open(STATE)).put(here('estado'), new Response(JSON.stringify({ unit, version: list.version })));
  return { unit, kept: done.filter(Boolean).length, of: pages.length };
}
async function refresh() {
  const now = await state(); if (!now) { return; }
  const list = await (await fetch(here(LIST), { cache: 'no-cache' })).json();
  if (list.version !== now.version) { await keep(now.unit); }
}
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('message', event => {
  const answer = m => event.source.postMessage(m);
  if (event.data && event.data.keep) {
    event.waitUntil(keep(String(event.data.keep)).then(r => answer({ kept: r }), () => answer({ failed: true })));
  }
  if (event.data && event.data.forget) {
    event.waitUntil(Promise.all([caches.delete(KEPT), caches.delete(STATE)]).then(() => answer({ forgotten: true })));
  }
  if (event.data && event.data.ask) { event.waitUntil(state().then(s => answer({ state: s }))); }
});
self.addEventListener('fetch', event => {
  if (event.request.method !== 'GET' || !event.request.url.startsWith(self.registration.scope)) { return; }
  event.respondWith((async () => {
    const cache = await caches.open(KEPT);
    try {
      const fresh = await Promise.race([fetch(event.request), new Promise((_, no) => setTimeout(no, 4000))]);
      if (fresh.ok && await cache.match(event.request, { ignoreSearch: true })) {
        cache.put(event.request.url.split('?')[0], fresh.clone());
      }
      if (event.request.mode === 'navigate') { refresh().catch(() => {}); }
      return fresh;
    } catch (e) {
      return (await cache.match(event.request, { ignoreSearch: true }))
          || (event.request.mode === 'navigate' && await cache.match(here('index.html'))) || Response.error();
    }
  })());
});
