import { holidayRegions } from '@vigil/shared/calendar';

/** Regions by their names in the reader's language: "Germany", "Germany: Bayern". */
export function holidayOptions(locale: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  return holidayRegions
    .map(({ code, country, part }) => {
      const name = names.of(country) ?? country;
      return { value: code, label: part === null ? name : `${name}: ${part}` };
    })
    .sort((a, b) => a.label.localeCompare(b.label, locale));
}
