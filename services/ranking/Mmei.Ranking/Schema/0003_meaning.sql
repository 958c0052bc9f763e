-- What the item is about, where the content model says so.
ALTER TABLE ranking_items ADD COLUMN meaning {binary} NULL;

-- What was encoded before lacks it: it counts as of no model that serves, and so is encoded again.
UPDATE ranking_items SET model = 'none@0' WHERE encoded_revision > 0;
