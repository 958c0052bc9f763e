using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.Tensors;
using Mmei.Contracts.V1;
using Mmei.Encoders.Models;
using Mmei.Encoders.Serving;
using Mmei.Hosting.Admission;
using Mmei.Messaging;
using NSubstitute;

namespace Mmei.Encoders.Tests;

public sealed class When_an_encode_command_is_answered : IDisposable
{
    private static readonly Encoded<ModalityEncoding> Result = new(
        new ModalityEncoding(TensorCodec.Pack([1, 2], 1, 2)),
        "m@1",
        new EncodeTimings { PreprocessMs = 1, QueueMs = 2, InferMs = 3, TotalMs = 6 },
        BatchSize: 1);

    private static readonly EncodeAudio Command = new()
    {
        ObservationId = Guid.Parse("0193a1b2-0000-7000-8000-000000000001"),
        TenantId = "acme",
        Shard = 3,
        BudgetMs = 1_000,
        Media = [],
    };

    private readonly ServiceProvider _services =
        new ServiceCollection().AddMetrics().AddSingleton<EncoderInstruments>().BuildServiceProvider();
    private readonly IMessageSender _sender = Substitute.For<IMessageSender>();
    private readonly FakeTimeProvider _time = new();
    private readonly IEncoder<EncodeAudio, ModalityEncoding> _encoder = Substitute.For<IEncoder<EncodeAudio, ModalityEncoding>>();
    private readonly EncodeHandler<EncodeAudio> _handler;

    public When_an_encode_command_is_answered() =>
        _handler = new EncodeHandler<EncodeAudio>(
            _encoder, _sender, _services.GetRequiredService<EncoderInstruments>(), _time, NullLogger<EncodeHandler<EncodeAudio>>.Instance);

    [Fact]
    public async Task Should_send_the_tokens_to_the_shard()
    {
        await Respond(_ => Task.FromResult(Result));

        await _sender.Received(1).SendToShardAsync(
            3,
            Arg.Is<ModalityEncoded>(
                m => m.ObservationId == Command.ObservationId && m.TenantId == "acme" && m.Modality == Modality.Audio && m.Model == "m@1"),
            Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Should_pass_on_why_the_input_was_rejected()
    {
        await Respond(_ => throw new MediaRejectedException(RejectionCode.Unsupported, "No such coding."));

        await ShouldHaveRejected(RejectionCode.Unsupported, "No such coding.");
    }

    [Fact]
    public async Task Should_say_that_it_is_overloaded()
    {
        await Respond(_ => throw new OverloadedException("full", TimeSpan.FromMilliseconds(1234.5)));

        await ShouldHaveRejected(RejectionCode.Overloaded, "Too many inputs are waiting to be encoded.", retryAfterMs: 1235);
    }

    [Fact]
    public async Task Should_say_that_it_failed_and_keep_the_details()
    {
        await Respond(_ => throw new InvalidOperationException("secret"));

        await ShouldHaveRejected(RejectionCode.Failed, "It could not be encoded.");
    }

    [Fact]
    public async Task Should_drop_what_came_too_late()
    {
        await _handler.HandleAsync(Command, TimeSpan.Zero, TestContext.Current.CancellationToken);

        _encoder.ReceivedCalls().ShouldBeEmpty();
        _sender.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_drop_what_outlasts_its_budget()
    {
        var answering = Respond(async stop =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
            return Result;
        });

        _time.Advance(TimeSpan.FromSeconds(1));
        await answering;

        _sender.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_give_the_command_back_when_it_is_stopped()
    {
        using var stopping = new CancellationTokenSource();
        var answering = Respond(
            async stop =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
                return Result;
            },
            stopping.Token);

        await stopping.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => answering);
        _sender.ReceivedCalls().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_a_shard_that_cannot_be_reached_to_the_retry_policy()
    {
        _sender.SendToShardAsync(Arg.Any<int>(), Arg.Any<ModalityEncoded>(), Arg.Any<CancellationToken>())
            .Returns(Task.FromException(new IOException("broker is gone")));

        await Should.ThrowAsync<IOException>(() => Respond(_ => Task.FromResult(Result)));
    }

    public void Dispose() => _services.Dispose();

    private Task Respond(Func<CancellationToken, Task<Encoded<ModalityEncoding>>> encode, CancellationToken? cancellationToken = null)
    {
        var budget = TimeSpan.FromSeconds(1);
        _encoder.EncodeAsync(Command, budget, Arg.Any<CancellationToken>()).Returns(call => encode(call.Arg<CancellationToken>()));
        return _handler.HandleAsync(Command, budget, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private Task ShouldHaveRejected(RejectionCode code, string reason, int? retryAfterMs = null) =>
        _sender.Received(1).SendToShardAsync(
            3,
            Arg.Is<ModalityRejected>(
                m => m.Code == code && m.Reason == reason && m.RetryAfterMs == retryAfterMs && m.Modality == Modality.Audio),
            Arg.Any<CancellationToken>());
}
