namespace Mmei.Encoders.Batching;

/// <summary>Whether somebody waits for a result.</summary>
public enum Priority
{
    /// <summary>A person waits.</summary>
    Interactive,

    /// <summary>Nobody waits: it runs while nothing interactive is there, and gives way at once when something comes.</summary>
    Bulk,
}
