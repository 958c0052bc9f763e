-- arms: JSON. A person's arm follows from the seed and their id, so it is stored with their decisions alone.
CREATE TABLE feedback_experiments (
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    seed BIGINT NOT NULL,
    follow_minutes BIGINT NOT NULL,
    arms TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    stopped_at BIGINT,
    PRIMARY KEY (tenant_id, name)
);

-- One at a time.
CREATE UNIQUE INDEX feedback_experiments_running ON feedback_experiments (tenant_id) WHERE stopped_at IS NULL;

-- The exposure of the person, and how different the items of the slate are.
ALTER TABLE feedback_decisions ADD COLUMN experiment TEXT;
ALTER TABLE feedback_decisions ADD COLUMN arm TEXT;
ALTER TABLE feedback_decisions ADD COLUMN diversity DOUBLE PRECISION;
CREATE INDEX feedback_decisions_experiment ON feedback_decisions (tenant_id, experiment, user_id, made_at) WHERE experiment IS NOT NULL;
