/** The organisation's calendar: one zone and working hours decide every period, cap day and speed part. */
export interface OrganisationCalendar {
  /** IANA zone. */
  readonly timeZone: string;
  /** ISO weekdays that are worked, 1 = Monday. */
  readonly workingDays: readonly number[];
  /** Local wall-clock, minutes after midnight. */
  readonly workFromMinute: number;
  readonly workUntilMinute: number;
}

export const periodUnits = ['week', 'month', 'season', 'all'] as const;
export type PeriodUnit = (typeof periodUnits)[number];

/** A period by unit and key: `2026-W48`, `2026-11`, `2026-Q4`, `all`. */
export interface Period {
  readonly unit: PeriodUnit;
  readonly key: string;
}
