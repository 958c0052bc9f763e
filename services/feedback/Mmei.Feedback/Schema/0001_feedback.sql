-- What was shown, as far as learning needs it.
CREATE TABLE feedback_decisions (
    decision_id TEXT PRIMARY KEY,
    tenant TEXT NOT NULL,
    user_id TEXT,
    observation_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL,
    closed BIGINT NOT NULL DEFAULT 0,
    valence DOUBLE PRECISION NOT NULL,
    policy_name TEXT NOT NULL,
    policy_version BIGINT NOT NULL,
    explored BIGINT NOT NULL,
    feature_version BIGINT NOT NULL
);
CREATE INDEX feedback_decisions_closing ON feedback_decisions (closes_at) WHERE closed = 0;
CREATE INDEX feedback_decisions_observation ON feedback_decisions (tenant, observation_id);

-- features: little-endian float64. reward is null until there is one; revision counts its changes.
CREATE TABLE feedback_items (
    decision_id TEXT NOT NULL REFERENCES feedback_decisions (decision_id),
    item_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    propensity DOUBLE PRECISION NOT NULL,
    features {binary} NOT NULL,
    reward DOUBLE PRECISION,
    traits BIGINT NOT NULL DEFAULT 0,
    revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (decision_id, item_id)
);

-- Kept as they came, before or after their decision; the caller's id makes a repetition harmless.
CREATE TABLE feedback_signals (
    tenant TEXT NOT NULL,
    id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value DOUBLE PRECISION,
    observation_id TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX feedback_signals_decision ON feedback_signals (tenant, decision_id);
CREATE INDEX feedback_signals_observation ON feedback_signals (tenant, observation_id) WHERE observation_id IS NOT NULL;

-- Decisions whose rewards have to be worked out again. Whoever adds a decision or a signal touches the row of the decision, which makes
-- that wait for a learner at work on it: nothing that arrives meanwhile is overlooked.
CREATE TABLE feedback_pending (
    tenant TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    touched BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (tenant, decision_id)
);

-- The row that a learner locks, so that a tenant has one learner at a time.
CREATE TABLE feedback_tenants (
    tenant TEXT PRIMARY KEY,
    policy_version BIGINT NOT NULL DEFAULT 0
);

-- posterior: the state of the linear model, with its own checksum; it can be rebuilt from feedback_items.
CREATE TABLE feedback_policies (
    tenant TEXT NOT NULL REFERENCES feedback_tenants (tenant),
    feature_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    broadcast_version BIGINT NOT NULL DEFAULT 0,
    posterior {binary} NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (tenant, feature_version)
);

-- Messages that belong to a committed change and are not sent yet.
CREATE TABLE feedback_outbox (
    id {identity},
    body TEXT NOT NULL,
    leased_until BIGINT NOT NULL DEFAULT 0
);
