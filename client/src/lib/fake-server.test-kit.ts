import { createPinia, type Pinia } from 'pinia';
import { createApp, ref, type App } from 'vue';
import type { Route } from '@vigil/shared/contract';
import {
  connectionKey,
  displayConnectionKey,
  type Connection,
  type ConnectionState,
  type ServerEvent,
} from './socket';

/** A server at the other end of the wire, for tests: it answers calls by route and tells what it is told to tell. */
export interface FakeServer {
  readonly connection: Connection;
  readonly state: { value: ConnectionState };
  readonly watched: string[];
  /** What the next watches answer. */
  version: number | null;
  answer(route: Route, body: unknown, status?: number): void;
  tell(event: ServerEvent, message: unknown): void;
  /** Addresses asked so far that contain the words. */
  asked(words: string): number;
  /** What was sent to addresses that contain the words, the newest last. */
  sent(words: string): unknown[];
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
}

export function fakeServer(): FakeServer {
  const listeners = new Map<string, Set<(message: never) => void>>();
  const answers = new Map<string, { body: unknown; status: number }>();
  const calls: { readonly address: string; readonly body: unknown }[] = [];
  const state = ref<ConnectionState>('live');
  const server: FakeServer = {
    state,
    watched: [],
    version: null,
    connection: {
      state,
      connect: () => undefined,
      disconnect: () => undefined,
      on(event, listener) {
        const all = listeners.get(event) ?? new Set();
        listeners.set(event, all.add(listener));
        return () => all.delete(listener);
      },
      watchBoard(boardId) {
        server.watched.push(boardId);
        return Promise.resolve(server.version);
      },
      unwatchBoard: () => undefined,
      watchChallenge(challengeId) {
        server.watched.push(challengeId);
        return Promise.resolve(server.version);
      },
      unwatchChallenge: () => undefined,
      watchWall() {
        server.watched.push('wall');
        return Promise.resolve(true);
      },
      watchRecognition: () => Promise.resolve(true),
      unwatchRecognition: () => undefined,
    },
    answer(route, body, status = 200) {
      answers.set(`${route.method} ${route.path}`, { body, status });
    },
    tell(event, message) {
      for (const listener of listeners.get(event) ?? []) listener(message as never);
    },
    asked: (words) => calls.filter(({ address }) => address.includes(words)).length,
    sent: (words) =>
      calls.filter(({ address, body }) => address.includes(words) && body !== null).map(({ body }) => body),
    fetch(input, init) {
      const path = input.split('?')[0] ?? '';
      calls.push({ address: input, body: typeof init?.body === 'string' ? JSON.parse(init.body) : null });
      const found = [...answers].find(([key]) => {
        const [method, template = ''] = key.split(' ');
        const pattern = new RegExp(`^${template.replace(/:\w+/g, '[^/]+')}$`);
        return method === (init?.method ?? 'GET') && pattern.test(path);
      })?.[1];
      if (!found) return Promise.reject(new TypeError(`Nothing answers ${path}.`));
      return Promise.resolve(
        found.status === 204
          ? new Response(null, { status: 204 })
          : Response.json(found.body, { status: found.status }),
      );
    },
  };
  return server;
}

/** An app around stores, with the fake server's connection in it. */
export function appWith(server: FakeServer): { app: App; pinia: Pinia } {
  const pinia = createPinia();
  const app = createApp({ render: () => null });
  for (const key of [connectionKey, displayConnectionKey]) app.provide(key, server.connection);
  app.use(pinia);
  return { app, pinia };
}
