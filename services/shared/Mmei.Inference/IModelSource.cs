namespace Mmei.Inference;

/// <summary>The model of a role, which another version may replace while the host runs.</summary>
public interface IModelSource
{
    /// <summary>The model in force. It stays open until the lease is disposed, whatever replaces it meanwhile.</summary>
    /// <exception cref="ModelLoadException">The model cannot be served.</exception>
    ModelLease Acquire();

    /// <summary>Calls <paramref name="replaced"/> whenever another version has come into force, until the result is disposed.</summary>
    IDisposable OnReplaced(Action replaced);
}
