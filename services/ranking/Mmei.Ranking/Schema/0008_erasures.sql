-- Who was erased, by a digest of their id: what happened up to then is not taken in when it arrives later.
CREATE TABLE ranking_erasures (
    tenant_id TEXT NOT NULL,
    person TEXT NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (tenant_id, person));
