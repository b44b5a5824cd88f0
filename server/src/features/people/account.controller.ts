import { Controller } from '@nestjs/common';
import {
  changePassword,
  endSession,
  listSessions,
  readLink,
  readMe,
  requestPasswordReset,
  signIn,
  signOut,
  signOutEverywhere,
  updateMe,
  useLink,
} from '@vigil/shared/people';
import type { Call, HttpCall } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { deviceOf } from './device.js';
import { LinksService } from './links.service.js';
import { MeService } from './me.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService, type Visitor } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

/** My account: signing in and out, my password, my settings. */
@Controller()
export class AccountController {
  constructor(
    private readonly account: SignInService,
    private readonly sessions: SessionsService,
    private readonly links: LinksService,
    private readonly me: MeService,
    private readonly cookie: SessionCookie,
  ) {}

  @Handles(signIn)
  async signIn({ body, http }: Call<typeof signIn>) {
    const from = { ...this.visitor(http), ip: http.ip };
    const { memberId, token } = await this.account.signIn(body.email, body.password, from);
    this.cookie.set(http, token);
    return this.me.read(memberId);
  }

  @Handles(signOut)
  async signOut({ principal, http }: Call<typeof signOut>) {
    await this.sessions.end(principal.memberId, principal.sessionId);
    this.cookie.clear(http);
    return undefined;
  }

  @Handles(readMe)
  async readMe({ principal }: Call<typeof readMe>) {
    return this.me.read(principal.memberId);
  }

  @Handles(updateMe)
  async updateMe({ principal, body }: Call<typeof updateMe>) {
    return this.me.update(principal.memberId, body);
  }

  @Handles(changePassword)
  async changePassword({ principal, body, http }: Call<typeof changePassword>) {
    const { memberId, sessionId } = principal;
    await this.account.changePassword({ memberId, sessionId, ip: http.ip }, body.present, body.next);
    return undefined;
  }

  @Handles(listSessions)
  async listSessions({ principal }: Call<typeof listSessions>) {
    const sessions = await this.sessions.list(principal.memberId);
    const items = sessions.map(({ startedAt, lastSeenAt, ...session }) => ({
      ...session,
      startedAt: startedAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      current: session.id === principal.sessionId,
    }));
    return { items };
  }

  @Handles(endSession)
  async endSession({ principal, params }: Call<typeof endSession>) {
    await this.sessions.end(principal.memberId, params.sessionId);
    return undefined;
  }

  @Handles(signOutEverywhere)
  async signOutEverywhere({ principal, http }: Call<typeof signOutEverywhere>) {
    await this.sessions.endEverywhere(principal.memberId);
    this.cookie.clear(http);
    return undefined;
  }

  @Handles(requestPasswordReset)
  async requestPasswordReset({ body, http }: Call<typeof requestPasswordReset>) {
    await this.account.requestReset(body.email, http.ip);
    return undefined;
  }

  @Handles(readLink)
  async readLink({ body }: Call<typeof readLink>) {
    const { purpose, name, email, expiresAt } = await this.links.read(body.token);
    return { purpose, name, email, expiresAt: expiresAt.toISOString() };
  }

  @Handles(useLink)
  async useLink({ body, http }: Call<typeof useLink>) {
    const { memberId, token } = await this.links.use(body, this.visitor(http));
    this.cookie.set(http, token);
    return this.me.read(memberId);
  }

  private visitor(http: HttpCall): Visitor {
    return { device: deviceOf(http.header('user-agent')), cookie: this.cookie.read(http) };
  }
}
