-- What the item is about, where the content model says so.
ALTER TABLE ranking_items ADD COLUMN meaning {binary} NULL;
