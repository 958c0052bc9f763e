namespace Mmei.Ranking.Catalog;

/// <summary>Portable SQL over <c>ranking_items</c>.</summary>
internal static class CatalogSql
{
    // What is encoded has not changed, and its encoding is there.
    private const string StaysEncoded =
        """
        ranking_items.deleted = 0 AND ranking_items.encoded_revision = ranking_items.revision AND ranking_items.title = excluded.title
            AND ranking_items.description = excluded.description AND ranking_items.tags = excluded.tags
        """;

    // What a re-index has of an item already.
    private const string Reencoded =
        """
        SELECT 1 FROM ranking_reencoded n CROSS JOIN ranking_content_models m
        WHERE n.tenant_id = ranking_items.tenant_id AND n.item_id = ranking_items.item_id
        """;

    public const string Upsert =
        $"""
        INSERT INTO ranking_items (
            tenant_id, item_id, kind, title, description, tags, creator, language, media_url, thumbnail_url, expires_at, attributes,
            revision, created_revision, created_at, deleted, requested_at, encoded_revision, indexed_revision)
        VALUES (
            @tenantId, @Id, @Kind, @Title, @Description, @Tags, @Creator, @Language, @MediaUrl, @ThumbnailUrl, @ExpiresAt, @Attributes,
            1, 1, @now, 0, 0, 0, 0)
        ON CONFLICT (tenant_id, item_id) DO UPDATE SET
            kind = excluded.kind, title = excluded.title, description = excluded.description, tags = excluded.tags,
            creator = excluded.creator, language = excluded.language, media_url = excluded.media_url,
            thumbnail_url = excluded.thumbnail_url, expires_at = excluded.expires_at, attributes = excluded.attributes,
            revision = ranking_items.revision + 1,
            created_revision = CASE WHEN ranking_items.deleted = 1 THEN ranking_items.revision + 1 ELSE ranking_items.created_revision END,
            created_at = CASE WHEN ranking_items.deleted = 1 THEN excluded.created_at ELSE ranking_items.created_at END,
            encoded_revision = CASE WHEN {StaysEncoded} THEN ranking_items.revision + 1 ELSE ranking_items.encoded_revision END,
            indexed_revision = CASE WHEN ranking_items.deleted = 1 THEN 0 ELSE ranking_items.indexed_revision END,
            requested_at = CASE WHEN {StaysEncoded} THEN excluded.created_at ELSE 0 END,
            deleted = 0
        WHERE ranking_items.deleted = 1 OR ranking_items.kind <> excluded.kind OR ranking_items.title <> excluded.title
            OR ranking_items.description <> excluded.description OR ranking_items.tags <> excluded.tags
            OR ranking_items.creator <> excluded.creator OR ranking_items.language <> excluded.language
            OR ranking_items.media_url <> excluded.media_url OR ranking_items.thumbnail_url <> excluded.thumbnail_url
            OR ranking_items.expires_at IS DISTINCT FROM excluded.expires_at OR ranking_items.attributes <> excluded.attributes
        RETURNING {ItemColumns}
        """;

    public const string Find = $"SELECT {ItemColumns} FROM ranking_items WHERE tenant_id = @tenantId AND item_id = @itemId AND deleted = 0";

    /// <summary>The row is this transaction's own until it ends.</summary>
    public const string FindToEdit = $"{Find} {{forUpdate}}";

    public const string FindMany =
        $$"""
        SELECT {{ItemColumns}} FROM ranking_items
        WHERE tenant_id = @tenantId AND deleted = 0 AND (expires_at IS NULL OR expires_at > @now) AND item_id {in itemIds}
        """;

    public const string Read =
        $"""
        SELECT {ItemColumns} FROM ranking_items
        WHERE tenant_id = @tenantId AND deleted = 0 AND item_id > @after AND (@kind = '' OR kind = @kind)
        ORDER BY item_id LIMIT @limit
        """;

    public const string ReadLatest =
        $"""
        SELECT {ItemColumns} FROM ranking_items
        WHERE tenant_id = @tenantId AND deleted = 0 AND (expires_at IS NULL OR expires_at > @now) AND (@kind = '' OR kind = @kind)
        ORDER BY created_at DESC, item_id LIMIT @limit
        """;

    // The id and the revision stay, and nothing that was said of it. A re-index may have it where the space that serves has not.
    private const string Clear =
        """
        indexed_revision = CASE
            WHEN indexed_revision = 0 AND EXISTS (
                SELECT 1 FROM ranking_reencoded n
                WHERE n.tenant_id = ranking_items.tenant_id AND n.item_id = ranking_items.item_id AND n.indexed_revision > 0)
            THEN revision ELSE indexed_revision END,
            deleted = 1, revision = revision + 1, title = '', description = '', tags = '', creator = '', language = '', media_url = '',
            thumbnail_url = '', expires_at = NULL, attributes = '{}', encoded_revision = 0, model = NULL, embedding = NULL, meaning = NULL,
            emotion_profile = NULL, intent_profile = NULL
        """;

