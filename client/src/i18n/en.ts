import { homeEn } from '../app/home/messages.en';
import { leaderboardsEn } from '../features/leaderboards/messages.en';
import { peopleEn } from '../features/people/messages.en';
import { pointsEn } from '../features/points/messages.en';
import { simulationsEn } from '../features/simulations/messages.en';
import { commonEn } from './common.en';
import { mergeMessages } from './merge';

/** English, part by part; the first parts are what an employee reads. */
export const enParts = [commonEn, homeEn, peopleEn, pointsEn, leaderboardsEn, simulationsEn];
export const en = mergeMessages(enParts);
