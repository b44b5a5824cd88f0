/**
 * How the date of a public holiday is found: a fixed date (`05-01`), days from Easter Sunday, or the first such weekday
 * (ISO, 1 = Monday) on or after a date.
 */
export type HolidayRule =
  string | { readonly easter: number } | { readonly weekday: number; readonly from: string };

/** What happens where a fixed holiday falls on a weekend: it stays, moves on to the next free weekday, or to the nearest. */
export type WeekendRule = 'stays' | 'next' | 'nearest';

/** The public holidays of a country, or of a part of one. */
export interface HolidayRegion {
  /** ISO 3166: `DE`, `DE-BY`. */
  readonly code: string;
  /** ISO 3166-1. */
  readonly country: string;
  /** The part's own name; null for what holds in the whole country. */
  readonly part: string | null;
  readonly rules: readonly HolidayRule[];
  readonly weekends: WeekendRule;
  /** IANA zones whose people most likely keep these holidays. */
  readonly zones: readonly string[];
}

const goodFriday = { easter: -2 };
const easterSunday = { easter: 0 };
const easterMonday = { easter: 1 };
const ascension = { easter: 39 };
const whitSunday = { easter: 49 };
const whitMonday = { easter: 50 };
const corpusChristi = { easter: 60 };
const on = (weekday: number, from: string): HolidayRule => ({ weekday, from });

interface Country {
  readonly rules: readonly HolidayRule[];
  readonly weekends?: WeekendRule;
  readonly zones: readonly string[];
  /** Code and own name of each part, with what is added to the country's holidays. */
  readonly parts?: Readonly<Record<string, readonly [string, readonly HolidayRule[]]>>;
}

