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
        var admitted = await AdmitAsync(tenant, request, tellPerception: false, cancellationToken);
        return await AnswerAsync(admitted, cancellationToken: cancellationToken);
    }

    /// <summary>Takes an observation, which is to be answered by <see cref="AnswerAsync"/>; its deadline runs from now on.</summary>
    /// <param name="tenant">Whose it is.</param>
    /// <param name="request">What was sent.</param>
    /// <param name="tellPerception">Whether to hear of what was recognised before the recommendation is there.</param>
    /// <param name="cancellationToken">Nobody wants it any more.</param>
    /// <exception cref="Failure">The request cannot be carried out.</exception>
    public async Task<AdmittedObservation> AdmitAsync(
        string tenant, ObservationRequest request, bool tellPerception, CancellationToken cancellationToken) =>
        admission.Enter(await mapper.MapAsync(tenant, request, cancellationToken) with { TellPerception = tellPerception });

    /// <param name="entered">What was admitted; it gives its places up with the answer.</param>
    /// <param name="perceived">Is told what was recognised, where that was asked for.</param>
    /// <param name="cancellationToken">Nobody wants the answer any more.</param>
    /// <exception cref="Failure">No answer came in time.</exception>
    public async Task<ObservationAnswer> AnswerAsync(
        AdmittedObservation entered, Action<PerceptionAnswer>? perceived = null, CancellationToken cancellationToken = default)
    {
        var observation = entered.Observation;
        using var admitted = entered;
        using var waiting = pending.Open(
            observation.Id, perceived is null ? null : told => perceived(AnswerMapper.ToPerception(told, observation)));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(observation.AwaitedMs), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await dispatcher.SendAsync(observation, stop.Token);
            var ready = await waiting.Answer.WaitAsync(stop.Token);
            admitted.Served(ready.Perception);
            return AnswerMapper.ToAnswer(ready, observation, time.GetElapsedTime(admitted.Admitted));
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
