import { Injectable } from '@nestjs/common';

/** Parts that the service can do without for a while say here how they are. */
@Injectable()
export class Readiness {
  private boards: () => boolean | Promise<boolean> = () => true;

  /** @param answers whether the board store can be reached */
  registerBoards(answers: () => boolean | Promise<boolean>): void {
    this.boards = answers;
  }

  async boardsAnswer(): Promise<boolean> {
    try {
      return await this.boards();
    } catch {
      return false;
    }
  }
}
