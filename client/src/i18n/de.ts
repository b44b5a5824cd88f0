import { homeDe } from '../app/home/messages.de';
import { auditDe } from '../features/admin/messages.de';
import { manageBadgesDe } from '../features/badges/admin/messages.de';
import { badgesDe } from '../features/badges/messages.de';
import { challengesDe } from '../features/challenges/messages.de';
import { correctionsAdminDe } from '../features/corrections/admin/messages.de';
import { correctionsDe } from '../features/corrections/messages.de';
import { dailyCheckDe } from '../features/daily-check/messages.de';
import { questionsDe } from '../features/daily-check/admin/messages.de';
import { sourcesDe } from '../features/ingestion/messages.de';
import { fairnessDe } from '../features/leaderboards/fairness/messages.de';
import { leaderboardsDe } from '../features/leaderboards/messages.de';
import { noticesDe } from '../features/notices/messages.de';
import { peopleAdminDe } from '../features/people/admin/messages.de';
import { peopleDe } from '../features/people/messages.de';
import { rulesDe } from '../features/points/admin/messages.de';
import { pointsDe } from '../features/points/messages.de';
import { leadersDe } from '../features/leaders/messages.de';
import { manageRecognitionDe } from '../features/recognition/admin/messages.de';
import { recognitionDe } from '../features/recognition/messages.de';
import { triageDe } from '../features/reports/admin/messages.de';
import { reportsDe } from '../features/reports/messages.de';
import { manageRewardsDe } from '../features/rewards/admin/messages.de';
import { rewardsDe } from '../features/rewards/messages.de';
import { seasonsDe } from '../features/seasons/messages.de';
import { campaignsDe } from '../features/simulations/admin/messages.de';
import { simulationsDe } from '../features/simulations/messages.de';
import { streaksDe } from '../features/streaks/messages.de';
import { displaysDe } from '../features/wall/admin/messages.de';
import { wallDe } from '../features/wall/messages.de';
import { adminDe } from '../lib/admin/messages.de';
import { commonDe } from './common.de';
import { mergeMessages } from './merge';

export const deParts = [
  commonDe,
  homeDe,
  peopleDe,
  pointsDe,
  leaderboardsDe,
  fairnessDe,
  simulationsDe,
  correctionsDe,
  noticesDe,
  streaksDe,
  dailyCheckDe,
  reportsDe,
  challengesDe,
  seasonsDe,
  rewardsDe,
  badgesDe,
  wallDe,
  recognitionDe,
  leadersDe,
  adminDe,
  peopleAdminDe,
  sourcesDe,
  campaignsDe,
  correctionsAdminDe,
  auditDe,
  rulesDe,
  triageDe,
  questionsDe,
  manageRewardsDe,
  manageBadgesDe,
  displaysDe,
  manageRecognitionDe,
];
export const de = mergeMessages(deParts);
