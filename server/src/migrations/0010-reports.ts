import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of members, grouped by what they are about; the mails that came with them; verdicts. */
export class Reports1764000000010 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE report_group (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        kind text NOT NULL CHECK (kind IN ('mail', 'call', 'visitor', 'lost-device', 'mistake', 'near-miss', 'idea')),
        -- defanged
        title text NOT NULL,
        state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'in-review', 'confirmed', 'harmless', 'duplicate')),
        verdict_no int NOT NULL DEFAULT 0,
        -- the verdict by which it is confirmed: what that brought is taken back when it is no longer
        proved_no int,
        created_at timestamptz NOT NULL,
        reviewed_at timestamptz,
        answered_at timestamptz,
        merged_into uuid REFERENCES report_group,
        CHECK ((state = 'duplicate') = (merged_into IS NOT NULL)),
        CHECK ((state IN ('confirmed', 'harmless')) = (answered_at IS NOT NULL)),
        CHECK ((state = 'confirmed') = (proved_no IS NOT NULL))
      );
      CREATE INDEX report_group_by_state ON report_group (state, number);

      -- hashes by which another copy of the same mail finds its group
      CREATE TABLE report_group_key (
        key bytea PRIMARY KEY,
        -- checked at the commit: keys are claimed before the group is made, so that of two who come at once one waits
        group_id uuid NOT NULL REFERENCES report_group DEFERRABLE INITIALLY DEFERRED
      );
      CREATE INDEX report_group_key_by_group ON report_group_key (group_id);

      CREATE TABLE report (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        reporter_id uuid NOT NULL REFERENCES member,
        -- made by whoever sent it: a retry is the same report
        client_id uuid NOT NULL,
        body_hash bytea NOT NULL,
        kind text NOT NULL,
        -- null for a practice mail: what was said with it is nobody's business
        text text,
        -- null: it was a practice mail, thanked at once; its simulation knows it as a report
        group_id uuid REFERENCES report_group,
        -- the same person had told of it before
        again boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        answered_at timestamptz,
        -- of the first answer, where a person gave it: how long it took, by the clock and within working hours
        answer_minutes int,
        answer_working_minutes int,
        seen_at timestamptz,
        UNIQUE (reporter_id, client_id),
        CHECK ((group_id IS NULL) = (text IS NULL))
      );
      CREATE INDEX report_by_reporter ON report (reporter_id, created_at, id);
      CREATE INDEX report_by_group ON report (group_id);
      CREATE INDEX report_by_answer ON report (answered_at) WHERE answer_working_minutes IS NOT NULL;

      -- the mail of a group, as its first reporter sent it; removed when its time is over
      CREATE TABLE report_mail (
        group_id uuid PRIMARY KEY REFERENCES report_group,
        original bytea NOT NULL,
        sha256 bytea NOT NULL,
        -- what may be looked at: text, defanged
        view jsonb NOT NULL,
        kept_until timestamptz NOT NULL
      );
      CREATE INDEX report_mail_by_end ON report_mail (kept_until);

      -- every verdict that was given, the present one last
      CREATE TABLE report_verdict (
        group_id uuid NOT NULL REFERENCES report_group,
        no int NOT NULL CHECK (no >= 1),
        verdict text NOT NULL CHECK (verdict IN ('confirmed', 'harmless')),
        thanks text NOT NULL,
        decided_by uuid NOT NULL REFERENCES member,
        decided_at timestamptz NOT NULL,
        PRIMARY KEY (group_id, no)
      );

      GRANT SELECT, INSERT, UPDATE ON report_group, report TO vigil_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON report_group_key, report_mail TO vigil_app;
      GRANT SELECT, INSERT ON report_verdict TO vigil_app;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP TABLE report_verdict, report_mail, report, report_group_key, report_group;`);
  }
}
