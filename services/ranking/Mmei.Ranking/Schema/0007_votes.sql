-- What people's feedback says of each item, week by week, as feedback counts it: the latest revision only. Place: the order of writing within a
-- tenant, so that a ranker reads what is new to it alone.
CREATE TABLE ranking_votes (
    tenant_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    week BIGINT NOT NULL,
    votes_for DOUBLE PRECISION NOT NULL,
    votes_against DOUBLE PRECISION NOT NULL,
    felt DOUBLE PRECISION NOT NULL,
    worse DOUBLE PRECISION NOT NULL,
    revision BIGINT NOT NULL,
    place BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, item_id, week));

CREATE INDEX ranking_votes_place ON ranking_votes (tenant_id, place);
CREATE INDEX ranking_votes_week ON ranking_votes (tenant_id, week);

-- The last place of each tenant. Whoever writes votes locks it until they are committed: no lower place can appear later.
CREATE TABLE ranking_vote_places (
    tenant_id TEXT PRIMARY KEY,
    place BIGINT NOT NULL);
