-- The fusion models that the content models were fitted with, as name@version, with spaces between; '' where they do not say.
ALTER TABLE ranking_content_models ADD COLUMN serving_fitted_with TEXT NOT NULL DEFAULT '';
ALTER TABLE ranking_content_models ADD COLUMN next_fitted_with TEXT NOT NULL DEFAULT '';
