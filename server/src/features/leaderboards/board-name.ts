import {
  periodBounds,
  type Period,
  periodOf,
  type PeriodUnit,
  previousPeriod,
  type Zoned,
} from '@vigil/shared/calendar';
import { defaultGraceMs } from '@vigil/shared/calendar';

/** What a board is about; its id is the same in words. */
export interface BoardName {
  readonly of: 'people' | 'departments';
  /** `company`, or the department whose people it shows. */
  readonly scope: string;
  readonly period: Period;
}

export function boardIdOf({ of, scope, period }: BoardName): string {
  return `${of}.${scope}.${period.unit}.${period.key}`;
}

/** The board that an id names; null for a period that does not exist or lies ahead, and for boards that nobody keeps. */
export function boardNamed(boardId: string, nowMs: number, calendar: Zoned): BoardName | null {
  const [of, scope, unit, key] = boardId.split('.');
  if ((of !== 'people' && of !== 'departments') || scope === undefined || key === undefined) return null;
  if (of === 'departments' && scope !== 'company') return null;
  const period = { unit: unit as PeriodUnit, key };
  return exists(period, nowMs, calendar) ? { of, scope, period } : null;
}

export function exists(period: Period, nowMs: number, calendar: Zoned): boolean {
  try {
    const { startMs } = periodBounds(period, calendar);
    return startMs === null || startMs <= nowMs;
  } catch {
    return false;
  }
}

/** Periods whose boards move: the present ones, and those before them while they accept late facts. */
export function openPeriods(nowMs: number, calendar: Zoned): Period[] {
  return (['week', 'month', 'season', 'all'] as const).flatMap((unit) => {
    const present = periodOf(unit, nowMs, calendar);
    const before = previousPeriod(present);
    return before !== null && isOpen(before, nowMs, calendar) ? [present, before] : [present];
  });
}

export function isOpen(period: Period, nowMs: number, calendar: Zoned): boolean {
  const { endMs } = periodBounds(period, calendar);
  return endMs === null || nowMs - endMs <= defaultGraceMs;
}

export function isCurrent(period: Period, nowMs: number, calendar: Zoned): boolean {
  return periodOf(period.unit, nowMs, calendar).key === period.key;
}
