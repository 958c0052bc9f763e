-- One row for each item a tenant ever had. A deleted item keeps its row, so that its revision goes on counting when it comes back and a
-- late embedding of its earlier life is recognised as such.
CREATE TABLE ranking_items (
    tenant_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    tags TEXT NOT NULL,
    revision BIGINT NOT NULL,
    created_revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    -- When its encoding was last asked for; 0: not yet.
    requested_at BIGINT NOT NULL,
    -- The revision that the embedding belongs to, and the one that the vector index has; 0: none.
    encoded_revision BIGINT NOT NULL,
    indexed_revision BIGINT NOT NULL,
    model TEXT NULL,
    embedding {binary} NULL,
    emotion_profile {binary} NULL,
    intent_profile {binary} NULL,
    PRIMARY KEY (tenant_id, item_id));

CREATE INDEX ranking_items_pending ON ranking_items (requested_at) WHERE deleted = 0 AND indexed_revision < revision;
