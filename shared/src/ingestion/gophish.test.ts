import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gophishMessages, readGophish } from './gophish.js';

const nowMs = Date.parse('2026-11-24T12:00:00Z');
const event = {
  campaign_id: 1,
  email: 'Siobhán.O’Brien@Northwind.example',
  time: '2026-11-23T20:01:54.34540291Z',
  message: 'Clicked Link',
  details: '{"payload":{"password":["hush"]}}',
};

describe('what GoPhish says', () => {
  it('is reduced to what is needed', () => {
    expect(readGophish(event, nowMs)).toEqual({
      is: 'event',
      campaignId: '1',
      address: 'Siobhán.O’Brien@Northwind.example',
      emailKey: 'siobhán.o’brien@northwind.example',
      type: 'clicked',
      occurredNs: 1_795_464_114_345_402_910n,
    });
  });

  it('can be the connection test, or a campaign', () => {
    expect(readGophish({ success: true }, nowMs)).toEqual({ is: 'test' });
    expect(readGophish({ ...event, email: '', message: 'Campaign Created' }, nowMs)).toMatchObject({
      is: 'campaign',
      campaignId: '1',
    });
  });

  it.each([
    [{ success: false }],
    [{ success: true, more: 1 }],
    [null],
    [[event]],
    [{ ...event, campaign_id: -1 }],
    [{ ...event, campaign_id: '1; DROP' }],
    [{ ...event, email: 'a\u0000b' }],
    [{ ...event, email: 'x'.repeat(321) }],
    [{ ...event, time: 5 }],
    [{ ...event, message: undefined }],
  ])('is not %j', (value) => {
    expect(readGophish(value, nowMs).is).toBe('foreign');
  });

  it.each([
    [{ time: '1999-12-31T23:59:59.999999999Z' }],
    [{ time: '2026-11-25T12:00:00.000000001Z' }],
    [{ time: '2026-02-30T00:00:00Z' }],
    [{ email: '  ' }],
    [{ message: 'toString' }],
  ])('cannot be counted with %j', (more) => {
    expect(readGophish({ ...event, ...more }, nowMs).is).toBe('unusable');
  });

  it('is counted up to a day ahead, for clocks differ', () => {
    expect(readGophish({ ...event, time: '2026-11-25T12:00:00Z' }, nowMs).is).toBe('event');
  });

  it('never makes it throw, and its reasons repeat nothing', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...Object.keys(gophishMessages)));
    const value = fc.oneof(
      fc.anything(),
      fc.record({
        campaign_id: fc.anything(),
        email: fc.string({ minLength: 12 }),
        time: text,
        message: text,
      }),
    );
    fc.assert(
      fc.property(value, (given) => {
        const fact = readGophish(given, nowMs);
        if (fact.is !== 'unusable' && fact.is !== 'foreign') return;
        expect(fact.reason).toMatch(/^The [\w ]+\.$/);
      }),
    );
  });
});
