import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const largestOutput = 50_000_000;

/** Debian packages unpacked into a folder; nothing is installed on the machine. */
export interface UnpackedPackages {
  readonly root: string;
  /** For `LD_LIBRARY_PATH`: where the packages' shared libraries are. */
  readonly libraryPath: string;
}

/**
 * Downloads a Debian package and those it depends on that this machine lacks, and unpacks them into `dir`; a second
 * call finds them there. Needs `apt-get`, no root, and changes nothing outside `dir`.
 *
 * @throws when there is no apt-get, no network or no such package.
 */
export async function unpackDebianPackage(name: string, dir: string): Promise<UnpackedPackages> {
  if (!existsSync(dir)) {
    const unfinished = `${dir}.${process.pid}`;
    rmSync(unfinished, { recursive: true, force: true });
    await downloadAndUnpack(name, unfinished);
    try {
      renameSync(unfinished, dir);
    } catch {
      rmSync(unfinished, { recursive: true, force: true }); // another run was first
    }
  }
  return { root: dir, libraryPath: libraryFolders(dir).join(':') };
}

async function downloadAndUnpack(name: string, dir: string): Promise<void> {
  const apt = path.join(dir, 'apt');
  const archives = path.join(apt, 'cache', 'archives');
  mkdirSync(path.join(apt, 'lists', 'partial'), { recursive: true });
  mkdirSync(path.join(archives, 'partial'), { recursive: true });
  const options = [
    `Dir::State::Lists=${apt}/lists`,
    `Dir::Cache=${apt}/cache`,
    'APT::Sandbox::User=',
    'Debug::NoLocking=1',
  ].flatMap((option) => ['-o', option]);
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const aptGet = (...rest: string[]) =>
    run('apt-get', [...options, '-qq', ...rest], { env, maxBuffer: largestOutput });

  await aptGet('update');
  await aptGet('install', '--yes', '--download-only', '--no-install-recommends', name);
  const files = readdirSync(archives).filter((file) => file.endsWith('.deb'));
  if (files.length === 0) throw new Error(`apt-get downloaded nothing for ${name}`);
  for (const file of files) await run('dpkg-deb', ['--extract', path.join(archives, file), dir]);
  rmSync(apt, { recursive: true, force: true });
}

/** `usr/lib/<machine>` and the folders packages keep private libraries in, such as pulseaudio's. */
function libraryFolders(root: string): string[] {
  const folders = ['lib', 'usr/lib'].flatMap((lib) => subfolders(path.join(root, lib)));
  const perMachine = folders.filter((folder) => path.basename(folder).includes('-linux-gnu'));
  return [...perMachine, ...perMachine.flatMap(subfolders).filter(holdsLibraries)];
}

function subfolders(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const entries = readdirSync(dir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(dir, entry.name));
}

function holdsLibraries(dir: string): boolean {
  return readdirSync(dir).some((file) => /^lib.*\.so(\.|$)/.test(file));
}
