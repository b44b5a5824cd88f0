import { readFile, writeFile } from 'node:fs/promises';
import { capture, type Account } from './northwind.js';

/** What one captured request tells. */
export interface CapturedEvent {
  readonly campaign_id: number;
  readonly email: string;
  readonly time: string;
  readonly message: string;
  readonly details: string;
}

export type Choice = (event: CapturedEvent) => boolean;
export type Change = (event: CapturedEvent) => CapturedEvent;

interface ConnectionTest {
  readonly success: true;
}

/** Writes a part of the capture, in its own format, to a file for the replay tool. The tool signs it anew. */
export async function writeCapturePart(
  file: string,
  isWanted: Choice,
  change: Change = (event) => event,
): Promise<void> {
  const lines = (await readFile(capture.file, 'utf8')).trim().split('\n');
  const part = lines.flatMap((line) => {
    const request = JSON.parse(line) as { body: string };
    const event = JSON.parse(request.body) as CapturedEvent | ConnectionTest;
    if (!('message' in event) || !isWanted(event)) return [];
    const body = JSON.stringify(change(event));
    return [JSON.stringify({ ...request, body, body_base64: Buffer.from(body).toString('base64') })];
  });
  await writeFile(file, `${part.join('\n')}\n`);
}

/** The event is about this person and says one of these things. */
export function isOf({ email }: Account, ...messages: string[]): Choice {
  return (event) => event.email.toLowerCase() === email && messages.includes(event.message);
}
