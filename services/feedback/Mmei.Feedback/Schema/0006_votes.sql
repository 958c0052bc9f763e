-- What each person's feedback says of an item: the sums over all times that they met it, and the last week in which they did.
CREATE TABLE feedback_votes (
    tenant_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    week BIGINT NOT NULL,
    votes_for DOUBLE PRECISION NOT NULL,
    votes_against DOUBLE PRECISION NOT NULL,
    felt DOUBLE PRECISION NOT NULL,
    worse DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (tenant_id, user_id, item_id)
);
CREATE INDEX feedback_votes_week ON feedback_votes (tenant_id, week);

-- The sums over people of at most one vote each, by the week in which they last met the item. Exact, so whatever is in them can be taken out.
CREATE TABLE feedback_item_votes (
    tenant_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    week BIGINT NOT NULL,
    votes_for DOUBLE PRECISION NOT NULL,
    votes_against DOUBLE PRECISION NOT NULL,
    felt DOUBLE PRECISION NOT NULL,
    worse DOUBLE PRECISION NOT NULL,
    revision BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, item_id, week)
);

-- 1: the item's reward is in the person's vote.
ALTER TABLE feedback_items ADD COLUMN voted BIGINT NOT NULL DEFAULT 0;

-- The type of the message.
ALTER TABLE feedback_outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'RewardAssigned';
