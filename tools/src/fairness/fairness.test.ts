import { describe, expect, it } from 'vitest';
import { fairness } from './fairness.js';

function run(...args: string[]): { code: number; said: string[]; complained: string[] } {
  const [said, complained]: string[][] = [[], []];
  const code = fairness(args, {
    out: (line) => void said?.push(line),
    err: (line) => void complained?.push(line),
  });
  return { code, said: said ?? [], complained: complained ?? [] };
}

describe('npm run fairness', () => {
  it('names every promise with what it found, the same for the same seed', () => {
    const args = ['--seasons', '60', '--seed', 'test'];
    const { said } = run(...args);
    expect(said[0]).toBe('60 seasons, seed test');
    expect(
      said.filter((line) => /^[✓✗] +\d+\.\d % {2}at (most|least) \d+\.\d % {2}/.test(line)),
    ).toHaveLength(17);
    expect(run(...args).said).toEqual(said);
  });

  it('plays with somebody’s own departments, without those below five', () => {
    const { code, said } = run('--sizes', '8, 8, 40,3', '--seasons', '60');
    expect(code).toBe(0);
    expect(said.filter((line) => /^ +(8|40) +[21] /.test(line))).toHaveLength(2);
    expect(said.join('\n')).not.toMatch(/^ +3 /m);
  });

  it.each([
    [['--sizes', '12'], 'at least two'],
    [['--sizes', '12,x'], 'whole numbers'],
    [['--sizes', '999999,999999'], 'more than'],
    [['--seasons', '0'], '--seasons'],
    [['--nothing'], '--nothing'],
  ])('says what it cannot understand: %j', (args, why) => {
    const { code, complained } = run(...args);
    expect(code).toBe(2);
    expect(complained.join()).toContain(why);
  });
});
