import { Injectable } from '@nestjs/common';

/** Parts that the service can do without for a while say here how they are. */
@Injectable()
export class Readiness {
  private isLeaving = false;
  private boards: () => boolean | Promise<boolean> = () => true;

  /** @param answers whether the board store can be reached */
  registerBoards(answers: () => boolean | Promise<boolean>): void {
    this.boards = answers;
  }

  /** From now on the process asks for no more work; what is under way is finished. */
  leave(): void {
    this.isLeaving = true;
  }

  get takesWork(): boolean {
    return !this.isLeaving;
  }

  async boardsAnswer(): Promise<boolean> {
    try {
      return await this.boards();
    } catch {
      return false;
    }
  }
}
