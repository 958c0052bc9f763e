using Mmei.Hosting.Failures;

namespace Mmei.Storage;

/// <summary>Closed until the database is reachable and its schema is up to date.</summary>
internal sealed class StartupGate(TimeSpan patience, TimeProvider time)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    public void Open() => _opened.TrySetResult();

    public async Task PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _opened.Task.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new UnavailableFailure("The database is not ready yet.", TimeSpan.FromSeconds(5), exception);
        }
    }
}
