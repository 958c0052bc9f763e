namespace Mmei.Contracts.Api.V1;

/// <summary>What a credential may be used for.</summary>
public enum Scope
{
    /// <summary>Observing people, and the lists that are shown to them.</summary>
    Observe,

    /// <summary>Telling what people did.</summary>
    Feedback,

    /// <summary>Reading and changing the catalog.</summary>
    Catalog,

    /// <summary>Everything else: what is kept of people, decisions, the learning loop.</summary>
    Admin,
}
