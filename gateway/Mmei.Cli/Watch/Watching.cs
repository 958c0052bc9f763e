using Mmei.Client;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Watch;

/// <summary>
/// A stream on which one line is said after another, each when the one before is answered. A person may be silent for longer than a stream
/// may: then another one goes on with the session.
/// </summary>
internal sealed class Watching(MmeiClient client, Timeline timeline) : IAsyncDisposable
{
    private LiveObservation? _stream;

    /// <returns>The <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(StreamInput opening, IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        _stream = await client.OpenStreamAsync(opening, cancellationToken);
        var again = opening with { SessionId = _stream.SessionId };
        timeline.Begin(_stream.SessionId, "Write what the person says, a line each; Ctrl-D ends it.");

        var exit = ExitCode.Done;
        await foreach (var line in lines)
        {
            try
            {
                timeline.Tell(await AskAsync(_stream, line, again, cancellationToken));
            }
            catch (MmeiProblemException problem)
            {
                timeline.Remark(problem.Message);
                exit = ExitCode.Partly;
            }
        }

        return exit;
    }

    public ValueTask DisposeAsync() => _stream?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<ObservationAnswer> AskAsync(
        LiveObservation stream, string line, StreamInput again, CancellationToken cancellationToken)
    {
        try
        {
            await stream.SayAsync(line, cancellationToken);
            return await stream.ReadAsync(cancellationToken);
        }
        catch (Exception end) when (end is StreamEndedException { MayBeOpenedAgain: true } or HttpRequestException)
        {
            await stream.DisposeAsync();
            _stream = await client.OpenStreamAsync(again, cancellationToken);
            await _stream.SayAsync(line, cancellationToken);
            return await _stream.ReadAsync(cancellationToken);
        }
    }
}
