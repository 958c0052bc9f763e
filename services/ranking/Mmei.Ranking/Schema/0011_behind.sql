-- What is behind is counted for every tenant each second, and mostly there is none of it.
CREATE INDEX ranking_items_behind ON ranking_items (tenant_id) WHERE deleted = 0 AND indexed_revision < revision;
