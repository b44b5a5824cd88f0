import { type Figure, type Section, write } from './results.js';
import { awardsSection } from './sections/awards.js';
import { bulkSection } from './sections/bulk.js';
import { profileSection } from './sections/profile/index.js';
import { ranksSection } from './sections/ranks.js';
import { readsSection } from './sections/reads.js';
import { screensSection } from './sections/screens.js';
import { socketsSection } from './sections/sockets.js';

const sections: Readonly<Record<string, Section>> = {
  awards: awardsSection,
  bulk: bulkSection,
  profile: profileSection,
  ranks: ranksSection,
  reads: readsSection,
  screens: screensSection,
  sockets: socketsSection,
};

/** Measures the sections that are named, or all; see `bench/RESULTS.md`. */
async function main(asked: readonly string[]): Promise<void> {
  const unknown = asked.find((name) => !(name in sections));
  if (unknown !== undefined)
    throw new Error(`No section is called ${unknown}. There are: ${Object.keys(sections).join(', ')}.`);
  for (const [name, section] of Object.entries(sections)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const figures: Figure[] = [];
    await section((...figure) => {
      figures.push(figure);
      const [id, what, measured, target] = figure;
      console.log(`${id.padEnd(6)} ${what}: ${measured}  (target ${target})`);
    });
    write(name, figures);
  }
}

await main(process.argv.slice(2));
