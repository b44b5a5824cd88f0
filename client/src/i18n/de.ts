import { homeDe } from '../app/home/messages.de';
import { leaderboardsDe } from '../features/leaderboards/messages.de';
import { peopleDe } from '../features/people/messages.de';
import { pointsDe } from '../features/points/messages.de';
import { simulationsDe } from '../features/simulations/messages.de';
import { commonDe } from './common.de';
import { mergeMessages } from './merge';

export const deParts = [commonDe, homeDe, peopleDe, pointsDe, leaderboardsDe, simulationsDe];
export const de = mergeMessages(deParts);
