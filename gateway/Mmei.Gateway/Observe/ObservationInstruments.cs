using System.Diagnostics.Metrics;
using Mmei.Contracts.Api.V1;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>What the gateway reports about observations.</summary>
internal sealed class ObservationInstruments
{
    public const string MeterName = "Mmei.Gateway";

    private readonly TimeProvider _time;
    private readonly Counter<long> _observations;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _lateAnswers;

    public ObservationInstruments(IMeterFactory meters, PendingObservations pending, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(MeterName);
        _observations = meter.CreateCounter<long>(
            "mmei.gateway.observations", "{observation}",
            "Observations by outcome: recommended, degraded, refused, unusable, timeout, unavailable, abandoned, failed.");
        _duration = meter.CreateHistogram<double>("mmei.gateway.observation.duration", "s", "From the request's headers to its answer.");
        _lateAnswers = meter.CreateCounter<long>("mmei.gateway.answers.late", "{answer}", "Answers that nobody waited for any more.");
        meter.CreateObservableUpDownCounter(
            "mmei.gateway.observations.pending", () => pending.Count, "{observation}", "Observations that clients wait for.");
    }

    public void AnswerLate() => _lateAnswers.Add(1);

    public async Task<ObservationAnswer> MeasureAsync(Func<Task<ObservationAnswer>> observe)
    {
        var started = _time.GetTimestamp();
        var outcome = "failed";
        try
        {
            var answer = await observe();
            outcome = answer.Degraded ? "degraded" : "recommended";
            return answer;
        }
        catch (Exception exception)
        {
            outcome = OutcomeOf(exception);
            throw;
        }
        finally
        {
            var tag = new KeyValuePair<string, object?>("outcome", outcome);
            _observations.Add(1, tag);
            _duration.Record(_time.GetElapsedTime(started).TotalSeconds, tag);
        }
    }

    private static string OutcomeOf(Exception exception) => exception switch
    {
        DeadlineExceededFailure => "timeout",
        UnavailableFailure => "unavailable",
        UnprocessableFailure or ConsentNeededFailure => "unusable",
        Failure or BadHttpRequestException => "refused",
        OperationCanceledException => "abandoned",
        _ => "failed",
    };
}
