import { type Access, problems } from '@vigil/shared/contract';
import type { Log } from '../logging/log.js';
import type { SocketPrincipal } from '../auth/principal.js';
import { Budget } from './budget.js';
import type { EventContract, EventHandler, RealtimeSocket, SocketCall } from './realtime.types.js';

type AnyCall = SocketCall<SocketPrincipal>;
type Answer = (reply: unknown) => void;
interface Declared {
  readonly contract: EventContract;
  readonly handle: (request: unknown, call: AnyCall) => Promise<unknown>;
}
/** Events that a socket may send in a burst, and again each second. As many again are refused unread; then it is closed. */
const burst = 40;
const perSecond = 10;

/** Takes events from sockets: declared ones only, within a rate, parsed by their contract, answered in every case. */
export class IncomingEvents {
  private readonly declared = new Map<string, Declared>();
  /** One for all sockets: there are many of them, and most say nothing. */
  private readonly listener: (this: RealtimeSocket, event: string, ...args: unknown[]) => void;

  constructor(
    private readonly log: Log,
    /** Who asks, as of now; null when the session is over. The call is for that person or screen. */
    private readonly callOf: (socket: RealtimeSocket) => Promise<AnyCall | null>,
  ) {
    const hear = this.hear.bind(this);
    this.listener = function (event, ...args) {
      hear(this, event, args);
    };
  }

  declare<E extends EventContract>(event: string, contract: E, handle: EventHandler<E>): void {
    this.declared.set(event, {
      contract,
      handle: async (request, call) =>
        contract.answer.parse(await handle(contract.request.parse(request) as never, call as never)),
    });
  }

  listen(socket: RealtimeSocket): void {
    socket.onAny(this.listener);
  }

  private hear(socket: RealtimeSocket, event: string, args: unknown[]): void {
    const left = (socket.data.budget ??= new Budget(burst, perSecond)).take();
    if (left < -burst) socket.disconnect(true);
    else if (left < 0) refusing(args)(problems.tooMany);
    else void this.take(socket, event, args);
  }

  private async take(socket: RealtimeSocket, event: string, args: unknown[]): Promise<void> {
    const answer = answerOf(args);
    const refuse = refusing(args);
    try {
      const declared = this.declared.get(event);
      if (declared === undefined) {
        refuse(problems.notFound);
        return;
      }
      if (!declared.contract.request.safeParse(args[0]).success) {
        refuse(problems.invalid);
        return;
      }
      const call = await this.callOf(socket);
      if (call === null) {
        refuse(problems.unauthenticated);
        return;
      }
      if (!isOpenTo(declared.contract.access, call.principal)) {
        refuse(problems.forbidden);
        return;
      }
      answer(await declared.handle(args[0], call));
    } catch (error) {
      this.log.error('socket event failed', { event: this.declared.has(event) ? event : 'unknown', error });
      refuse(problems.internal);
    }
  }
}

function answerOf(args: readonly unknown[]): Answer {
  const last = args.at(-1);
  return typeof last === 'function' ? (last as Answer) : () => undefined;
}

const refusing = (args: readonly unknown[]) => (problem: { type: string }) => {
  answerOf(args)({ ok: false, problem: problem.type });
};

function isOpenTo(access: Access, principal: SocketPrincipal): boolean {
  if (access.by !== principal.by) return false;
  return access.by !== 'session' || principal.by !== 'session' || !access.roles
    ? true
    : access.roles.includes(principal.role);
}
