using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mmei.Contracts.V1;
using Mmei.Encoders.Batching;
using Mmei.Encoders.Models;
using Mmei.Encoders.Serving;
using Mmei.Encoders.Text;
using Mmei.Hosting.Admission;
using Mmei.Inference.Manifest;

namespace Mmei.Encoders.Tests;

public sealed class When_the_engine_stands_still : IAsyncLifetime
{
    private const int Capacity = 6;

    private readonly StandInModel _model = new() { Manifest = ModelManifest.Load(Artifacts.Folder("text-bert")) };
    private readonly PriorityGate _gate = new();
    private readonly ServiceProvider _services =
        new ServiceCollection().AddMetrics().AddSingleton<EncoderInstruments>().BuildServiceProvider();
    private readonly Encoder<EncodeText, IReadOnlyList<int>, ModalityEncoding> _encoder;

    public When_the_engine_stands_still()
    {
        var options = Options.Create(new TextOptions { QueueCapacity = Capacity, MaxBatch = 2, ConcurrentRuns = 1 });
        _encoder = new(
            "text", _model, manifest => new TextModel(manifest, ModelOf.Languages, options), options.Value, _gate,
            _services.GetRequiredService<EncoderInstruments>(), TimeProvider.System,
            NullLogger<Encoder<EncodeText, IReadOnlyList<int>, ModalityEncoding>>.Instance);
    }

    public async ValueTask InitializeAsync()
    {
        // Two sets of buffers are warmed up.
        _model.Open();
        await _encoder.StartAsync(TestContext.Current.CancellationToken);
        _model.Runs.ShouldBe([2, 2]);
        _model.Runs.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await _encoder.DisposeAsync();
        _model.Dispose();
        _gate.Dispose();
        await _services.DisposeAsync();
    }

    [Fact]
    public async Task Should_let_in_no_more_than_its_capacity_and_refuse_the_rest_at_once()
    {
        await using var still = await StillAsync();
        var waiting = Enumerable.Range(0, Capacity - 1).Select(i => Encode($"word {i}")).ToList();

        for (var i = 0; i < 100; i++)
        {
            await Should.ThrowAsync<OverloadedException>(() => Encode("one more"));
        }

        _encoder.Inside.ShouldBe(Capacity);
        _encoder.Waiting.ShouldBeLessThanOrEqualTo(Capacity);
        still.Open();
        await Task.WhenAll([still.Running, .. waiting]);
        _encoder.Inside.ShouldBe(0);
    }

    [Fact]
    public async Task Should_never_run_what_was_abandoned()
    {
        await using var still = await StillAsync();
        using var gone = new CancellationTokenSource();
        var abandoned = Enumerable.Range(0, Capacity - 1).Select(i => Encode($"word {i}", gone.Token)).ToList();

        await gone.CancelAsync();
        foreach (var left in abandoned)
        {
            await Should.ThrowAsync<OperationCanceledException>(() => left);
        }

        _encoder.Inside.ShouldBe(1);
        still.Open();
        await still.Running;
        (await Encode("somebody else")).BatchSize.ShouldBe(1);
        _model.Runs.ShouldBe([1, 1]);
    }

    private Task<Encoded<ModalityEncoding>> Encode(string text, CancellationToken? cancellationToken = null)
    {
        var command = new EncodeText { ObservationId = Guid.Empty, TenantId = "t", Shard = 0, BudgetMs = 0, Text = text };
        return _encoder.EncodeAsync(command, Timeout.InfiniteTimeSpan, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private async Task<Still> StillAsync()
    {
        await _model.CloseAsync();
        var running = Encode("the first");
        await _model.RunBegunAsync();
        return new Still(running, _model);
    }

    private sealed record Still(Task Running, StandInModel Model) : IAsyncDisposable
    {
        public void Open() => Model.Open();

        public async ValueTask DisposeAsync()
        {
            Model.Open();
            await Running;
        }
    }
}
