using MassTransit;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>Carries an observation through the platform: out over the bus, and back to the client that waits.</summary>
internal sealed class ObservationService(
    RequestMapper mapper, EncoderAdmission admission, ObservationDispatcher dispatcher, PendingObservations pending,
    IOptions<ObserveOptions> settings, TimeProvider time)
{
    /// <summary>Perceives and recommends. The deadline runs from this call on: the upload took the client's time.</summary>
    /// <exception cref="Failure">The request cannot be carried out, or no answer came in time.</exception>
    public async Task<ObservationAnswer> ObserveAsync(string tenant, ObservationRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var observation = mapper.Map(tenant, request);
        using var admitted = admission.Enter(observation);
        using var waiting = pending.Open(observation.Id);
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(observation.DeadlineMs + settings.Value.GraceMs), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await dispatcher.SendAsync(observation, stop.Token);
            var ready = await waiting.Answer.WaitAsync(stop.Token);
            admitted.Served(ready.Perception);
            return AnswerMapper.ToAnswer(ready, observation, time.GetElapsedTime(started));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DeadlineExceededFailure($"No answer came within {observation.DeadlineMs} ms.", settings.Value.RetryAfter);
        }
        catch (MassTransitException exception)
        {
            throw new UnavailableFailure("The message broker cannot be reached.", settings.Value.RetryAfter, exception);
        }
    }
}
