using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Mmei.Client;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Taxonomy;

namespace Mmei.Cli.Tests;

/// <summary>
/// A small server in place of the platform, whose own behaviour is tested elsewhere: ten items, of which a liked one goes to the top.
/// </summary>
public sealed class StubPlatform : IAsyncLifetime
{
    private readonly Lock _gate = new();
    private List<string> _order = [.. Enumerable.Range(1, 10).Select(i => $"m-{i}")];
    private WebApplication _app = null!;
    private long _version = 1;
    private int _statusCalls;

    public string Url => _app.Urls.Single();

    /// <summary>Whether feedback moves items.</summary>
    public bool Learns { get; set; } = true;

    /// <summary>What the parts of every score miss.</summary>
    public double MissingPart { get; set; }

    public Func<HttpContext, Task>? Intercept { get; set; }

    public List<(IFormCollection? Form, string? Json)> Observations { get; } = [];

    /// <summary>What came on streams.</summary>
    public List<StreamInput> Heard { get; } = [];

    public List<FeedbackSignal> Signals { get; } = [];

    public List<string> ImportedRows { get; } = [];

    public string? ImportType { get; private set; }

    public List<RejectedRow> RefusedRows { get; } = [];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            foreach (var converter in MmeiJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Use((context, next) => Intercept is { } intercept ? intercept(context) : next(context));
        _app.MapGet("/v1/limits", () => new Limits
        {
            TextCharacters = 1,
            ImageBytes = 1,
            AudioBytes = 1,
            RequestBytes = 1,
            MaxK = 100,
            MinDeadlineMs = 100,
            MaxDeadlineMs = 7_000,
            SignalsPerRequest = 1,
            ImportBytes = 1,
            ImageTypes = [],
            AudioTypes = [],
        });
        _app.MapPost("/v1/items:import", (Delegate)ImportAsync);

        // The index is complete the second time somebody asks.
        _app.MapGet(
            "/v1/items:status", () => new CatalogStatus { Items = 10, Indexed = Interlocked.Increment(ref _statusCalls) > 1 ? 10 : 3 });
        _app.MapPost("/v1/observations", (Delegate)ObserveAsync);
        _app.MapPost("/v1/feedback", Learn);
        _app.MapGet("/v1/stream", context => StubStream.RunAsync(context, Heard, Answer));
        await _app.StartAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<ImportReport> ImportAsync(HttpContext context)
    {
        ImportType = context.Request.ContentType;
        using var reader = new StreamReader(context.Request.Body);
        while (await reader.ReadLineAsync(context.RequestAborted) is { } row)
        {
            ImportedRows.Add(row);
        }

        return new ImportReport { Accepted = ImportedRows.Count, Unchanged = 0, Rejected = RefusedRows.Count, Errors = RefusedRows };
    }

    private async Task<ObservationAnswer> ObserveAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        using var reader = new StreamReader(context.Request.Body);
        lock (_gate)
        {
            Observations.Add(
                (form, form is null ? reader.ReadToEndAsync(context.RequestAborted).GetAwaiter().GetResult() : form["request"]));
            return Answer();
        }
    }

    private FeedbackReceipt Learn(FeedbackRequest request)
    {
        lock (_gate)
        {
            Signals.AddRange(request.Signals);
            if (Learns && request.Signals.FirstOrDefault(signal => signal.Kind == SignalKind.Like) is { ItemId: { } liked })
            {
                _order = [liked, .. _order.Where(id => id != liked)];
                _version++;
            }

            return new FeedbackReceipt { Accepted = request.Signals.Count, Duplicates = 0 };
        }
    }

    private ObservationAnswer Answer() => new()
    {
        ObservationId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
        DecisionId = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
        Degraded = false,
        Emotion = new()
        {
            Label = Emotion.Sadness,
            Confidence = 0.7,
            Probabilities = new Dictionary<Emotion,
            double>
            { [Emotion.Sadness] = 0.7, [Emotion.Fear] = 0.3 },
        },
        Intent = new()
        {
            Label = Intent.Comfort,
            Confidence = 0.8,
            Probabilities = new Dictionary<Intent,
            double>
            { [Intent.Comfort] = 0.8, [Intent.Learn] = 0.2 },
        },
        Mood = new() { Goal = MoodGoal.Calm, Asked = false },
        Session = new()
        {
            Id = "s-1",
            Observations = 3,
            Current = Emotion.Joy,
            Emotion = new()
            {
                Label = Emotion.Joy,
                Confidence = 0.6,
                Probabilities = new Dictionary<Emotion,
                double>
                { [Emotion.Joy] = 0.6, [Emotion.Fear] = 0.4 },
            },
            Changed = new() { From = Emotion.Sadness, To = Emotion.Joy },
        },
        Modalities = new Dictionary<Modality, ModalityAnswer>
        {
            [Modality.Image] = new() { Status = ModalityStatus.Used, Weight = 0.4 },
            [Modality.Text] = new() { Status = ModalityStatus.Used, Weight = 0.6 },
            [Modality.Audio] = new() { Status = ModalityStatus.Rejected, Reason = "is silent" },
        },
        Items = [.. _order.Select((id, index) => Item(id, index + 1))],
        Models = new Dictionary<string, string> { ["fusion"] = "mmei@1" },
        Policy = new PolicyAnswer { Name = "lin-ts", Version = _version, Explored = false },
        TimingsMs = new Dictionary<string, double> { ["total"] = 12 },
    };

    private RecommendedItem Item(string id, int position) => new()
    {
        Id = id,
        Kind = ContentKind.Music,
        Title = $"Title of {id}",
        Position = position,
        Score = 0.75,
        Propensity = 0.5,
        Explanation = new Explanation
        {
            Congruence = 0.5,
            Intent = 0.25 - MissingPart,
            Affinity = 0,
            Quality = 0,
            Policy = 0,
            Said = 0,
            Boost = 0,
            Diversity = 0,
            Mood = MoodGoal.Match,
            Rules = [],
        },
    };
}
