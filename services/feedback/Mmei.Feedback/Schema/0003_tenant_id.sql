-- A tenant is named as in every other table. Replicas of before do not know the new name: stop them before this version starts.
ALTER TABLE feedback_decisions RENAME COLUMN tenant TO tenant_id;
ALTER TABLE feedback_signals RENAME COLUMN tenant TO tenant_id;
ALTER TABLE feedback_pending RENAME COLUMN tenant TO tenant_id;
ALTER TABLE feedback_tenants RENAME COLUMN tenant TO tenant_id;
ALTER TABLE feedback_policies RENAME COLUMN tenant TO tenant_id;
