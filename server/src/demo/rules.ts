import type { INestApplicationContext } from '@nestjs/common';
import { periodOf } from '@vigil/shared/calendar';
import type { Rule } from '@vigil/shared/points';
import { RulesetsStore } from '../features/points/rulesets.store.js';
import { RescoresService } from '../features/rules/rescores.service.js';
import { RulesService } from '../features/rules/rules.service.js';
import type { SessionPrincipal } from '../platform/auth/principal.js';
import { Database } from '../platform/db/database.js';
import { demoAccounts, northwind } from './northwind.js';

const dayMs = 86_400_000;
const changedDaysAgo = 21;
const proposedDaysAgo = 2;

/**
 * What the security team did with the rules: helping each other came to be worth more, and a proposal waits for a second
 * person to count the week before by it. Each step can be taken again.
 */
export function rulesSteps(
  app: INestApplicationContext,
  people: readonly { readonly id: string; readonly email: string }[],
  nowMs: number,
): { atMs: number; step: () => Promise<unknown> }[] {
  const account = demoAccounts.find((a) => a.role === 'security');
  const memberId = people.find((p) => p.email === account?.email)?.id;
  if (memberId === undefined) throw new Error('the demo company has no security team');
  const by: SessionPrincipal = {
    by: 'session',
    sessionId: '',
    memberId,
    role: 'security',
    departmentId: null,
  };
  const changedMs = nowMs - changedDaysAgo * dayMs;
  return [
    { atMs: changedMs, step: () => makeHelpingWorthMore(app, by) },
    {
      atMs: nowMs - proposedDaysAgo * dayMs,
      step: () => proposeTheWeekBefore(app, by, periodOf('week', changedMs - 7 * dayMs, northwind).key),
    },
  ];
}

async function makeHelpingWorthMore(app: INestApplicationContext, by: SessionPrincipal): Promise<void> {
  const rulesets = await app.get(RulesetsStore).all(app.get(Database));
  const [first] = rulesets;
  if (first === undefined || rulesets.length > 1) return;
  const note = 'Helping each other is what people name first when asked what keeps us safe.';
  const draft = { rules: first.rules.map(worthMore), multipliers: first.multipliers };
  await app.get(RulesService).publish(draft, { baseRevision: 1, from: null, note }, by);
}

async function proposeTheWeekBefore(
  app: INestApplicationContext,
  by: SessionPrincipal,
  week: string,
): Promise<void> {
  const known = await app.get(Database).query('SELECT FROM rescore');
  if (known.length > 0) return;
  const why = 'The help desk was away that week, and colleagues stood in for it.';
  await app.get(RescoresService).propose({ revision: 2, firstWeek: week, lastWeek: week, why }, by);
}

function worthMore(rule: Rule): Rule {
  return rule.kind === 'colleague.helped' ? { ...rule, base: 15, capPerDay: 30, capPerWeek: 75 } : rule;
}
