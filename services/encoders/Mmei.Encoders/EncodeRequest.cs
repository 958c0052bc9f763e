using MassTransit;
using Mmei.Contracts.V1;

namespace Mmei.Encoders;

/// <summary>What the commands EncodeImage, EncodeAudio and EncodeText have in common.</summary>
/// <param name="Budget">Time left; zero or less when it is over.</param>
public sealed record EncodeRequest(Modality Modality, Guid ObservationId, string TenantId, int Shard, TimeSpan Budget)
{
    /// <summary>What is left of a command's budget after its time on the bus; a sender whose clock is ahead does not lengthen it.</summary>
    public static TimeSpan Remaining(ConsumeContext context, int budgetMs, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(time);
        var age = context.SentTime is { } sent ? time.GetUtcNow().UtcDateTime - sent.ToUniversalTime() : TimeSpan.Zero;
        return TimeSpan.FromMilliseconds(budgetMs) - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }
}
