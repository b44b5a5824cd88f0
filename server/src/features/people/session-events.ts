import { Injectable } from '@nestjs/common';

/** Sessions that are over. `because` is what their screens are told. */
export interface SessionsEnded {
  readonly sessionIds: readonly string[];
  readonly memberId: string;
  readonly because: 'signed-out' | 'changed';
}

/**
 * Tells, after the commit and in this process, that sessions ended or that somebody's account is not what it was.
 * Listeners close sockets; reaching other processes is theirs.
 */
@Injectable()
export class SessionEvents {
  private readonly endedListeners: ((ended: SessionsEnded) => void)[] = [];
  private readonly changedListeners: ((memberId: string) => void)[] = [];

  onEnded(listener: (ended: SessionsEnded) => void): void {
    this.endedListeners.push(listener);
  }

  /** Role, department, visibility, name, leadership or activity of a member changed. */
  onMemberChanged(listener: (memberId: string) => void): void {
    this.changedListeners.push(listener);
  }

  ended(ended: SessionsEnded): void {
    if (ended.sessionIds.length > 0) for (const listener of this.endedListeners) listener(ended);
  }

  memberChanged(memberId: string): void {
    for (const listener of this.changedListeners) listener(memberId);
  }
}
