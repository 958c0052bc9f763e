using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Tells the client that waits that nothing of its observation could be used, and whether sending it again makes sense.</summary>
internal sealed class ObservationFailedConsumer(
    PendingObservations pending, ObservationInstruments instruments, IOptions<ObserveOptions> settings) : IConsumer<ObservationFailed>
{
    public Task Consume(ConsumeContext<ObservationFailed> context)
    {
        if (!pending.TryFail(context.Message.ObservationId, FailureOf(context.Message)))
        {
            instruments.AnswerLate();
        }

        return Task.CompletedTask;
    }

    // What the platform did not get done may work the next time; what it rejected will not.
    private Failure FailureOf(ObservationFailed failed)
    {
        var errors = UnusableObservation.Reasons(failed.Modalities);
        if (failed.Modalities.Where(result => result.Code == RejectionCode.Overloaded)
            .MaxBy(result => result.RetryAfterMs ?? 0) is { } refused)
        {
            var retryAfter = refused.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : settings.Value.RetryAfter;
            return new UnavailableFailure("There is more to encode at the moment than can be done in time.", retryAfter) { Errors = errors };
        }

        return failed.Modalities.Any(result => result.Status == ModalityStatus.Missing)
            ? new UnavailableFailure("No modality was encoded in time.", settings.Value.RetryAfter) { Errors = errors }
            : UnusableObservation.From(failed.Modalities);
    }
}
