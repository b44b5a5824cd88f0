import type { Locale, RouteCall } from '@vigil/shared/contract';
import type { useLink } from '@vigil/shared/people';

/** Who begins a new installation, and for which organisation. */
export type FirstAdministrator = NonNullable<RouteCall<typeof useLink>['body']['administrator']>;

/** The form as it is first seen: zone and language of this device. */
export function emptyFirstAdministrator(): FirstAdministrator {
  const locale: Locale = navigator.language.startsWith('de') ? 'de' : 'en';
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { organisation: '', firstName: '', lastName: '', email: '', timeZone, locale };
}

/** The zones this browser knows, its own in any case. */
export function zoneOptions(own: string): { value: string; label: string }[] {
  const zones = new Set([own, 'UTC', ...Intl.supportedValuesOf('timeZone')]);
  return [...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }));
}
