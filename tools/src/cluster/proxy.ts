import {
  type ClientRequest,
  createServer,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { Upstreams } from './upstreams.js';

/** Headers that are between two neighbours alone, and end here. */
const hopByHop = new Set(['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade']);

/** A websocket on its way through. */
interface Wire {
  readonly client: Socket;
  readonly server: Socket;
}

/** A proxy in front of the servers, as `deploy/caddy/Caddyfile` sets one up, but for TLS and compression. */
export interface Proxy {
  readonly upstreams: Upstreams;
  /** Sends nothing more over so many of the websockets that are open, until `goOn`: screens on a bad link. */
  stall(count: number): void;
  goOn(): void;
  stop(): Promise<void>;
}

export async function startProxy(port: number, servers: readonly string[]): Promise<Proxy> {
  const upstreams = new Upstreams(servers);
  const wires = new Set<Wire>();
  const stalled: Wire[] = [];
  const proxy = createServer((incoming, answer) => void carry(upstreams, incoming, answer));
  proxy.on('upgrade', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    void connectThrough(upstreams, incoming, client, head).then((server) => {
      if (server === undefined) return;
      const wire = { client, server };
      wires.add(wire);
      server.once('close', () => wires.delete(wire));
    });
  });
  proxy.listen(port, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    upstreams,
    stall: (count) => {
      for (const wire of [...wires].slice(0, count)) {
        wire.server.unpipe(wire.client);
        stalled.push(wire);
      }
    },
    goOn: () => {
      for (const { server, client } of stalled.splice(0)) server.pipe(client);
    },
    stop: async () => {
      upstreams.stop();
      for (const { client, server } of wires) for (const socket of [client, server]) socket.destroy();
      proxy.closeAllConnections();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}

async function carry(upstreams: Upstreams, incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
  // for your own monitoring, inside the network
  if (incoming.url?.split('?')[0] === '/metrics') {
    refuse(answer, 404);
    return;
  }
  const wire = await upstreams.connect();
  if (wire === null) {
    refuse(answer, 503);
    return;
  }
  const onward = forward(incoming, wire);
  incoming.pipe(onward);
  onward.once('response', (response: IncomingMessage) => {
    const headers = withoutHops(response.rawHeaders);
    answer.writeHead(response.statusCode ?? 502, headers);
    response.pipe(answer);
    response.once('error', () => answer.destroy());
  });
  onward.once('error', () => {
    if (answer.headersSent) answer.destroy();
    else refuse(answer, 502);
  });
  answer.once('close', () => wire.destroy());
}

async function connectThrough(
  upstreams: Upstreams,
  incoming: IncomingMessage,
  client: Socket,
  head: Buffer,
): Promise<Socket | undefined> {
  client.on('error', () => client.destroy());
  const server = await upstreams.connect();
  if (server === null || client.destroyed) {
    server?.destroy();
    client.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
    return undefined;
  }
  server.on('error', () => server.destroy());
  server.once('close', () => client.destroy());
  client.once('close', () => server.destroy());
  const lines = [
    `${incoming.method ?? 'GET'} ${incoming.url ?? '/'} HTTP/1.1`,
    ...linesOf(incoming.rawHeaders),
  ];
  const told = [...lines, `x-forwarded-for: ${incoming.socket.remoteAddress ?? ''}`, '', ''].join('\r\n');
  server.write(told);
  if (head.length > 0) server.write(head);
  server.pipe(client);
  client.pipe(server);
  return server;
}

function forward(incoming: IncomingMessage, wire: Socket): ClientRequest {
  const headers = [
    ...withoutHops(incoming.rawHeaders),
    'x-forwarded-for',
    incoming.socket.remoteAddress ?? '',
    'connection',
    'close',
  ];
  return request({
    method: incoming.method,
    path: incoming.url,
    headers,
    setHost: false,
    createConnection: () => wire,
  });
}

function withoutHops(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i] ?? '';
    if (!hopByHop.has(name.toLowerCase()) && name.toLowerCase() !== 'transfer-encoding')
      kept.push(name, raw[i + 1] ?? '');
  }
  return kept;
}

function linesOf(raw: readonly string[]): string[] {
  return Array.from({ length: raw.length / 2 }, (_, i) => `${raw[2 * i] ?? ''}: ${raw[2 * i + 1] ?? ''}`);
}

function refuse(answer: ServerResponse, status: number): void {
  answer.writeHead(status, { 'content-length': 0, 'retry-after': '1' });
  answer.end();
}
