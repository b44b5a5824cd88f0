/** One part of a mail: its head lines, and what stands below them. */
export interface Part {
  readonly head: readonly string[];
  readonly body: string;
}

export const plainPart = (body: string): Part => ({
  head: ['Content-Type: text/plain; charset=utf-8'],
  body,
});
export const htmlPart = (body: string): Part => ({ head: ['Content-Type: text/html; charset=utf-8'], body });
export const filePart = (name: string, content: Buffer, type = 'application/octet-stream'): Part => ({
  head: [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
  ],
  body: content.toString('base64').replace(/.{76}/g, '$&\r\n'),
});

export interface MailWish {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly date?: Date;
  readonly messageId?: string;
  readonly head?: readonly string[];
  readonly parts?: readonly Part[];
}

/** A mail as a mail program saves it. */
export function aMail(wish: MailWish = {}): Buffer {
  const parts = wish.parts ?? [plainPart('Please pay the fee: https://parcel.example/pay')];
  const head = [
    `From: ${wish.from ?? 'Parcel Service <info@parcel.example>'}`,
    `To: ${wish.to ?? 'anna@northwind.example'}`,
    `Subject: ${wish.subject ?? 'Your parcel is waiting'}`,
    `Date: ${(wish.date ?? new Date('2026-11-23T15:00:00Z')).toUTCString()}`,
    ...(wish.messageId === undefined ? [] : [`Message-ID: ${wish.messageId}`]),
    ...(wish.head ?? []),
    'MIME-Version: 1.0',
  ];
  const [only] = parts;
  const lines =
    parts.length === 1 && only
      ? [...head, ...only.head, '', only.body]
      : [
          ...head,
          'Content-Type: multipart/mixed; boundary="part"',
          '',
          ...parts.flatMap((part) => ['--part', ...part.head, '', part.body]),
          '--part--',
          '',
        ];
  return Buffer.from(lines.join('\r\n'));
}
