import { Controller } from '@nestjs/common';
import { openWall, readWall } from '@vigil/shared/wall';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { builtClient } from '../../platform/http/static-client.js';
import { DisplayCookie } from './display-cookie.js';
import { DisplaysService } from './displays.service.js';
import { WallReadModel } from './wall.read-model.js';

/** The two things that a screen asks for. */
@Controller()
export class WallController {
  private readonly build = builtClient();

  constructor(
    private readonly displays: DisplaysService,
    private readonly cookie: DisplayCookie,
    private readonly wall: WallReadModel,
  ) {}

  @Handles(openWall)
  async open({ body, http }: Call<typeof openWall>): Promise<undefined> {
    const opening = { token: body.token, ip: http.ip, cookie: this.cookie.read(http) };
    this.cookie.set(http, await this.displays.open(opening));
  }

  @Handles(readWall)
  async read({ http }: Call<typeof readWall>) {
    // its cookie lasts as long as the screen comes back
    const cookie = this.cookie.read(http);
    if (cookie !== null) this.cookie.set(http, cookie);
    return { wall: await this.wall.read(), build: this.build };
  }
}
