import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defang, visible } from './index.js';

describe('defanging', () => {
  it.each([
    ['See https://example.com/a?b=1.', 'See hxxps://example[.]com/a?b=1.'],
    ['HTTP://Evil.Example', 'HxxP://Evil[.]Example'],
    ['www.example.com and ftp://files.example', 'www[.]example[.]com and ftp[:]//files[.]example'],
    ['Bob <bob@example.com>', 'Bob <bob[@]example[.]com>'],
    ['"a b"@example.com', '"a b"[@]example[.]com'],
    ['http://192.0.2.7:8080/x, version 3.14', 'hxxp://192[.]0[.]2[.]7:8080/x, version 3.14'],
    ['javascript:alert(1) DATA:text/html,x', 'javascript[:]alert(1) DATA[:]text/html,x'],
    ['exa\u3002mple\uff0ecom \u{1f4a9}.la', 'exa[.]mple[.]com \u{1f4a9}[.]la'],
    ['Done. Next? At 9:30 it ends.', 'Done. Next? At 9:30 it ends.'],
  ])('%j becomes %j', (text, safe) => expect(defang(text)).toBe(safe));

  it('shows what cannot be seen, and keeps lines and the joiners of real scripts', () => {
    expect(visible('a\r\nb\rc\td')).toBe('a\nb\nc\td');
    expect(visible('\u202egpj.exe\u0000\u001b[31m\ud800\ue000\u200b')).toBe(
      '\ufffdgpj.exe\ufffd\ufffd[31m\ufffd\ufffd\ufffd',
    );
    expect(visible('نمی\u200cخواهم')).toBe('نمی\u200cخواهم');
  });

  const piece = fc.oneof(
    fc.constantFrom('http', 'https', 'HTTPS', ':', '//', '.', '@', 'www', 'com', 'javascript:', '[', ']'),
    fc.constantFrom('1', '192.0.2.1', 'hxxp', '[.]', '\u202e', '\u3002', ' ', '\n', '-', 'a@b.c', 'mailto:'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const stranger = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  it('leaves nothing to follow, twice as well as once', () => {
    fc.assert(
      fc.property(stranger, (text) => {
        const safe = defang(text);
        expect(safe).not.toMatch(/(?<![\p{L}\p{N}])(https?|javascript|data|mailto|file):/iu);
        expect(safe).not.toMatch(/(?<!hxxps?)(?<=[\p{L}\p{N}]):\/\//iu);
        expect(safe).not.toMatch(/[\p{L}\p{N}]\.\p{L}/u);
        expect(safe).not.toMatch(/[\p{L}\p{N}]@[\p{L}\p{N}]/u);
        expect(safe).not.toMatch(/(?![\n\t\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(defang(safe)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a megabyte of anything without stopping to think', () => {
    for (const part of ['a', '.', '@', 'http:', '1.', '192.', 'data:', 'a.', '1', '\u200c', '<a href='])
      expect(defang(part.repeat(1_000_000 / part.length)).length).toBeGreaterThan(0);
  });
});
