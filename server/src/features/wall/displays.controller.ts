import { Controller } from '@nestjs/common';
import { addDisplay, listDisplays, revokeDisplay } from '@vigil/shared/wall';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { DisplaysService } from './displays.service.js';

/** Display links, for those who hang screens up. */
@Controller()
export class DisplaysController {
  constructor(private readonly displays: DisplaysService) {}

  @Handles(listDisplays)
  async list(_: Call<typeof listDisplays>) {
    return { items: await this.displays.list() };
  }

  @Handles(addDisplay)
  add({ principal, body }: Call<typeof addDisplay>) {
    return this.displays.add(principal, body.name);
  }

  @Handles(revokeDisplay)
  async revoke({ principal, params }: Call<typeof revokeDisplay>): Promise<undefined> {
    await this.displays.revoke(principal, params.displayId);
  }
}
