-- The items that entered a catalog last.
CREATE INDEX ranking_items_latest ON ranking_items (tenant_id, created_at) WHERE deleted = 0;
