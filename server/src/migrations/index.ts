import { People1764000000001 } from './0001-people.js';
import { Points1764000000002 } from './0002-points.js';
import { Ingestion1764000000003 } from './0003-ingestion.js';
import { QuietPoints1764000000004 } from './0004-quiet-points.js';
import { DepartmentStandings1764000000005 } from './0005-department-standings.js';
import { BoardVeils1764000000006 } from './0006-board-veils.js';
import { Rules1764000000007 } from './0007-rules.js';
import { Audit1764000000008 } from './0008-audit.js';
import { Corrections1764000000009 } from './0009-corrections.js';
import { Reports1764000000010 } from './0010-reports.js';
import { Challenges1764000000011 } from './0011-challenges.js';
import { Streaks1764000000012 } from './0012-streaks.js';
import { Rewards1764000000014 } from './0014-rewards.js';
import { Badges1764000000015 } from './0015-badges.js';
import { Recognition1764000000016 } from './0016-recognition.js';
import { Leaders1764000000017 } from './0017-leaders.js';
import { Notices1764000000018 } from './0018-notices.js';
import { Displays1764000000019 } from './0019-displays.js';
import { Seasons1764000000020 } from './0020-seasons.js';
import { LeadersGive1764000000021 } from './0021-leaders-give.js';
import { OutboxByTransaction1764000000022 } from './0022-outbox-by-transaction.js';
import { OutboxSince1764000000023 } from './0023-outbox-since.js';
import { SourceSecrets1764000000024 } from './0024-source-secrets.js';

/** All migrations in order. One is never edited after it has been released. */
export const migrations = [
  People1764000000001,
  Points1764000000002,
  Ingestion1764000000003,
  QuietPoints1764000000004,
  DepartmentStandings1764000000005,
  BoardVeils1764000000006,
  Rules1764000000007,
  Audit1764000000008,
  Corrections1764000000009,
  Reports1764000000010,
  Challenges1764000000011,
  Streaks1764000000012,
  Rewards1764000000014,
  Badges1764000000015,
  Recognition1764000000016,
  Leaders1764000000017,
  Notices1764000000018,
  Displays1764000000019,
  Seasons1764000000020,
  LeadersGive1764000000021,
  OutboxByTransaction1764000000022,
  OutboxSince1764000000023,
  SourceSecrets1764000000024,
];
