namespace Mmei.Ranking.Catalog.IndexItems;

/// <summary>Closed until the index holds what the catalog says it holds.</summary>
internal sealed class IndexGate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _opened.Task.IsCompletedSuccessfully;

    public void Open() => _opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(cancellationToken);
}
