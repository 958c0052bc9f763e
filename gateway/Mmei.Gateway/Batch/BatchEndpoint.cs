using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Access;
using Mmei.Gateway.Idempotency;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Json;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Batch;

internal static class BatchEndpoint
{
    public const string MediaType = "application/x-ndjson";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    public static void MapBatch(this IEndpointRouteBuilder routes)
    {
        var settings = routes.ServiceProvider.GetRequiredService<IOptions<BatchOptions>>().Value;
        routes.MapPost("/v1/observations:batch", ObserveAsync)
            .WithMetadata(new BodyLimit(settings.MaxBytes), new NotIdempotent())
            .RequireRateLimiting(RateLimitPolicies.Batches)
            .Accepts<BatchRow>(MediaType)
            .WithName("observeMany")
            .WithTags("observations")
            .WithSummary("Many observations, one a line")
            .WithDescription(
                "NDJSON: on each line `request`, as `POST /v1/observations` takes it, and where wanted `id`, a name of the row. Answered as NDJSON, " +
                "each line when it is done, in no order: `line` (from 1), `id`, and `answer` or `problem`. A batch that broke off may be sent again as " +
                "it is: rows whose `id` was answered are answered the same and not observed again (`Gateway:Batch:Retention`). Rows give way " +
                "to people who wait for one answer, and are tried again while there is too much to do.")
            .Produces<string>(StatusCodes.Status200OK, MediaType);
    }

    private static async Task ObserveAsync(
        HttpContext http, TenantContext tenant, BatchRows rows, IOptions<BatchOptions> settings, IOptions<GatewayLimits> limits)
    {
        var gone = http.RequestAborted;

        // As many as there may be rows: a client that sends everything before it reads anything would else never come to its end.
        var answers = Channel.CreateUnbounded<BatchAnswer>(new UnboundedChannelOptions { SingleReader = true });
        var reading = ReadAsync();
        http.Response.ContentType = MediaType;
        await http.Response.StartAsync(gone);
        await foreach (var answer in answers.Reader.ReadAllAsync(gone))
        {
            await http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JsonDefaults.Options), gone);
            await http.Response.Body.WriteAsync(NewLine, gone);
            await http.Response.Body.FlushAsync(gone);
        }

        await reading;

        async Task ReadAsync()
        {
            var last = 0;
            try
            {
                var lines = LineReader.ReadAsync(http.Request.BodyReader, limits.Value.RequestBytes, gone).Take(settings.Value.MaxRows + 1);
                var many = new ParallelOptions { MaxDegreeOfParallelism = settings.Value.Concurrency, CancellationToken = gone };
                var taken = 0;
                await Parallel.ForEachAsync(lines, many, async (line, _) =>
                {
                    last = Math.Max(last, line.Number);
                    answers.Writer.TryWrite(Interlocked.Increment(ref taken) <= settings.Value.MaxRows
                        ? await rows.AnswerAsync(tenant.Tenant, line)
                        : TooMany(line.Number, settings.Value.MaxRows, http.TraceIdentifier));
                });
                answers.Writer.Complete();
            }
            catch (BadHttpRequestException exception)
            {
                // The answer has begun: what is wrong with the rest of the body is said on a line, too.
                answers.Writer.TryWrite(new BatchAnswer(
                    last + 1, Id: null, Answer: null, Problems.Describe(exception, http.TraceIdentifier)));
                answers.Writer.Complete();
            }
            catch (Exception exception)
            {
                answers.Writer.Complete(exception);
                throw;
            }
        }
    }

    private static BatchAnswer TooMany(int line, int most, string traceId) => new(
        line, Id: null, Answer: null, Problems.Describe(
            new TooLargeFailure("body", $"has more than {most} rows; those from this line on were not read"), traceId));
}
