import { defang, type MailView, sameMailTexts } from '@vigil/shared/reports';
import {
  type AddressObject,
  type AttachmentStream,
  type HeaderLines,
  MailParser,
  type MessageText,
} from 'mailparser';
import { createHash } from 'node:crypto';
import { linksIn } from './mail-links.js';

/** Most that is looked at of a mail. What goes beyond is left out, or the mail is not read at all. */
const limits = {
  headBytes: 256 * 1024,
  parts: 200,
  htmlCharacters: 500_000,
  shownCharacters: 100_000,
  headers: 200,
  headerCharacters: 2_000,
  recipients: 50,
  attachments: 100,
} as const;

/** What is known of a mail once it was read. Everything in `view` is defanged; the rest never leaves the server. */
export interface MailFacts {
  readonly view: MailView;
  /** Hashes (hex) by which other copies of the same mail are found. */
  readonly keys: readonly string[];
  /** Set where the mail says that a simulator sent it: what it says of itself, nothing that is proved. */
  readonly practice: { readonly sentAtMs: number; readonly to: readonly string[] } | null;
}

/**
 * Reads a mail as a stranger's text: limits before anything is decoded, attachments hashed as they pass and never kept,
 * nothing fetched, nothing run.
 *
 * @param names words of the person who reports, which differ from copy to copy
 * @throws when it breaks the format or goes beyond a limit that cannot be cut
 */
export async function mailFacts(original: Buffer, names: readonly string[]): Promise<MailFacts> {
  const { parser, text, attachments } = await parsed(original);
  if (parser.headerLines === false || !isHead(parser.headerLines)) throw new Error('no head');
  const cuts = new Cuts();
  const plain = text?.text ?? null;
  const html = typeof text?.html === 'string' ? text.html : null;
  const formatted = html === null ? null : await asText(html);
  const from = addressText(parser.from);
  const view: MailView = {
    subject: cuts.line(parser.subject ?? ''),
    from: cuts.line(from),
    replyTo: cuts.line(addressText(parser.replyTo)),
    to: cuts.list(recipients(parser), limits.recipients).map((one) => cuts.line(one)),
    date: parser.date && !Number.isNaN(parser.date.getTime()) ? parser.date.toISOString() : null,
    messageId: parser.messageId === undefined ? null : cuts.line(parser.messageId),
    headers: cuts
      .list(parser.headerLines, limits.headers)
      .map(({ key, line }) => [cuts.line(key), cuts.line(line.slice(line.indexOf(':') + 1).trim())]),
    text: plain === null || plain === formatted ? null : cuts.text(plain),
    html: formatted === null ? null : cuts.text(formatted),
    links: html === null ? [] : linksIn(html).map((link) => cuts.line(link)),
    attachments: cuts.list(attachments, limits.attachments).map((one) => ({
      ...one,
      name: cuts.line(one.name),
      type: cuts.line(one.type),
    })),
    cut: cuts.any,
    unreadable: false,
  };
  const marks = {
    messageId: parser.messageId ?? null,
    from,
    subject: parser.subject ?? '',
    text: plain ?? formatted ?? '',
    attachments: attachments.map((one) => one.sha256),
  };
  const keys = sameMailTexts(marks, names).map((one) => createHash('sha256').update(one).digest('hex'));
  return { view, keys, practice: practiceOf(parser) };
}

/** Every mail says at least one of these. */
function isHead(lines: HeaderLines): boolean {
  return lines.some(({ key }) => ['from', 'subject', 'date', 'received'].includes(key));
}

interface PassedAttachment {
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
}

async function parsed(
  original: Buffer,
): Promise<{ parser: MailParser; text: MessageText | null; attachments: PassedAttachment[] }> {
  const parser = new MailParser({
    maxHeadSize: limits.headBytes,
    maxChildNodes: limits.parts,
    maxHtmlLengthToParse: limits.htmlCharacters,
    skipTextToHtml: true,
    skipHtmlToText: true,
    skipImageLinks: true,
    checksumAlgo: 'sha256',
  });
  const attachments: PassedAttachment[] = [];
  let text: MessageText | null = null;
  parser.on('data', (data: AttachmentStream | MessageText) => {
    if (data.type === 'text') text = data;
    else pass(data, attachments);
  });
  await new Promise<void>((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', resolve);
    parser.end(original);
  });
  return { parser, text, attachments };
}

/** Lets an attachment through: the parser hashes it on its way, and nobody keeps it. */
function pass(attachment: AttachmentStream, into: PassedAttachment[]): void {
  attachment.content.on('end', () => {
    into.push({
      name: attachment.filename || '(no name)',
      type: attachment.contentType,
      bytes: attachment.size ?? 0,
      sha256: attachment.checksum ?? '',
    });
    attachment.release?.();
  });
  attachment.content.resume();
}

/** What a formatted part says, by the same parser: a mail of that part alone. */
async function asText(html: string): Promise<string> {
  const parser = new MailParser({ maxHtmlLengthToParse: limits.htmlCharacters, skipTextToHtml: true });
  let text = '';
  parser.on('data', (data: AttachmentStream | MessageText) => {
    if (data.type === 'text') text = data.text ?? '';
  });
  await new Promise<void>((resolve, reject) => {
    parser.once('error', reject);
    parser.once('end', resolve);
    parser.end(Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${html}`));
  });
  return text;
}

/** GoPhish names itself in each mail, and its operators where they wish to be named. */
function practiceOf(parser: MailParser): MailFacts['practice'] {
  const headers = new Map((parser.headerLines || []).map(({ key, line }) => [key, line]));
  const mailer = headers.get('x-mailer') ?? '';
  if (!/^x-mailer:\s*gophish\s*$/i.test(mailer) && !headers.has('x-gophish-contact')) return null;
  const sentAtMs = parser.date?.getTime() ?? NaN;
  return Number.isNaN(sentAtMs) ? null : { sentAtMs, to: addresses(parser.to).slice(0, limits.recipients) };
}

function recipients(parser: MailParser): string[] {
  return [parser.to, parser.cc].flat().flatMap((one) => (one === undefined ? [] : [one.text]));
}

function addressText(of: AddressObject | undefined): string {
  return of?.text ?? '';
}

function addresses(of: AddressObject | AddressObject[] | undefined): string[] {
  return [of].flat().flatMap((one) => one?.value.flatMap(({ address }) => (address ? [address] : [])) ?? []);
}

/** Shortens, defangs, and remembers whether anything was left out. */
class Cuts {
  any = false;

  line(text: string): string {
    return this.shortened(text.replace(/\s+/g, ' '), limits.headerCharacters);
  }

  text(text: string): string {
    return this.shortened(text, limits.shownCharacters);
  }

  list<T>(all: readonly T[], most: number): readonly T[] {
    if (all.length > most) this.any = true;
    return all.slice(0, most);
  }

  private shortened(text: string, most: number): string {
    if (text.length > most) this.any = true;
    return defang(text.slice(0, most));
  }
}
