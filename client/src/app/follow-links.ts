import type { Router } from 'vue-router';

/** Lets plain links inside the app change the page without loading it anew; every other click is the browser's. */
export function followLinks(router: Router): (event: MouseEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (!link || !href || link.hasAttribute('download') || (link.target && link.target !== '_self')) return;
    if (!href.startsWith('/') || href.startsWith('//') || href.startsWith('/api/')) return;
    event.preventDefault();
    void router.push(href);
  };
}
