import { defineStore } from 'pinia';
import {
  listRecognitionPatterns,
  readRecognitionSettings,
  type RecognitionSettings,
  updateRecognitionSettings,
} from '@vigil/shared/recognition';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';

/** Patterns of giving and what is allowed, for those who look after fairness. */
export const useManageRecognition = defineStore('manage-recognition', () => {
  const patterns = useLoaded((signal) => call(listRecognitionPatterns, {}, { signal }));
  const settings = useLoaded((signal) => call(readRecognitionSettings, {}, { signal }));

  return {
    patterns,
    settings,
    load: () => Promise.all([patterns.load(), settings.load()]),
    cancel: () => {
      patterns.cancel();
      settings.cancel();
    },
    save: async (body: RecognitionSettings) => settings.set(await call(updateRecognitionSettings, { body })),
  };
});
