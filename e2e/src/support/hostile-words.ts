import { importBehavioursCsv } from '@vigil/shared/behaviours';
import { answerDispute, disputeEntry, reverseEntry } from '@vigil/shared/corrections';
import { createSource } from '@vigil/shared/ingestion';
import { listMembers, updateDepartment, updateMember } from '@vigil/shared/people';
import { listMyEntries } from '@vigil/shared/points';
import { giveVerdict, listTriage, sendReport } from '@vigil/shared/reports';
import { listRules, publishRules } from '@vigil/shared/rules';
import { listCampaigns, renameCampaign } from '@vigil/shared/simulations';
import { randomUUID } from 'node:crypto';
import { call, type Caller } from './api.js';
import { accounts } from './northwind.js';

/** What a template, a translation, a browser or a reader could take for more than words. */
const name = (of: string) => `{{7*7}} @:nav.home {0} \${x} | ${of}`;
const address = (of: string) => `https://evil.example/${of}`;
const sentence = (of: string) =>
  `{{constructor.constructor('hit()')()}} @:nav.home {0} {name} \${7*7} %s | ${of} <img src=x onerror=hit()> <a href=${address(of)}>${of}</a> ${address(of)} www.evil.example javascript:hit()`;
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

export interface Authors {
  readonly reporter: Caller;
  readonly security: Caller;
  readonly administrator: Caller;
}
export interface HostileWords {
  /** Everything that was written. */
  readonly written: readonly string[];
  readonly disputeId: string;
  /** Groups of reports. */
  readonly groupIds: readonly string[];
}

/** Puts hostile words wherever people and administrators write what others read. */
export async function writeHostileWords(authors: Authors): Promise<HostileWords> {
  await nameThings(authors);
  const disputeId = await talkAboutEntries(authors);
  const groupIds = await talkAboutReports(authors);
  const written = [
    ...['first', 'department', 'source', 'rule', 'about'].map(name),
    ...['last', 'campaign', 'note'].map(address),
    ...['question', 'answer', 'reason', 'answered', 'open', 'thanks'].map(sentence),
  ];
  return { written, disputeId, groupIds };
}

async function nameThings({ security, administrator }: Authors): Promise<void> {
  const { items } = await call(administrator, listMembers, { query: { search: accounts.reporter.email } });
  const memberId = items[0]?.id ?? '';
  const departmentId = items[0]?.department?.id ?? '';
  const named = { firstName: name('first'), lastName: address('last') };
  await call(administrator, updateMember, { params: { memberId }, body: named });
  const body = { name: name('department') };
  await call(administrator, updateDepartment, { params: { departmentId }, body });
  await call(security, createSource, { body: { type: 'gophish', name: name('source') } });
  const { items: campaigns } = await call(security, listCampaigns, { query: {} });
  const params = { campaignId: campaigns[0]?.id ?? '' };
  await call(security, renameCampaign, { params, body: { name: address('campaign') } });
  const { items: revisions, newest } = await call(security, listRules, { query: {} });
  const { rules = [], multipliers = [] } = revisions.find(({ revision }) => revision === newest) ?? {};
  const own = { kind: 'door.locked', title: name('rule'), base: 5 };
  const draft = { rules: [...rules, own], multipliers };
  const published = { draft, baseRevision: newest, from: null, note: address('note') };
  await call(security, publishRules, { body: published });
}

async function talkAboutEntries({ reporter, security }: Authors): Promise<string> {
  const at = new Date(Date.now() - 60_000).toISOString();
  const line = `${accounts.reporter.email},habit.adopted,${at},hostile,${quoted(name('about'))}`;
  const csv = `email,kind,occurred_at,object,about\n${line}\n`;
  await call(security, importBehavioursCsv, { body: { csv } });
  const { items } = await call(reporter, listMyEntries, { query: {} });
  const [told, other] = items.filter((entry) => entry.reverses === null && entry.reversedBy === null);
  const { id: disputeId } = await call(reporter, disputeEntry, {
    params: { entryId: other?.id ?? '' },
    body: { question: sentence('question') },
  });
  const answer = { outcome: 'explained', reason: sentence('answer') } as const;
  await call(security, answerDispute, { params: { disputeId }, body: answer });
  const back = { params: { entryId: told?.id ?? '' }, body: { reason: sentence('reason') } };
  await call(security, reverseEntry, back);
  return disputeId;
}

async function talkAboutReports({ reporter, security }: Authors): Promise<string[]> {
  for (const of of ['answered', 'open'])
    await call(reporter, sendReport, { body: { id: randomUUID(), kind: 'call', text: sentence(of) } });
  const { items } = await call(security, listTriage, { query: { limit: 200 } });
  const groupIds = ['answered', 'open'].map(
    (of) => items.find(({ title }) => title.includes(`| ${of}`))?.id ?? '',
  );
  const verdict = { verdict: 'harmless', thanks: sentence('thanks'), verdictNo: 0 } as const;
  await call(security, giveVerdict, { params: { groupId: groupIds[0] ?? '' }, body: verdict });
  return groupIds;
}
