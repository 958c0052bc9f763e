-- What a page needs to show an item, until when it may be recommended, and what else its tenant says of it (JSON). '' means nothing is said.
ALTER TABLE ranking_items ADD COLUMN creator TEXT NOT NULL DEFAULT '';
ALTER TABLE ranking_items ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE ranking_items ADD COLUMN media_url TEXT NOT NULL DEFAULT '';
ALTER TABLE ranking_items ADD COLUMN thumbnail_url TEXT NOT NULL DEFAULT '';
ALTER TABLE ranking_items ADD COLUMN expires_at BIGINT NULL;
ALTER TABLE ranking_items ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';

CREATE INDEX ranking_items_expiring ON ranking_items (tenant_id, expires_at) WHERE deleted = 0 AND expires_at IS NOT NULL;
