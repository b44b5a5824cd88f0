import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/db/database.js';
import { HourlyLimit } from '../../platform/limits/hourly-limit.js';

/** More than anybody has to tell in an hour, and far less than what would bury the queue. */
export const reportsPerHour = 40;

/** How many reports a person can send. */
@Injectable()
export class ReportLimit extends HourlyLimit {
  constructor(database: Database) {
    super(database, 'report', reportsPerHour);
  }
}
