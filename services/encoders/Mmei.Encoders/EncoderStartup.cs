using Microsoft.Extensions.Hosting;

namespace Mmei.Encoders;

/// <summary>
/// Opens an encoder and warms it up when the host starts, so that a missing model or library stops the start and not the first request, and
/// nobody waits for first-time work.
/// </summary>
internal sealed class EncoderStartup<TInput, TPart, TResult>(
    string name, BatchingEncoder<TInput, TPart, TResult> encoder, EncoderInstruments instruments) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        encoder.Start();
        instruments.Observe(name, () => encoder.Waiting, () => encoder.Inside);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
