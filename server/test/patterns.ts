import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNativeError } from 'node:util/types';
import { createContext, Script } from 'node:vm';
import ts from 'typescript';

/** A regular expression of ours, and where it stands. */
export interface Pattern {
  readonly file: string;
  readonly pattern: RegExp;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Walks through the code of these folders, tests left out. */
export function visitCode(
  folders: readonly string[],
  visit: (node: ts.Node, file: string, code: ts.SourceFile) => void,
): void {
  for (const folder of folders)
    for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
      const file = path.join(folder, name);
      const text = readFileSync(path.join(root, file), 'utf8');
      const code = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
      const walk = (node: ts.Node): void => {
        visit(node, file, code);
        ts.forEachChild(node, walk);
      };
      walk(code);
    }
}

/** Every regular expression that is written out in the code of these folders. */
export function patternsIn(...folders: readonly string[]): Pattern[] {
  const found: Pattern[] = [];
  visitCode(folders, (node, file) => {
    if (!ts.isRegularExpressionLiteral(node)) return;
    const end = node.text.lastIndexOf('/');
    found.push({ file, pattern: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
  });
  return found;
}

/**
 * Long texts that a pattern nearly fits: what it is written of, again and again, and a last character that fits nothing.
 * Patterns that go back over what they have read never come to an end of them.
 */
export function* nearlyFitting({ source }: RegExp, length: number): Generator<string> {
  const plain = source.replaceAll(/\\[a-zA-Z]\{[^}]*\}|\\(?:[a-zA-Z]|u[0-9a-f]{4})|[[\](){}|^$*+?\\]/g, ' ');
  const words = plain.split(/\s+/).filter((word) => word.length > 0);
  const singles = new Set(Array.from(`aA0 .-"\t\n/:=é${words.join('')}`).slice(0, 52));
  const repeated = new Set([
    ...singles,
    ...words,
    words.join(''),
    `${words.join('')} `,
    'a.',
    'a-',
    '1.',
    'a ',
    'a@',
  ]);
  for (const piece of repeated) {
    const text = piece.repeat(Math.ceil(length / Math.max(1, piece.length))).slice(0, length);
    yield `${text}\0`;
    yield `${words[0] ?? ''}${text}\0`;
  }
}

/** Another realm, whose errors are not ours. */
const context = createContext({});
const search = new Script('pattern.lastIndex = 0; text.replace(pattern, "")');
/** @returns whether all of the text was searched within the limit */
export function isSearched(pattern: RegExp, text: string, limitMs: number): boolean {
  try {
    search.runInContext(Object.assign(context, { pattern, text }), { timeout: limitMs });
    return true;
  } catch (error) {
    if (isNativeError(error) && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      return false;
    throw error;
  }
}
