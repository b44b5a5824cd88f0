import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const names = (text, pattern) => [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();

it('asks for every setting of the production stack, gives none a default, and lists them to fill in', () => {
  const compose = read('docker-compose.yml');
  const asked = names(compose, /(?<!\$)\$\{(\w+):\?/g);
  expect(asked).toContain('SECRET_KEY');
  expect(names(compose, /(?<!\$)\$\{(\w+)/g)).toEqual(asked);
  expect(names(read('deploy/env.example'), /^(\w+)=$/gm)).toEqual(asked);
});

it('brings every workspace to the image build', () => {
  const { workspaces } = JSON.parse(read('package.json'));
  expect(names(read('Dockerfile'), /^COPY (\w+)\/package\.json/gm)).toEqual([...workspaces].sort());
});
