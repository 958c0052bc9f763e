using Mmei.Client;
using Mmei.Contracts.Api.V1;

namespace Mmei.Cli.Watch;

/// <summary>A stream on which several senses send as they come, while what the platform sees of it is told.</summary>
internal sealed class Sensing(MmeiClient client, Timeline timeline, TimeProvider time)
{
    /// <summary>How long nothing comes, once all was sent, until it is over: longer than an answer may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <returns>The <see cref="ExitCode"/>.</returns>
    public async Task<int> RunAsync(StreamInput opening, IReadOnlyList<ISense> senses, CancellationToken cancellationToken)
    {
        await using var stream = await client.OpenStreamAsync(opening, cancellationToken);
        timeline.Begin(stream.SessionId, "Ctrl-C ends it.");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var quiet = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        var sending = SendAsync(stream, senses, end.Token);
        var reading = ReadAsync(stream, sending, quiet, end.Token);
        try
        {
            if (await Task.WhenAny(sending, reading) == sending)
            {
                await sending;
                quiet.CancelAfter(Patience);
            }

            return await reading;
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(sending, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task SendAsync(LiveObservation stream, IReadOnlyList<ISense> senses, CancellationToken cancellationToken)
    {
        using var turn = new SemaphoreSlim(1);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAll(senses.Select(RunAsync));

        // One that cannot be read ends the others.
        async Task RunAsync(ISense sense)
        {
            try
            {
                await sense.SendAsync(InTurnAsync, failed.Token);
            }
            catch
            {
                await failed.CancelAsync();
                throw;
            }
        }

        async Task InTurnAsync(Func<LiveObservation, Task> send)
        {
            await turn.WaitAsync(failed.Token);
            try
            {
                await send(stream);
            }
            finally
            {
                turn.Release();
            }
        }
    }

    /// <param name="stream">What is read.</param>
    /// <param name="sending">What is answered.</param>
    /// <param name="quiet">Ends it well; put off by each answer that comes after all was sent.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<int> ReadAsync(
        LiveObservation stream, Task sending, CancellationTokenSource quiet, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(quiet.Token, cancellationToken);
        var exit = ExitCode.Done;
        while (true)
        {
            try
            {
                timeline.Tell(await stream.ReadAsync(either.Token));
            }
            catch (MmeiProblemException problem)
            {
                timeline.Remark(problem.Message);
                exit = ExitCode.Partly;
            }
            catch (OperationCanceledException) when (quiet.IsCancellationRequested)
            {
                return exit;
            }

            if (sending.IsCompleted)
            {
                quiet.CancelAfter(Patience);
            }
        }
    }
}
