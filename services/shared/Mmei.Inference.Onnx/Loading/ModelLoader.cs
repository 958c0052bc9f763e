using Microsoft.Extensions.Hosting;

namespace Mmei.Inference.Onnx.Loading;

/// <summary>
/// Loads all models side by side before any other part of the host starts. A model that cannot be served stops the start: a process that
/// stayed up without it would take messages off the bus that it can only fail.
/// </summary>
internal sealed class ModelLoader(IEnumerable<ModelSlot> slots) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(slots.Select(slot => Task.Run(slot.Load, cancellationToken)));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
