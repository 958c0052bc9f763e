-- What is old is found by its time, and by what has taken its place.
CREATE INDEX ranking_rewards_old ON ranking_rewards (tenant_id, rewarded_at);
CREATE INDEX ranking_rewards_item ON ranking_rewards (tenant_id, user_id, item_id, rewarded_at);

-- Of a deleted item its id and revision are kept, and nothing that was said of it.
UPDATE ranking_items SET title = '', description = '', tags = '' WHERE deleted = 1;
