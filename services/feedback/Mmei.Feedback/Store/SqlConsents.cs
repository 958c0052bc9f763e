using Mmei.Contracts.Api.V1;
using Mmei.Feedback.People;
using Mmei.Storage;

namespace Mmei.Feedback.Store;

internal sealed class SqlConsents(ISqlDatabase database) : IConsents
{
    public async Task<UserConsentAnswer?> FindAsync(string tenantId, string userId, CancellationToken cancellationToken) =>
        (await database.ReadAsync<Row>(
            "SELECT image, audio, purpose, stored_at FROM feedback_consents WHERE tenant_id = @tenantId AND user_id = @userId",
            new { tenantId, userId },
            cancellationToken)).SingleOrDefault()?.ToConsent();

    public Task StoreAsync(string tenantId, string userId, UserConsentAnswer consent, CancellationToken cancellationToken) =>
        database.RunAsync(
            """
            INSERT INTO feedback_consents (tenant_id, user_id, image, audio, purpose, stored_at)
            VALUES (@tenantId, @userId, @Image, @Audio, @Purpose, @StoredAt)
            ON CONFLICT (tenant_id, user_id) DO UPDATE SET
                image = excluded.image, audio = excluded.audio, purpose = excluded.purpose, stored_at = excluded.stored_at
            """,
            new { tenantId, userId, consent.Image, consent.Audio, consent.Purpose, consent.StoredAt },
            cancellationToken);

    public Task WithdrawAsync(string tenantId, string userId, CancellationToken cancellationToken) => database.RunAsync(
        "DELETE FROM feedback_consents WHERE tenant_id = @tenantId AND user_id = @userId", new { tenantId, userId }, cancellationToken);

    private sealed record Row(long Image, long Audio, string Purpose, DateTimeOffset StoredAt)
    {
        public UserConsentAnswer ToConsent() => new()
        {
            Image = Image != 0,
            Audio = Audio != 0,
            Purpose = Purpose,
            StoredAt = StoredAt,
        };
    }
}
