-- What a policy has learned, in sums by week of the decision, so that it can fade. posterior: exact within its week, with its own checksum; null:
-- to be made again. archive: the sums of the rewards whose items are deleted; with those of the items that are here, what it is made of.
CREATE TABLE feedback_policy_weeks (
    tenant_id TEXT NOT NULL,
    feature_version BIGINT NOT NULL,
    week BIGINT NOT NULL,
    posterior {binary},
    archive {binary},
    PRIMARY KEY (tenant_id, feature_version, week),
    FOREIGN KEY (tenant_id, feature_version) REFERENCES feedback_policies (tenant_id, feature_version)
);

-- What was learned before is made again from its rewards, each in its week. Sums of deleted items do not say when they were earned: they count as
-- of the week in which the policy learned last. Replicas of before know only the sums of all weeks: stop them before this version starts.
INSERT INTO feedback_policy_weeks (tenant_id, feature_version, week)
SELECT DISTINCT d.tenant_id, d.feature_version, d.made_at / 604800000
FROM feedback_decisions d JOIN feedback_items i ON i.decision_id = d.decision_id WHERE i.reward IS NOT NULL;
INSERT INTO feedback_policy_weeks (tenant_id, feature_version, week, archive)
SELECT tenant_id, feature_version, updated_at / 604800000, archive FROM feedback_policies WHERE archive IS NOT NULL
ON CONFLICT (tenant_id, feature_version, week) DO UPDATE SET archive = excluded.archive;
ALTER TABLE feedback_policies DROP COLUMN posterior;
ALTER TABLE feedback_policies DROP COLUMN archive;
