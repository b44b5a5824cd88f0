/** A first call to try in a terminal: one fact, with the key in its header. */
export function curlExample(origin: string, key: string, kind: string, now: Date): string {
  const fact = {
    naturalKey: `try-${now.getTime()}`,
    member: { email: 'anna@example.com' },
    kind,
    occurredAt: now.toISOString(),
    object: 'passkeys-1',
    about: 'Passkeys in ten minutes',
  };
  return [
    `curl ${origin}/api/behaviours \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${JSON.stringify(fact, null, 2)}'`,
  ].join('\n');
}
