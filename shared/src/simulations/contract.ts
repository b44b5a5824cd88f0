import { z } from 'zod';
import {
  csvBodyBytes,
  id,
  instant,
  only,
  page,
  pageQuery,
  plainText,
  problem,
  route,
  signedIn,
} from '../contract/index.js';

const tag = 'Simulations';
const forSecurity = only('security', 'administrator');
export const campaignClosed = problem('campaign-closed', 409, 'This campaign has been closed before.');

/** A campaign by figures that name nobody. Null where fewer than five people are behind a figure's group. */
export const campaign = z
  .object({
    id,
    name: z.string(),
    source: z.object({ id, name: z.string() }),
    state: z.enum(['running', 'settled']),
    createdAt: instant,
    settlesAt: instant,
    settledAt: instant.nullable(),
    figures: z
      .object({
        recipients: z.number().int(),
        delivered: z.number().int(),
        reported: z.number().int(),
        /**
         * Delivered and neither reported nor a risky act seen, as it was at settlement; null until then. A figure that
         * moved with a late report would tell what the late reporter did before.
         */
        silent: z.number().int().nullable(),
        /** A risky act and no report, as it was at settlement; null until then. Both are null unless each is at least five. */
        risky: z.number().int().nullable(),
        /** Median working minutes to a report; null below five reports. */
        medianMinutesToReport: z.number().nullable(),
      })
      .nullable(),
    /** Points for reports; quiet points are left out, for they would tell how many passed. */
    points: z.number().int(),
  })
  .meta({ id: 'Campaign' });
export type Campaign = z.infer<typeof campaign>;

export const listCampaigns = route({
  method: 'GET',
  path: '/api/campaigns',
  tag,
  access: forSecurity,
  summary: 'Campaigns, newest first',
  query: pageQuery,
  response: page(campaign),
});
export const readCampaign = route({
  method: 'GET',
  path: '/api/campaigns/:campaignId',
  tag,
  access: forSecurity,
  summary: 'One campaign',
  params: z.strictObject({ campaignId: id }),
  response: campaign,
});
export const renameCampaign = route({
  method: 'PATCH',
  path: '/api/campaigns/:campaignId',
  tag,
  access: forSecurity,
  summary: 'Give a campaign the name that people see',
  params: z.strictObject({ campaignId: id }),
  body: z.strictObject({ name: plainText(120) }),
  response: campaign,
});
/** Decides first reporter and passes, once. Reports that come later still earn. */
export const closeCampaign = route({
  method: 'POST',
  path: '/api/campaigns/:campaignId/close',
  tag,
  access: forSecurity,
  summary: 'Close a campaign: settle it now',
  params: z.strictObject({ campaignId: id }),
  response: campaign,
  problems: [campaignClosed],
});
export const resultsCsvRefused = problem('results-csv-refused', 422, 'This is not a results.csv of GoPhish.');
/** GoPhish's own export of results, held against what the events say. Counts only. */
export const checkResults = route({
  maxBodyBytes: csvBodyBytes,
  method: 'POST',
  path: '/api/campaigns/:campaignId/check',
  tag,
  access: forSecurity,
  summary: 'Cross-check with results.csv; changes nothing',
  params: z.strictObject({ campaignId: id }),
  body: z.strictObject({ csv: z.string().max(10_000_000) }),
  response: z.object({
    rows: z.number().int(),
    /** Recipients on whose status both can agree, by the sums of each status alone: no row of the file is looked up. */
    agree: z.number().int().nullable(),
    /**
     * Per status: how many the file and the events of the whole campaign hold, as it was at settlement; never compared
     * by person. `reported` stands beside the others, as in the simulator. `events` is null while the campaign runs and
     * where a group is small. It moves with no later event: each would tell what somebody did.
     */
    statuses: z.array(
      z.object({
        status: z.enum(['sent', 'opened', 'clicked', 'submitted', 'reported', 'not-delivered']),
        file: z.number().int(),
        events: z.number().int().nullable(),
      }),
    ),
    unknownRecipients: z.number().int(),
  }),
  problems: [resultsCsvRefused],
});

/** A careful note that only I can see: a risky act was recorded on my copy of a practice mail. */
export const myNote = z
  .object({
    id,
    campaign: z.string(),
    occurredAt: instant,
    act: z.enum(['clicked', 'submitted']),
    reported: z.boolean(),
    seenAt: instant.nullable(),
    /** The security team found that it was not the person's own act: it counts no more. */
    withdrawnAt: instant.nullable(),
  })
  .meta({ id: 'PrivateNote' });
export const listMyNotes = route({
  method: 'GET',
  path: '/api/me/notes',
  tag,
  access: signedIn,
  summary: 'Notes for me alone',
  response: z.object({ items: z.array(myNote) }),
});
export const markNoteSeen = route({
  method: 'POST',
  path: '/api/me/notes/:noteId/seen',
  tag,
  access: signedIn,
  summary: 'I have read this note',
  params: z.strictObject({ noteId: id }),
  response: myNote,
});
