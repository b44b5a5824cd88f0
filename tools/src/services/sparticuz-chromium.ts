import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { projectRoot } from './paths.js';

/** Libraries slim images lack, a software renderer, a font. */
const archives = ['al2023', 'swiftshader', 'fonts'];

/**
 * Unpacks the Chromium that npm installed with `@sparticuz/chromium` into `cache`, once per version, and returns its
 * folder. The package's own unpacking is not used: it shares one folder between all users of the machine, and its
 * arguments switch off what our tests are there to check (web security, process isolation).
 */
export function unpackSparticuzChromium(cache: string): string {
  const packageDir = findPackage();
  const { version } = JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  const dir = path.join(cache, `sparticuz-chromium-${version}`);
  if (existsSync(dir)) return dir;

  const unfinished = `${dir}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  const unpacked = (name: string): Buffer =>
    brotliDecompressSync(readFileSync(path.join(packageDir, 'bin', name)));
  writeFileSync(path.join(unfinished, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  for (const archive of archives) {
    const tar = spawnSync('tar', ['-x', '-C', unfinished], { input: unpacked(`${archive}.tar.br`) });
    if (tar.status !== 0) throw new Error(`${archive}: ${tar.error?.message ?? tar.stderr.toString()}`);
  }
  useFontsIn(unfinished, dir);
  try {
    renameSync(unfinished, dir);
  } catch {
    rmSync(unfinished, { recursive: true, force: true }); // another run was first
  }
  return dir;
}

/** The package's `exports` hide its package.json, hence the way up from its entry. */
function findPackage(): string {
  const entry = createRequire(path.join(projectRoot, 'e2e', 'package.json')).resolve('@sparticuz/chromium');
  return path.resolve(path.dirname(entry), '..', '..');
}

/** Its own font configuration names folders of the cloud it was made for. */
function useFontsIn(unfinished: string, dir: string): void {
  const configuration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${dir}/fonts</dir>
  <cachedir>${dir}/font-cache</cachedir>
</fontconfig>
`;
  writeFileSync(path.join(unfinished, 'fonts.conf'), configuration);
}
