-- Who was erased, by a digest of their id: what happened up to then is not taken in when it arrives later. tastes: what ranking erased; null until
-- it has answered.
CREATE TABLE feedback_erasures (
    tenant_id TEXT NOT NULL,
    person TEXT NOT NULL,
    erasure_id TEXT NOT NULL,
    erased_at BIGINT NOT NULL,
    tastes BIGINT,
    PRIMARY KEY (tenant_id, person)
);

-- What is kept of a person is found by them.
CREATE INDEX feedback_decisions_person ON feedback_decisions (tenant_id, user_id);
