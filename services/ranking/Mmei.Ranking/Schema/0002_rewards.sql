-- What each person's signals said about each recommended item: the latest revision only.
CREATE TABLE ranking_rewards (
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    decision_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    reward DOUBLE PRECISION NOT NULL,
    disliked BIGINT NOT NULL,
    rewarded_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, user_id, decision_id, item_id));

CREATE INDEX ranking_rewards_latest ON ranking_rewards (tenant_id, user_id, rewarded_at);
