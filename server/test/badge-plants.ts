/** What could be wrong with badges: in words, the law that names it, and the statements that plant it. */
export function badgePlants(somebody: string): readonly (readonly [string, string, string])[] {
  const grant = (badge: string, tier: string): string =>
    `INSERT INTO badge_grant (member_id, badge, tier, revision, value, behaviour_id, granted_at) VALUES (${somebody}, '${badge}', '${tier}', 1, 1, null, now())`;
  const held = `(SELECT id FROM badge_grant WHERE withdrawn_at IS NULL ORDER BY id LIMIT 1)`;
  return [
    [
      'a badge is there for nothing',
      'B1',
      `${grant('scholar', 'bronze')}; ${grant('scholar', 'silver')}; ${grant('scholar', 'gold')}`,
    ],
    [
      'a streak is longer than the days there were',
      'B1',
      `${grant('long-watch', 'bronze')}; ${grant('long-watch', 'silver')}`,
    ],
    [
      'a badge rests on a fact of somebody else',
      'B1',
      `UPDATE badge_grant g SET behaviour_id = (SELECT min(b.id) FROM behaviour b WHERE b.member_id <> g.member_id) WHERE id = ${held}`,
    ],
    ['a badge was granted by no rules', 'B1', `UPDATE badge_grant SET badge = 'invented' WHERE id = ${held}`],
    ['silver stands without bronze', 'B2', grant('long-watch', 'silver')],
    ['a badge that is due was not granted', 'B3', `DELETE FROM badge_grant WHERE badge = 'key-keeper'`],
  ];
}
