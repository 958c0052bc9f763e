using System.Diagnostics;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Gateway.Keep;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Follow;

/// <summary>
/// The observations of this process that are answered later, and for a while their answers. A gateway beside this one does not know them.
/// </summary>
internal sealed partial class FollowedObservations(
    ObservationService observer, ObservationInstruments instruments, IOptions<FollowOptions> settings, IOptions<RateLimitOptions> limits,
    TimeProvider time, ILogger<FollowedObservations> logger) : IObserveLater, IKept
{
    private readonly ExpiringStore<(string Tenant, Guid Id), FollowedObservation> _observations =
        new(settings.Value.MaxObservations, settings.Value.Retention, time);

    private int _running;

    /// <summary>Takes an observation and sees it through, whether anybody follows it or not. Its own deadline ends it.</summary>
    public async Task<Guid> StartAsync(string tenant, Func<Task<ObservationRequest>> read)
    {
        var started = new TaskCompletionSource<Guid>();
        var run = instruments.MeasureAsync(async () =>
        {
            using var place = Enter();
            var request = await read();
            var admitted = await observer.AdmitAsync(tenant, request, tellPerception: true, CancellationToken.None);
            var followed = new FollowedObservation(admitted.Observation.Id, request.UserId);
            followed.Tell(ObservationEvent.Accepted, new PendingObservationAnswer { ObservationId = followed.Id });
            _observations.Add((tenant, followed.Id), followed, weight: 1, out _);
            started.SetResult(followed.Id);
            return await SeeThroughAsync(followed, admitted);
        });

        // What is refused before it has started is the caller's to hear; afterwards it is told to those who follow.
        await Task.WhenAny(started.Task, run);
        return started.Task.IsCompleted ? await started.Task : (await run).ObservationId;
    }

    /// <exception cref="NotFoundFailure">The tenant has none of that id, or not any more.</exception>
    public FollowedObservation Find(string tenant, Guid id) => _observations.TryGet((tenant, id), out var followed)
        ? followed
        : throw new NotFoundFailure(
            $"No answer to an observation {id} is kept here: only those that were asked for with 'Prefer: respond-async' are, for {settings.Value.Retention}.");

    public void Sweep() => _observations.Sweep();

    public void Forget(string tenant, string userId) =>
        _observations.RemoveWhere((key, followed) => key.Tenant == tenant && followed.UserId == userId);

    private async Task<ObservationAnswer> SeeThroughAsync(FollowedObservation followed, AdmittedObservation admitted)
    {
        try
        {
            var answer = await observer.AnswerAsync(admitted, perceived => followed.Tell(ObservationEvent.Perceived, perceived));
            followed.Succeed(answer);
            return answer;
        }
        catch (Exception exception)
        {
            if (exception is not Failure)
            {
                LogFailed(exception, followed.Id);
            }

            followed.Fail(exception, Problems.Describe(exception, Activity.Current?.TraceId.ToHexString() ?? followed.Id.ToString("N")));
            throw;
        }
    }

    private Place Enter()
    {
        if (Interlocked.Increment(ref _running) > limits.Value.ConcurrentObservations)
        {
            Interlocked.Decrement(ref _running);
            throw new UnavailableFailure("As many observations as fit are in progress.", TimeSpan.FromSeconds(1));
        }

        return new Place(this);
    }

    [LoggerMessage(LogLevel.Error, "Observation {ObservationId} failed.")]
    private partial void LogFailed(Exception exception, Guid observationId);

    private sealed class Place(FollowedObservations owner) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref owner._running);
    }
}
