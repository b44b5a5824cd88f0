import { Controller } from '@nestjs/common';
import { listBadgeKeys, readBadgeIssuer, readBadgeKey, readBadgeProof } from '@vigil/shared/badges';
import { problems } from '@vigil/shared/contract';
import { Database } from '../../platform/db/database.js';
import type { Call } from '../../platform/http/call.js';
import { Handles } from '../../platform/http/handles.js';
import { ProblemError } from '../../platform/http/problem-error.js';
import { BadgesReadModel } from './badges.read-model.js';
import { CredentialsService } from './credentials.service.js';
import { SigningKeysService } from './signing-keys.service.js';

/** What strangers may read: keys, the issuer, and a badge whose owner gave them its address. */
@Controller()
export class ProofsController {
  constructor(
    private readonly database: Database,
    private readonly read: BadgesReadModel,
    private readonly credentials: CredentialsService,
    private readonly keys: SigningKeysService,
  ) {}

  @Handles(readBadgeProof)
  async proof({ params, http }: Call<typeof readBadgeProof>) {
    // switched off is off, whatever lies between
    http.setHeader('cache-control', 'no-store');
    const proof = await this.read.proof(this.database, params.proofId);
    if (proof === null) throw new ProblemError(problems.notFound);
    return proof;
  }

  @Handles(listBadgeKeys)
  async published(_: Call<typeof listBadgeKeys>) {
    return { keys: (await this.keys.all()).map((row) => this.keys.published(row)) };
  }

  @Handles(readBadgeKey)
  async key({ params }: Call<typeof readBadgeKey>) {
    const row = (await this.keys.all()).find(({ id }) => id === params.keyId);
    if (row === undefined) throw new ProblemError(problems.notFound);
    return this.keys.published(row);
  }

  @Handles(readBadgeIssuer)
  async issuer(_: Call<typeof readBadgeIssuer>) {
    const issuer = await this.credentials.issuer();
    return {
      '@context': [
        'https://www.w3.org/ns/credentials/v2',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
      ...issuer,
      type: ['Profile'],
    };
  }
}
