import { type Problem, problems } from '@vigil/shared/contract';
import type { FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';

const mostHeaders = 200;

/** What is HTTP, but not a request that can be answered. @returns null where it can */
export function unfit({ headers, raw }: FastifyRequest): (Problem & { detail?: string }) | null {
  if (headers.host === undefined && raw.httpVersion !== '1.0') return problems.malformed;
  // an address of another server: this one carries nothing on
  if (!raw.url?.startsWith('/')) return problems.malformed;
  if (raw.rawHeaders.length > mostHeaders * 2) return problems.headersTooLarge;
  // nothing is unpacked here, so nothing can grow here
  if (!['identity', ''].includes(headers['content-encoding'] ?? ''))
    return { ...problems.unsupportedMedia, detail: 'Send the body as it is, without a content-encoding.' };
  return null;
}

const rawProblems: Readonly<Record<string, Problem>> = {
  HPE_HEADER_OVERFLOW: problems.headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: problems.tooSlow,
};

/** Answers what is not HTTP, or too much of it, where no request exists yet. */
export function refuseRaw(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const problem = rawProblems[error.code ?? ''] ?? problems.malformed;
  const body = JSON.stringify({ ...problem, requestId: randomUUID() });
  const words: Readonly<Record<number, string>> = {
    400: 'Bad Request',
    408: 'Request Timeout',
    431: 'Request Header Fields Too Large',
  };
  socket.end(
    `HTTP/1.1 ${problem.status} ${words[problem.status] ?? 'Bad Request'}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
