import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { AnswerTimes } from './answer-times.js';

/** The numbers of each line, by its name and labels in whatever order. */
function read(text: string): Map<string, number> {
  const lines = text.split('\n').filter((line) => line.startsWith('vigil'));
  return new Map(
    lines.map((line) => {
      const [, name = '', labels = '', value] = /^(\w+)\{(.*)\} (.+)$/.exec(line) ?? [];
      return [`${name} ${labels.split(',').sort().join(',')}`, Number(value)];
    }),
  );
}

it('says what a histogram of the usual library says', async () => {
  const answer = fc.record({
    seconds: fc.oneof(fc.constantFrom(0, 0.005, 0.05, 2.5), fc.double({ min: 0, max: 5, noNaN: true })),
    route: fc.constantFrom('/api/me', '/api/people/:memberId', 'unmatched'),
    method: fc.constantFrom('GET', 'POST'),
    status: fc.constantFrom(200, 304, 404),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { maxLength: 40 }), async (answers) => {
      const registry = new Registry();
      const usual = new Histogram({
        name: 'vigil_http_request_seconds',
        help: 'Time to answer, by route and status.',
        labelNames: ['route', 'method', 'status'],
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
        registers: [registry],
      });
      const ours = new AnswerTimes();
      for (const { seconds, ...labels } of answers) {
        usual.observe(labels, seconds);
        ours.took(seconds, labels.route, labels.method, labels.status);
      }
      const text = await registry.metrics();
      expect(read(ours.text())).toEqual(read(text));
      expect(ours.text().split('\n').slice(0, 2)).toEqual(text.split('\n').slice(0, 2));
    }),
  );
});
