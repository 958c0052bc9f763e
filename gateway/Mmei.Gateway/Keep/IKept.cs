namespace Mmei.Gateway.Keep;

/// <summary>Something of people that this process keeps for a while.</summary>
internal interface IKept
{
    /// <summary>Drops what is too old.</summary>
    void Sweep();

    /// <summary>Drops what may be about a person.</summary>
    void Forget(string tenant, string userId);
}
