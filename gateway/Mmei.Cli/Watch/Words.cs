using Mmei.Client;

namespace Mmei.Cli.Watch;

/// <summary>Says what a person says, a line at a time.</summary>
internal sealed class Words(IAsyncEnumerable<string> lines) : ISense
{
    public async Task SendAsync(Func<Func<LiveObservation, Task>, Task> send, CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await send(stream => stream.SayAsync(line, cancellationToken));
        }
    }

    public void Dispose()
    {
        // Standard input is not ours to close.
    }
}
