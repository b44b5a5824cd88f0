/** What of a mail says whether two copies are the same mail. */
export interface MailMarks {
  readonly messageId: string | null;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  /** SHA-256 of each attachment. */
  readonly attachments: readonly string[];
}

const longestCompared = 20_000;
const answers = /^(?:(?:re|aw|fwd?|wg)\s*:\s*)+/u;
const link = /[a-z]{2,8}:\/\/([^\s/?#<>"]{1,255})[^\s<>"]{0,2000}/gu;

/**
 * Texts by which copies of one mail are found again: the mail as it reads, and its own identity together with sender and
 * subject. Two mails are the same when one of these is. What differs from copy to copy is left out: the names of whoever
 * got it, the rest of a link behind its host, numbers, spacing.
 *
 * @param names words of the person who reports: address, first and last name
 */
export function sameMailTexts(mail: MailMarks, names: readonly string[]): readonly string[] {
  const plain = normaliser(names);
  const head = `${plain(mail.from)}\n${plain(mail.subject).replace(answers, '')}`;
  const whole = [head, plain(mail.text), ...[...mail.attachments].sort()].join('\n');
  const own = mail.messageId === null ? [] : [`id\n${mail.messageId.trim().toLowerCase()}\n${head}`];
  return [`text\n${whole}`, ...own];
}

function normaliser(names: readonly string[]): (text: string) => string {
  const folded = names.map((name) => name.normalize('NFKC').toLowerCase());
  const addresses = folded.filter((name) => name.includes('@'));
  const words = new Set(
    folded.flatMap((name) => (name.includes('@') ? [] : (name.match(/\p{L}{3,}/gu) ?? []))),
  );
  return (text) => {
    let plain = text.slice(0, longestCompared).normalize('NFKC').toLowerCase().replace(link, '$1');
    for (const address of addresses) plain = plain.replaceAll(address, '~');
    return plain
      .replace(/\p{L}+/gu, (word) => (words.has(word) ? '~' : word))
      .replace(/\p{N}+/gu, '0')
      .replace(/\s+/gu, ' ')
      .trim();
  };
}
