import { defineStore } from 'pinia';
import { readAnswerTime } from '@vigil/shared/reports';
import { call } from '../../lib/api';
import { useLoaded } from '../../lib/use-loaded';

/** The security team's public number. */
export const useAnswerTime = defineStore('answer-time', () => {
  const time = useLoaded((signal) => call(readAnswerTime, {}, { signal }));
  return { time: time.value, load: time.load };
});
