import { listChallenges } from '@vigil/shared/challenges';
import { listPeriods, readBoard, readMyPlace, readSkyline } from '@vigil/shared/leaderboards';
import { listMyNotices } from '@vigil/shared/notices';
import { readMe } from '@vigil/shared/people';
import { listMyEntries, readMyPoints, readRuleset } from '@vigil/shared/points';
import { listRewards, readMyPurse } from '@vigil/shared/rewards';
import { readMyStreaks } from '@vigil/shared/streaks';

/**
 * Whose answers may stay on the device: what Home, boards, record and the bell show. What is for the person alone to
 * know (notes, reports, questions) stays nowhere, nor does anything that only the security team or administrators see.
 */
export const keptRoutes = [
  ...[readMe, readMyPoints, listMyEntries, readRuleset, readMyStreaks],
  ...[readSkyline, readBoard, readMyPlace, listPeriods],
  ...[listChallenges, listMyNotices, listRewards, readMyPurse],
];
