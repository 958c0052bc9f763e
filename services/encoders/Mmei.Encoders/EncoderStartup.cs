using Microsoft.Extensions.Hosting;

namespace Mmei.Encoders;

/// <summary>Makes an encoder when the host starts, so that a missing model or library stops the start and not the first request.</summary>
internal sealed class EncoderStartup<TInput, TPrepared, TResult>(
    string name, BatchingEncoder<TInput, TPrepared, TResult> encoder, EncoderInstruments instruments) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        instruments.ObserveWaiting(name, () => encoder.Waiting);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
