import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** One line of a table: the target's number, what was measured, the figure, the target. */
export type Figure = readonly [id: string, what: string, figure: string, target: string];
/** Measures one thing after the other and says each figure as soon as it is there. */
export type Section = (say: (...figure: Figure) => void) => Promise<void>;

const file = new URL('../RESULTS.md', import.meta.url);
const heading = '## ';

/** Puts a section's figures where its earlier ones stood, and leaves the other sections as they are. */
export function write(name: string, figures: readonly Figure[]): void {
  const sections = new Map(
    (existsSync(file) ? readFileSync(file, 'utf8') : '')
      .split(/^(?=## )/m)
      .filter((text) => text.startsWith(heading))
      .map((text) => [text.slice(heading.length, text.indexOf('\n')), text.trim()]),
  );
  const table = [['', 'What', 'Measured', 'Target'], ['---', '---', '---', '---'], ...figures]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  const machine = `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (servers, databases and load share them), Node ${process.version}`;
  sections.set(name, `${heading}${name}\n\n\`npm run bench -- ${name}\` on ${machine}.\n\n${table}`);
  writeFileSync(
    file,
    ['# Measured', 'Each figure stands beside its limit in the same run.', ...sections.values(), '']
      .join('\n\n')
      .trimEnd() + '\n',
  );
}

export const perSecond = (n: number): string => `${Math.round(n).toLocaleString('en')}/s`;
export const ms = (n: number): string => `${n.toFixed(2)} ms`;
export const times = (n: number): string => `${n.toFixed(2)}×`;
/** Of an odd number of values. */
export const median = (of: readonly number[]): number =>
  [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)] ?? 0;
