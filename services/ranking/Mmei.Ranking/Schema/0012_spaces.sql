-- The content model whose vectors are searched, and the one that is to take its place once it has encoded every item; one row.
CREATE TABLE ranking_content_models (
    id BIGINT PRIMARY KEY,
    serving TEXT NULL,
    next TEXT NULL,
    changed_at BIGINT NOT NULL);

-- Of items that were encoded most did so by this model; the others are encoded again by the one that is told next.
INSERT INTO ranking_content_models (id, serving, next, changed_at)
VALUES (1, (SELECT model FROM ranking_items WHERE encoded_revision > 0 GROUP BY model ORDER BY COUNT(*) DESC, model LIMIT 1), NULL, 0);

-- Items as the next content model encodes them. They move to ranking_items after it has begun to serve.
CREATE TABLE ranking_reencoded (
    tenant_id TEXT NOT NULL,
    item_id TEXT NOT NULL,
    model TEXT NOT NULL,
    -- What was asked for, and when; 0: nothing yet.
    requested_revision BIGINT NOT NULL,
    requested_at BIGINT NOT NULL,
    -- The revision that the embedding belongs to, and the one that the model's space has; 0: none.
    encoded_revision BIGINT NOT NULL,
    indexed_revision BIGINT NOT NULL,
    embedding {binary} NULL,
    meaning {binary} NULL,
    emotion_profile {binary} NULL,
    intent_profile {binary} NULL,
    PRIMARY KEY (tenant_id, item_id, model));

CREATE INDEX ranking_reencoded_waiting ON ranking_reencoded (requested_at) WHERE requested_revision > indexed_revision;