const dayOfRepentance = on(3, '11-16');
const countries: Readonly<Record<string, Country>> = {
  AT: {
    rules: ['01-01', '01-06', easterMonday, '05-01', ascension, whitMonday, corpusChristi, '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'],
    zones: ['Europe/Vienna'],
  },
  BE: {
    rules: ['01-01', easterMonday, '05-01', ascension, whitMonday, '07-21', '08-15', '11-01', '11-11', '12-25'],
    zones: ['Europe/Brussels'],
  },
  CA: {
    rules: ['01-01', goodFriday, on(1, '05-18'), '07-01', on(1, '09-01'), on(1, '10-08'), '12-25', '12-26'],
    weekends: 'next',
    zones: ['America/Toronto', 'America/Vancouver', 'America/Edmonton', 'America/Winnipeg', 'America/Halifax', 'America/St_Johns'],
  },
  CH: { rules: ['01-01', ascension, '08-01', '12-25'], zones: ['Europe/Zurich'] },
  CZ: {
    rules: ['01-01', goodFriday, easterMonday, '05-01', '05-08', '07-05', '07-06', '09-28', '10-28', '11-17', '12-24', '12-25', '12-26'],
    zones: ['Europe/Prague'],
  },
  DE: {
    rules: ['01-01', goodFriday, easterMonday, '05-01', ascension, whitMonday, '10-03', '12-25', '12-26'],
    zones: ['Europe/Berlin', 'Europe/Busingen'],
    parts: {
      BW: ['Baden-Württemberg', ['01-06', corpusChristi, '11-01']],
      BY: ['Bayern', ['01-06', corpusChristi, '08-15', '11-01']],
      BE: ['Berlin', ['03-08']],
      BB: ['Brandenburg', [easterSunday, whitSunday, '10-31']],
      HB: ['Bremen', ['10-31']],
      HH: ['Hamburg', ['10-31']],
      HE: ['Hessen', [corpusChristi]],
      MV: ['Mecklenburg-Vorpommern', ['03-08', '10-31']],
      NI: ['Niedersachsen', ['10-31']],
      NW: ['Nordrhein-Westfalen', [corpusChristi, '11-01']],
      RP: ['Rheinland-Pfalz', [corpusChristi, '11-01']],
      SL: ['Saarland', [corpusChristi, '08-15', '11-01']],
      SN: ['Sachsen', ['10-31', dayOfRepentance]],
      ST: ['Sachsen-Anhalt', ['01-06', '10-31']],
      SH: ['Schleswig-Holstein', ['10-31']],
      TH: ['Thüringen', ['09-20', '10-31']],
    },
  },
  DK: { rules: ['01-01', { easter: -3 }, goodFriday, easterMonday, ascension, whitMonday, '12-25', '12-26'], zones: ['Europe/Copenhagen'] },
  ES: { rules: ['01-01', '01-06', goodFriday, '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'], zones: ['Europe/Madrid', 'Atlantic/Canary'] },
  FI: {
    rules: ['01-01', '01-06', goodFriday, easterMonday, '05-01', ascension, on(5, '06-19'), on(6, '06-20'), on(6, '10-31'), '12-06', '12-24', '12-25', '12-26'],
    zones: ['Europe/Helsinki', 'Europe/Mariehamn'],
  },
  FR: { rules: ['01-01', easterMonday, '05-01', '05-08', ascension, whitMonday, '07-14', '08-15', '11-01', '11-11', '12-25'], zones: ['Europe/Paris'] },
  GB: {
    rules: ['01-01', goodFriday, on(1, '05-01'), on(1, '05-25'), '12-25', '12-26'],
    weekends: 'next',
    zones: [],
    parts: {
      EAW: ['England, Wales', [easterMonday, on(1, '08-25')]],
      SCT: ['Scotland', ['01-02', on(1, '08-01'), '11-30']],
      NIR: ['Northern Ireland', ['03-17', easterMonday, '07-12', on(1, '08-25')]],
    },
  },
  IE: {
    rules: ['01-01', on(1, '02-01'), '03-17', easterMonday, on(1, '05-01'), on(1, '06-01'), on(1, '08-01'), on(1, '10-25'), '12-25', '12-26'],
    weekends: 'next',
    zones: ['Europe/Dublin'],
  },
  IT: { rules: ['01-01', '01-06', easterMonday, '04-25', '05-01', '06-02', '08-15', '10-04', '11-01', '12-08', '12-25', '12-26'], zones: ['Europe/Rome'] },
  LU: { rules: ['01-01', easterMonday, '05-01', '05-09', ascension, whitMonday, '06-23', '08-15', '11-01', '12-25', '12-26'], zones: ['Europe/Luxembourg'] },
  NL: { rules: ['01-01', easterMonday, '04-27', ascension, whitMonday, '12-25', '12-26'], zones: ['Europe/Amsterdam'] },
  NO: { rules: ['01-01', { easter: -3 }, goodFriday, easterMonday, '05-01', ascension, '05-17', whitMonday, '12-25', '12-26'], zones: ['Europe/Oslo'] },
  PL: { rules: ['01-01', '01-06', easterMonday, '05-01', '05-03', corpusChristi, '08-15', '11-01', '11-11', '12-24', '12-25', '12-26'], zones: ['Europe/Warsaw'] },
  PT: { rules: ['01-01', goodFriday, '04-25', '05-01', corpusChristi, '06-10', '08-15', '10-05', '11-01', '12-01', '12-08', '12-25'], zones: ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores'] },
  SE: {
    rules: ['01-01', '01-06', goodFriday, easterMonday, '05-01', ascension, '06-06', on(5, '06-19'), on(6, '10-31'), '12-24', '12-25', '12-26', '12-31'],
    zones: ['Europe/Stockholm'],
  },
  US: {
    rules: ['01-01', on(1, '01-15'), on(1, '02-15'), on(1, '05-25'), '06-19', '07-04', on(1, '09-01'), on(1, '10-08'), '11-11', on(4, '11-22'), '12-25'],
    weekends: 'nearest',
    zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles', 'America/Phoenix', 'America/Detroit', 'America/Anchorage', 'Pacific/Honolulu'],
  },
}; // prettier-ignore

/** Every country and part whose public holidays are known, by code. */
export const holidayRegions: readonly HolidayRegion[] = Object.entries(countries).flatMap(
  ([country, { rules, weekends = 'stays', zones, parts = {} }]): HolidayRegion[] => [
    { code: country, country, part: null, rules, weekends, zones },
    ...Object.entries(parts).map(([code, [part, more]]) => ({
      code: `${country}-${code}`,
      country,
      part,
      rules: [...rules, ...more],
      weekends,
      zones: country === 'GB' && code === 'EAW' ? ['Europe/London'] : [],
    })),
  ],
);
