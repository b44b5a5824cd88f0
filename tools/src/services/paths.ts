import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, whether this runs from `src` or from `dist`. */
export const projectRoot = fileURLToPath(new URL('../../..', import.meta.url));

/** What a run fetched and may use again. Not under version control. */
export const cacheDir = path.join(projectRoot, '.cache');

/** The first of `names` that is an executable file in one of the folders of `searchPath`, as an absolute path. */
export function findOnPath(names: readonly string[], searchPath: string | undefined): string | undefined {
  const folders = (searchPath ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
