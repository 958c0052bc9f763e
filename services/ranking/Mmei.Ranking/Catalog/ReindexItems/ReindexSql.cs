namespace Mmei.Ranking.Catalog.ReindexItems;

/// <summary>Portable SQL over <c>ranking_content_models</c> and <c>ranking_reencoded</c>.</summary>
internal static class ReindexSql
{
    public const string Read =
        "SELECT serving, next, changed_at, serving_fitted_with, next_fitted_with FROM ranking_content_models WHERE id = 1";

    /// <summary>The row is this transaction's own until it ends.</summary>
    public const string ReadToChange = $"{Read} {{forUpdate}}";

    public const string Change =
        """
        UPDATE ranking_content_models SET
            serving = @Serving, next = @Next, changed_at = @ChangedAt, serving_fitted_with = @ServingFittedWith,
            next_fitted_with = @NextFittedWith
        WHERE id = 1
        """;

    // What the model's space lacks of an item of the catalog.
    private const string Unfilled =
        """
        deleted = 0 AND NOT EXISTS (
            SELECT 1 FROM ranking_reencoded n
            WHERE n.tenant_id = ranking_items.tenant_id AND n.item_id = ranking_items.item_id AND n.model = @model
                AND n.indexed_revision = ranking_items.revision)
        """;

    public const string ReadUnfilled =
        $"""
        SELECT {CatalogSql.ItemColumns} FROM ranking_items
        WHERE {Unfilled} AND (tenant_id, item_id) > (@TenantId, @ItemId) AND NOT EXISTS (
            SELECT 1 FROM ranking_reencoded n
            WHERE n.tenant_id = ranking_items.tenant_id AND n.item_id = ranking_items.item_id AND n.model = @model
                AND n.requested_revision = ranking_items.revision AND n.requested_at > @requestedBefore)
        ORDER BY tenant_id, item_id LIMIT @limit
        """;

    public const string CountUnfilled = $"SELECT COUNT(*) FROM ranking_items WHERE {Unfilled}";

    public const string CountFilled =
        """
        SELECT COUNT(*) FROM ranking_items i JOIN ranking_reencoded n ON n.tenant_id = i.tenant_id AND n.item_id = i.item_id
        WHERE i.tenant_id = @tenantId AND i.deleted = 0 AND n.model = @model AND n.indexed_revision = i.revision
        """;

    public const string CountWaiting =
        """
        SELECT COUNT(*) FROM ranking_reencoded
        WHERE requested_revision > indexed_revision AND requested_at > @requestedAfter AND model = @model
        """;

    public const string MarkRequested =
        """
        INSERT INTO ranking_reencoded (
            tenant_id, item_id, model, requested_revision, requested_at, encoded_revision, indexed_revision)
        SELECT tenant_id, item_id, @model, revision, @at, 0, 0 FROM ranking_items
        WHERE tenant_id = @TenantId AND item_id = @ItemId AND revision = @Revision AND deleted = 0
        ON CONFLICT (tenant_id, item_id, model) DO UPDATE SET
            requested_revision = excluded.requested_revision, requested_at = excluded.requested_at
        """;

    public const string SaveEncoded =
        """
        INSERT INTO ranking_reencoded (
            tenant_id, item_id, model, requested_revision, requested_at, encoded_revision, indexed_revision, embedding, meaning,
            emotion_profile, intent_profile)
        SELECT
            tenant_id, item_id, @Model, 0, 0, revision, 0, CAST(@Embedding AS {binary}), CAST(@Meaning AS {binary}),
            CAST(@EmotionProfile AS {binary}), CAST(@IntentProfile AS {binary})
        FROM ranking_items WHERE tenant_id = @TenantId AND item_id = @ItemId AND revision = @Revision AND deleted = 0
        ON CONFLICT (tenant_id, item_id, model) DO UPDATE SET
            encoded_revision = excluded.encoded_revision, embedding = excluded.embedding, meaning = excluded.meaning,
            emotion_profile = excluded.emotion_profile, intent_profile = excluded.intent_profile
        RETURNING item_id
        """;

