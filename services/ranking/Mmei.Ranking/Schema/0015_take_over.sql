-- How far the looks of a tenant's rule of a take-over have come. rule: its version. looked_to: when the last decision that was looked at was made.
CREATE TABLE ranking_take_over (
    tenant_id TEXT PRIMARY KEY,
    rule BIGINT NOT NULL,
    looks BIGINT NOT NULL,
    looked_to BIGINT NOT NULL);
