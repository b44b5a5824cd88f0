import { homeEn } from '../app/home/messages.en';
import { auditEn } from '../features/admin/messages.en';
import { manageBadgesEn } from '../features/badges/admin/messages.en';
import { badgesEn } from '../features/badges/messages.en';
import { challengesEn } from '../features/challenges/messages.en';
import { correctionsAdminEn } from '../features/corrections/admin/messages.en';
import { correctionsEn } from '../features/corrections/messages.en';
import { dailyCheckEn } from '../features/daily-check/messages.en';
import { questionsEn } from '../features/daily-check/admin/messages.en';
import { sourcesEn } from '../features/ingestion/messages.en';
import { fairnessEn } from '../features/leaderboards/fairness/messages.en';
import { leaderboardsEn } from '../features/leaderboards/messages.en';
import { noticesEn } from '../features/notices/messages.en';
import { peopleAdminEn } from '../features/people/admin/messages.en';
import { peopleEn } from '../features/people/messages.en';
import { rulesEn } from '../features/points/admin/messages.en';
import { pointsEn } from '../features/points/messages.en';
import { leadersEn } from '../features/leaders/messages.en';
import { manageRecognitionEn } from '../features/recognition/admin/messages.en';
import { recognitionEn } from '../features/recognition/messages.en';
import { triageEn } from '../features/reports/admin/messages.en';
import { reportsEn } from '../features/reports/messages.en';
import { manageRewardsEn } from '../features/rewards/admin/messages.en';
import { rewardsEn } from '../features/rewards/messages.en';
import { seasonsEn } from '../features/seasons/messages.en';
import { campaignsEn } from '../features/simulations/admin/messages.en';
import { simulationsEn } from '../features/simulations/messages.en';
import { streaksEn } from '../features/streaks/messages.en';
import { displaysEn } from '../features/wall/admin/messages.en';
import { wallEn } from '../features/wall/messages.en';
import { adminEn } from '../lib/admin/messages.en';
import { commonEn } from './common.en';
import { mergeMessages } from './merge';

/** English, part by part; the first parts are what an employee reads. */
export const enParts = [
  commonEn,
  homeEn,
  peopleEn,
  pointsEn,
  leaderboardsEn,
  fairnessEn,
  simulationsEn,
  correctionsEn,
  noticesEn,
  streaksEn,
  dailyCheckEn,
  reportsEn,
  challengesEn,
  seasonsEn,
  rewardsEn,
  badgesEn,
  wallEn,
  recognitionEn,
  leadersEn,
  adminEn,
  peopleAdminEn,
  sourcesEn,
  campaignsEn,
  correctionsAdminEn,
  auditEn,
  rulesEn,
  triageEn,
  questionsEn,
  manageRewardsEn,
  manageBadgesEn,
  displaysEn,
  manageRecognitionEn,
];
export const en = mergeMessages(enParts);
