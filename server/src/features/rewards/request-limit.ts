import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { HourlyLimit } from '../../platform/limits/hourly-limit.js';

/** More than anybody wishes for in an hour; asking and withdrawing in turns writes two lines each time. */
export const requestsPerHour = 100;

/** How often a person can ask for rewards. */
@Injectable()
export class RequestLimit extends HourlyLimit {
  constructor(database: Database) {
    super(database, 'reward', requestsPerHour);
  }
}
