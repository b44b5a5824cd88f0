import { useOnline } from '@vueuse/core';
import { createPinia } from 'pinia';
import { createApp } from 'vue';
import { z } from 'zod';
import { chooseLocaleKey } from '../features/people/chosen-locale';
import { i18n, preferredLocale, setLocale } from '../i18n';
import { keepAnswersOf } from '../lib/last-seen';
import { connectionKey, createConnection, displayConnectionKey, openSocket } from '../lib/socket';
import '../styles/main.css';
import './shell.css';
import App from './App.vue';
import { keptRoutes } from './offline/kept-routes';
import { keepShell } from './offline/new-version';
import { makeRouter } from './router';

// The content policy allows no code made from text; zod must not even try.
z.config({ jitless: true });

keepAnswersOf(keptRoutes.map((route) => route.path));
await setLocale(preferredLocale());
const online = useOnline();
createApp(App)
  .provide(chooseLocaleKey, setLocale)
  .provide(connectionKey, createConnection(openSocket(), online))
  .provide(displayConnectionKey, createConnection(openSocket('display'), online))
  .use(createPinia())
  .use(i18n)
  .use(makeRouter())
  .mount('#app');

// in development the files change under the worker's hands
if (import.meta.env.PROD) void keepShell(navigator.serviceWorker);
