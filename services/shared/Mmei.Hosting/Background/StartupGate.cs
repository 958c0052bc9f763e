using Mmei.Hosting.Failures;

namespace Mmei.Hosting.Background;

/// <summary>Closed until what a service cannot do without is there for the first time.</summary>
/// <param name="closed">What people are told while it is closed.</param>
/// <param name="time">The clock of the patience.</param>
/// <param name="patience">How long to wait for it to open; without end where it is not given.</param>
public abstract class StartupGate(string closed, TimeProvider time, TimeSpan? patience = null)
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Closed => closed;

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    public void Open() => _opened.TrySetResult();

    /// <summary>Waits until it is open.</summary>
    /// <exception cref="UnavailableFailure">It stayed closed for longer than the patience.</exception>
    public async Task PassAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _opened.Task.WaitAsync(patience ?? Timeout.InfiniteTimeSpan, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new UnavailableFailure(closed, TimeSpan.FromSeconds(5), exception);
        }
    }
}
