/** The way in which digests are made; a later one gets a new number, and old blocks keep theirs. */
export const digestForm = 1;

/**
 * SQL: the SHA-256 of everything an entry says, for a row `e` of the ledger. An array of JSON keeps fields apart, and
 * times are whole microseconds, so that no setting of a session changes it.
 */
export const entryDigest = `sha256(convert_to(jsonb_build_array(
  e.id, e.behaviour_id, e.member_id, e.department_id, e.kind, e.part, e.points, e.coins, e.quiet, e.object, e.about, e.source_id,
  (extract(epoch FROM e.occurred_at) * 1000000)::bigint, (extract(epoch FROM e.recorded_at) * 1000000)::bigint,
  e.cap_day, e.cap_week, e.cooldown_key, e.counts_week, e.counts_month, e.counts_season, e.revision, e.explanation,
  e.reverses_id, e.reversal, e.reason)::text, 'UTF8'))`;
