import type { SocketPrincipal } from '../auth/principal.js';
import type { Log } from '../logging/log.js';
import { parametersOf } from './parameters.js';
import type {
  Farewell,
  Message,
  RealtimeServer,
  RealtimeSocket,
  RoomGuard,
  SocketCall,
} from './realtime.types.js';
import type { UpgradeGate } from './upgrade-gate.js';

/** Every socket is checked at least this often, should a message between processes have been lost. */
const recheckEveryMs = 45_000;
const sweepMs = 1_000;
/** Sockets that came at the same time are not all checked at the same time: their turns begin early and are spread. */
const recheckFromMs = 30_000;
const sweeps = (recheckEveryMs - recheckFromMs) / sweepMs;
/** When all are in doubt, they are checked within so many sweeps. */
const doubtfulSweeps = 3;

/** Keeps each socket in exactly the rooms that its person or display may be in now, and out once that is over. */
export class RoomKeeper {
  private readonly guards = new Map<string, RoomGuard>();
  private readonly displayRooms = new Set<string>();
  private timer: NodeJS.Timeout | null = null;
  private doubtedAtMs = -Infinity;

  constructor(
    private readonly io: RealtimeServer,
    private readonly gate: UpgradeGate,
    private readonly log: Log,
  ) {}

  guard(prefix: string, guard: RoomGuard): void {
    this.guards.set(prefix, guard);
  }

  openToDisplays(room: string): void {
    this.displayRooms.add(room);
  }

  start(): void {
    this.timer = setInterval(() => this.sweep(), sweepMs);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  /** Who the socket acts for now; null, and the socket is closed, when its session is over. */
  async callOf(socket: RealtimeSocket): Promise<SocketCall<SocketPrincipal> | null> {
    const principal = await this.refresh(socket);
    if (principal === null) return null;
    return {
      principal,
      enter: (room) => this.enter(socket, room),
      leave: (room) => void socket.leave(room),
      count: (prefix) => [...socket.rooms].filter((room) => room.startsWith(prefix)).length,
    };
  }

  async recheckMembers(memberIds: readonly string[]): Promise<void> {
    const { adapter, sockets } = this.io.of('/');
    const concerned = memberIds.flatMap((id) => [...(adapter.rooms.get(`member:${id}`) ?? [])]);
    await Promise.all(
      concerned.map(async (socketId) => {
        const socket = sockets.get(socketId);
        if (socket) await this.recheck(socket, 'close');
      }),
    );
  }

  /** Some word between processes was lost, nobody knows which: every socket is checked within a few seconds. */
  doubtAll(): void {
    this.doubtedAtMs = performance.now();
  }

  /** Tells those in these rooms why, then closes them, on this process. */
  end<E extends Farewell>(rooms: readonly string[], event: E, message: Message<E>): void {
    const { adapter, sockets } = this.io.of('/');
    const concerned = new Set(rooms.flatMap((room) => [...(adapter.rooms.get(room) ?? [])]));
    for (const id of concerned) {
      const socket = sockets.get(id);
      if (socket) this.dismiss(socket, event, message);
    }
  }

  /** @param onDoubt what becomes of the socket when nobody can say: after a known change it must not stay */
  async recheck(socket: RealtimeSocket, onDoubt: 'keep' | 'close'): Promise<void> {
    socket.data.checks++;
    socket.data.checkedAtMs = performance.now();
    try {
      const principal = await this.refresh(socket);
      if (principal === null) return;
      for (const room of [...socket.rooms])
        if ((await this.mayBeIn(principal, room)) === false) await socket.leave(room);
    } catch (error) {
      this.log.warn('a socket could not be checked', { error });
      if (onDoubt === 'close') this.dismiss(socket);
    }
  }

  /** Reads anew who the socket acts for; what was read before a check began counts for nothing after it. */
  private async refresh(socket: RealtimeSocket): Promise<SocketPrincipal | null> {
    for (;;) {
      const { checks } = socket.data;
      const principal = await this.gate.principalNow(socket.data.link.pass);
      if (checks !== socket.data.checks) continue;
      if (principal === null) this.expire(socket);
      else socket.data.principal = socket.data.link.principal = principal;
      return principal;
    }
  }

  private async enter(socket: RealtimeSocket, room: string): Promise<boolean> {
    for (;;) {
      const { principal } = socket.data;
      const allowed = (await this.mayBeIn(principal, room)) === true;
      if (principal !== socket.data.principal) continue;
      if (allowed && socket.connected) await socket.join(room);
      return allowed;
    }
  }

  /** Null for rooms that nobody enters: those that the server put the socket into. */
  private async mayBeIn(principal: SocketPrincipal, room: string): Promise<boolean | null> {
    if (principal.by === 'display') return this.displayRooms.has(room) ? true : null;
    const guard = this.guardOf(room);
    return guard === null ? null : guard(principal, room);
  }

  private guardOf(room: string): RoomGuard | null {
    for (const [prefix, guard] of this.guards) if (room.startsWith(prefix)) return guard;
    return null;
  }

  private sweep(): void {
    const { sockets } = this.io.of('/');
    const usualMs = performance.now() - recheckFromMs;
    const isDoubtful = this.doubtedAtMs > usualMs;
    const due = isDoubtful ? this.doubtedAtMs : usualMs;
    let left = Math.ceil(sockets.size / (isDoubtful ? doubtfulSweeps : sweeps - 1));
    for (const socket of sockets.values()) {
      if (socket.data.checkedAtMs >= due) continue;
      if (left-- === 0) return;
      void this.recheck(socket, 'keep').then(() => isDoubtful && this.sayUnheard(socket));
    }
  }

  /** What was lost may have been about what a person shows of themselves; for all else there are versions. */
  private sayUnheard(socket: RealtimeSocket): void {
    if (!socket.connected || socket.data.principal.by === 'display') return;
    socket.emit('me:changed', ...parametersOf<'me:changed'>({ what: 'unheard' }));
  }

  private expire(socket: RealtimeSocket): void {
    if (socket.data.principal.by === 'display') this.dismiss(socket, 'display:ended', {});
    else this.dismiss(socket, 'session:ended', { because: 'expired' });
  }

  /** Closes a socket. It leaves its rooms first: what was sent to them and is under way is not for it any more. */
  private dismiss<E extends Farewell>(socket: RealtimeSocket, event?: E, message?: Message<E>): void {
    for (const room of [...socket.rooms]) void socket.leave(room);
    if (event !== undefined && message !== undefined) socket.emit(event, ...parametersOf(message));
    socket.disconnect(true);
  }
}