    public const string Delete =
        $"UPDATE ranking_items SET {Clear} WHERE tenant_id = @tenantId AND item_id = @itemId AND deleted = 0";

    // Said again of the row itself: it may have been given more time since it was looked for.
    public const string DeleteExpired =
        $"""
        UPDATE ranking_items SET {Clear}
        WHERE tenant_id = @tenantId AND deleted = 0 AND expires_at < @before AND item_id IN (
            SELECT item_id FROM ranking_items
            WHERE tenant_id = @tenantId AND deleted = 0 AND expires_at < @before ORDER BY expires_at LIMIT @most)
        RETURNING item_id
        """;

    public const string ReadDeleted = "SELECT tenant_id, item_id FROM ranking_items WHERE deleted = 1 AND indexed_revision > 0 LIMIT @limit";

    public const string ConfirmDeleted =
        "UPDATE ranking_items SET indexed_revision = 0 WHERE tenant_id = @tenantId AND item_id = @itemId AND deleted = 1";

    public const string Count =
        """
        SELECT COUNT(*), COUNT(CASE WHEN indexed_revision = revision THEN 1 END)
        FROM ranking_items WHERE tenant_id = @tenantId AND deleted = 0
        """;

    public const string CountBehind =
        $"""
        SELECT COUNT(*) FROM ranking_items
        WHERE tenant_id = @tenantId AND deleted = 0 AND indexed_revision < revision AND NOT EXISTS ({Reencoded}
            AND n.indexed_revision = ranking_items.revision AND n.model = m.serving)
        """;

    // What was new to the model that serves and only the next one has answered is not asked for again: the former is not served any more.
    public const string ReadPending =
        $"""
        SELECT {ItemColumns} FROM ranking_items
        WHERE deleted = 0 AND indexed_revision < revision AND requested_at <= @requestedBefore AND NOT EXISTS ({Reencoded}
            AND n.indexed_revision = ranking_items.revision
            AND (n.model = m.serving OR (n.model = m.next AND ranking_items.requested_at > 0)))
        ORDER BY requested_at, tenant_id, item_id LIMIT @limit
        """;

    public const string MarkRequested =
        "UPDATE ranking_items SET requested_at = @At WHERE tenant_id = @TenantId AND item_id = @ItemId AND revision = @Revision";

    public const string SaveEncoded =
        $"""
        UPDATE ranking_items
        SET encoded_revision = @Revision, model = @Model, embedding = @Embedding, meaning = @Meaning, emotion_profile = @EmotionProfile,
            intent_profile = @IntentProfile
        WHERE tenant_id = @TenantId AND item_id = @ItemId AND revision = @Revision AND deleted = 0
        RETURNING {RankableColumns}
        """;

    public const string MarkIndexed =
        """
        UPDATE ranking_items SET indexed_revision = @Revision
        WHERE tenant_id = @TenantId AND item_id = @ItemId AND model = @Model AND encoded_revision = @Revision AND deleted = 0
        """;

    public const string Load =
        $$"""
        SELECT {{RankableColumns}} FROM ranking_items
        WHERE tenant_id = @tenantId AND encoded_revision > 0 AND model = @model AND item_id {in itemIds}
        """;

    public const string FindLatest =
        """
        SELECT item_id FROM ranking_items
        WHERE tenant_id = @tenantId AND deleted = 0 AND (expires_at IS NULL OR expires_at > @now)
            AND ((encoded_revision > 0 AND model = @model) OR EXISTS (
                SELECT 1 FROM ranking_reencoded n
                WHERE n.tenant_id = ranking_items.tenant_id AND n.item_id = ranking_items.item_id AND n.model = @model
                    AND n.encoded_revision > 0))
        ORDER BY created_at DESC, item_id LIMIT @limit
        """;

    // Compared as pairs, which both databases look up in the key; spelt out, SQLite reads the table from its beginning for every page.
    public const string ReadEncoded =
        $"""
        SELECT {IndexedColumns} FROM ranking_items
        WHERE encoded_revision > 0 AND model = @model AND (tenant_id, item_id) > (@tenantId, @itemId)
        ORDER BY tenant_id, item_id LIMIT @page
        """;

    /// <summary>Those of <see cref="ItemRow"/>.</summary>
    public const string ItemColumns =
        """
        tenant_id, item_id, kind, title, description, tags, creator, language, media_url, thumbnail_url, expires_at, attributes,
        revision, created_revision, encoded_revision, indexed_revision
        """;

    /// <summary>Those of <see cref="RankableRow"/>.</summary>
    public const string RankableColumns =
        """
        tenant_id, item_id, kind, title, encoded_revision, created_at, embedding, emotion_profile, intent_profile, model, meaning,
        description, creator, language, media_url, thumbnail_url, expires_at, tags, attributes
        """;

    /// <summary>Those of <see cref="IndexedRow"/>.</summary>
    public const string IndexedColumns =
        """
        tenant_id, item_id, kind, encoded_revision, embedding, emotion_profile, intent_profile, meaning, tags, creator, language, attributes
        """;
}