    /// <summary>The words of an item stay: so does what was made of them, as that of the revision after.</summary>
    public const string KeepEncoded =
        """
        UPDATE ranking_reencoded SET encoded_revision = @Revision
        WHERE tenant_id = @TenantId AND item_id = @ItemId AND encoded_revision = @Revision - 1
        """;

    public const string MarkIndexed =
        """
        UPDATE ranking_reencoded SET indexed_revision = @Revision
        WHERE tenant_id = @TenantId AND item_id = @ItemId AND model = @Model AND encoded_revision = @Revision
        """;

    /// <summary>An item whose encoding by the next model came from another is asked for again.</summary>
    public const string AskAgain =
        "UPDATE ranking_reencoded SET requested_revision = 0 WHERE tenant_id = @TenantId AND item_id = @ItemId AND model = @next";

    public const string Load =
        $$"""
        SELECT {{RankableColumns}} FROM ranking_reencoded n JOIN ranking_items i ON i.tenant_id = n.tenant_id AND i.item_id = n.item_id
        WHERE n.tenant_id = @tenantId AND n.model = @model AND n.encoded_revision > 0 AND i.deleted = 0 AND n.item_id {in itemIds}
        """;

    public const string ReadEncoded =
        """
        SELECT n.tenant_id, n.item_id, i.kind, n.encoded_revision, n.embedding, n.emotion_profile, n.intent_profile, n.meaning, i.tags,
            i.creator, i.language, i.attributes
        FROM ranking_reencoded n JOIN ranking_items i ON i.tenant_id = n.tenant_id AND i.item_id = n.item_id
        WHERE n.model = @model AND n.encoded_revision > 0 AND i.deleted = 0 AND (n.tenant_id, n.item_id) > (@tenantId, @itemId)
            AND (i.model IS DISTINCT FROM n.model OR i.encoded_revision < n.encoded_revision)
        ORDER BY n.tenant_id, n.item_id LIMIT @page
        """;

    public const string ReadSettled = "SELECT tenant_id, item_id FROM ranking_reencoded WHERE model = @serving LIMIT @most";

    public const string Settle =
        """
        UPDATE ranking_items SET
            model = n.model, encoded_revision = n.encoded_revision, indexed_revision = n.indexed_revision, embedding = n.embedding,
            meaning = n.meaning, emotion_profile = n.emotion_profile, intent_profile = n.intent_profile
        FROM ranking_reencoded n
        WHERE ranking_items.tenant_id = @TenantId AND ranking_items.item_id = @ItemId AND ranking_items.deleted = 0
            AND n.tenant_id = @TenantId AND n.item_id = @ItemId AND n.model = @serving AND n.encoded_revision > 0
            AND (ranking_items.model IS DISTINCT FROM n.model OR ranking_items.encoded_revision < n.encoded_revision)
        """;

    public const string Forget = "DELETE FROM ranking_reencoded WHERE tenant_id = @TenantId AND item_id = @ItemId AND model = @serving";

    public const string ForgetItem = "DELETE FROM ranking_reencoded WHERE tenant_id = @tenantId AND item_id = @itemId";

    // Compared as a row, which both databases look up in the key.
    public const string ForgetOthers =
        """
        DELETE FROM ranking_reencoded WHERE (tenant_id, item_id, model) IN (
            SELECT tenant_id, item_id, model FROM ranking_reencoded WHERE model <> @serving AND model <> @next LIMIT @most)
        """;

    // What another model encoded cannot be found any more.
    public const string Outdate =
        """
        UPDATE ranking_items SET encoded_revision = 0, indexed_revision = 0, requested_at = 0
        WHERE deleted = 0 AND encoded_revision > 0 AND model <> @serving
        """;

    private const string RankableColumns =
        """
        n.tenant_id, n.item_id, i.kind, i.title, n.encoded_revision, i.created_at, n.embedding, n.emotion_profile, n.intent_profile,
        n.model, n.meaning, i.description, i.creator, i.language, i.media_url, i.thumbnail_url, i.expires_at, i.tags, i.attributes
        """;
}
