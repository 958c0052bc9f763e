-- What was set by hand for a tenant. pinned: the snapshot in force, whatever is learned; null: the latest policy is. served_version: the version
-- of the tenant's policy when this was changed last, under which a pinned snapshot is broadcast.
CREATE TABLE feedback_policy_control (
    tenant_id TEXT PRIMARY KEY REFERENCES feedback_tenants (tenant_id),
    policy TEXT,
    exploration DOUBLE PRECISION,
    pinned BIGINT,
    served_version BIGINT NOT NULL
);

-- Policies as they were. parent: the snapshot kept before.
CREATE TABLE feedback_policy_snapshots (
    tenant_id TEXT NOT NULL REFERENCES feedback_tenants (tenant_id),
    feature_version BIGINT NOT NULL,
    version BIGINT NOT NULL,
    parent BIGINT,
    reason TEXT NOT NULL,
    rewards BIGINT NOT NULL,
    posterior {binary} NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, feature_version, version)
);
