using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Gateway.Keep;
using Mmei.Gateway.Observe;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;

namespace Mmei.Gateway.Batch;

/// <summary>Observes the rows of batches. What was answered under a row's id is kept for a while, for a batch that is sent again.</summary>
internal sealed partial class BatchRows(
    ObservationService observer, ObservationInstruments instruments, IOptions<BatchOptions> settings, IOptions<GatewayLimits> limits,
    TimeProvider time, ILogger<BatchRows> logger) : IKept
{
    private readonly ExpiringStore<(string Tenant, string Id), KeptRow> _kept = new(settings.Value.MaxKept, settings.Value.Retention, time);

    public void Sweep() => _kept.Sweep();

    public void Forget(string tenant, string userId) => _kept.RemoveWhere((key, row) => key.Tenant == tenant && row.UserId == userId);

    /// <summary>The answer to a line, or its problem: one that is wrong costs the others nothing.</summary>
    public async Task<BatchAnswer> AnswerAsync(string tenant, Line line)
    {
        string? id = null;
        try
        {
            var row = Parse(line);
            id = row.Id;
            new FieldErrors().Require(id is null || Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
            var answer = await (id is null ? ObserveAsync(tenant, row.Request) : OnceAsync(tenant, id, row.Request, line.Text!));
            return new BatchAnswer(line.Number, id, answer, Problem: null);
        }
#pragma warning disable CA1031 // The line's problem is the line's answer.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (exception is not Failure)
            {
                LogFailed(exception);
            }

            var trace = Activity.Current?.TraceId.ToHexString() ?? "";
            return new BatchAnswer(line.Number, id, Answer: null, Problems.Describe(exception, trace));
        }
    }

    private BatchRow Parse(Line line)
    {
        if (line.Text is not { } text)
        {
            throw new TooLargeFailure("line", $"is over {limits.Value.RequestBytes} bytes");
        }

        try
        {
            return JsonSerializer.Deserialize<BatchRow>(text, JsonDefaults.Options)
                ?? throw new InvalidInputFailure("line", "must be an object, not null");
        }
        catch (JsonException exception)
        {
            throw UnreadableRequest.From(exception);
        }
    }

    private async Task<ObservationAnswer> OnceAsync(string tenant, string id, ObservationRequest request, byte[] text)
    {
        var observed = new Lazy<Task<ObservationAnswer>>(() => ObserveAsync(tenant, request));
        var row = new KeptRow(SHA256.HashData(text), request.UserId, observed);
        _kept.Add((tenant, id), row, weight: 1, out var kept);
        if (!kept.Fingerprint.AsSpan().SequenceEqual(row.Fingerprint))
        {
            throw new UnprocessableFailure("A row of this id was another one.")
            {
                Errors = new Dictionary<string, string[]> { ["id"] = ["was used for another row"] },
            };
        }

        try
        {
            return await kept.Answer.Value;
        }
        catch
        {
            // What failed is tried again when it is sent again.
            _kept.Remove((tenant, id));
            throw;
        }
    }

    /// <summary>
    /// Not ended by the client's leaving: what was begun is answered within its deadline, and kept. While there is too much to do, those
    /// who wait for one answer come first.
    /// </summary>
    private async Task<ObservationAnswer> ObserveAsync(string tenant, ObservationRequest request)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await instruments.MeasureAsync(() => observer.ObserveAsync(tenant, request, CancellationToken.None));
            }
            catch (UnavailableFailure busy) when (time.GetElapsedTime(started) + busy.RetryAfter <= settings.Value.Patience)
            {
                await Task.Delay(busy.RetryAfter, time);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "A row of a batch failed.")]
    private partial void LogFailed(Exception exception);

    /// <param name="Fingerprint">SHA-256 of the line.</param>
    /// <param name="UserId">Whom it is about.</param>
    /// <param name="Answer">Observed once, however often it is sent.</param>
    private sealed record KeptRow(byte[] Fingerprint, string? UserId, Lazy<Task<ObservationAnswer>> Answer);
}
