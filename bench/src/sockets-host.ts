import { once } from 'node:events';
import { createServer } from 'node:http';
import { Server, type Socket } from 'socket.io';

/**
 * A socket.io server and one room, in which everybody is. Argument: `raw`, where socket.io tells the room, or `fan-out`,
 * where the product's own way does, as it was built. A message of the parent is how often the room is told.
 */
interface FanOut {
  start(): void;
  watch(conn: unknown, link: unknown): void;
  toRoom(room: string, event: string, message: unknown): void;
}
const room = 'board:company';
const message = { boardId: 'company', filling: 'x'.repeat(960) };

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });
const tell = process.argv[2] === 'fan-out' ? await byFanOut() : byItself();
process.on('message', (times) => {
  for (let i = 0; i < Number(times); i++) tell();
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const address = http.address();
if (address !== null && typeof address === 'object') process.send?.({ port: address.port });
process.once('SIGTERM', () => process.exit());

function byItself(): () => void {
  io.on('connection', (socket) => void socket.join(room));
  return () => io.to(room).emit('board:delta', message);
}

async function byFanOut(): Promise<() => void> {
  const built = new URL('../../server/dist/platform/realtime/fan-out.js', import.meta.url);
  const { FanOut } = (await import(built.href)) as { FanOut: new (server: Server) => FanOut };
  const fanOut = new FanOut(io);
  const links = new WeakMap<object, { connection: unknown; socketId: string | null }>();
  io.engine.on('connection', (conn: Socket['conn']) => {
    const link = { connection: conn.request.socket, socketId: null };
    links.set(conn, link);
    fanOut.watch(conn, link);
  });
  io.on('connection', (socket) => {
    const link = links.get(socket.conn);
    if (link) link.socketId = socket.id;
    socket.data = { link };
    void socket.join(room);
  });
  fanOut.start();
  return () => fanOut.toRoom(room, 'board:delta', message);
}
