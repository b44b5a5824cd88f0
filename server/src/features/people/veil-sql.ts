/**
 * SQL: the veil `v` lies over the first moment `at` of a week. A member has one there at most: a pseudonym begins and
 * ends with weeks, and who hides in that very moment was not hidden when the week began.
 */
export function covers(v: string, at: string): string {
  return `(${v}.from_at < ${at} OR ${v}.from_at = ${at} AND ${v}.pseudonym IS NOT NULL) AND (${v}.until_at IS NULL OR ${v}.until_at > ${at})`;
}

/** SQL: when the week of a key began in a zone. */
export function weekStart(key: string, zone: string): string {
  return `(to_date(${key}, 'IYYY-"W"IW')::timestamp AT TIME ZONE ${zone})`;
}

/** SQL: what the member `m`, who wears the pseudonym `w`, has chosen; the columns of a `Choice`. */
export const chosen = `m.first_name || ' ' || m.last_name AS name, m.board_visibility AS visibility, w.pseudonym AS worn,
  (extract(epoch FROM w.from_at) * 1000)::float8 AS "wornFromMs", w.until_at IS NOT NULL AS leaving`;

/** SQL: the pseudonym `w` under which the member `m` earns at the moment `at`. */
export function worn(w: string, m: string, at: string): string {
  return `${w}.member_id = ${m}.id AND ${w}.pseudonym IS NOT NULL AND ${w}.from_at <= ${at} AND (${w}.until_at IS NULL OR ${w}.until_at > ${at})`;
}
