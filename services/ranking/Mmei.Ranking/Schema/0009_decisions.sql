-- What led to each decision, packed (see RecordCodec).
CREATE TABLE ranking_decisions (
    tenant_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    user_id TEXT,
    made_at BIGINT NOT NULL,
    policy_id TEXT NOT NULL,
    record {binary} NOT NULL,
    PRIMARY KEY (tenant_id, decision_id));

CREATE INDEX ranking_decisions_made ON ranking_decisions (tenant_id, made_at);
CREATE INDEX ranking_decisions_user ON ranking_decisions (tenant_id, user_id);
CREATE INDEX ranking_decisions_policy ON ranking_decisions (tenant_id, policy_id);

-- The policies that made them, once each; decided_at: the first decision by it.
CREATE TABLE ranking_policies (
    tenant_id TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    decided_at BIGINT NOT NULL,
    state {binary} NOT NULL,
    PRIMARY KEY (tenant_id, policy_id));
