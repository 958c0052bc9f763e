using Mmei.Client;

namespace Mmei.Cli.Watch;

/// <summary>Something by which a person is perceived as they go on.</summary>
internal interface ISense : IDisposable
{
    /// <summary>Sends what comes of it until it ends.</summary>
    /// <param name="send">Has the stream for one message at a time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="UsageException">It cannot be read.</exception>
    Task SendAsync(Func<Func<LiveObservation, Task>, Task> send, CancellationToken cancellationToken);
}
