import { Controller } from '@nestjs/common';
import {
  addChallenge,
  announceChallenge,
  answerChallenge,
  joinChallenge,
  listChallenges,
  previewChallenge,
  readChallenge,
  readChallengeChoices,
  removeChallenge,
  scheduleChallenge,
  updateChallenge,
} from '@vigil/shared/challenges';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ChallengesReadModel } from './challenges.read-model.js';
import { HostingService } from './hosting.service.js';
import { Previewing } from './previewing.js';

/** Challenges for everybody, and for those who set them up. */
@Controller()
export class ChallengesController {
  constructor(
    private readonly challenges: ChallengesReadModel,
    private readonly hosting: HostingService,
    private readonly previewing: Previewing,
  ) {}

  @Handles(listChallenges)
  async list({ principal }: Call<typeof listChallenges>) {
    const mayHost = principal.role === 'security' || principal.role === 'leader';
    return { items: await this.challenges.list(principal), mayHost };
  }

  @Handles(readChallengeChoices)
  choices({ principal }: Call<typeof readChallengeChoices>) {
    return this.challenges.choices(principal);
  }

  @Handles(previewChallenge)
  preview({ principal, body }: Call<typeof previewChallenge>) {
    return this.previewing.preview(principal, body);
  }

  @Handles(readChallenge)
  read({ principal, params }: Call<typeof readChallenge>) {
    return this.challenges.one(principal, params.challengeId);
  }

  @Handles(addChallenge)
  async add({ principal, body }: Call<typeof addChallenge>) {
    return this.challenges.one(principal, await this.hosting.add(principal, body));
  }

  @Handles(updateChallenge)
  async change({ principal, params, body }: Call<typeof updateChallenge>) {
    await this.hosting.change(principal, params.challengeId, body);
    return this.challenges.one(principal, params.challengeId);
  }

  @Handles(removeChallenge)
  async remove({ principal, params }: Call<typeof removeChallenge>) {
    await this.hosting.remove(principal, params.challengeId);
    return undefined;
  }

  @Handles(scheduleChallenge)
  async schedule({ principal, params }: Call<typeof scheduleChallenge>) {
    await this.hosting.schedule(principal, params.challengeId);
    return this.challenges.one(principal, params.challengeId);
  }

  @Handles(answerChallenge)
  async answer({ principal, params, body }: Call<typeof answerChallenge>) {
    await this.hosting.answer(principal, params.challengeId, body);
    return this.challenges.one(principal, params.challengeId);
  }

  @Handles(joinChallenge)
  async join({ principal, params }: Call<typeof joinChallenge>) {
    await this.hosting.join(principal.memberId, params.challengeId);
    return this.challenges.one(principal, params.challengeId);
  }

  @Handles(announceChallenge)
  async announce({ principal, params, body }: Call<typeof announceChallenge>) {
    await this.hosting.announce(principal, params.challengeId, body.thanks);
    return this.challenges.one(principal, params.challengeId);
  }
}
