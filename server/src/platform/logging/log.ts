import { Injectable, type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';

/** Lines that wait for a disk with room are kept up to so many bytes. */
const mostWaitingBytes = 1_000_000;

/** Structured logs without personal content: callers pass ids, counts and codes, never names, addresses or bodies. */
@Injectable()
export class Log implements LoggerService {
  constructor(private readonly pino: Logger) {}

  info(message: string, fields: object = {}): void {
    this.pino.info(fields, message);
  }

  warn(message: string, fields: unknown = {}): void {
    this.pino.warn(asFields(fields), message);
  }

  error(message: string, fields: unknown = {}): void {
    this.pino.error(asFields(fields), message);
  }

  debug(message: string, fields: unknown = {}): void {
    this.pino.debug(asFields(fields), message);
  }

  /** Nest's own lines are of interest to developers only. */
  log(message: string, context?: unknown): void {
    this.pino.debug(asFields(context), message);
  }
}

function asFields(fields: unknown): object {
  return typeof fields === 'object' && fields !== null ? fields : { context: fields };
}

/** @param to where lines go; standard output unless told */
export function createLog(level: string, to: DestinationStream = linesTo(1)): Log {
  return new Log(pino({ level, serializers: { error: serializeError } }, to));
}

/** A file, by descriptor or path, whose failure is nobody's end: a server with a full disk goes on without its log. */
export function linesTo(dest: number | string): ReturnType<typeof pino.destination> {
  const lines = pino.destination({ dest, maxLength: mostWaitingBytes });
  const flush = lines.flushSync.bind(lines);
  // at the end of the process it would try for ever
  lines.on('error', () => (lines.flushSync = () => undefined));
  lines.on('write', () => (lines.flushSync = flush));
  return lines;
}

/** Database errors quote values in `detail`; only what names no person is logged. */
function serializeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  const database = 'severity' in error || 'driverError' in error;
  return {
    type: error.name,
    code,
    constraint,
    table,
    ...(database ? {} : { message: error.message }),
    stack: error.stack?.split('\n').slice(1, 12),
  };
}
