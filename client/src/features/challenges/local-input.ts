/** A moment as the browser's own field for date and time has it, in the zone of this device. */
export function localInput(at: Date): string {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Nine in the morning of the next day. */
export function tomorrowMorning(now = new Date()): string {
  return localInput(new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9));
}

/** So many days later, at the same time of day: a day on which clocks change is a day as well. */
export function daysLater(from: Date, days: number): Date {
  const at = new Date(from);
  at.setDate(at.getDate() + days);
  return at;
}

/** Whole days from one moment to another; at least one. */
export function daysBetween(from: string, until: string): number {
  return Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000));
}
