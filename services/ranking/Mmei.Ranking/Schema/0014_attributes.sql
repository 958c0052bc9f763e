-- What a tenant has declared of its items' attributes: {"name": "type", ...}, and whether there may be no others.
CREATE TABLE ranking_attributes (
    tenant_id TEXT NOT NULL PRIMARY KEY,
    types TEXT NOT NULL,
    only_declared BIGINT NOT NULL);
